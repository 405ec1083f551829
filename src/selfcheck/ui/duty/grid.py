"""The thirteen duties on the sign-off page: two columns of cells, one when there is less room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from selfcheck.duties.rules import DutyStatus
from selfcheck.submission.pages import DutyCell, SignoffPage
from selfcheck.ui import look
from selfcheck.ui.widgets import Button, ElidedLabel, Label, link

_TWO_COLUMNS_FROM = 500  # pixels of width before scaling
_BETWEEN = 25  # pixels between the columns, the line in their middle
_INKS = {
    DutyStatus.DONE: ("ink2", "ink3"),
    DutyStatus.NOT_APPLICABLE: ("ink3", "ink3"),
    DutyStatus.HAS_PROBLEM: ("bad_ink", "bad_ink"),
}
STANDING = "standing"  # the last cell: the statutory base


class _Cell(QWidget):
    """One duty: number, name, status, the way to it; beneath, what proves or what lacks."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.number = Label("", look.CAPTION, "ink3")
        self.title = ElidedLabel("", look.ROW, "ink", 500)
        self.status = Label("", look.TEXT, "ink2")
        self.go: Button = link("更改")
        self.line = ElidedLabel("", look.CAPTION, "ink3")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.number, 0, 0)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.status, 0, 2)
        grid.addWidget(self.go, 0, 3)
        grid.addWidget(self.line, 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.number.setFixedWidth(look.px(20))
        self.status.setMinimumWidth(look.px(42))

    def show_duty(self, cell: DutyCell, *, frozen: bool) -> None:
        status_ink, line_ink = _INKS.get(cell.status, ("ink", "ink2"))
        self.number.setText(cell.number)
        self.title.setText(cell.short_title)
        self.title.setToolTip(cell.title)
        self.status.setText(cell.status_words)
        self.status.set_look(
            ink=status_ink, weight=500 if cell.status is DutyStatus.HAS_PROBLEM else 400
        )
        self.line.setText(cell.line)
        self.line.set_look(ink=line_ink)
        self._show_go(cell.title, frozen)

    def show_standing(self, page: SignoffPage, *, frozen: bool) -> None:
        done = page.standing_done == page.standing_total
        self.number.setText("法")
        self.title.setText("法定常设职责")
        self.status.setText(f"{page.standing_done} / {page.standing_total}")
        self.status.set_look(ink="ink2" if done else "ink")
        lacking = [cell for cell in page.duties if cell.key.startswith("s")]
        first = next((c for c in lacking if c.status is not DutyStatus.DONE and c.line), None)
        words = first.line if first else "全员责任制、规程、投入、培训、事故报告"
        self.line.setText(words if not done else "法律一直要求的几条，都已确认")
        self.line.set_look(ink="ink2" if first and not done else "ink3")
        self._show_go("法定常设职责", frozen)

    def _show_go(self, title: str, frozen: bool) -> None:
        self.go.setText("查看" if frozen else "更改")
        self.go.setAccessibleName(f"{self.go.text()}：{title}，{self.status.text()}")


class DutyGrid(QWidget):
    """Thirteen duties and the standing base, filled downwards; arrow keys move between the links."""

    followed = Signal(str)  # the duty's key, or STANDING

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[_Cell] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(19, 0, 12, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_duties(self, page: SignoffPage, *, frozen: bool) -> None:
        """Show where every duty stands; a frozen round offers looking only."""
        thirteen = [cell for cell in page.duties if not cell.key.startswith("s")]
        keys = [*(cell.key for cell in thirteen), STANDING]
        if [cell.key for cell in self.cells] != keys:
            self._make(keys)
        for made, cell in zip(self.cells, thirteen, strict=False):
            made.show_duty(cell, frozen=frozen)
        self.cells[-1].show_standing(page, frozen=frozen)

    def _make(self, keys: Sequence[str]) -> None:
        for old in self.cells:
            old.hide()
            old.deleteLater()
        self.cells = [_Cell(key, self) for key in keys]
        for cell in self.cells:
            cell.go.clicked.connect(lambda _=False, key=cell.key: self.followed.emit(key))
            cell.go.installEventFilter(self)
            cell.show()
        self._columns = 0
        self._arrange()

    def cell(self, key: str) -> _Cell | None:
        """The cell of a duty."""
        return next((cell for cell in self.cells if cell.key == key), None)

    @property
    def _rows(self) -> int:
        return -(-len(self.cells) // max(1, self._columns))

    def _arrange(self) -> None:
        columns = 2 if self.width() >= look.px(_TWO_COLUMNS_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for at, cell in enumerate(self.cells):
            column, row = divmod(at, self._rows)
            self._grid.addWidget(cell, row, column)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a button by itself takes every arrow for Tab
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_Right: self._rows,
                Qt.Key.Key_Left: -self._rows,
            }
            at = next((n for n, cell in enumerate(self.cells) if cell.go is watched), None)
            step = steps.get(Qt.Key(event.key()))
            if at is not None and step is not None:
                if 0 <= at + step < len(self.cells):
                    self.cells[at + step].go.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(QPen(look.colour("line2"), 1))
        for at, cell in enumerate(self.cells):
            box = cell.geometry()
            if at % max(1, self._rows):
                painter.drawLine(box.topLeft(), box.topRight())
        if self._columns == 2:  # noqa: PLR2004
            middle = self.cells[0].geometry().right() + (_BETWEEN + 1) // 2
            painter.drawLine(QPointF(middle, 4), QPointF(middle, self.height() - 4))
        painter.end()
