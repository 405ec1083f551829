"""The first view of the risk points: filters with counts, search, captions and rows."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui.count_tabs import CountTabs
from selfcheck.ui.fields import SearchField
from selfcheck.ui.ledger.empty import LedgerEmpty
from selfcheck.ui.risk_list.table import RiskCaptions, RiskTable
from selfcheck.ui.risk_list.view import (
    FILTERS,
    Listed,
    RiskView,
    counts,
    empty_words,
    listed,
    rows_of,
    sorted_next,
)
from selfcheck.ui.surfaces import Card

_HINT = "搜索编号、名称、区域、责任人"


class PointsView(Card):
    """`opened` carries a point; `register_wanted` when an empty list leads on."""

    opened = Signal(int)
    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=0, parent=parent)
        self.view = RiskView()
        self._all: tuple[Listed, ...] = ()
        self.tabs = CountTabs(FILTERS, name="显示哪些风险点", apart="problems")
        self.search = SearchField(_HINT, width=236)
        self.search.setAccessibleName(_HINT)
        self.captions = RiskCaptions()
        self.list = RiskTable()
        self.empty = LedgerEmpty()
        self._build()
        self._connect()

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 5, 12, 5)
        tools.setSpacing(8)
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        tools.addWidget(self.search)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(tools)
        self.body.addWidget(self.captions)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_entered)
        self.captions.sorted_by.connect(self._on_sorted)
        self.list.resized.connect(self.captions.show_list_width)
        self.list.opened.connect(self.opened)
        self.empty.followed.connect(self._on_followed)
        for at, kind in enumerate(FILTERS, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("filter", kind)
            shortcut.activated.connect(self._on_filter_key)

    # ---- showing

    def show_map(self, found: RiskMap, today: date) -> None:
        """Other points, or the same ones as they stand now."""
        self._all = rows_of(found, today)
        self._draw()

    def show_view(self, view: RiskView) -> None:
        """A filter with its search."""
        self.view = view
        self.search.take_as_kept(view.search)
        self._draw()

    def _draw(self) -> None:
        rows = listed(self._all, self.view)
        self.tabs.show_filter(self.view.kind, counts(self._all, self.view.search))
        self.captions.show_sort(self.view.sort, descending=self.view.descending)
        self.list.show_rows(rows)
        sentence, ways = empty_words(self.view, len(self._all))
        self.empty.show_words(sentence, ways)
        for part in (self.captions, self.list):
            part.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def first_focus(self) -> QWidget:
        """The list, or what leads on from an empty one."""
        ways = list(self.empty.links.values())
        return self.list if self.list.rows.rows or not ways else ways[0]

    # ---- choosing what is listed

    def _show(self, view: RiskView) -> None:
        self.view = view
        self._draw()

    def _on_filter(self, kind: str) -> None:
        self._show(replace(self.view, kind=kind))

    def _on_filter_key(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.tabs.choose(sender.property("filter"))
        self.list.setFocus()

    def _on_searched(self) -> None:
        words = " ".join(self.search.text().split())
        if words != self.view.search:
            self._show(replace(self.view, search=words))

    def _on_search_entered(self) -> None:
        self.first_focus().setFocus()

    def _on_sorted(self, key: str) -> None:
        sort, descending = sorted_next(key, self.view)
        self._show(replace(self.view, sort=sort, descending=descending))

    def _on_followed(self, way: str) -> None:
        if way == "register":
            self.register_wanted.emit()
            return
        self.search.take_as_kept("")
        self._show(RiskView(kind="all" if way == "all" else self.view.kind))
        self.first_focus().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        leaves = key in (Qt.Key.Key_Down, Qt.Key.Key_Escape)
        if leaves and self.search.hasFocus():
            self.list.setFocus()
        elif key == Qt.Key.Key_Escape and self.view.search:
            self.search.take_as_kept("")
        else:
            super().keyPressEvent(event)
