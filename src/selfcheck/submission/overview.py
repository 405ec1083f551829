"""What the home page shows: the next thing to do, how far the round is, what falls due, what was done last."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from selfcheck import backup, moments
from selfcheck.duties import queries as duty_queries
from selfcheck.duties import states as duty_states
from selfcheck.duties.pages import DutyState, Walk
from selfcheck.duties.rules import DutyStatus
from selfcheck.duties.states import ordinal
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.queries import RoundLine
from selfcheck.enterprise.records import ROLE_WORDS, Role
from selfcheck.evidence import queries as evidence_queries
from selfcheck.hazards import queries as ledger_queries
from selfcheck.hazards.pages import Totals
from selfcheck.rounds import RoundStatus
from selfcheck.submission import falling_due, ledger_due, recent, walks
from selfcheck.submission.actions import live_submission
from selfcheck.submission.falling_due import Expiry, Rectification
from selfcheck.submission.ledger_due import Stopped
from selfcheck.submission.next_step import Standing, Step, steps
from selfcheck.submission.queries import key_of
from selfcheck.submission.recent import Deed
from selfcheck.submission.records import Export, Submission

_DEEDS = 5
_FINISHED = (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)


@dataclass(frozen=True)
class Cell:
    """One of the thirteen duties, as a small square."""

    key: str
    number: int
    status: DutyStatus
    share: float  # of the items that are answered, 0 … 1
    words: str  # 第六项 有限空间与特种设备，进行中 3/7


@dataclass(frozen=True)
class HomePage:
    """The home page, decided."""

    enterprise: str
    today: date
    plan: str
    round: RoundLine
    steps: tuple[Step, ...]  # the most pressing first, never empty
    due: date
    hour: int
    receiver: str
    days_left: int
    handed_over: bool  # signed and delivered: the countdown is over
    round_words: str  # 还有 12 处要补全
    cells: tuple[Cell, ...]
    missing_evidence: int
    open_duties: int  # the statutory ones included
    rectifications: tuple[Rectification, ...]  # overdue first, what was put right last
    expiries: tuple[Expiry, ...]  # the earliest first
    stopped: tuple[Stopped, ...]  # what is out of use because of a hazard, the longest first
    ledger: Totals
    deeds: tuple[Deed, ...]
    backed_up_at: datetime | None
    evidence: int
    evidence_bytes: int

    @property
    def open_rectifications(self) -> int:
        """How many are still to be put right."""
        return sum(one.corrected_on is None for one in self.rectifications)

    @property
    def done(self) -> int:
        """How many of the thirteen are finished."""
        return self.count(DutyStatus.DONE)

    def count(self, *statuses: DutyStatus) -> int:
        """How many of the thirteen stand at one of these."""
        return sum(cell.status in statuses for cell in self.cells)


def _cell(state: DutyState, *, applies_unknown: bool) -> Cell:
    answered = sum(line.answered for line in state.lines)
    title = f"{ordinal(state.duty)} {state.duty.short_title}"
    status, words = state.status, duty_queries.status_words(state)
    if status is DutyStatus.TO_CONFIRM and applies_unknown:
        status, words = DutyStatus.NOT_YET, "先在企业概况里回答企业情况"
    return Cell(
        key=state.duty.key,
        number=state.duty.number,
        status=status,
        share=answered / len(state.lines) if state.lines else 0.0,
        words=f"{title}，{words}",
    )


def _round_words(
    line: RoundLine, sent: Submission | None, *, exported: bool, begun: bool, todo: int
) -> str:
    if line.status is RoundStatus.APPROVED:
        return "已审核，等主要负责人签署"
    if line.status is RoundStatus.SIGNED:
        if sent is not None and sent.delivered_on:
            return f"{sent.delivered_on:%m-%d} 已送达{sent.delivered_to}"
        return "已导出，还没有记录送达" if exported else "已签署，还没有导出"
    if not begun:
        return "还没有开始填写"
    return f"还有 {todo} 处要补全" if todo else "都已补全，可以审核"


def home_page(session: Session, walk: Walk, *, now: datetime) -> HomePage:
    """The home page. `now` decides what is late."""
    today = now.astimezone(moments.CHINA).date()
    profile = enterprise_queries.page(session, walk.pack)
    current = enterprise_queries.current_round(session)
    assert current is not None, "a workspace always has a round"
    states = duty_states.all_states(session, walk)
    office = walks.office(session, walk.folder, today)
    thirteen = tuple(state for state in states if state.duty in walk.pack.duties)
    sent = live_submission(session, walk.round_id)
    exported = sent is not None and bool(
        session.exec(
            select(func.count(col(Export.id))).where(Export.submission_id == sent.id)
        ).one()
    )
    delivered = sent is not None and sent.delivered_on is not None
    due, left = enterprise_queries.days_until_report(walk.pack, current.period, today)
    problems = [p for p in profile.problems if p.blocking]
    unknown = any(p.code == "EN08" for p in problems)
    todo = len(problems) + sum(p.blocking for state in states for p in state.problems)
    signers = [p for p in profile.people if p.role is not Role.STAFF]
    holders = Counter(
        p.role
        for p in signers
        if (key := key_of(session, p.person_id, today)) is not None and not key.expired
    )
    names = {
        role: tuple(p.name for p in signers if p.role is role)
        for role in (Role.SAFETY_MANAGER, Role.PRINCIPAL)
    }
    keyless = tuple(
        f"{ROLE_WORDS[role]}{names[role][0]}" if len(names[role]) == 1 else ROLE_WORDS[role]
        for role in names
        if names[role] and not holders[role]
    )
    begun = any(line.answered for state in states for line in state.lines)
    copies = backup.existing(walk.folder)
    pieces, size = evidence_queries.totals(session)
    standing = Standing(
        states=states,
        profile_problems=problems,
        keyless=keyless,
        managers=names[Role.SAFETY_MANAGER],
        principals=names[Role.PRINCIPAL],
        status=current.status,
        exported=exported,
        delivered=delivered,
        due=due,
        hour=walk.pack.reporting.hour,
        today=today,
        ledger=tuple(ledger_due.steps(session, office)),
    )
    return HomePage(
        enterprise=profile.name,
        today=today,
        plan=walk.pack.short_title,
        round=current,
        steps=steps(standing),
        due=due,
        hour=walk.pack.reporting.hour,
        receiver=profile.department or walk.pack.reporting.receiver,
        days_left=left,
        handed_over=delivered,
        round_words=_round_words(current, sent, exported=exported, begun=begun, todo=todo),
        cells=tuple(_cell(state, applies_unknown=unknown) for state in thirteen),
        missing_evidence=sum(
            line.evidence_least - line.evidence_have
            for state in states
            if state.status not in _FINISHED
            for line in state.lines
        ),
        open_duties=sum(state.status not in _FINISHED for state in states),
        rectifications=falling_due.rectifications(
            states, today, ledger_due.deadlines(session, office)
        ),
        expiries=falling_due.expiries(states, today),
        stopped=ledger_due.stopped(session, office),
        ledger=ledger_queries.totals(session, office),
        deeds=recent.recent(session, walk.pack, most=_DEEDS),
        backed_up_at=copies[0].taken_at if copies else None,
        evidence=pieces,
        evidence_bytes=size,
    )
