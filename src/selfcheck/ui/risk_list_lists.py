"""三清单: the three lists with JHA and SCL, the very rows that are printed and exported."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from selfcheck.reports.risk_content import RiskColumn, RiskList
from selfcheck.reports.risk_lists import words_of
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import LEVEL_WORDS
from selfcheck.submission import risk_list_rows
from selfcheck.ui import look
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.ledger_empty import LedgerEmpty
from selfcheck.ui.risk_list_rows import Index
from selfcheck.ui.riskpoint_level import paint_level
from selfcheck.ui.surfaces import Card

THREE = ("责任清单", "措施清单", "应急清单")
_LEVELS = {words: level for level, words in LEVEL_WORDS.items()}
_LEAST = 36  # width of a column, before scaling
_UNBROKEN = re.compile(r"[A-Za-z0-9.\-]+")
_PAD = 8
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


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
        whole, room = sum(column.share for column in columns), self.viewport().width()
        for at, column in enumerate(columns):
            least = max(look.px(_LEAST + (32 if column.level else 0)), self._longest(at))
            self.setColumnWidth(at, max(int(room * column.share / whole), least))
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


class ListsView(Card):
    """`which` tells which lists are at hand: the three, or the tables of the assessment."""

    opened = Signal(int)
    register_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=0, parent=parent)
        self._ids: dict[str, int] = {}
        self._lists: tuple[RiskList, ...] = ()
        words = (*THREE, "JHA 表", "SCL 表")
        self.tabs = SegmentedChoice(
            [Choice(str(at), word) for at, word in enumerate(words)],
            name="哪一张",
            style="tray",
        )
        self.tabs.show_value("0")
        self.table = ListTable()
        self.empty = LedgerEmpty()
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 6, 12, 6)
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.tabs.chosen.connect(self._on_tab)
        self.table.opened.connect(self._on_opened)
        self.empty.followed.connect(self.register_wanted)

    @property
    def three(self) -> bool:
        """Whether one of the three lists is at hand, not a table of the assessment."""
        return int(self.tabs.value or "0") < len(THREE)

    def show_map(self, found: RiskMap) -> None:
        """Show the lists of the map as it stands."""
        self._ids = {point.number: point.point_id for point in found.points}
        self._lists = (*risk_list_rows.three_lists(found), *risk_list_rows.analyses(found))
        self._draw()

    def _draw(self) -> None:
        if not self._lists:
            return
        one = self._lists[int(self.tabs.value or "0")]
        self.table.show_list(one)
        self.table.setVisible(bool(one.rows))
        self.empty.setVisible(not one.rows)
        self.empty.show_words(
            "这张表还没有内容" if self._ids else "还没有风险点，登记以后就有清单",
            () if self._ids else (("register", "登记风险点"),),
        )

    def _on_tab(self) -> None:
        self._draw()
        self.changed.emit()

    def _on_opened(self, number: str) -> None:
        if number in self._ids:
            self.opened.emit(self._ids[number])

    def first_focus(self) -> QWidget:
        """The list at hand."""
        return self.table if self.table.model_of.list.rows else self.tabs.parts[0]
