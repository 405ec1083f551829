"""Cards that list what falls due or what was done: rows of two lines, the whole row a way to its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from selfcheck.ui import look
from selfcheck.ui.widgets import Button, Card, EmptyState, link

_SHOWN = 5  # rows before 全部 n 项
_INSET = 6  # room for the ring around a row, whose words stand below the title
_LEAST = 112  # an empty card is still a card


@dataclass(frozen=True)
class Line:
    """What one row says, and where it leads; without a target it only tells."""

    title: str
    hint: str
    day: str  # 今天 · 还有 6 天 · 超期 2 天
    target: tuple[str, ...] = ()
    late: bool = False
    strong: bool = False
    quiet: bool = False  # told, but nothing is to be done about it now


class ListRow(QAbstractButton):
    """One row, drawn; elided text is whole in the tooltip."""

    def __init__(self, line: Line, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._first = first
        self.setAccessibleName(
            "，".join(part for part in (line.title, line.hint, line.day) if part)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if line.target:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(look.px(160), look.px(49))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), look.px(49))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), f"{self.line.title}\n{self.line.hint}", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if not self._first:
            line = QRectF(_INSET, 0, box.width() - 2 * _INSET, 1)
            painter.fillRect(line, look.colour("line2"))
        active = self.line.target and self.underMouse()
        if active or self.hasFocus():
            painter.setPen(
                QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(look.colour("hover") if active else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -1), 6, 6)
        box = box.adjusted(_INSET, 0, -_INSET, 0)
        strong = self.line.strong or self.line.late
        painter.setFont(look.font(look.TEXT, 500 if strong else 400))
        painter.setPen(look.colour("bad_ink" if self.line.late else "ink2"))
        day = QFontMetricsF(painter.font()).horizontalAdvance(self.line.day)
        upper = QRectF(box.left(), look.px(6), box.width(), look.px(20))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, int(middle | Qt.AlignmentFlag.AlignRight), self.line.day)
        rest = upper.adjusted(0, 0, -(day + 12 if self.line.day else 0), 0)
        painter.setFont(look.font(look.ROW, 500 if strong else 400))
        painter.setPen(look.colour("ink2" if self.line.quiet else "ink"))
        _write(painter, rest, self.line.title)
        lower = QRectF(box.left(), look.px(26), box.width(), look.px(18))
        painter.setFont(look.font(look.CAPTION))
        painter.setPen(look.colour("ink3"))
        _write(painter, lower, self.line.hint)
        painter.end()


def _write(painter: QPainter, box: QRectF, text: str) -> None:
    """One line, elided where it does not fit."""
    drawn = painter.fontMetrics().elidedText(
        text.replace("\n", " "), Qt.TextElideMode.ElideRight, int(box.width())
    )
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), drawn)


def make_room(card: Card) -> None:
    """Let a card's rows reach a little beyond its words, so that these stand in one line."""
    beside = look.CARD_EDGE - _INSET
    card.body.setContentsMargins(beside, look.CARD_EDGE - 4, beside, look.CARD_EDGE - 10)
    card.head.setContentsMargins(_INSET, 0, _INSET, 0)


class ListCard(Card):
    """A titled list of rows, five of them until the person asks for all; words when there are none."""

    followed = Signal(tuple)  # the target of a row

    def __init__(self, title: str, empty: str, empty_link: str = "") -> None:
        self.more: Button = link("")
        super().__init__(title, "", self.more)
        self.more.hide()
        self.empty = EmptyState(empty, empty_link)
        self.body.setSpacing(0)
        make_room(self)
        self.empty.setContentsMargins(_INSET, 0, _INSET, 0)
        self.body.addSpacing(6)
        self.body.addWidget(self.empty)
        self.rows: list[ListRow] = []
        self._lines: tuple[Line, ...] = ()
        self._all = False
        self.body.addStretch(1)
        self.setMinimumHeight(_LEAST)
        self.more.clicked.connect(self._on_more_clicked)

    def show_lines(self, lines: Sequence[Line], note: str = "") -> None:
        """Other rows."""
        self._lines = tuple(lines)
        self.show_note(note)
        self._draw()

    def _draw(self) -> None:
        wanted = self._lines if self._all else self._lines[:_SHOWN]
        if [row.line for row in self.rows] != list(wanted):
            focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), -1)
            for row in self.rows:
                self.body.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = []
            for at, line in enumerate(wanted):
                row = ListRow(line, first=at == 0)
                row.clicked.connect(self._on_clicked)
                self.body.insertWidget(self.body.count() - 1, row)
                self.rows.append(row)
            if 0 <= focused < len(self.rows):
                self.rows[focused].setFocus()
        self.empty.setVisible(not self._lines)
        self.more.setVisible(len(self._lines) > _SHOWN)
        self.more.setText("收起" if self._all else f"全部 {len(self._lines)} 项")

    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self._draw()

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, ListRow)
        if row.line.target:
            self.followed.emit(row.line.target)
