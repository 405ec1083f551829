"""One plan as it is painted: outlines ready for Qt, made once after each change and not for each frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPolygonF

from selfcheck.riskmap import geometry
from selfcheck.riskmap.draft import Drawn
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.pages import PlanLine, RiskMap
from selfcheck.riskmap.records import RiskLevel, ShapeKind

POINTS, ZONES, WAYS, FIRE, BASE = "points", "zones", "ways", "fire", "base"
LAYERS = {
    POINTS: "风险点",
    ZONES: "风险区域",
    WAYS: "安全出口与疏散",
    FIRE: "消防设施",
    BASE: "底图",
}
LAYER_OF = {
    ShapeKind.ZONE: ZONES,
    ShapeKind.EXIT: WAYS,
    ShapeKind.ROUTE: WAYS,
    ShapeKind.ASSEMBLY: WAYS,
    ShapeKind.FIRE: FIRE,
}


@dataclass(frozen=True, eq=False)
class Painted:
    """A shape as it is painted."""

    shape: Drawn
    outline: QPolygonF
    box: QRectF
    level: RiskLevel | None
    anchor: XY  # where its label stands

    @property
    def key(self) -> str:
        """The shape's key."""
        return self.shape.key


@dataclass(frozen=True, eq=False)
class Pinned:
    """A risk point as it is painted."""

    point_id: int
    number: str
    name: str
    level: RiskLevel | None
    at: XY
    zone_key: str | None


@dataclass(frozen=True, eq=False)
class Scene:
    """All of one plan."""

    plan: PlanLine
    zones: tuple[Painted, ...] = ()
    marks: tuple[Painted, ...] = ()
    pins: tuple[Pinned, ...] = ()
    pins_of: Mapping[str, tuple[Pinned, ...]] = field(default_factory=dict)

    @property
    def size(self) -> QSizeF:
        """The sheet's size in its own units."""
        return QSizeF(max(self.plan.width, 1.0), max(self.plan.height, 1.0))

    def find(self, key: str) -> Painted | None:
        """A shape of this plan."""
        return next((one for one in (*self.zones, *self.marks) if one.key == key), None)

    def pin(self, point_id: int) -> Pinned | None:
        """A risk point that stands on this plan."""
        return next((one for one in self.pins if one.point_id == point_id), None)


@lru_cache(maxsize=4096)
def _label_place(points: tuple[XY, ...]) -> XY:
    return geometry.label_place(points)


@lru_cache(maxsize=4096)
def _outline(points: tuple[XY, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def painted(shape: Drawn, level: RiskLevel | None) -> Painted:
    """A shape made ready for painting."""
    outline = _outline(shape.points)
    return Painted(
        shape, outline, outline.boundingRect(), level, shape.label or _label_place(shape.points)
    )


def scene(found: RiskMap, plan: PlanLine) -> Scene:
    """One plan of the map."""
    drawn = [
        painted(shape, found.zone_levels.get(shape.key))
        for shape in found.drawing.on(plan.plan_id)
    ]
    pins = tuple(
        Pinned(p.point_id, p.number, p.name, p.level, (p.x, p.y), p.zone_key)
        for p in found.points
        if p.plan_id == plan.plan_id and p.x is not None and p.y is not None
    )
    of: dict[str, list[Pinned]] = {}
    for pin in pins:
        of.setdefault(pin.zone_key or "", []).append(pin)
    return Scene(
        plan,
        tuple(one for one in drawn if one.shape.kind is ShapeKind.ZONE),
        tuple(one for one in drawn if one.shape.kind is not ShapeKind.ZONE),
        pins,
        {key: tuple(inside) for key, inside in of.items()},
    )


NOTHING = Scene(
    PlanLine(0, "", None, "", False, 1.0, 1.0, None, 0.0, "")
)  # while there is no plan
