"""The colours of the map's zones and points: tint, hatch, edge and ink of each level, light and dark.

In the light look a thin tint lets the plan through. A thin yellow over a dark sheet would turn olive and a
thin orange brown, and neither may be taken for another colour: the dark look fills strongly, hatched in
black. Red is crossed, orange slashed, yellow dotted and blue plain, so that they stay apart without colour.
"""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from selfcheck.riskmap.records import COLOUR_WORDS, LEVEL_WORDS, RiskLevel
from selfcheck.ui import look

_STEP = 9  # of the hatch on the sheet, in pixels of the screen
_FINE = 5  # of the hatch in a swatch


class Tint(NamedTuple):
    """One level as it is drawn; the word is always beside it."""

    fill: str
    strength: float  # of the fill over the sheet
    line: str
    ink: str
    hatch: str  # cross | slash | dots | ""


_LIGHT = {
    RiskLevel.MAJOR: Tint("#EE2A22", 0.38, "#C4161C", "#8F0F14", "cross"),
    RiskLevel.CONSIDERABLE: Tint("#FF8A00", 0.38, "#D96A00", "#7A3A00", "slash"),
    RiskLevel.GENERAL: Tint("#FFD800", 0.38, "#B99700", "#574700", "dots"),
    RiskLevel.LOW: Tint("#0A84D6", 0.26, "#0870B8", "#0A4A78", ""),
}
_DARK = {
    RiskLevel.MAJOR: Tint("#F0433A", 0.62, "#FF6E66", "#FFD6D3", "cross"),
    RiskLevel.CONSIDERABLE: Tint("#FF8C1A", 0.76, "#FFA546", "#FFE0BD", "slash"),
    RiskLevel.GENERAL: Tint("#FFD52E", 0.74, "#F0CF3C", "#FFF3B8", "dots"),
    RiskLevel.LOW: Tint("#2D9CEB", 0.52, "#58B2F2", "#CDE8FC", ""),
}
BRIGHT = (
    RiskLevel.CONSIDERABLE,
    RiskLevel.GENERAL,
)  # in the dark look the plan is dark on these


def tint(level: RiskLevel) -> Tint:
    """How a level is drawn in the look in force."""
    return (_DARK if look.tokens().dark else _LIGHT)[level]


def level_words(level: RiskLevel | None) -> str:
    """重大风险, 低风险; 还没有风险 for a zone in which nothing was assessed."""
    return f"{LEVEL_WORDS[level]}风险" if level else "还没有风险"


def spoken(level: RiskLevel | None) -> str:
    """重大 · 红: the level with its colour, in words."""
    return f"{LEVEL_WORDS[level]} · {COLOUR_WORDS[level]}" if level else "未评估"


def mixed(over: QColor, under: QColor, strength: float) -> QColor:
    """One colour laid thinly over another."""
    pairs = (
        (over.red(), under.red()),
        (over.green(), under.green()),
        (over.blue(), under.blue()),
    )
    return QColor(*(round(a * strength + b * (1 - strength)) for a, b in pairs))


def sheet_colour() -> QColor:
    """The sheet that the plan is drawn on."""
    return look.colour("surface")


def zone_brush(level: RiskLevel, dpr: float) -> QBrush:
    """What a zone is filled with: tint and hatch in one tile, so that filling costs no more than a colour."""
    found = tint(level)
    return QBrush(_tile(found, sheet_colour().name(), _STEP, dpr, look.tokens().dark))


@lru_cache(maxsize=64)
def _tile(found: Tint, under: str, step: int, dpr: float, dark: bool) -> QPixmap:
    side = max(4, round(2 * step * dpr))
    made = QPixmap(side, side)
    made.fill(mixed(QColor(found.fill), QColor(under), found.strength))
    made.setDevicePixelRatio(dpr)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _hatch(painter, QRectF(0, 0, side / dpr, side / dpr), found, side / dpr / 2, dark)
    painter.end()
    return made


def _hatch(painter: QPainter, box: QRectF, found: Tint, step: float, dark: bool) -> None:
    mark = QColor("#0B1017" if dark else found.line)
    strength = 0.36 if step > _FINE + 1 else 0.8
    mark.setAlphaF(strength)
    painter.setPen(QPen(mark, 1))
    count = int((box.width() + box.height()) / step) + 3
    if found.hatch in ("slash", "cross"):
        for at in range(-1, count):
            x = box.left() + at * step
            begin = QPointF(x + box.height(), box.top() - box.height())
            painter.drawLine(begin, QPointF(x - box.height(), box.top() + box.height()))
            if found.hatch == "cross":
                begin = QPointF(x - 2 * box.height(), box.top() - box.height())
                painter.drawLine(begin, QPointF(x, box.top() + box.height()))
    elif found.hatch == "dots":
        mark.setAlphaF(min(1.0, strength + 0.25))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        row, y = 0, box.top() + step / 2
        while y < box.bottom() + 1:
            x = box.left() + step / 2 * (1 + row % 2)
            while x < box.right() + 1:
                painter.drawEllipse(QPointF(x, y), 1, 1)
                x += step
            y += step
            row += 1


def paint_swatch(painter: QPainter, box: QRectF, level: RiskLevel | None) -> None:
    """A small patch of a level beside its word; a dashed grey one where there is no risk."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, 2, 2)
    if level is None:
        painter.setPen(QPen(look.colour("ink3"), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.restore()
        return
    found = tint(level)
    painter.fillPath(path, mixed(QColor(found.fill), sheet_colour(), found.strength))
    painter.setClipPath(path)
    _hatch(painter, box, found, _FINE, look.tokens().dark)
    painter.setClipping(False)
    painter.setPen(QPen(QColor(found.line), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def paint_pin(
    painter: QPainter, centre: QPointF, number: str, level: RiskLevel | None, radius: float
) -> None:
    """A risk point: filled for 重大 and 较大, a ring otherwise; the same on the sheet and in the panel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    strong = level in (RiskLevel.MAJOR, RiskLevel.CONSIDERABLE)
    line = QColor(tint(level).line) if level else look.colour("ink3")
    surface = look.colour("surface")
    painter.setPen(QPen(surface, 1.5) if strong else QPen(line, 2))
    painter.setBrush(line if strong else surface)
    painter.drawEllipse(centre, radius, radius)
    painter.setFont(look.font(look.CAPTION, 700))
    ink = look.colour("ink")
    if strong:
        bright = look.tokens().dark or level is RiskLevel.CONSIDERABLE
        ink = QColor("#2A1400" if bright else "#FFFFFF")
    elif level is not None and not look.tokens().dark:
        ink = QColor(tint(level).ink)
    painter.setPen(ink)
    box = QRectF(centre.x() - 2 * radius, centre.y() - radius - 0.5, 4 * radius, 2 * radius)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), short_number(number))


def short_number(number: str) -> str:
    """01 of R-01: what fits into a pin."""
    return number.rpartition("-")[2]
