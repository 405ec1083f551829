"""登记风险点: its name and kind, where it is, who answers for it; units and assessment follow on its page."""

from typing import Any

from PySide6.QtWidgets import QWidget

from selfcheck.riskmap import actions, states
from selfcheck.riskmap.records import KIND_WORDS, PointKind
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.fields import LineField
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.office import office
from selfcheck.ui.riskmap.sheet import MapSheet
from selfcheck.ui.riskpoint.words import known_words
from selfcheck.ui.suggest_field import SuggestField
from selfcheck.ui.workspace import Workspace

_LINE = "只有名称必须填，其余以后在风险点的页面上补。"


class RegisterPointSheet(MapSheet):
    """`point_id` is the new risk point once it was registered."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("登记风险点", "登记", parent, _LINE)
        self._workspace = workspace
        self.point_id = 0
        points = workspace.read(states.points)
        people = (*office(workspace).people, *known_words(points, "owner"))
        self._phones = {point.owner: point.phone for point in points if point.phone}
        self.name = LineField(hint="2号喷漆室")
        kinds = [Choice(kind.value, words) for kind, words in KIND_WORDS.items()]
        self.kind = ChoiceField(kinds, name="类别")
        self.place = SuggestField(known_words(points, "place"))
        self.department = SuggestField(known_words(points, "department"))
        self.owner = SuggestField(tuple(dict.fromkeys(people)))
        self.phone = LineField()
        self.kind.show_value(PointKind.FACILITY.value)
        self.ask("name", "风险点名称", self.name)
        self.ask("kind", "类别", self.kind)
        self.ask("place", "所在位置", self.place)
        self.ask("department", "责任部门", self.department)
        self.ask("owner", "责任人", self.owner)
        self.ask("phone", "联系电话", self.phone)
        self.owner.committed.connect(self._on_owner)
        asked = (self.name, self.kind, self.place, self.department, self.owner, self.phone)
        order_tabs((*asked, self.cancel_button, self.do_button))
        self.name.setFocus()

    def _on_owner(self, name: str) -> None:
        """Whoever answers for another point has a number already."""
        if not self.phone.text():
            self.phone.show_value(self._phones.get(name.strip(), ""))

    def _do(self) -> bool:
        known: dict[str, Any] = {
            name: getattr(self, name).text()
            for name in ("place", "department", "owner", "phone")
        }
        kind = PointKind(self.kind.value or PointKind.FACILITY.value)
        self.point_id = self._workspace.act(
            actions.add_point,
            name=self.name.text(),
            kind=kind,
            now=self._workspace.now(),
            **known,
        )
        return True
