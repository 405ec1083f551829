"""Plans and publishing: what the risk map opens small windows for, and the papers it prints."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from selfcheck.errors import SelfCheckError
from selfcheck.riskmap import floor_plans
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.pages import PlanLine
from selfcheck.ui.asking import agreed
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.riskmap.bases import Bases
from selfcheck.ui.riskmap.papers import MapPapers
from selfcheck.ui.riskmap.picture_sheet import PicturePlanSheet
from selfcheck.ui.riskmap.plan_sheets import BlankPlanSheet, ScaleSheet, TitleBlockSheet
from selfcheck.ui.riskmap.publish import PublishSheet
from selfcheck.ui.riskmap.sheet import MapSheet
from selfcheck.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcheck.ui.riskmap.screen import RiskMapScreen


class MapOpening(QObject):
    """`menu` and `sheet` are what is open."""

    def __init__(
        self, workspace: Workspace, navigator: Navigator, screen: "RiskMapScreen"
    ) -> None:
        super().__init__(screen)
        self._workspace, self._navigator, self._screen = workspace, navigator, screen
        self.menu: QMenu | None = None
        self.sheet: MapSheet | None = None
        self.papers = MapPapers(workspace, navigator.jobs, screen.strip, screen)
        self._bases = Bases(navigator.jobs, self)
        self._bases.arrived.connect(self._on_base)
        screen.canvas.measuring.connect(self._on_measured)
        screen.no_plan.picture_wanted.connect(self.add_picture)
        screen.no_plan.blank_wanted.connect(self.add_blank)
        screen.tabs.add_wanted.connect(self.offer_plans)
        screen.tabs.strike_wanted.connect(self._on_strike)
        screen.panel.title_section.edit_wanted.connect(self.edit_title_block)
        screen.head.publish.clicked.connect(self.publish)
        screen.head.preview.clicked.connect(self.show_paper)
        screen.head.boards.clicked.connect(self.offer_boards)

    # ---- plans

    def show_base(self, plan: PlanLine | None) -> None:
        """The picture beneath the zones, as soon as it is read."""
        self._screen.canvas.show_base(self._bases.of(plan.base if plan else None))

    def forget_bases(self) -> None:
        """Read the pictures again: a file may have been put back."""
        self._bases.forget()

    def _on_base(self, path: Path, readable: bool) -> None:
        plan = self._screen.plan
        if plan is not None and plan.base == path:
            self.show_base(plan)
            if not readable:
                self._screen.problem.show_problem(
                    f"底图“{plan.base_title}”打不开，图上只显示区域"
                )

    def add_picture(self) -> None:
        """A plan with a picture beneath."""
        self._add(PicturePlanSheet(self._workspace, self._navigator.jobs, self._screen))

    def offer_plans(self) -> None:
        """Another plan: with a picture, or empty."""
        menu = self.new_menu()
        self.offer(menu, "选择底图…", self.add_picture)
        self.offer(menu, "空白图…", self.add_blank)
        menu.popup(self._screen.place_below(self._screen.tabs.add))

    def add_blank(self) -> None:
        """An empty sheet."""
        self._add(BlankPlanSheet(self._workspace, self._screen))

    def _add(self, sheet: BlankPlanSheet | PicturePlanSheet) -> None:
        def made() -> None:
            self._screen.reload()
            self._screen.show_plan(sheet.plan_id)

        sheet.accepted.connect(made)
        self.open(sheet)

    def edit_title_block(self) -> None:
        """Name, author and north of the plan."""
        if self._screen.plan is not None:
            self.open(TitleBlockSheet(self._workspace, self._screen.plan, self._screen))

    def _on_measured(self, begin: XY, end: XY) -> None:
        plan = self._screen.plan
        if plan is not None:
            units = ((end[0] - begin[0]) ** 2 + (end[1] - begin[1]) ** 2) ** 0.5
            self.open(ScaleSheet(self._workspace, plan, units, self._screen))

    def _on_strike(self, plan_id: int) -> None:
        plan = next(p for p in self._screen.desk.map.plans if p.plan_id == plan_id)
        text = f"“{plan.name}”和画在上面的区域不再显示。风险点回到待放置的列表。"
        if agreed(self._screen, "删除这张图", text, "删除"):
            try:
                self._workspace.act(floor_plans.strike_plan, plan_id, struck=True)
            except SelfCheckError as error:
                self._screen.problem.show_problem(str(error))
            self._screen.reload()

    # ---- papers, publishing

    def show_paper(self) -> None:
        """A3 预览."""
        self._screen.canvas.commit()
        self.papers.show_map(self._screen.desk.map)

    def offer_boards(self) -> None:
        """Which notice boards are printed: all, without names, or the one at hand."""
        found, chosen = self._screen.desk.map, self._screen.canvas.selection
        menu = self.new_menu()
        at_hand = [
            point
            for point in found.points
            if point.point_id == chosen.point_id
            or (chosen.key and point.zone_key == chosen.key)
        ]
        if at_hand:
            one = at_hand[0]
            words = (
                f"{one.number} {one.name}"
                if len(at_hand) == 1
                else f"选中区域的 {len(at_hand)} 张"
            )
            ids = tuple(point.point_id for point in at_hand)
            self.offer(menu, words, partial(self.print_boards, ids))
        count = len(found.points)
        self.offer(menu, f"全部 {count} 张", self.print_boards)
        public = partial(self.print_boards, public=True)
        self.offer(menu, f"全部 {count} 张，公开版（不写姓名和手机）", public)
        menu.popup(self._screen.place_below(self._screen.head.boards))

    def print_boards(
        self, points: tuple[int, ...] | None = None, *, public: bool = False
    ) -> None:
        """打印告知牌."""
        self.papers.print_boards(self._screen.desk.map, points or None, public=public)

    def principals(self) -> tuple[str, ...]:
        """Who can approve a revision."""
        return office(self._workspace).principals

    def publish(self) -> None:
        """Map, boards and lists as one revision."""
        self._screen.canvas.commit()
        self.open(
            PublishSheet(
                self._workspace, self._screen.desk.map, self.principals(), self._screen
            )
        )

    # ---- windows and menus

    def open(self, sheet: MapSheet) -> None:
        """Open a small window; the map is read anew when it closes."""
        self.sheet = sheet
        sheet.finished.connect(self._on_finished)
        sheet.open()

    def _on_finished(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None
        self._screen.reload()

    def new_menu(self) -> QMenu:
        """An empty menu; the last one is gone."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._screen)
        return self.menu

    @staticmethod
    def offer(menu: QMenu, words: str, does: "Callable[[], object]") -> None:
        """One thing to choose."""
        menu.addAction(words).triggered.connect(does)
