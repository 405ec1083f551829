"""The bands of a method as a ruler: four colours with their words and thresholds, a marker where a score stands."""

import math
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.riskmap.records import COLOUR_WORDS, LEVEL_WORDS, RiskLevel
from selfcheck.riskmap.rules import Bands
from selfcheck.ui import look
from selfcheck.ui.assess.side import figure
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.riskmap.tints import tint, zone_brush
from selfcheck.ui.riskpoint.level import level_ink

_ORDER = (RiskLevel.LOW, RiskLevel.GENERAL, RiskLevel.CONSIDERABLE, RiskLevel.MAJOR)
_ABOVE, _BAND, _BELOW = 26, 18, 20  # heights before scaling
_MARK, _APART = 6, 8
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Mark:
    """A score on the ruler; `hollow` for one that is only looked at, or belongs to the other side."""

    score: Decimal
    words: str
    hollow: bool = False


class BandRuler(QWidget):
    """The four bands are equally wide; within one the scores stand by their order of magnitude."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: Bands | None = None
        self._sign, self._most = "D", Decimal(10000)
        self.marks: tuple[Mark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(_ABOVE + _BAND + _BELOW))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(320), look.px(_ABOVE + _BAND + _BELOW))

    def show_bands(self, bands: Bands, sign: str) -> None:
        """The thresholds in force, of D or R."""
        self._bands, self._sign = bands, sign
        self._most = Decimal(25) if sign == "R" else Decimal(10000)
        told = bands.words(sign)
        words = "，".join(f"{LEVEL_WORDS[level]} {told[level]}" for level in reversed(_ORDER))
        self.setAccessibleName(f"界限：{words}")
        self.update()

    def show_marks(self, *marks: Mark) -> None:
        """Where scores stand."""
        self.marks = marks
        self.setAccessibleDescription("，".join(mark.words for mark in marks))
        self.update()

    def place(self, score: Decimal) -> float:
        """Where a score stands, from 0 to 1."""
        assert self._bands is not None
        bands = self._bands
        bounds = [bands.general, bands.considerable, bands.major]
        edges = [min(Decimal(1), bounds[0] / 2), *bounds, max(self._most, bounds[-1] * 2)]
        at = sum(score >= bound for bound in bounds)
        low, high = (math.log(float(edge)) for edge in edges[at : at + 2])
        within = (math.log(max(float(score), 0.001)) - low) / (high - low)
        return (at + min(max(within, 0.02), 0.98)) / len(_ORDER)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._bands is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.px(_MARK) + 1
        whole = QRectF(edge, look.px(_ABOVE), self.width() - 2 * edge, look.px(_BAND))
        wide = whole.width() / len(_ORDER)
        told = self._bands.words(self._sign)
        for at, level in enumerate(_ORDER):
            box = QRectF(whole.left() + at * wide, whole.top(), wide, whole.height())
            painter.fillRect(box, zone_brush(level, self.devicePixelRatioF()))
            painter.setPen(QPen(QColor(tint(level).line), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.6, 0.6, -0.6, -0.6))
            below = QRectF(box.left(), box.bottom(), wide, look.px(_BELOW))
            words = f"{COLOUR_WORDS[level]} {LEVEL_WORDS[level]}　{told[level]}"
            painter.setFont(look.font(look.CAPTION, 500))
            painter.setPen(level_ink(level))
            drawn = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, int(wide) - 2
            )
            painter.drawText(below, int(_CENTRE), drawn)
        labels = self._labels(whole)
        for mark in sorted(self.marks, key=lambda one: not one.hollow):
            self._paint_mark(painter, whole, mark, labels[mark])
        painter.end()

    def _labels(self, whole: QRectF) -> dict[Mark, QRectF]:
        """Where the words of each mark stand: over it, pushed aside where two would meet."""
        found: dict[Mark, QRectF] = {}
        left = 0.0
        ordered = sorted(dict.fromkeys(self.marks), key=lambda one: one.score)
        for mark in ordered:
            wide = (
                QFontMetrics(look.font(_ink(mark).size, _ink(mark).weight)).horizontalAdvance(
                    mark.words
                )
                + 2
            )
            x = whole.left() + self.place(mark.score) * whole.width() - wide / 2
            found[mark] = QRectF(max(x, left), 0, wide, look.px(16))
            left = found[mark].right() + _APART
        right = float(self.width())
        for mark in reversed(ordered):
            box = found[mark]
            box.moveRight(min(box.right(), right))
            right = box.left() - _APART
        return found

    def _paint_mark(self, painter: QPainter, whole: QRectF, mark: Mark, label: QRectF) -> None:
        x = whole.left() + self.place(mark.score) * whole.width()
        reach, tip = look.px(_MARK), whole.top() + look.px(3)
        upper = tip - reach - 2
        corners = [QPointF(x, tip), QPointF(x - reach, upper), QPointF(x + reach, upper)]
        ink = look.colour(_ink(mark).token)
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(look.colour("surface") if mark.hollow else ink)
        painter.drawPolygon(QPolygonF(corners))
        draw(painter, label, mark.words, _ink(mark))


def _ink(mark: Mark) -> Ink:
    hollow = mark.hollow
    return Ink(look.CAPTION, "ink3" if hollow else "ink", 400 if hollow else 700)


def mark_words(sign: str, score: Decimal, before: str = "") -> str:
    """D = 270, 固有 720."""
    return f"{before} {figure(score)}" if before else f"{sign} = {figure(score)}"
