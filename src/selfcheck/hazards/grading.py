"""Deciding a grade, and saying why something the law asks for at once is missing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from selfcheck import moments
from selfcheck.errors import NotReady, Problem
from selfcheck.hazards import rules, step_forms
from selfcheck.hazards.entry import allowed, begun, event, said
from selfcheck.hazards.pages import Office
from selfcheck.hazards.persons import is_among
from selfcheck.hazards.records import (
    GRADE_WORDS,
    Determination,
    Explanation,
    Hazard,
    HazardGrade,
    HazardState,
)
from selfcheck.hazards.states import facts_now


def grade(
    session: Session,
    office: Office,
    hazard_id: int,
    decided: HazardGrade,
    *,
    clauses: list[dict[str, Any]],
    reason: str,
    by: str,
    now: datetime,
    second_by: str = "",
    argument: str = "",
    argued_by: str = "",
    matched: Sequence[str] = (),
    unmatched: Sequence[str] = (),
    answers: dict[str, Any] | None = None,
) -> None:
    """Decide the grade, or decide it again (判定、改判), with the clauses as they stand today.

    待判 is kept as a decision but leaves the hazard where it is. Raises NotReady (HZ11–HZ13, HZ44).
    """
    facts = facts_now(session, office, hazard_id)
    step = "grade" if facts.state is HazardState.REGISTERED else "regrade"
    hazard, facts = allowed(session, office, hazard_id, step)
    reason, by, second_by, argument, argued_by = said(
        reason=reason, by=by, second_by=second_by, argument=argument, argued_by=argued_by
    )
    problems = step_forms.grading_problems(
        facts, decided, reason=reason, clauses=len(clauses), argument=argument,
        argued_by=argued_by, by=by, second_by=second_by,
    )  # fmt: skip
    if problems:
        raise NotReady(problems)
    session.add(
        Determination(
            hazard_id=hazard_id, grade=decided, clauses=clauses, matched=list(matched),
            unmatched=list(unmatched), answers=answers or {}, reason=reason, argument=argument,
            argued_by=argued_by, decided_by=by, second_by=second_by, at=moments.written(now),
        )
    )  # fmt: skip
    edit = _regraded(hazard, decided)
    hazard.grade = decided
    major = decided is HazardGrade.MAJOR
    cited = "；".join(f"{c.get('title', '')} {c.get('clause', '')}".strip() for c in clauses)
    hazard.basis = (cited or f"论证：{argument}") if major else ""
    moved = step == "grade" and decided is not HazardGrade.PENDING
    target = HazardState.GRADED if moved else None
    agreed = f"（{second_by}同意）" if second_by else ""
    event(
        session, hazard, "grade", by=by, now=now, words=reason + agreed, state_to=target,
        edits=edit,
    )  # fmt: skip


def _regraded(hazard: Hazard, decided: HazardGrade) -> list[dict[str, str]]:
    old, new = GRADE_WORDS[hazard.grade], GRADE_WORDS[decided]
    return [{"field": "grade", "old": old, "new": new}]


_EXPLAINED = frozenset(duty.key for duty in rules.AT_ONCE)


def explain(
    session: Session,
    office: Office,
    hazard_id: int,
    about: str,
    *,
    reason: str,
    confirmed_by: str,
    by: str,
    now: datetime,
) -> None:
    """Say why a stop, a plan or a report is missing (`about`: stop, plan, report); it is printed.

    Raises NotReady (HZ50) without a reason or when somebody else confirms, ValueError for anything else to
    be said about.
    """
    if about not in _EXPLAINED:
        raise ValueError(about)
    reason, confirmed_by = said(reason=reason, confirmed_by=confirmed_by)
    problems = []
    if not reason:
        problems.append(Problem("HZ50", "reason", "写明现在做不到的原因和补上的时间"))
    if not is_among(confirmed_by, office.principals):
        problems.append(Problem("HZ50", "confirmed_by", "由主要负责人确认，选择主要负责人"))
    if problems:
        raise NotReady(problems)
    hazard = begun(session, hazard_id)
    at = moments.written(now)
    session.add(
        Explanation(
            hazard_id=hazard_id, about=about, reason=reason, confirmed_by=confirmed_by, at=at
        )
    )
    event(session, hazard, "explain", by=by, now=now, words=f"{reason}（{confirmed_by}确认）")
