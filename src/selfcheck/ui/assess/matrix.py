"""The 5×5 matrix of the LS method: every cell with its score, word and hatch; a click or the arrows choose one."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.riskmap.records import LEVEL_WORDS, RiskLevel
from selfcheck.riskmap.rules import Bands
from selfcheck.ui import look
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.riskmap.tints import mixed, sheet_colour, tint, zone_brush
from selfcheck.ui.riskpoint.level import level_ink

SIZE = 5
_CELL, _TALL, _EDGE = 54, 42, 24
_CENTRE = Qt.AlignmentFlag.AlignCenter
_MOVES = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class RiskMatrix(QWidget):
    """Rows are the likelihood from 5 down to 1, columns the severity from 1 to 5."""

    chosen = Signal(str, str)  # L, S
    looked = Signal(str, str)  # "" "" when no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: Bands | None = None
        self.cell: tuple[int, int] | None = None  # L, S
        self._over: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("风险矩阵，方向键选择")
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        edge = look.px(_EDGE)
        return QSize(edge + SIZE * look.px(_CELL) + 2, SIZE * look.px(_TALL) + edge + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_bands(self, bands: Bands) -> None:
        """The thresholds in force."""
        self._bands = bands
        self.update()

    def show_value(self, likelihood: str, severity: str) -> None:
        """Show a cell as chosen; nothing while one of the two is missing."""
        known = likelihood and severity
        self.cell = (int(likelihood), int(severity)) if known else None
        self._tell_state()
        self.update()

    def level(self, likelihood: int, severity: int) -> RiskLevel:
        """What a cell comes to."""
        from decimal import Decimal

        assert self._bands is not None
        return self._bands.level(Decimal(likelihood * severity))

    def _tell_state(self) -> None:
        told = "还没有选"
        if self.cell is not None and self._bands is not None:
            likelihood, severity = self.cell
            word = LEVEL_WORDS[self.level(likelihood, severity)]
            told = f"L {likelihood}，S {severity}，R {likelihood * severity}，{word}"
        self.setAccessibleDescription(told)

    # ---- places

    def box_of(self, likelihood: int, severity: int) -> QRectF:
        """Where a cell is drawn."""
        left = look.px(_EDGE) + (severity - 1) * look.px(_CELL)
        return QRectF(
            left, (SIZE - likelihood) * look.px(_TALL), look.px(_CELL), look.px(_TALL)
        )

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        severity = (point.x() - look.px(_EDGE)) // look.px(_CELL) + 1
        likelihood = SIZE - point.y() // look.px(_TALL)
        inside = 1 <= severity <= SIZE and 1 <= likelihood <= SIZE
        return (likelihood, severity) if inside and point.x() >= look.px(_EDGE) else None

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._bands is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.px(_EDGE)
        for at in range(1, SIZE + 1):
            row, column = self.box_of(at, 1), self.box_of(1, at)
            ink = Ink(look.CAPTION, "ink3", 500)
            draw(painter, QRectF(0, row.top(), edge - 4, row.height()), f"L{at}", ink, _CENTRE)
            foot = QRectF(column.left(), column.bottom() + 2, column.width(), edge - 4)
            draw(painter, foot, f"S{at}", ink, _CENTRE)
            for severity in range(1, SIZE + 1):
                self._paint_cell(painter, at, severity)
        for cell, colour in ((self._over, "ink3"), (self.cell, "accent")):
            if cell is not None:
                box = self.box_of(*cell).adjusted(1.5, 1.5, -1.5, -1.5)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.colour("surface"), 5))
                painter.drawRoundedRect(box, 4, 4)
                painter.setPen(QPen(look.colour(colour), 3 if colour == "accent" else 2))
                painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus() and self.cell is None:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            whole = self.box_of(SIZE, 1).united(self.box_of(1, SIZE))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_cell(self, painter: QPainter, likelihood: int, severity: int) -> None:
        level = self.level(likelihood, severity)
        box = self.box_of(likelihood, severity).adjusted(1, 1, -1, -1)
        painter.fillRect(box, zone_brush(level, self.devicePixelRatioF()))
        painter.setPen(QPen(QColor(tint(level).line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        plate = QRectF(0, 0, look.px(34), look.px(34))
        plate.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(look.colour("surface"), sheet_colour(), 1.0))
        painter.setOpacity(0.9)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setOpacity(1.0)
        painter.setPen(level_ink(level))
        painter.setFont(look.font(look.ROW, 700))
        upper = QRectF(plate.left(), plate.top() + 1, plate.width(), plate.height() / 2)
        painter.drawText(upper, int(_CENTRE), str(likelihood * severity))
        painter.setFont(look.font(look.CAPTION, 500))
        lower = QRectF(plate.left(), plate.center().y(), plate.width(), plate.height() / 2 - 1)
        painter.drawText(lower, int(_CENTRE), LEVEL_WORDS[level])

    # ---- hands

    def _choose(self, cell: tuple[int, int]) -> None:
        self.cell = cell
        self._tell_state()
        self.update()
        self.chosen.emit(str(cell[0]), str(cell[1]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event.position().toPoint())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._choose(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_at(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._look_at(None)

    def _look_at(self, cell: tuple[int, int] | None) -> None:
        if cell == self._over:
            return
        self._over = cell
        self.update()
        likelihood, severity = (str(cell[0]), str(cell[1])) if cell else ("", "")
        self.looked.emit(likelihood, severity)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        if self.cell is None:
            self._choose((3, 3))
            return
        moved = (self.cell[0] + move[0], self.cell[1] + move[1])
        if all(1 <= one <= SIZE for one in moved):
            self._choose(moved)
