"""A risk level in words: its patch with the hatch, the word, and below them what it comes from."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.riskmap.records import COLOUR_WORDS, LEVEL_WORDS, RiskLevel
from selfcheck.ui import look
from selfcheck.ui.ink import LEFT, Ink, draw
from selfcheck.ui.riskmap.tints import paint_swatch, tint

UNKNOWN = "未评估"
_WIDE, _TALL, _GAP = 19, 13, 6


def level_word(level: RiskLevel | None, *, colour: bool = False) -> str:
    """重大, or 重大 · 红; 未评估 while there is none."""
    if level is None:
        return UNKNOWN
    return f"{LEVEL_WORDS[level]} · {COLOUR_WORDS[level]}" if colour else LEVEL_WORDS[level]


def level_ink(level: RiskLevel | None) -> QColor:
    """The colour of a level's word: dark enough to be read, never the only sign."""
    if level is None:
        return look.colour("ink3")
    return look.colour("ink") if look.tokens().dark else QColor(tint(level).ink)


def paint_level(
    painter: QPainter,
    place: QRectF,
    level: RiskLevel | None,
    words: str = "",
    *,
    size: int = look.TEXT,
    weight: int = 500,
) -> float:
    """Draw patch and word at the left of a place, in its middle; returns the width they took."""
    tall, wide = look.px(_TALL), look.px(_WIDE)
    box = QRectF(place.left() + 0.8, place.center().y() - tall / 2, wide, tall)
    paint_swatch(painter, box, level)
    told = words or level_word(level)
    painter.setFont(look.font(size, weight))
    painter.setPen(level_ink(level))
    left = box.right() + _GAP
    room = QRectF(left, place.top(), max(place.right() - left, 0), place.height())
    drawn = painter.fontMetrics().elidedText(
        told, Qt.TextElideMode.ElideRight, int(room.width()) + 1
    )
    painter.drawText(room, int(LEFT), drawn)
    return left - place.left() + painter.fontMetrics().horizontalAdvance(drawn)


class LevelWord(QWidget):
    """One level on a page; `under` is a second line, such as 3×6×40 = 720."""

    def __init__(
        self, *, size: int = look.TEXT, colour: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size, self._colour = size, colour
        self.level: RiskLevel | None = None
        self.under = ""
        self._before = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def show_level(self, level: RiskLevel | None, under: str = "", *, before: str = "") -> None:
        """Another level; `before` is spoken before it, such as 固有风险."""
        self.level, self.under, self._before = level, under, before
        spoken = level_word(level, colour=True)
        self.setAccessibleName("，".join(part for part in (before, spoken, under) if part))
        self._restyle()

    @property
    def words(self) -> str:
        """What is read."""
        return level_word(self.level, colour=self._colour)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look.font(self._size, 500)).horizontalAdvance(self.words)
        below = QFontMetrics(look.font(look.CAPTION)).horizontalAdvance(self.under)
        first = look.px(_WIDE) + _GAP + words + 3
        high = look.px(20) if self._size <= look.ROW else look.px(28)
        return QSize(max(first, below + 1), high + (look.px(18) if self.under else 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        high = self.height() - (look.px(18) if self.under else 0)
        line = QRectF(0, 0, self.width(), high)
        paint_level(painter, line, self.level, self.words, size=self._size)
        if self.under:
            below = QRectF(0, high, self.width(), look.px(18))
            draw(painter, below, self.under, Ink(look.CAPTION, "ink2"))
        painter.end()
