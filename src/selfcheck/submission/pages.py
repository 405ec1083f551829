"""What the sign-off and export screens are given: frozen values, everything decided."""

from dataclasses import dataclass
from datetime import date, datetime

from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise.records import Role
from selfcheck.rounds import RoundStatus
from selfcheck.submission.readiness import Missing


@dataclass(frozen=True)
class DutyCell:
    """One duty on the sign-off page."""

    key: str
    number: str  # 01 … 13; 法二
    short_title: str
    title: str
    status: DutyStatus
    status_words: str  # 已完成 · 不涉及 · 进行中 · 有问题 …
    line: str  # 佐证 31 件 · 11-20 周建华确认


@dataclass(frozen=True)
class KeyLine:
    """The key somebody signs with."""

    key_id: int
    file: str
    fingerprint: str
    sha1: str
    valid_from: date
    valid_to: date
    expired: bool
    replaces: str = ""  # fingerprint of the key before it; empty for the first


@dataclass(frozen=True)
class SignerNode:
    """One of those who may sign, with the key they use."""

    person_id: int
    name: str
    role: Role
    title: str
    key: KeyLine | None  # None: no key yet
    done_at: str  # when this person approved or signed; empty: not yet


@dataclass(frozen=True)
class SignoffPage:
    """The sign-off page, decided."""

    package_id: str
    enterprise: str
    credit_code: str
    receiver: str  # the department that the package goes to
    period: str
    period_words: str
    sequence: int
    due: date
    days_left: int
    status: RoundStatus
    step: int  # 1 核对 2 审核 3 签署 4 导出
    duties: tuple[DutyCell, ...]
    done: int
    absent: int
    standing_done: int
    standing_total: int
    items: int
    not_conforming: int
    corrected: int  # of these, put right on the spot
    evidence: int
    evidence_bytes: int
    history_lines: int
    history_head: str
    pack_words: str
    notice: str
    missing: tuple[Missing, ...]
    declaration: str
    declaration_basis: str
    managers: tuple[SignerNode, ...]
    principals: tuple[SignerNode, ...]
    submission_id: int | None

    @property
    def blockers(self) -> int:
        return sum(row.problem.blocking for row in self.missing)

    @property
    def reasons(self) -> int:
        """What may be sent as it is, with the reason given."""
        return len(self.missing) - self.blockers


@dataclass(frozen=True)
class Waiting:
    """An approval that waits for the principal, as it was recorded."""

    package_id: str
    manifest_sha256: str
    files: int  # of the payload
    bytes: int  # of the payload
    approved_at: datetime
    approved_fingerprint: str
    previous_sha256: str  # the fingerprint of the package before; empty for the first


@dataclass(frozen=True)
class ChainLine:
    """One submission in the chain."""

    submission_id: int
    sequence: int
    package_id: str
    fingerprint: str
    signed_on: date
    delivered: str  # 尚未记录送达; 11-25 交区应急管理局
    current: bool


@dataclass(frozen=True)
class ExportLine:
    """One file that was written and read back."""

    path: str
    written_at: str
    files: int
    bytes: int
    seconds: float


@dataclass(frozen=True)
class ExportPage:
    """What was signed and where it went."""

    submission_id: int
    round_id: int
    newest: bool  # of the round being worked on: the next one may be begun
    enterprise: str
    credit_code: str
    receiver: str  # the department that the package goes to
    package_id: str
    period: str
    period_words: str
    sequence: int
    fingerprint: str
    signed_by: str
    signed_at: str
    approved_by: str
    approved_at: str
    files: int
    bytes: int
    answers: int
    evidence_photos: int
    evidence_files: int
    history_lines: int
    chain: tuple[ChainLine, ...]  # newest first
    exports: tuple[ExportLine, ...]  # newest first
    delivered_on: date | None
    delivered_to: str
    delivered_how: str
    previous_package: str
