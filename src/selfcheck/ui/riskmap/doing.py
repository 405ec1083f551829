"""What the risk map lets a person do beside drawing: points into zones, joining and parting, mending."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from selfcheck.errors import Problem
from selfcheck.riskmap import geometry
from selfcheck.riskmap.draft import Drawn
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.opening import MapOpening
from selfcheck.ui.riskmap.plan_sheets import TitleBlockSheet
from selfcheck.ui.riskmap.remedies import field_of, point_of
from selfcheck.ui.riskmap.tools import JOIN, PART, POINT
from selfcheck.ui.workspace import Workspace

if TYPE_CHECKING:
    from selfcheck.ui.riskmap.screen import RiskMapScreen


class MapDoing(QObject):
    """Points, zones and the lint; small windows and menus are opened by `opening`."""

    def __init__(
        self, workspace: Workspace, navigator: Navigator, screen: "RiskMapScreen"
    ) -> None:
        super().__init__(screen)
        self._workspace, self._navigator, self._screen = workspace, navigator, screen
        self.opening = MapOpening(workspace, navigator, screen)
        self._picked: int | None = None
        panel, canvas = screen.panel, screen.canvas
        panel.chosen.changed.connect(self._on_field)
        panel.chosen.point_chosen.connect(self._on_point_chosen)
        panel.chosen.point_opened.connect(self.open_point)
        panel.chosen.add_wanted.connect(self._on_add_risk)
        panel.chosen.register_wanted.connect(self.register_point)
        panel.chosen.lift_wanted.connect(self._on_lift)
        panel.chosen.delete_wanted.connect(self._on_delete)
        panel.waiting.picked.connect(self.pick)
        panel.waiting.placed.connect(self.place_in_zone)
        canvas.dropped.connect(self._on_dropped)

    # ---- risk points

    def show_waiting(self) -> None:
        """Which point the next click puts down: the picked one, else the first that waits."""
        waiting = [p.point_id for p in self._screen.desk.map.points if p.x is None]
        if self._picked not in waiting:
            self._picked = waiting[0] if waiting else None
        self._screen.canvas.waiting = self._picked

    def pick(self, point_id: int) -> None:
        """The next click on the sheet puts this point down."""
        self._picked = self._screen.canvas.waiting = point_id
        self._screen.panel.waiting.show_picked(point_id)
        self._screen.show_side("sheet")
        self._screen.canvas.use(POINT)

    def place_in_zone(self, point_id: int) -> None:
        """Into the chosen zone; without one the next click says where."""
        zone = self._chosen_zone()
        if zone is None:
            self.pick(point_id)
            self._screen.canvas.setFocus()
            return
        self._screen.make(self._screen.desk.map.drawing.assign(point_id, zone.key))

    def _on_dropped(self, point_id: int, place: XY) -> None:
        plan = self._screen.plan
        if plan is not None:
            drawing = self._screen.desk.map.drawing
            self._screen.make(drawing.place(point_id, plan.plan_id, *place))

    def open_point(self, point_id: int, *field: str) -> None:
        """The page of a risk point."""
        self._navigator.open("riskpoint", str(point_id), *field)

    def _on_point_chosen(self, point_id: int) -> None:
        point = next(p for p in self._screen.desk.map.points if p.point_id == point_id)
        if point.x is not None and point.y is not None:
            self._screen.canvas.select(Selection(point_id=point_id))
            self._screen.canvas.show_place((point.x, point.y))

    def _on_lift(self, point_id: int) -> None:
        self._screen.make(self._screen.desk.map.drawing.lift(point_id))
        self._screen.canvas.select(Selection())

    def _on_add_risk(self) -> None:
        zone = self._chosen_zone()
        if zone is not None:
            self.offer_points(zone.key, self._screen.panel.chosen.add)

    def offer_points(self, zone_key: str, beside: QWidget) -> None:
        """Which point belongs into a zone: those that lie in none, or a new one."""
        menu = self.opening.new_menu()
        for point in self._screen.desk.map.points:
            if point.zone_key is None:
                words = f"{point.number} {point.name}"
                self.opening.offer(menu, words, partial(self._assign, point.point_id, zone_key))
        if menu.actions():
            menu.addSeparator()
        self.opening.offer(menu, "登记新的风险点…", partial(self.register_point, zone_key))
        menu.popup(self._screen.place_below(beside))

    def offer_zones(self, point_id: int, beside: QWidget) -> None:
        """Which zone a point belongs into."""
        found = self._screen.desk.map
        menu = self.opening.new_menu()
        plans = {plan.plan_id: plan.name for plan in found.plans}
        for shape in found.drawing.shapes.values():
            if shape.kind is ShapeKind.ZONE and shape.plan_id in plans:
                where = f"（{plans[shape.plan_id]}）" if len(plans) > 1 else ""
                words = f"{shape.name or '没有名称的区域'}{where}"
                self.opening.offer(menu, words, partial(self._assign, point_id, shape.key))
        if not menu.actions():
            menu.addAction("还没有区域，先在图上画").setEnabled(False)
        menu.popup(self._screen.place_below(beside))

    def _assign(self, point_id: int, zone_key: str) -> None:
        self._screen.make(self._screen.desk.map.drawing.assign(point_id, zone_key))

    def register_point(self, zone_key: str = "") -> None:
        """A new risk point; in a zone when one is given."""

        from selfcheck.ui.risk_list.register import RegisterPointSheet

        sheet = RegisterPointSheet(self._workspace, self._screen)

        def registered() -> None:
            self._screen.reload()
            if zone_key:
                self._assign(sheet.point_id, zone_key)

        sheet.accepted.connect(registered)
        self.opening.open(sheet)

    # ---- shapes

    def _chosen_zone(self) -> Drawn | None:
        drawing = self._screen.desk.map.drawing
        shape = drawing.shapes.get(self._screen.canvas.selection.key)
        return shape if shape is not None and shape.kind is ShapeKind.ZONE else None

    def _on_field(self, key: str, field: str, text: str) -> None:
        drawing = self._screen.desk.map.drawing
        if key in drawing.shapes:
            words = {"name": "改名称", "owner": "改责任人", "phone": "改电话"}[field]
            if not self._screen.make(drawing.change(key, words, **{field: text})):
                self._screen.panel.chosen.problem.show_problem(self._screen.problem.text())

    def _on_delete(self, key: str) -> None:
        drawing = self._screen.desk.map.drawing
        if key in drawing.shapes:
            self._screen.make(drawing.remove(key))

    def take_tool(self, name: str) -> None:
        """A tool of the row; joining and parting a chosen zone can be done from a list as well."""
        self._screen.canvas.use(name)
        zone = self._chosen_zone()
        if name == JOIN and zone is not None:
            self._offer_joining(zone)
        elif name == PART and zone is not None:
            self._offer_parting(zone)
        self._screen.canvas.setFocus()

    def _offer_joining(self, zone: Drawn) -> None:
        drawing = self._screen.desk.map.drawing
        menu = self.opening.new_menu()
        for other in drawing.on(zone.plan_id):
            same = other.kind is not ShapeKind.ZONE or other.key == zone.key
            if not same and geometry.joined(zone.points, other.points):
                words = f"并入“{other.name or '没有名称的区域'}”"
                self.opening.offer(menu, words, partial(self._join, zone.key, other.key))
        if menu.actions():
            menu.popup(self._screen.place_below(self._screen.toolbar.tools[JOIN]))

    def _join(self, first: str, second: str) -> None:
        if self._screen.make(self._screen.desk.map.drawing.join(first, second)):
            self._screen.canvas.done(first)

    def _offer_parting(self, zone: Drawn) -> None:
        menu = self.opening.new_menu()
        xs, ys = [x for x, _ in zone.points], [y for _, y in zone.points]
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        upright = ((x, min(ys) - 1), (x, max(ys) + 1))
        level = ((min(xs) - 1, y), (max(xs) + 1, y))
        self.opening.offer(menu, "分成左右两块", partial(self._part, zone.key, *upright))
        self.opening.offer(menu, "分成上下两块", partial(self._part, zone.key, *level))
        self.opening.offer(menu, "在图上画分割线", self._screen.canvas.setFocus)
        menu.popup(self._screen.place_below(self._screen.toolbar.tools[PART]))

    def _part(self, key: str, begin: XY, end: XY) -> None:
        if self._screen.make(self._screen.desk.map.drawing.part(key, begin, end)):
            self._screen.canvas.done(key)

    # ---- lint, publishing

    def mend(self, problem: Problem) -> None:
        """The one thing that is done about a problem."""
        screen, (kind, _, name) = self._screen, problem.where.partition(".")
        beside = next(
            (mend for line, _, mend in screen.lint.rows if line.problem == problem), screen.lint
        )
        if kind == "zone":
            screen.show_problem_place(problem)
            if problem.code == "RK20":
                self.offer_points(name, beside)
            else:
                screen.show_side("panel" if screen.side.isVisible() else "sheet")
                screen.panel.chosen.focus_name()
        elif problem.code == "RK33":
            screen.head.publish.click()
        elif kind == "plan":
            screen.show_problem_place(problem)
            self.opening.edit_title_block()
            if isinstance(self.opening.sheet, TitleBlockSheet):
                self.opening.sheet.made_by.setFocus()
        elif kind == "point" and problem.code == "RK21":
            self.offer_zones(int(name), beside)
        elif kind == "point" and problem.code == "RK24":
            self.opening.print_boards((int(name),))
        elif (point := point_of(screen.desk.map, problem)) is not None:
            field = field_of(screen.desk.map, point, problem)
            self.open_point(point.point_id, *([field] if field else []))
        else:
            self.register_point()
