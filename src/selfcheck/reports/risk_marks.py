"""What stands on a map beside zones and points: exits, routes, assembly points, fire equipment, north, scale."""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, hypot, log10, pi, radians, sin
from typing import Any

from reportlab.lib.colors import HexColor, white

from selfcheck.reports import ink
from selfcheck.reports.ink import Letter
from selfcheck.reports.risk_content import MarkKind

XY = tuple[float, float]
ROUTE = HexColor("#006B35")
FIRE = HexColor("#B3101E")
_MARK_LETTERS: dict[MarkKind, str] = {"exit": "出", "assembly": "集", "fire": "消"}
# Scales that people know, as 1 : n.
_SCALES = (
    10,
    11,
    12,
    13,
    14,
    15,
    16,
    18,
    20,
    22,
    24,
    25,
    28,
    30,
    32,
    35,
    40,
    45,
    50,
    55,
    60,
    65,
    70,
    75,
    80,
    90,
)
_POINT = 0.0254 / 72  # metres


def draw_mark(canvas: Any, kind: MarkKind, x: float, y: float, side: float) -> None:
    """An exit, an assembly point or fire equipment around (x, y): a square with one character."""
    canvas.setFillColor(FIRE if kind == "fire" else ROUTE)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(side * 0.08)
    half = side / 2
    if kind == "assembly":
        canvas.circle(x, y, half, stroke=1, fill=1)
    else:
        canvas.roundRect(x - half, y - half, side, side, side * 0.14, stroke=1, fill=1)
    letter = Letter("Bold", side * 0.68, white)
    ink.put_text(canvas, x, y - side * 0.25, _MARK_LETTERS[kind], letter, align="center")


def draw_route(canvas: Any, places: Sequence[XY], unit: float) -> None:
    """An escape route: a green line edged in white, with an arrow at its end and on long parts."""
    canvas.saveState()
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(*places[0])
    for place in places[1:]:
        path.lineTo(*place)
    for colour, width, dash in ((white, 4.2, ()), (ROUTE, 2.0, (7 * unit, 3 * unit))):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width * unit)
        canvas.setDash(*dash) if dash else canvas.setDash()
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash()
    parts = list(pairwise(places))
    for number, (begin, end) in enumerate(parts):
        length = hypot(end[0] - begin[0], end[1] - begin[1])
        if not length:
            continue
        turn = atan2(end[1] - begin[1], end[0] - begin[0])
        if number == len(parts) - 1:
            _arrow(canvas, end, turn, 9 * unit)
        elif length > 60 * unit:
            middle = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2
            _arrow(canvas, middle, turn, 8 * unit)
    canvas.restoreState()


def _arrow(canvas: Any, tip: XY, turn: float, size: float) -> None:
    path = canvas.beginPath()
    path.moveTo(*tip)
    for side in (0.42, -0.42):
        path.lineTo(tip[0] - size * cos(turn + side), tip[1] - size * sin(turn + side))
    path.close()
    canvas.setFillColor(ROUTE)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(size * 0.1)
    canvas.drawPath(path, stroke=1, fill=1)


def draw_north(canvas: Any, x: float, y: float, degrees: float, size: float) -> None:
    """A north arrow around (x, y): which way is north, clockwise from the sheet's top."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(-degrees)
    half = size / 2
    for side, fill in ((1, ink.INK), (-1, white)):
        path = canvas.beginPath()
        path.moveTo(0, half)
        path.lineTo(side * size * 0.22, -half)
        path.lineTo(0, -half * 0.62)
        path.close()
        canvas.setFillColor(fill)
        canvas.setStrokeColor(ink.INK)
        canvas.setLineWidth(size * 0.02)
        canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()
    # the word stands upright at the tip
    reach, turn = size * 0.72, pi / 2 - radians(degrees)
    letter = Letter("Bold", size * 0.3)
    base = y + sin(turn) * reach - letter.size * 0.36
    ink.put_text(canvas, x + cos(turn) * reach, base, "北", letter, align="center")


def drawing_scale(
    metres_per_unit: float | None, points_per_unit: float
) -> tuple[int | None, float]:
    """A scale that people know, 1 : n, and the points that a unit then takes (never more than asked).

    Without calibration there is no n, and the unit stays as it is.
    """
    if metres_per_unit is None:
        return None, points_per_unit
    exact = metres_per_unit / (points_per_unit * _POINT)
    if exact <= 1:
        return 1, metres_per_unit / _POINT  # a drawing is never larger than life
    decade = 10 ** max(int(log10(exact)) - 1, 0)
    found = next(n * decade for n in (*_SCALES, 100) if n * decade >= exact * (1 - 1e-9))
    return found, metres_per_unit / (found * _POINT)


def draw_scale_bar(
    canvas: Any, x: float, y: float, room: float, metres_per_point: float
) -> None:
    """A bar of four parts with its metres, not wider than `room`."""
    longest = room * metres_per_point
    decade = 10 ** int(log10(longest)) if longest >= 1 else 0.1
    whole = max((n * decade for n in (1, 2, 4, 5, 8) if n * decade <= longest), default=decade)
    part = whole / 4 / metres_per_point
    canvas.setStrokeColor(ink.INK)
    canvas.setLineWidth(0.6)
    letter = Letter("Regular", room * 0.095)
    high = room * 0.035
    for number in range(4):
        canvas.setFillColor(ink.INK if number % 2 == 0 else white)
        canvas.rect(x + number * part, y, part, high, stroke=1, fill=1)
    for number in (0, 2, 4):
        words = f"{whole * number / 4:g}" + (" m" if number == 4 else "")  # noqa: PLR2004 - the last
        ink.put_text(canvas, x + number * part, y + high * 1.6, words, letter, align="center")
