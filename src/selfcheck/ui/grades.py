"""How a risk grade is drawn: its colour, its hatch for black-and-white printers, always with its word."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.ui import look

# grade -> colour word, grade word
GRADES = {
    "major": ("红", "重大"),
    "considerable": ("橙", "较大"),
    "general": ("黄", "一般"),
    "low": ("蓝", "低"),
}
_FILL = {"major": 1.0, "considerable": 0.30, "general": 0.34, "low": 0.10}
_STEP = 6.0


def paint_grade(painter: QPainter, box: QRectF, grade: str) -> None:
    """Fill a rectangle: 重大 solid, 较大 diagonals, 一般 dots, 低 empty."""
    colour = look.colour(f"grade_{grade}")
    fill = QColor(colour)
    fill.setAlphaF(_FILL[grade])
    inside = QPainterPath()
    inside.addRoundedRect(box, 2, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(inside, fill)
    painter.setClipPath(inside)
    if grade == "considerable":
        painter.setPen(QPen(colour, 2))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += _STEP
    elif grade == "general":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        rows = int(box.height() / 4) + 1
        for row in range(rows):
            x = box.left() + 3 + (row % 2) * 3
            while x < box.right():
                painter.drawEllipse(QPointF(x, box.top() + 3 + row * 4), 1.3, 1.3)
                x += _STEP
    painter.setClipping(False)
    edge = look.colour("grade_general_edge") if grade == "general" else colour
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
    painter.restore()


class Swatch(QWidget):
    """A small square of a grade; the word stands beside it."""

    def __init__(self, grade: str, side: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade, self._side = grade, side
        self.setAccessibleName("".join(GRADES[grade]))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(look.px(self._side), look.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_grade(painter, QRectF(self.rect()), self._grade)
        painter.end()
