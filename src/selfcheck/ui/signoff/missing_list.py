"""「还缺什么」: what stands in the way, blocking things first, each with a jump to its place."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from selfcheck.submission.readiness import Missing, gathered
from selfcheck.ui import look
from selfcheck.ui.widgets import (
    Card,
    ElidedLabel,
    Label,
    clear_layout,
    hairline,
    link,
)

_VISIBLE = 5  # rows before the list scrolls inside
_REASONS = 3  # of them when nothing keeps from signing: the button is to be in sight
_MOST = 40  # rows before the rest is left to the page of answers


class _Dot(QWidget):
    """Red for what must be there, grey for what may go with its reason."""

    def __init__(self, bad: bool) -> None:
        super().__init__()
        self._token = "bad" if bad else "ink3"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._token))
        painter.drawEllipse(QRectF(1, 1, 6, 6))
        painter.end()


class MissingRow(QWidget):
    """One thing that is missing: its sentence, its place, and the way there."""

    followed = Signal(tuple)

    def __init__(self, row: Missing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        blocking = row.problem.blocking
        self.text = ElidedLabel(
            row.problem.text, look.TEXT, "ink", 500, lines=2 if blocking else 1
        )
        place = ElidedLabel(row.place, look.CAPTION, "ink3")
        self.go = link("去补" if blocking else "查看")
        self.go.setAccessibleName(f"{self.go.text()}：{row.problem.text}，{row.place}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(place)
        line = QHBoxLayout(self)
        line.setContentsMargins(19, 5, 12, 5)
        line.setSpacing(8)
        line.addWidget(_Dot(blocking))
        line.addLayout(words, 1)
        line.addWidget(self.go)
        self.go.clicked.connect(self._on_go_clicked)

    def _on_go_clicked(self) -> None:
        self.followed.emit(self.row.target)


class MissingCard(Card):
    """What is missing, all at once; `followed` carries where the person wants to go."""

    followed = Signal(tuple)
    all_wanted = Signal()

    def __init__(
        self, most: int = _MOST, *, gather: bool = True, parent: QWidget | None = None
    ) -> None:
        """`gather`: one row for a duty that lacks many things, instead of one for each."""
        super().__init__(edge=1, parent=parent)
        self._most, self._gather = most, gather
        self.rows: list[MissingRow] = []
        self._shown: tuple[Missing, ...] | None = None
        self.setAccessibleName("还缺什么")
        self.blocking = Label("", look.TEXT, "ink2", 500)
        self.reasons = Label("", look.TEXT, "ink2")
        head = QHBoxLayout()
        head.setContentsMargins(19, 9, 19, 5)
        head.setSpacing(12)
        head.addWidget(Label("还缺什么", look.CARD, "ink", 500))
        head.addStretch(1)
        head.addWidget(self.blocking)
        head.addWidget(self.reasons)
        self.none = Label("没有缺项，可以签署", look.TEXT, "ink2")
        self.none.setContentsMargins(19, 2, 19, 10)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._list)
        self._scroll.setAccessibleName("缺项列表")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.setContentsMargins(1, 1, 1, 2)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self.none)
        self.body.addWidget(self._scroll)
        look.follow(self._restyle)

    def show_missing(self, rows: Sequence[Missing]) -> None:
        """Draw the list anew if it has changed."""
        blockers = sum(row.problem.blocking for row in rows)
        self.blocking.setText(
            f"必须补齐 {blockers} 项" if blockers else "没有必须补的，可以签署"
        )
        self.blocking.set_look(ink="bad_ink" if blockers else "ink2")
        self.blocking.setVisible(bool(rows))
        self.reasons.setText(f"可带理由 {len(rows) - blockers} 项")
        self.reasons.setVisible(len(rows) > blockers)
        self.none.setVisible(not rows)
        self._scroll.setVisible(bool(rows))
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        clear_layout(self._column)
        self.rows = []
        listed = gathered(rows) if self._gather else rows
        for row in listed[: self._most]:
            made = MissingRow(row)
            made.followed.connect(self.followed)
            self._column.addWidget(hairline())
            self._column.addWidget(made)
            self.rows.append(made)
        if len(listed) > self._most:
            rest = link(f"其余 {len(listed) - self._most} 行，在“核对答案”里看")
            rest.clicked.connect(self.all_wanted)
            self._column.addWidget(rest, 0, Qt.AlignmentFlag.AlignCenter)
        self._column.addStretch(1)
        self._restyle()

    def _restyle(self) -> None:
        """As high as the first few rows are: none is cut in half."""
        blocked = any(row.row.problem.blocking for row in self.rows)
        shown = self.rows[: _VISIBLE if blocked else _REASONS]
        room = self.width() - 2
        if len(self.rows) > len(shown):
            room -= self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setFixedHeight(max(1, sum(1 + _height(row, room) for row in shown)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()


def _height(row: MissingRow, width: int) -> int:
    """How high a row is when it is so wide."""
    layout = row.layout()
    assert isinstance(layout, QLayout)
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
