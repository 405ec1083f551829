"""The sheet of the risk map: shows one plan, zooms and pans it, and hands presses and keys to the tool."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from selfcheck.ui import look
from selfcheck.ui.riskmap import overlay as riskmap_overlay
from selfcheck.ui.riskmap.hands import Hands
from selfcheck.ui.riskmap.rows import DRAGGED
from selfcheck.ui.riskmap.tools import SELECT
from selfcheck.ui.riskmap.view import STEP

_NOTCH = 120  # of a wheel
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class Canvas(Hands):
    """Paints the plan and takes mouse, wheel, keys and dropped points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panning: QPointF | None = None
        self._space = False
        self._by_mouse = (
            True  # whether the mouse brought the keyboard here: then no ring is needed
        )

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        if not self.shows:
            painter.fillRect(self.rect(), look.colour("surface"))
            painter.end()
            return
        dpr = self.devicePixelRatioF()
        self.layer.draw(
            painter, self.picture, self.view, self.size(), dpr=dpr, quick=self.rest.isActive()
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes, points = self.held_now
        riskmap_overlay.paint_held(painter, self.scene, self.view, self.held_now, dpr)
        chosen = riskmap_overlay.chosen_shape(self.drawing, shapes, self.selection)
        if not (self.selection.point_id and points):
            riskmap_overlay.paint_selection(
                painter, self.scene, self.view, chosen, self.selection
            )
        metres = self.scene.plan.metres_per_unit
        riskmap_overlay.paint_marks(painter, self.scene, self.view, self.size(), self.words)
        if chosen is not None and self.selection.corner is not None:
            place = chosen.points[min(self.selection.corner, len(chosen.points) - 1)]
            words = riskmap_overlay.place_words(metres, place)
            riskmap_overlay.paint_note(painter, self.view.to_screen(*place), words, self.size())
        riskmap_overlay.paint_sketch(painter, self.view, self.tool, metres, self.size())
        if self.notice:
            riskmap_overlay.paint_notice(painter, self.notice, self.size())
        if self.keys.crosshair is not None and self.hasFocus():
            riskmap_overlay.paint_crosshair(painter, self.view.to_screen(*self.keys.crosshair))
        if self.hasFocus() and not self._by_mouse:
            riskmap_overlay.paint_focus(painter, self.size())
        painter.end()

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if not self.shows:
            return
        if event.button() == _MIDDLE or (self._space and event.button() == _LEFT):
            self._panning = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == _LEFT and (self.usable or self.tool_name == SELECT):
            self.keys.settle()
            self.keys.crosshair = None
            self.notice = self.tool.hint
            self.tool.press(event.position())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.shows:
            return
        if self._panning is not None:
            step = event.position() - self._panning
            self._panning = event.position()
            self.pan(step.x(), step.y())
            return
        self.tool.move(event.position(), down=bool(event.buttons() & _LEFT))
        if self.tool.sketch or event.buttons():
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self.use_cursor()
        elif self.shows and event.button() == _LEFT:
            self.tool.release(event.position())
            self.update()

    def use_cursor(self) -> None:
        """The hand of the tool, or the one that pans."""
        shape = (
            Qt.CursorShape.ArrowCursor
            if self.tool_name == SELECT
            else Qt.CursorShape.CrossCursor
        )
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space else shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.shows and event.button() == _LEFT:
            self.tool.finish()
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if notches and self.shows:
            self.zoom(STEP**notches, event.position())
        event.accept()

    # ---- a risk point from the list

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.shows and self.usable and event.mimeData().hasFormat(DRAGGED):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        told = bytes(event.mimeData().data(DRAGGED).data()).decode()
        if self.shows and told.isdigit():
            event.acceptProposedAction()
            self.dropped.emit(int(told), self.view.to_sheet(event.position()))

    # ---- keys

    def hold_space(self, held: bool) -> None:
        """While the space bar is down, the hand moves the sheet."""
        self._space = held
        self.use_cursor()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab and self.keys.press(event):  # before Qt takes Tab for itself
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - a name that Qt calls
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_space(False)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keys.settle()
        self.hold_space(False)
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.own_view:
            self.moved()
        else:
            self.fit()
