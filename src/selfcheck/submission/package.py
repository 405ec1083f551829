"""The strict verifier of a submission package: is it as it was signed, and whose keys are they?

The order is the point: structure of the zip, the principal's signature over the bytes of the
tagmanifest, the tag files' hashes, the safety manager's signature over the manifest, the set of
names, the payload's hashes; and only then is anything parsed. What is wrong becomes a finding, and
as long as a list of files can be trusted, every changed file is named. Nothing is written to disk.
"""

import hashlib
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from selfcheck import moments
from selfcheck.errors import Cancelled, PackageError
from selfcheck.progress import Progress
from selfcheck.submission import (
    contents_check,
    layout,
    manifest,
    package_id,
    policy,
    signers_check,
)
from selfcheck.submission.container import Archive
from selfcheck.submission.contents_check import Signed
from selfcheck.submission.findings import Finding, Found, Malformed, found
from selfcheck.submission.reading import Reading
from selfcheck.submission.register import Register
from selfcheck.submission.verdict import Facts, FileState, SignerVerdict, Verdict

_log = logging.getLogger(__name__)


def verify(
    path: Path,
    register: Register | None,
    progress: Progress,
    *,
    now: datetime | None = None,
) -> Verdict:
    """The verdict on one package. Without a register nobody's key is known.

    Raises PackageError for a file that is no package at all, Cancelled when asked to stop.
    """
    started = time.perf_counter()
    check = _Check(register or Register(), now or moments.now())
    try:
        with Archive.open(path) as archive:
            check.run(Reading(archive, progress))
        size = path.stat().st_size
    except Malformed as error:
        check.findings.append(error.found)
        size = path.stat().st_size
    except OSError as error:
        raise PackageError(f"读不出“{path.name}”：重新复制一份，再核验一次。") from error
    return Verdict(
        path,
        check.base,
        size,
        tuple(check.findings),
        check.verdicts,
        check.reading.files if check.reading else (),
        check.facts,
        time.perf_counter() - started,
    )


def verify_many(
    paths: Sequence[Path],
    register: Register | None,
    progress: Progress,
    *,
    now: datetime | None = None,
) -> list[Verdict]:
    """One verdict per file, in the same order; a file that is no package never stops the rest.

    Raises Cancelled when asked to stop.
    """
    return [_on_anything(path, register, progress, now) for path in paths]


def _on_anything(
    path: Path, register: Register | None, progress: Progress, now: datetime | None
) -> Verdict:
    try:
        return verify(path, register, progress, now=now)
    except PackageError as error:
        trouble = Found(Finding.NOT_A_PACKAGE, path.name, str(error))
        return Verdict(path, "", 0, (trouble,))
    except Cancelled:
        raise
    except Exception:  # noqa: BLE001 - a parser's bug must not cost the other packages theirs
        _log.exception("verifying %s", path)
        return Verdict(path, "", 0, (found(Finding.CHECK_BROKE_OFF, path.name),))


class _Check:
    """One verification under way: what is known so far."""

    def __init__(self, register: Register, now: datetime) -> None:
        self.register = register
        self.now = now
        self.base = ""
        self.findings: list[Found] = []
        self.verdicts: dict[str, SignerVerdict] = {}
        self.facts = Facts()
        self.reading: Reading | None = None
        self._signers: dict[str, policy.SignerFacts] = {}

    def run(self, reading: Reading) -> None:
        """Every check in its order; a Malformed ends it."""
        self.base = reading.package_id
        self.reading = reading
        parts = package_id.parse(self.base)
        self.findings += reading.unlisted(layout.FIXED_FILES, payload=False)
        tags = self._tags(reading)
        payload = self._payload(reading, tags)
        if payload is not None:
            self.findings += reading.unlisted(payload, payload=True)
            self.findings += reading.compare(payload)
        self.findings += signers_check.check(self._signers, parts)
        for role, signer in self._signers.items():
            standing = signers_check.stand(role, signer, self.register, parts)
            self.verdicts[role], troubles = standing
            self.findings += troubles
        if tags is None or payload is None:
            return
        signed = Signed(reading, tags, payload, self._signers, self.now)
        self._tell_facts(signed, parts)
        reading.finish()
        if not any(trouble.fatal for trouble in self.findings):
            troubles, lines = contents_check.check(signed)
            self.findings += troubles
            self.facts = replace(self.facts, change_log_lines=lines)

    def _tags(self, reading: Reading) -> dict[str, str] | None:
        """The hashes that the principal signed, compared; None when that signature fails."""
        content = self._signed(reading, layout.PRINCIPAL)
        if content is None:
            return None
        digest = hashlib.sha256(content).hexdigest()
        self.facts = replace(self.facts, tagmanifest_sha256=digest)
        tags = manifest.parse(content, layout.TAGMANIFEST)
        if set(tags) != set(layout.TAG_FILES):
            raise Malformed(Finding.BAD_MANIFEST, layout.TAGMANIFEST)
        self.findings += reading.compare(tags)
        return tags

    def _payload(self, reading: Reading, tags: dict[str, str] | None) -> dict[str, str] | None:
        """The hashes of data/: by the manager's signature, or else by the principal's alone.

        The second is enough to name every changed file; accepted is such a package never.
        """
        wrong = {file.name for file in reading.files if file.state is not FileState.OK}
        if layout.MANIFEST in wrong:
            return None
        content = None
        if layout.SIGNATURE[layout.SAFETY_MANAGER] not in wrong:
            content = self._signed(reading, layout.SAFETY_MANAGER)
        if content is None and tags is not None:
            sha256 = tags[layout.MANIFEST]
            content = reading.read_signed(layout.MANIFEST, sha256, manifest.LARGEST)
        if content is None:
            return None
        payload = manifest.parse(content, layout.MANIFEST)
        if not all(name.startswith(layout.DATA) for name in payload):
            raise Malformed(Finding.BAD_MANIFEST, layout.MANIFEST)
        return payload

    def _signed(self, reading: Reading, role: str) -> bytes | None:
        """The list that somebody in this role signed, if that signature holds."""
        where, name = layout.SIGNATURE[role], layout.SIGNED[role]
        missing = [one for one in (where, name) if not reading.has(one)]
        if missing:
            for one in missing:
                reading.note(one, "", "", FileState.MISSING)
                self.findings.append(found(Finding.MISSING_FILE, one))
            return None
        try:
            content = reading.read(name, manifest.LARGEST)
            signature = reading.read(where, layout.MAX_SIGNATURE)
            signer = policy.check(signature, content, self.now, where=where, content_name=name)
        except Malformed as error:
            reading.note(error.found.where, "", "", FileState.CHANGED)
            self.findings.append(error.found)
            return None
        for one, bytes_ in ((name, content), (where, signature)):
            digest = hashlib.sha256(bytes_).hexdigest()
            reading.note(one, digest, digest, FileState.OK)
        self._signers[role] = signer
        self.findings += signer.warnings
        return content

    def _tell_facts(self, signed: Signed, parts: package_id.PackageId) -> None:
        """What the package says about itself, if bag-info.txt is as it was signed."""
        self.facts = replace(
            self.facts,
            credit_code=parts.credit_code,
            period=parts.period,
            sequence=parts.sequence,
        )
        with suppress(Malformed):  # told by the contents' own check, or by the comparison
            bag = signed.bag()
            self.facts = replace(
                self.facts,
                enterprise=bag.enterprise,
                previous_sha256=bag.previous_sha256,
                change_log_head=bag.change_log_head,
            )
