"""What a person does to hand a round over: enrol a key, approve, sign, export, record delivery, go on."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.duties import actions as duty_actions
from selfcheck.duties.pages import Walk
from selfcheck.enterprise import actions as enterprise_actions
from selfcheck.enterprise.records import Person
from selfcheck.errors import NotReady, Problem
from selfcheck.evidence import actions as evidence_actions
from selfcheck.forms.pack import Pack
from selfcheck.rounds import Round, RoundStatus
from selfcheck.submission import snapshot
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.records import Export, SigningKey, Submission


@dataclass(frozen=True)
class Approved:
    """What the safety manager's approval brought about, ready to be recorded."""

    package_id: str
    content_sha256: str
    by: str
    at: datetime
    fingerprint: str
    manifest_sha256: str
    history_lines: int
    history_head: str
    files: int
    bytes: int


@dataclass(frozen=True)
class Signed:
    """What the principal's signature brought about, ready to be recorded."""

    by: str
    at: datetime
    fingerprint: str
    tagmanifest_sha256: str
    files: int
    bytes: int


def enrol_key(
    session: Session, person_id: int, info: KeyInfo, *, file: str, now: datetime
) -> int:
    """Record whose key a file is; an older key of the same person is retired. Returns its id.

    Raises NotReady (RE03) when the key belongs to another name or role.
    """
    person = session.get_one(Person, person_id)
    if info.name != person.name or (info.role and info.role != person.role.value):
        text = (
            f"这把密钥属于{info.name or '别人'}，不能登记给{person.name}。选择本人的密钥文件。"
        )
        raise NotReady([Problem("RE03", "signoff#key", text)])
    held = select(SigningKey).where(SigningKey.person_id == person_id)
    for older in session.exec(held):
        older.retired = True
    kept = SigningKey(
        person_id=person_id,
        role=person.role,
        file=file,
        fingerprint=info.fingerprint,
        sha1=info.sha1,
        valid_from=moments.written(info.valid_from),
        valid_to=moments.written(info.valid_to),
        created_at=moments.written(now),
    )
    session.add(kept)
    session.flush()
    assert kept.id is not None
    return kept.id


def live_submission(session: Session, round_id: int) -> Submission | None:
    """The approval or signature that stands for a round; None when none does."""
    found = select(Submission).where(
        Submission.round_id == round_id, col(Submission.withdrawn).is_(False)
    )
    newest = session.exec(found.order_by(col(Submission.id).desc()).limit(1)).first()
    stands = session.get_one(Round, round_id).status != RoundStatus.DRAFT
    return newest if newest is not None and stands else None


def _refuse_if_changed(session: Session, walk: Walk, content_sha256: str) -> None:
    """RE04: what is recorded as approved or signed is what stands in the database."""
    if snapshot.take(session, walk).content_sha256 != content_sha256:
        text = "审核或签署期间内容有改动，原来的审核不再有效。核对后重新审核。"
        raise NotReady([Problem("RE04", "signoff", text)])


def record_approval(session: Session, walk: Walk, approved: Approved) -> int:
    """The safety manager has approved: nothing may change without withdrawing it. Returns its id.

    Raises NotReady (RE04) when the round changed meanwhile, RD01 when it is already signed.
    """
    found = session.get_one(Round, walk.round_id)
    if found.status == RoundStatus.SIGNED:
        raise NotReady([Problem("RD01", "round", "本期已签署，不用再审核。")])
    _refuse_if_changed(session, walk, approved.content_sha256)
    for older in session.exec(select(Submission).where(Submission.round_id == walk.round_id)):
        older.withdrawn = True
    kept = Submission(
        round_id=walk.round_id,
        package_id=approved.package_id,
        content_sha256=approved.content_sha256,
        approved_by=approved.by,
        approved_at=moments.written(approved.at),
        approved_fingerprint=approved.fingerprint,
        manifest_sha256=approved.manifest_sha256,
        history_lines=approved.history_lines,
        history_head=approved.history_head,
        files=approved.files,
        bytes=approved.bytes,
    )
    session.add(kept)
    found.status = RoundStatus.APPROVED
    session.flush()
    assert kept.id is not None
    return kept.id


def withdraw_approval(session: Session, walk: Walk) -> None:
    """Take the approval back by hand; a change does the same by itself."""
    found = session.get_one(Round, walk.round_id)
    if found.status == RoundStatus.APPROVED:
        found.status = RoundStatus.DRAFT


def record_signature(session: Session, walk: Walk, signed: Signed) -> int:
    """The principal has signed: the round is frozen. Returns the submission's id.

    Raises NotReady (RE04, RE05).
    """
    kept = live_submission(session, walk.round_id)
    if kept is None or kept.signed_by:
        text = "这一次没有待签署的审核。先由安全管理人员审核，再由主要负责人签署。"
        raise NotReady([Problem("RE05", "signoff", text)])
    _refuse_if_changed(session, walk, kept.content_sha256)
    before = snapshot.last_signed(session)
    kept.previous_sha256 = before.tagmanifest_sha256 if before else ""
    kept.signed_by, kept.signed_at = signed.by, moments.written(signed.at)
    kept.signed_fingerprint = signed.fingerprint
    kept.tagmanifest_sha256 = signed.tagmanifest_sha256
    kept.files, kept.bytes = signed.files, signed.bytes
    session.get_one(Round, walk.round_id).status = RoundStatus.SIGNED
    assert kept.id is not None
    return kept.id


def record_export(
    session: Session,
    submission_id: int,
    *,
    path: str,
    files: int,
    size: int,
    seconds: float,
    now: datetime,
) -> None:
    """A package was written, read back and found whole."""
    session.add(
        Export(
            submission_id=submission_id,
            path=path,
            written_at=moments.written(now),
            files=files,
            bytes=size,
            seconds=seconds,
        )
    )


def record_delivery(
    session: Session, submission_id: int, *, day: date | None, to: str, how: str, today: date
) -> None:
    """Note by hand when the package was handed over, to whom and how (记录送达).

    Raises NotReady (RE06).
    """
    problems = []
    if day is None:
        problems.append(Problem("RE06", "delivery#day", "填写送达日期"))
    elif day > today:
        problems.append(Problem("RE06", "delivery#day", f"送达日期不能晚于今天 {today}"))
    if not to.strip():
        problems.append(Problem("RE06", "delivery#to", "填写接收人或接收部门"))
    if problems:
        raise NotReady(problems)
    kept = session.get_one(Submission, submission_id)
    kept.delivered_on, kept.delivered_to, kept.delivered_how = day, to.strip(), how.strip()


def begin_next(
    session: Session, *, pack: Pack, period: str, correction: bool, now: datetime
) -> int:
    """Open the round after a signed one; registers go along, a correction takes every answer along.

    Returns the new round's id. Raises NotReady (RD02) while the last round is not signed.
    """
    newest = select(Round).order_by(col(Round.sequence).desc()).limit(1)
    old = session.exec(newest).one()
    new = enterprise_actions.open_round(session, pack=pack, period=period, now=now)
    assert old.id is not None
    duty_actions.carry_over(session, old_round=old.id, new_round=new, answers=correction)
    evidence_actions.carry_over(session, old_round=old.id, new_round=new, everything=correction)
    return new
