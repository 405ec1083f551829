"""The register of the two honest signers, and verdicts on what the forgers made."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from selfcheck.progress import Progress
from selfcheck.submission import package
from selfcheck.submission.register import Enrolled, Register
from selfcheck.submission.verdict import Verdict
from tests.submission import forge
from tests.submission.cms_kit import (
    MADE_ON,
    MANAGER,
    NOW,
    PRINCIPAL,
    Person,
)
from tests.submission.forge import Files, Plan
from tests.submission.raw_zip import RawZip


def after(**changes: bytes | None) -> Plan:
    """Files changed, added or (None) taken away once everything was signed."""

    def change(files: Files) -> Files:
        whole: dict[str, bytes | None] = {**files, **changes}
        return {name: content for name, content in whole.items() if content is not None}

    return Plan(after=change)


def enrolled(person: Person, **changes: Any) -> Enrolled:
    line = Enrolled(
        person.credit_code,
        person.role,
        person.name,
        person.fingerprint,
        MADE_ON,
        MADE_ON + timedelta(days=3 * 365),
    )
    return replace(line, **changes)


def a_register(**changes: Any) -> Register:
    """Both honest signers; changes are made to the principal's line."""
    return Register((enrolled(MANAGER), enrolled(PRINCIPAL, **changes)))


@cache
def honest_files() -> Files:
    return forge.files(Plan())


def honest() -> RawZip:
    return RawZip.of(honest_files())


def verdict_on(folder: Path, content: bytes, register: Register | None = None) -> Verdict:
    path = folder / "package.zip"
    path.write_bytes(content)
    return package.verify(path, register or a_register(), Progress(), now=NOW)


def verdict_of(folder: Path, plan: Plan, register: Register | None = None) -> Verdict:
    """The verdict on the package that a plan makes."""
    return verdict_on(folder, RawZip.of(forge.files(plan)).bytes(), register)
