"""Taking over an older ledger, in small transactions, so that it can be taken back whole.

The batch comes first and is not finished; then the rows, some hundreds at a time; then it is finished. Taking
back goes the other way round. So whatever a cancelled or a crashed program leaves half-way is known.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.errors import NotReady, Problem
from selfcheck.hazards.entry import next_serial, number_of
from selfcheck.hazards.import_batches import event_words, ours, unfinished, worked_on
from selfcheck.hazards.import_plan import ChangedHazard, NewHazard
from selfcheck.hazards.records import (
    Determination,
    Hazard,
    HazardEvent,
    HazardGrade,
    HazardState,
    ImportBatch,
)
from selfcheck.rounds import withdraw_approval

AT_ONCE = 200  # rows of one transaction: the window answers in between
BACK_AT_ONCE = (
    50  # deleting looks whether any other hazard was merged into it: that takes longer
)
_NAMED = 5
_OWN_NUMBER = re.compile(r"YH-(20\d\d)-(\d{3,6})")
_PER_YEAR = 1_000_000


def serial_of(number: str) -> int | None:
    """The serial of a number as this program gives them; None for a number of another kind."""
    match = _OWN_NUMBER.fullmatch(number)
    serial = int(match[1]) * _PER_YEAR + int(match[2]) if match else 0
    return serial if match and number_of(serial) == number else None


def first_free(new: Sequence[NewHazard]) -> dict[int, int]:
    """For each year the first serial that lies behind the numbers which the rows bring along."""
    found: dict[int, int] = {}
    for one in new:
        if serial := serial_of(one.number):
            year = serial // _PER_YEAR
            found[year] = max(found.get(year, 0), serial + 1)
    return found


def start(
    session: Session,
    changed: Sequence[ChangedHazard],
    *,
    file: str,
    sha256: str,
    sheet: str,
    by: str,
    now: datetime,
) -> int:
    """Begin an import and keep what it will replace; returns the batch's id.

    Raises NotReady (HZ62) while another import waits half-way to be taken back.
    """
    if (left := unfinished(session)) is not None:
        text = f"上次导入“{left.file}”没有做完，先撤回它，再导入新的"
        raise NotReady([Problem("HZ62", "batch", text)])
    withdraw_approval(session)
    before: dict[str, Any] = {}
    for hazard, one in _still_as_told(session, changed):
        kept = {edit.name: _plain(getattr(hazard, edit.name)) for edit in one.edits}
        before[str(hazard.id)] = {**kept, "changed_at": hazard.changed_at}
    batch = ImportBatch(
        file=file, sha256=sha256, sheet=sheet, at=moments.written(now), by=by, before=before
    )
    session.add(batch)
    session.flush()
    assert batch.id is not None
    return batch.id


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _still_as_told(
    session: Session, changed: Sequence[ChangedHazard]
) -> list[tuple[Hazard, ChangedHazard]]:
    """The hazards that stand as they stood when the change was planned; others are left alone."""
    found = []
    for start_at in range(0, len(changed), AT_ONCE):
        part = changed[start_at : start_at + AT_ONCE]
        asked = select(Hazard).where(col(Hazard.id).in_([one.hazard_id for one in part]))
        rows = {hazard.id: hazard for hazard in session.exec(asked)}
        found += [
            (hazard, one)
            for one in part
            if (hazard := rows.get(one.hazard_id)) is not None
            and all(getattr(hazard, edit.name) == edit.old for edit in one.edits)
        ]
    return found


def take_new(
    session: Session,
    batch_id: int,
    new: Sequence[NewHazard],
    *,
    file: str,
    free: Mapping[int, int],
    by: str,
    now: datetime,
) -> None:
    """Make hazards of some rows; `free` are the serials that `first_free` tells for the whole file."""
    withdraw_approval(session)
    at = moments.written(now)
    following = dict[int, int]()
    given = _given(session, new)
    hazards, notes = [], []
    for one in new:
        free_number = one.number not in given
        serial = serial_of(one.number) if free_number else None
        number = one.number if free_number else ""
        if not number:
            found_on = one.values.get("found_on")
            year = found_on.year if isinstance(found_on, date) else now.year
            serial = following.get(year) or max(next_serial(session, year), free.get(year, 0))
            following[year] = serial + 1
            number = number_of(serial)
        hazards.append(_hazard(one, batch_id, number, serial, by=by, at=at))
        notes.append("" if free_number else f"旧编号：{one.number}")
    session.add_all(hazards)
    session.flush()
    for hazard, one, note in zip(hazards, new, notes, strict=True):
        assert hazard.id is not None
        told = (one.standing.words, note, one.remarks)
        words = event_words(file, one.row, batch_id, told)
        # lists that are given save looking for their defaults, which takes longer than all the rest
        session.add(
            HazardEvent(
                hazard_id=hazard.id, at=at, by=by, kind="import",
                state_to=hazard.state.value, words=words, edits=[], evidence=[],
            )
        )  # fmt: skip
        if hazard.grade is HazardGrade.GENERAL and hazard.state is not HazardState.CLOSED:
            session.add(
                Determination(
                    hazard_id=hazard.id, grade=hazard.grade, reason="旧台账记为一般，沿用",
                    decided_by=by, at=at, clauses=[], matched=[], unmatched=[], answers={},
                )
            )  # fmt: skip


def _given(session: Session, new: Sequence[NewHazard]) -> frozenset[str]:
    """The numbers that somebody else was given since the rows were planned."""
    wanted = [one.number for one in new if one.number]
    return frozenset(session.exec(select(Hazard.number).where(col(Hazard.number).in_(wanted))))


def _hazard(
    one: NewHazard, batch_id: int, number: str, serial: int | None, *, by: str, at: str
) -> Hazard:
    standing = one.standing
    hazard = Hazard(
        number=number, serial=serial, state=standing.state, grade=standing.grade,
        recorded_at=at, changed_at=at, batch_id=batch_id, import_key=one.key,
    )  # fmt: skip
    for name, value in one.values.items():
        setattr(hazard, name, value)
    if standing.state is HazardState.CLOSED:
        day = standing.closed_on
        hazard.closed_at = f"{day.isoformat()}T00:00:00+08:00" if day else at
        hazard.closed_by = by
    return hazard


def take_changed(
    session: Session,
    batch_id: int,
    changed: Sequence[ChangedHazard],
    *,
    file: str,
    by: str,
    now: datetime,
) -> None:
    """Change what describes some hazards; one that was changed a moment ago is left alone."""
    withdraw_approval(session)
    at = moments.written(now)
    for hazard, one in _still_as_told(session, changed):
        for edit in one.edits:
            setattr(hazard, edit.name, edit.new)
        hazard.changed_at = at
        session.add(
            HazardEvent(
                hazard_id=one.hazard_id, at=at, by=by, kind="import",
                words=event_words(file, one.row, batch_id, ()),
                edits=[
                    {"field": edit.name, "old": edit.old_told, "new": edit.new_told}
                    for edit in one.edits
                ],
                evidence=[],
            )
        )  # fmt: skip


def finish(session: Session, batch_id: int, *, rows_new: int, rows_changed: int) -> None:
    """All rows are in: from now on the import stands."""
    batch = session.get_one(ImportBatch, batch_id)
    batch.rows_new, batch.rows_changed, batch.finished = rows_new, rows_changed, True


def begin_undo(
    session: Session, batch_id: int, *, keep: bool = False, reported: str = ""
) -> None:
    """Begin to take an import back; from now on it counts as half done.

    `keep`: hazards that were worked on since stay, and no longer belong to the import. `reported` is the
    moment of the last signed submission. Raises NotReady (HZ61 worked on since, HZ63 reported since).
    """
    batch = session.get_one(ImportBatch, batch_id)
    if batch.finished and reported and batch.at <= reported:
        text = f"这次导入的隐患已写进 {reported[:10]} 签署的报送，不能整批撤销；不是隐患的，逐条作废"
        raise NotReady([Problem("HZ63", "batch", text)])
    since = worked_on(session, batch_id)
    if since and not keep:
        raise NotReady([Problem("HZ61", "batch", _named(since))])
    withdraw_approval(session)
    for hazard_id in since:
        hazard = session.get_one(Hazard, hazard_id)
        if hazard.batch_id == batch_id:
            hazard.batch_id = None
    if since:
        batch.before = {k: v for k, v in batch.before.items() if int(k) not in since}
    batch.finished = False


def _named(numbers: Mapping[int, str]) -> str:
    told = "、".join(list(numbers.values())[:_NAMED])
    more = f" 等 {len(numbers)} 条" if len(numbers) > _NAMED else ""
    return f"{told}{more}导入后在本程序里办理过；可以保留这些，撤销其余的"


def take_back(
    session: Session, batch_id: int, new: Sequence[int], changed: Sequence[int]
) -> None:
    """Take some hazards of an import away again, and give others back what stood there before."""
    ids = [*new, *changed]
    lines = select(HazardEvent).where(col(HazardEvent.hazard_id).in_(ids), ours(batch_id))
    for line in session.exec(lines).all():
        session.delete(line)
    grades = select(Determination).where(col(Determination.hazard_id).in_(list(new)))
    for grade in session.exec(grades).all():
        session.delete(grade)
    session.flush()
    for hazard in session.exec(select(Hazard).where(col(Hazard.id).in_(list(new)))).all():
        session.delete(hazard)
    if changed:
        _restore(session, batch_id, changed)


def _restore(session: Session, batch_id: int, changed: Sequence[int]) -> None:
    before = session.get_one(ImportBatch, batch_id).before
    for hazard in session.exec(select(Hazard).where(col(Hazard.id).in_(list(changed)))).all():
        for name, value in before[str(hazard.id)].items():
            day = name in _DAYS and value is not None
            setattr(hazard, name, date.fromisoformat(value) if day else value)


_DAYS = frozenset({"found_on", "deadline", "rectified_on", "accepted_on"})


def forget(session: Session, batch_id: int) -> None:
    """Take the batch itself away, when nothing of it is left."""
    session.delete(session.get_one(ImportBatch, batch_id))
