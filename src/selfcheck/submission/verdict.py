"""What the verifier answers: is it intact, and whose keys are they? Two answers, never one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding, Found, is_structural
from selfcheck.submission.register import State


class Word(StrEnum):
    """The verdict in its fixed words."""

    TRUSTED = "完整可信"
    NOT_REGISTERED = "完整，但签名人未登记"
    CHANGED = "内容被改动"
    MISSING = "缺少分卷或附件"
    OUTDATED = "版本过旧"
    UNREADABLE = "无法读取"


class FileState(StrEnum):
    """How a file compares with what was signed."""

    OK = "ok"  # 一致
    CHANGED = "changed"  # 被改动
    MISSING = "missing"  # 缺少
    EXTRA = "extra"  # 多出


@dataclass(frozen=True)
class FileVerdict:
    """One file of the package, or one that should be there."""

    name: str  # inside the base folder
    size: int  # bytes; 0 when missing
    sha256_expected: str  # 64 hex; "" for an extra file
    sha256_found: str  # 64 hex; "" for a missing or extra file
    state: FileState


@dataclass(frozen=True)
class SignerVerdict:
    """Who signed in this role, and what the register says about that key."""

    name: str
    role: str
    enterprise: str
    fingerprint: str  # 64 hex
    signed_at: datetime
    valid_to: datetime  # of the certificate
    state: State
    registered: str  # the register's answer in words
    enrolled: str = (
        ""  # 64 hex: the fingerprint that the register has for this role; "" if none
    )

    @property
    def groups(self) -> str:
        """The fingerprint as people compare it."""
        return layout.in_groups(self.fingerprint)


@dataclass(frozen=True)
class Facts:
    """What the package says about itself; only filled in once its signature holds."""

    enterprise: str = ""
    credit_code: str = ""
    period: str = ""  # 2026-11
    sequence: int = 0
    previous_sha256: str = ""  # of the last package's tagmanifest; "" for the first
    tagmanifest_sha256: str = ""  # what the next package and the receipt quote
    change_log_lines: int = 0
    change_log_head: str = ""


@dataclass(frozen=True)
class Verdict:
    """Everything a clerk needs to decide about one package."""

    path: Path
    package_id: str  # "" when it could not be read
    size: int  # bytes of the file
    findings: tuple[Found, ...] = ()
    signers: Mapping[str, SignerVerdict] = field(default_factory=dict)  # by role
    files: tuple[FileVerdict, ...] = ()
    facts: Facts = field(default_factory=Facts)
    seconds: float = 0.0

    @property
    def is_package(self) -> bool:
        """False for a file that is no submission package at all (exit code 2)."""
        return all(found.code is not Finding.NOT_A_PACKAGE for found in self.findings)

    @property
    def intact(self) -> bool:
        """As it was signed, by two signatures that hold; says nothing about whose they are."""
        return set(self.signers) == set(layout.ROLE_TITLES) and not any(
            found.fatal for found in self.findings
        )

    @property
    def accepted(self) -> bool:
        """Intact, and both signers are in the register."""
        return self.intact and all(
            signer.state is State.REGISTERED for signer in self.signers.values()
        )

    @property
    def word(self) -> Word:
        """The verdict in its fixed words."""
        if self.intact:
            return Word.TRUSTED if self.accepted else Word.NOT_REGISTERED
        codes = {found.code for found in self.findings if found.fatal}
        if any(is_structural(code) for code in codes):
            return Word.UNREADABLE
        if codes == {Finding.MISSING_FILE}:
            return Word.MISSING
        if codes == {Finding.NEWER_FORMAT}:
            return Word.OUTDATED
        return Word.CHANGED
