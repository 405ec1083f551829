"""Painting the sheet: base, zones, escape routes, labels and points, from the bottom to the top."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from selfcheck.riskmap.records import SHAPE_WORDS, ShapeKind
from selfcheck.ui import icons, look
from selfcheck.ui.riskmap import base as riskmap_base
from selfcheck.ui.riskmap.base import Base
from selfcheck.ui.riskmap.labels import PIN, logical, pin, plate, point_name
from selfcheck.ui.riskmap.placing import Placing
from selfcheck.ui.riskmap.scene import BASE, LAYER_OF, POINTS, ZONES, Painted, Pinned, Scene
from selfcheck.ui.riskmap.tints import BRIGHT, sheet_colour, tint, zone_brush
from selfcheck.ui.riskmap.view import View

_ICONS = {
    ShapeKind.EXIT: "map-exit",
    ShapeKind.ASSEMBLY: "map-assembly",
    ShapeKind.FIRE: "map-fire",
}
_FAR_OUT = 6.0  # a zone smaller than this many pixels needs no hatch and no edge


@dataclass(frozen=True, eq=False)
class Shown:
    """What is painted, and how."""

    scene: Scene
    view: View
    room: QSize
    dpr: float
    base: Base | None
    hidden: Collection[str]  # layers
    held: Collection[str | int]  # shapes and points that are being moved: painted by themselves
    placing: Placing


def paint(painter: QPainter, shown: Shown) -> None:
    """Everything that does not move with the mouse."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(QPointF(0, 0), shown.room), look.colour("page"))
    sheet = QRectF(QPointF(0, 0), shown.scene.size)
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(sheet_colour())
    painter.drawRect(shown.view.box(sheet))
    zones = [] if ZONES in shown.hidden else _seen(shown, shown.scene.zones)
    for zone, outline in zones:
        paint_zone_fill(painter, zone, outline, shown.dpr)
    if shown.base is not None and BASE not in shown.hidden:
        _paint_base(painter, shown, sheet, zones)
    for zone, outline in zones:
        paint_zone_edge(painter, zone, outline)
    # routes first: they lie beneath the exits they lead to
    marks = sorted(
        _seen(shown, shown.scene.marks),
        key=lambda one: one[0].shape.kind is not ShapeKind.ROUTE,
    )
    edge = shown.view.box(sheet).right()
    for mark, outline in marks:
        if LAYER_OF[mark.shape.kind] not in shown.hidden:
            paint_mark(painter, mark, outline, shown.dpr, edge=edge)
    if ZONES not in shown.hidden:
        _paint_plates(painter, shown, zones)
    if POINTS not in shown.hidden:
        _paint_pins(painter, shown)


def _seen(shown: Shown, shapes: tuple[Painted, ...]) -> list[tuple[Painted, QPolygonF]]:
    """The shapes of which the window shows something, in its pixels."""
    edge = 24 / shown.view.scale
    (left, top), (right, bottom) = (
        shown.view.to_sheet(QPointF(0, 0)),
        shown.view.to_sheet(QPointF(shown.room.width(), shown.room.height())),
    )
    window = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(
        -edge, -edge, edge, edge
    )
    transform = shown.view.transform
    return [
        (one, transform.map(one.outline))
        for one in shapes
        if one.key not in shown.held and window.intersects(one.box.adjusted(0, 0, 0.01, 0.01))
    ]


def _paint_base(
    painter: QPainter, shown: Shown, sheet: QRectF, zones: list[tuple[Painted, QPolygonF]]
) -> None:
    """The plan in one ink; in the dark look dark on yellow and orange, light elsewhere."""
    assert shown.base is not None

    def ink(colour: QColor) -> QImage:
        assert shown.base is not None
        return riskmap_base.ink(
            shown.base, shown.view, sheet, shown.room, dpr=shown.dpr, colour=colour
        )

    if not look.tokens().dark:
        painter.drawImage(0, 0, ink(QColor("#3B4654")))
        return
    bright = QPainterPath()
    for zone, outline in zones:
        if zone.level in BRIGHT:
            bright.addPolygon(outline)
            bright.closeSubpath()
    if bright.isEmpty():
        painter.drawImage(0, 0, ink(QColor("#B9C4D2")))
        return
    whole = QPainterPath()
    whole.addRect(QRectF(QPointF(0, 0), shown.room))
    riskmap_base.draw_clipped(
        painter, ink(QColor("#B9C4D2")), whole.subtracted(bright.simplified())
    )
    riskmap_base.draw_clipped(painter, ink(QColor("#0B1017")), bright.simplified())


def paint_zone_fill(painter: QPainter, zone: Painted, outline: QPolygonF, dpr: float) -> None:
    """A zone's tint and hatch: computed from its risks. One without risk stays clear."""
    if zone.level is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    box = outline.boundingRect()
    if max(box.width(), box.height()) < _FAR_OUT:
        painter.setBrush(QColor(tint(zone.level).line))
    else:
        painter.setBrush(zone_brush(zone.level, dpr))
    painter.drawPolygon(outline)


def paint_zone_edge(painter: QPainter, zone: Painted, outline: QPolygonF) -> None:
    """A zone's edge; dashed and grey where there is no risk."""
    box = outline.boundingRect()
    if max(box.width(), box.height()) < _FAR_OUT:
        return
    pen = (
        QPen(QColor(tint(zone.level).line), 2)
        if zone.level
        else QPen(look.colour("ink3"), 1.6, Qt.PenStyle.DashLine)
    )
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(outline)


def paint_mark(
    painter: QPainter,
    mark: Painted,
    outline: QPolygonF,
    dpr: float,
    *,
    edge: float | None = None,
) -> None:
    """An exit, an escape route, the assembly point or fire equipment; its words stay left of `edge`."""
    if mark.shape.kind is ShapeKind.ROUTE:
        _paint_route(painter, outline)
        return
    centre = outline.at(0)
    side = look.px(20)
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    fire = mark.shape.kind is ShapeKind.FIRE
    painter.setPen(QPen(look.colour("surface"), 1.5))
    painter.setBrush(
        look.colour("bad" if fire else "ok_ink" if not look.tokens().dark else "ok")
    )
    painter.drawRoundedRect(box, 4, 4)
    icons.paint_centred(painter, _ICONS[mark.shape.kind], box, look.px(14), "surface")
    words = point_name(mark.shape.name or SHAPE_WORDS[mark.shape.kind], dpr)
    size = logical(words)
    x = box.right() + 3
    if edge is not None and x + size.width() > edge:  # the right border of the sheet
        x = box.left() - 3 - size.width()
    painter.drawPixmap(QPointF(x, centre.y() - size.height() / 2), words)


def _paint_route(painter: QPainter, outline: QPolygonF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ink = look.colour("ok_ink")
    painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
    painter.drawPolyline(outline)
    if outline.size() < 2:  # noqa: PLR2004 - a line has two ends
        return
    last = QLineF(outline.at(outline.size() - 1), outline.at(outline.size() - 2))
    if not last.length():
        return
    last.setLength(look.px(10))
    tip, along = last.p1(), last.p2() - last.p1()
    aside = QPointF(-along.y(), along.x()) * 0.45
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([tip, tip + along + aside, tip + along - aside]))


def _paint_plates(
    painter: QPainter, shown: Shown, zones: list[tuple[Painted, QPolygonF]]
) -> None:
    window = QRectF(QPointF(0, 0), shown.room)
    for zone, _ in zones:
        if zone.key in shown.held:
            continue
        found = shown.placing.plate(zone)
        if found is None:
            continue
        here = found[1].translated(shown.view.origin)
        if window.intersects(here):
            painter.drawPixmap(here.topLeft(), plate(zone, found[0], shown.dpr))


def _paint_pins(painter: QPainter, shown: Shown) -> None:
    window = QRectF(QPointF(0, 0), shown.room).adjusted(-200, -40, 200, 40)
    for pinned in shown.scene.pins:
        if pinned.point_id in shown.held:
            continue
        centre = shown.view.to_screen(*pinned.at)
        if window.contains(centre):
            name = shown.placing.name(pinned)
            if name is not None:
                corner = name.translated(shown.view.origin).topLeft()
                painter.drawPixmap(corner, point_name(pinned.name, shown.dpr))
            paint_pinned(painter, pinned, centre, shown.dpr)


def paint_pinned(painter: QPainter, pinned: Pinned, centre: QPointF, dpr: float) -> None:
    """A risk point; a dashed red ring says that it lies in no zone."""
    if pinned.zone_key is None:
        painter.setPen(QPen(look.colour("bad"), 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = look.px(PIN) + 6
        painter.drawEllipse(centre, reach, reach)
    made = pin(pinned, dpr)
    half = logical(made) / 2
    painter.drawPixmap(centre - QPointF(half.width(), half.height()), made)
