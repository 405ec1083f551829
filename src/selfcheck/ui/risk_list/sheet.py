"""A list of risks as a table on the screen: columns by their shares on paper, rows as high as their words."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from selfcheck.reports.risk_content import RiskColumn, RiskList
from selfcheck.reports.risk_lists import words_of
from selfcheck.riskmap.records import LEVEL_WORDS
from selfcheck.ui import look
from selfcheck.ui.risk_list.rows import Index
from selfcheck.ui.riskpoint.level import paint_level

_LEVELS = {words: level for level, words in LEVEL_WORDS.items()}
_LEAST = 36  # width of a column, before scaling
_UNBROKEN = re.compile(r"[A-Za-z0-9.\-]+")
_PAD = 8
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def fitted(room: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """Widths by their shares, none narrower than it may be; together as wide as the room where that goes."""
    widths = list(least)
    free = set(range(len(shares)))
    while free:
        left = room - sum(widths[at] for at in range(len(shares)) if at not in free)
        whole = sum(shares[at] for at in free)
        wanted = {at: int(left * shares[at] / whole) for at in free}
        narrow = {at for at in free if wanted[at] < least[at]}
        if not narrow:
            for at, width in wanted.items():
                widths[at] = width
            break
        free -= narrow
    return widths


class ListModel(QAbstractTableModel):
    """One list as it is printed."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.list = RiskList("", (), ())

    def show_list(self, one: RiskList) -> None:
        """Another list, or the same with other rows."""
        self.beginResetModel()
        self.list = one
        self.endResetModel()

    @property
    def columns(self) -> Sequence[RiskColumn]:
        """Its columns."""
        return self.list.columns

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.list.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.list.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words_of(self.list.rows[index.row()][index.column()])
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.list.columns[section].title
        return None


class CellDelegate(QStyledItemDelegate):
    """Words that wrap; a level with its patch."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - 2 * _PAD
        metrics = QFontMetrics(look.font(look.CAPTION))
        text = str(index.data() or "")
        box = metrics.boundingRect(0, 0, max(width, 1), 4000, _WRAP, text)
        return QSize(width, max(box.height() + 12, look.px(32)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ListModel)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("selected"))
        inner = box.adjusted(_PAD, 6, -_PAD + 2, -6)
        text = str(index.data() or "")
        if model.columns[index.column()].level:
            line = QRectF(inner.left(), inner.top(), inner.width() + 6, look.px(18))
            paint_level(painter, line, _LEVELS.get(text), text, size=look.CAPTION)
        else:
            painter.setFont(look.font(look.CAPTION))
            painter.setPen(look.colour("ink"))
            painter.drawText(inner, _WRAP, text)
        painter.fillRect(
            QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line2")
        )
        painter.restore()


class ListTable(QTableView):
    """The columns have the shares that they have on paper, and scroll where they would be too narrow."""

    opened = Signal(str)  # the number of a risk point

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of = ListModel(self)
        self.setModel(self.model_of)
        self.setItemDelegate(CellDelegate(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())  # else a white square where the two bars meet
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextWordWrap
        )
        head.setHighlightSections(False)
        self.doubleClicked.connect(self._on_double_clicked)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font(look.CAPTION))
        self.horizontalHeader().setFont(look.font(look.CAPTION))
        self._arrange()

    def show_list(self, one: RiskList) -> None:
        """Another list."""
        self.model_of.show_list(one)
        self.setAccessibleName(one.title)
        self._arrange()

    def _arrange(self) -> None:
        columns = self.model_of.columns
        if not columns:
            return
        least = [
            max(look.px(_LEAST + (32 if column.level else 0)), self._longest(at))
            for at, column in enumerate(columns)
        ]
        shares = [column.share for column in columns]
        for at, width in enumerate(fitted(self.viewport().width(), shares, least)):
            self.setColumnWidth(at, width)
        self._show_heights()

    def _longest(self, column: int) -> int:
        """What the longest run of figures or Latin letters needs: a phone number is not cut."""
        metrics = QFontMetrics(look.font(look.CAPTION))
        cells = (words_of(row[column]) for row in self.model_of.list.rows)
        runs = {run for cell in cells for run in _UNBROKEN.findall(cell)}
        widest = max((metrics.horizontalAdvance(run) for run in runs), default=0)
        return min(widest + 2 * _PAD + 4, look.px(130))

    def _show_heights(self) -> None:
        metrics = QFontMetrics(look.font(look.CAPTION))
        tallest = 0
        for at, column in enumerate(self.model_of.columns):
            width = self.columnWidth(at) - 18
            box = metrics.boundingRect(0, 0, max(width, 1), 400, _WRAP, column.title)
            tallest = max(tallest, box.height())
        self.horizontalHeader().setFixedHeight(tallest + 12)
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._arrange)

    def _on_double_clicked(self, at: QModelIndex) -> None:
        self.opened.emit(self.number_at(at.row()))

    def number_at(self, row: int) -> str:
        """R-01: the risk point of a row, whichever column tells it."""
        cells = [words_of(cell) for cell in self.model_of.list.rows[row]]
        return next((cell.split()[0] for cell in cells if cell.startswith("R-")), "")
