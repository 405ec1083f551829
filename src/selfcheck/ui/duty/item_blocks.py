"""Soft surfaces under an item's text, and the simplest of them: one field of words with its name."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.fields import TextField, mark_wrong
from selfcheck.ui.labels import Label, ProblemLabel


class Block(QWidget):
    """A soft surface under an item's text."""

    written = Signal(str, object)  # field, value

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 14, 12)
        self.column.setSpacing(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface2"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.end()

    @property
    def at_work(self) -> bool:
        """Whether the keyboard is inside."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)


class WordsBlock(Block):
    """One field of words with its name: a note, or a reason."""

    def __init__(self, field: str, name: str, hint: str, item: str) -> None:
        super().__init__()
        self._field = field
        self._kept = ""
        self._refused: str | None = None  # what was kept when something else was refused
        self.words = TextField(name=f"{item}，{name}", hint=hint, least=1, most=8)
        self.label = Label(name, look.TEXT, "ink", 500)
        self.label.setBuddy(self.words)
        self.problem = ProblemLabel()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.label.setContentsMargins(0, 8, 0, 0)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        self.column.setContentsMargins(14, 6, 14, 6)
        self.words.setAcceptDrops(False)  # files belong to the row
        self.words.committed.connect(self._on_committed)

    def _on_committed(self, text: str) -> None:
        self._refused = None  # other words are another try
        self.written.emit(self._field, text)

    def show_words(self, text: str) -> None:
        """Show what is kept."""
        if self._refused is not None and text == self._refused:
            return
        self._refused = None
        self._kept = text
        self.words.show_value(text)
        self._show_problem("")

    def _show_problem(self, sentence: str) -> None:
        self.problem.show_problem(sentence)
        mark_wrong(self.words, bool(sentence))

    def refuse(self, sentence: str) -> None:
        """What was typed stays; the sentence says what to do."""
        self._refused = self._kept
        self.words.not_kept()
        self._show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Still to be read and copied."""
        self.words.setReadOnly(read_only)
