"""The list of risk points as it is used: captions that sort, arrows, Enter opens."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from selfcheck.ui import look
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.risk_list.list_view import RowsView
from selfcheck.ui.risk_list.rows import RiskColumns, RiskDelegate, RiskModel
from selfcheck.ui.risk_list.view import SORTED, Listed
from selfcheck.ui.sort_captions import Heading, SortCaptions

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEADINGS = (
    Heading("number", "number", "编号", "从小到大", "从大到小"),
    Heading("name", "name", "风险点", "按字序", "按字序倒过来"),
    Heading("zone", "zone", "区域", "按字序", "按字序倒过来"),
    Heading("level", "level", "等级", "重大在前", "未评估在前"),
    Heading("owner", "owner", "责任人", "按字序", "按字序倒过来"),
    Heading("review", "review", "下次评估", "早的在前", "晚的在前"),
    Heading("problems", "problems", "要处理", "多的在前", "少的在前"),
)


class RiskCaptions(SortCaptions):
    """The strip above the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_HEADINGS, SORTED, parent)
        look.follow(self._restyle)

    def paint_more(self, painter: QPainter, box: QRectF) -> None:
        place = RiskColumns.of(self.list_width).within("phone", box)
        if place is not None:
            draw(painter, place, "联系电话", Ink(look.CAPTION, "ink3"))

    def span(self, column: str, width: float) -> tuple[float, float] | None:
        return RiskColumns.of(width).spans.get(column)


class RiskTable(RowsView):
    """One row is current; `opened` carries the point of Enter, a click or a double click."""

    opened = Signal(int)
    resized = Signal(int)  # the width of the rows

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("风险点", parent)
        self.rows = RiskModel(self)
        self.show_with(self.rows, RiskDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_rows(self, rows: Sequence[Listed]) -> None:
        """Show these, keeping the point at hand and how far the list was scrolled."""
        current, bar = self.current_id, self.verticalScrollBar()
        scrolled = bar.value()
        self.rows.show_rows(rows)
        if rows:
            at = self.rows.row_of(current) if current else -1
            self.setCurrentIndex(self.rows.index(max(at, 0)))
            self.executeDelayedItemsLayout()
            bar.setValue(scrolled if at >= 0 else 0)
        self.viewport().update()

    @property
    def current_id(self) -> int | None:
        """The point at hand."""
        at = self.currentIndex().row()
        return self.rows.rows[at].point.point_id if 0 <= at < len(self.rows.rows) else None

    def select(self, point_id: int) -> bool:
        """Make a point current, in view; False when it is not shown."""
        at = self.rows.row_of(point_id)
        if at < 0:
            return False
        self.setCurrentIndex(self.rows.index(at))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and (point_id := self.current_id) is not None:
            self.opened.emit(point_id)
        elif event.key() == Qt.Key.Key_Escape or event.text().strip():
            event.ignore()  # Esc belongs to the page; letters would look through every row
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, at: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[at.row()].point.point_id)

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().update()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.viewport().width())
