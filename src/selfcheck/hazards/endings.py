"""How a hazard ends otherwise than by being put right, and how an ended one begins again."""

from datetime import datetime

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.entered import half_width, tidy
from selfcheck.errors import NotReady
from selfcheck.evidence.records import EvidenceUse
from selfcheck.hazards import step_forms
from selfcheck.hazards.entry import allowed, event, said
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import Hazard, HazardState, Stop
from selfcheck.hazards.states import facts_now, place_of

_PROVED_THE_LAST = (
    *("after", "stop", "resume", "department", "workers", "acceptance", "closeout"),
)


def reopen(
    session: Session, office: Office, hazard_id: int, *, reason: str, by: str, now: datetime
) -> None:
    """It has come back (复发): the same hazard is open again and keeps its history.

    What proved the last rectification is kept as earlier evidence. Raises NotReady (HZ41, HZ44).
    """
    (reason,) = said(reason=reason)
    if problems := step_forms.reason_problems("HZ41", reason, "写明怎么发现又出现了"):
        raise NotReady(problems)
    hazard, _ = allowed(session, office, hazard_id, "reopen")
    event(session, hazard, "reopen", by=by, now=now, words=reason, state_to=HazardState.GRADED)
    hazard.recurrences += 1
    hazard.on_site = hazard.review_risk = False
    hazard.deadline = hazard.rectified_on = hazard.accepted_on = hazard.closeout_on = None
    hazard.result = hazard.acceptance_note = hazard.closeout_by = hazard.closeout_number = ""
    hazard.plan_approved_by = hazard.closed_at = hazard.closed_by = ""
    _set_aside(session, hazard_id)
    place = select(Stop).where(Stop.hazard_id == hazard_id, col(Stop.resumed_at) == "")
    for stop in session.exec(place):  # to let things run on was decided for the last time alone
        stop.resumed_at, stop.resumed_note = moments.written(now)[:16].replace("T", " "), "复发"


def _set_aside(session: Session, hazard_id: int) -> None:
    """The photos of the last rectification become earlier ones."""
    earlier = place_of(hazard_id, "earlier")
    places = [place_of(hazard_id, part) for part in _PROVED_THE_LAST]
    kept = {
        use.evidence_id
        for use in session.exec(select(EvidenceUse).where(EvidenceUse.item_key == earlier))
    }
    uses = session.exec(select(EvidenceUse).where(col(EvidenceUse.item_key).in_(places))).all()
    for use in uses:
        if use.evidence_id in kept:
            session.delete(use)
        else:
            kept.add(use.evidence_id)
            use.item_key = earlier


def void(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    reason: str,
    second_by: str = "",
    by: str,
    now: datetime,
) -> None:
    """It was no hazard, or was recorded by mistake (作废): the row stays, with the reason.

    What is stopped is resumed first, with its approval. Raises NotReady (HZ40, HZ42, HZ44).
    """
    hazard, facts = allowed(session, office, hazard_id, "void")
    reason, second_by = said(reason=reason, second_by=second_by)
    problems = step_forms.voiding_problems(facts, reason=reason, by=by, second_by=second_by)
    if problems:
        raise NotReady(problems)
    agreed = f"（{second_by}同意）" if second_by else ""
    words = reason + agreed
    event(session, hazard, "void", by=by, now=now, words=words, state_to=HazardState.VOID)
    hazard.void_reason = words


def merge(
    session: Session, office: Office, hazard_id: int, *, into: str, by: str, now: datetime
) -> None:
    """The same thing was recorded twice (并案): this one is followed under the other's number.

    Raises NotReady (HZ43, HZ44).
    """
    hazard, facts = allowed(session, office, hazard_id, "merge")
    other = session.exec(select(Hazard).where(Hazard.number == half_width(tidy(into)))).first()
    found = None if other is None or other.id is None else facts_now(session, office, other.id)
    if problems := step_forms.merging_problems(facts, found):
        raise NotReady(problems)
    assert other is not None
    target = HazardState.MERGED
    words = f"并入 {other.number}"
    event(session, hazard, "merge", by=by, now=now, words=words, state_to=target)
    hazard.merged_into = other.id
    event(
        session,
        other,
        "merged",
        by=by,
        now=now,
        words=f"{hazard.number} 并入本条：{hazard.description}",
    )
