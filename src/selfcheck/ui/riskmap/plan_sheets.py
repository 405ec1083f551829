"""Small windows about a plan: an empty sheet, its title block, its scale."""

from typing import Any

from PySide6.QtWidgets import QWidget

from selfcheck.errors import NotReady, Problem
from selfcheck.riskmap import floor_plans
from selfcheck.riskmap.pages import PlanLine
from selfcheck.ui.fields import LineField
from selfcheck.ui.riskmap.sheet import MapSheet, number_of
from selfcheck.ui.workspace import Workspace

_WIDE = 1600.0  # units of an empty sheet
_MOST_METRES = 5000.0


class BlankPlanSheet(MapSheet):
    """A sheet to draw on without a picture beneath; with its real size it has a scale at once."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(
            "先画空白图", "新建", parent, "知道厂房大小就填上，图上便有比例；也可以以后标定。"
        )
        self._workspace = workspace
        self.plan_id = 0  # once it was made
        self.name = LineField(hint="1号厂房一层")
        self.wide, self.deep = LineField(hint="72"), LineField(hint="40")
        self.ask("name", "图名", self.name)
        self.ask("wide", "东西方向长（米，可以不填）", self.wide)
        self.ask("deep", "南北方向长（米，可以不填）", self.deep)

    def _do(self) -> bool:
        sides = []
        problems = []
        for where, field in (("wide", self.wide), ("deep", self.deep)):
            told = number_of(field.text()) if field.text().strip() else 0.0
            if told is None or not 0 <= told <= _MOST_METRES:
                problems.append(Problem("RK04", where, "填 1 到 5000 之间的米数，或不填"))
            sides.append(told or 0.0)
        if bool(sides[0]) != bool(sides[1]) and not problems:
            where = "deep" if sides[0] else "wide"
            problems.append(Problem("RK04", where, "两个方向都填，或都不填"))
        if problems:
            raise NotReady(problems)
        wide, deep = sides if all(sides) else (_WIDE, _WIDE * 0.625)
        self.plan_id = self._workspace.act(
            floor_plans.add_plan, name=self.name.text(), width=_WIDE, height=_WIDE * deep / wide,
            now=self._workspace.now(),
        )  # fmt: skip
        if all(sides):
            self._workspace.act(
                floor_plans.write_plan, self.plan_id, "metres_per_unit", sides[0] / _WIDE
            )
        return True


class TitleBlockSheet(MapSheet):
    """What the title block says of a plan, and where north is."""

    def __init__(self, workspace: Workspace, plan: PlanLine, parent: QWidget) -> None:
        super().__init__("编辑标题栏", "保存", parent)
        self._workspace, self._plan = workspace, plan
        self.name, self.made_by, self.north = LineField(), LineField(), LineField()
        self.name.setText(plan.name)
        self.made_by.setText(plan.made_by)
        self.north.setText(f"{plan.north:g}")
        self.ask("name", "图名", self.name)
        self.ask("made_by", "编制人", self.made_by)
        self.ask("north", "北的方向（度）", self.north, "图的上方是北填 0，右方是北填 90")

    def _do(self) -> bool:
        north = number_of(self.north.text() or "0")
        if north is None:
            raise NotReady([Problem("RK04", "north", "填 0 到 359 之间的度数")])
        told: dict[str, Any] = {"name": self.name.text(), "made_by": self.made_by.text()}
        for field, value in (told | {"north": north}).items():
            if getattr(self._plan, field) != value:
                self._workspace.act(floor_plans.write_plan, self._plan.plan_id, field, value)
        return True


class ScaleSheet(MapSheet):
    """How far apart two places of the sheet really are."""

    def __init__(
        self, workspace: Workspace, plan: PlanLine, units: float, parent: QWidget
    ) -> None:
        known = plan.metres_per_unit
        line = f"按现在的比例，这两处相距 {units * known:.2f} 米。" if known else ""
        super().__init__("标定比例", "标定", parent, line)
        self._workspace, self._plan, self._units = workspace, plan, units
        self.metres = LineField(hint="12.5")
        self.ask("metres_per_unit", "这两处实际相距（米）", self.metres)

    def _do(self) -> bool:
        told = number_of(self.metres.text())
        if told is None or told <= 0 or not self._units:
            text = "两点之间的实际距离填大于 0 的米数"
            raise NotReady([Problem("RK04", "metres_per_unit", text)])
        self._workspace.act(
            floor_plans.write_plan, self._plan.plan_id, "metres_per_unit", told / self._units
        )
        return True
