"""The sheet as tools and keys know it: one plan in view, something chosen, something held, edits told."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSizeF, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.riskmap.draft import Drawing, Drawn, Edit
from selfcheck.riskmap.geometry import XY
from selfcheck.ui import look
from selfcheck.ui.riskmap import hits as riskmap_hits
from selfcheck.ui.riskmap import overlay as riskmap_overlay
from selfcheck.ui.riskmap.base import Base
from selfcheck.ui.riskmap.hits import Hit, Selection, Sheet
from selfcheck.ui.riskmap.keys import SheetKeys
from selfcheck.ui.riskmap.layer import Layer, Picture
from selfcheck.ui.riskmap.scene import NOTHING, Scene
from selfcheck.ui.riskmap.select import Select
from selfcheck.ui.riskmap.toolbox import made
from selfcheck.ui.riskmap.tools import SELECT, Tool
from selfcheck.ui.riskmap.typing import PlaceField
from selfcheck.ui.riskmap.view import View

_REST_MS = 90  # without zooming, then the sheet is painted sharp


class Hands(QWidget):
    """What tools and keys find: the sheet, what is chosen on it; `Canvas` paints it and takes the mouse."""

    edited = Signal(object)  # Edit; the slot calls `kept` when it could be kept
    selected = Signal(object)  # Selection
    tool_changed = Signal(str)
    tool_wanted = Signal(str)  # by its letter
    said = Signal(str)  # what to do next, or why nothing happened
    zoomed = Signal(int)  # in per cent
    measuring = Signal(object, object)  # two places
    dropped = Signal(int, object)  # a risk point, and where

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
        self.notice = ""  # over the sheet: what to do next, or why nothing happened
        self.tool_name = SELECT
        self.tool: Tool = Select(self)
        self.layer = Layer()
        self.picture = Picture(NOTHING, None, (), ())
        self.held_now: tuple[Mapping[str, Drawn], Mapping[int, XY]] = ({}, {})
        self._kept = False
        self.own_view = False  # whether the person chose what is in view
        self.rest = QTimer(self)  # runs while the hand still zooms
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST_MS)
        self.rest.timeout.connect(self.update)
        self.keys = SheetKeys(self)
        self.place_field = PlaceField(self)
        self.place_field.typed.connect(self.keys.nudge.put)
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
            self.own_view = False
            self.select(Selection())
        elif self.selection.key and self.selection.key not in drawing.shapes:
            self.select(Selection())
        self._repicture()
        if not self.own_view:
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
        shapes, points = self.held_now
        held: frozenset[str | int] = frozenset([*shapes, *points])
        self.picture = Picture(self.scene, self.base, frozenset(self.hidden), held)
        self.update()

    def fit(self) -> None:
        """Show the whole sheet."""
        self.own_view = False
        self.rest.stop()
        if self.shows and self.width() > 1:
            room = QSizeF(self.size())
            self.view.fit(self.scene.size, room, look.px(riskmap_overlay.BELOW) - 20)
            self.moved()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller around a place, else around the middle."""
        self.own_view = True
        self.rest.start()
        self.view.zoom(factor, at or QPointF(self.width() / 2, self.height() / 2))
        self.moved()

    def pan(self, dx: float, dy: float) -> None:
        """Move the sheet by pixels."""
        self.own_view = True
        self.view.pan(dx, dy)
        self.moved()

    def show_place(self, place: XY) -> None:
        """Bring a place into view, without moving when it is seen already."""
        here = self.view.to_screen(*place)
        if not self.rect().adjusted(60, 60, -60, -60).contains(here.toPoint()):
            self.view.centre_on(*place, QSizeF(self.size()))
            self.moved()

    def moved(self) -> None:
        """The view is another one."""
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
        same = (
            self.held_now[0].keys() == shapes.keys()
            and self.held_now[1].keys() == points.keys()
        )
        self.held_now = (dict(shapes), dict(points))
        if not same:
            self._repicture()
        self.update()

    @property
    def held(self) -> Mapping[str, Drawn]:
        """Shapes that are being moved."""
        return self.held_now[0]

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
        self.notice = text
        self.said.emit(text)
        self.update()

    def measured(self, begin: XY, end: XY) -> None:
        """Two places are known."""
        self.measuring.emit(begin, end)

    def waiting_point(self) -> int | None:
        """The risk point that is put down next."""
        return self.waiting

    def hold_space(self, held: bool) -> None:
        """While the space bar is down, the hand moves the sheet."""

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
        self.tell(self.tool.hint)

    def commit(self) -> None:
        """Keep what the arrow keys have moved: before a jump, before closing."""
        self.keys.settle()
