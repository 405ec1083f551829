"""One factor with every meaning shown: the chosen one is marked, and each says what it would come to."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.forms.risk_tables import FactorChoice
from selfcheck.riskmap.records import LEVEL_WORDS, RiskLevel
from selfcheck.ui import look
from selfcheck.ui.ink import RIGHT, Ink, draw
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.riskmap.tints import paint_swatch

Outcome = tuple[str, RiskLevel]  # the score as written, its level
_VALUE, _OUTCOME, _MARK = 38, 62, 14  # widths before scaling
_WRAP = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChoiceRow(QRadioButton):
    """One value with its meaning. `looked` comes when the mouse is over it, and again when it leaves."""

    looked = Signal(str)  # the value; "" when no longer
    sideways = Signal(int)  # ← →

    def __init__(self, value: str, meaning: str, *, numbered: bool, parent: QWidget) -> None:
        super().__init__(meaning, parent)
        self.value, self._numbered = value, numbered
        self.outcome: Outcome | None = None
        self._spoken = f"{value} {meaning}" if numbered else meaning
        self.setAccessibleName(self._spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())
        self.updateGeometry()
        self.update()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """What the whole would come to with this choice."""
        if outcome == self.outcome:
            return
        self.outcome = outcome
        told = f"，选它得 {outcome[0]}，{LEVEL_WORDS[outcome[1]]}" if outcome else ""
        self.setAccessibleName(self._spoken + told)
        self.update()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - a name that Qt calls
        return self.rect().contains(position)

    def _room(self, width: int) -> tuple[int, int]:
        """Left edge and width of the meaning."""
        left = look.px(_VALUE) + 4 if self._numbered else look.px(_MARK) + 20
        right = look.px(_OUTCOME) if self._numbered else 12
        return left, max(width - left - right, look.px(40))

    def heightForWidth(self, width: int) -> int:
        _, room = self._room(width)
        font = look.font(look.TEXT, 500)
        box = QFontMetrics(font).boundingRect(0, 0, room, 2000, _WRAP, self.text())
        return max(look.px(28), box.height() + 10)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        wide = max(self.width(), look.px(200))
        return QSize(look.px(200), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.setPen(QPen(look.colour("accent"), 1.5))
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        weight = 500 if self.isChecked() else 400
        left, room = self._room(self.width())
        if self._numbered:
            place = QRectF(box.left(), box.top(), look.px(_VALUE) - 6, box.height())
            draw(painter, place, self.value, Ink(look.ROW, "ink", 700), RIGHT)
        else:
            self._paint_mark(painter, box)
        painter.setFont(look.font(look.TEXT, weight))
        painter.setPen(look.colour("ink" if self.isChecked() else "ink2"))
        painter.drawText(QRectF(left, box.top(), room, box.height()), _WRAP, self.text())
        if self.outcome is not None and self._numbered:
            self._paint_outcome(painter, box, weight)
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """The ring of a radio button, where there is no value to choose by."""
        radius = look.px(_MARK) / 2
        centre = QPointF(box.left() + 9 + radius, box.center().y())
        on = self.isChecked()
        painter.setPen(QPen(look.colour("accent" if on else "ink3"), radius * 0.7 if on else 1))
        painter.setBrush(look.colour("surface"))
        inner = radius * 0.65 if on else radius - 0.5
        painter.drawEllipse(centre, inner, inner)

    def _paint_outcome(self, painter: QPainter, box: QRectF, weight: int) -> None:
        assert self.outcome is not None
        words, level = self.outcome
        wide, tall = look.px(13), look.px(11)
        swatch = QRectF(box.right() - wide - 7, box.center().y() - tall / 2, wide, tall)
        paint_swatch(painter, swatch, level)
        place = QRectF(box.right() - look.px(_OUTCOME), box.top(), 0, box.height())
        place.setRight(swatch.left() - 5)
        draw(painter, place, words, Ink(look.CAPTION, "ink2", weight), RIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked.emit(self.value)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.looked.emit("")
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SIDEWAYS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.sideways.emit(step)
        else:
            super().keyPressEvent(event)


class FactorColumn(QWidget):
    """`chosen` tells the person's choice; ↑ ↓ choose, ← → go to the next factor."""

    chosen = Signal(str, str)  # key of the factor, value
    looked = Signal(str, str)
    sideways = Signal(int)

    def __init__(
        self,
        key: str,
        title: str,
        choices: Sequence[FactorChoice],
        *,
        hint: str = "",
        numbered: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.title = Label(title, look.TEXT, "ink", 500, wrap=True)
        self.hint = Label(hint, look.CAPTION, "ink3", wrap=True)
        self.problem = ProblemLabel()
        self._group = QButtonGroup(self)
        self.rows: dict[str, ChoiceRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.title, self.hint, self.problem):
            column.addWidget(part)
        self.hint.setVisible(bool(hint))
        for choice in choices:
            row = ChoiceRow(choice.value, choice.text, numbered=numbered, parent=self)
            self.rows[choice.value] = row
            self._group.addButton(row)
            column.addWidget(row)
            row.clicked.connect(self._on_clicked)
            row.looked.connect(self._on_looked)
            row.sideways.connect(self.sideways)
        column.addStretch(1)
        self.setAccessibleName(title)

    @property
    def value(self) -> str:
        """The chosen value; empty while nothing is chosen."""
        return next((value for value, row in self.rows.items() if row.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Show what is chosen, without telling anybody."""
        if value in self.rows:
            self.rows[value].setChecked(True)
            return
        self._group.setExclusive(False)
        for row in self.rows.values():
            row.setChecked(False)
        self._group.setExclusive(True)

    def show_outcomes(self, outcomes: Mapping[str, Outcome]) -> None:
        """What each choice would come to."""
        for value, row in self.rows.items():
            row.show_outcome(outcomes.get(value))

    def first(self) -> QWidget:
        """What takes the keyboard: the chosen row, else the first."""
        return self.rows.get(self.value) or next(iter(self.rows.values()))

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, ChoiceRow)
        self.problem.show_problem("")
        self.chosen.emit(self.key, row.value)

    def _on_looked(self, value: str) -> None:
        self.looked.emit(self.key, value)
