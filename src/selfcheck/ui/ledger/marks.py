"""Small marks painted in the ledger's rows: the tick box, the grade, and the disc of a state."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.ink import Ink, draw

Ticks = Literal["none", "some", "all"]
_WHOLE = 360 * 16  # a turn in the painter's measure
_TOP = 90 * 16
_STEPS = 5
# how far along a hazard is, of five
_DONE = {
    HazardState.DRAFT: 0,
    HazardState.REGISTERED: 0,
    HazardState.GRADED: 1,
    HazardState.PLANNED: 2,
    HazardState.RECTIFYING: 3,
    HazardState.RETURNED: 3,
    HazardState.AWAITING: 4,
    HazardState.ACCEPTED: 5,
}
_AT_WORK = 3  # from here on it is drawn in the accent


def tint(name: str, share: float) -> QColor:
    """A colour laid thinly over what is beneath."""
    made = look.colour(name)
    made.setAlphaF(share)
    return made


def paint_ticks(painter: QPainter, box: QRectF, ticks: Ticks) -> None:
    """A tick box, as large as the rectangle is high."""
    side = box.height()
    inner = QRectF(box.left() + 0.5, round(box.top()) + 0.5, side - 1, side - 1)
    on = ticks != "none"
    painter.setPen(QPen(look.colour("accent" if on else "ink3"), 1))
    painter.setBrush(look.colour("accent" if on else "surface"))
    painter.drawRoundedRect(inner, 4, 4)
    if not on:
        return
    pen = QPen(look.colour("accent_ink"), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    middle, unit = inner.center(), side / 16
    if ticks == "some":
        reach = QPointF(3.6 * unit, 0)
        painter.drawLine(middle - reach, middle + reach)
    else:
        corners = ((-3.7, 0.3), (-1.1, 2.8), (3.8, -2.7))
        painter.drawPolyline([middle + QPointF(x * unit, y * unit) for x, y in corners])


def paint_grade_word(
    painter: QPainter, place: QRectF, words: str, *, major: bool, over: bool
) -> None:
    """重大 as a red pill with a square, grey when it is over; others as quiet words on the same edge."""
    lead = look.px(19)
    word = QRectF(place.left() + lead, place.top(), place.width(), place.height())
    if not major:
        draw(painter, word, words, Ink(look.CAPTION, "ink3"))
        return
    middle, high = place.center().y(), look.px(22)
    painter.setFont(look.font(look.CAPTION, 500))
    wide = lead + painter.fontMetrics().horizontalAdvance(words) + look.px(12)
    pill = QRectF(place.left() - look.px(2), middle - high / 2, wide, high)
    red = tint("bad", 0.2 if look.tokens().dark else 0.14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("idle_soft") if over else red)
    painter.drawRoundedRect(pill, high / 2, high / 2)
    side = look.px(8)
    square = QRectF(pill.left() + look.px(9), middle - side / 2, side, side)
    painter.setBrush(look.colour("ink3" if over else "bad"))
    painter.drawRoundedRect(square, 2, 2)
    draw(painter, word, words, Ink(look.CAPTION, "ink2" if over else "bad_ink", 500))


def paint_state(painter: QPainter, middle: QPointF, state: HazardState) -> None:
    """A disc that fills by steps; a grey tick when it is closed, a grey bar when it led nowhere."""
    radius = look.px(6)
    if state not in _DONE:
        _ended(painter, middle, radius, closed=state is HazardState.CLOSED)
        return
    done = _DONE[state]
    ink = look.colour("accent" if done >= _AT_WORK else "ink3")
    pen = QPen(ink, 1.5)
    if state is HazardState.DRAFT:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)
    if done:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        inner = radius - 2.2
        disc = QRectF(middle.x() - inner, middle.y() - inner, 2 * inner, 2 * inner)
        painter.drawPie(disc, _TOP, -round(_WHOLE * done / _STEPS))


def _ended(painter: QPainter, middle: QPointF, radius: float, *, closed: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("ink3"))
    painter.drawEllipse(middle, radius + 0.5, radius + 0.5)
    pen = QPen(look.colour("surface"), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    unit = radius / 6
    if closed:
        corners = ((-2.8, 0.3), (-0.8, 2.3), (3.0, -2.1))
        painter.drawPolyline([middle + QPointF(x * unit, y * unit) for x, y in corners])
    else:
        reach = QPointF(2.8 * unit, 0)
        painter.drawLine(middle - reach, middle + reach)
