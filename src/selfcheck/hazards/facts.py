"""What the rules of the ledger look at: one hazard with all that belongs to it, as plain values."""

from dataclasses import dataclass, field
from datetime import date

from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, StopScope


@dataclass(frozen=True)
class StopFacts:
    """The newest decision about stopping."""

    scope: StopScope
    what: str
    stopped_at: str
    decided_by: str
    interim: str
    reason: str
    resumed: bool


@dataclass(frozen=True)
class Facts:
    """A hazard as the rules see it. Words that are not given are empty."""

    today: date
    principals: tuple[str, ...]
    hazard_id: int
    number: str
    state: HazardState
    grade: HazardGrade
    description: str = ""
    location: str = ""
    source: str = ""
    found_by: str = ""
    anonymous: bool = False
    found_on: date | None = None
    clauses: int = 0
    argued: bool = False  # a written argument stands in the place of a clause
    determined: bool = False  # the grade was decided here, with its reason
    situation: str = ""
    severity: str = ""
    difficulty: str = ""
    goal: str = ""
    measures: str = ""
    budget_fen: int | None = None
    supplies: str = ""
    owner: str = ""
    organisation: str = ""
    deadline: date | None = None
    requirements: str = ""
    safeguards: str = ""
    plan_approved_by: str = ""
    rectified_on: date | None = None
    result: str = ""
    acceptor: str = ""
    accepted_on: date | None = None
    supervised: bool = False
    supervised_by: str = ""
    closeout_on: date | None = None
    closeout_by: str = ""
    closeout_number: str = ""
    stop: StopFacts | None = None
    reported: frozenset[ReportTo] = field(default_factory=frozenset)
    before_photos: int = 0
    after_photos: int = 0
    # when the newest photo of before was taken, as its camera wrote it: 2026-11-16T09:12:00. What no camera
    # told may be older than it is recorded, and holds nothing up
    last_before: str = ""
    first_after: str = (
        ""  # when the oldest photo of after was taken, or recorded: not later than that
    )
    same_photo: bool = False  # one photo stands on both sides
    stop_photos: int = 0
    lost: int = 0  # pieces of evidence whose file is missing

    @property
    def major(self) -> bool:
        """Whether it is held to be a major one."""
        return self.grade is HazardGrade.MAJOR

    @property
    def stopped(self) -> bool:
        """Whether something is out of use because of it now."""
        return (
            self.stop is not None
            and self.stop.scope is not StopScope.NONE
            and not self.stop.resumed
        )
