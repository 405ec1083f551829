"""三清单: the three lists with JHA and SCL, the very rows that are printed and exported."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from selfcheck.riskmap.pages import RiskMap
from selfcheck.submission import risk_list_rows
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.ledger.empty import LedgerEmpty
from selfcheck.ui.risk_list.sheet import ListTable
from selfcheck.ui.surfaces import Card

if TYPE_CHECKING:
    from selfcheck.reports.risk_content import RiskList

THREE = ("责任清单", "措施清单", "应急清单")


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
