"""The two turns in which a package is signed: the safety manager's, then the principal's.

1. `approve`: hash the payload, sign its manifest, sign the report (certifying).
2. `sign`: check that nothing changed since, sign the report again, list every other file in the
   tagmanifest, sign that.

The principal's signature covers the manager's, which covers the data. No database here, and no
zip: `members` gives what the container is written from.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from selfcheck import moments
from selfcheck.errors import KeyTrouble, SigningError
from selfcheck.progress import Progress
from selfcheck.reports.signature_page import SignatureBox
from selfcheck.submission import bag, layout, staging
from selfcheck.submission.bag import Description
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.layout import PRINCIPAL, SAFETY_MANAGER, Member, Payload
from selfcheck.submission.sealing_checks import (
    BEFORE_APPROVAL,
    CHANGED,
    approved_by,
    check_payload,
    check_signer,
    check_size,
)
from selfcheck.submission.signers import Signer
from selfcheck.submission.staging import Staged
from selfcheck.submission.verify_txt import verify_txt

Appearance = Callable[[KeyInfo, datetime], bytes]  # a one-page PDF of the box's size
_OF_THE_MANAGER = (layout.MANIFEST, layout.SIGNATURE[SAFETY_MANAGER])  # taken over as signed


@dataclass(frozen=True)
class Report:
    """The report as it was drawn: its bytes, and where the two sign."""

    pdf: bytes
    boxes: Sequence[SignatureBox]


@dataclass(frozen=True)
class Approval:
    """What the safety manager has signed."""

    manifest_sha256: str
    files: int  # of the payload
    bytes: int  # of the payload
    at: datetime
    fingerprint: str  # of the manager's certificate


@dataclass(frozen=True)
class Seal:
    """What the principal has signed."""

    tagmanifest_sha256: str  # the package's fingerprint
    files: int  # of the whole package
    bytes: int  # of the whole package, without the zip's own
    at: datetime
    fingerprint: str  # of the principal's certificate


def approve(
    folder: Path,
    *,
    workspace: Path,
    about: Description,
    payload: Sequence[Payload],
    report: Report,
    signer: Signer,
    appearance: Appearance | None = None,
    at: datetime,
    progress: Progress,
) -> Approval:
    """The safety manager's turn: leaves a staging folder that waits for the principal.

    An approval that was there before is replaced, but only when this one is complete. Files of
    the payload that are paths must lie inside `workspace`; they are read, not copied.

    Raises:
        SigningError: a source is missing or changed, too much for one package, disk full.
        KeyTrouble: not the key of this enterprise's safety manager, or not valid now.
        Cancelled: the person asked to stop; nothing has changed.
    """
    from selfcheck.submission import pdf_signing  # slow to import

    check_signer(signer.info, SAFETY_MANAGER, about.package_id)
    chosen = tuple(sorted(payload, key=lambda one: one.name))
    check_payload(about.package_id, chosen)
    with staging.filled(folder) as partial:
        files = staging.take_in(partial, chosen, workspace, progress)
        check_size(files)
        text = bag.manifest((one.path, one.sha256) for one in files)
        signed_report = pdf_signing.sign(
            pdf_signing.add_fields(report.pdf, report.boxes),
            layout.PDF_FIELD[SAFETY_MANAGER],
            signer,
            at=at,
            appearance=appearance and appearance(signer.info, at),
            certify=True,
            reason="审核",
        )
        progress.check()
        staging.put(partial / layout.MANIFEST, text)
        staging.put(partial / layout.REPORT, signed_report)
        signature = signer.sign_detached(text, at)
        staging.put(partial / layout.SIGNATURE[SAFETY_MANAGER], signature)
        staging.put(partial / layout.CERTIFICATE[SAFETY_MANAGER], signer.info.certificate_der)
        digest = sha256(text).hexdigest()
        staging.write_index(partial, Staged(about, at, digest, signer.info.fingerprint, files))
    size = sum(one.size for one in files)
    return Approval(digest, len(files), size, at, signer.info.fingerprint)


def sign(
    folder: Path,
    *,
    workspace: Path,
    approval: Approval,
    signer: Signer,
    appearance: Appearance | None = None,
    previous: str,
    at: datetime,
    progress: Progress,
) -> Seal:
    """The principal's turn: completes what `approve` left in the folder.

    `approval` is what was recorded then, `previous` the fingerprint of the package before
    (empty for the first).

    Raises:
        SigningError: nothing was approved, anything changed since, the clock stands before the
            approval, disk full.
        KeyTrouble: not the key of this enterprise's principal, or not valid now.
        Cancelled: the person asked to stop; the approval still stands.
    """
    from selfcheck.submission import pdf_signing  # slow to import

    staged = staging.read_index(folder)
    about = staged.about
    check_signer(signer.info, PRINCIPAL, about.package_id)
    if signer.info.fingerprint == approval.fingerprint:
        raise KeyTrouble("审核和签署要由两个人各用自己的密钥。换用主要负责人的密钥。")
    if at.replace(microsecond=0) < approval.at.replace(microsecond=0):
        raise SigningError(
            BEFORE_APPROVAL.format(f"{approval.at.astimezone(moments.CHINA):%Y-%m-%d %H:%M}")
        )
    manager = approved_by(folder, staged, approval.manifest_sha256, at)
    report = _left(folder, layout.REPORT)
    in_report = pdf_signing.signed_by(report, layout.PDF_FIELD[SAFETY_MANAGER])
    if {manager.fingerprint, in_report} != {approval.fingerprint}:
        raise SigningError(CHANGED)
    staging.check_again(staged.files, folder, workspace, progress)
    tags = {
        layout.BAGIT: bag.bagit_txt(),
        layout.BAG_INFO: bag.bag_info(
            about,
            on=at.astimezone(moments.CHINA).date(),
            payload_bytes=approval.bytes,
            payload_files=approval.files,
            previous=previous,
        ),
        **{name: _left(folder, name) for name in _OF_THE_MANAGER},
        layout.VERIFY: verify_txt(
            package_id=about.package_id,
            enterprise=about.enterprise,
            principal=signer.info,
            manager=manager,
            software=about.software,
        ),
        layout.REPORT: pdf_signing.sign(
            report,
            layout.PDF_FIELD[PRINCIPAL],
            signer,
            at=at,
            appearance=appearance and appearance(signer.info, at),
            certify=False,
            reason="签署",
        ),
        **_certificates({PRINCIPAL: signer.info, SAFETY_MANAGER: manager}),
    }
    tagmanifest = bag.manifest((name, sha256(tags[name]).hexdigest()) for name in tags)
    last = {
        layout.TAGMANIFEST: tagmanifest,
        layout.SIGNATURE[PRINCIPAL]: signer.sign_detached(tagmanifest, at),
    }
    progress.check()
    written = tags | last
    with staging.filled(folder / staging.SEALED) as partial:
        for name, content in written.items():
            staging.put(partial / name, content)
    return Seal(
        sha256(tagmanifest).hexdigest(),
        len(written) + approval.files,
        sum(map(len, written.values())) + approval.bytes,
        at,
        signer.info.fingerprint,
    )


def members(folder: Path, workspace: Path) -> tuple[Member, ...]:
    """Everything a signed package consists of, ready to be written into its zip.

    Raises:
        SigningError: not signed yet, or files of the signed folder are missing.
    """
    sealed = folder / staging.SEALED
    found = []
    for name in layout.FIXED_FILES:
        try:
            content = (sealed / name).read_bytes()
        except OSError as error:
            raise SigningError("还没有签署完成的材料。由主要负责人签署后再导出。") from error
        found.append(Member(name, content, sha256(content).hexdigest(), len(content)))
    for one in staging.read_index(folder).files:
        path = staging.location(one, folder, workspace)
        found.append(Member(one.path, path, one.sha256, one.size))
    return tuple(sorted(found, key=lambda member: member.name))


def discard(folder: Path) -> None:
    """Take an approval back: nothing waits here any more."""
    shutil.rmtree(folder, ignore_errors=True)


def _left(folder: Path, name: str) -> bytes:
    """What the approval left in the folder."""
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise SigningError(CHANGED) from error


def _certificates(people: dict[str, KeyInfo]) -> dict[str, bytes]:
    """Both forms of each certificate: .cer opens on a double click, .pem is what openssl wants."""
    der = {layout.CERTIFICATE[role]: info.certificate_der for role, info in people.items()}
    pem = {layout.CERTIFICATE_PEM[role]: info.certificate_pem for role, info in people.items()}
    return der | pem
