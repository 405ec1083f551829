"""The safety signs of a board: drawn from their strokes, chosen from all, or proposed by what may happen."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.forms.signs import KIND_WORDS, Sign, SignKind, Stroke, shipped_signs, strokes_of
from selfcheck.riskmap.pages import PointLine
from selfcheck.submission.risk_boards import signs_of
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.labels import Label
from selfcheck.ui.riskpoint.desk import PointDesk, silent
from selfcheck.ui.riskpoint.flow import Flow
from selfcheck.ui.surfaces import spread

# Safety colours (GB 2894) stay as they are in the dark look: a sign is a picture of the sign on the wall.
_RED, _YELLOW, _BLUE, _GREEN = "#C8102E", "#FFD100", "#0057A8", "#00843D"
_CENTRED = int(
    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
)
_BLACK, _WHITE = "#000000", "#FFFFFF"
_GROUNDS: dict[SignKind, tuple[str, str]] = {
    # kind → colour of the pictogram, colour of what is cut out of it
    "warning": (_BLACK, _YELLOW),
    "prohibition": (_BLACK, _WHITE),
    "mandatory": (_WHITE, _BLUE),
    "information": (_WHITE, _GREEN),
}
# the part of the sign that its pictogram fills: left, top, side
_ROOM: dict[SignKind, tuple[float, float, float]] = {
    "warning": (0.26, 0.34, 0.48),
    "prohibition": (0.18, 0.18, 0.64),
    "mandatory": (0.16, 0.16, 0.68),
    "information": (0.12, 0.12, 0.76),
}
_SIDE, _TILE, _WORDS = 46, 84, 38


def paint_sign(painter: QPainter, box: QRectF, sign: Sign) -> None:
    """One sign, as large as the box is wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _ground(painter, box, sign.kind)
    left, top, share = _ROOM[sign.kind]
    painter.save()
    painter.translate(box.left() + left * box.width(), box.top() + top * box.width())
    scale = share * box.width() / 100
    painter.scale(scale, scale)
    ink, paper = (QColor(name) for name in _GROUNDS[sign.kind])
    for stroke in strokes_of(sign.draw):
        _stroke(painter, stroke, ink, paper)
    painter.restore()
    if sign.kind == "prohibition":
        _prohibited(painter, box)
    painter.restore()


def _ground(painter: QPainter, box: QRectF, kind: SignKind) -> None:
    side = box.width()
    if kind == "warning":
        for inset, colour in ((0.0, _BLACK), (0.055, _YELLOW)):
            high = side * math.sqrt(3) / 2
            top = box.top() + (side - high) / 2
            path = QPainterPath(QPointF(box.center().x(), top + inset * side * 2))
            path.lineTo(box.right() - inset * side * math.sqrt(3), top + high - inset * side)
            path.lineTo(box.left() + inset * side * math.sqrt(3), top + high - inset * side)
            path.closeSubpath()
            painter.fillPath(path, QColor(colour))
    elif kind == "information":
        painter.setBrush(QColor(_GREEN))
        painter.drawRect(box)
    else:
        painter.setBrush(QColor(_BLUE if kind == "mandatory" else _WHITE))
        painter.drawEllipse(box)


def _prohibited(painter: QPainter, box: QRectF) -> None:
    wide = box.width() * 0.09
    painter.setPen(QPen(QColor(_RED), wide))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
    painter.drawEllipse(ring)
    reach = ring.width() / 2 / math.sqrt(2)
    centre = ring.center()
    painter.drawLine(centre - QPointF(reach, reach), centre + QPointF(reach, reach))


def _stroke(painter: QPainter, stroke: Stroke, ink: QColor, paper: QColor) -> None:
    colour = paper if stroke.what in ("hole", "gap", "dot", "gapring") else ink
    pen = QPen(colour, stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    outlined = stroke.what in ("line", "gap", "ring", "gapring")
    painter.setPen(pen if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if outlined else colour)
    if stroke.circle is not None:
        x, y, radius = stroke.circle
        painter.drawEllipse(QPointF(x, y), radius, radius)
        return
    path = QPainterPath()
    for step, values in stroke.path:
        if step == "M":
            path.moveTo(*values)
        elif step == "L":
            path.lineTo(*values)
        elif step == "C":
            path.cubicTo(*values)
        else:
            path.closeSubpath()
    painter.drawPath(path)


class SignTile(QAbstractButton):
    """One sign with its words; while signs are chosen it can be ticked."""

    def __init__(self, sign: Sign, *, ticks: bool) -> None:
        super().__init__()
        self.sign = sign
        self.setCheckable(ticks)
        self.setEnabled(ticks)
        policy = Qt.FocusPolicy.StrongFocus if ticks else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setText(sign.words)
        self.setAccessibleName(f"{KIND_WORDS[sign.kind]} {sign.words}")
        self.setToolTip(f"{KIND_WORDS[sign.kind]}：{sign.words}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(_TILE), look.px(_SIDE + _WORDS) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("ink"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 5, 5)
        side = look.px(_SIDE)
        place = QRectF(box.center().x() - side / 2, box.top() + 4, side, side)
        paint_sign(painter, place, self.sign)
        words = QRectF(box.left() + 2, place.bottom() + 2, box.width() - 4, look.px(_WORDS))
        painter.setFont(look.font(look.CAPTION))
        painter.setPen(look.colour("ink2"))
        painter.drawText(words, _CENTRED, self.text())
        painter.end()


class SignsRow(QWidget):
    """The signs as they hang; 选择 shows all to tick from, 按风险推荐 takes the proposal again."""

    def __init__(self, desk: PointDesk) -> None:
        super().__init__()
        self.desk = desk
        self.point: PointLine | None = None
        self.tiles: list[SignTile] = []
        self.choosing = False
        self._drawn: object = None
        self.name = Label("安全标志", look.TEXT, "ink3")
        self.note = Label("", look.CAPTION, "ink3")
        self.choose_link: Button = link("选择")
        self.choose_link.setAccessibleName("选择安全标志")
        self.back_link: Button = link("按风险推荐")
        self.flow = Flow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        column.addLayout(spread(self.name, self.note, None, self.back_link, self.choose_link))
        column.addWidget(self.flow)
        self.choose_link.clicked.connect(self._on_choose)
        self.back_link.clicked.connect(self._on_back)

    def show_point(self, point: PointLine) -> None:
        """Show the signs of a point."""
        if self.point is not None and self.point.point_id != point.point_id:
            self.choosing = False
        self.point = point
        shown = signs_of(point)
        self.note.setText("" if point.signs else "按事故类型和危险因素推荐")
        self.choose_link.setText("完成" if self.choosing else "选择")
        self.choose_link.setVisible(not self.desk.read_only)
        self.back_link.setVisible(bool(point.signs) and not self.desk.read_only)
        listed = shipped_signs().signs if self.choosing else shown
        drawn = (self.choosing, tuple(sign.key for sign in listed))
        if drawn != self._drawn:
            self._drawn = drawn
            self._fill(listed)
        for tile in self.tiles:
            tile.setChecked(self.choosing and tile.sign in shown)

    def _fill(self, signs: Sequence[Sign]) -> None:
        self.flow.clear()
        ordered = shipped_signs().chosen(sign.key for sign in signs)
        self.tiles = [SignTile(sign, ticks=self.choosing) for sign in ordered]
        for tile in self.tiles:
            tile.clicked.connect(self._on_ticked)
            self.flow.add(tile)
        if not self.tiles:
            self.flow.add(Label("还没有推荐的标志，先选事故类型", look.TEXT, "ink3"))

    def _on_choose(self) -> None:
        self.choosing = not self.choosing
        if self.point is not None:
            self.show_point(self.point)
        if self.choosing and self.tiles:
            self.tiles[0].setFocus()
        else:
            self.choose_link.setFocus()

    def _on_ticked(self) -> None:
        keys = [tile.sign.key for tile in self.tiles if tile.isChecked()]
        self.desk.write("signs", keys, silent)

    def _on_back(self) -> None:
        self.desk.write("signs", [], silent)
        self.choose_link.setFocus()
