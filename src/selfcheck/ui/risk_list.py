"""The risk points of the enterprise: which there are, how each is graded, who answers for it, what is wrong."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.riskmap import states
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import LEVEL_WORDS, RiskLevel
from selfcheck.ui import look, riskpoint_tabs
from selfcheck.ui.buttons import link, primary
from selfcheck.ui.count_tabs import CountTabs
from selfcheck.ui.fields import SearchField
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.ledger_empty import LedgerEmpty
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.risk_list_table import RiskCaptions, RiskTable
from selfcheck.ui.risk_list_view import (
    FILTERS,
    SORTED,
    Listed,
    RiskView,
    counts,
    empty_words,
    listed,
    rows_of,
    sorted_next,
)
from selfcheck.ui.riskpoint_tabs import POINTS, RiskTabs
from selfcheck.ui.surfaces import Card, PageHeader
from selfcheck.ui.workspace import Workspace


class RiskListScreen(QWidget):
    """The list of risk points; a view is kept while other screens are shown."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace, self._navigator = workspace, navigator
        self.view = RiskView()
        self.map: RiskMap | None = None
        self._all: tuple[Listed, ...] = ()
        self._build()
        self._connect()
        self.reload()

    # ---- building

    def _build(self) -> None:
        self.scale_button = link("评估方法和界限", "settings")
        self.register_button = primary("登记风险点", "plus")
        self.register_button.setToolTip("登记风险点（Ctrl+N）")
        actions = (self.scale_button, self.register_button)
        self.header = PageHeader("风险点", "", actions)
        self.views = RiskTabs(POINTS)
        self.problem = ProblemLabel()
        self.tabs = CountTabs(FILTERS, name="显示哪些风险点", apart="problems")
        self.search = SearchField("搜索编号、名称、区域、责任人", width=236)
        self.search.setAccessibleName("搜索编号、名称、区域、责任人")
        self.captions = RiskCaptions()
        self.list = RiskTable()
        self.empty = LedgerEmpty()
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 5, 12, 5)
        tools.setSpacing(8)
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        tools.addWidget(self.search)
        self.card = Card(edge=0)
        body = self.card.body
        body.setContentsMargins(1, 1, 1, 1)
        body.setSpacing(0)
        body.addLayout(tools)
        body.addWidget(self.captions)
        body.addWidget(self.list, 1)
        body.addWidget(self.empty, 1)
        column = QVBoxLayout(self)
        left, top, right, _ = look.PAGE_MARGINS
        column.setContentsMargins(left, top - 6, right, 12)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        column.addWidget(self.card, 1)
        for button in (self.scale_button, self.register_button):
            button.setEnabled(not self._workspace.read_only)

    def _connect(self) -> None:
        self.views.chosen.connect(self._on_view)
        self.register_button.clicked.connect(self.register)
        self.scale_button.clicked.connect(self.set_scale)
        self.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_entered)
        self.captions.sorted_by.connect(self._on_sorted)
        self.list.resized.connect(self.captions.show_list_width)
        self.list.opened.connect(self._on_opened)
        self.empty.followed.connect(self._on_followed)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.register_button.click)
        for at, kind in enumerate(FILTERS, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.setProperty("filter", kind)
            shortcut.activated.connect(self._on_filter_key)

    # ---- what the window asks

    def reload(self) -> None:
        """Ask again and draw; the point at hand and how far the list was scrolled stay."""
        today = self._workspace.now().astimezone(moments.CHINA).date()
        found = self._workspace.read(states.risk_map, self._workspace.folder, today)
        self.map = found
        self._all = rows_of(found, today)
        self._show_subline(found)
        self._draw()

    def show_place(self, kind: str, point_id: str = "", search: str = "") -> None:
        """open("risks", "review"): a saved filter, a point in it, what is searched for."""
        kind = kind if kind in FILTERS else "all"
        self.view = RiskView(kind=kind, search=search)
        self.search.take_as_kept(search)
        self.reload()
        if point_id:
            self.list.select(int(point_id))

    def place(self) -> tuple[str, ...]:
        """Filter, point at hand and search, for the way back."""
        current = self.list.current_id
        return (self.view.kind, str(current) if current else "", self.view.search)

    def first_focus(self) -> QWidget:
        """The list, or what leads on from an empty one."""
        ways = list(self.empty.links.values())
        return self.list if self.list.rows.rows or not ways else ways[0]

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.header, self.views, self.tabs, self.list]

    # ---- drawing

    def _show_subline(self, found: RiskMap) -> None:
        parts = [f"{len(found.points)} 个风险点"]
        parts += [
            f"{LEVEL_WORDS[level]} {count}"
            for level in RiskLevel
            if (count := found.count(level))
        ]
        blank = sum(point.level is None for point in found.points)
        parts += [f"未评估 {blank}"] if blank else []
        parts.append(found.code)
        self.header.show_subline(" · ".join(parts) if found.points else "还没有登记")

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

    # ---- choosing what is listed

    def _show(self, view: RiskView) -> None:
        self.view = view
        self._draw()

    def _on_view(self, key: str) -> None:
        self.views.show_value(POINTS)
        if key != POINTS:
            riskpoint_tabs.follow(self._navigator, key)

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
            self.register()
            return
        self.search.take_as_kept("")
        kind = "all" if way == "all" else self.view.kind
        self._show(RiskView(kind=kind, sort=SORTED))
        self.first_focus().setFocus()

    # ---- doing

    def _on_opened(self, point_id: int) -> None:
        self._navigator.open("riskpoint", str(point_id))

    def register(self) -> None:
        """登记风险点; its page opens, where it is assessed."""
        from selfcheck.ui.risk_list_register import RegisterPointSheet

        sheet = RegisterPointSheet(self._workspace, self)
        done = sheet.exec()
        sheet.deleteLater()
        if done:
            self._navigator.open("riskpoint", str(sheet.point_id))

    def set_scale(self) -> None:
        """评估方法和界限."""
        from selfcheck.ui.assess_scale import ScaleDialog

        dialog = ScaleDialog(self._workspace, self)
        dialog.exec()
        dialog.deleteLater()
        self.reload()
        self.scale_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        leaves = key in (Qt.Key.Key_Down, Qt.Key.Key_Escape)
        if leaves and self.search.hasFocus():
            self.list.setFocus()
        elif key == Qt.Key.Key_Escape and self.view.search:
            self.search.take_as_kept("")
        else:
            super().keyPressEvent(event)
