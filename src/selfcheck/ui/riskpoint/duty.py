"""责任: what the point is, where it is, who answers for it, at which level it is controlled."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from selfcheck.riskmap import rules
from selfcheck.riskmap.pages import PointLine
from selfcheck.riskmap.records import CONTROL_WORDS, KIND_WORDS, ControlLevel
from selfcheck.ui import look
from selfcheck.ui.choices import Choice
from selfcheck.ui.hazard_sheets.asked import Field
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.section import PointSection

RESIDUAL, INHERENT = "residual", "inherent"
_SHOWN = (
    Choice(RESIDUAL, "现有风险"),
    Choice(INHERENT, "固有风险"),
)
_FACTS = (
    "类别", "所在位置", "责任部门", "责任人", "联系电话", "管控层级", "图上颜色取", "下次评估",
)  # fmt: skip
_NARROW = 520


class DutySection(PointSection):
    """Eight facts in two columns, one below the other where it is narrow."""

    names = ("name", "kind", "place", "department", "owner", "phone", "use_inherent")

    def __init__(self, desk: PointDesk) -> None:
        super().__init__(desk, "责任")
        self.facts: dict[str, ElidedLabel] = {}
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        for at, name in enumerate(_FACTS):
            key = Label(name, look.TEXT, "ink3")
            self.facts[name] = ElidedLabel("", look.TEXT, "ink")
            row, column = at // 2, at % 2 * 2
            self._grid.addWidget(key, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self.facts[name], row, column + 1)
        self.shown.addWidget(holder)

    def fill(self, point: PointLine) -> None:
        control = highest_control(point)
        told = {
            "类别": point.kind_words,
            "所在位置": point.place,
            "责任部门": point.department,
            "责任人": point.owner,
            "联系电话": point.phone,
            "管控层级": f"{CONTROL_WORDS[control]}级" if control else "",
            "图上颜色取": "固有风险" if point.use_inherent else "现有风险",
            "下次评估": point.review_due.isoformat() if point.review_due else "",
        }
        for name, label in self.facts.items():
            label.setText(told[name] or "没有填")
            label.set_look(ink="ink" if told[name] else "ink3")
            label.setAccessibleName(f"{name}：{told[name] or '没有填'}")

    def values(self, point: PointLine) -> Mapping[str, str]:
        return {
            "name": point.name,
            "kind": point.kind.value,
            "place": point.place,
            "department": point.department,
            "owner": point.owner,
            "phone": point.phone,
            "use_inherent": INHERENT if point.use_inherent else RESIDUAL,
        }

    def asked(self) -> tuple[Sequence[Field], Mapping[str, QWidget]]:
        known = self.desk.known
        kinds = tuple(Choice(kind.value, words) for kind, words in KIND_WORDS.items())
        return (
            Field("name", "风险点名称", beside=True),
            Field("kind", "类别", "choice", choices=kinds),
            Field("place", "所在位置", offered=known("place"), beside=True),
            Field("department", "责任部门", offered=known("department")),
            Field("owner", "责任人", offered=known("owner"), beside=True),
            Field("phone", "联系电话"),
            Field(
                "use_inherent", "图上颜色取", "parts", choices=_SHOWN,
                hint="一般取现有风险；重大危险源等按规定取固有风险",
            ),
        ), {}  # fmt: skip

    def keep(self, name: str, value: str) -> None:
        self._write(name, value == INHERENT if name == "use_inherent" else value)


def highest_control(point: PointLine) -> ControlLevel | None:
    """Who controls the point: the highest level that one of its units asks for."""
    order = list(ControlLevel)
    told = [unit.control for unit in point.units if unit.control]
    usual = [rules.USUAL_CONTROL[point.level]] if point.level and not told else []
    return min([*told, *usual], key=order.index, default=None)
