"""How every action of the ledger begins, what it leaves in the hazard's history, and the numbers it gives."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from selfcheck import moments
from selfcheck.errors import NotReady, Problem
from selfcheck.hazards import rules, step_forms
from selfcheck.hazards.facts import Facts
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import (
    OVER,
    Hazard,
    HazardEvent,
    HazardState,
)
from selfcheck.hazards.states import facts_now
from selfcheck.history import HistoryLine
from selfcheck.rounds import withdraw_approval

_PER_YEAR = 1_000_000  # numbers of a year: 2026_000_052


def next_serial(session: Session, year: int) -> int:
    """The first number of a year that was never given: a number is not given twice."""
    first = year * _PER_YEAR
    place = select(func.max(Hazard.serial)).where(
        col(Hazard.serial) >= first, col(Hazard.serial) < first + _PER_YEAR
    )
    newest = max(session.exec(place).one() or first, _newest_taken_back(session, year))
    # an older ledger may have brought numbers of the same form
    while session.exec(select(Hazard.id).where(Hazard.number == number_of(newest + 1))).first():
        newest += 1
    return newest + 1


def _newest_taken_back(session: Session, year: int) -> int:
    """The highest number of a draft that was taken back: its row is gone, the change log knows it."""
    place = select(HistoryLine.line).where(
        col(HistoryLine.line).startswith('{"action":"hazards.discard"')
    )
    given = [
        change["old"]["serial"] or 0
        for line in session.exec(place)
        for change in json.loads(line)["changes"]
        if change["table"] == Hazard.__tablename__
    ]
    return max((serial for serial in given if serial // _PER_YEAR == year), default=0)


def number_of(serial: int) -> str:
    """YH-2026-052."""
    year, count = divmod(serial, _PER_YEAR)
    return f"YH-{year}-{count:03d}"


def event(
    session: Session,
    hazard: Hazard,
    kind: str,
    *,
    by: str,
    now: datetime,
    words: str = "",
    state_to: HazardState | None = None,
    edits: Sequence[dict[str, str]] = (),
    evidence: Sequence[int] = (),
    touches: bool = True,
) -> None:
    """Write a line of the hazard's history, and move its state if it moves.

    `touches`: the hazard counts as changed by it; False for what leaves it as it was.
    """
    assert hazard.id is not None
    at = moments.written(now)
    session.add(
        HazardEvent(
            hazard_id=hazard.id,
            at=at,
            by=by,
            kind=kind,
            state_from=hazard.state.value if state_to else "",
            state_to=state_to.value if state_to else "",
            words=words,
            edits=list(edits),
            evidence=list(evidence),
        )
    )
    if state_to is not None:
        hazard.state = state_to
    if touches:
        hazard.changed_at = at


def begun(session: Session, hazard_id: int, *, open_only: bool = True) -> Hazard:
    """The hazard, about to be changed; an approval that was given is withdrawn.

    Raises NotReady (HZ44) when it is closed, merged or void.
    """
    hazard = (
        session.get_one(Hazard, hazard_id) if not open_only else unended(session, hazard_id)
    )
    withdraw_approval(session)
    return hazard


def unended(session: Session, hazard_id: int) -> Hazard:
    """The hazard, if it may still be changed. Raises NotReady (HZ44) when it is closed, merged or void."""
    hazard = session.get_one(Hazard, hazard_id)
    if hazard.state in OVER:
        text = f"{hazard.number} 已经结束，不能再改；复发的重新打开，要补充的写备注"
        raise NotReady([Problem("HZ44", "state", text)])
    return hazard


def allowed(
    session: Session, office: Office, hazard_id: int, step: str
) -> tuple[Hazard, Facts]:
    """The hazard and its facts when a step may be taken.

    Raises NotReady with everything that the step still lacks.
    """
    facts = facts_now(session, office, hazard_id)
    lacking = [p for p in rules.missing(rules.STEPS[step], facts) if p.blocking]
    if lacking:
        raise NotReady(lacking)
    withdraw_approval(session)
    return session.get_one(Hazard, hazard_id), facts


def said(**texts: str) -> tuple[str, ...]:
    """What is told with a step, made fit to be kept, in the order given. Raises NotReady (HZ46) when too long."""
    told = {name: step_forms.tidied(name, text) for name, text in texts.items()}
    if problems := step_forms.length_problems(told):
        raise NotReady(problems)
    return tuple(told.values())
