"""The words on the sheet: plates of zones and names of points, drawn once and then only put in their place."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from selfcheck.riskmap.records import LEVEL_WORDS, RiskLevel
from selfcheck.ui import look
from selfcheck.ui.riskmap.scene import Painted, Pinned
from selfcheck.ui.riskmap.tints import level_words, paint_pin, paint_swatch, tint

PIN = 11  # radius of a risk point
_EDGE = 10
_LONGEST = 168  # a longer name is elided
_BOLD = 700
_SHADE = 240  # of 255: how much of the sheet a plate covers


# both lines; one line with the name, with the level, or with its word alone
Kind = Literal["whole", "name", "level", "word"]
Plate = tuple[str, RiskLevel | None, Kind]
_KINDS: tuple[Kind, ...] = ("whole", "name", "level", "word")


def _word(level: RiskLevel | None) -> str:
    return LEVEL_WORDS[level] if level else "无"


def _words(painted: Painted) -> tuple[str, RiskLevel | None]:
    return painted.shape.name or "没有名称", painted.level


@lru_cache(maxsize=4096)
def _measured(told: Plate, _look: float) -> QSizeF:
    name, level, kind = told
    bold, small = look.font(look.TEXT, 700), look.font(look.CAPTION, 500)
    title = QFontMetrics(bold).horizontalAdvance(name) + 1
    words = QFontMetrics(small).horizontalAdvance(level_words(level)) + 1
    swatch = look.px(15) + 7
    wide = {
        "whole": max(title, words + swatch),
        "name": title + swatch,
        "level": words + swatch,
        "word": QFontMetrics(small).horizontalAdvance(_word(level)) + 1 + swatch,
    }
    edge = _EDGE if kind == "whole" else 6
    high = look.px(42 if kind == "whole" else 22)
    return QSizeF(min(wide[kind], look.px(_LONGEST)) + 2 * edge, high)


@lru_cache(maxsize=4096)
def _plate(told: Plate, dpr: float, _look: tuple[bool, float]) -> QPixmap:
    name, level, kind = told
    size = _measured(told, look.scale())
    made = _clear(size, dpr)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cover = look.colour("surface")
    cover.setAlpha(_SHADE)
    dashed = Qt.PenStyle.SolidLine if level else Qt.PenStyle.DashLine
    painter.setPen(QPen(QColor(tint(level).line) if level else look.colour("ink3"), 1, dashed))
    painter.setBrush(cover)
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)
    edge = _EDGE if kind == "whole" else 6
    row = QRectF(edge, 0, size.width() - 2 * edge, size.height() - 1)
    if kind == "whole":
        half = size.height() / 2
        _draw_words(painter, QRectF(edge, 2, row.width(), half - 1), name, "ink", 700)
        row = QRectF(edge, half - 2, row.width(), half)
    high = look.px(11)
    swatch = QRectF(row.left() + 0.5, row.center().y() - high / 2, look.px(15), high)
    paint_swatch(painter, swatch, level)
    row.setLeft(swatch.right() + 7)
    if kind == "name":
        _draw_words(painter, row, name, "ink", 700)
    else:
        plain = level is None or look.tokens().dark
        ink = ("ink" if level else "ink2") if plain or level is None else tint(level).ink
        words = _word(level) if kind == "word" else level_words(level)
        _draw_words(painter, row, words, ink, 500)
    painter.end()
    return made


def _draw_words(painter: QPainter, room: QRectF, words: str, ink: str, weight: int) -> None:
    painter.setFont(look.font(look.TEXT if weight == _BOLD else look.CAPTION, weight))
    painter.setPen(QColor(ink) if ink.startswith("#") else look.colour(ink))
    drawn = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, int(room.width()) + 2
    )
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), drawn)


def _clear(size: QSizeF, dpr: float) -> QPixmap:
    made = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    return made


@lru_cache(maxsize=1024)
def _pin(
    number: str, level: RiskLevel | None, dpr: float, _look: tuple[bool, float]
) -> QPixmap:
    radius = look.px(PIN)
    side = 2 * radius + 4
    made = _clear(QSizeF(side, side), dpr)
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
    made = _clear(size, dpr)
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


def plate_sizes(painted: Painted) -> Iterator[tuple[Kind, QSizeF]]:
    """How large a zone's plate is, the fullest first."""
    name, level = _words(painted)
    for kind in _KINDS:
        yield kind, _measured((name, level, kind), look.scale())


def plate(painted: Painted, kind: Kind, dpr: float) -> QPixmap:
    """A zone's label: its name, swatch and word of its level, as much of it as there is room for."""
    name, level = _words(painted)
    return _plate((name, level, kind), dpr, (look.tokens().dark, look.scale()))
