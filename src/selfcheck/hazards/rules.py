"""The closed loop of a hazard as one table: which step leads where, and what must hold before it.

A step without a target leaves the state as it is (停用, 报告, 延期). Whoever wants to know what is legal
now asks `steps_from`; what a step still lacks, `missing`; what comes next, `next_step`. What a step's own
form must hold (a reason, an approver) is checked where it is given, by `step_forms`.
"""

from dataclasses import dataclass, replace
from datetime import date

from selfcheck.errors import Problem
from selfcheck.hazards import guards
from selfcheck.hazards.facts import Facts, StopFacts
from selfcheck.hazards.guards import Guard
from selfcheck.hazards.records import OVER, HazardGrade, HazardState

_S = HazardState
_OPEN = frozenset(HazardState) - OVER
_BEING_TREATED = frozenset({_S.PLANNED, _S.RECTIFYING, _S.RETURNED})
_GRADED = frozenset(
    {_S.GRADED, _S.PLANNED, _S.RECTIFYING, _S.RETURNED, _S.AWAITING, _S.ACCEPTED}
)
_UNDER_TREATMENT = _GRADED - {_S.ACCEPTED}
LONGEST_TEXT = 2000
LONGEST_WORD = 100


@dataclass(frozen=True)
class Step:
    """One thing that may be done with a hazard."""

    name: str
    words: str  # as the button says it
    sources: frozenset[HazardState]
    target: HazardState | None
    guards: tuple[Guard, ...] = ()


RECORDED = (
    guards.described,
    guards.located,
    guards.dated,
    guards.found_by_somebody,
    guards.sourced,
)
CONTROLLED = (
    guards.stop_decided,
    guards.stop_complete,
    guards.not_stopping_explained,
    guards.stop_shown,
)
FIVE_MARKS = (guards.owned, guards.measured, guards.funded, guards.timed, guards.safeguarded)
PLAN = (guards.aimed, *FIVE_MARKS, guards.organised, guards.required, guards.plan_approved)
REPORTED = (guards.report_contents, guards.told_department, guards.told_workers)
DONE = (
    guards.rectified,
    guards.photographed_after,
    guards.after_is_later,
    guards.evidence_there,
)
ACCEPTOR = (guards.acceptor_named, guards.acceptor_is_another, guards.acceptor_is_principal)

TABLE: tuple[Step, ...] = (
    Step("register", "登记", frozenset({_S.DRAFT}), _S.REGISTERED, RECORDED),
    Step("correct_on_site", "当场整改", frozenset({_S.DRAFT, _S.REGISTERED, _S.GRADED}), _S.CLOSED,
         (*RECORDED, guards.not_major, guards.told_how, guards.photographed_before,
          guards.photographed_after, guards.after_is_later, guards.evidence_there,
          guards.nothing_stopped, guards.department_closed_out)),
    Step("grade", "判定等级", frozenset({_S.REGISTERED}), _S.GRADED, RECORDED),
    Step("regrade", "改判", _UNDER_TREATMENT, None),  # what is accepted is sent back first
    Step("stop", "登记停用", _UNDER_TREATMENT | {_S.REGISTERED}, None),
    Step("report", "登记报告", _GRADED | {_S.REGISTERED}, None),
    Step("plan", "审定治理方案", frozenset({_S.GRADED}), _S.PLANNED,
         (guards.graded, guards.clause_cited, *CONTROLLED, *PLAN)),
    Step("start", "开始整改", frozenset({_S.PLANNED}), _S.RECTIFYING,
         (guards.graded, guards.clause_cited, *CONTROLLED, *PLAN)),
    Step("extend", "申请延期", _BEING_TREATED | {_S.GRADED}, None),
    Step("request", "申请验收", frozenset({_S.RECTIFYING, _S.RETURNED}), _S.AWAITING,
         (guards.graded, guards.clause_cited, *CONTROLLED, *PLAN, *REPORTED, *DONE, *ACCEPTOR)),
    Step("accept", "验收通过", frozenset({_S.AWAITING}), _S.ACCEPTED,
         (guards.graded, guards.clause_cited, *CONTROLLED, *PLAN, *REPORTED, *DONE, *ACCEPTOR)),
    Step("send_back", "退回整改", frozenset({_S.AWAITING, _S.ACCEPTED}), _S.RETURNED),
    Step("resume", "恢复使用", _GRADED, None,
         (guards.is_stopped, guards.accepted_first, guards.department_closed_out)),
    Step("close", "销号", frozenset({_S.ACCEPTED}), _S.CLOSED,
         (guards.nothing_stopped, guards.department_closed_out, guards.evidence_there)),
    Step("reopen", "复发，重新打开", frozenset({_S.CLOSED}), _S.GRADED),
    Step("merge", "并案", _OPEN - {_S.ACCEPTED}, _S.MERGED),
    Step("void", "作废", _OPEN - {_S.ACCEPTED}, _S.VOID, (guards.nothing_stopped,)),
)  # fmt: skip
STEPS = {step.name: step for step in TABLE}


def steps_from(facts: Facts) -> tuple[Step, ...]:
    """The steps that begin where the hazard stands, the one to take next first."""
    first = next_step(facts)
    found = [
        step for step in TABLE if facts.state in step.sources and _makes_sense(step, facts)
    ]
    return tuple(sorted(found, key=lambda step: step is not first))


def _makes_sense(step: Step, facts: Facts) -> bool:
    """Whether a step that is legal here has any use for this hazard."""
    if step.name in ("stop", "report"):
        return facts.major and not (step.name == "stop" and facts.stopped)
    if step.name == "resume":
        return facts.stopped
    if step.name == "correct_on_site":
        return not facts.major
    return True


def next_step(facts: Facts) -> Step | None:
    """The step the law asks for next; None when nothing is left to do."""
    state = facts.state
    if state is _S.REGISTERED and facts.major and not facts.determined:
        return STEPS["grade"]
    if facts.grade is HazardGrade.PENDING and state in STEPS["regrade"].sources:
        return STEPS["regrade"]
    if state in _UNDER_TREATMENT and facts.major and facts.stop is None:
        return STEPS["stop"]
    if state is _S.ACCEPTED and facts.stopped:
        return STEPS["resume"]
    following = {
        _S.DRAFT: "register",
        _S.REGISTERED: "grade",
        _S.GRADED: "plan",
        _S.PLANNED: "start",
        _S.RECTIFYING: "request",
        _S.RETURNED: "request",
        _S.AWAITING: "accept",
        _S.ACCEPTED: "close",
    }
    return STEPS[following[state]] if state in following else None


def missing(step: Step, facts: Facts) -> tuple[Problem, ...]:
    """HZ44 the step does not begin here; else everything it still lacks, all at once."""
    if facts.state not in step.sources:
        text = f"{facts.number} 现在不能{step.words}，状态已经变了，重新打开这条隐患看下一步"
        return (Problem("HZ44", "state", text),)
    found = (guard(facts) for guard in step.guards)
    return tuple(problem for problem in found if problem is not None)


def met(step: Step, facts: Facts) -> tuple[Guard, ...]:
    """The guards of a step that hold, those that do not concern this hazard left out.

    A guard concerns it when it would not hold for the same hazard with nothing told, or nothing shown.
    """
    nothing_told = Facts(facts.today, (), 0, "", facts.state, facts.grade)
    nothing_shown = replace(
        facts,
        stop=facts.stop and StopFacts(facts.stop.scope, "", "", "", "", "", resumed=False),
        stop_photos=0,
        first_after="0" if facts.first_after else "",
        closeout_on=None,
    )
    return tuple(
        guard
        for guard in step.guards
        if guard(facts) is None
        and (guard(nothing_told) is not None or guard(nothing_shown) is not None)
    )


def days_over(deadline: date | None, state: HazardState, today: date) -> int | None:
    """Days past the deadline, negative while there is time; None when nothing is waited for."""
    waiting = state not in OVER and state is not _S.ACCEPTED
    return (today - deadline).days if deadline is not None and waiting else None


@dataclass(frozen=True)
class Duty:
    """Something the law asks for at once of an open major hazard, with the guards that tell it is there."""

    key: str
    words: str
    guards: tuple[Guard, ...]
    basis: str


AT_ONCE = (
    Duty("stop", "停用", CONTROLLED, "总局令第16号第十六条"),
    Duty("plan", "治理方案", PLAN, "总局令第16号第十五条"),
    Duty("report", "双报告", REPORTED, "安全生产法第四十一条第二款"),
)


def lacking(duty: Duty, facts: Facts) -> tuple[Problem, ...]:
    """What an open major hazard lacks of one thing the law asks for at once."""
    if not facts.major or facts.state in (*OVER, _S.ACCEPTED):
        return ()
    return tuple(problem for guard in duty.guards if (problem := guard(facts)) is not None)
