"""The two turns and the export, on plain values: what the window's jobs and the command line both run.

Nothing here holds a session: a snapshot comes in, values to be recorded go out.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from selfcheck import history, moments, sizes
from selfcheck.enterprise.records import Role
from selfcheck.errors import NotReady, SelfCheckError, StoreError
from selfcheck.history import By
from selfcheck.progress import Progress
from selfcheck.reports import duties as duty_report
from selfcheck.reports import signature_page
from selfcheck.rounds import RoundStatus
from selfcheck.store import Store
from selfcheck.submission import (
    actions,
    container_writer,
    keys,
    no_folder,
    package,
    queries,
    readiness,
    sealing,
    walks,
)
from selfcheck.submission.actions import Approved, Signed
from selfcheck.submission.bag import Description
from selfcheck.submission.contents import payload
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.pages import Waiting
from selfcheck.submission.report_content import report as report_content
from selfcheck.submission.signers import Signer
from selfcheck.submission.snapshot import Snapshot, take
from selfcheck.submission.verdict import Verdict
from selfcheck.version import VERSION


@dataclass(frozen=True)
class Exported:
    """A package that was written, read back and found whole."""

    path: Path
    files: int
    bytes: int
    seconds: float
    verdict: Verdict

    @property
    def size_words(self) -> str:
        """286.4 MB."""
        return sizes.in_words(self.bytes)


def staging_folder(workspace: Path, package_id: str) -> Path:
    """Where an approved or signed package waits, its evidence still lying in the library."""
    return workspace / "packages" / package_id


def _box(number: int, verb: str, role_words: str) -> sealing.Appearance:
    """How a signature looks in the report: drawn by the same hand as the page around it."""

    def drawn(info: KeyInfo, at: datetime) -> bytes:
        return signature_page.appearance(
            number=number,
            verb=verb,
            name=info.name,
            role=role_words,
            at=f"{at.astimezone(moments.CHINA):%Y-%m-%d %H:%M:%S} +08:00",
            fingerprint=info.fingerprint,
        )

    return drawn


def _refuse_unready(frozen: Snapshot, now: datetime, last_entry: datetime | None) -> None:
    """Nothing is signed while something that must be there is missing; all of it is told."""
    found = readiness.problems(frozen, now=now, last_entry=last_entry)
    if blocking := [problem for problem in found if problem.blocking]:
        raise NotReady(blocking)


def draft_report(frozen: Snapshot, *, now: datetime, progress: Progress) -> bytes:
    """The report to be read before signing (核对稿): marked as a draft on every page."""
    managers, principals = frozen.people("safety_manager"), frozen.people("principal")
    content = report_content(
        frozen,
        manager=managers[0].name if managers else "",
        principal=principals[0].name if principals else "",
        now=now,
    )
    return duty_report.build(content, progress=progress, draft=True).pdf


def approve(
    frozen: Snapshot,
    workspace: Path,
    signer: Signer,
    *,
    principal: str,
    at: datetime,
    last_entry: datetime | None,
    progress: Progress,
) -> Approved:
    """The safety manager's turn: everything is made, hashed and signed, and waits in the workspace.

    Raises NotReady with all that is missing, SigningError, KeyTrouble, StoreError, Cancelled.
    """
    _refuse_unready(frozen, at, last_entry)
    line = frozen.enterprise
    content = report_content(frozen, manager=signer.info.name, principal=principal, now=at)
    built = duty_report.build(content, progress=progress)
    about = Description(
        package_id=frozen.package_id,
        enterprise=line.name,
        contact_name=signer.info.name,
        contact_phone=line.phone,
        history_head=frozen.head.hash,
        history_lines=frozen.head.lines,
        form_pack=f"{frozen.pack.id} {frozen.pack.version} {frozen.pack.fingerprint}",
        software=f"selfcheck {VERSION}",
    )
    done = sealing.approve(
        staging_folder(workspace, frozen.package_id),
        workspace=workspace,
        about=about,
        payload=payload(frozen),
        report=sealing.Report(built.pdf, built.boxes),
        signer=signer,
        appearance=_box(1, "审核", "安全管理人员"),
        at=at,
        progress=progress,
    )
    return Approved(
        package_id=frozen.package_id,
        content_sha256=frozen.content_sha256,
        by=signer.info.name,
        at=at,
        fingerprint=done.fingerprint,
        manifest_sha256=done.manifest_sha256,
        history_lines=frozen.head.lines,
        history_head=frozen.head.hash,
        files=done.files,
        bytes=done.bytes,
    )


def sign(
    waiting: Waiting, workspace: Path, signer: Signer, *, at: datetime, progress: Progress
) -> Signed:
    """The principal's turn: signs the report and, with it, everything the package holds.

    Raises SigningError when anything changed since the approval, KeyTrouble, StoreError, Cancelled.
    """
    seal = sealing.sign(
        staging_folder(workspace, waiting.package_id),
        workspace=workspace,
        approval=sealing.Approval(
            manifest_sha256=waiting.manifest_sha256,
            files=waiting.files,
            bytes=waiting.bytes,
            at=waiting.approved_at,
            fingerprint=waiting.approved_fingerprint,
        ),
        signer=signer,
        appearance=_box(2, "签署", "主要负责人"),
        previous=waiting.previous_sha256,
        at=at,
        progress=progress,
    )
    return Signed(
        by=signer.info.name,
        at=at,
        fingerprint=seal.fingerprint,
        tagmanifest_sha256=seal.tagmanifest_sha256,
        files=seal.files,
        bytes=seal.bytes,
    )


def write(
    package_id: str, workspace: Path, folder: Path, *, fingerprint: str, progress: Progress
) -> Exported:
    """Write the package into a folder or onto a stick, then read it back with the verifier.

    Raises StoreError when the medium cannot take it or gives back something else (the bad file is
    removed), SigningError when evidence is missing or changed, Cancelled.
    """
    started = time.monotonic()
    target = folder / f"{package_id}.zip"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(no_folder.words(folder, error)) from error
    found = sealing.members(staging_folder(workspace, package_id), workspace)
    container_writer.write(target, package_id, found, progress)
    verdict = package.verify(target, None, progress)
    if not verdict.intact or verdict.facts.tagmanifest_sha256 != fingerprint:
        with suppress(OSError):
            target.unlink()
        raise StoreError(
            "写入后核对不一致，没有留下这份文件。换一个 U 盘或文件夹，再导出一次。"
        )
    size = target.stat().st_size
    return Exported(target, len(found), size, time.monotonic() - started, verdict)


@dataclass(frozen=True)
class _Keys:
    """The two key files of an export by command, and how their passphrases are asked for."""

    principal: Path | None
    safety_manager: Path | None
    passphrases: Callable[[], tuple[str, str]]  # the principal's, the safety manager's

    def opened(self, now: datetime) -> tuple[Signer, Signer]:
        """The safety manager's key, the principal's key, in the order of signing."""
        if self.principal is None or self.safety_manager is None:
            raise SelfCheckError(
                "本期还没有签署：用 --principal 和 --safety-manager 指定两个人的密钥文件。"
            )
        principal, manager = self.passphrases()
        return (
            keys.open_key(self.safety_manager, manager, now=now),
            keys.open_key(self.principal, principal, now=now),
        )


def _sign_round(
    store: Store, given: _Keys, *, progress: Progress, now: Callable[[], datetime]
) -> None:
    """Both turns, one after the other, each recorded."""
    with store.transaction() as session:
        walk = walks.current(session, store.folder, now().date())
        frozen = take(session, walk)
        last_entry = history.last_moment(session)
    _refuse_unready(frozen, now(), last_entry)
    manager, principal = given.opened(now())
    expected = tuple(person.name for person in frozen.people("principal"))
    managers = tuple(person.name for person in frozen.people("safety_manager"))
    found = readiness.signer_problems(Role.SAFETY_MANAGER, manager.info.name, managers)
    found += readiness.signer_problems(Role.PRINCIPAL, principal.info.name, expected)
    if found:
        raise NotReady(found)
    approved = approve(
        frozen,
        store.folder,
        manager,
        principal=principal.info.name,
        at=now(),
        last_entry=last_entry,
        progress=progress,
    )
    history.act(store, By(approved.by, now()), actions.record_approval, walk, approved)
    with store.transaction() as session:
        waiting = queries.waiting(session, walk)
    assert waiting is not None, "it has just been recorded"
    signed = sign(waiting, store.folder, principal, at=now(), progress=progress)
    history.act(store, By(signed.by, now()), actions.record_signature, walk, signed)


def export_round(
    workspace: Path,
    out: Path,
    *,
    principal: Path | None,
    safety_manager: Path | None,
    passphrases: Callable[[], tuple[str, str]],
    progress: Progress,
    now: Callable[[], datetime],
) -> Exported:
    """Sign the round if it is not signed yet, write its package, read it back, record it.

    Raises NotReady with every problem, and whatever signing and writing raise.
    """
    store = Store.open(workspace)
    try:
        with store.transaction() as session:
            walk = walks.current(session, workspace, now().date())
            signed = queries.round_status(session, walk) is RoundStatus.SIGNED
        if not signed:
            given = _Keys(principal, safety_manager, passphrases)
            _sign_round(store, given, progress=progress, now=now)
        with store.transaction() as session:
            page = queries.latest_export(session, walk)
        written = write(
            page.package_id, workspace, out, fingerprint=page.fingerprint, progress=progress
        )
        history.act(
            store,
            By(page.signed_by, now()),
            actions.record_export,
            page.submission_id,
            path=str(written.path),
            files=written.files,
            size=written.bytes,
            seconds=round(written.seconds, 1),
            now=now(),
        )
        return written
    finally:
        store.close()
