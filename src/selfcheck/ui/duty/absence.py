"""The page of a duty that asks nothing in this round: why, and the principal's confirmation."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from selfcheck.duties.pages import DutyPage
from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise.queries import PersonLine
from selfcheck.enterprise.records import Role
from selfcheck.moments import read
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, primary
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.fields import LabelledField, TextField
from selfcheck.ui.labels import Label, ProblemLabel, body
from selfcheck.ui.surfaces import Card, spread


class AbsenceCard(Card):
    """The reason why nothing applies, and who confirms it."""

    confirmed = Signal(str, str)  # reason, by
    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__("本期不适用")
        self._read_only = False
        self._key = ""
        self.why = body(
            "按企业概况里的回答，本项没有适用的检查条目。概况变了，条目会自动出现。"
        )
        self.reason = TextField(name="不适用的理由", hint="如“不使用燃气”", least=2)
        self.reason_field = LabelledField("不适用的理由", self.reason)
        self.who = ChoiceField(name="确认的主要负责人", empty="选主要负责人")
        self.who_field = LabelledField("由主要负责人确认", self.who)
        self.confirm: Button = primary("确认本期不适用")
        self.told = Label("", look.TEXT, "ink", wrap=True)
        self.withdraw: Button = link("撤回确认", "undo")
        self.problem = ProblemLabel()
        self.body.addWidget(self.why)
        self.body.addWidget(self.reason_field)
        self.body.addLayout(spread(self.who_field, None))
        self.body.addWidget(self.problem)
        self.body.addLayout(spread(self.confirm, None))
        self.body.addWidget(self.told)
        self.body.addLayout(spread(self.withdraw, None))
        self.confirm.clicked.connect(self._on_confirm_clicked)
        self.withdraw.clicked.connect(self.withdrawn)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.who.setMinimumWidth(look.px(240))

    def show_page(self, page: DutyPage, people: Sequence[PersonLine]) -> None:
        """Show the reason that is kept, and whether it is confirmed."""
        settled = page.status is DutyStatus.NOT_APPLICABLE
        if page.key != self._key or settled:
            self._key = page.key
            self.reason.show_value(page.not_applicable_reason)
        principals = [p.name for p in people if p.role == Role.PRINCIPAL]
        self.who.set_choices([Choice(name, name) for name in principals])
        if len(principals) == 1 and self.who.value is None:
            self.who.show_value(principals[0])
        may = not self._read_only
        self.reason.setReadOnly(settled or not may)
        self.who_field.setVisible(not settled and may)
        self.confirm.setVisible(not settled and may)
        self.told.setVisible(settled)
        if settled:
            day = read(page.confirmed_at)
            self.told.setText(f"主要负责人{page.confirmed_by} {day:%Y-%m-%d %H:%M} 已确认。")
        self.withdraw.setVisible(settled and may)
        self.problem.show_problem(
            "" if principals or settled else "先在“企业概况”里登记主要负责人"
        )

    def refuse(self, sentence: str) -> None:
        """It could not be confirmed."""
        self.problem.show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self._read_only = read_only

    def _on_confirm_clicked(self) -> None:
        self.confirmed.emit(self.reason.toPlainText(), self.who.value or "")
