"""风险管控: the map of risks. Zones, points and escape routes are drawn on plans; colours are computed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.errors import Problem
from selfcheck.riskmap.draft import Edit
from selfcheck.riskmap.pages import PlanLine
from selfcheck.riskmap.records import SHAPE_WORDS
from selfcheck.ui.labels import announce
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.riskmap import lint as riskmap_lint
from selfcheck.ui.riskmap.desk import MapDesk
from selfcheck.ui.riskmap.doing import MapDoing
from selfcheck.ui.riskmap.head import hindrances
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.page import SHEET, MapPage
from selfcheck.ui.riskmap.scene import NOTHING, scene
from selfcheck.ui.riskpoint import tabs as riskpoint_tabs
from selfcheck.ui.riskpoint.tabs import MAP
from selfcheck.ui.workspace import Workspace


class RiskMapScreen(MapPage):
    """One plan at a time with everything on it; write-through, with unlimited undo."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace, self._navigator = workspace, navigator
        self.plan_id: int | None = None
        self._wanted = ""  # the place that was asked for, until the keyboard is there
        self.desk = MapDesk(workspace, self)
        self.doing = MapDoing(workspace, navigator, self)
        self._connect()
        self._show()

    def _connect(self) -> None:
        canvas, panel, desk = self.canvas, self.panel, self.desk
        desk.changed.connect(self._show)
        desk.failed.connect(self.problem.show_problem)
        canvas.edited.connect(self._on_edited)
        canvas.selected.connect(self._on_selected)
        canvas.tool_changed.connect(self._on_tool)
        canvas.said.connect(self._say)
        canvas.tool_wanted.connect(self.doing.take_tool)
        canvas.zoomed.connect(self._on_zoomed)
        self.toolbar.chosen.connect(self.doing.take_tool)
        self.toolbar.snap_changed.connect(self._on_snap)
        self.toolbar.undo.clicked.connect(self.undo)
        self.toolbar.redo.clicked.connect(self.redo)
        self.toolbar.fit.clicked.connect(canvas.fit)
        self.tabs.chosen.connect(self.show_plan)
        self.side.chosen.connect(self.arrange)
        self.views.chosen.connect(self._on_view)
        self.lint.show_wanted.connect(self.show_problem_place)
        self.lint.mend_wanted.connect(self.doing.mend)
        panel.layers.changed.connect(canvas.show_layers)
        for keys, slot in (
            ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+0", canvas.fit),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # ---- showing

    def reload(self) -> None:
        """Read the map again where something was changed."""
        self.desk.refresh()

    @property
    def plan(self) -> PlanLine | None:
        """The plan that is shown."""
        plans = self.desk.map.plans
        shown = next((plan for plan in plans if plan.plan_id == self.plan_id), None)
        return shown or (plans[0] if plans else None)

    @property
    def usable(self) -> bool:
        """Whether anything can be changed."""
        return not self._workspace.read_only

    def _show(self) -> None:
        found, plan = self.desk.map, self.plan
        self.plan_id = plan.plan_id if plan else None
        self.canvas.usable = self.usable
        self.doing.show_waiting()
        if plan is not None:
            self.canvas.words = f"底图 {plan.base_title}" if plan.base_title else ""
            if plan.metres_per_unit is None:
                self.canvas.words = f"未标定比例　{self.canvas.words}".strip()
        self.canvas.show_scene(scene(found, plan) if plan else NOTHING, found.drawing)
        self.doing.opening.show_base(plan)
        self.stack.setCurrentWidget(self.canvas if plan else self.no_plan)
        self.no_plan.show_usable(self.usable)
        self.tabs.show_plans(found.plans, self.plan_id, usable=self.usable)
        self.toolbar.show_usable(plan=plan is not None, usable=self.usable)
        self._show_header()
        self._show_panel()

    def _show_header(self) -> None:
        found = self.desk.map
        self.head.show_map(found, self.plan, usable=self.usable)
        number = found.published.number + 1
        note = f"处理后才能发布第 {number} 版" if hindrances(found) else ""
        self.lint.show_lines(riskmap_lint.lines(found), note)
        self.lint.setVisible(bool(found.plans or found.points))
        for button, words, name in (
            (self.toolbar.undo, self.desk.can_undo, "撤销"),
            (self.toolbar.redo, self.desk.can_redo, "重做"),
        ):
            button.setEnabled(bool(words) and self.usable)
            keys = "Ctrl+Z" if name == "撤销" else "Ctrl+Y"
            button.setToolTip(f"{name}{words} {keys}")

    def _show_panel(self) -> None:
        enterprise = self._workspace.read(enterprise_queries.name_and_code)[0]
        chosen = self.canvas.selection
        self.panel.show_map(self.desk.map, self.plan, chosen, enterprise, usable=self.usable)
        for row in self.panel.chosen.rows:
            row.show_chosen(row.point.point_id == chosen.point_id)
        words = self._chosen_words()
        self._say(words)
        if words != self.canvas.accessibleDescription():
            self.canvas.setAccessibleDescription(words)
            announce(self.canvas)

    def _chosen_words(self) -> str:
        chosen, found = self.canvas.selection, self.desk.map
        shape = found.drawing.shapes.get(chosen.key)
        if shape is not None:
            words = shape.name or SHAPE_WORDS[shape.kind]
            if chosen.corner is not None:
                words += f" · 顶点 {chosen.corner + 1} / {len(shape.points)}"
            return words
        point = next((p for p in found.points if p.point_id == chosen.point_id), None)
        return f"{point.number} {point.name}" if point else ""

    def _say(self, words: str) -> None:
        self.toolbar.chosen_words.setText(words or self._chosen_words())

    # ---- what a person does

    def show_plan(self, plan_id: int) -> None:
        """Another plan."""
        self.canvas.commit()
        self.plan_id = plan_id
        self._show()

    def undo(self) -> None:
        """Take the newest operation back."""
        self.canvas.commit()
        self.desk.undo()

    def redo(self) -> None:
        """Make it again."""
        self.desk.redo()

    def make(self, edit: Edit) -> bool:
        """Keep an operation."""
        self.problem.show_problem("")
        return not edit.nothing and self.usable and self.desk.keep(edit)

    def _on_edited(self, edit: Edit) -> None:
        if self.make(edit):
            self.canvas.kept()

    def _on_selected(self, selection: Selection) -> None:  # noqa: ARG002
        self._show_panel()

    def _on_tool(self, name: str) -> None:
        self.toolbar.show_tool(name)

    def _on_snap(self, on: bool) -> None:
        self.canvas.snap = on

    def _on_zoomed(self, percent: int) -> None:
        self.toolbar.percent.setText(f"{percent}%")

    def show_problem_place(self, problem: Problem) -> None:
        """Show on the sheet what a problem is about."""
        kind, _, name = problem.where.partition(".")
        self.show_side(SHEET)
        if kind == "zone" and (shape := self.desk.map.drawing.shapes.get(name)):
            self.show_plan(shape.plan_id)
            self.canvas.select(Selection(name))
            found = self.canvas.scene.find(name)
            if found is not None:
                self.canvas.show_place(found.anchor)
        elif kind == "point":
            point = next((p for p in self.desk.map.points if str(p.point_id) == name), None)
            if (
                point is not None
                and point.plan_id
                and point.x is not None
                and point.y is not None
            ):
                self.show_plan(point.plan_id)
                self.canvas.select(Selection(point_id=point.point_id))
                self.canvas.show_place((point.x, point.y))
        elif kind == "plan" and name.isdigit():
            self.show_plan(int(name))
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_view(self, key: str) -> None:
        self.views.show_value(MAP)
        if key != MAP:
            riskpoint_tabs.follow(self._navigator, key)

    def show_place(self, where: str) -> None:
        """open("riskmap", "point.7"), "zone.…", "plan.2": show it on the sheet; "lint", "publish", "points"."""
        self.reload()
        self._wanted = where
        self.show_problem_place(Problem("", where, ""))

    def place(self) -> tuple[str, ...]:
        """What is chosen, for the way back."""
        chosen = self.canvas.selection
        if chosen.point_id:
            return (f"point.{chosen.point_id}",)
        if chosen.key:
            return (f"zone.{chosen.key}",)
        return (f"plan.{self.plan_id}",) if self.plan_id else ()

    def place_below(self, widget: QWidget) -> QPoint:
        """Where a menu of a button opens."""
        return widget.mapToGlobal(QPoint(0, widget.height() + 2))

    def first_focus(self) -> QWidget:
        """Where the keyboard is when the screen is shown: at what was asked for, else on the sheet."""
        wanted, self._wanted = self._wanted, ""
        there = self._asked_for(wanted)
        if there is not None:
            return there
        return self.canvas if self.plan is not None else self.no_plan.picture

    def _asked_for(self, where: str) -> QWidget | None:
        """The button for a place that is not on the sheet."""
        if where == "publish" and self.head.publish.isEnabled():
            return self.head.publish
        if where == "points" and self.panel.chosen.register.isVisibleTo(self):
            return self.panel.chosen.register
        if where in ("lint", "publish"):
            return self.lint.way_to("")
        placed = {f"point.{point.point_id}" for point in self.desk.map.points if point.plan_id}
        away = where.startswith("point.") and where not in placed
        return self.lint.way_to(where) if away else None

    def regions(self) -> list[QWidget]:
        """What F6 steps through."""
        shown = [self.head, self.sheet_card, self.lint, self.panel]
        return [part for part in shown if part.isVisible()]
