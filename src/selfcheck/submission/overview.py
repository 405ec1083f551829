"""What the home page shows: the next thing to do, how far the round is, what falls due, what was done last."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from selfcheck import backup, moments
from selfcheck.duties import queries as duty_queries
from selfcheck.duties import states as duty_states
from selfcheck.duties.pages import DutyState, ItemLine, Walk
from selfcheck.duties.rules import Conformity, DutyStatus
from selfcheck.duties.states import ordinal
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.queries import RoundLine
from selfcheck.enterprise.records import ROLE_WORDS, Role
from selfcheck.evidence import queries as evidence_queries
from selfcheck.rounds import RoundStatus
from selfcheck.submission import recent
from selfcheck.submission.actions import live_submission
from selfcheck.submission.next_step import Standing, Step, is_open_finding, steps
from selfcheck.submission.queries import key_of
from selfcheck.submission.recent import Deed
from selfcheck.submission.records import Export, Submission

SOON_DAYS = 60  # certificates that expire within so many days are told, however many
_NEXT = 5  # and so many are told however far away they are
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
class Rectification:
    """A 不符合 that is to be put right, or was on the spot."""

    what: str
    place: str  # 第六项 · 责任人 刘志强
    deadline: date | None  # None: not yet set
    days: int | None  # until the deadline; negative when overdue
    target: tuple[str, ...]
    corrected_on: date | None = None  # put right on the spot: nothing is left to do


@dataclass(frozen=True)
class Expiry:
    """A date in a register that runs out soon or has run out."""

    what: str
    place: str  # 特种设备台账 · 下次检验日期
    day: date
    days: int  # until then; negative when past
    target: tuple[str, ...]


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


def _rectifications(states: tuple[DutyState, ...], today: date) -> list[Rectification]:
    found = []
    for state in states:
        for line in state.lines:
            if line.value != Conformity.DOES_NOT_CONFORM:
                continue
            who = f"责任人 {line.owner}" if line.owner else "还没有责任人"
            if not is_open_finding(line):
                who = "当场已整改"
            found.append(
                Rectification(
                    what=line.note or line.short,
                    place=f"{ordinal(state.duty)} · {who}",
                    deadline=line.deadline,
                    days=(line.deadline - today).days if line.deadline else None,
                    target=("duty", state.duty.key, line.key),
                    corrected_on=line.corrected_on,
                )
            )
    return sorted(
        found,
        key=lambda one: (
            one.corrected_on is not None,
            one.deadline is None,
            one.deadline or one.corrected_on or today,
        ),
    )


def _expiries(states: tuple[DutyState, ...], today: date) -> list[Expiry]:
    found = []
    for state in states:
        for line in state.lines:
            target = ("duty", state.duty.key, line.key)
            found += [
                Expiry(
                    what, f"{line.register_title} · {title}", day, (day - today).days, target
                )
                for what, title, day in _running_out(line)
            ]
    found.sort(key=lambda one: one.day)
    return [one for at, one in enumerate(found) if at < _NEXT or one.days <= SOON_DAYS]


def _running_out(line: ItemLine) -> list[tuple[str, str, date]]:
    """Every expiry of a register's rows: whose, which column, when."""
    names = [column.key for column in line.columns if column.kind == "text"]
    found = []
    for row in line.rows:
        name = next((row.cells[key] for key in names if row.cells.get(key)), row.code)
        for column in line.columns:
            text = row.cells.get(column.key, "")
            if not (column.expires and column.kind == "date" and text):
                continue
            if column.key in row.faults:
                continue  # not a date at all: the duty's page says so
            found.append((name, column.title, date.fromisoformat(text)))
    return found


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
        rectifications=tuple(_rectifications(states, today)),
        expiries=tuple(_expiries(states, today)),
        deeds=recent.recent(session, walk.pack, most=_DEEDS),
        backed_up_at=copies[0].taken_at if copies else None,
        evidence=pieces,
        evidence_bytes=size,
    )
