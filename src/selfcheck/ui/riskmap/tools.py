"""What the hand does on the sheet: each tool turns presses and moves into one operation of the drawing.

A tool knows no mouse: places come from the mouse or from the crosshair that the arrow keys move.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from selfcheck.riskmap.draft import Drawing, Drawn, Edit
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import SHAPE_WORDS, ShapeKind

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from selfcheck.ui.riskmap.hits import Hit, Selection
    from selfcheck.ui.riskmap.scene import Scene
    from selfcheck.ui.riskmap.view import View

SELECT, POLYGON, RECTANGLE, POINT = "select", "polygon", "rectangle", "point"
EXIT, ROUTE, ASSEMBLY, FIRE = "exit", "route", "assembly", "fire"
JOIN, PART, MEASURE = "join", "part", "measure"
_LEAST_CORNERS = {ShapeKind.ZONE: 3, ShapeKind.ROUTE: 2}
NEAR = 9.0  # pixels: a click here closes the outline


class Desk(Protocol):
    """What a tool finds: the sheet, what is chosen on it, and hands to change it."""

    view: "View"
    scene: "Scene"
    drawing: Drawing
    selection: "Selection"

    def snapped(self, at: "QPointF", apart: str = "", beside: XY | None = None) -> XY:
        """A place on the sheet, drawn to corners and edges that are near."""

    def hit(self, at: "QPointF") -> "Hit":
        """What lies under a place in the window."""

    def select(self, selection: "Selection") -> None:
        """Choose something, or nothing."""

    def hold(self, shapes: Mapping[str, Drawn], points: Mapping[int, XY]) -> None:
        """Show these where they are being moved to; nothing is kept yet."""

    def make(self, edit: Edit) -> bool:
        """Keep an operation; False when it changes nothing or was refused."""

    def pan(self, dx: float, dy: float) -> None:
        """Move the sheet in the window."""

    def done(self, key: str = "") -> None:
        """The tool has done its work: back to selecting, with what was drawn."""

    def tell(self, text: str) -> None:
        """Say what to do next, or why nothing happened."""

    def measured(self, begin: XY, end: XY) -> None:
        """Two places are known: ask how far apart they really are."""

    def waiting_point(self) -> int | None:
        """The risk point that is put down next."""


class Tool:
    """The ways of a tool; most need only some of them."""

    hint = ""
    closed = False  # whether the sketch is an area

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sketch: tuple[XY, ...] = ()
        self.at: XY | None = None  # where the hand is

    def press(self, at: "QPointF") -> None:
        """The hand goes down."""

    def move(self, at: "QPointF", *, down: bool) -> None:  # noqa: ARG002
        """The hand moves."""
        self.at = self.desk.snapped(at, beside=self.sketch[-1] if self.sketch else None)

    def release(self, at: "QPointF") -> None:
        """The hand goes up."""

    def finish(self) -> None:
        """Enter, or a double click: that is all."""

    def step_back(self) -> None:
        """The last place was wrong."""
        self.sketch = self.sketch[:-1]

    def cancel(self) -> bool:
        """Forget what was begun; False when nothing was."""
        begun = bool(self.sketch)
        self.sketch = ()
        return begun


class Outline(Tool):
    """A polygon, or a line of several places: a click each, finished with Enter, a double click or at its begin."""

    def __init__(self, desk: Desk, kind: ShapeKind) -> None:
        super().__init__(desk)
        self.kind = kind
        self.closed = kind is ShapeKind.ZONE
        self.hint = (
            "依次点各个顶点，回到起点或按回车结束"
            if self.closed
            else "从起点点到出口，按回车结束"
        )

    def press(self, at: "QPointF") -> None:
        least = _LEAST_CORNERS[self.kind]
        if self.closed and len(self.sketch) >= least and self._near(at, self.sketch[0]):
            self.finish()
            return
        place = self.desk.snapped(at, beside=self.sketch[-1] if self.sketch else None)
        if not self.sketch or not self._near(at, self.sketch[-1]):
            self.sketch = (*self.sketch, place)

    def _near(self, at: "QPointF", place: XY) -> bool:
        far = at - self.desk.view.to_screen(*place)
        return max(abs(far.x()), abs(far.y())) <= NEAR

    def finish(self) -> None:
        least = _LEAST_CORNERS[self.kind]
        if len(self.sketch) < least:
            self.desk.tell(f"{SHAPE_WORDS[self.kind]}至少要 {least} 个点")
            return
        points, self.sketch = self.sketch, ()
        draw(self.desk, self.kind, points)


class Rectangle(Tool):
    """A zone with four right corners: pull it open, or click two opposite corners."""

    closed = True
    hint = "拉出矩形，或点两个对角"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._begin: XY | None = None
        self._pulled = False

    def press(self, at: "QPointF") -> None:
        place = self.desk.snapped(at)
        if self._begin is None:
            self._begin, self._pulled = place, False
        self._show(place)

    def move(self, at: "QPointF", *, down: bool) -> None:
        self.at = self.desk.snapped(at)
        if self._begin is not None:
            self._pulled = self._pulled or down
            self._show(self.at)

    def _show(self, end: XY) -> None:
        assert self._begin is not None
        (x1, y1), (x2, y2) = self._begin, end
        self.sketch = ((x1, y1), (x2, y1), (x2, y2), (x1, y2))

    def release(self, at: "QPointF") -> None:
        if self._begin is None:
            return
        end = self.desk.snapped(at)
        if abs(end[0] - self._begin[0]) < 1e-6 or abs(end[1] - self._begin[1]) < 1e-6:  # noqa: PLR2004 - one corner so far
            return
        self._show(end)
        points, self.sketch, self._begin = self.sketch, (), None
        draw(self.desk, ShapeKind.ZONE, points)

    def cancel(self) -> bool:
        begun, self._begin = self._begin is not None, None
        self.sketch = ()
        return begun


class Spot(Tool):
    """An exit, the assembly point, fire equipment: one click."""

    def __init__(self, desk: Desk, kind: ShapeKind) -> None:
        super().__init__(desk)
        self.kind = kind
        self.hint = f"点一下放置{SHAPE_WORDS[kind]}"

    def press(self, at: "QPointF") -> None:
        draw(self.desk, self.kind, (self.desk.snapped(at),))


class PutPoint(Tool):
    """A risk point that is only in the list is put on the sheet."""

    hint = "点一下放置选中的风险点"

    def press(self, at: "QPointF") -> None:
        point_id = self.desk.waiting_point()
        if point_id is None:
            self.desk.tell("没有待放置的风险点")
            self.desk.done()
            return
        x, y = self.desk.view.to_sheet(at)
        self.desk.make(self.desk.drawing.place(point_id, self.desk.scene.plan.plan_id, x, y))
        if self.desk.waiting_point() is None:
            self.desk.done()


def draw(desk: Desk, kind: ShapeKind, points: tuple[XY, ...]) -> None:
    """Keep a new shape under the next free name, and choose it."""
    used = {
        shape.name for shape in desk.drawing.on(desk.scene.plan.plan_id) if shape.kind is kind
    }
    number = next(n for n in range(1, len(used) + 2) if f"{SHAPE_WORDS[kind]} {n}" not in used)
    edit = desk.drawing.draw(
        desk.scene.plan.plan_id, kind, points, f"{SHAPE_WORDS[kind]} {number}"
    )
    if desk.make(edit):
        desk.done(next(iter(edit.shapes)))
