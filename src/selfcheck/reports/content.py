"""What the report of a round says: plain frozen values, every word already decided.

The pages only place these words; nothing here knows the database, the questions or the clock.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from selfcheck.evidence.marks import Mark

if TYPE_CHECKING:
    from selfcheck.reports.risk_content import RiskPart

SignatureName = Literal["safety_manager", "principal"]
RiskWord = Literal["重大", "较大", "一般", "低"]


@dataclass(frozen=True)
class Person:
    """Somebody who answers for the enterprise, with the post as printed beside the name."""

    name: str
    title: str = ""


@dataclass(frozen=True)
class Figure:
    """One box of the cover's conclusion: a number with two lines or the four colours."""

    caption: str  # 十三项职责
    number: str
    unit: str  # 项已完成
    lines: tuple[str, ...] = ()
    levels: tuple[tuple[RiskWord, int], ...] = ()


@dataclass(frozen=True)
class Cover:
    """Who reports, which round, to whom, and against which questions."""

    enterprise: str
    credit_code: str
    package_id: str
    period: str  # 2026-11
    sequence: int
    principals: tuple[Person, ...]
    managers: tuple[Person, ...]
    sector: str
    head_count: str  # 186
    address: str
    phone: str
    receiver: str
    round_from: str  # civil dates as printed: 2026-11-01
    round_to: str
    pack_title: str
    pack_version: str
    pack_notice: str  # how much is reconstructed, in one short sentence; "" when nothing is
    pack_fingerprint: str  # 64 hex
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class ProfileAnswer:
    """One question about the enterprise and its answer in words."""

    question: str
    answer: str


@dataclass(frozen=True)
class StatutoryDuty:
    """One of the seven duties of article 21 on which the thirteen stand."""

    number: str
    text: str
    clause: str


@dataclass(frozen=True)
class ItemLine:
    """One check item with its answer, the words around it and the evidence that backs it."""

    number: str  # 3.2
    text: str
    clause: str
    answer: str  # in words: 符合, 不符合, 不适用, 12 次, 2026-11-03
    note: str = ""
    reason: str = ""  # why it does not apply, or why evidence is missing
    rectification: str = ""  # what is being done when it does not conform
    evidence: tuple[str, ...] = ()  # E001, E002
    reconstructed: bool = False
    problem: bool = False  # 不符合: stands out, also in black and white


@dataclass(frozen=True)
class DutyPart:
    """One of the thirteen duties, or a standing one beneath them, as reported."""

    number: str  # 03; 法2
    title: str
    status: str  # 已完成, 不涉及, 有问题, 进行中
    owner: str = ""
    confirmed_by: str = ""
    confirmed_at: str = ""  # as printed: 2026-11-21 16:40
    reason: str = ""  # why the duty does not apply
    items: tuple[ItemLine, ...] = ()
    reconstructed: bool = False
    problem: bool = False


@dataclass(frozen=True)
class Register:
    """A kept list (confined spaces, contractors, certificates) with its rows as text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""  # printed in place of rows when it was declared that there are none


@dataclass(frozen=True)
class EvidenceLine:
    """One file of the evidence library that this round uses."""

    code: str  # E001
    title: str
    kind: str
    occurred_on: str
    recorded_at: str
    sha256: str
    size: str  # 2.4 MB
    used_by: str  # 3.2、5.1


@dataclass(frozen=True)
class Photo:
    """A picture to print; read only when its page is drawn."""

    code: str
    caption: str
    source: Path | bytes
    marks: tuple[Mark, ...] = ()  # drawn over the printed copy; the file stays as it is


@dataclass(frozen=True)
class LedgerRowPart:
    """One hazard as one row of the report; every text is as printed."""

    number: str  # YH-2026-052
    what: str
    place: str
    grade: str  # 重大, 一般, 待判
    owner: str
    deadline: str
    state: str
    late: str = ""  # 超期 3 天; "" while there is time
    major: bool = False


@dataclass(frozen=True)
class FiveMark:
    """One of the five things a treatment settles (五落实), with what was settled."""

    name: str  # 责任, 措施, 资金, 时限, 预案
    words: str
    done: bool


@dataclass(frozen=True)
class MajorBlock:
    """What the report says about one major hazard, beside its row."""

    number: str
    what: str
    place: str
    clause: str  # the clause and its standard: 工贸判定标准 第七条（三）
    state: str
    stop: str  # what is stopped, since when, by whose decision; or why nothing is
    interim: str  # 临时措施
    department: str  # 2026-11-16 书面送达 区应急管理局; "" when not yet reported
    workers: str  # "" when the workers have not been told yet
    marks: tuple[FiveMark, ...]
    explanation: str = ""  # why something is missing, in the principal's words
    explained_by: str = ""  # 周建华　2026-11-23
    stop_missing: bool = False


@dataclass(frozen=True)
class LedgerPart:
    """The ledger of hazards in the report of a round."""

    totals: tuple[tuple[str, int], ...]  # 重大 → 3, 超期 → 1
    rows: tuple[LedgerRowPart, ...]
    majors: tuple[MajorBlock, ...] = ()
    note: str = ""  # which hazards are listed, in one sentence


@dataclass(frozen=True)
class SignerLine:
    """Who is expected to sign in which box."""

    box: SignatureName
    name: str
    role: str  # 主要负责人


@dataclass(frozen=True)
class DutyReport:
    """Everything the report of one round prints."""

    cover: Cover
    profile: tuple[ProfileAnswer, ...]
    statutory: tuple[StatutoryDuty, ...]
    duties: tuple[DutyPart, ...]
    registers: tuple[Register, ...]
    evidence: tuple[EvidenceLine, ...]
    photos: tuple[Photo, ...]
    change_lines: int
    change_head: str  # 64 hex
    declaration: str
    pack_note: str  # what of the questions is reconstructed and whose text decides, in full
    signers: tuple[SignerLine, ...]  # the safety manager first, then the principal
    previous_package: str = ""  # what the chain says: 第 002 次报送; "" for the first
    ledger: LedgerPart | None = None
    risk: "RiskPart | None" = None
