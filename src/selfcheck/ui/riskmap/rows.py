"""Risk points as rows of the panel: the same pin as on the sheet, name, accident type, score and level."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from selfcheck.riskmap import rules
from selfcheck.riskmap.pages import AssessmentLine, PointLine
from selfcheck.riskmap.records import LEVEL_WORDS
from selfcheck.ui import look
from selfcheck.ui.ink import LEFT, RIGHT, Ink, draw
from selfcheck.ui.riskmap.tints import paint_pin, paint_swatch, tint

DRAGGED = "application/x-selfcheck-risk-point"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDGE = 16


def deciding(point: PointLine) -> AssessmentLine | None:
    """The assessment that a point's level comes from: the highest of its units."""
    made = [
        one
        for unit in point.units
        if (one := unit.inherent if point.use_inherent and unit.inherent else unit.residual)
    ]
    return min(made, key=lambda one: rules.LEVELS.index(one.level), default=None)


class RiskRow(QAbstractButton):
    """One risk point. `clicked` chooses it; `opened` is Enter or a double click; it can be dragged."""

    opened = Signal()

    def __init__(
        self, point: PointLine, *, scores: bool = True, drags: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.point = point
        self._scores, self._drags = scores, drags
        self._from: QPoint | None = None
        self.chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = deciding(point)
        spoken = f"，{told.sum_words} = {told.score}" if told and told.score else ""
        self.setAccessibleName(f"{point.number} {point.name}，{point.level_words}{spoken}")
        self.setToolTip(f"{point.number} {point.name}\n{point.accident_words}".strip())
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(240), look.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(40))

    def show_chosen(self, chosen: bool) -> None:
        """Whether it is the one chosen on the sheet."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (
            self._drags
            and self._from is not None
            and event.buttons() & Qt.MouseButton.LeftButton
        ):
            far = event.position().toPoint() - self._from
            if far.manhattanLength() >= QApplication.startDragDistance():
                self._from = None
                self.setDown(False)
                self.drag().exec(Qt.DropAction.MoveAction)
                return
        super().mouseMoveEvent(event)

    def drag(self) -> QDrag:
        """The point, taken in hand."""
        made = QDrag(self)
        told = QMimeData()
        told.setData(DRAGGED, QByteArray(str(self.point.point_id).encode()))
        made.setMimeData(told)
        side = look.px(28)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        middle = QPointF(side / 2, side / 2)
        paint_pin(painter, middle, self.point.number, self.point.level, look.px(11))
        painter.end()
        made.setPixmap(picture)
        made.setHotSpot(middle.toPoint())
        return made

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        wide, high = self.width(), self.height()
        if self.chosen or self.underMouse():
            painter.fillRect(self.rect(), look.colour("selected" if self.chosen else "hover"))
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(EDGE, high - 0.5), QPointF(wide - EDGE, high - 0.5))
        paint_pin(
            painter, QPointF(EDGE + look.px(10), high / 2), self.point.number, self.point.level,
            look.px(10),
        )  # fmt: skip
        columns = ScoreColumns(wide)
        left = EDGE + look.px(28)
        right = columns.formula if self._scores else columns.level
        room = right - left - 6
        half = high / 2
        draw(painter, QRectF(left, 2, room, half), self.point.name, Ink(look.TEXT, "ink", 500))
        below = self.point.accident_words if self._scores else self.point.place
        draw(
            painter, QRectF(left, half - 2, room, half - 1), below or self.point.kind_words,
            Ink(look.CAPTION, "ink3"),
        )  # fmt: skip
        self._paint_scores(painter, columns)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(QRectF(1, 1, wide - 2, high - 2))
        painter.end()

    def _paint_scores(self, painter: QPainter, columns: "ScoreColumns") -> None:
        high = self.height()
        told = deciding(self.point)
        if self._scores and told is not None:
            place = QRectF(columns.formula, 0, columns.formula_wide, high - 1)
            draw(painter, place, told.sum_words, Ink(look.CAPTION, "ink2"), RIGHT)
            place = QRectF(columns.score, 0, columns.score_wide, high - 1)
            draw(painter, place, told.score, Ink(look.TEXT, "ink", 500), RIGHT)
        tall = look.px(11)
        box = QRectF(columns.level + 0.5, (high - tall) / 2 - 0.5, look.px(15), tall)
        paint_swatch(painter, box, self.point.level)
        words = LEVEL_WORDS[self.point.level] if self.point.level else "未评估"
        painter.setFont(look.font(look.CAPTION, 500))
        plain = look.tokens().dark or self.point.level is None
        painter.setPen(
            look.colour("ink")
            if plain or self.point.level is None
            else tint(self.point.level).ink
        )
        place = QRectF(box.right() + 6, 0, self.width() - box.right() - 8, high - 1)
        painter.drawText(place, int(LEFT), words)


class ScoreColumns:
    """Where L×E×C, D and the level stand; captions and rows ask the same."""

    def __init__(self, width: int) -> None:
        self.level = width - EDGE + 2 - look.px(46)
        self.score_wide = look.px(32)
        self.score = self.level - 8 - self.score_wide
        self.formula_wide = look.px(54)
        self.formula = self.score - 4 - self.formula_wide


class ScoreCaptions(QWidget):
    """The captions over rows with scores."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = ("L×E×C", "D")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(24))
        self.update()

    def show_method(self, *, matrix: bool) -> None:
        """L×E×C and D, or L×S and R."""
        self._sign = ("L×S", "R") if matrix else ("L×E×C", "D")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        columns, high, ink = (
            ScoreColumns(self.width()),
            self.height(),
            Ink(look.CAPTION, "ink3"),
        )
        draw(painter, QRectF(EDGE, 0, 100, high), "风险", ink)
        formula, score = self._sign
        draw(
            painter, QRectF(columns.formula, 0, columns.formula_wide, high), formula, ink, RIGHT
        )
        draw(painter, QRectF(columns.score, 0, columns.score_wide, high), score, ink, RIGHT)
        draw(painter, QRectF(columns.level, 0, 60, high), "等级", ink)
        painter.end()
