"""Where the words stand on the sheet: plates inside their zones, names beside their points, over no point."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

from selfcheck.ui import look
from selfcheck.ui.riskmap.labels import PIN, Kind, logical, named, plate_sizes, point_name
from selfcheck.ui.riskmap.scene import Painted, Pinned, Scene

_CLEAR = 2  # between a plate and a point
_LEAST = 40, 22  # pixels, before scaling: no plate is smaller
_TRIED = 6  # places along each side that are tried


class Placing:
    """Where plates stand at one scale, in pixels from the sheet's corner; asked only for zones in view."""

    def __init__(self, scene: Scene, scale: float, dpr: float) -> None:
        self._scene, self._scale, self._dpr = scene, scale, dpr
        self.plates: dict[str, QRectF] = {}  # of the zones asked for so far
        self._kinds: dict[str, Kind] = {}
        self._names: dict[int, QRectF] = {}
        self._asked: set[str] = set()

    def plate(self, zone: Painted) -> tuple[Kind, QRectF] | None:
        """A zone's plate and where it stands; none when the zone is too small for any."""
        if zone.key not in self._asked:
            self._asked.add(zone.key)
            self._place(zone)
        if zone.key not in self.plates:
            return None
        return self._kinds[zone.key], self.plates[zone.key]

    def name(self, pinned: Pinned) -> QRectF | None:
        """Where a point's name stands, once its zone was asked for."""
        return self._names.get(pinned.point_id)

    def _place(self, zone: Painted) -> None:
        scale = self._scale
        box = QRectF(
            zone.box.left() * scale, zone.box.top() * scale,
            zone.box.width() * scale, zone.box.height() * scale,
        )  # fmt: skip
        if box.width() < look.px(_LEAST[0]) or box.height() < look.px(_LEAST[1]):
            return
        inside = self._scene.pins_of.get(zone.key, ())
        spots = [QPointF(p.at[0] * scale, p.at[1] * scale) for p in inside]
        taken = [_around(spot) for spot in spots]
        for kind, size in plate_sizes(zone):
            placed = _plate_place(zone, scale, size, box, taken)
            if placed is not None:
                self._kinds[zone.key], self.plates[zone.key] = kind, placed
                taken.append(placed)
                break
        else:
            return
        for pinned, spot in zip(inside, spots, strict=True):
            if named(pinned):
                words = logical(point_name(pinned.name, self._dpr))
                place = _name_place(spot, words, box, taken)
                if place is not None:
                    self._names[pinned.point_id] = place
                    taken.append(place)


def _around(spot: QPointF) -> QRectF:
    reach = look.px(PIN) + _CLEAR
    return QRectF(spot.x() - reach, spot.y() - reach, 2 * reach, 2 * reach)


def _plate_place(
    zone: Painted, scale: float, size: QSizeF, box: QRectF, taken: Sequence[QRectF]
) -> QRectF | None:
    """Where a plate stands best: as near the middle as points leave room, inside the zone; or nowhere."""
    x, y = zone.anchor
    wanted = QRectF(QPointF(x * scale - size.width() / 2, y * scale - size.height() / 2), size)
    if box.width() < size.width() + 2 or box.height() < size.height() + 2:
        return None
    if zone.shape.label is not None or not _covers(wanted, taken):
        return wanted
    room = box.adjusted(3, 3, -3 - size.width(), -3 - size.height())
    across = [room.left() + room.width() * n / _TRIED for n in range(_TRIED + 1)]
    down = [room.top() + room.height() * n / _TRIED for n in range(_TRIED + 1)]
    places = sorted(
        ((left, top) for left in across for top in down),
        key=lambda place: abs(place[0] - wanted.left()) + abs(place[1] - wanted.top()),
    )
    for left, top in places:
        tried = QRectF(QPointF(left, top), size)
        if not _covers(tried, taken) and _holds(zone, tried, scale):
            return tried
    return None


def _holds(zone: Painted, placed: QRectF, scale: float) -> bool:
    """Whether a zone holds all four corners."""
    corners = (placed.topLeft(), placed.topRight(), placed.bottomLeft(), placed.bottomRight())
    fill = Qt.FillRule.OddEvenFill
    return all(zone.outline.containsPoint(corner / scale, fill) for corner in corners)


def _name_place(
    spot: QPointF, size: QSizeF, box: QRectF, taken: Sequence[QRectF]
) -> QRectF | None:
    """Beside, below or above its point; nowhere when every place is taken."""
    reach = look.px(PIN)
    high, wide = size.height(), size.width()
    for x, y in (
        (spot.x() + reach - 2, spot.y() - high / 2),
        (spot.x() - reach + 2 - wide, spot.y() - high / 2),
        (spot.x() - wide / 2, spot.y() + reach + 2),
        (spot.x() - wide / 2, spot.y() - reach - 2 - high),
    ):
        tried = QRectF(QPointF(x, y), size)
        others = [other for other in taken if not other.contains(spot)]
        if box.adjusted(-2, -2, 2, 2).contains(tried) and not _covers(tried, others):
            return tried
    return None


def _covers(placed: QRectF, taken: Sequence[QRectF]) -> bool:
    return any(placed.intersects(other) for other in taken)
