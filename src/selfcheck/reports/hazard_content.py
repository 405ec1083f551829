"""What the papers about one hazard say: plain values, every word decided, dates as printed.

An empty text prints a ruled blank, to be filled in by hand.
"""

from dataclasses import dataclass, field

from selfcheck.reports.content import Photo


@dataclass(frozen=True)
class Origin:
    """Whose paper it is, and from which state of the archive it was printed."""

    enterprise: str
    credit_code: str
    printed_on: str  # 2026-11-24
    head: str = ""  # 64 hex of the change log's head


@dataclass(frozen=True)
class HazardFacts:
    """The hazard itself, as every paper names it."""

    number: str  # YH-2026-052
    what: str
    place: str
    part: str = ""
    grade: str = ""  # 一般, 重大
    basis: str = ""  # clause, standard and wording
    found_on: str = ""
    found_by: str = ""
    source: str = ""
    accident_type: str = ""
    major: bool = False


@dataclass(frozen=True)
class StopFacts:
    """What is stopped until the hazard is gone (停用), or why nothing is."""

    scope: str = ""  # 设备停用
    what: str = ""  # 3号中频炉及其供料行车
    since: str = ""  # 2026-11-16 09:40
    decided_by: str = ""
    reason: str = ""  # why nothing is stopped
    interim: str = ""  # 临时措施
    resumed: str = ""  # who approved resuming, and when


@dataclass(frozen=True)
class SixParts:
    """The six parts of a treatment plan (总局令第16号第十五条)."""

    goals: str = ""
    methods: str = ""
    resources: str = ""
    people: str = ""
    deadline: str = ""
    safety: str = ""


@dataclass(frozen=True)
class Notice:
    """整改通知书: to the person and department that are to remove the hazard."""

    origin: Origin
    hazard: HazardFacts
    owner: str
    department: str = ""
    demands: str = ""
    deadline: str = ""
    stop: StopFacts = field(default=StopFacts())
    before: tuple[Photo, ...] = ()
    issuer: str = ""
    issued_on: str = ""


@dataclass(frozen=True)
class HazardReport:
    """重大事故隐患报告, to the department that supervises safety."""

    origin: Origin
    hazard: HazardFacts
    receiver: str
    principal: str = ""
    address: str = ""
    sector: str = ""
    phone: str = ""
    contact: str = ""
    situation: str = ""  # ① 现状及其产生原因
    severity: str = ""  # ② 危害程度
    difficulty: str = ""  # ② 整改难易程度
    plan: SixParts = field(default=SixParts())  # ③ 治理方案
    stop: StopFacts = field(default=StopFacts())
    reported_on: str = ""


@dataclass(frozen=True)
class TreatmentPlan:
    """治理方案 as a sheet of its own, which the principal approves."""

    origin: Origin
    hazard: HazardFacts
    plan: SixParts = field(default=SixParts())
    owner: str = ""
    budget: str = ""  # 46,000.00 元
    deadline: str = ""
    approved_by: str = ""
    approved_on: str = ""


@dataclass(frozen=True)
class WorkersNotice:
    """重大事故隐患公示, for the notice board and the workers' congress."""

    origin: Origin
    hazard: HazardFacts
    stop: StopFacts = field(default=StopFacts())
    measures: str = ""
    owner: str = ""
    deadline: str = ""
    state: str = ""
    phone: str = ""  # whom to tell when something is seen
    published_on: str = ""


@dataclass(frozen=True)
class Acceptance:
    """整改验收单: what was done, the photos side by side, and what the acceptor says."""

    origin: Origin
    hazard: HazardFacts
    owner: str = ""
    measures: str = ""
    result: str = ""
    spent: str = ""
    done_on: str = ""
    stop: StopFacts = field(default=StopFacts())
    before: tuple[Photo, ...] = ()
    after: tuple[Photo, ...] = ()
    acceptor: str = ""
    opinion: str = ""
    accepted_on: str = ""
    passed: bool | None = None  # None: to be ticked by hand
    supervised_by: str = ""  # the department that closes it out (挂牌督办)


Paper = Notice | HazardReport | TreatmentPlan | WorkersNotice | Acceptance
