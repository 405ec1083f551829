"""Who assessed, when, until when it holds, and why again: the same for both sides of an assessment."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.ui.assess.side import months_later
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LabelledField
from selfcheck.ui.suggest_field import SuggestField

REASONS = (
    "隐患整改销号", "新增管控措施", "工艺变更", "设备变更", "人员或布局变化", "发生事故或险情", "到期复评",
)  # fmt: skip


class AssessFoot(QWidget):
    """`left` comes when a field was left."""

    left = Signal()

    def __init__(self, people: Sequence[str], today: date, months: int) -> None:
        super().__init__()
        self._months = months
        self._own_review = False  # the person wrote another than the usual one
        self.people = SuggestField(people, name="评估人员", hint="多人用顿号分开")
        self.assessed_on = DateField(name="评估日期", latest=today)
        self.next_review = DateField(name="下次评估日期")
        self.reason = SuggestField(REASONS, name="重新评估的原因")
        self._boxes: Mapping[str, LabelledField] = {
            "people": LabelledField("评估人员", self.people),
            "assessed_on": LabelledField("评估日期", self.assessed_on),
            "next_review": LabelledField("下次评估日期", self.next_review),
            "reason": LabelledField("重新评估的原因", self.reason),
        }
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._boxes["people"], 2)
        row.addWidget(self._boxes["assessed_on"], 1)
        row.addWidget(self._boxes["next_review"], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._boxes["reason"])
        self.assessed_on.show_value(today.isoformat())
        self._show_review()
        self.assessed_on.committed.connect(self._on_day)
        self.next_review.committed.connect(self._on_review)
        self.people.committed.connect(self.left)
        self.reason.committed.connect(self.left)

    def show_known(self, people: str, reason: str) -> None:
        """Who did it last time, and what asks for it now."""
        self.people.show_value(people)
        self.reason.show_value(reason)

    def show_again(self, again: bool) -> None:
        """Whether a reason is asked for."""
        self._boxes["reason"].setVisible(again)

    def show_months(self, months: int) -> None:
        """Another usual time until the next assessment."""
        self._months = months
        self._show_review()

    @property
    def reason_words(self) -> str:
        """The reason; empty when none is asked for."""
        return "" if self._boxes["reason"].isHidden() else self.reason.text()

    def days(self) -> tuple[date | None, date | None]:
        """The day of the assessment, and of the next one."""
        told = (self.assessed_on.value, self.next_review.value)
        first, second = (date.fromisoformat(one) if one else None for one in told)
        return first, second

    def commit(self) -> None:
        """Tell what is being typed."""
        for field in (self.people, self.assessed_on, self.next_review, self.reason):
            field.commit()

    def unread(self) -> QWidget | None:
        """A day that cannot be read."""
        for field in (self.assessed_on, self.next_review):
            if field.problem.text():
                return field.line
        return None

    def show_problem(self, where: str, text: str) -> bool:
        """Say beside a field what to do; False when there is no such field."""
        box = self._boxes.get(where)
        if box is None:
            return False
        if isinstance(box.field, DateField):
            box.field.show_problem(text)
        else:
            box.show_problem(text)
        return True

    def clear_problems(self) -> None:
        """All is well again."""
        for where, box in self._boxes.items():
            if not isinstance(box.field, DateField) or not box.field.pending:
                self.show_problem(where, "")

    def focus(self, where: str) -> None:
        """Put the keyboard on a field."""
        self._boxes[where].field.setFocus()

    def _show_review(self) -> None:
        day = self.days()[0]
        if day is not None and not self._own_review:
            self.next_review.show_value(months_later(day, self._months).isoformat())

    def _on_day(self) -> None:
        self._show_review()
        self.left.emit()

    def _on_review(self) -> None:
        self._own_review = True
        self.left.emit()
