"""The fields of 登记隐患 that are more than a line: lists with headings, and the older accident types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.forms.vocabulary import Term, shipped_vocabulary
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.choices import ChoiceField

_NOTHING = "（不选）"


class TermField(ChoiceField):
    """One word of the vocabulary, under the headings that it has there."""

    committed = Signal(str)  # the key; "" when it was taken back

    def __init__(self, terms: Sequence[Term], *, name: str, optional: bool = True) -> None:
        self._optional = optional
        super().__init__(name=name)
        self.chosen.connect(self.committed)
        self.show_terms(terms)

    def show_terms(self, terms: Sequence[Term], *more: tuple[str, Sequence[Term]]) -> None:
        """Offer these; `more` are lists that stand under a heading of their own."""
        kept = self.value
        self.clear()
        if self._optional:
            self.addItem(_NOTHING, "")
        group = ""
        for term in terms:
            if term.group != group:
                group = term.group
                self._head(group)
            self.addItem(term.text, term.key)
        for heading, others in more:
            self._head(heading)
            for term in others:
                self.addItem(term.text, term.key)
        self.show_value(kept)

    def _head(self, words: str) -> None:
        self.addItem(words, None)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(self.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)

    def show_value(self, value: str | None) -> None:
        """Show what is kept; a word that is in no list, as an older ledger gave it, stands for itself."""
        if value and self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value) if value else -1)


class AccidentTypeField(QWidget):
    """The accident types in force, with the older ones behind a link."""

    committed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        words = shipped_vocabulary()
        self._new, self._old = words.of("accident_type"), words.of("accident_type_1986")
        self.list = TermField(self._new.terms, name=name)
        self.older: Button = link("旧分类")
        self.older.setCheckable(True)
        self.older.setToolTip(self._old.basis)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.list)
        column.addWidget(self.older)
        self.setFocusProxy(self.list)
        self.list.committed.connect(self.committed)
        self.older.toggled.connect(self._on_older)

    @property
    def value(self) -> str:
        """The key that is chosen."""
        return self.list.value or ""

    def show_value(self, value: str) -> None:
        """Show what is kept; an older type shows its list."""
        if value in {term.key for term in self._old.terms}:
            self.older.setChecked(True)
        self.list.show_value(value)

    def _on_older(self, shown: bool) -> None:
        more = (("旧分类（GB/T 6441-1986）", self._old.terms),) if shown else ()
        self.list.show_terms(self._new.terms, *more)
        self.older.setText("不列旧分类" if shown else "旧分类")
