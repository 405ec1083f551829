"""The card of check items: captions, and one row for each item, kept while the duty stays the same."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from selfcheck.duties.pages import ItemLine
from selfcheck.ui import look
from selfcheck.ui.duty import answer_editors
from selfcheck.ui.duty.clause_popup import CLAUSE
from selfcheck.ui.duty.item_row import TOOL, ItemRow
from selfcheck.ui.duty.item_surface import EDGE
from selfcheck.ui.labels import Label
from selfcheck.ui.surfaces import Card


class _Head(QFrame):
    """The captions of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._title = Label("检查条目", look.TEXT, "ink", 500)
        self._row.addWidget(self._title, 1)
        self._captions: list[tuple[Label, int]] = []
        columns = (
            ("依据（F1）", CLAUSE),
            ("回答", answer_editors.WIDTH),
            ("备注", TOOL),
            ("证据", TOOL),
        )
        for (words, width), gap in zip(columns, (12, 10, 0, 0), strict=True):
            caption = Label(words, look.CAPTION, "ink3")
            self._captions.append((caption, width))
            self._row.addWidget(caption)
            self._row.addSpacing(gap)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self._row.setContentsMargins(EDGE, 0, EDGE - 8, 0)
        for caption, width in self._captions:
            caption.setFixedWidth(look.px(width))
        self.setFixedHeight(look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        painter.end()


class ItemList(Card):
    """Every item of a duty. Made anew for another duty only."""

    answered = Signal(str, str)
    written = Signal(str, str, object)
    corrected = Signal(str, bool)
    hazard_wanted = Signal(str)
    evidence_wanted = Signal(str, str)
    clause_wanted = Signal(str)
    register_wanted = Signal(str)
    dropped = Signal(str, list)
    left_below = Signal()  # the keyboard went on from the last item

    def __init__(self) -> None:
        super().__init__(edge=0)
        self.rows: dict[str, ItemRow] = {}
        self._read_only = False
        self.body.setContentsMargins(1, 1, 1, 4)
        self.body.setSpacing(0)
        self._head = _Head()
        self.body.addWidget(self._head)

    def show_lines(self, lines: Sequence[ItemLine], people: Sequence[str]) -> None:
        """Show what is kept; rows are updated in place. `people` may be named for rectification."""
        if [line.key for line in lines] != list(self.rows):
            self._make(lines, people)
            return
        for line in lines:
            self.rows[line.key].show_line(line)

    def _make(self, lines: Sequence[ItemLine], people: Sequence[str]) -> None:
        for row in self.rows.values():
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for line in lines:
            row = ItemRow(line, people)
            row.set_place(first=not self.rows)
            row.set_read_only(self._read_only)
            row.answered.connect(self.answered)
            row.written.connect(self.written)
            row.corrected.connect(self.corrected)
            row.hazard_wanted.connect(self.hazard_wanted)
            row.evidence_wanted.connect(self.evidence_wanted)
            row.clause_wanted.connect(self.clause_wanted)
            row.register_wanted.connect(self.register_wanted)
            row.dropped_on.connect(self.dropped)
            row.moved.connect(self._on_moved)
            self.rows[line.key] = row
            self.body.addWidget(row)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self._read_only = read_only
        for row in self.rows.values():
            row.set_read_only(read_only)

    def row_of(self, widget: QWidget | None) -> ItemRow | None:
        """The row that a widget belongs to."""
        for row in self.rows.values():
            if widget is not None and (row is widget or row.isAncestorOf(widget)):
                return row
        return None

    def show_current(self, key: str) -> None:
        """Mark the item at hand."""
        for row in self.rows.values():
            row.set_current(row.key == key)

    def _on_moved(self, key: str, step: int) -> None:
        keys = list(self.rows)
        at = keys.index(key) + step
        if 0 <= at < len(keys):
            self.rows[keys[at]].focus_answer()
        elif at == len(keys):
            self.left_below.emit()

    def next_open(self, key: str) -> str:
        """The next item that is not answered, or still lacks something; empty when there is none."""
        keys = list(self.rows)
        at = keys.index(key) + 1 if key in keys else 0
        for following in keys[at:]:
            if self.rows[following].line.mark in ("todo", "bad", "partly"):
                return following
        return ""
