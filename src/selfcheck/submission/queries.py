"""What is shown when a round is handed over: what is signed, what stands in the way, what was sent."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from selfcheck import history, moments
from selfcheck.duties import states as duty_states
from selfcheck.duties.pages import DutyState, Walk
from selfcheck.duties.rules import Conformity, DutyStatus
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.queries import days_until_report
from selfcheck.enterprise.records import Role
from selfcheck.errors import NotReady, Problem
from selfcheck.forms.pack import Pack
from selfcheck.rounds import Round, RoundStatus
from selfcheck.submission import readiness
from selfcheck.submission.actions import live_submission
from selfcheck.submission.pages import (
    ChainLine,
    DutyCell,
    ExportLine,
    ExportPage,
    KeyLine,
    SignerNode,
    SignoffPage,
    Waiting,
)
from selfcheck.submission.records import Export, SigningKey, Submission
from selfcheck.submission.snapshot import Snapshot, last_signed, take


def _cell(state: DutyState) -> DutyCell:
    pieces = len({card.evidence_id for line in state.lines for card in line.cards})
    mark = state.mark
    if state.status is DutyStatus.DONE:
        day = moments.read(mark.confirmed_at)
        words, line = "已完成", f"佐证 {pieces} 件 · {day:%m-%d} {mark.confirmed_by}确认"
    elif state.status is DutyStatus.NOT_APPLICABLE:
        words = "不涉及"
        line = f"{mark.not_applicable_reason or state.duty.not_applicable_reason}，理由已写"
    else:
        words = {
            DutyStatus.HAS_PROBLEM: "有问题",
            DutyStatus.NOT_STARTED: "未开始",
            DutyStatus.NOT_YET: "尚不能开始",
            DutyStatus.TO_CONFIRM: "待确认",
        }.get(state.status, "进行中")
        blocking = [p for p in state.problems if p.blocking]
        line = blocking[0].text if blocking else ""
    number = f"{state.duty.number:02d}"
    if state.duty.key.startswith("s"):
        number = f"法{state.duty.number}"
    duty = state.duty
    return DutyCell(duty.key, number, duty.short_title, duty.title, state.status, words, line)


def key_of(session: Session, person_id: int, today: date) -> KeyLine | None:
    """The key somebody signs with now; None when they have none."""
    live = select(SigningKey).where(
        SigningKey.person_id == person_id, col(SigningKey.retired).is_(False)
    )
    found = session.exec(live.order_by(col(SigningKey.id).desc()).limit(1)).first()
    if found is None:
        return None
    until = moments.read(found.valid_to).date()
    older = select(SigningKey).where(
        SigningKey.person_id == person_id, col(SigningKey.id) < found.id
    )
    before = session.exec(older.order_by(col(SigningKey.id).desc()).limit(1)).first()
    return KeyLine(
        key_id=found.id or 0,
        file=found.file,
        fingerprint=found.fingerprint,
        sha1=found.sha1,
        valid_from=moments.read(found.valid_from).date(),
        valid_to=until,
        expired=until < today,
        replaces=before.fingerprint if before else "",
    )


def _signers(
    session: Session, frozen: Snapshot, role: Role, live: Submission | None, today: date
) -> tuple[SignerNode, ...]:
    done_by, done_at = ("", "")
    if live is not None:
        approved = (live.approved_by, live.approved_at)
        done_by, done_at = (
            approved if role is Role.SAFETY_MANAGER else (live.signed_by, live.signed_at)
        )
    return tuple(
        SignerNode(
            person.person_id,
            person.name,
            role,
            person.title,
            key_of(session, person.person_id, today),
            done_at if person.name == done_by else "",
        )
        for person in frozen.people(role)
    )


def signoff_page(session: Session, walk: Walk, *, now: datetime) -> SignoffPage:
    """The sign-off page of the round being worked on."""
    frozen = take(session, walk)
    live = live_submission(session, walk.round_id)
    found = readiness.problems(frozen, now=now, last_entry=history.last_moment(session))
    due, left = days_until_report(walk.pack, frozen.round.period, walk.today)
    lines = [line for state in frozen.states for line in state.lines]
    status = frozen.round.status
    rows = readiness.missing(frozen, found)
    blockers = sum(row.problem.blocking for row in rows)
    step = {RoundStatus.APPROVED: 3, RoundStatus.SIGNED: 4}.get(status, 1 if blockers else 2)
    thirteen = [state for state in frozen.states if not state.duty.key.startswith("s")]
    standing = [state for state in frozen.states if state.duty.key.startswith("s")]
    return SignoffPage(
        package_id=frozen.package_id,
        enterprise=frozen.enterprise.name,
        credit_code=frozen.enterprise.credit_code,
        receiver=frozen.enterprise.department or walk.pack.reporting.receiver,
        period=frozen.round.period,
        period_words=frozen.round.period_words,
        sequence=frozen.round.sequence,
        due=due,
        days_left=left,
        status=status,
        step=step,
        duties=tuple(_cell(state) for state in frozen.states),
        done=sum(state.status is DutyStatus.DONE for state in thirteen),
        absent=sum(state.status is DutyStatus.NOT_APPLICABLE for state in thirteen),
        standing_done=sum(state.status is DutyStatus.DONE for state in standing),
        standing_total=len(standing),
        items=len(lines),
        not_conforming=sum(line.value == Conformity.DOES_NOT_CONFORM for line in lines),
        corrected=sum(
            line.value == Conformity.DOES_NOT_CONFORM and line.corrected_on is not None
            for line in lines
        ),
        evidence=len(frozen.evidence),
        evidence_bytes=sum(card.size for card in frozen.evidence),
        history_lines=live.history_lines if live else frozen.head.lines,
        history_head=live.history_head if live else frozen.head.hash,
        pack_words=f"{walk.pack.short_title} {walk.pack.version}",
        notice=walk.pack.notice,
        missing=rows,
        declaration=walk.pack.declaration.text,
        declaration_basis=walk.pack.declaration.legal_basis,
        managers=_signers(session, frozen, Role.SAFETY_MANAGER, live, walk.today),
        principals=_signers(session, frozen, Role.PRINCIPAL, live, walk.today),
        submission_id=live.id if live else None,
    )


def machine_problems(session: Session, pack: Pack, *, now: datetime) -> list[Problem]:
    """What is wrong on this PC while a round is open: other questions than the round's (RE01), the clock (RE02)."""
    line = enterprise_queries.current_round(session)
    if line is None or line.status is RoundStatus.SIGNED:
        return []
    return readiness.machine_problems(
        pack.fingerprint, line, now=now, last_entry=history.last_moment(session)
    )


def waiting(session: Session, walk: Walk) -> Waiting | None:
    """The approval that waits for the principal's signature; None when none does."""
    kept = live_submission(session, walk.round_id)
    if kept is None or kept.signed_by:
        return None
    before = last_signed(session)
    return Waiting(
        package_id=kept.package_id,
        manifest_sha256=kept.manifest_sha256,
        files=kept.files,
        bytes=kept.bytes,
        approved_at=moments.read(kept.approved_at),
        approved_fingerprint=kept.approved_fingerprint,
        previous_sha256=before.tagmanifest_sha256 if before else "",
    )


def round_status(session: Session, walk: Walk) -> RoundStatus:
    """Where the round being worked on stands."""
    return session.get_one(Round, walk.round_id).status


def latest_export(session: Session, walk: Walk) -> "ExportPage":
    """What was signed last. Raises NotReady (RE05) when nothing was."""
    newest = last_signed(session)
    if newest is None or newest.id is None:
        text = "还没有签署过的报送。先审核、签署，再导出。"
        raise NotReady([Problem("RE05", "signoff", text)])
    return export_page(session, walk, newest.id)


def _chain(session: Session, current: int) -> tuple[ChainLine, ...]:
    signed = select(Submission).where(Submission.tagmanifest_sha256 != "")
    lines = []
    for kept in session.exec(signed.order_by(col(Submission.id).desc())):
        told = "尚未记录送达"
        if kept.delivered_on:
            told = f"{kept.delivered_on:%m-%d} 交{kept.delivered_to}"
        sequence = int(kept.package_id.rsplit("-", maxsplit=1)[1])
        lines.append(
            ChainLine(
                submission_id=kept.id or 0,
                sequence=sequence,
                package_id=kept.package_id,
                fingerprint=kept.tagmanifest_sha256,
                signed_on=moments.read(kept.signed_at).date(),
                delivered=told,
                current=kept.id == current,
            )
        )
    return tuple(lines)


def export_page(session: Session, walk: Walk, submission_id: int) -> ExportPage:
    """What was signed in one submission, and where it was written to."""
    kept = session.get_one(Submission, submission_id)
    _, year, month, number = kept.package_id.split("-")
    period, sequence = f"{year}-{month}", int(number)
    then = Walk(walk.pack, kept.round_id, walk.facts, walk.today, walk.folder)
    states = duty_states.all_states(session, then)
    cards = {card.evidence_id: card for s in states for line in s.lines for card in line.cards}
    photos = sum(card.is_photo for card in cards.values())
    written = select(Export).where(Export.submission_id == submission_id)
    about = enterprise_queries.page(session, walk.pack)
    chain = _chain(session, submission_id)
    at = next(place for place, line in enumerate(chain) if line.current)
    return ExportPage(
        submission_id=submission_id,
        round_id=kept.round_id,
        newest=kept.round_id == walk.round_id,
        enterprise=about.name,
        credit_code=about.credit_code,
        receiver=about.department or walk.pack.reporting.receiver,
        package_id=kept.package_id,
        period=period,
        period_words=moments.period_in_words(period),
        sequence=sequence,
        fingerprint=kept.tagmanifest_sha256,
        signed_by=kept.signed_by,
        signed_at=kept.signed_at,
        approved_by=kept.approved_by,
        approved_at=kept.approved_at,
        files=kept.files,
        bytes=kept.bytes,
        answers=sum(line.answered for state in states for line in state.lines),
        evidence_photos=photos,
        evidence_files=len(cards) - photos,
        history_lines=kept.history_lines,
        chain=chain,
        exports=tuple(
            ExportLine(one.path, one.written_at, one.files, one.bytes, one.seconds)
            for one in session.exec(written.order_by(col(Export.id).desc()))
        ),
        delivered_on=kept.delivered_on,
        delivered_to=kept.delivered_to,
        delivered_how=kept.delivered_how,
        previous_package=chain[at + 1].package_id if at + 1 < len(chain) else "",
    )
