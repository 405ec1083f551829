"""What lies under a place on the sheet, what is chosen, and to what a place is drawn when it is near."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from selfcheck.riskmap.draft import Drawing, Drawn
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.riskmap.labels import PIN
from selfcheck.ui.riskmap.placing import Placing
from selfcheck.ui.riskmap.scene import LAYER_OF, POINTS, ZONES, Scene
from selfcheck.ui.riskmap.view import View

_HANDLE = 8.0  # pixels around a corner
_MIDDLE = 7.0
_SNAP = 8.0


@dataclass(frozen=True)
class Selection:
    """One shape (and perhaps one of its corners), or one risk point, or nothing."""

    key: str = ""
    corner: int | None = None
    point_id: int = 0

    def __bool__(self) -> bool:
        return bool(self.key or self.point_id)


@dataclass(frozen=True)
class Hit:
    """What is there: corner | middle | point | plate | shape, or nothing."""

    what: str = ""
    key: str = ""
    at: int = 0  # which corner, or the corner after a middle
    point_id: int = 0


def middles(shape: Drawn) -> Iterator[tuple[int, XY]]:
    """Where corners can be added, each with the number that the new one gets."""
    points = shape.points
    if shape.kind is ShapeKind.ZONE:
        points = (*points, points[0])
    elif shape.kind is not ShapeKind.ROUTE:
        return
    for at, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        yield at + 1, ((x1 + x2) / 2, (y1 + y2) / 2)


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a place in the window is looked up in."""

    scene: Scene
    view: View
    drawing: Drawing
    chosen: str  # the shape whose handles are shown
    hidden: Collection[str]
    placing: Placing


def hit(sheet: Sheet, at: QPointF) -> Hit:
    """What a hand takes hold of at a place in the window."""
    scene, view, drawing = sheet.scene, sheet.view, sheet.drawing
    shape = drawing.shapes.get(sheet.chosen)
    if shape is not None and (handle := _handle(shape, view, at)):
        return handle
    if POINTS not in sheet.hidden:
        for pinned in reversed(scene.pins):
            far = at - view.to_screen(*pinned.at)
            if far.x() ** 2 + far.y() ** 2 <= (PIN + 2) ** 2:
                return Hit("point", point_id=pinned.point_id)
    for mark in reversed(scene.marks):
        if LAYER_OF[mark.shape.kind] not in sheet.hidden and _on_mark(mark.shape, view, at):
            return Hit("shape", mark.key)
    return Hit() if ZONES in sheet.hidden else _zone(sheet, at)


def _zone(sheet: Sheet, at: QPointF) -> Hit:
    for key, plate in sheet.placing.plates.items():
        if plate.translated(sheet.view.origin).contains(at):
            return Hit("plate", key)
    place = sheet.view.to_sheet(at)
    key_there = sheet.drawing.zone_at(sheet.scene.plan.plan_id, *place)
    return Hit("shape", key_there) if key_there is not None else Hit()


def _handle(shape: Drawn, view: View, at: QPointF) -> Hit | None:
    if shape.kind not in (ShapeKind.ZONE, ShapeKind.ROUTE):
        return None
    for number, place in enumerate(shape.points):
        if _close(at, view.to_screen(*place), _HANDLE):
            return Hit("corner", shape.key, number)
    for number, place in middles(shape):
        if _close(at, view.to_screen(*place), _MIDDLE):
            return Hit("middle", shape.key, number)
    return None


def _close(one: QPointF, other: QPointF, reach: float) -> bool:
    far = one - other
    return max(abs(far.x()), abs(far.y())) <= reach


def _on_mark(shape: Drawn, view: View, at: QPointF) -> bool:
    places = [view.to_screen(x, y) for x, y in shape.points]
    if shape.kind is not ShapeKind.ROUTE:
        return _close(at, places[0], 12)
    return any(_from_edge(at, begin, end)[0] <= 6 for begin, end in pairwise(places))  # noqa: PLR2004 - pixels


def _from_edge(at: QPointF, begin: QPointF, end: QPointF) -> tuple[float, QPointF]:
    """How far a place is from an edge, and the nearest place on it."""
    along = end - begin
    length = along.x() ** 2 + along.y() ** 2
    share = 0.0
    if length:
        share = ((at.x() - begin.x()) * along.x() + (at.y() - begin.y()) * along.y()) / length
        share = min(max(share, 0.0), 1.0)
    foot = begin + along * share
    return _far(at, foot), foot


def snapped(
    scene: Scene, view: View, at: QPointF, *, apart: str = "", beside: XY | None = None
) -> XY:
    """A place drawn to the nearest corner, else edge; else level or upright with the place before."""
    reach = QRectF(at.x() - _SNAP, at.y() - _SNAP, 2 * _SNAP, 2 * _SNAP)
    near = QRectF(
        *view.to_sheet(reach.topLeft()), reach.width() / view.scale, reach.height() / view.scale
    )
    corner, edge = _nearest(scene, view, at, near, apart)
    if corner is not None:
        return corner[1]
    if edge is not None:
        return edge[1]
    x, y = view.to_sheet(at)
    if beside is not None:
        before = view.to_screen(*beside)
        x = beside[0] if abs(before.x() - at.x()) <= _SNAP else x
        y = beside[1] if abs(before.y() - at.y()) <= _SNAP else y
    return x, y


Near = tuple[float, XY] | None


def _nearest(
    scene: Scene, view: View, at: QPointF, near: QRectF, apart: str
) -> tuple[Near, Near]:
    """The nearest corner and the nearest place on an edge, each with how many pixels it is away."""
    corner: Near = None
    edge: Near = None
    for one in (*scene.zones, *scene.marks):
        if one.key == apart or not one.box.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).intersects(near):
            continue
        places = [view.to_screen(x, y) for x, y in one.shape.points]
        for place, corner_place in zip(places, one.shape.points, strict=True):
            corner = _nearer(corner, _far(at, place), corner_place)
        if one.shape.kind is ShapeKind.ZONE:
            for begin, end in pairwise((*places, places[0])):
                away, foot = _from_edge(at, begin, end)
                edge = _nearer(edge, away, view.to_sheet(foot))
    return corner, edge


def _far(one: QPointF, other: QPointF) -> float:
    far = one - other
    return float((far.x() ** 2 + far.y() ** 2) ** 0.5)


def _nearer(found: Near, away: float, place: XY) -> Near:
    return (away, place) if away <= _SNAP and (found is None or away < found[0]) else found
