"""告知牌: every board with its state; the ticked ones, or all, are printed on the paper that is chosen."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui import look
from selfcheck.ui.buttons import link
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.ledger.empty import LedgerEmpty
from selfcheck.ui.risk_list.board_rows import (
    BoardDelegate,
    BoardModel,
    board_rows,
)
from selfcheck.ui.risk_list.list_view import RowsView
from selfcheck.ui.surfaces import Card

SIZES = (
    Choice("a4", "A4 纵向"),
    Choice("a4_wide", "A4 横向"),
    Choice("a3", "A3 纵向"),
    Choice("a3_wide", "A3 横向"),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TICK_ROOM = 44


class BoardList(RowsView):
    """Space ticks, Ctrl+A ticks all, Enter opens the point."""

    opened = Signal(int)
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("告知牌", parent)
        self.rows = BoardModel(self)
        self.show_with(self.rows, BoardDelegate(self))
        self.doubleClicked.connect(self._on_double_clicked)

    def show_map(self, found: RiskMap) -> None:
        """Show every board, keeping the one at hand."""
        current, scrolled = self.current_id, self.verticalScrollBar().value()
        self.rows.show_rows(board_rows(found))
        found_again = current is not None and self.select(current)
        if self.rows.rows and not found_again:
            self.setCurrentIndex(self.rows.index(0))
        self.verticalScrollBar().setValue(scrolled)

    @property
    def current_id(self) -> int | None:
        """The point at hand."""
        at = self.currentIndex().row()
        return self.rows.rows[at].point.point_id if 0 <= at < len(self.rows.rows) else None

    def select(self, point_id: int) -> bool:
        """Make a point current; False when it is not there."""
        for at, row in enumerate(self.rows.rows):
            if row.point.point_id == point_id:
                self.setCurrentIndex(self.rows.index(at))
                return True
        return False

    def tick(self, points: set[int]) -> None:
        """Tick these and no others."""
        if points != self.rows.ticked:
            self.rows.ticked = points
            self.viewport().update()
            self.ticked.emit()

    def everything(self) -> set[int]:
        """The points of all boards."""
        return {row.point.point_id for row in self.rows.rows}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id
        if event.key() == Qt.Key.Key_Space and current is not None:
            self.tick(self.rows.ticked ^ {current})
        elif event.key() in _ENTER and current is not None:
            self.opened.emit(current)
        elif (
            event.key() == Qt.Key.Key_A
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.tick(self.everything())
        elif event.key() == Qt.Key.Key_Escape and self.rows.ticked:
            self.tick(set())
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if at.isValid() and left and event.position().x() < look.px(_TICK_ROOM):
            self.tick(self.rows.ticked ^ {self.rows.rows[at.row()].point.point_id})

    def _on_double_clicked(self, at: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[at.row()].point.point_id)


class BoardsView(Card):
    """`opened` carries a point, `register_wanted` when there is none yet; `changed` when other ones are ticked."""

    opened = Signal(int)
    register_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=0, parent=parent)
        self.paper = ChoiceField(SIZES, name="纸张")
        self.paper.show_value("a4")
        self.public = QCheckBox("公开版（不印姓名和手机）")
        self.all_link = link("全选")
        self.count = ElidedLabel("", look.CAPTION, "ink3")
        self.list = BoardList()
        self.empty = LedgerEmpty()
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 6, 14, 6)
        tools.setSpacing(12)
        tools.addWidget(self.all_link)
        tools.addWidget(self.count, 1)
        tools.addWidget(self.public)
        tools.addWidget(Label("纸张", look.TEXT, "ink2"))
        tools.addWidget(self.paper)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(tools)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.show_words("还没有风险点，登记以后就有告知牌", (("register", "登记风险点"),))
        self.list.opened.connect(self.opened)
        self.list.ticked.connect(self._show_count)
        self.all_link.clicked.connect(self._on_all)
        self.empty.followed.connect(self.register_wanted)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.public.setFont(look.font())

    @property
    def ticked(self) -> tuple[int, ...]:
        """The points of the ticked boards, in the order of the list; of all when none is ticked."""
        on = self.list.rows.ticked or self.list.everything()
        return tuple(r.point.point_id for r in self.list.rows.rows if r.point.point_id in on)

    def show_map(self, found: RiskMap) -> None:
        """Show every board as it stands."""
        self.list.show_map(found)
        some = bool(found.points)
        for part in (self.list, self.all_link, self.public, self.paper):
            part.setVisible(some)
        self.empty.setVisible(not some)
        self._show_count()

    def _show_count(self) -> None:
        ticked, all_of_them = self.list.rows.ticked, self.list.everything()
        self.count.setText(
            f"已选 {len(ticked)} 块"
            if ticked
            else f"共 {len(all_of_them)} 块，一块没选就全部打印"
        )
        self.all_link.setText("取消全选" if ticked == all_of_them and ticked else "全选")
        self.changed.emit()

    def _on_all(self) -> None:
        ticked, all_of_them = self.list.rows.ticked, self.list.everything()
        self.list.tick(set() if ticked == all_of_them else all_of_them)

    def first_focus(self) -> QWidget:
        """The list, or what leads on from an empty one."""
        return self.list if self.list.rows.rows else self.empty.links["register"]
