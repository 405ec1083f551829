"""The words on the sheet: plates of zones and names of points, drawn once and then only put in their place."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from selfcheck.riskmap.records import RiskLevel
from selfcheck.ui import look
from selfcheck.ui.riskmap_scene import Painted, Pinned, Scene
from selfcheck.ui.riskmap_tints import level_words, paint_pin, paint_swatch, tint

PIN = 11  # radius of a risk point
_EDGE = 10
_LONGEST = 168  # a longer name is elided
_CLEAR = 2  # between a plate and a point
_TRIED = 6  # places along each side that are tried
_SHADE = 240  # of 255: how much of the sheet a plate covers


def _words(painted: Painted) -> tuple[str, RiskLevel | None]:
    return painted.shape.name or "没有名称", painted.level


@lru_cache(maxsize=2048)
def _measured(name: str, level: RiskLevel | None, _look: float) -> QSizeF:
    title = QFontMetrics(look.font(look.TEXT, 700)).horizontalAdvance(name) + 1
    words = QFontMetrics(look.font(look.CAPTION, 500)).horizontalAdvance(level_words(level))
    wide = min(max(title, words + 22), look.px(_LONGEST)) + 2 * _EDGE
    return QSizeF(wide, look.px(42))


def _plate_size(name: str, level: RiskLevel | None) -> QSizeF:
    return _measured(name, level, look.scale())


@lru_cache(maxsize=2048)
def _plate(
    name: str, level: RiskLevel | None, dpr: float, _look: tuple[bool, float]
) -> QPixmap:
    size = _plate_size(name, level)
    made = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    cover = look.colour("surface")
    cover.setAlpha(_SHADE)
    dashed = Qt.PenStyle.SolidLine if level else Qt.PenStyle.DashLine
    painter.setPen(QPen(QColor(tint(level).line) if level else look.colour("ink3"), 1, dashed))
    painter.setBrush(cover)
    painter.drawRoundedRect(box, 6, 6)
    half = size.height() / 2
    painter.setFont(look.font(look.TEXT, 700))
    painter.setPen(look.colour("ink"))
    room = QRectF(_EDGE, 2, size.width() - 2 * _EDGE, half - 1)
    words = painter.fontMetrics().elidedText(
        name, Qt.TextElideMode.ElideRight, int(room.width()) + 1
    )
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
    high = look.px(11)
    swatch = QRectF(_EDGE + 0.5, half + (half - high) / 2 - 1.5, look.px(15), high)
    paint_swatch(painter, swatch, level)
    painter.setFont(look.font(look.CAPTION, 500))
    plain = look.tokens().dark or level is None
    painter.setPen(
        look.colour("ink" if level else "ink2")
        if plain or level is None
        else QColor(tint(level).ink)
    )
    room = QRectF(swatch.right() + 7, half - 2, size.width(), half)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), level_words(level))
    painter.end()
    return made


def plate(painted: Painted, dpr: float) -> QPixmap:
    """A zone's label: its name, swatch and word of its level."""
    return _plate(*_words(painted), dpr, (look.tokens().dark, look.scale()))


@lru_cache(maxsize=1024)
def _pin(
    number: str, level: RiskLevel | None, dpr: float, _look: tuple[bool, float]
) -> QPixmap:
    radius = look.px(PIN)
    side = 2 * radius + 4
    made = QPixmap(round(side * dpr), round(side * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_pin(painter, QPointF(side / 2, side / 2), number, level, radius)
    painter.end()
    return made


def pin(pinned: Pinned, dpr: float) -> QPixmap:
    """A risk point's mark."""
    return _pin(pinned.number, pinned.level, dpr, (look.tokens().dark, look.scale()))


@lru_cache(maxsize=1024)
def _name(text: str, dpr: float, _look: tuple[bool, float]) -> QPixmap:
    font = look.font(look.CAPTION, 500)
    metrics = QFontMetrics(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, look.px(_LONGEST))
    size = QSizeF(metrics.horizontalAdvance(text) + 13, look.px(20))
    made = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cover = look.colour("surface")
    cover.setAlpha(_SHADE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(cover)
    painter.drawRoundedRect(QRectF(QPointF(0, 0), size), 4, 4)
    painter.setFont(font)
    painter.setPen(look.colour("ink"))
    painter.drawText(
        QRectF(0, -1, size.width(), size.height()), int(Qt.AlignmentFlag.AlignCenter), text
    )
    painter.end()
    return made


def point_name(text: str, dpr: float) -> QPixmap:
    """The name beside a point, on its own small plate."""
    return _name(text, dpr, (look.tokens().dark, look.scale()))


def named(pinned: Pinned) -> bool:
    """Whether a point carries its name: the red and orange ones that lie in a zone."""
    return pinned.zone_key is not None and pinned.level in (
        RiskLevel.MAJOR,
        RiskLevel.CONSIDERABLE,
    )


def logical(made: QPixmap) -> QSizeF:
    """A pixmap's size in logical pixels."""
    return made.deviceIndependentSize()


class Placing:
    """Where plates stand at one scale, in pixels from the sheet's corner; asked only for zones in view."""

    def __init__(self, scene: Scene, scale: float, dpr: float) -> None:
        self._scene, self._scale, self._dpr = scene, scale, dpr
        self.plates: dict[str, QRectF] = {}  # of the zones asked for so far
        self._names: dict[int, QRectF] = {}
        self._asked: set[str] = set()

    def plate(self, zone: Painted) -> QRectF | None:
        """Where a zone's plate stands; nowhere when the zone is too small for it."""
        if zone.key not in self._asked:
            self._asked.add(zone.key)
            self._place(zone)
        return self.plates.get(zone.key)

    def name(self, pinned: Pinned) -> QRectF | None:
        """Where a point's name stands, once its zone was asked for."""
        return self._names.get(pinned.point_id)

    def _place(self, zone: Painted) -> None:
        scale, size = self._scale, _plate_size(*_words(zone))
        box = QRectF(
            zone.box.left() * scale, zone.box.top() * scale,
            zone.box.width() * scale, zone.box.height() * scale,
        )  # fmt: skip
        if box.width() < size.width() * 0.9 or box.height() < size.height() * 0.9:
            return
        inside = self._scene.pins_of.get(zone.key, ())
        spots = [QPointF(p.at[0] * scale, p.at[1] * scale) for p in inside]
        taken = [_around(spot) for spot in spots]
        self.plates[zone.key] = placed = _plate_place(zone, scale, size, box, taken)
        taken.append(placed)
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
) -> QRectF:
    """Where the plate stands best: as near the middle as the points leave room, inside the zone."""
    x, y = zone.anchor
    wanted = QRectF(QPointF(x * scale - size.width() / 2, y * scale - size.height() / 2), size)
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
    inside = (QRectF(QPointF(left, top), size) for left, top in places)
    return min(inside, key=lambda tried: _covered(tried, taken), default=wanted)


def _covered(placed: QRectF, taken: Sequence[QRectF]) -> float:
    """How much of what is there already a plate would cover."""
    overlaps = (placed.intersected(other) for other in taken)
    return sum(one.width() * one.height() for one in overlaps if not one.isEmpty())


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
