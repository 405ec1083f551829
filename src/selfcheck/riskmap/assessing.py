"""A unit assessed before and after its measures in one go: all of it is kept, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from selfcheck.errors import NotReady, Problem
from selfcheck.riskmap import actions
from selfcheck.riskmap.records import Method, RiskLevel


@dataclass(frozen=True)
class Judged:
    """What was chosen for one side: the inherent risk, or the one that is left with measures."""

    inherent: bool
    method: Method
    factors: Mapping[str, str]
    direct: str = ""

    @property
    def side(self) -> str:
        """What begins the `where` of a problem of this side."""
        return "inherent" if self.inherent else "residual"


def assess_unit(
    session: Session,
    unit_id: int,
    judged: Sequence[Judged],
    *,
    people: str,
    reason: str = "",
    assessed_on: date | None,
    next_review: date | None,
    today: date,
    now: datetime,
) -> RiskLevel:
    """Assess the sides that were judged, on one day by the same people; returns the level of the last.

    Raises NotReady (RK10–RK13); what belongs to one side is told at "inherent.factor.L", "residual.direct" …
    """
    problems: list[Problem] = []
    level = RiskLevel.LOW
    for one in judged:
        try:
            level = actions.assess(
                session, unit_id, inherent=one.inherent, method=one.method,
                factors=one.factors, direct=one.direct, people=people, reason=reason,
                assessed_on=assessed_on, next_review=next_review, today=today, now=now,
            )  # fmt: skip
        except NotReady as refused:
            for problem in refused.problems:
                own = problem.where.startswith(("factor.", "direct"))
                where = f"{one.side}.{problem.where}" if own else problem.where
                told = replace(problem, where=where)
                if told not in problems:
                    problems.append(told)
    if problems:
        raise NotReady(problems)
    return level
