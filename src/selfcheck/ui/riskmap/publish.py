"""Publishing: who made, checked and approved this revision of map, boards and lists, and until when it holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from selfcheck import moments
from selfcheck.errors import NotReady, Problem
from selfcheck.riskmap import publishing
from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.date_field import DateField, read_date
from selfcheck.ui.fields import LineField
from selfcheck.ui.riskmap.sheet import MapSheet
from selfcheck.ui.workspace import Workspace


def a_year_on(day: date, months: int) -> date:
    """The day so many months later, or the last of that month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(month)  # every month has a 28th


class PublishSheet(MapSheet):
    """One window; the problems of the map are told here as well."""

    def __init__(
        self, workspace: Workspace, found: RiskMap, principals: tuple[str, ...], parent: QWidget
    ) -> None:
        number = found.published.number + 1
        line = f"四色图、告知牌和三清单一起编为 {found.next_code}，以后的改动属于下一版。"
        super().__init__(f"发布第 {number} 版", "发布", parent, line)
        self._workspace = workspace
        self.code = ""  # once it was published
        self._principals = principals
        self._today = workspace.now().astimezone(moments.CHINA).date()
        told = found.published
        self.made_by, self.checked_by = LineField(hint="姓名"), LineField(hint="姓名")
        plans = [plan.made_by for plan in found.plans if plan.made_by]
        self.made_by.setText(plans[0] if plans else told.made_by or workspace.actor)
        self.checked_by.setText(told.checked_by)
        self.approved_by = ChoiceField(
            [Choice(name, name) for name in self._principals], name="批准人"
        )
        if len(self._principals) == 1:
            self.approved_by.show_value(self._principals[0])
        self.next_review = DateField(name="下次复评日期", earliest=self._today)
        due = a_year_on(self._today, found.scale.review_months)
        self.next_review.show_value(due.isoformat())
        self.ask("made_by", "编制人", self.made_by)
        self.ask("checked_by", "审核人", self.checked_by)
        hint = "" if self._principals else "先在“企业概况”登记主要负责人"
        self.ask("approved_by", "批准人（主要负责人）", self.approved_by, hint)
        self.ask("next_review", "下次复评日期", self.next_review)

    def _do(self) -> bool:
        try:
            due = read_date(self.next_review.line.text())
        except ValueError as error:
            raise NotReady([Problem("RK32", "next_review", str(error))]) from error
        self.code = self._workspace.act(
            publishing.publish, self._workspace.folder, made_by=self.made_by.text(),
            checked_by=self.checked_by.text(), approved_by=self.approved_by.value or "",
            next_review=due, principals=self._principals, today=self._today,
        )  # fmt: skip
        return True

    def tell(self, problems: Sequence[Problem]) -> None:
        """RK30 names two fields: it stands beside the one that is empty."""
        if self.made_by.text().strip():
            problems = [
                replace(one, where="checked_by") if one.code == "RK30" else one
                for one in problems
            ]
        super().tell(problems)
