"""How a level looks on paper: its colour, its hatch for grey printers, always beside its word.

重大 is crossed, 较大 has slashes, 一般 dots, 低 is plain and pale. A fill multiplies with what lies beneath,
so that the lines of a plan stay black under full colour.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, HexColor, white

from selfcheck.reports import ink
from selfcheck.reports.content import RiskWord
from selfcheck.reports.ink import RISK_COLOURS, Letter

XY = tuple[float, float]
_STRENGTH: dict[RiskWord, float] = {"重大": 0.85, "较大": 0.8, "一般": 0.8, "低": 0.3}
HATCH_COLOURS: dict[RiskWord, Color] = {
    "重大": HexColor("#6E100B"),
    "较大": HexColor("#7A3D00"),
    "一般": HexColor("#5F4B00"),
    "低": HexColor("#1F78D1"),
}
EDGE_COLOURS: dict[RiskWord, Color] = {
    "重大": HexColor("#9B1C14"),
    "较大": HexColor("#A85400"),
    "一般": HexColor("#7D6400"),
    "低": HexColor("#14589E"),
}
UNKNOWN_EDGE = HexColor("#687487")
_STEP = 9.0


def outline(canvas: Any, points: Sequence[XY], *, closed: bool = True) -> Any:
    """A path through the places."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path


def level_area(
    canvas: Any, points: Sequence[XY], level: RiskWord | None, unit: float = 1.0
) -> None:
    """A polygon in the colour and hatch of its level; without a level only its dashed outline."""
    canvas.saveState()
    canvas.setLineJoin(1)
    if level is None:
        canvas.setStrokeColor(UNKNOWN_EDGE)
        canvas.setLineWidth(1.4 * unit)
        canvas.setDash(5 * unit, 3 * unit)
        canvas.drawPath(outline(canvas, points), stroke=1, fill=0)
        canvas.restoreState()
        return
    canvas.clipPath(outline(canvas, points), stroke=0, fill=0)
    canvas.setBlendMode("Multiply")
    canvas.setFillColor(RISK_COLOURS[level], alpha=_STRENGTH[level])
    canvas.drawPath(outline(canvas, points), stroke=0, fill=1)
    canvas.setBlendMode("Normal")
    canvas.setFillAlpha(1)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    _hatch(canvas, (min(xs), min(ys), max(xs), max(ys)), level, unit)
    canvas.setStrokeColor(EDGE_COLOURS[level])
    canvas.setLineWidth(3.2 * unit)  # half of it is clipped
    canvas.drawPath(outline(canvas, points), stroke=1, fill=0)
    canvas.restoreState()


def level_box(
    canvas: Any, box: tuple[float, float, float, float], level: RiskWord, unit: float = 1.0
) -> None:
    """A rectangle (x, y, width, height) in colour and hatch: legends, bands, swatches."""
    x, y, width, height = box
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    level_area(canvas, corners, level, unit)


def _hatch(
    canvas: Any, box: tuple[float, float, float, float], level: RiskWord, unit: float
) -> None:
    left, bottom, right, top = box
    step = _STEP * unit
    canvas.setStrokeColor(HATCH_COLOURS[level])
    if level == "一般":
        # a row of dots is one dashed line: dashes of no length with round ends
        canvas.setLineCap(1)
        canvas.setLineWidth(2.2 * unit)
        y, row = bottom + step * 0.4, 0
        while y < top:
            canvas.setDash([0.01, step * 0.9], step * 0.45 * (row % 2))
            canvas.line(left, y, right, y)
            y, row = y + step * 0.62, row + 1
        canvas.setDash()
        canvas.setLineCap(0)
        return
    if level == "低":
        return
    canvas.setLineWidth((1.5 if level == "较大" else 0.9) * unit)
    height = top - bottom
    lines = []
    x = left - height
    while x < right:
        lines.append((x, bottom, x + height, top))
        if level == "重大":
            lines.append((x, top, x + height, bottom))
        x += step
    canvas.lines(lines)


def level_word(
    canvas: Any, x: float, y: float, level: RiskWord, letter: Letter, *, after: str = "风险"
) -> float:
    """Swatch and word at a baseline; returns how wide they are."""
    side = letter.size
    level_box(canvas, (x, y - side * 0.12, side * 1.35, side * 0.95), level, side / 18)
    shift = side * 1.35 + side * 0.4
    ink.put_text(canvas, x + shift, y, level + after, letter)
    return shift + letter.width(level + after)


def level_word_width(level: str, letter: Letter, *, after: str = "风险") -> float:
    """How wide `level_word` is."""
    return letter.size * 1.75 + letter.width(level + after)


def pin(canvas: Any, place: XY, number: str, level: RiskWord | None, size: float) -> None:
    """A risk point: filled for 重大 and 较大, a ring otherwise; a long number makes it wider."""
    x, y = place
    strong = level in ("重大", "较大")
    edge = EDGE_COLOURS[level] if level else UNKNOWN_EDGE
    letter = Letter("Bold", size * 0.52, white if level == "重大" else ink.INK)
    half = pin_width(number, size) / 2
    canvas.setFillColor(white)
    rim = half + size * 0.11, size * 0.61  # stands out on its own colour too
    canvas.roundRect(x - rim[0], y - rim[1], 2 * rim[0], 2 * rim[1], rim[1], stroke=0, fill=1)
    canvas.setFillColor(RISK_COLOURS[level] if strong and level else white)
    canvas.setStrokeColor(edge)
    canvas.setLineWidth(size * (0.06 if strong else 0.13))
    if level is None:
        canvas.setDash(size * 0.15, size * 0.1)
    canvas.roundRect(x - half, y - size / 2, 2 * half, size, size / 2, stroke=1, fill=1)
    canvas.setDash()
    ink.put_text(canvas, x, y - letter.size * 0.36, number, letter, align="center")


def pin_width(number: str, size: float) -> float:
    """How wide the mark of a risk point is."""
    return max(size, Letter("Bold", size * 0.52).width(number) + size * 0.5)
