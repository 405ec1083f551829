"""The lines of a history below one another: as many as fit whole, the older ones behind a link."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from selfcheck.hazards.pages import EventLine
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.event import EventRow
from selfcheck.ui.hazard.scroll import see_through
from selfcheck.ui.thumbnails import Thumbnails

_MORE = 60  # lines that are added at a time
_LEFT, _TOP, _RIGHT = 11, 2, 16
_TEXT_AT = 33


class _Lines(QWidget):
    """Places the rows itself: what does not fit whole is not shown."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._events: tuple[EventLine, ...] = ()
        self._year = 0
        self.room = 0  # height that is in sight
        self.wanted = 0  # lines asked for beyond what fits; 0: none
        self.rows: list[EventRow] = []
        self.older: Button = link("")
        self.older.setParent(self)
        self._dots = (0.0, 0.0)

    opened = Signal(int)

    def show_events(self, events: Sequence[EventLine], year: int) -> None:
        """Lines that are known stay as they are: newer ones come above them."""
        kept = list(self.rows)
        self._events, self._year = tuple(events), year
        rows: list[EventRow] = []
        for event in self._events[: max(len(self.rows), 1)]:
            row = next((one for one in kept if one.told == event), None)
            if row is None:
                row = self._made(event)
            else:
                kept.remove(row)
            rows.append(row)
        for left in kept:
            left.hide()
            left.deleteLater()
        self.rows = rows
        self.place()

    def _made(self, event: EventLine) -> EventRow:
        row = EventRow(event, self._year, self._thumbnails)
        row.setParent(self)
        row.opened.connect(self.opened)
        return row

    def place(self) -> None:
        """Put rows below one another as far as they fit, or as far as they were asked for."""
        width = self.width() - _LEFT - _RIGHT
        if width <= 0:
            return
        foot = self.older.sizeHint().height() + 6
        y, shown = _TOP, 0
        for at, event in enumerate(self._events):
            if at >= len(self.rows):
                self.rows.append(self._made(event))
            row = self.rows[at]
            high = row.heightForWidth(width) if row.hasHeightForWidth() else -1
            high = high if high > 0 else row.sizeHint().height()
            last = at == len(self._events) - 1
            fits = y + high + (0 if last else foot) <= self.room
            if (self.wanted and at >= self.wanted) or (not self.wanted and shown and not fits):
                break
            row.setGeometry(_LEFT, y, width, high)
            row.show_last(last)
            row.show()
            y += high
            shown += 1
        for row in self.rows[shown:]:
            row.hide()
        self._place_link(y, len(self._events) - shown)

    def _place_link(self, y: int, left: int) -> None:
        self.older.setVisible(bool(left))
        self.older.setText(f"更早的 {left} 条")
        size = self.older.sizeHint()
        at = y if self.wanted else max(y, self.room - size.height() - 4)
        self.older.setGeometry(_LEFT + _TEXT_AT, at, size.width(), size.height())
        self._dots = (y - 4, at + size.height() / 2) if left else (0.0, 0.0)
        self.setMinimumHeight(at + size.height() + 4 if left else y)
        self.update()

    def show_more(self) -> None:
        """Show older lines too; the list scrolls then."""
        shown = sum(row.isVisibleTo(self) for row in self.rows)
        self.wanted = shown + _MORE
        self.place()
        if shown < len(self.rows):
            self.rows[shown].setFocus()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.place()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        start, end = self._dots
        if end <= start:
            return
        painter = QPainter(self)
        painter.setPen(QPen(look.colour("line3"), 1.4, Qt.PenStyle.DotLine))
        x = _LEFT + look.px(22) / 2
        painter.drawLine(QPointF(x, start), QPointF(x, end))
        painter.end()


class EventList(QScrollArea):
    """Scrolls once older lines were asked for."""

    opened = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines = _Lines(thumbnails)
        self.setWidget(self.lines)
        see_through(self)
        self.lines.opened.connect(self.opened)
        self.lines.older.clicked.connect(self.lines.show_more)

    def show_events(self, events: Sequence[EventLine], year: int) -> None:
        """Show a history, newest first."""
        self.lines.show_events(events, year)

    def begin_anew(self) -> None:
        """Another hazard: only what fits, from the top."""
        self.lines.wanted = 0
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lines.room = self.viewport().height()
        self.lines.place()
