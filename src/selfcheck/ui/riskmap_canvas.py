"""The sheet of the risk map: shows one plan, zooms and pans it, and hands presses and keys to the tool."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.riskmap.draft import Drawing, Drawn, Edit
from selfcheck.riskmap.geometry import XY
from selfcheck.ui import look, riskmap_hits, riskmap_overlay
from selfcheck.ui.riskmap_base import Base
from selfcheck.ui.riskmap_hits import Hit, Selection, Sheet
from selfcheck.ui.riskmap_keys import SheetKeys
from selfcheck.ui.riskmap_layer import Layer, Picture
from selfcheck.ui.riskmap_rows import DRAGGED
from selfcheck.ui.riskmap_scene import NOTHING, Scene
from selfcheck.ui.riskmap_select import Select
from selfcheck.ui.riskmap_toolbox import made
from selfcheck.ui.riskmap_tools import SELECT, Tool
from selfcheck.ui.riskmap_view import STEP, View

_REST_MS = 90  # without zooming, then the sheet is painted sharp
_NOTCH = 120  # of a wheel
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class Canvas(QWidget):
    """Draws a `Scene`; what the hand did comes out as an `Edit`, which the screen keeps."""

    edited = Signal(object)  # Edit; the slot calls `kept` when it could be kept
    selected = Signal(object)  # Selection
    tool_changed = Signal(str)
    said = Signal(str)  # what to do next, or why nothing happened
    zoomed = Signal(int)  # in per cent
    measuring = Signal(object, object)  # two places
    dropped = Signal(int, object)  # a risk point, and where
    typing = Signal(str)  # a figure was typed: the place of what is chosen is to be typed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = View()
        self.scene = NOTHING
        self.drawing = Drawing()
        self.selection = Selection()
        self.base: Base | None = None
        self.hidden: set[str] = set()
        self.snap = True
        self.waiting: int | None = None  # the risk point that is put down next
        self.usable = True
        self.words = ""  # at the foot of the sheet
        self.tool_name = SELECT
        self.tool: Tool = Select(self)
        self.layer = Layer()
        self._picture = Picture(NOTHING, None, (), ())
        self._held: tuple[Mapping[str, Drawn], Mapping[int, XY]] = ({}, {})
        self._kept = False
        self._own_view = False  # whether the person chose what is in view
        self._panning: QPointF | None = None
        self._space = False
        self._rest = QTimer(self)  # runs while the hand still zooms
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.update)
        self.keys = SheetKeys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setAccessibleName("四色分布图")
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.layer.forget()
        self.update()

    # ---- what is shown

    def show_scene(self, scene: Scene, drawing: Drawing) -> None:
        """Another state of the plan, or another plan."""
        other = scene.plan.plan_id != self.scene.plan.plan_id
        self.scene, self.drawing = scene, drawing
        if other:
            self.tool.cancel()
            self._own_view = False
            self.select(Selection())
        elif self.selection.key and self.selection.key not in drawing.shapes:
            self.select(Selection())
        self._repicture()
        if not self._own_view:
            self.fit()

    @property
    def shows(self) -> bool:
        """Whether there is a plan."""
        return self.scene is not NOTHING

    def show_base(self, base: Base | None) -> None:
        """Another picture beneath."""
        if base is not self.base:
            self.base = base
            self._repicture()

    def show_layers(self, hidden: set[str]) -> None:
        """Hide these layers."""
        self.hidden = set(hidden)
        self._repicture()

    def _repicture(self) -> None:
        """What the layer is made of has changed: it is painted anew at the next frame."""
        shapes, points = self._held
        held: frozenset[str | int] = frozenset([*shapes, *points])
        self._picture = Picture(self.scene, self.base, frozenset(self.hidden), held)
        self.update()

    def fit(self) -> None:
        """Show the whole sheet."""
        self._own_view = False
        self._rest.stop()
        if self.shows and self.width() > 1:
            room = QSizeF(self.size())
            self.view.fit(self.scene.size, room, look.px(riskmap_overlay.BELOW) - 20)
            self._moved()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller around a place, else around the middle."""
        self._own_view = True
        self._rest.start()
        self.view.zoom(factor, at or QPointF(self.width() / 2, self.height() / 2))
        self._moved()

    def pan(self, dx: float, dy: float) -> None:
        """Move the sheet by pixels."""
        self._own_view = True
        self.view.pan(dx, dy)
        self._moved()

    def show_place(self, place: XY) -> None:
        """Bring a place into view, without moving when it is seen already."""
        here = self.view.to_screen(*place)
        if not self.rect().adjusted(60, 60, -60, -60).contains(here.toPoint()):
            self.view.centre_on(*place, QSizeF(self.size()))
            self._moved()

    def _moved(self) -> None:
        if self.shows:
            self.view.keep_near(self.scene.size, QSizeF(self.size()))
        self.zoomed.emit(round(self.view.scale * 100))
        self.update()

    # ---- the desk of the tools

    def snapped(self, at: QPointF, apart: str = "", beside: XY | None = None) -> XY:
        """A place on the sheet, drawn to what is near while snapping is on."""
        if not self.snap:
            return self.view.to_sheet(at)
        return riskmap_hits.snapped(self.scene, self.view, at, apart=apart, beside=beside)

    def hit(self, at: QPointF) -> Hit:
        """What lies under a place in the window."""
        placing = self.layer.placing(self.scene, self.view.scale, self.devicePixelRatioF())
        sheet = Sheet(
            self.scene, self.view, self.drawing, self.selection.key, self.hidden, placing
        )
        return riskmap_hits.hit(sheet, at)

    def select(self, selection: Selection) -> None:
        """Choose something, or nothing."""
        if selection != self.selection:
            self.keys.settle()
            self.selection = selection
            self.selected.emit(selection)
            self.update()

    def hold(self, shapes: Mapping[str, Drawn], points: Mapping[int, XY]) -> None:
        """Show these where they are being moved to."""
        same = self._held[0].keys() == shapes.keys() and self._held[1].keys() == points.keys()
        self._held = (dict(shapes), dict(points))
        if not same:
            self._repicture()
        self.update()

    @property
    def held(self) -> Mapping[str, Drawn]:
        """Shapes that are being moved."""
        return self._held[0]

    def make(self, edit: Edit) -> bool:
        """Keep an operation; False when it changes nothing or was refused."""
        if edit.nothing or not self.usable:
            return False
        self._kept = False
        self.edited.emit(edit)
        return self._kept

    def kept(self) -> None:
        """The operation was kept."""
        self._kept = True

    def done(self, key: str = "") -> None:
        """The tool has done its work."""
        self.use(SELECT)
        if key:
            self.select(Selection(key))

    def tell(self, text: str) -> None:
        """Say what to do."""
        self.said.emit(text)

    def measured(self, begin: XY, end: XY) -> None:
        """Two places are known."""
        self.measuring.emit(begin, end)

    def waiting_point(self) -> int | None:
        """The risk point that is put down next."""
        return self.waiting

    def use(self, name: str) -> None:
        """Take a tool in hand."""
        self.keys.settle()
        self.tool.cancel()
        self.tool_name, self.tool = name, made(name, self)
        self.keys.crosshair = None
        self.setCursor(
            Qt.CursorShape.ArrowCursor if name == SELECT else Qt.CursorShape.CrossCursor
        )
        self.tool_changed.emit(name)
        self.said.emit(self.tool.hint)
        self.update()

    def commit(self) -> None:
        """Keep what the arrow keys have moved: before a jump, before closing."""
        self.keys.settle()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        if not self.shows:
            painter.fillRect(self.rect(), look.colour("surface"))
            painter.end()
            return
        dpr = self.devicePixelRatioF()
        self.layer.draw(
            painter, self._picture, self.view, self.size(), dpr=dpr, quick=self._rest.isActive()
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes, points = self._held
        riskmap_overlay.paint_held(painter, self.scene, self.view, self._held, dpr)
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
        if self.keys.crosshair is not None and self.hasFocus():
            riskmap_overlay.paint_crosshair(painter, self.view.to_screen(*self.keys.crosshair))
        if self.hasFocus():
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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keys.settle()
        self.hold_space(False)
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._own_view:
            self._moved()
        else:
            self.fit()
