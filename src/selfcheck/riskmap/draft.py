"""The map being drawn: shapes and the places of risk points, every operation a value that can be undone.

An `Edit` says what each touched thing was and what it is now; taking it back is the same edit turned round.
Nothing here knows Qt or the database: the screen draws a `Drawing`, one action keeps an `Edit`.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from selfcheck.riskmap import geometry
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind

_LEAST = {ShapeKind.ZONE: 3, ShapeKind.ROUTE: 2}  # corners; everything else is one place


@dataclass(frozen=True)
class Drawn:
    """One shape as it is drawn."""

    key: str
    plan_id: int
    kind: ShapeKind
    points: tuple[XY, ...]
    name: str = ""
    label: XY | None = None  # None: placed by itself
    owner: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a risk point stands; without a place it is only in the list."""

    point_id: int
    plan_id: int | None = None
    x: float | None = None
    y: float | None = None
    zone_key: str | None = None


@dataclass(frozen=True)
class Edit:
    """What one operation changed: key → before and after (None: not there)."""

    words: str  # 移动顶点: what 撤销 says
    shapes: Mapping[str, tuple[Drawn | None, Drawn | None]] = field(default_factory=dict)
    points: Mapping[int, tuple[Placed, Placed]] = field(default_factory=dict)

    @property
    def turned(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(
            self.words,
            {key: (after, before) for key, (before, after) in self.shapes.items()},
            {key: (after, before) for key, (before, after) in self.points.items()},
        )

    @property
    def nothing(self) -> bool:
        """Whether it changes anything at all."""
        return all(a == b for a, b in self.shapes.values()) and all(
            a == b for a, b in self.points.values()
        )


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn, on all plans."""

    shapes: Mapping[str, Drawn] = field(default_factory=dict)
    points: Mapping[int, Placed] = field(default_factory=dict)

    def after(self, edit: Edit) -> "Drawing":
        """The drawing once an edit is made."""
        shapes = {**self.shapes}
        for key, (_, now) in edit.shapes.items():
            if now is None:
                shapes.pop(key, None)
            else:
                shapes[key] = now
        points = {**self.points, **{key: now for key, (_, now) in edit.points.items()}}
        return Drawing(shapes, points)

    def on(self, plan_id: int) -> tuple[Drawn, ...]:
        """The shapes of one plan, zones first."""
        found = [shape for shape in self.shapes.values() if shape.plan_id == plan_id]
        return tuple(sorted(found, key=lambda shape: shape.kind is not ShapeKind.ZONE))

    def zone_at(self, plan_id: int, x: float, y: float) -> str | None:
        """The zone a place lies in; the smallest where several lie over one another."""
        found = [
            (geometry.area(shape.points), key)
            for key, shape in self.shapes.items()
            if shape.plan_id == plan_id
            and shape.kind is ShapeKind.ZONE
            and geometry.inside(shape.points, x, y)
        ]
        return min(found)[1] if found else None

    # ---- operations: each returns the edit; the caller makes it

    def draw(self, plan_id: int, kind: ShapeKind, points: Sequence[XY], name: str = "") -> Edit:
        """A new shape; points that lie in a new zone and in none belong to it from now on."""
        made = Drawn(f"{kind.value}-{secrets.token_hex(6)}", plan_id, kind, tuple(points), name)
        edit = Edit("画" + _NAMES[kind], {made.key: (None, made)})
        return self._with_zones(edit, plan_id)

    def change(self, key: str, words: str, **changes: object) -> Edit:
        """Another name, label, owner or phone."""
        shape = self.shapes[key]
        return Edit(words, {key: (shape, replace(shape, **changes))})  # type: ignore[arg-type]  # named by the caller

    def move(self, key: str, dx: float, dy: float) -> Edit:
        """A whole shape; the points in a zone stay where they are and are asked again whose they are."""
        shape = self.shapes[key]
        moved = tuple((x + dx, y + dy) for x, y in shape.points)
        label = None if shape.label is None else (shape.label[0] + dx, shape.label[1] + dy)
        edit = Edit("移动", {key: (shape, replace(shape, points=moved, label=label))})
        return self._with_zones(edit, shape.plan_id)

    def move_corner(self, key: str, at: int, x: float, y: float) -> Edit:
        """One corner."""
        shape = self.shapes[key]
        points = (*shape.points[:at], (x, y), *shape.points[at + 1 :])
        edit = Edit("移动顶点", {key: (shape, replace(shape, points=points))})
        return self._with_zones(edit, shape.plan_id)

    def insert_corner(self, key: str, at: int, x: float, y: float) -> Edit:
        """A corner more, before the one at this number."""
        shape = self.shapes[key]
        points = (*shape.points[:at], (x, y), *shape.points[at:])
        edit = Edit("增加顶点", {key: (shape, replace(shape, points=points))})
        return self._with_zones(edit, shape.plan_id)

    def remove_corner(self, key: str, at: int) -> Edit:
        """A corner less; nothing when too few would be left."""
        shape = self.shapes[key]
        if len(shape.points) <= _LEAST.get(shape.kind, 1):
            return Edit("删除顶点")
        points = (*shape.points[:at], *shape.points[at + 1 :])
        edit = Edit("删除顶点", {key: (shape, replace(shape, points=points))})
        return self._with_zones(edit, shape.plan_id)

    def remove(self, key: str) -> Edit:
        """A shape; the points of a zone are of none from now on, or of the one beneath."""
        shape = self.shapes[key]
        return self._with_zones(
            Edit("删除" + _NAMES[shape.kind], {key: (shape, None)}), shape.plan_id
        )

    def join(self, first: str, second: str) -> Edit:
        """Two zones as one, under the name of the first; nothing when they do not touch."""
        one, other = self.shapes[first], self.shapes[second]
        points = (
            geometry.joined(one.points, other.points) if one.plan_id == other.plan_id else ()
        )
        if not points:
            return Edit("合并区域")
        whole = replace(one, points=points, label=None)
        edit = Edit("合并区域", {first: (one, whole), second: (other, None)})
        return self._with_zones(edit, one.plan_id)

    def part(self, key: str, begin: XY, end: XY) -> Edit:
        """A zone cut in two by a line; nothing when the line does not cut it right through."""
        shape = self.shapes[key]
        parts = geometry.parted(shape.points, begin, end)
        if len(parts) != 2:  # noqa: PLR2004 - in two
            return Edit("拆分区域")
        first = replace(shape, points=parts[0], label=None)
        made = replace(
            shape, key=f"zone-{secrets.token_hex(6)}", points=parts[1], label=None,
            name=f"{shape.name} 2" if shape.name else "",
        )  # fmt: skip
        edit = Edit("拆分区域", {key: (shape, first), made.key: (None, made)})
        return self._with_zones(edit, shape.plan_id)

    def place(self, point_id: int, plan_id: int, x: float, y: float) -> Edit:
        """A risk point onto a plan, or elsewhere on it; it belongs to the zone it lies in."""
        before = self.points.get(point_id, Placed(point_id))
        zone = self.zone_at(plan_id, x, y)
        return Edit(
            "移动风险点", points={point_id: (before, Placed(point_id, plan_id, x, y, zone))}
        )

    def lift(self, point_id: int) -> Edit:
        """A risk point off the plan."""
        before = self.points.get(point_id, Placed(point_id))
        return Edit("移开风险点", points={point_id: (before, Placed(point_id))})

    def assign(self, point_id: int, zone_key: str) -> Edit:
        """A risk point to a zone, placed where the zone's label would stand."""
        zone = self.shapes[zone_key]
        before = self.points.get(point_id, Placed(point_id))
        if before.plan_id == zone.plan_id and before.zone_key == zone_key:
            return Edit("归入区域")
        x, y = geometry.label_place(zone.points)
        after = Placed(point_id, zone.plan_id, x, y, zone_key)
        return Edit("归入区域", points={point_id: (before, after)})

    def _with_zones(self, edit: Edit, plan_id: int) -> Edit:
        """The edit, and with it the risk points of the plan that lie in another zone afterwards."""
        then = self.after(edit)
        points = {}
        for key, placed in then.points.items():
            if placed.plan_id == plan_id and placed.x is not None and placed.y is not None:
                zone = then.zone_at(plan_id, placed.x, placed.y)
                if zone != placed.zone_key:
                    points[key] = (placed, replace(placed, zone_key=zone))
        return replace(edit, points={**edit.points, **points})


_NAMES = {
    ShapeKind.ZONE: "区域",
    ShapeKind.EXIT: "安全出口",
    ShapeKind.ROUTE: "疏散路线",
    ShapeKind.ASSEMBLY: "集合点",
    ShapeKind.FIRE: "消防设施",
}


@dataclass
class Undoing:
    """Every edit made, and those taken back: unlimited while the window is open."""

    made: list[Edit] = field(default_factory=list)
    taken_back: list[Edit] = field(default_factory=list)

    def remember(self, edit: Edit) -> None:
        """An edit was made by the person: what was taken back before is gone."""
        self.made.append(edit)
        self.taken_back.clear()

    def undo(self) -> Edit | None:
        """The edit to make in order to take the last one back; None when there is none."""
        if not self.made:
            return None
        last = self.made.pop()
        self.taken_back.append(last)
        return last.turned

    def redo(self) -> Edit | None:
        """The edit to make again; None when there is none."""
        if not self.taken_back:
            return None
        again = self.taken_back.pop()
        self.made.append(again)
        return again
