"""The parts that open under an item's row, made when they are first needed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfcheck.duties.pages import ItemLine
from selfcheck.ui.duty.item_blocks import WordsBlock
from selfcheck.ui.duty.needs_block import NeedsBlock

_WORDS = {  # field: name, hint
    "reason": ("不适用的理由", "写明为什么不适用，如“本单位没有有限空间”"),
    "evidence_reason": ("未提供证据的理由", "写明为什么拿不出，什么时候补"),
    "note": ("备注", "需要说明的情况"),
}


class ItemDetails(QWidget):
    """What an item needs, its reasons and its note; takes no room while there is nothing to show."""

    written = Signal(str, object)
    corrected = Signal(bool)
    hazard_wanted = Signal()
    photo_wanted = Signal()

    def __init__(self, line: ItemLine, people: Sequence[str]) -> None:
        super().__init__()
        self._line = line
        self._people = people
        self._read_only = False
        self._opened: set[str] = (
            set()
        )  # words the person asked for, though nothing is written yet
        self.needs: NeedsBlock | None = None
        self.words: dict[str, WordsBlock] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def _name(self) -> str:
        return f"第 {self._line.number} 条 {self._line.short}"

    # ---- showing

    def show_line(self, line: ItemLine) -> None:
        """Show the parts that this answer asks for; nothing closes while it is being typed in."""
        self._line = line
        self._show_needs(line)
        self._show_words("reason", line.reason, wanted=line.mark == "na")
        told = line.evidence_reason
        asked = "evidence_reason" in self._opened
        has_to = bool(line.evidence_what) and not line.needs and line.mark != "na"
        self._show_words("evidence_reason", told, wanted=has_to and (bool(told) or asked))
        # a 不符合 has its note in the block above
        note = "note" in self._opened or self._contradicts(line)
        self._show_words("note", line.note, wanted=note and not line.needs)
        blocks: list[QWidget] = [*self.words.values(), *([self.needs] if self.needs else [])]
        self.setVisible(any(not block.isHidden() for block in blocks))

    @staticmethod
    def _contradicts(line: ItemLine) -> bool:
        return any(p.code == "DU11" and p.blocking for p in line.problems)

    def _show_needs(self, line: ItemLine) -> None:
        if line.needs and self.needs is None:
            self.needs = NeedsBlock(self._name, self._people)
            self.needs.written.connect(self.written)
            self.needs.corrected_wanted.connect(self.corrected)
            self.needs.hazard_wanted.connect(self.hazard_wanted)
            self.needs.photo_wanted.connect(self.photo_wanted)
            self.needs.set_read_only(self._read_only)
            self._column.insertWidget(0, self.needs)
        if self.needs is not None:
            self.needs.setVisible(bool(line.needs))
            if line.needs:
                self.needs.show_line(line)

    def _show_words(self, field: str, text: str, *, wanted: bool) -> None:
        block = self.words.get(field)
        if block is None:
            if not wanted:
                return
            name, hint = _WORDS[field]
            block = self.words[field] = WordsBlock(field, name, hint, self._name)
            block.written.connect(self.written)
            block.set_read_only(self._read_only)
            self._column.addWidget(block)
        block.setVisible(wanted or block.at_work)
        block.show_words(text)

    # ---- opening

    def open_note(self) -> None:
        """Open the note and go there; close it when it is open."""
        if self.needs is not None and not self.needs.isHidden():
            self._focus(self.needs.note)
            return
        self._toggle("note")

    def open_evidence_reason(self) -> None:
        """Open the reason why evidence is not provided."""
        self._opened.discard("evidence_reason")
        self._toggle("evidence_reason")

    def _toggle(self, field: str) -> None:
        block = self.words.get(field)
        if block is not None and not block.isHidden() and field in self._opened:
            self._opened.discard(field)
        else:
            self._opened.add(field)
        self.show_line(self._line)
        block = self.words.get(field)
        if block is not None and not block.isHidden():
            self._focus(block.words)

    @staticmethod
    def _focus(field: QWidget) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_of(self, field: str) -> QWidget | None:
        """The field to go to for a problem, if it is open."""
        if self.needs is not None and not self.needs.isHidden():
            return self.needs.first_lacking()
        block = self.words.get(field)
        return block.words if block is not None and not block.isHidden() else None

    def refuse(self, field: str, sentence: str) -> None:
        """What was typed stays; the sentence stands beside it."""
        if self.needs is not None and not self.needs.isHidden():
            self.needs.refuse(field, sentence)
        elif field in self.words:
            self.words[field].refuse(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Still to be read and copied."""
        self._read_only = read_only
        if self.needs is not None:
            self.needs.set_read_only(read_only)
        for block in self.words.values():
            block.set_read_only(read_only)
