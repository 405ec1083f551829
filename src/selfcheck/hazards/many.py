"""Many hazards at once, as they were ticked in the list: what they are, what each allows, a later day for all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from selfcheck.errors import NotReady, Problem
from selfcheck.hazards import rules, treatment
from selfcheck.hazards.actions import write
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import OVER, STATE_WORDS, Hazard, HazardGrade, HazardState

AT_ONCE = 500  # hazards changed in one go: more than that is a new plan, not a correction
_NAMED = 3
_PART = 10_000  # ids in one question
_ASKED_ONE_BY_ONE = 2000  # ids; for more it is quicker to go through all hazards
_HANDED_OVER = (HazardState.AWAITING, HazardState.ACCEPTED)


@dataclass(frozen=True)
class Ticked:
    """One of the ticked hazards; `refused` says why it cannot take part, empty when it can."""

    hazard_id: int
    number: str
    description: str
    owner: str
    deadline: date | None
    extends: bool  # a new day for it is an extension, with reason and approver
    refused: str


@dataclass(frozen=True)
class TickedFigures:
    """What the bar below the list says of them."""

    count: int
    major: int


def figures(session: Session, ids: Sequence[int]) -> TickedFigures:
    """How many of the ticked hazards there still are, and how many of them are major."""
    if len(ids) > _ASKED_ONE_BY_ONE:
        ticked = set(ids)
        there = sum(one in ticked for one in session.exec(select(Hazard.id)))
        major = select(Hazard.id).where(Hazard.grade == HazardGrade.MAJOR)
        return TickedFigures(there, sum(one in ticked for one in session.exec(major)))
    among = select(func.count(col(Hazard.id))).where(col(Hazard.id).in_(list(ids)))
    major_among = among.where(Hazard.grade == HazardGrade.MAJOR)
    return TickedFigures(session.exec(among).one(), session.exec(major_among).one())


def for_owner(session: Session, ids: Sequence[int]) -> tuple[Ticked, ...]:
    """The ticked hazards, with those whose owner can no longer be named."""
    return tuple(_ticked(hazard, _over(hazard)) for hazard in _read(session, ids))


def for_deadline(session: Session, ids: Sequence[int]) -> tuple[Ticked, ...]:
    """The ticked hazards, with those whose deadline can no longer be moved."""
    found = []
    for hazard in _read(session, ids):
        refused = _over(hazard)
        if hazard.state in _HANDED_OVER:
            refused = f"{STATE_WORDS[hazard.state]}，整改已经做完"
        found.append(_ticked(hazard, refused))
    return tuple(found)


def for_notice(session: Session, ids: Sequence[int]) -> tuple[Ticked, ...]:
    """The ticked hazards, with those nobody is to be told to put right (整改通知单)."""
    found = []
    for hazard in _read(session, ids):
        void = hazard.state in (HazardState.VOID, HazardState.MERGED)
        refused = STATE_WORDS[hazard.state] if void else ""
        if hazard.state is HazardState.DRAFT:
            refused = "还没有登记"
        found.append(_ticked(hazard, refused))
    return tuple(found)


def _over(hazard: Hazard) -> str:
    return STATE_WORDS[hazard.state] if hazard.state in OVER else ""


def _ticked(hazard: Hazard, refused: str) -> Ticked:
    assert hazard.id is not None
    bound = hazard.state in rules.STEPS["extend"].sources
    return Ticked(
        hazard_id=hazard.id,
        number=hazard.number,
        description=hazard.description,
        owner=hazard.owner,
        deadline=hazard.deadline,
        extends=hazard.deadline is not None and bound,
        refused=refused,
    )


def move_deadlines(
    session: Session,
    office: Office,
    ids: Sequence[int],
    *,
    until: date | None,
    reason: str = "",
    approved_by: str = "",
    by: str,
    now: datetime,
) -> None:
    """One day for all: set where there was none, an extension where there was one.

    Raises NotReady with what any of them lacks (HZ03, HZ33, HZ44); nothing is changed then.
    """
    told: dict[Problem, list[str]] = {}
    ticked = for_deadline(session, ids)
    for one in ticked:
        try:
            _move(
                session, office, one, until=until, reason=reason, approved_by=approved_by,
                by=by, now=now,
            )  # fmt: skip
        except NotReady as refusal:
            for problem in refusal.problems:
                told.setdefault(problem, []).append(one.number)
    if told:
        raise NotReady([_named(p, numbers, len(ticked)) for p, numbers in told.items()])


def _move(
    session: Session,
    office: Office,
    one: Ticked,
    *,
    until: date | None,
    reason: str,
    approved_by: str,
    by: str,
    now: datetime,
) -> None:
    if one.refused:
        raise NotReady([Problem("HZ44", "state", f"{one.refused}，不能调整期限")])
    wanted = Problem("HZ33", "until", "填写整改期限")
    if one.extends:
        try:
            treatment.extend(
                session, office, one.hazard_id, until=until, reason=reason,
                approved_by=approved_by, by=by, now=now,
            )  # fmt: skip
        except NotReady as refusal:
            found = refusal.problems
            if until is None:  # the same words for those that had no day yet
                found = (wanted, *(p for p in found if p.where != "until"))
            raise NotReady(found) from None
        return
    if until is None:
        raise NotReady([wanted])
    if until < office.today:
        raise NotReady([Problem("HZ33", "until", f"整改期限应不早于今天 {office.today}")])
    write(session, office, one.hazard_id, "deadline", until, by=by, now=now)


def _named(problem: Problem, numbers: Sequence[str], of: int) -> Problem:
    """What holds for some of them only is said with their numbers."""
    if len(numbers) == of:
        return problem
    named = "、".join(numbers[:_NAMED]) + (
        f" 等 {len(numbers)} 项" if len(numbers) > _NAMED else ""
    )
    return replace(problem, text=f"{named}：{problem.text}")


def _read(session: Session, ids: Sequence[int]) -> Iterator[Hazard]:
    for part in _parts(ids):
        rows = session.exec(select(Hazard).where(col(Hazard.id).in_(part))).all()
        kept = {row.id: row for row in rows}
        yield from (kept[one] for one in part if one in kept)


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _PART):
        yield list(ids[start : start + _PART])
