"""The risk points of the enterprise in three views: the points, their boards, the lists."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.riskmap import states
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import LEVEL_WORDS, RiskLevel
from selfcheck.ui import look
from selfcheck.ui.buttons import link, plain, primary
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.ledger.strip import WorkStrip
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.risk_list.boards import BoardsView
from selfcheck.ui.risk_list.lists import ListsView
from selfcheck.ui.risk_list.papers import RiskPapers
from selfcheck.ui.risk_list.points import PointsView
from selfcheck.ui.risk_list.view import FILTERS, RiskView
from selfcheck.ui.riskpoint import tabs as riskpoint_tabs
from selfcheck.ui.riskpoint.tabs import BOARDS, LISTS, MAP, POINTS, RiskTabs
from selfcheck.ui.surfaces import PageHeader
from selfcheck.ui.workspace import Workspace

_TITLES = {POINTS: "风险点", BOARDS: "安全风险告知牌", LISTS: "三清单"}


class RiskListScreen(QWidget):
    """One of the views is shown; what is chosen in each is kept while other screens are shown."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace, self._navigator = workspace, navigator
        self.map: RiskMap | None = None
        self.key = POINTS
        self._build()
        self.papers = RiskPapers(workspace, navigator.jobs, self.strip, self)
        self._connect()
        self.reload()

    # ---- building

    def _build(self) -> None:
        self.scale_button = link("评估方法和界限", "settings")
        self.register_button = primary("登记风险点", "plus")
        self.register_button.setToolTip("登记风险点（Ctrl+N）")
        self.boards_button = primary("打印告知牌", "print")
        self.export_button = plain("导出 Excel", "export")
        self.lists_button = primary("打印清单", "print")
        self._actions = {
            POINTS: (self.scale_button, self.register_button),
            BOARDS: (self.boards_button,),
            LISTS: (self.export_button, self.lists_button),
        }
        everything = [button for buttons in self._actions.values() for button in buttons]
        self.header = PageHeader("", "", everything)
        self.tabs = RiskTabs(POINTS)
        self.problem = ProblemLabel()
        self.strip = WorkStrip()
        self.points, self.boards, self.lists = PointsView(), BoardsView(), ListsView()
        self.views: dict[str, PointsView | BoardsView | ListsView] = {
            POINTS: self.points,
            BOARDS: self.boards,
            LISTS: self.lists,
        }
        self.stack = QStackedWidget()
        for view in self.views.values():
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        left, top, right, _ = look.PAGE_MARGINS
        column.setContentsMargins(left, top - 6, right, 12)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        for button in (self.scale_button, self.register_button):
            button.setEnabled(not self._workspace.read_only)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.register_button.clicked.connect(self.register)
        self.scale_button.clicked.connect(self.set_scale)
        self.boards_button.clicked.connect(self._on_print_boards)
        self.lists_button.clicked.connect(self._on_print_lists)
        self.export_button.clicked.connect(self._on_export)
        for view in self.views.values():
            view.opened.connect(self._on_opened)
            view.register_wanted.connect(self.register)
        self.boards.changed.connect(self._show_actions)
        self.lists.changed.connect(self._show_actions)
        for keys, slot in (
            ("Ctrl+N", self.register_button.click),
            ("Ctrl+P", self._on_print_key),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # ---- what the window asks

    def reload(self) -> None:
        """Ask again and draw; the point at hand and how far a list was scrolled stay."""
        today = self._workspace.now().astimezone(moments.CHINA).date()
        self.map = self._workspace.read(states.risk_map, self._workspace.folder, today)
        self.points.show_map(self.map, today)
        self._show_view()

    def show_place(self, kind: str, point_id: str = "", search: str = "") -> None:
        """open("risks", "review"): a saved filter, a point in it, what is searched for; or boards, lists."""
        self.key = kind if kind in (BOARDS, LISTS) else POINTS
        if self.key == POINTS:
            kind = kind if kind in FILTERS else "all"
            self.points.view = RiskView(kind=kind, search=search)
            self.points.search.take_as_kept(search)
        self.reload()
        if point_id and self.key == POINTS:
            self.points.list.select(int(point_id))
        elif point_id and self.key == BOARDS:
            self.boards.list.select(int(point_id))
            self.boards.list.tick({int(point_id)})

    def place(self) -> tuple[str, ...]:
        """View, point at hand and search, for the way back."""
        if self.key != POINTS:
            return (self.key,)
        current = self.points.list.current_id
        view = self.points.view
        return (view.kind, str(current) if current else "", view.search)

    def first_focus(self) -> QWidget:
        """The list, or what leads on from an empty one."""
        return self.views[self.key].first_focus()

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.header, self.tabs, self.views[self.key]]

    # ---- drawing

    def _show_view(self) -> None:
        assert self.map is not None
        if self.key == BOARDS:
            self.boards.show_map(self.map)
        elif self.key == LISTS:
            self.lists.show_map(self.map)
        self.tabs.show_value(self.key)
        self.stack.setCurrentWidget(self.views[self.key])
        self.header.title.setText(_TITLES[self.key])
        self.header.show_subline(self._subline(self.map))
        self._show_actions()

    def _show_actions(self) -> None:
        some = self.map is not None and bool(self.map.points)
        for key, buttons in self._actions.items():
            for button in buttons:
                button.setVisible(key == self.key)
        ticked = len(self.boards.list.rows.ticked)
        self.boards_button.setText(f"打印 {ticked} 块" if ticked else "打印全部告知牌")
        three = self.lists.three
        self.lists_button.setText("打印三清单" if three else "打印 JHA、SCL")
        for button in (self.boards_button, self.export_button, self.lists_button):
            button.setEnabled(some)

    @staticmethod
    def _subline(found: RiskMap) -> str:
        if not found.points:
            return "还没有登记"
        parts = [f"{len(found.points)} 个风险点"]
        parts += [
            f"{LEVEL_WORDS[level]} {count}"
            for level in RiskLevel
            if (count := found.count(level))
        ]
        blank = sum(point.level is None for point in found.points)
        return " · ".join([*parts, *([f"未评估 {blank}"] if blank else []), found.code])

    def _on_tab(self, key: str) -> None:
        if key == MAP:
            self.tabs.show_value(self.key)
            riskpoint_tabs.follow(self._navigator, key)
            return
        self.key = key
        self._show_view()

    # ---- doing

    def _on_opened(self, point_id: int) -> None:
        self._navigator.open("riskpoint", str(point_id))

    def register(self) -> None:
        """登记风险点; its page opens, where it is assessed."""
        from selfcheck.ui.risk_list.register import RegisterPointSheet

        if self._workspace.read_only:
            return
        sheet = RegisterPointSheet(self._workspace, self)
        done = sheet.exec()
        sheet.deleteLater()
        if done:
            self._navigator.open("riskpoint", str(sheet.point_id))

    def set_scale(self) -> None:
        """评估方法和界限."""
        from selfcheck.ui.assess.scale import ScaleDialog

        dialog = ScaleDialog(self._workspace, self)
        dialog.exec()
        dialog.deleteLater()
        self.reload()
        self.scale_button.setFocus()

    def _on_print_boards(self) -> None:
        assert self.map is not None
        view = self.boards
        size, public = view.paper.value or "a4", view.public.isChecked()
        self.papers.print_ticked(self.map, view.ticked, size, public=public)

    def _on_print_lists(self) -> None:
        assert self.map is not None
        self.papers.print_lists(self.map, three=self.lists.three)

    def _on_export(self) -> None:
        assert self.map is not None
        self.papers.export_lists(self.map, three=self.lists.three)

    def _on_print_key(self) -> None:
        """Ctrl+P: what this view prints."""
        for button in (self.boards_button, self.lists_button):
            if button.isVisible():
                button.click()
