"""What a clause of the grading dialog is built of: a named fact, a question, the clause in full."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from selfcheck.hazards.candidates import ClauseCandidate
from selfcheck.ui import look
from selfcheck.ui.grading.marked import MarkedText
from selfcheck.ui.labels import Label, icon_label


def on_sheet(page: QScrollArea) -> None:
    """Let a scrolling part lie on the dialog's white instead of the page's grey."""
    for part in (page, page.widget()):
        if part is not None:
            part.setProperty("part", "sheet")


class Fact(QWidget):
    """A small name and what it says, perhaps with ticks for what is known; a second one at the right."""

    def __init__(
        self, name: str, words: str, *, quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(_name(name), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(_said(words, "ink3" if quiet else "ink"))
        self._row.addStretch(1)

    def add_tick(self, words: str) -> None:
        """Something that is known to hold."""
        at = self._row.count() - 1  # before the stretch
        self._row.insertWidget(at, _mark("check", "ok_ink"), 0, Qt.AlignmentFlag.AlignTop)
        self._row.insertWidget(at + 1, _said(words, "ink2"))

    def add_right(self, name: str, words: str) -> None:
        """Another fact at the right edge."""
        self._row.addSpacing(6)
        self._row.addWidget(_name(name), 0, Qt.AlignmentFlag.AlignTop)
        said = Label(words, look.CAPTION, "ink2")
        self._row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)


def _name(text: str) -> Label:
    return Label(text, look.CAPTION, "ink3")


def _said(words: str, ink: str) -> MarkedText:
    return MarkedText(words, size=look.CAPTION, ink=ink, leading=1.0, hugging=True)


def _mark(icon: str, ink: str) -> QLabel:
    """An icon beside the first line of small text."""
    made = icon_label(icon, 13, ink)
    made.setMinimumHeight(look.px(18))
    return made


def noted(text: str) -> QHBoxLayout:
    """A small remark behind an information mark."""
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(_mark("info", "ink3"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, look.CAPTION, "ink2", wrap=True), 1)
    return row


class Asked(QWidget):
    """A question that only the person can answer; nothing is chosen at first."""

    answered = Signal(str)

    def __init__(
        self,
        question: str,
        choices: tuple[tuple[str, str], ...],
        clause: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.parts: list[QRadioButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.question = MarkedText(
            question, size=look.CAPTION, ink="ink2", leading=1.0, hugging=True
        )
        row.addWidget(self.question, 0, Qt.AlignmentFlag.AlignVCenter)
        self._values = [value for value, _ in choices]
        for at, (_, word) in enumerate(choices):
            part = QRadioButton(word)
            part.setAccessibleName(f"{clause}：{question}{word}")
            self._group.addButton(part, at)
            self.parts.append(part)
            row.addWidget(part)
        row.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        for part in self.parts:
            part.setFont(look.font())

    def show_answer(self, value: str) -> None:
        """Show what was answered; "" for nothing."""
        if value not in self._values:
            self._group.setExclusive(False)
            for part in self.parts:
                part.setChecked(False)
            self._group.setExclusive(True)
            return
        self.parts[self._values.index(value)].setChecked(True)

    def _on_clicked(self, at: int) -> None:
        self.answered.emit(self._values[at])


class ClauseText(QFrame):
    """Everything the library holds about a clause, opened in place by F1."""

    def __init__(self, clause: ClauseCandidate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "soft")
        self.clause = clause
        self._filled = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 9, 12, 10)
        self._column.setSpacing(2)

    def setVisible(self, visible: bool) -> None:  # noqa: N802  # Qt's name
        """Filled at the first opening: most cards are never opened."""
        if visible and not self._filled:
            self._filled = True
            for name, words in told_of(self.clause):
                if self._column.count():
                    self._column.addSpacing(5)
                self._column.addWidget(Label(name, look.CAPTION, "ink3"))
                text = Label(words, look.TEXT, "ink", wrap=True)
                text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(text)
        super().setVisible(visible)


def told_of(clause: ClauseCandidate) -> list[tuple[str, str]]:
    """A clause in full, as (name, words)."""
    standard = clause.standard
    since = f"，{standard.effective_from} 起施行" if standard.effective_from else ""
    told = [
        ("标准", f"{standard.title}（{standard.document_number}）{since}"),
        (f"{clause.number} {clause.group}", clause.gist or clause.caution),
        ("说明", clause.detail),
        ("适用", clause.when),
        ("除外", clause.exception),
        ("通则", "\n".join(standard.general_rules)),
        ("注意", "；".join(standard.notices)),
    ]
    return [(name, words) for name, words in told if words]
