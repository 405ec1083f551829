"""The drawing board: a photo on which marks are drawn, chosen, moved and resized by mouse or keys."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from selfcheck.evidence.marks import Mark
from selfcheck.ui import look
from selfcheck.ui.photos.marks_board import MarksBoard
from selfcheck.ui.photos.marks_draft import Handle, handles, moved, resized, stretched
from selfcheck.ui.photos.marks_paint import paint_selection
from selfcheck.ui.photos.marks_touch import mark_at
from selfcheck.ui.thumbnails import Thumbnails

_CLICK = 4  # pixels: a hand that moves less has clicked
_NEAR_HANDLE = 9
_CURSORS: dict[Handle, Qt.CursorShape] = {
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor,
    "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor,
    "w": Qt.CursorShape.SizeHorCursor,
    "start": Qt.CursorShape.SizeAllCursor,
    "end": Qt.CursorShape.SizeAllCursor,
}


@dataclass(frozen=True)
class _Drag:
    """What the mouse is doing since it was pressed."""

    start: QPointF
    before: Mark | None  # the mark taken hold of; None: a new one is being drawn
    handle: Handle | None = None
    result: Mark | None = None


class MarksCanvas(MarksBoard):
    """Dragging on the photo draws; a mark under the mouse is taken hold of; a click selects."""

    def __init__(
        self,
        reader: Thumbnails,
        marks: Sequence[Mark],
        *,
        editable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._drag: _Drag | None = None
        super().__init__(reader, marks, editable=editable, parent=parent)
        self.setMouseTracking(editable)

    # ---- places

    def _share(self, at: QPointF) -> tuple[float, float]:
        place = self.place
        return (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()

    def _handle_at(self, at: QPointF) -> Handle | None:
        if (mark := self.draft.mark) is None:
            return None
        place = self.place
        found: list[tuple[float, Handle]] = []
        for name, (x, y) in handles(mark).items():
            away = hypot(
                place.left() + x * place.width() - at.x(),
                place.top() + y * place.height() - at.y(),
            )
            found.append((away, name))
        away, name = min(found, default=(_NEAR_HANDLE + 1.0, "se"))
        return name if away <= _NEAR_HANDLE else None

    def _taken_at(self, at: QPointF) -> int:
        """The mark that dragging from here would move; -1: it would draw a new one."""
        marks, selected = self.draft.marks, self.draft.selected
        if selected >= 0 and mark_at(marks[selected : selected + 1], self.place, at) == 0:
            return selected
        return mark_at(marks, self.place, at, only_lines=True)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.usable or event.button() != Qt.MouseButton.LeftButton:
            return
        self.flush()
        at = event.position()
        if (handle := self._handle_at(at)) is not None:
            self._drag = _Drag(at, self.draft.mark, handle)
        elif (taken := self._taken_at(at)) >= 0:
            self.select(taken)
            self._drag = _Drag(at, self.draft.mark)
        elif self.place.adjusted(-_CLICK, -_CLICK, _CLICK, _CLICK).contains(at):
            self._drag = _Drag(at, None)
        else:
            self.select(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, drag = event.position(), self._drag
        if drag is None:
            self._show_cursor(at)
            return
        if drag.result is None and (at - drag.start).manhattanLength() < _CLICK:
            return
        x, y = self._share(at)
        start_x, start_y = self._share(drag.start)
        if drag.before is None:
            result = stretched(self.kind, start_x, start_y, x, y)
        elif drag.handle is not None:
            result = resized(drag.before, drag.handle, x, y)
        else:
            result = moved(drag.before, x - start_x, y - start_y)
        self._drag = replace(drag, result=result)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag.result is None:
            if drag.handle is None:
                self._click(drag.start)
        elif drag.before is None:
            self._add(drag.result)
        else:
            self._tell(self.draft.put(drag.result))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.usable and mark_at(self.draft.marks, self.place, event.position()) >= 0:
            self.select(mark_at(self.draft.marks, self.place, event.position()))
            self.words_wanted.emit()

    def _click(self, at: QPointF) -> None:
        found = mark_at(self.draft.marks, self.place, at)
        if found < 0 and self.kind == "text":
            x, y = self._share(at)
            self._add(stretched("text", x, y, x, y))
        else:
            self.select(found)

    def _show_cursor(self, at: QPointF) -> None:
        handle = self._handle_at(at) if self.usable else None
        if handle is not None:
            self.setCursor(_CURSORS[handle])
        elif not self.usable or not self.place.contains(at):
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif self._taken_at(at) >= 0:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.update()
        elif self._drag is None:  # nothing may change under the mouse
            super().keyPressEvent(event)

    # ---- painting

    def _shown_marks(self) -> Sequence[Mark]:
        drag, marks = self._drag, self.draft.marks
        if drag is None or drag.result is None:
            return marks
        if drag.before is None:
            return (*marks, drag.result)
        at = self.draft.selected
        return (*marks[:at], drag.result, *marks[at + 1 :])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        self.paint_photo(painter)
        dragged = self._drag.result if self._drag is not None else None
        mark = dragged or self.draft.mark
        if self.usable and mark is not None:
            paint_selection(painter, self.place, mark, handles(mark).values())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
