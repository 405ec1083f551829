"""What a person does while a hazard is being treated: stop, report, plan, rectify, extend, accept, close."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.errors import NotReady, Problem
from selfcheck.hazards import rules, step_forms
from selfcheck.hazards.entry import allowed, event, said
from selfcheck.hazards.facts import Facts
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import (
    STOP_WORDS,
    Hazard,
    HazardReport,
    ReportTo,
    Stop,
    StopScope,
)
from selfcheck.hazards.states import facts_now


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise NotReady(problems)


def stop(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    scope: StopScope | None,
    what: str,
    stopped_at: str,
    decided_by: str,
    interim: str,
    reason: str = "",
    by: str,
    now: datetime,
) -> int:
    """Record that something is out of use until the hazard is gone, or why nothing is stopped.

    Returns the stop's id. Raises NotReady (HZ14, HZ16, HZ17, HZ44, HZ46, HZ51).
    """
    hazard, facts = allowed(session, office, hazard_id, "stop")
    what, stopped_at, decided_by, interim, reason = said(
        what=what, stopped_at=stopped_at, decided_by=decided_by, interim=interim, reason=reason
    )
    _refuse(step_forms.stopping_problems(scope, stopped_at=stopped_at, today=office.today))
    assert scope is not None
    _refuse(
        step_forms.stop_problems(
            facts, scope, what=what, stopped_at=stopped_at, decided_by=decided_by,
            interim=interim, reason=reason,
        )
    )  # fmt: skip
    made = Stop(
        hazard_id=hazard_id, scope=scope, what=what, stopped_at=stopped_at,
        decided_by=decided_by, interim=interim, reason=reason,
    )  # fmt: skip
    session.add(made)
    told = f"{STOP_WORDS[scope]}：{what or reason}"
    event(session, hazard, "stop", by=by, now=now, words=f"{told}，{decided_by}决定")
    session.flush()
    assert made.id is not None
    return made.id


def resume(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    at: str,
    approved_by: str,
    note: str = "",
    by: str,
    now: datetime,
) -> None:
    """Put back into use what was stopped, with an approval. Raises NotReady (HZ19, HZ20, HZ44, HZ45)."""
    hazard, facts = allowed(session, office, hazard_id, "resume")
    at, approved_by, note = said(resumed_at=at, resumed_by=approved_by, note=note)
    _refuse(step_forms.resuming_problems(facts, at=at, approved_by=approved_by))
    place = select(Stop).where(Stop.hazard_id == hazard_id, col(Stop.resumed_at) == "")
    stops = session.exec(place.order_by(col(Stop.id))).all()
    for found in stops:  # one that was widened ends with the wider one
        found.resumed_at, found.resumed_by, found.resumed_note = at, approved_by, note
    words = f"{stops[-1].what}恢复使用，{approved_by}批准"
    event(
        session, hazard, "resume", by=by, now=now, words=f"{words}。{note}" if note else words
    )


def report(
    session: Session,
    office: Office,
    hazard_id: int,
    told: ReportTo,
    *,
    receiver: str,
    reported_on: date | None,
    way: str,
    note: str = "",
    by: str,
    now: datetime,
) -> None:
    """Record that the hazard was reported: to whom, on which day, how (双报告).

    Raises NotReady (HZ30 department, HZ31 workers, HZ44).
    """
    hazard, facts = allowed(session, office, hazard_id, "report")
    receiver, way, note = said(receiver=receiver, way=way, note=note)
    _refuse(
        step_forms.reporting_problems(facts, told, receiver=receiver, on=reported_on, way=way)
    )
    assert reported_on is not None
    session.add(
        HazardReport(
            hazard_id=hazard_id, told=told, receiver=receiver, reported_on=reported_on,
            way=way, note=note, recorded_at=moments.written(now),
        )
    )  # fmt: skip
    to = f"向{receiver}" if receiver else ""
    words = f"{reported_on} {to}{'报告' if told is ReportTo.DEPARTMENT else '通报'}：{way}"
    event(session, hazard, f"report.{told.value}", by=by, now=now, words=words)


def _move(
    session: Session,
    office: Office,
    hazard_id: int,
    step: str,
    *,
    by: str,
    now: datetime,
    words: str = "",
) -> tuple[Hazard, Facts]:
    hazard, facts = allowed(session, office, hazard_id, step)
    target = rules.STEPS[step].target
    event(session, hazard, step, by=by, now=now, words=words, state_to=target)
    return hazard, facts


def plan(session: Session, office: Office, hazard_id: int, *, by: str, now: datetime) -> None:
    """The treatment plan stands: six parts for a major hazard, who, what and until when for a general one.

    Raises NotReady (HZ11, HZ12, HZ15–HZ18, HZ21–HZ29, HZ44).
    """
    _move(session, office, hazard_id, "plan", by=by, now=now)


def start(session: Session, office: Office, hazard_id: int, *, by: str, now: datetime) -> None:
    """The treatment begins. Raises NotReady with what is missing, as `plan`."""
    _move(session, office, hazard_id, "start", by=by, now=now)


def extend(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    until: date | None,
    reason: str,
    approved_by: str,
    by: str,
    now: datetime,
) -> None:
    """A later deadline, with reason and approver. Raises NotReady (HZ33, HZ44)."""
    hazard, facts = allowed(session, office, hazard_id, "extend")
    reason, approved_by = said(reason=reason, approved_by=approved_by)
    _refuse(
        step_forms.extension_problems(
            facts, until=until, reason=reason, approved_by=approved_by
        )
    )
    edit = {"field": "deadline", "old": str(hazard.deadline or "（空）"), "new": str(until)}
    hazard.deadline = until
    words = f"{reason}（{approved_by}批准）"
    event(session, hazard, "extend", by=by, now=now, words=words, edits=[edit])


def request(
    session: Session, office: Office, hazard_id: int, *, by: str, now: datetime
) -> None:
    """It is put right: hand it over for acceptance (申请验收). Raises NotReady with what is missing."""
    _move(session, office, hazard_id, "request", by=by, now=now)


def accept(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    on: date | None,
    note: str = "",
    by: str,
    now: datetime,
) -> None:
    """The acceptor found it put right (企业验收通过). Raises NotReady (HZ48 and the guards of the step)."""
    (note,) = said(note=note)
    facts = facts_now(session, office, hazard_id)
    _refuse(step_forms.acceptance_problems(facts, on=on))
    hazard, _ = _move(session, office, hazard_id, "accept", by=by, now=now, words=note)
    hazard.accepted_on, hazard.acceptance_note = on, note


def send_back(
    session: Session, office: Office, hazard_id: int, *, reason: str, by: str, now: datetime
) -> None:
    """The acceptor found it not put right, or not after all (退回整改). Raises NotReady (HZ38, HZ44)."""
    (reason,) = said(reason=reason)
    _refuse(step_forms.reason_problems("HZ38", reason, "写明退回的理由和还要做什么"))
    hazard, _ = _move(session, office, hazard_id, "send_back", by=by, now=now, words=reason)
    hazard.accepted_on, hazard.acceptance_note = None, ""


def close(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    review_risk: bool,
    by: str,
    now: datetime,
) -> None:
    """Strike the hazard off (销号). `review_risk`: the risk point's grade is to be looked at again.

    Raises NotReady (HZ39, HZ40, HZ44, HZ49).
    """
    words = "风险点等级需要重新评估" if review_risk else ""
    hazard, _ = _move(session, office, hazard_id, "close", by=by, now=now, words=words)
    hazard.closed_at, hazard.closed_by = moments.written(now), by
    hazard.review_risk = review_risk


def accept_and_close(
    session: Session,
    office: Office,
    hazard_id: int,
    *,
    on: date | None,
    note: str = "",
    review_risk: bool,
    by: str,
    now: datetime,
) -> None:
    """A general hazard is struck off by the acceptance itself. Raises NotReady as the two steps."""
    accept(session, office, hazard_id, on=on, note=note, by=by, now=now)
    session.flush()
    close(session, office, hazard_id, review_risk=review_risk, by=by, now=now)
