"""应急处置: what is told and done when it happens; drills; and what a confined space has on its board."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from selfcheck.riskmap.pages import EMERGENCY, PointLine
from selfcheck.ui.choices import YES_NO
from selfcheck.ui.facts import Fact
from selfcheck.ui.hazard_sheets.asked import Field
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.section import PointSection

DETAILS: Mapping[str, str] = {
    "shape": "空间形状",
    "volume": "容积",
    "principal": "主要负责人",
    "supervisor": "安全监督责任人",
}
_SHORT = ("report_to", "emergency_owner", "plan_number")
_HINTS = {"steps": "一行一条，至少两条"}
_CONFINED, _DRILLED = "有限空间", "演练日期"
_BESIDE = ("warning_signs", "steps", "supplies", "report_to", "plan_number")


class EmergencySection(PointSection):
    """A fact for each column of the list of emergency measures."""

    names = (*EMERGENCY, "drilled_on", "confined", *DETAILS)

    def __init__(self, desk: PointDesk) -> None:
        super().__init__(desk, "应急处置")
        words = [*EMERGENCY.values(), _DRILLED, _CONFINED]
        self.facts = {name: Fact(name, key=168) for name in words}
        for fact in self.facts.values():
            self.shown.addWidget(fact)

    def fill(self, point: PointLine) -> None:
        for name, words in EMERGENCY.items():
            self.facts[words].show_text(point.emergency[name])
        drilled = point.drilled_on.isoformat() if point.drilled_on else ""
        self.facts[_DRILLED].show_text(drilled)
        told = [
            f"{words} {point.confined_details[name]}"
            for name, words in DETAILS.items()
            if point.confined_details.get(name)
        ]
        self.facts[_CONFINED].show_text("；".join(["是", *told]) if point.confined else "否")

    def values(self, point: PointLine) -> Mapping[str, str]:
        drilled = point.drilled_on.isoformat() if point.drilled_on else ""
        details = {name: str(point.confined_details.get(name, "")) for name in DETAILS}
        return {
            **point.emergency,
            "drilled_on": drilled,
            "confined": "yes" if point.confined else "no",
            **details,
        }

    def asked(self) -> tuple[Sequence[Field], Mapping[str, QWidget]]:
        fields = [
            Field(
                name, words, "word" if name in _SHORT else "text",
                hint=_HINTS.get(name, ""), beside=name in _BESIDE,
            )
            for name, words in EMERGENCY.items()
        ]  # fmt: skip
        fields.append(Field("drilled_on", _DRILLED, "day"))
        fields.append(
            Field("confined", _CONFINED, "parts", choices=YES_NO, hint="告知牌另列气体限值")
        )
        fields += [
            Field(name, words, beside=name in ("shape", "principal"))
            for name, words in DETAILS.items()
        ]
        return fields, {}

    def show_point(self, point: PointLine) -> None:
        super().show_point(point)
        self._show_details(point)

    def edit(self, name: str = "") -> QWidget | None:
        target = super().edit(name)
        if self.point is not None:
            self._show_details(self.point)
        return target

    def _show_details(self, point: PointLine) -> None:
        if self.form is not None:
            for name in DETAILS:
                box = self.form.boxes[name]
                holder = box.parentWidget()
                box.setVisible(point.confined)
                if holder is not None and holder is not self.form:
                    holder.setVisible(point.confined)

    def keep(self, name: str, value: str) -> None:
        assert self.point is not None
        if name in DETAILS:
            assert self.form is not None
            box = self.form.boxes[name]
            told = {**self.point.confined_details, name: " ".join(value.split())}
            if self.desk.write("confined_details", told, box.refuse):
                box.settle()
        elif name == "drilled_on":
            self._write(name, date.fromisoformat(value) if value else None)
        elif name == "confined":
            self._write(name, value == "yes")
        else:
            self._write(name, value)
