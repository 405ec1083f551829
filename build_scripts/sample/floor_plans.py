"""Floor plans of the sample enterprise: the base pictures of its risk map, grey lines as an office prints them."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

_WALL, _THIN, _WORDS = QColor("#333b45"), QColor("#9aa5b1"), QColor("#66717d")
Room = tuple[float, float, float, float]

HALL: dict[str, Room] = {
    "冲压车间": (80, 90, 420, 300),
    "焊装车间": (500, 90, 360, 300),
    "机加车间": (860, 90, 460, 300),
    "清理工部": (80, 470, 300, 300),
    "装配车间": (380, 470, 480, 300),
    "涂装车间": (860, 470, 460, 300),
}
SITE: dict[str, Room] = {
    "1号厂房": (120, 120, 620, 360),
    "2号厂房": (820, 120, 380, 220),
    "成品库": (820, 400, 380, 180),
    "空压站": (120, 560, 180, 140),
    "配电室": (340, 560, 160, 140),
    "气瓶库": (560, 560, 160, 140),
    "污水处理站": (820, 640, 260, 160),
    "办公楼": (1120, 640, 200, 160),
}


def _sheet() -> tuple[QImage, QPainter]:
    image = QImage(1400, 880, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return image, painter


def _walls(painter: QPainter, rooms: dict[str, Room]) -> None:
    for x, y, width, height in rooms.values():
        painter.setPen(QPen(_WALL, 5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x, y, width, height))


def _names(painter: QPainter, rooms: dict[str, Room]) -> None:
    font = QFont("Noto Sans SC")
    font.setPixelSize(17)
    painter.setFont(font)
    painter.setPen(_WORDS)
    for name, (x, y, width, _) in rooms.items():
        box = QRectF(x + 8, y + 8, width - 16, 26)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), name)


def _machines(
    painter: QPainter, room: Room, columns: int, rows: int, size: tuple[float, float]
) -> None:
    """Machines in rows, as outlines with a smaller one inside."""
    x, y, width, height = room
    wide, high = size
    painter.setPen(QPen(_THIN, 1.6))
    for row in range(rows):
        for column in range(columns):
            left = x + width * (column + 0.5) / columns - wide / 2
            top = y + 30 + (height - 40) * (row + 0.5) / rows - high / 2
            painter.drawRect(QRectF(left, top, wide, high))
            painter.drawRect(
                QRectF(left + wide * 0.2, top + high * 0.25, wide * 0.6, high * 0.5)
            )


def _door(painter: QPainter, x: float, y: float, wide: float) -> None:
    """A double door in a horizontal wall: a gap and two arcs."""
    painter.setPen(QPen(QColor("#ffffff"), 7))
    painter.drawLine(QLineF(x, y, x + wide, y))
    painter.setPen(QPen(_THIN, 1.6))
    half = wide / 2
    painter.drawArc(QRectF(x - half, y - half, wide, wide), 0, 90 * 16)
    painter.drawArc(QRectF(x + half, y - half, wide, wide), 90 * 16, 90 * 16)


def _axes(painter: QPainter) -> None:
    """Numbered axes above and at the left."""
    painter.setPen(QPen(_THIN, 1, Qt.PenStyle.DashLine))
    font = QFont("Noto Sans SC")
    font.setPixelSize(15)
    painter.setFont(font)
    for number in range(1, 9):
        x = 80 + (number - 1) * 1240 / 7
        painter.setPen(QPen(_THIN, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, 62, x, 790))
        painter.setPen(QPen(_THIN, 1.6))
        painter.drawEllipse(QPointF(x, 46), 15, 15)
        painter.setPen(_WORDS)
        painter.drawText(
            QRectF(x - 15, 31, 30, 30), int(Qt.AlignmentFlag.AlignCenter), str(number)
        )


def hall() -> QImage:
    """1号厂房, one floor, 70 m long."""
    image, painter = _sheet()
    _axes(painter)
    _walls(painter, HALL)
    _machines(painter, HALL["冲压车间"], 4, 2, (62, 76))
    _machines(painter, HALL["焊装车间"], 3, 2, (70, 64))
    _machines(painter, HALL["机加车间"], 5, 3, (58, 40))
    _machines(painter, HALL["清理工部"], 2, 1, (96, 120))
    _machines(painter, HALL["装配车间"], 5, 2, (64, 48))
    painter.setPen(QPen(_WALL, 4))
    for booth in (
        QRectF(890, 520, 170, 130),
        QRectF(1100, 520, 190, 110),
        QRectF(1180, 670, 110, 80),
    ):
        painter.drawRect(booth)
    for x in (250, 640, 1050):
        _door(painter, x, 390, 64)
        _door(painter, x, 470, 64)
    painter.setPen(_WORDS)
    painter.drawText(QRectF(560, 412, 280, 36), int(Qt.AlignmentFlag.AlignCenter), "主 通 道")
    _names(painter, HALL)
    painter.end()
    return image


def site() -> QImage:
    """The whole site, 140 m from fence to fence."""
    image, painter = _sheet()
    painter.setPen(QPen(_THIN, 2, Qt.PenStyle.DashDotLine))
    painter.drawRect(QRectF(50, 50, 1300, 780))
    _walls(painter, SITE)
    painter.setPen(QPen(_THIN, 1.6))
    for x in (860, 940):
        painter.drawEllipse(QRectF(x, 690, 60, 60))
    painter.drawRect(QRectF(1010, 690, 50, 70))
    _door(painter, 640, 830, 110)
    _names(painter, SITE)
    font = QFont("Noto Sans SC")
    font.setPixelSize(15)
    painter.setFont(font)
    painter.setPen(_WORDS)
    painter.drawText(QRectF(560, 780, 260, 36), int(Qt.AlignmentFlag.AlignCenter), "厂区大门")
    painter.end()
    return image
