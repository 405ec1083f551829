"""What a person does with evidence: add, describe, use for an item, take away, bring back."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from selfcheck import moments
from selfcheck.entered import tidy
from selfcheck.errors import EvidenceError, NotReady, Problem
from selfcheck.evidence.files import Stored
from selfcheck.evidence.marks import read_marks, written
from selfcheck.evidence.records import Evidence, EvidenceUse
from selfcheck.rounds import editable, still_open, withdraw_approval

_LONGEST_TITLE = 60
_EARLIEST = date(1949, 10, 1)  # a camera that lost its clock tells of the year 1


def _guessed_day(stored: Stored, now: datetime) -> date | None:
    """The day the photo was taken, or when the file was written; never a day that is yet to come."""
    day = date.fromisoformat(stored.taken_at[:10]) if stored.taken_at else stored.file_day
    today = now.astimezone(moments.CHINA).date()
    return day if day is not None and _EARLIEST <= day <= today else None


def _recorded(session: Session, stored: Stored, now: datetime) -> int:
    """The library's piece for a stored file, recorded now when it is a new one."""
    known = session.exec(select(Evidence).where(Evidence.sha256 == stored.sha256)).first()
    if known is None:
        known = Evidence(
            sha256=stored.sha256,
            size=stored.size,
            media_type=stored.media_type,
            extension=stored.extension,
            original_name=stored.original_name,
            title=Path(stored.original_name).stem.strip()[:_LONGEST_TITLE] or "佐证文件",
            source=stored.source,
            taken_at=stored.taken_at,
            occurred_on=_guessed_day(stored, now),
            recorded_at=moments.written(now),
        )
        session.add(known)
        session.flush()
    assert known.id is not None
    return known.id


def _about_to_change(session: Session, round_id: int | None) -> None:
    """Ask the round whether it may still change; the ledger's evidence belongs to none."""
    if round_id is None:
        withdraw_approval(session)
    else:
        editable(session, round_id)


def add(
    session: Session, stored: Stored, *, round_id: int | None, item_key: str, now: datetime
) -> int:
    """Record a stored file and use it for an item; a file already known is used once more.

    Without a round it stands in the ledger (`item_key` hazard.12.before). Returns the evidence's id.
    """
    if round_id is not None:
        still_open(session, round_id)
    known = _recorded(session, stored, now)
    use(session, known, round_id=round_id, item_key=item_key)
    return known


def _uses(
    session: Session, evidence_id: int, round_id: int | None, item_key: str
) -> list[EvidenceUse]:
    place = select(EvidenceUse).where(
        EvidenceUse.evidence_id == evidence_id,
        EvidenceUse.round_id == round_id,
        EvidenceUse.item_key == item_key,
    )
    return list(session.exec(place))


def use(session: Session, evidence_id: int, *, round_id: int | None, item_key: str) -> None:
    """Use a piece of the library for an item; using it twice for the same item changes nothing."""
    if round_id is not None:
        still_open(session, round_id)
    if not _uses(session, evidence_id, round_id, item_key):
        _about_to_change(session, round_id)
        session.add(EvidenceUse(evidence_id=evidence_id, round_id=round_id, item_key=item_key))


def mark(
    session: Session,
    evidence_id: int,
    marks: list[dict[str, Any]],
    *,
    round_id: int | None,
    item_key: str,
) -> bool:
    """Keep the arrows and boxes drawn over a photo where it is used; the photo stays as it was taken.

    Returns whether they are others than before. Raises NotReady (MK01–MK04) for marks that nobody could draw.
    """
    if round_id is not None:
        still_open(session, round_id)
    marks = written(read_marks(marks))
    others = [
        found
        for found in _uses(session, evidence_id, round_id, item_key)
        if found.marks != marks
    ]
    for found in others:
        _about_to_change(session, round_id)
        found.marks = marks
    return bool(others)


def take_away(
    session: Session, evidence_id: int, *, round_id: int | None, item_key: str
) -> bool:
    """Stop using a piece for an item; the file stays in the library. Returns whether it was used there."""
    if round_id is not None:
        still_open(session, round_id)
    uses = _uses(session, evidence_id, round_id, item_key)
    for found in uses:
        _about_to_change(session, round_id)
        session.delete(found)
    return bool(uses)


def describe(
    session: Session,
    evidence_id: int,
    *,
    round_id: int | None,
    title: str,
    occurred_on: date | None,
    now: datetime,
) -> None:
    """Correct what a piece is called and when it occurred; when it was recorded stays fixed.

    Raises NotReady (EV01 no title or a too long one, EV02 a day yet to come or long past).
    """
    if round_id is not None:
        still_open(session, round_id)
    title, today = tidy(title), now.astimezone(moments.CHINA).date()
    problems = []
    if not title:
        problems.append(Problem("EV01", "title", "填写佐证名称，如“培训签到表”"))
    elif len(title) > _LONGEST_TITLE:
        problems.append(Problem("EV01", "title", f"佐证名称最多 {_LONGEST_TITLE} 个字"))
    if occurred_on is not None and occurred_on > today:
        problems.append(Problem("EV02", "occurred_on", f"发生日期不能晚于今天 {today}"))
    elif occurred_on is not None and occurred_on < _EARLIEST:
        problems.append(Problem("EV02", "occurred_on", "检查发生日期的年份，不早于 1949 年"))
    if problems:
        raise NotReady(problems)
    found = session.get_one(Evidence, evidence_id)
    if (found.title, found.occurred_on) != (title, occurred_on):
        _about_to_change(session, round_id)
        found.title, found.occurred_on = title, occurred_on


def bring_back(session: Session, evidence_id: int, *, stored: Stored) -> None:
    """A missing file was pointed to again: only the very same content is accepted.

    Raises EvidenceError when the content differs.
    """
    found = session.get_one(Evidence, evidence_id)
    if found.sha256 != stored.sha256:
        raise EvidenceError(
            f"这个文件和登记时的“{found.title}”内容不同，不能顶替。找到原文件，或作为新佐证添加。"
        )
    if found.extension != stored.extension:  # the same bytes under another name lie elsewhere
        found.extension, found.media_type = stored.extension, stored.media_type


def carry_over(session: Session, *, old_round: int, new_round: int, everything: bool) -> None:
    """A correction shows the same evidence again; an ordinary new round gathers its own."""
    if not everything:
        return
    for old in session.exec(select(EvidenceUse).where(EvidenceUse.round_id == old_round)).all():
        session.add(
            EvidenceUse(
                evidence_id=old.evidence_id,
                round_id=new_round,
                item_key=old.item_key,
                marks=old.marks,
            )
        )
