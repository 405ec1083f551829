"""What is told with a step (a reason, an approver, a day), checked where it is told: values in, problems out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from selfcheck.entered import tidy
from selfcheck.errors import Problem
from selfcheck.hazards import guards
from selfcheck.hazards.facts import Facts, StopFacts
from selfcheck.hazards.persons import is_among, same_person
from selfcheck.hazards.records import OVER, HazardGrade, HazardState, ReportTo, StopScope
from selfcheck.hazards.rules import LONGEST_TEXT, LONGEST_WORD

EARLIEST, LATEST = date(1949, 10, 1), date(2099, 12, 31)  # beyond: a slip of the keyboard
_MOST_FEN = 10_000_000_000_00  # ten thousand million yuan: more is one, too
_NARROW_TO_WIDE = (StopScope.NONE, StopScope.EQUIPMENT, StopScope.PART, StopScope.WHOLE)


# how each thing that is told is called, and whether it is a word or a text
_SAID = {
    "reason": ("理由", "text"),
    "argument": ("论证", "text"),
    "note": ("备注", "text"),
    "interim": ("临时措施", "text"),
    "what": ("停用对象", "word"),
    "stopped_at": ("停用时间", "word"),
    "resumed_at": ("恢复使用时间", "word"),
    "receiver": ("接收报告的部门", "word"),
    "way": ("报告方式", "word"),
    "by": ("判定人", "word"),
    "second_by": ("同意人", "word"),
    "argued_by": ("论证人", "word"),
    "decided_by": ("决定人", "word"),
    "approved_by": ("批准人", "word"),
    "resumed_by": ("批准人", "word"),
    "confirmed_by": ("确认人", "word"),
}


def tidied(name: str, text: str) -> str:
    """What is told with a step, made fit to be kept; a word has one line."""
    text = tidy(text)
    return text if _SAID[name][1] == "text" else " ".join(text.split())


def length_problems(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """HZ46 of everything that is told with a step."""
    found = (
        text_problem(name, _SAID[name][0], text, short=_SAID[name][1] == "word")
        for name, text in texts.items()
    )
    return tuple(problem for problem in found if problem is not None)


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


def moment_problem(
    code: str, where: str, words: str, moment: str, today: date
) -> Problem | None:
    """A moment told as 2026-11-16 09:40, or its day alone, that is not to come; else under the step's code."""
    try:
        day = datetime.fromisoformat(moment).date()
    except ValueError:
        return Problem(code, where, f"“{words}”写成 2026-11-16 09:40 这样")
    if day > today:
        return Problem(code, where, f"“{words}”不能晚于今天 {today}")
    return None if day >= EARLIEST else Problem(code, where, f"检查“{words}”的年份")


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
        elif same_person(second_by, by):
            text = f"同意降级的人须是判定人{by}以外的人"
            found.append(Problem("HZ13", "second_by", text))
    return tuple(found)


def resuming_problems(facts: Facts, *, at: str, approved_by: str) -> tuple[Problem, ...]:
    """HZ20: use is resumed with the principal's approval, after the stop and not before the acceptance."""
    found = []
    if not approved_by:
        found.append(Problem("HZ20", "resumed_by", "选择批准恢复使用的主要负责人"))
    elif facts.major and not is_among(approved_by, facts.principals):
        found.append(Problem("HZ20", "resumed_by", "重大隐患恢复使用由主要负责人批准"))
    if not at:
        found.append(Problem("HZ20", "resumed_at", "填写恢复使用的时间"))
    elif (
        problem := moment_problem("HZ20", "resumed_at", "恢复使用时间", at, facts.today)
    ) is not None:
        found.append(problem)
    elif facts.stop is not None and at < facts.stop.stopped_at:
        text = f"恢复使用应晚于停用时间 {facts.stop.stopped_at}"
        found.append(Problem("HZ20", "resumed_at", text))
    elif facts.major and facts.accepted_on and at[:10] < facts.accepted_on.isoformat():
        text = f"恢复使用应不早于验收日期 {facts.accepted_on}"
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
    elif until > LATEST:
        found.append(Problem("HZ33", "until", f"检查年份，新的期限不晚于 {LATEST}"))
    if not reason:
        found.append(Problem("HZ33", "reason", "写明延期的理由"))
    if not approved_by:
        found.append(Problem("HZ33", "approved_by", "填写批准人"))
    elif same_person(approved_by, facts.owner):
        text = f"批准人须是整改责任人{facts.owner}以外的人"
        found.append(Problem("HZ33", "approved_by", text))
    elif facts.major and not is_among(approved_by, facts.principals):
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
    if facts.major and (not second_by or same_person(second_by, by)):
        text = "重大隐患作废要第二个人同意，填写作废人以外的姓名"
        found.append(Problem("HZ42", "second_by", text))
    return tuple(found)


def merging_problems(facts: Facts, into: Facts | None) -> tuple[Problem, ...]:
    """HZ43: merged into another open hazard, never a major one into a lesser, nor a stopped one into one
    that lets things run on."""
    if into is None or into.hazard_id == facts.hazard_id:
        return (Problem("HZ43", "into", "选择并入哪一条隐患，填它的编号"),)
    if into.state in (*OVER, HazardState.DRAFT, HazardState.ACCEPTED):
        text = f"{into.number} 不是正在办理的隐患，不能并入"
        return (Problem("HZ43", "into", text),)
    if facts.major and not into.major:
        text = f"{into.number} 不是重大隐患，重大隐患不能并入等级更低的"
        return (Problem("HZ43", "into", text),)
    if facts.stopped and not into.stopped:
        text = f"{facts.number} 还在停用，先在 {into.number} 登记停用，再并案"
        return (Problem("HZ43", "into", text),)
    return ()


def stopping_problems(
    scope: StopScope | None, *, stopped_at: str, today: date
) -> tuple[Problem, ...]:
    """HZ14: what is chosen for a stop, and a time that is not to come."""
    if scope is None:
        return (Problem("HZ14", "scope", "选择停用范围"),)
    if not stopped_at:
        running_on = scope is StopScope.NONE
        return () if running_on else (Problem("HZ14", "stopped_at", "填写停用时间"),)
    problem = moment_problem("HZ14", "stopped_at", "停用时间", stopped_at, today)
    return () if problem is None else (problem,)


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
    """HZ16, HZ17: what the form of a stop still lacks · HZ51: a stop is never narrowed by another.

    Asked of the same guards as the steps; a stop is told whole even before the hazard is graded.
    """
    if (
        facts.stop is not None
        and facts.stopped
        and _NARROW_TO_WIDE.index(scope) < _NARROW_TO_WIDE.index(facts.stop.scope)
    ):
        text = "停用的范围不能在这里缩小：验收通过后登记恢复使用"
        return (Problem("HZ51", "scope", text),)
    told = StopFacts(scope, what, stopped_at, decided_by, interim, reason, resumed=False)
    trial = replace(facts, stop=told, grade=HazardGrade.MAJOR)
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
