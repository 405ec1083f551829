"""Two small windows over the ledger: who rectifies the ticked hazards, and until when."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.hazards import actions, many, queries
from selfcheck.hazards.many import AT_ONCE, Ticked
from selfcheck.ui import look
from selfcheck.ui.buttons import plain, primary
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LabelledField, TextField
from selfcheck.ui.labels import Label, ProblemLabel, body, step_title
from selfcheck.ui.office import office
from selfcheck.ui.suggest_field import SuggestField
from selfcheck.ui.surfaces import spread
from selfcheck.ui.workspace import Workspace

_LISTED = 4  # hazards that are named before the rest is counted
_EDGE = 24
_STANDS_AT = {"deadline": "until"}  # a field of the hazard, by the field of the sheet


def refusals_in_words(ticked: Sequence[Ticked], verb: str) -> str:
    """3 项中 1 项不能指派, and which with the reason; empty when all take part."""
    refused = [one for one in ticked if one.refused]
    if not refused:
        return ""
    named = "；".join(f"{one.number} {one.refused}" for one in refused[:_LISTED])
    more = f"；还有 {len(refused) - _LISTED} 项" if len(refused) > _LISTED else ""
    return f"{len(ticked)} 项中 {len(refused)} 项不能{verb}：{named}{more}"


class _Sheet(QDialog):
    """Title, what takes part, fields, one button. Ctrl+Enter presses it, Esc closes."""

    def __init__(
        self,
        workspace: Workspace,
        ticked: Sequence[Ticked],
        *,
        title: str,
        verb: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.taking_part = tuple(one for one in ticked if not one.refused)
        self.setWindowTitle(title)
        count = len(self.taking_part)
        self.refused = Label(refusals_in_words(ticked, verb), look.TEXT, "bad_ink", wrap=True)
        self.problem = ProblemLabel()
        self.do_button = primary(f"{verb} {count} 项" if count else verb)
        self.cancel_button = plain("取消")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 20, _EDGE, 20)
        column.setSpacing(12)
        column.addWidget(step_title(title))
        column.addWidget(body(_named(self.taking_part)))
        column.addWidget(self.refused)
        column.addLayout(self.fields)
        column.addWidget(self.problem)
        column.addSpacing(4)
        column.addLayout(spread(None, self.cancel_button, self.do_button))
        self.refused.setVisible(bool(self.refused.text()))
        self.do_button.setEnabled(0 < count <= AT_ONCE)
        if count > AT_ONCE:
            text = f"一次最多{verb} {AT_ONCE} 项，用筛选或搜索分几次选"
            self.problem.show_problem(text)
        self.do_button.clicked.connect(self._on_do_clicked)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.do_button.click)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(460))

    def _fit(self) -> None:
        """As high as its words need at this width: room to spare would part the fields."""
        column = self.layout()
        assert column is not None
        column.activate()
        self.resize(self.width(), column.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @property
    def ids(self) -> tuple[int, ...]:
        """The hazards that take part."""
        return tuple(one.hazard_id for one in self.taking_part)

    def _on_do_clicked(self) -> None:
        try:
            self._do()
        except NotReady as refusal:
            self._tell(refusal.problems)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
        else:
            self.accept()

    def _do(self) -> None:
        raise NotImplementedError

    def _beside(self) -> dict[str, Callable[[str], None]]:
        """The fields that tell their own problems, by where those stand."""
        raise NotImplementedError

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Every problem beside its field; what has none stands above the button."""
        beside = self._beside()
        told: dict[str, list[str]] = {}
        for problem in problems:
            where = _STANDS_AT.get(problem.where, problem.where)
            place = where if where in beside else ""
            told.setdefault(place, []).append(problem.text)
        for place, show in beside.items():
            show("\n".join(told.get(place, ())))
        self.problem.show_problem("\n".join(told.get("", ())))
        self._fit()


def _named(ticked: Sequence[Ticked]) -> str:
    if len(ticked) == 1:
        return f"{ticked[0].number} {' '.join(ticked[0].description.split())}"
    named = "、".join(one.number for one in ticked[:_LISTED])
    return f"{named} 等 {len(ticked)} 项" if len(ticked) > _LISTED else named


class AssignSheet(_Sheet):
    """指派责任人: one name for all of them."""

    def __init__(self, workspace: Workspace, ids: Sequence[int], parent: QWidget) -> None:
        ticked = workspace.read(many.for_owner, ids)
        super().__init__(workspace, ticked, title="指派责任人", verb="指派", parent=parent)
        self._office = office(workspace)
        used = workspace.read(queries.known)["owner"]
        people = dict.fromkeys((*used, *self._office.people))
        self.owner = SuggestField(tuple(people), name="整改责任人")
        self.owner_field = LabelledField("整改责任人", self.owner, self._replaced())
        self.fields.addWidget(self.owner_field)
        self.owner.returnPressed.connect(self.do_button.click)
        self.owner.setFocus()

    def _replaced(self) -> str:
        given = [one for one in self.taking_part if one.owner]
        if not given:
            return ""
        if len(given) == 1:
            return f"{given[0].number} 现在由{given[0].owner}负责，会换成新的责任人"
        return f"其中 {len(given)} 项已有责任人，会换成新的，原来的留在经过里"

    def _beside(self) -> dict[str, Callable[[str], None]]:
        return {"owner": self.owner_field.show_problem}

    def _do(self) -> None:
        name = self.owner.text().strip()
        if not name:
            raise NotReady([Problem("HZ21", "owner", "填写整改责任人的姓名")])
        workspace = self._workspace
        workspace.act(
            actions.assign, self._office, self.ids, owner=name,
            by=workspace.actor, now=workspace.now(),
        )  # fmt: skip


class DeadlineSheet(_Sheet):
    """调整期限: a first day is simply set; a later one is an extension, with reason and approver."""

    def __init__(self, workspace: Workspace, ids: Sequence[int], parent: QWidget) -> None:
        ticked = workspace.read(many.for_deadline, ids)
        super().__init__(workspace, ticked, title="调整期限", verb="调整", parent=parent)
        self._office = office(workspace)
        self.until = DateField(name="整改期限", earliest=self._office.today)
        self.reason = TextField(name="延期理由", least=2, most=4)
        people = self._office.people
        self.approver = SuggestField(people, name="批准人")
        self.reason_field = LabelledField("延期理由", self.reason)
        self.approver_field = LabelledField(
            "批准人", self.approver, "整改责任人以外的人；重大隐患由主要负责人批准"
        )
        extends = [one for one in self.taking_part if one.extends]
        self.note = Label(self._extension_words(extends), look.TEXT, "ink2", wrap=True)
        self.fields.addWidget(LabelledField("整改期限", self.until))
        for part in (self.note, self.reason_field, self.approver_field):
            self.fields.addWidget(part)
            part.setVisible(bool(extends))
        self.until.setFocus()

    def _extension_words(self, extends: Sequence[Ticked]) -> str:
        if not extends:
            return ""
        days = sorted({one.deadline for one in extends if one.deadline is not None})
        last = days[-1]
        if len(self.taking_part) == 1:
            return f"现在的期限是 {last}，改晚按延期办理。"
        if len(extends) == len(self.taking_part):
            return f"都已有期限，最晚 {last}，改晚按延期办理。"
        return f"其中 {len(extends)} 项已有期限，最晚 {last}，改晚按延期办理。"

    def _beside(self) -> dict[str, Callable[[str], None]]:
        return {
            "until": self.until.show_problem,
            "reason": self.reason_field.show_problem,
            "approved_by": self.approver_field.show_problem,
        }

    def _do(self) -> None:
        self.until.commit()
        if self.until.problem.text():
            raise NotReady([Problem("HZ03", "until", self.until.problem.text())])
        day = self.until.value
        workspace = self._workspace
        workspace.act(
            many.move_deadlines, self._office, self.ids,
            until=date.fromisoformat(day) if day else None,
            reason=self.reason.toPlainText(), approved_by=self.approver.text(),
            by=workspace.actor, now=workspace.now(),
        )  # fmt: skip
