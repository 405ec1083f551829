"""What the rows of the ledger are made of, read in a few questions however many there are.

No object is made of a hazard: ten thousand rows take a third of a second.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from selfcheck.hazards import states
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import (
    OVER,
    Hazard,
    HazardGrade,
    HazardReport,
    HazardState,
    ReportTo,
    Stop,
)

_DONE = (
    *OVER,
    HazardState.ACCEPTED,
)  # what was stopped is told to the end, though it runs again
_AT_ONCE = 500  # SQLite takes a limited number of values in one question


class Kept(NamedTuple):
    """The columns of a hazard that rows are made of: ten thousand of them are read without an object each."""

    id: int
    number: str
    state: HazardState
    grade: HazardGrade
    description: str
    location: str
    part: str
    source: str
    found_by: str
    anonymous: bool
    found_on: date | None
    accident_type: str
    basis: str
    measures: str
    budget_fen: int | None
    spent_fen: int | None
    owner: str
    department: str
    deadline: date | None
    safeguards: str
    rectified_on: date | None
    result: str
    acceptor: str
    accepted_on: date | None
    on_site: bool
    supervised: bool
    supervision_number: str
    closed_at: str
    recurrences: int
    void_reason: str


_COLUMNS = tuple(col(getattr(Hazard, name)) for name in Kept._fields)


class Row(NamedTuple):
    """What one row of the ledger tells of."""

    hazard: Kept
    stop: Stop | None
    department: HazardReport | None
    workers: HazardReport | None


def rows(session: Session, office: Office, ids: Sequence[int]) -> Iterator[Row]:
    """The rows of these hazards, in their order; one that was taken back meanwhile is left out."""
    for start in range(0, len(ids), _AT_ONCE):
        part = list(ids[start : start + _AT_ONCE])
        asked = sa_select(*_COLUMNS).where(col(Hazard.id).in_(part))
        kept = map(Kept._make, session.connection().execute(asked))
        hazards = {hazard.id: hazard for hazard in kept}
        stops = {
            stop.hazard_id: stop
            for stop in session.exec(
                select(Stop).where(col(Stop.hazard_id).in_(part)).order_by(col(Stop.id))
            )
        }
        reports = _reports(session, office, hazards)
        for one in part:
            if one not in hazards:
                continue  # taken back since the list was asked for
            hazard, stop = hazards[one], stops.get(one)
            holds = stop is None or not stop.resumed_at or hazard.state in _DONE
            yield Row(
                hazard,
                stop if holds else None,
                reports.get((one, ReportTo.DEPARTMENT)),
                reports.get((one, ReportTo.WORKERS)),
            )


def _reports(
    session: Session, office: Office, hazards: Mapping[int, Kept]
) -> dict[tuple[int, ReportTo], HazardReport]:
    """The newest report to each of the two; of a hazard that came back only those made since."""
    asked = select(HazardReport).where(col(HazardReport.hazard_id).in_(list(hazards)))
    found = {
        (report.hazard_id, report.told): report
        for report in session.exec(asked.order_by(col(HazardReport.id)))
    }
    again = [number for number, hazard in hazards.items() if hazard.recurrences]
    for number, whole in zip(again, states.wholes(session, office, again), strict=True):
        for told in ReportTo:
            found.pop((number, told), None)
        for report in reversed(states.reports_that_count(whole)):
            found[number, report.told] = report
    return found
