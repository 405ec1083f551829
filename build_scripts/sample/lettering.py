"""Signs, boards and sheets to be hung in a scene, and the words on them."""

import random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen


def label(width: int, height: int, background: str) -> tuple[QImage, QPainter]:
    """A flat picture to write and draw on: signs, boards, sheets."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(background))
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
    )
    return image, painter


def _broken(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """The words in lines that fit a width."""
    lines = []
    for part in text.split("\n"):
        line = ""
        for character in part:
            if line and metrics.horizontalAdvance(line + character) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines


def write(
    painter: QPainter,
    box: tuple[float, float, float, float],
    text: str,
    size: int,
    colour: str,
    *,
    bold: bool = False,
    left: bool = False,
) -> None:
    """Words in a box, in the fonts that ship with the program; as outlines, so that they never vary."""
    font = QFont("Noto Sans SC")
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    metrics = QFontMetricsF(font)
    x, y, width, height = box
    lines = _broken(text, metrics, width)
    step = size * 1.36
    base = y + (height - step * len(lines)) / 2 + size * 1.04
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)  # the strokes of a character overlap
    for place, line in enumerate(lines):
        start = x if left else x + (width - metrics.horizontalAdvance(line)) / 2
        outline.addText(QPointF(start, base + place * step), font, line)
    painter.fillPath(outline, QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)


def scrawl(
    painter: QPainter, rng: random.Random, x: float, y: float, size: float, *, signs: int = 3
) -> None:
    """A signature of that many characters."""
    for _ in range(signs):
        for _stroke in range(2):
            pen = QPen(QColor("#24365f"), rng.uniform(size * 0.06, size * 0.11))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            path = QPainterPath(
                QPointF(x + rng.uniform(0, size * 0.4), y + rng.uniform(0, size))
            )
            for _bend in range(2):
                ends = [
                    QPointF(x + rng.uniform(-0.1, 0.95) * size, y + rng.uniform(-0.1, 1) * size)
                    for _ in range(3)
                ]
                path.cubicTo(*ends)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        x += size * rng.uniform(0.65, 0.85)
    painter.setPen(Qt.PenStyle.NoPen)
