"""Words in painted rows: size, colour and weight in one value, elided where they do not fit."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from selfcheck.ui import look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Ink:
    """How words look: one of the six sizes, a token's colour, a weight."""

    size: int
    token: str
    weight: int = 400


def draw(
    painter: QPainter, place: QRectF, text: str, ink: Ink, side: Qt.AlignmentFlag = LEFT
) -> float:
    """Draw words into a place, elided at the right; returns how wide they came out."""
    painter.setFont(look.font(ink.size, ink.weight))
    painter.setPen(look.colour(ink.token))
    metrics = painter.fontMetrics()
    drawn = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, int(side), drawn)
    return metrics.horizontalAdvance(drawn)
