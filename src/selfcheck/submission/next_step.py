"""The one thing to do next, chosen by a fixed order: what is late, what is wrong, what is missing, what is due.

Values in, steps out; the home page shows the first and lets the person take another.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selfcheck.duties.pages import DutyState, ItemLine
from selfcheck.duties.rules import Conformity, DutyStatus
from selfcheck.duties.states import ordinal
from selfcheck.errors import Problem
from selfcheck.rounds import RoundStatus

_PARTS = {"EN01": "名称", "EN02": "信用代码", "EN03": "所属行业", "EN04": "地址", "EN05": "主管部门",
          "EN06": "联系电话", "EN07": "从业人数", "EN08": "企业情况", "EN09": "签署和审核的人"}  # fmt: skip
_NAMED = 3  # so many missing parts are told by name, the rest as a count


@dataclass(frozen=True)
class Step:
    """One thing to do, with why it is the turn of this one and where it is done."""

    key: str  # the same thing keeps its key, so that 换一件 can pass over it
    text: str  # begins with a verb
    reason: str
    button: str
    place: str  # where it belongs and who does it
    target: tuple[str, ...]  # where the window goes: ("duty", "d05", "d05.permits")


@dataclass(frozen=True)
class Standing:
    """How far a round has come: all that the choice looks at."""

    states: Sequence[DutyState]
    profile_problems: Sequence[Problem]  # what is missing from the enterprise's profile
    keyless: Sequence[str]  # who signs or approves and has no key yet, in words
    managers: Sequence[str]
    principals: Sequence[str]
    status: RoundStatus
    exported: bool
    delivered: bool
    due: date
    hour: int
    today: date
    ledger: Sequence[Step] = ()  # what the ledger of hazards asks for at once

    @property
    def _deadline(self) -> str:
        left = (self.due - self.today).days
        day = f"{self.due.month}月{self.due.day}日 {self.hour}:00 前报送"
        if left < 0:
            return f"报送日期已过 {-left} 天"
        return f"今天 {self.hour}:00 前报送" if left == 0 else f"{day}，还有 {left} 天"


def steps(standing: Standing) -> tuple[Step, ...]:
    """Everything that could be done next, the most pressing first; never empty."""
    if standing.status is RoundStatus.SIGNED:  # frozen; the ledger goes on
        return (*standing.ledger, _handing_over(standing))
    found = [
        *standing.ledger, *_overdue(standing), *_incomplete(standing), *_profile(standing)
    ]  # fmt: skip
    open_duties = list(_open_duties(standing))
    if found or open_duties:
        return (*found, *open_duties, *_signing_late(standing, open_duties))
    return _signing(standing)


def at_hand(offered: Sequence[Step], passed_over: Collection[str]) -> Step:
    """The first step the person has not passed over; after all of them the first again."""
    return next((step for step in offered if step.key not in passed_over), offered[0])


def _place(state: DutyState, owner: str = "") -> str:
    who = owner or state.mark.owner
    duty = f"{ordinal(state.duty)} {state.duty.short_title}"
    return f"{duty} · 责任人 {who}" if who else duty


def is_open_finding(line: ItemLine) -> bool:
    """A 不符合 neither put right on the spot nor followed in the ledger: it has, or needs, a rectification."""
    followed = line.corrected_on is not None or bool(line.hazard_number)
    return line.value == Conformity.DOES_NOT_CONFORM and not followed


def _overdue(standing: Standing) -> Iterator[Step]:
    late = [
        (line.deadline, state, line)
        for state in standing.states
        for line in state.lines
        if is_open_finding(line)
        and line.deadline is not None
        and line.deadline < standing.today
    ]
    for deadline, state, line in sorted(late, key=lambda found: found[0]):
        days = (standing.today - deadline).days
        yield Step(
            key=f"overdue {line.key}",
            text=f"处理超期的整改“{line.short}”",
            reason=f"整改期限 {deadline.month}月{deadline.day}日，已超期 {days} 天。"
            "整改完了填完成日期、补整改后照片；没有整改完，写明新的期限和原因。",
            button="去处理",
            place=_place(state, line.owner),
            target=("duty", state.duty.key, line.key),
        )


def _incomplete(standing: Standing) -> Iterator[Step]:
    for state in standing.states:
        for line in state.lines:
            wrong = line.value == Conformity.DOES_NOT_CONFORM
            open_ones = [
                p for p in line.problems if p.blocking and (wrong or p.code in ("DU11", "DU14"))
            ]
            if not open_ones:
                continue
            where = f"{ordinal(state.duty)}第 {line.number} 条"
            lacking = "、".join(need.text for need in line.needs if not need.met)
            text = f"写全“{line.short}”的整改安排" if wrong else f"处理“{line.short}”里的问题"
            reason = f"{where}已答“不符合”，还差{lacking}。写全了这项职责才能确认完成。"
            yield Step(
                key=f"finding {line.key}",
                text=text,
                reason=reason if lacking else f"{where}：{open_ones[0].text}。",
                button="去写全" if wrong else "去处理",
                place=_place(state, line.owner),
                target=("duty", state.duty.key, line.key),
            )


def lacking_parts(problems: Sequence[Problem]) -> str:
    """What the enterprise's profile lacks, by name: 地址、联系电话, or the first few 等 6 处."""
    parts = list(dict.fromkeys(_PARTS.get(p.code, "其他") for p in problems))
    return "、".join(parts[:_NAMED]) + (f"等 {len(parts)} 处" if len(parts) > _NAMED else "")


def _profile(standing: Standing) -> Iterator[Step]:
    missing = [p for p in standing.profile_problems if p.blocking]
    if not missing:
        return
    begun = any(line.answered for state in standing.states for line in state.lines)
    yield Step(
        key="profile",
        text="补全企业概况" if begun else "填写企业概况",
        reason=f"还差{lacking_parts(missing)}。报告封面印这些；企业情况答了，才知道哪些检查条目适用。",
        button="去填写",
        place="企业概况",
        target=("enterprise", missing[0].where),
    )


def _open_duties(standing: Standing) -> Iterator[Step]:
    """Begun ones first, then in the plan's order; those that wait for others last."""
    order = {DutyStatus.IN_PROGRESS: 0, DutyStatus.NOT_STARTED: 1, DutyStatus.TO_CONFIRM: 2,
             DutyStatus.NOT_YET: 3}  # fmt: skip
    if any(p.code == "EN08" for p in standing.profile_problems):
        del order[DutyStatus.TO_CONFIRM]  # what applies is not known yet
    waiting = [state for state in standing.states if state.status in order]
    for state in sorted(waiting, key=lambda one: order[one.status]):
        duty = state.duty
        owner = ""
        missing = [p for p in state.problems if p.blocking and p.code != "DU12"]
        if state.status is DutyStatus.TO_CONFIRM:
            text, button = f"确认“{duty.short_title}”本期不适用", "去确认"
            said = duty.not_applicable_reason or "没有适用的检查条目"
            reason = f"{said}；由主要负责人确认。"
            owner = "、".join(standing.principals)
        elif state.status is DutyStatus.IN_PROGRESS and not missing:
            text, button = f"确认“{duty.short_title}”已完成", "去确认"
            reason = "都填好了，在页面下方选“是，已完成”。"
        else:
            begun = state.status is DutyStatus.IN_PROGRESS
            text, button = (f"接着填“{duty.short_title}”", "去填写") if begun else (
                duty.title, "开始填写")  # fmt: skip
            reason = _what_remains(state)
        yield Step(
            key=f"duty {duty.key}",
            text=text,
            reason=f"{reason}{standing._deadline}。",
            button=button,
            place=_place(state, owner),
            target=("duty", duty.key),
        )


def _what_remains(state: DutyState) -> str:
    if state.waiting_for:
        return f"先完成{'、'.join(state.waiting_for)}，再做这一项。"
    unanswered = sum(not line.answered for line in state.lines if line.required)
    pieces = sum(line.evidence_least - line.evidence_have for line in state.lines)
    parts = [f"{unanswered} 条没有回答"] if unanswered else []
    parts += [f"佐证 {pieces} 件"] if pieces > 0 else []
    gap = " " if unanswered else ""  # a figure stands apart from the words before it
    return f"还差{gap}{'、'.join(parts)}。" if parts else "还有内容要补全。"


def _signing_late(standing: Standing, open_duties: Sequence[Step]) -> tuple[Step, ...]:
    """An approval that stands although a deadline has passed since: signing is still possible."""
    return (
        () if open_duties or standing.status is not RoundStatus.APPROVED else _signing(standing)
    )


def _signing(standing: Standing) -> tuple[Step, ...]:
    keys = tuple(
        Step(
            key=f"key {who}",
            text=f"给{who}准备签名密钥",
            reason="审核和签署各用自己的密钥，口令只有本人知道。建一把密钥大约一分钟。",
            button="去准备",
            place="签署与报送",
            target=("signoff",),
        )
        for who in standing.keyless
    )
    managers, principals = "、".join(standing.managers), "、".join(standing.principals)
    if standing.status is RoundStatus.APPROVED:
        sign = Step(
            key="sign",
            text="由主要负责人签署本期报送",
            reason=f"安全管理人员已经审核。签署后内容冻结，就可以导出。{standing._deadline}。",
            button="去签署",
            place=f"签署与报送 · 主要负责人 {principals}",
            target=("signoff",),
        )
    else:
        sign = Step(
            key="approve",
            text="核对答案，由安全管理人员审核",
            reason=f"各项职责都已完成。核对无误后审核，再由主要负责人签署。{standing._deadline}。",
            button="去审核",
            place=f"签署与报送 · 安全管理人员 {managers}",
            target=("signoff",),
        )
    return (*keys, sign)


def _handing_over(standing: Standing) -> Step:
    if not standing.exported:
        return Step(
            "export", "导出报送包", f"本期已签署。写到文件夹或 U 盘，写完会读回核对。{standing._deadline}。",
            "去导出", "签署与报送", ("export",),
        )  # fmt: skip
    if not standing.delivered:
        return Step(
            "deliver", "记录送达", "报送包已导出。交给主管部门后记下日期和接收人，下次报送会接着它编号。",
            "去记录", "签署与报送", ("export",),
        )  # fmt: skip
    return Step(
        "next", "开始下一次自查", "本期已签署、导出并送达。登记表会带到下一次，检查条目重新回答。",
        "去开始", "签署与报送", ("export",),
    )  # fmt: skip
