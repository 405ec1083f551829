"""What the screens, the papers and the package are given of the ledger: frozen values, everything decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from selfcheck.errors import Problem
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, StopScope

Filter = Literal["open", "due", "overdue", "major", "stopped", "all"]
FILTER_WORDS: Mapping[Filter, str] = {
    "open": "未闭环",
    "due": "本周到期",
    "overdue": "已超期",
    "major": "重大",
    "stopped": "停用中",
    "all": "全部",
}
SortKey = Literal[
    "number", "description", "grade", "location", "owner", "deadline", "state", "found_on"
]
PARTS = (
    *("before", "after", "stop", "resume", "department", "workers", "plan", "acceptance"),
    *("closeout", "note", "earlier"),
)  # of a hazard's evidence; earlier: what proved a rectification that did not last


@dataclass(frozen=True)
class Office:
    """Who is there and what day it is: what every question and action of the ledger is asked with."""

    folder: Path
    today: date
    enterprise: str = ""
    sector: str = ""
    department: str = ""  # the supervising one, offered as the receiver of reports
    facts: Mapping[str, bool | str] = field(default_factory=dict)
    principals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # everybody, principals first: offered, never demanded


@dataclass(frozen=True)
class View:
    """Which hazards are listed, and in which order."""

    filter: Filter = "open"
    search: str = ""
    sort: SortKey = "deadline"
    descending: bool = False
    location: str = ""
    owner: str = ""
    source: str = ""
    found_from: date | None = None
    found_to: date | None = None


@dataclass(frozen=True)
class LedgerRow:
    """One row of the ledger's list."""

    hazard_id: int
    number: str
    description: str
    source_words: str
    control_words: str  # 停用中 · 临时管控 · ""
    basis: str  # 工贸判定标准 第七条（三）; "" for a general one
    grade: HazardGrade
    grade_words: str
    location: str
    owner: str
    deadline: date | None
    state: HazardState
    state_words: str
    days_over: int | None  # negative: days left
    over: bool  # closed, merged, void: quieter
    found_on: date | None


@dataclass(frozen=True)
class StepLine:
    """A step that begins where the hazard stands, with what it still lacks."""

    name: str
    words: str
    missing: tuple[Problem, ...]

    @property
    def legal(self) -> bool:
        """Whether it may be taken now."""
        return not any(problem.blocking for problem in self.missing)


@dataclass(frozen=True)
class PathStop:
    """One state of the main path with when it was reached."""

    state: HazardState
    words: str
    reached_at: str  # moment; "" when it was not
    current: bool


@dataclass(frozen=True)
class Mark:
    """One of the five marks (五落实)."""

    key: str  # the field that would be filled in
    words: str  # 责任 · 措施 · 资金 · 时限 · 预案
    value: str
    note: str
    met: bool


@dataclass(frozen=True)
class StopLine:
    """One stop, or the reason why not, as told."""

    stop_id: int
    scope: StopScope
    scope_words: str
    what: str
    stopped_at: str
    decided_by: str
    interim: str
    reason: str
    resumed_at: str
    resumed_by: str
    resumed_note: str


@dataclass(frozen=True)
class ReportLine:
    """One of the two reports; `reported_on` is None while it has not been made."""

    told: ReportTo
    words: str  # 监管部门 …
    receiver: str
    reported_on: date | None
    way: str
    note: str
    cards: tuple[EvidenceCard, ...]


@dataclass(frozen=True)
class DeterminationLine:
    """One decision about the grade."""

    grade: HazardGrade
    grade_words: str
    clauses: tuple[Mapping[str, Any], ...]
    reason: str
    argument: str
    argued_by: str
    decided_by: str
    second_by: str
    at: str
    matched: tuple[str, ...]
    unmatched: tuple[str, ...]
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class EventLine:
    """One line of the timeline, newest first on the screen."""

    at: str
    by: str
    kind: str
    kind_words: str
    state_from: str  # in words
    state_to: str
    words: str
    edits: tuple[Mapping[str, str], ...]
    cards: tuple[EvidenceCard, ...]


@dataclass(frozen=True)
class Lack:
    """What an open major hazard lacks of one thing the law asks for at once, and the reason if one was given."""

    key: str  # stop · plan · report: what an explanation is given for
    words: str
    basis: str
    problems: tuple[Problem, ...]
    reason: str = ""  # explained …
    confirmed_by: str = ""  # … and by which principal


@dataclass(frozen=True)
class HazardPage:
    """One hazard, decided."""

    hazard_id: int
    number: str
    state: HazardState
    state_words: str
    grade: HazardGrade
    grade_words: str
    stopped: bool
    frozen: bool  # closed, merged or void: only looked at
    values: Mapping[str, Any]  # every field as it is stored, for the editors
    words: Mapping[
        str, str
    ]  # the chosen ones in words: source, category, accident_type, factor
    days_over: int | None
    next: StepLine | None
    steps: tuple[StepLine, ...]
    met: tuple[str, ...]  # what the next step asks for and is there, in words
    path: tuple[PathStop, ...]
    marks: tuple[Mark, ...]
    stops: tuple[StopLine, ...]  # newest first
    reports: tuple[ReportLine, ...]  # always both
    determinations: tuple[DeterminationLine, ...]  # newest first
    lacks: tuple[Lack, ...]  # what an open major hazard lacks of stop, plan and reports
    evidence: Mapping[str, tuple[EvidenceCard, ...]]  # by part
    events: tuple[EventLine, ...]  # newest first
    merged_into: str  # number
    origin_item: str
    previous_id: int | None = None  # neighbours in the view the person came from
    next_id: int | None = None

    @property
    def major(self) -> bool:
        """Whether it is held to be a major one."""
        return self.grade is HazardGrade.MAJOR


@dataclass(frozen=True)
class Totals:
    """The ledger in figures."""

    found: int
    open: int
    closed: int
    overdue: int
    due: int
    major: int  # open ones
    stopped: int
    major_found: int = 0
    major_closed: int = 0
