"""What is asked about imports: the hazards a file may speak of, the imports that were made, what each made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from selfcheck.hazards.entry import number_of
from selfcheck.hazards.import_plan import Known, KnownHazard
from selfcheck.hazards.import_values import TAKEN
from selfcheck.hazards.records import (
    Determination,
    Hazard,
    HazardEvent,
    HazardGrade,
    HazardState,
    ImportBatch,
)
from selfcheck.hazards.spreadsheet.imported import ImportedRow

_AT_ONCE = 500  # SQLite takes a limited number of values in one question
_ABOUT = ("id", "number", "serial", "import_key", "state", "grade", "anonymous")


@dataclass(frozen=True)
class Batch:
    """One import as the list of imports shows it."""

    batch_id: int
    file: str
    sheet: str
    at: str
    by: str
    rows_new: int
    rows_changed: int
    finished: bool


@dataclass(frozen=True)
class Made:
    """What an import made and changed, by the ids of the hazards."""

    new: tuple[int, ...]
    changed: tuple[int, ...]


def event_words(file: str, row: int, batch_id: int, told: Iterable[str]) -> str:
    """The first line of an imported hazard: where it comes from, and what no field holds."""
    parts = "；".join(part for part in told if part)
    where = f"{file} 第 {row} 行"
    return f"{where}；{parts}{_mark(batch_id)}" if parts else f"{where}{_mark(batch_id)}"


def _mark(batch_id: int) -> str:
    return f"（导入批次 {batch_id}）"


def ours(batch_id: int) -> ColumnElement[bool]:
    """The lines of history that an import wrote."""
    words = col(HazardEvent.words).like(f"%{_mark(batch_id)}")
    return and_(col(HazardEvent.kind) == "import", words)


def known(session: Session, rows: Sequence[ImportedRow]) -> Known:
    """The hazards that the rows of a file may speak of, by key and by number."""
    found: dict[int, KnownHazard] = {}
    for name, told in (
        ("import_key", [row.key for row in rows]),
        ("number", [row.number for row in rows if row.number]),
    ):
        for part in _parts(told):
            found.update(_known(session, col(getattr(Hazard, name)).in_(part)))
    return Known(
        by_key={one.import_key: one for one in found.values() if one.import_key},
        by_number={one.number: one for one in found.values()},
    )


def _parts(values: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield list(values[start : start + _AT_ONCE])


def _known(session: Session, chosen: ColumnElement[bool]) -> dict[int, KnownHazard]:
    columns = [getattr(Hazard, name) for name in (*_ABOUT, *TAKEN)]
    rows = session.connection().execute(sa_select(*columns).where(chosen)).all()
    among = select(Hazard.id).where(chosen)
    worked = set(
        session.exec(
            select(HazardEvent.hazard_id)
            .where(col(HazardEvent.hazard_id).in_(among), HazardEvent.kind != "import")
            .distinct()
        )
    )
    graded = set(
        session.exec(
            select(Determination.hazard_id)
            .where(col(Determination.hazard_id).in_(among))
            .distinct()
        )
    )
    found = {}
    for hazard_id, number, serial, key, state, grade, anonymous, *values in rows:
        found[hazard_id] = KnownHazard(
            hazard_id=hazard_id,
            number=number,
            own_number=serial is not None and number_of(serial) == number,
            import_key=key,
            state=HazardState(state),
            grade=HazardGrade(grade),
            anonymous=anonymous,
            determined=hazard_id in graded,
            worked_on=hazard_id in worked,
            values=dict(zip(TAKEN, values, strict=True)),
        )
    return found


def batches(session: Session) -> tuple[Batch, ...]:
    """Every import that was not taken back, newest first."""
    names = ("id", "file", "sheet", "at", "by", "rows_new", "rows_changed", "finished")
    columns = [
        getattr(ImportBatch, name) for name in names
    ]  # not what was replaced: it is much
    asked = sa_select(*columns).order_by(col(ImportBatch.id).desc())
    return tuple(Batch(*row) for row in session.connection().execute(asked))


def unfinished(session: Session) -> Batch | None:
    """The import that stopped half-way and is to be taken back; None when there is none."""
    return next((one for one in batches(session) if not one.finished), None)


def made(session: Session, batch_id: int) -> Made:
    """What an import made and changed: the hazards that taking it back concerns."""
    batch = session.get_one(ImportBatch, batch_id)
    marked = session.exec(select(HazardEvent.hazard_id).where(ours(batch_id))).all()
    new = session.exec(select(Hazard.id).where(Hazard.batch_id == batch_id)).all()
    created = {one for one in new if one is not None}
    changed = (one for one in marked if one not in created and str(one) in batch.before)
    return Made(tuple(sorted(created)), tuple(sorted(set(changed))))


def worked_on(session: Session, batch_id: int) -> dict[int, str]:
    """The hazards of an import with which something was done since: id → number."""
    found = made(session, batch_id)
    marks: dict[int, int] = {}
    for hazard_id, event_id in session.exec(
        select(HazardEvent.hazard_id, HazardEvent.id).where(ours(batch_id))
    ):
        marks[hazard_id] = max(marks.get(hazard_id, 0), event_id or 0)
    since = set()
    ids = [*found.new, *found.changed]
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        asked = select(HazardEvent.hazard_id, HazardEvent.id)
        for hazard_id, event_id in session.exec(
            asked.where(col(HazardEvent.hazard_id).in_(part))
        ):
            if (event_id or 0) > marks.get(hazard_id, 0):
                since.add(hazard_id)
    asked_numbers = select(Hazard.id, Hazard.number).order_by(col(Hazard.id))
    numbers: dict[int, str] = {}
    ordered = sorted(since)
    for start in range(0, len(ordered), _AT_ONCE):
        part = ordered[start : start + _AT_ONCE]
        for one, number in session.exec(asked_numbers.where(col(Hazard.id).in_(part))):
            numbers[one or 0] = number
    return numbers
