"""What moves with the hand: selection, handles, what is being drawn, measures; and the marks of the sheet."""

from collections.abc import Mapping
from itertools import pairwise
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from selfcheck.riskmap.draft import Drawing, Drawn
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui import look
from selfcheck.ui.riskmap import paint as riskmap_paint
from selfcheck.ui.riskmap.hits import Selection, middles
from selfcheck.ui.riskmap.labels import PIN
from selfcheck.ui.riskmap.scene import Scene, painted
from selfcheck.ui.riskmap.tools import Tool
from selfcheck.ui.riskmap.view import View

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_WIDEST_BAR = 260  # pixels
_GROUND = 220  # of 255
BELOW = 44  # pixels kept free for scale bar and north


def paint_held(
    painter: QPainter,
    scene: Scene,
    view: View,
    held: tuple[Mapping[str, Drawn], Mapping[int, XY]],
    dpr: float,
) -> None:
    """Shapes and points where they are being moved to."""
    shapes, points = held
    for key, shape in shapes.items():
        before = scene.find(key)
        one = painted(shape, before.level if before else None)
        outline = view.mapped(one.outline)
        if shape.kind is ShapeKind.ZONE:
            painter.setOpacity(0.75)
            painter.setBrushOrigin(view.origin.toPoint())
            riskmap_paint.paint_zone_fill(painter, one, outline, dpr)
            painter.setOpacity(1.0)
            riskmap_paint.paint_zone_edge(painter, one, outline)
        else:
            riskmap_paint.paint_mark(painter, one, outline, dpr)
    for point_id, place in points.items():
        pinned = scene.pin(point_id)
        if pinned is not None:
            riskmap_paint.paint_pinned(painter, pinned, view.to_screen(*place), dpr)


def paint_selection(
    painter: QPainter, scene: Scene, view: View, shape: Drawn | None, selection: Selection
) -> None:
    """What is chosen, with its handles."""
    accent = look.colour("accent")
    if selection.point_id:
        pinned = scene.pin(selection.point_id)
        if pinned is not None:
            paint_ring(painter, view.to_screen(*pinned.at))
        return
    if shape is None:
        return
    if shape.kind not in (ShapeKind.ZONE, ShapeKind.ROUTE):
        centre = view.to_screen(*shape.points[0])
        reach = look.px(14)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2))
        painter.drawRoundedRect(
            QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach), 6, 6
        )
        return
    outline = QPolygonF([view.to_screen(x, y) for x, y in shape.points])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((look.colour("surface"), 5), (accent, 2)):
        painter.setPen(QPen(ink, width))
        if shape.kind is ShapeKind.ZONE:
            painter.drawPolygon(outline)
        else:
            painter.drawPolyline(outline)
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(look.colour("surface"))
    for _, place in middles(shape):
        painter.drawEllipse(view.to_screen(*place), 3.5, 3.5)
    for at, (x, y) in enumerate(shape.points):
        centre = view.to_screen(x, y)
        painter.setBrush(accent if at == selection.corner else Qt.GlobalColor.white)
        painter.setPen(QPen(accent, 1.8))
        painter.drawRect(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9))


def paint_ring(painter: QPainter, centre: QPointF) -> None:
    """Around a chosen point."""
    reach = look.px(PIN) + 4
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in (("surface", 4), ("accent", 2)):
        painter.setPen(QPen(look.colour(ink), width))
        painter.drawEllipse(centre, reach, reach)


def place_words(plan_scale: float | None, place: XY) -> str:
    """x 19.00　y 11.00 m, from the sheet's upper left corner; in units of the sheet when it has no scale."""
    if plan_scale is None:
        return f"x {place[0]:.0f}　y {place[1]:.0f}"
    return f"x {place[0] * plan_scale:.2f}　y {place[1] * plan_scale:.2f} m"


def length_words(plan_scale: float | None, begin: XY, end: XY) -> str:
    """How far apart two places are."""
    far = ((end[0] - begin[0]) ** 2 + (end[1] - begin[1]) ** 2) ** 0.5
    return f"{far:.0f}" if plan_scale is None else f"{far * plan_scale:.2f} m"


def paint_note(painter: QPainter, near: QPointF, words: str, room: QSize) -> None:
    """A few dark words beside the hand, never outside the window."""
    font = look.font(look.CAPTION, 500)
    size = QFontMetrics(font).horizontalAdvance(words) + 18
    high = look.px(22)
    x = min(near.x() + 12, room.width() - size - 4)
    y = min(near.y() + 10, room.height() - high - 4)
    box = QRectF(max(x, 4), max(y, 4), size, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("ink"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setFont(font)
    painter.setPen(look.colour("surface"))
    painter.drawText(box.adjusted(0, -1, 0, 0), int(Qt.AlignmentFlag.AlignCenter), words)


def paint_notice(painter: QPainter, words: str, room: QSize) -> None:
    """What to do next, at the upper edge of the window."""
    wide = QFontMetrics(look.font(look.CAPTION, 500)).horizontalAdvance(words) + 18
    paint_note(painter, QPointF((room.width() - wide) / 2 - 12, 0), words, room)


def paint_sketch(
    painter: QPainter, view: View, tool: Tool, plan_scale: float | None, room: QSize
) -> None:
    """What is being drawn, to where the hand is now."""
    if not tool.sketch:
        return
    places = [view.to_screen(x, y) for x, y in tool.sketch]
    following = list(places)
    if tool.at is not None and not (tool.closed and len(places) == 4 and tool.hint[0] == "拉"):  # noqa: PLR2004 - a rectangle is whole
        following.append(view.to_screen(*tool.at))
    accent, soft = look.colour("accent"), look.colour("accent")
    soft.setAlpha(38)
    painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
    painter.setBrush(soft if tool.closed else Qt.BrushStyle.NoBrush)
    if tool.closed:
        painter.drawPolygon(QPolygonF(following))
    else:
        painter.drawPolyline(QPolygonF(following))
    painter.setPen(QPen(accent, 1.8))
    painter.setBrush(look.colour("surface"))
    for place in places:
        painter.drawRect(QRectF(place.x() - 4, place.y() - 4, 8, 8))
    if tool.at is not None:
        words = length_words(plan_scale, tool.sketch[-1], tool.at)
        if len(tool.sketch) == 4 and tool.closed and following == places:  # noqa: PLR2004 - both sides of a rectangle
            sides = [length_words(plan_scale, a, b) for a, b in pairwise(tool.sketch[:3])]
            words = " × ".join(sides)
        paint_note(painter, view.to_screen(*tool.at), words, room)


def paint_focus(painter: QPainter, room: QSize) -> None:
    """The keyboard is here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.drawRect(QRectF(1, 1, room.width() - 2, room.height() - 2))


def paint_crosshair(painter: QPainter, at: QPointF) -> None:
    """Where the keyboard's hand is."""
    for ink, width in (("surface", 4), ("accent", 1.6)):
        painter.setPen(QPen(look.colour(ink), width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(at + QPointF(dx * 4, dy * 4), at + QPointF(dx * 14, dy * 14))


def paint_marks(painter: QPainter, scene: Scene, view: View, room: QSize, words: str) -> None:
    """Scale bar, where the base comes from, and north, at the foot of the window."""
    y = room.height() - 16.0
    x = 18.0
    ground = look.colour("page")  # the words stay readable where the sheet reaches beneath them
    ground.setAlpha(_GROUND)
    high = look.px(BELOW - 6)
    painter.fillRect(QRectF(0, room.height() - high, room.width(), high), ground)
    ink2, ink3 = look.colour("ink2"), look.colour("ink3")
    painter.setFont(look.font(look.CAPTION))
    metres = scene.plan.metres_per_unit
    if metres:
        x = _paint_bar(painter, x, y, view.scale / metres)
    painter.setPen(ink3)
    painter.setFont(look.font(look.CAPTION))
    wide = room.width() - x - 80
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(wide))
    place = QRectF(x, y - look.px(11), wide, look.px(18))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
    centre = QPointF(room.width() - 24.0, y - 8)
    painter.save()
    painter.translate(centre)
    painter.rotate(scene.plan.north)
    painter.setPen(QPen(ink2, 1.2))
    painter.setBrush(ink2)
    painter.drawPolygon(QPolygonF([QPointF(0, -13), QPointF(6, 8), QPointF(0, 4)]))
    painter.setBrush(look.colour("surface"))
    painter.drawPolygon(QPolygonF([QPointF(0, -13), QPointF(-6, 8), QPointF(0, 4)]))
    painter.restore()
    angle = radians(scene.plan.north)
    beside = centre - QPointF(cos(angle), sin(angle)) * 20
    painter.setPen(ink2)
    painter.setFont(look.font(look.CAPTION, 700))
    box = QRectF(beside.x() - 12, beside.y() - 10, 24, 20)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "北")


def _paint_bar(painter: QPainter, x: float, y: float, metre: float) -> float:
    """The scale bar, `metre` pixels for one metre; returns where it ends."""
    step = next((s for s in reversed(_STEPS) if 4 * s * metre <= _WIDEST_BAR), None)
    if step is None:
        return x
    painter.setPen(QPen(look.colour("ink2"), 1))
    for at in range(4):
        painter.setBrush(look.colour("ink2" if at % 2 == 0 else "surface"))
        painter.drawRect(QRectF(x + at * step * metre, y, step * metre, 4))
    painter.setPen(look.colour("ink3"))
    high = look.px(16)
    for at in (0, 2, 4):
        words = f"{at * step}" + (" m" if at == 4 else "")  # noqa: PLR2004 - the last carries the unit
        box = QRectF(x + at * step * metre - 30, y - high - 1, 60, high)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
    return x + 4 * step * metre + 36


def chosen_shape(
    drawing: Drawing, held: Mapping[str, Drawn], selection: Selection
) -> Drawn | None:
    """The chosen shape as it is shown now."""
    return held.get(selection.key) or drawing.shapes.get(selection.key)
