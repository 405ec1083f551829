"""What a person does with a hazard from finding it to grading it, and what may be written down at any time.

Nothing here asks for completeness but the steps; half-written drafts are kept. Every action leaves a line
in the hazard's own history (经过).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from selfcheck import moments
from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem
from selfcheck.evidence import actions as evidence_actions
from selfcheck.evidence.files import MISSING, Stored, fault_of
from selfcheck.evidence.records import Evidence
from selfcheck.hazards import edits, fields, guards, step_forms
from selfcheck.hazards.entry import allowed, begun, event, next_serial, number_of, unended
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import (
    Hazard,
    HazardEvent,
    HazardGrade,
    HazardState,
    ImportBatch,
)
from selfcheck.hazards.states import place_of
from selfcheck.rounds import RoundStatus, current, withdraw_approval


def begin(
    session: Session,
    office: Office,
    *,
    by: str,
    now: datetime,
    origin_round: int | None = None,
    origin_item: str = "",
    **known: fields.Value,
) -> int:
    """Begin a hazard as a draft, so that photos can be added at once; returns its id.

    `known` are fields that are known already (description, location …). Raises NotReady as `write`.
    """
    withdraw_approval(session)
    serial = next_serial(session, office.today.year)
    hazard = Hazard(
        number=number_of(serial),
        serial=serial,
        found_on=office.today,
        recorded_at=moments.written(now),
        changed_at=moments.written(now),
        origin_round=origin_round,
        origin_item=origin_item,
    )
    session.add(hazard)
    session.flush()
    assert hazard.id is not None
    event(session, hazard, "begin", by=by, now=now)
    if known.get(
        "anonymous"
    ):  # the name of who reported it is not even written down to be wiped out
        known = {"anonymous": True} | {n: v for n, v in known.items() if n != "found_by"}
    for name, value in known.items():
        write(session, office, hazard.id, name, value, by=by, now=now)
    return hazard.id


def is_blank(session: Session, hazard_id: int) -> bool:
    """Whether a hazard is a draft that holds nothing yet, so that it may be taken back."""
    hazard = session.get_one(Hazard, hazard_id)
    typed = (hazard.description, hazard.location, hazard.part, hazard.origin_item)
    place = select(func.count(col(HazardEvent.id))).where(HazardEvent.hazard_id == hazard_id)
    return (
        hazard.state is HazardState.DRAFT and not any(typed) and session.exec(place).one() <= 1
    )


def discard(session: Session, hazard_id: int) -> None:
    """Take back a draft that was begun a moment ago and holds nothing: nothing was recorded yet.

    Raises NotReady (HZ44) when it is more than that: such a one is 作废.
    """
    hazard = session.get_one(Hazard, hazard_id)
    if not is_blank(session, hazard_id):
        text = f"{hazard.number} 已经写了内容，不要的话登记后作废，写明理由"
        raise NotReady([Problem("HZ44", "state", text)])
    events = session.exec(select(HazardEvent).where(HazardEvent.hazard_id == hazard_id)).all()
    withdraw_approval(session)
    for line in events:
        session.delete(line)
    session.flush()
    session.delete(hazard)


def write(
    session: Session,
    office: Office,
    hazard_id: int,
    name: str,
    value: fields.Value,
    *,
    by: str,
    now: datetime,
) -> fields.Value:
    """Keep one field as it was left; returns what stood there before. A draft's typing makes no history.

    Who ticks 匿名 wipes the finder's name out of the hazard and its history as people read it; the change log
    keeps what was written before, as it keeps everything.

    Raises NotReady (HZ03, HZ46, HZ47) for a value the field cannot hold, HZ04 a name beside an anonymous
    report, HZ33 a deadline put off without an extension, HZ52 what was accepted, HZ44 when the hazard is
    over; KeyError for a field that is not there to be filled in, TypeError for a value of another kind.
    """
    value = fields.tidied(name, value)
    hazard = session.get_one(Hazard, hazard_id)
    before: fields.Value = getattr(hazard, name)
    if before == value:
        return before
    begun(session, hazard_id)
    problem = (
        fields.problem(name, value, office.today)
        or edits.naming_problem(name, value, anonymous=hazard.anonymous)
        or edits.editing_problem(hazard.state, name, before, value)
    )
    if problem:
        raise NotReady([problem])
    if name == "anonymous" and value:
        _forget_finder(session, hazard)
    setattr(hazard, name, value)
    if hazard.state is HazardState.DRAFT:
        hazard.changed_at = moments.written(now)
        return before
    edit = {"field": name, "old": fields.told(name, before), "new": fields.told(name, value)}
    event(session, hazard, "edit", by=by, now=now, edits=[edit])
    return before


_NAMELESS = "（不留名）"


def _forget_finder(session: Session, hazard: Hazard) -> None:
    """The name of who reported it goes; neither the history nor what an import replaced tells it any more."""
    hazard.found_by = ""
    place = select(HazardEvent).where(HazardEvent.hazard_id == hazard.id)
    for line in session.exec(place):
        if any(edit["field"] == "found_by" for edit in line.edits):
            line.edits = [
                edit | {"old": _NAMELESS, "new": _NAMELESS}
                if edit["field"] == "found_by"
                else edit
                for edit in line.edits
            ]
    key = str(hazard.id)
    for batch in session.exec(select(ImportBatch)):
        if "found_by" in batch.before.get(key, {}):
            kept = {name: v for name, v in batch.before[key].items() if name != "found_by"}
            batch.before = batch.before | {key: kept}


def note(session: Session, hazard_id: int, text: str, *, by: str, now: datetime) -> None:
    """Write a note into the history; a closed hazard takes notes too. Raises NotReady (HZ46)."""
    text = tidy(text)
    if not text:
        raise NotReady([Problem("HZ46", "note", "写下备注的内容")])
    if problem := step_forms.text_problem("note", "备注", text, short=False):
        raise NotReady([problem])
    hazard = begun(session, hazard_id, open_only=False)
    event(session, hazard, "note", by=by, now=now, words=text)


def add_files(
    session: Session,
    hazard_id: int,
    part: str,
    files: Sequence[Stored],
    *,
    by: str,
    now: datetime,
) -> tuple[int, ...]:
    """Put files beside a part of the hazard (before, after, stop …); returns their evidence ids.

    A closed one takes files beside its notes. Raises NotReady (HZ44; HZ52 photos that were accepted).
    """
    hazard = _beside(session, hazard_id, part)
    place = place_of(hazard_id, part)
    ids = tuple(
        evidence_actions.add(session, one, round_id=None, item_key=place, now=now)
        for one in files
    )
    if ids:
        event(session, hazard, f"files.{part}", by=by, now=now, evidence=ids)
    return ids


def _beside(session: Session, hazard_id: int, part: str) -> Hazard:
    """The hazard, about to have other files beside one of its parts."""
    hazard = begun(session, hazard_id, open_only=part != "note")
    if problem := edits.files_problem(hazard.state, part):
        raise NotReady([problem])
    return hazard


def use_file(
    session: Session, hazard_id: int, part: str, evidence_id: int, *, by: str, now: datetime
) -> None:
    """Put a piece of the evidence library beside a part of the hazard. Raises NotReady as `add_files`."""
    hazard = _beside(session, hazard_id, part)
    place = place_of(hazard_id, part)
    evidence_actions.use(session, evidence_id, round_id=None, item_key=place)
    event(session, hazard, f"files.{part}", by=by, now=now, evidence=[evidence_id])


def remove_file(
    session: Session, hazard_id: int, part: str, evidence_id: int, *, by: str, now: datetime
) -> None:
    """Take a file away from a part; it stays in the library, and the history says so.

    Raises NotReady (HZ44; HZ52 photos that were accepted).
    """
    hazard = begun(session, hazard_id)
    if problem := edits.files_problem(hazard.state, part):
        raise NotReady([problem])
    place = place_of(hazard_id, part)
    evidence_actions.take_away(session, evidence_id, round_id=None, item_key=place)
    event(session, hazard, "files.removed", by=by, now=now, evidence=[evidence_id])


def drop_lost(
    session: Session,
    office: Office,
    hazard_id: int,
    part: str,
    evidence_id: int,
    *,
    by: str,
    now: datetime,
) -> None:
    """Take away a piece whose file is gone or damaged, in whatever state the hazard is; the history tells it.

    Raises NotReady (HZ53) while the file is there as it was recorded.
    """
    piece = session.get_one(Evidence, evidence_id)
    fault = fault_of(office.folder, piece.sha256, piece.extension, piece.size, deep=True)
    if not fault:
        raise NotReady([Problem("HZ53", f"photos.{part}", "文件还在，不能按丢失移除")])
    place = place_of(hazard_id, part)
    if not evidence_actions.take_away(session, evidence_id, round_id=None, item_key=place):
        return  # somebody was quicker
    told = "文件找不到" if fault == MISSING else fault
    words = f"登记的{told}，移除记录：{piece.title} sha256 {piece.sha256[:8]}…"
    hazard = begun(session, hazard_id, open_only=False)
    event(session, hazard, "files.lost", by=by, now=now, words=words, evidence=[evidence_id])


def mark_photo(
    session: Session,
    hazard_id: int,
    part: str,
    evidence_id: int,
    marks: list[dict[str, Any]],
    *,
    now: datetime,
) -> None:
    """Keep the arrows and boxes drawn over a photo; the photo itself stays as it was taken.

    The same marks again change nothing. Raises NotReady (HZ44, MK01–MK04).
    """
    hazard = unended(session, hazard_id)
    place = place_of(hazard_id, part)
    if evidence_actions.mark(session, evidence_id, marks, round_id=None, item_key=place):
        hazard.changed_at = moments.written(now)


def printed(
    session: Session, hazard_ids: Sequence[int], paper: str, *, by: str, now: datetime
) -> None:
    """Note that a paper (整改通知单) was printed for hazards, which stay as they were.

    An approval covers the history too, and a print is no reason to withdraw it: while the round is approved
    nothing is noted.
    """
    found = current(session)
    if found is not None and found.status == RoundStatus.APPROVED:
        return
    for hazard_id in hazard_ids:
        hazard = session.get_one(Hazard, hazard_id)
        event(session, hazard, "print", by=by, now=now, words=paper, touches=False)


def register(
    session: Session, office: Office, hazard_id: int, *, by: str, now: datetime
) -> None:
    """Record the hazard (登记). Raises NotReady (HZ01–HZ05, HZ44)."""
    hazard, _ = allowed(session, office, hazard_id, "register")
    event(session, hazard, "register", by=by, now=now, state_to=HazardState.REGISTERED)


def correct_on_site(
    session: Session, office: Office, hazard_id: int, *, by: str, now: datetime
) -> None:
    """Close a general hazard that was put right on the spot, with both photos (当场整改).

    Raises NotReady (HZ01–HZ10, HZ34, HZ39, HZ40, HZ44, HZ49).
    """
    hazard, facts = allowed(session, office, hazard_id, "correct_on_site")
    done = replace(
        facts,
        rectified_on=facts.rectified_on or office.today,
        result=facts.result or facts.measures,
    )
    if problem := guards.rectified(done):
        raise NotReady([problem])
    hazard.grade, hazard.on_site = HazardGrade.GENERAL, True
    hazard.rectified_on, hazard.result = done.rectified_on, done.result
    hazard.owner = hazard.owner or by
    _ended(hazard, by, now)
    event(session, hazard, "correct_on_site", by=by, now=now, state_to=HazardState.CLOSED)


def _ended(hazard: Hazard, by: str, now: datetime) -> None:
    hazard.closed_at, hazard.closed_by = moments.written(now), by


def assign(
    session: Session,
    office: Office,
    ids: Sequence[int],
    *,
    by: str,
    now: datetime,
    owner: str | None = None,
    deadline: date | None = None,
) -> None:
    """Name who rectifies, or set the day, for many at once. Raises NotReady naming the first refused."""
    for hazard_id in ids:
        if owner is not None:
            write(session, office, hazard_id, "owner", owner, by=by, now=now)
        if deadline is not None:
            write(session, office, hazard_id, "deadline", deadline, by=by, now=now)
