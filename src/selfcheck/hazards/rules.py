"""The closed loop of a hazard as one table: which step leads where, and what must hold before it.

A step without a target leaves the state as it is (停用, 报告, 延期). Whoever wants to know what is legal
now asks `steps_from`; what a step still lacks, `missing`; what comes next, `next_step`. What a step's own
form must hold (a reason, an approver) is checked where it is given, by the functions at the end.
"""

from dataclasses import dataclass, replace
from datetime import date

from selfcheck.errors import Problem
from selfcheck.hazards import guards
from selfcheck.hazards.facts import Facts, StopFacts
from selfcheck.hazards.guards import Guard
from selfcheck.hazards.records import OVER, HazardGrade, HazardState, ReportTo, StopScope

_S = HazardState
_OPEN = frozenset(HazardState) - OVER
_BEING_TREATED = frozenset({_S.PLANNED, _S.RECTIFYING, _S.RETURNED})
_GRADED = frozenset(
    {_S.GRADED, _S.PLANNED, _S.RECTIFYING, _S.RETURNED, _S.AWAITING, _S.ACCEPTED}
)
LONGEST_TEXT = 2000
LONGEST_WORD = 100
_MOST_FEN = 10_000_000_000_00  # a hundred thousand million yuan: more is a slip of the keyboard


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
          guards.photographed_after, guards.after_is_later, guards.evidence_there)),
    Step("grade", "判定等级", frozenset({_S.REGISTERED}), _S.GRADED, RECORDED),
    Step("regrade", "改判", _GRADED, None),
    Step("stop", "登记停用", _GRADED | {_S.REGISTERED}, None),
    Step("report", "登记报告", _GRADED | {_S.REGISTERED}, None),
    Step("plan", "审定治理方案", frozenset({_S.GRADED}), _S.PLANNED,
         (guards.graded, guards.clause_cited, *CONTROLLED, *PLAN)),
    Step("start", "开始整改", frozenset({_S.PLANNED}), _S.RECTIFYING, (*CONTROLLED, *PLAN)),
    Step("extend", "申请延期", _BEING_TREATED | {_S.GRADED}, None),
    Step("request", "申请验收", frozenset({_S.RECTIFYING, _S.RETURNED}), _S.AWAITING,
         (guards.graded, guards.clause_cited, *CONTROLLED, *PLAN, *REPORTED, *DONE, *ACCEPTOR)),
    Step("accept", "验收通过", frozenset({_S.AWAITING}), _S.ACCEPTED,
         (guards.clause_cited, *CONTROLLED, *REPORTED, *DONE, *ACCEPTOR)),
    Step("send_back", "退回整改", frozenset({_S.AWAITING}), _S.RETURNED),
    Step("resume", "恢复使用", _GRADED, None, (guards.is_stopped, guards.accepted_first)),
    Step("close", "销号", frozenset({_S.ACCEPTED}), _S.CLOSED,
         (guards.nothing_stopped, guards.department_closed_out, guards.evidence_there)),
    Step("reopen", "复发，重新打开", frozenset({_S.CLOSED}), _S.GRADED),
    Step("merge", "并案", _OPEN - {_S.ACCEPTED}, _S.MERGED),
    Step("void", "作废", _OPEN - {_S.ACCEPTED}, _S.VOID),
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
    if state in (_S.GRADED, *_BEING_TREATED) and facts.major and facts.stop is None:
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
    """The guards of a step that hold, those that do not concern this hazard left out."""
    general = replace(facts, grade=HazardGrade.GENERAL)
    empty = Facts(facts.today, (), 0, "", facts.state, facts.grade)
    return tuple(
        guard
        for guard in step.guards
        if guard(facts) is None
        and (guard(empty) is not None or (facts.major and guard(general) is not None))
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


# What is told with a step, checked where it is told.


def text_problem(field: str, words: str, text: str, *, short: bool) -> Problem | None:
    """HZ46: a text longer than its place."""
    most = LONGEST_WORD if short else LONGEST_TEXT
    if len(text) <= most:
        return None
    return Problem("HZ46", field, f"“{words}”最多写 {most} 个字，现在 {len(text)} 个")


def money_problem(field: str, words: str, fen: int | None) -> Problem | None:
    """HZ47: a sum that cannot be."""
    if fen is None or 0 <= fen <= _MOST_FEN:
        return None
    return Problem("HZ47", field, f"“{words}”填不小于 0 的金额，单位是元")


def grading_problems(
    facts: Facts,
    grade: HazardGrade,
    *,
    reason: str,
    clauses: int,
    argument: str,
    argued_by: str,
    by: str,
    second_by: str,
) -> tuple[Problem, ...]:
    """HZ11 reason and decider · HZ12 clause or argument · HZ13 a lower grade needs a second person."""
    found = []
    if not reason:
        found.append(Problem("HZ11", "reason", "写明判定理由"))
    if not by:
        found.append(Problem("HZ11", "by", "选择判定人"))
    if grade is HazardGrade.MAJOR and not clauses and not (argument and argued_by):
        text = "判为重大要勾选条款；没有合适条款的，写明论证和论证人"
        found.append(Problem("HZ12", "clauses", text))
    if facts.major and grade is not HazardGrade.MAJOR:
        if not second_by:
            found.append(
                Problem("HZ13", "second_by", "重大改为其他等级，要第二个人同意，填写姓名")
            )
        elif second_by == by:
            text = f"同意降级的人须是判定人{by}以外的人"
            found.append(Problem("HZ13", "second_by", text))
    return tuple(found)


def resuming_problems(facts: Facts, *, at: str, approved_by: str) -> tuple[Problem, ...]:
    """HZ20: use is resumed with the principal's approval, after it was stopped."""
    found = []
    if not approved_by:
        found.append(Problem("HZ20", "resumed_by", "选择批准恢复使用的主要负责人"))
    elif facts.major and approved_by not in facts.principals:
        found.append(Problem("HZ20", "resumed_by", "重大隐患恢复使用由主要负责人批准"))
    if not at:
        found.append(Problem("HZ20", "resumed_at", "填写恢复使用的时间"))
    elif facts.stop is not None and at < facts.stop.stopped_at:
        text = f"恢复使用应晚于停用时间 {facts.stop.stopped_at}"
        found.append(Problem("HZ20", "resumed_at", text))
    return tuple(found)


def extension_problems(
    facts: Facts, *, until: date | None, reason: str, approved_by: str
) -> tuple[Problem, ...]:
    """HZ33: a later day, the reason, and an approval by somebody else than who rectifies."""
    found = []
    if until is None:
        found.append(Problem("HZ33", "until", "填写延到哪一天"))
    elif facts.deadline is not None and until <= facts.deadline:
        found.append(Problem("HZ33", "until", f"新的期限应晚于原来的 {facts.deadline}"))
    elif until < facts.today:
        found.append(Problem("HZ33", "until", f"新的期限应不早于今天 {facts.today}"))
    if not reason:
        found.append(Problem("HZ33", "reason", "写明延期的理由"))
    if not approved_by:
        found.append(Problem("HZ33", "approved_by", "填写批准人"))
    elif approved_by == facts.owner:
        text = f"批准人须是整改责任人{facts.owner}以外的人"
        found.append(Problem("HZ33", "approved_by", text))
    elif facts.major and approved_by not in facts.principals:
        found.append(Problem("HZ33", "approved_by", "重大隐患延期由主要负责人批准"))
    return tuple(found)


def acceptance_problems(facts: Facts, *, on: date | None) -> tuple[Problem, ...]:
    """HZ48: accepted on a day between the rectification and today."""
    if on is None:
        return (Problem("HZ48", "accepted_on", "填写验收日期"),)
    if on > facts.today:
        return (Problem("HZ48", "accepted_on", f"验收日期不能晚于今天 {facts.today}"),)
    if facts.rectified_on is not None and on < facts.rectified_on:
        text = f"验收日期应不早于整改完成日期 {facts.rectified_on}"
        return (Problem("HZ48", "accepted_on", text),)
    return ()


def reason_problems(code: str, reason: str, text: str) -> tuple[Problem, ...]:
    """HZ38 sent back, HZ41 opened again: with a reason."""
    return () if reason else (Problem(code, "reason", text),)


def voiding_problems(
    facts: Facts, *, reason: str, by: str, second_by: str
) -> tuple[Problem, ...]:
    """HZ42: 作废 with a reason; a major hazard also with a second person."""
    found = [] if reason else [Problem("HZ42", "reason", "写明作废的理由")]
    if facts.major and (not second_by or second_by == by):
        text = "重大隐患作废要第二个人同意，填写作废人以外的姓名"
        found.append(Problem("HZ42", "second_by", text))
    return tuple(found)


def merging_problems(facts: Facts, into: Facts | None) -> tuple[Problem, ...]:
    """HZ43: merged into another open hazard, a major one never into a lesser one."""
    if into is None or into.hazard_id == facts.hazard_id:
        return (Problem("HZ43", "into", "选择并入哪一条隐患，填它的编号"),)
    if into.state in OVER or into.state is _S.DRAFT:
        text = f"{into.number} 不是正在办理的隐患，不能并入"
        return (Problem("HZ43", "into", text),)
    if facts.major and not into.major:
        text = f"{into.number} 不是重大隐患，重大隐患不能并入等级更低的"
        return (Problem("HZ43", "into", text),)
    return ()


def stopping_problems(
    scope: StopScope | None, *, stopped_at: str, today: date
) -> tuple[Problem, ...]:
    """HZ14: what is chosen for a stop, and a time that is not to come."""
    if scope is None:
        return (Problem("HZ14", "scope", "选择停用范围"),)
    if scope is not StopScope.NONE and not stopped_at:
        return (Problem("HZ14", "stopped_at", "填写停用时间"),)
    if stopped_at[:10] > today.isoformat():
        return (Problem("HZ14", "stopped_at", f"停用时间不能晚于今天 {today}"),)
    return ()


def stop_problems(
    facts: Facts,
    scope: StopScope,
    *,
    what: str,
    stopped_at: str,
    decided_by: str,
    interim: str,
    reason: str,
) -> tuple[Problem, ...]:
    """HZ16, HZ17: what the form of a stop still lacks, asked of the same guards as the steps."""
    told = StopFacts(scope, what, stopped_at, decided_by, interim, reason, resumed=False)
    trial = replace(facts, stop=told)
    asked = (guards.stop_complete, guards.not_stopping_explained)
    return tuple(problem for guard in asked if (problem := guard(trial)) is not None)


def reporting_problems(
    facts: Facts, told: ReportTo, *, receiver: str, on: date | None, way: str
) -> tuple[Problem, ...]:
    """HZ30, HZ31: a report has a receiver, a day that is not to come, and a way."""
    code = "HZ30" if told is ReportTo.DEPARTMENT else "HZ31"
    found = []
    if told is ReportTo.DEPARTMENT and not receiver:
        found.append(Problem(code, "receiver", "填写接收报告的部门"))
    if on is None:
        found.append(Problem(code, "reported_on", "填写报告日期"))
    elif on > facts.today:
        found.append(Problem(code, "reported_on", f"报告日期不能晚于今天 {facts.today}"))
    elif facts.found_on is not None and on < facts.found_on:
        text = f"报告日期应不早于发现日期 {facts.found_on}"
        found.append(Problem(code, "reported_on", text))
    if not way:
        found.append(Problem(code, "way", "填写报告方式，如书面送达、系统填报、公示栏"))
    return tuple(found)
