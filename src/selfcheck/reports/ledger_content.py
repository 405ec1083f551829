"""What a printed or exported ledger of hazards (隐患台账) says: plain values, decided elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One hazard as one row on paper; every text is as printed, a line feed begins a new line."""

    number: str  # YH-2026-052
    found_on: str
    what: str  # 隐患内容与部位
    grade: str  # the grade on the first line, then the clause: 重大, 工贸判定标准 第七条（三）
    interim: str = ""  # 临时措施, what is stopped and since when
    owner: str = ""
    measures: str = ""
    money: str = ""  # 预算 46,000.00 元, 已用 …
    deadline: str = ""
    emergency_plan: str = ""  # 预案
    department: str = ""  # when and how it was reported to the department
    workers: str = ""  # when and how the workers were told
    done_on: str = ""
    acceptance: str = ""  # who accepted, and when
    state: str = ""
    note: str = ""
    major: bool = False  # stands out by a bar and by weight, also in black and white


@dataclass(frozen=True)
class LedgerPaper:
    """A whole ledger to print, with what was chosen and from which state of the archive."""

    enterprise: str
    credit_code: str
    as_of: str  # as printed: 2026-11-24
    filter_words: str  # 未闭环; "" when nothing was left out
    head: str  # 64 hex of the change log's head; may be ""
    totals: tuple[tuple[str, int], ...]  # 重大 → 3
    rows: Sequence[LedgerLine] = field(default=())


@dataclass(frozen=True, slots=True)
class LedgerSheetRow:
    """One hazard as one row of a workbook: dates are dates, money is in fen."""

    number: str
    what: str
    place: str = ""
    part: str = ""
    source: str = ""
    found_by: str = ""
    found_on: date | None = None
    grade: str = ""
    clause: str = ""
    accident_type: str = ""
    interim: str = ""
    stop: str = ""
    measures: str = ""
    owner: str = ""
    owner_department: str = ""
    deadline: date | None = None
    planned_fen: int | None = None
    spent_fen: int | None = None
    safety_and_emergency: str = ""
    reported_on: date | None = None  # to the department
    published_on: date | None = None  # to the workers' congress or on the notice board
    done_on: date | None = None
    result: str = ""
    acceptor: str = ""
    accepted_on: date | None = None
    state: str = ""
    closed_on: date | None = None
    note: str = ""
