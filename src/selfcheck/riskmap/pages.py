"""What the screens, boards, lists and the package are given of the risk map: frozen values, all decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from selfcheck.errors import Problem
from selfcheck.riskmap.draft import Drawing
from selfcheck.riskmap.records import ControlLevel, Method, PointKind, RiskLevel
from selfcheck.riskmap.rules import Bands

MEASURES: Mapping[str, str] = {
    "engineering": "工程技术措施",
    "management": "管理措施",
    "training": "教育培训措施",
    "protection": "个体防护措施",
    "emergency": "应急处置措施",
}
EMERGENCY: Mapping[str, str] = {
    "warning_signs": "事故征兆",
    "first_response": "现场第一反应",
    "steps": "先期处置步骤",
    "forbidden": "禁止事项",
    "supplies": "个体防护与应急物资及位置",
    "route": "疏散路线与集合点",
    "report_to": "报告对象与电话",
    "emergency_owner": "现场处置责任人",
    "plan_number": "关联预案或处置卡编号",
}

# keys of `confined_details`: what the board says of a confined space
CONFINED: Mapping[str, str] = {
    "shape": "形状",
    "volume": "容积",
    "principal": "主要负责人",
    "supervisor": "安全监督责任人",
}


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment."""

    inherent: bool
    method: Method
    factors: Mapping[str, str]
    score: str
    sum_words: str  # 3×6×40; 直接判定
    bands: Mapping[str, str]
    direct: str
    level: RiskLevel
    people: str
    reason: str
    assessed_on: date
    next_review: date


@dataclass(frozen=True)
class UnitLine:
    """One assessed unit with its newest assessments."""

    unit_id: int
    point_id: int
    number: int
    table: str  # jha | scl
    name: str
    standard: str
    event: str
    consequence: str
    factors: tuple[str, ...]  # keys; words beside
    factor_words: str
    accident_types: tuple[str, ...]
    accident_words: str
    measures: Mapping[str, str]  # by key of MEASURES
    suggested: str
    control: ControlLevel | None
    control_words: str
    department: str
    owner: str
    phone: str
    check_cycle: str
    inherent: AssessmentLine | None
    residual: AssessmentLine | None
    history: tuple[AssessmentLine, ...]  # newest first


@dataclass(frozen=True)
class PointLine:
    """One risk point as the list, the map and the papers take it."""

    point_id: int
    number: str
    name: str
    kind: PointKind
    kind_words: str
    place: str
    zone_key: str | None
    zone_name: str
    plan_id: int | None
    plan_name: str
    x: float | None
    y: float | None
    department: str
    owner: str
    phone: str
    level: RiskLevel | None  # what the map shows
    level_words: str  # 重大; 未评估
    inherent: RiskLevel | None
    residual: RiskLevel | None
    emergency: Mapping[str, str]  # by key of EMERGENCY
    drilled_on: date | None
    confined: bool
    confined_details: Mapping[str, str]
    signs: tuple[str, ...]
    use_inherent: bool
    review_due: date | None
    review_wanted: str
    units: tuple[UnitLine, ...]

    @property
    def accident_words(self) -> str:
        """Every accident type of its units, once."""
        found = [
            word for unit in self.units for word in unit.accident_words.split("、") if word
        ]
        return "、".join(dict.fromkeys(found))

    @property
    def factor_words(self) -> str:
        """What is dangerous in it, once each: events of its units, else their factors."""
        found = [unit.event or unit.factor_words for unit in self.units]
        return "；".join(dict.fromkeys(word for word in found if word))

    def measures(self, key: str) -> str:
        """One kind of measures of all its units, a line each, once."""
        found = [unit.measures[key] for unit in self.units if unit.measures[key]]
        return "\n".join(dict.fromkeys(found))


@dataclass(frozen=True)
class PlanLine:
    """One floor plan."""

    plan_id: int
    name: str
    base: Path | None  # the picture that is drawn beneath, ready to be read
    base_title: str
    base_missing: bool
    width: float
    height: float
    metres_per_unit: float | None
    north: float
    made_by: str


@dataclass(frozen=True)
class RevisionLine:
    """The published revision that map, boards and lists carry; number 0 before the first."""

    number: int
    code: str  # R17-4F2A
    made_by: str
    checked_by: str
    approved_by: str
    published_on: date | None
    next_review: date | None


@dataclass(frozen=True)
class Scale:
    """How this enterprise assesses, with each band in words."""

    method: Method
    lec: Bands
    ls: Bands
    review_months: int
    emergency_phone: str

    def bands(self, method: Method) -> Bands:
        """The thresholds of a method."""
        return self.ls if method is Method.LS else self.lec

    def words(self) -> Mapping[RiskLevel, str]:
        """The legend: each level with its band."""
        sign = "R" if self.method is Method.LS else "D"
        return self.bands(self.method).words(sign)


@dataclass(frozen=True)
class RiskMap:
    """Everything of the risk map: what the editor, the boards, the lists and the package are made of."""

    plans: tuple[PlanLine, ...]
    points: tuple[PointLine, ...]
    drawing: Drawing
    zone_levels: Mapping[str, RiskLevel | None]
    scale: Scale
    published: RevisionLine
    content_sha256: str
    changed: bool  # since it was published
    problems: tuple[Problem, ...]  # the lint
    board_texts: Mapping[
        int, Mapping[str, tuple[str, str]]
    ]  # point → field → text, what it replaced

    @property
    def next_code(self) -> str:
        """The code that the next revision would carry."""
        return code_of(self.published.number + 1, self.content_sha256)

    @property
    def code(self) -> str:
        """The code that papers carry now: the published one, or the next marked as a draft."""
        return f"{self.next_code} 草稿" if self.changed else self.published.code

    def count(self, level: RiskLevel) -> int:
        """How many points show this level."""
        return sum(point.level is level for point in self.points)


def code_of(number: int, content_sha256: str) -> str:
    """R17-4F2A: the number of the revision, and the beginning of its content's hash."""
    return f"R{number}-{content_sha256[:4].upper()}"


def square_metres(area: float, metres_per_unit: float | None) -> str:
    """370 m²; 未标定 when the plan has no scale."""
    if metres_per_unit is None:
        return "未标定"
    return f"{Decimal(area * metres_per_unit**2).quantize(Decimal(1)):,} m²"
