"""How a risk is graded, and what disagrees between map, boards and lists.

RK01–RK09 a point and its units · RK10–RK14 an assessment · RK20–RK29 the lint of the map ·
RK30–RK32 publishing · RK33 not published. Bands are continuous: no score falls between two of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from selfcheck.errors import Problem
from selfcheck.riskmap.records import (
    LEVEL_WORDS,
    ControlLevel,
    Method,
    RiskLevel,
)

LEVELS = tuple(RiskLevel)  # highest first
_BANDED = (RiskLevel.MAJOR, RiskLevel.CONSIDERABLE, RiskLevel.GENERAL)
STRICT = (RiskLevel.MAJOR, RiskLevel.CONSIDERABLE)  # red and orange need a name on them
LEAST_EMERGENCY_STEPS = 2
USUAL_CONTROL = {
    RiskLevel.MAJOR: ControlLevel.COMPANY,
    RiskLevel.CONSIDERABLE: ControlLevel.DEPARTMENT,
    RiskLevel.GENERAL: ControlLevel.TEAM,
    RiskLevel.LOW: ControlLevel.POST,
}


@dataclass(frozen=True)
class Bands:
    """Thresholds; a score at or above one has its level."""

    major: Decimal
    considerable: Decimal
    general: Decimal

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Bands":
        """From text as it is stored. Raises ValueError when a threshold is missing or no number."""
        try:
            return cls(*(Decimal(told[level.value]) for level in _BANDED))
        except (KeyError, InvalidOperation, TypeError) as error:
            raise ValueError(str(told)) from error

    def written(self) -> dict[str, str]:
        """As it is stored."""
        return {level.value: f"{getattr(self, level.value):f}" for level in _BANDED}

    def level(self, score: Decimal) -> RiskLevel:
        """The level of a score."""
        for level in _BANDED:
            if score >= getattr(self, level.value):
                return level
        return RiskLevel.LOW

    def words(self, sign: str) -> dict[RiskLevel, str]:
        """Each band in words: D≥320, 160≤D<320 …"""
        bounds = [getattr(self, level.value) for level in _BANDED]
        told = {RiskLevel.MAJOR: f"{sign}≥{_short(bounds[0])}"}
        for level, low, high in zip(_BANDED[1:], bounds[1:], bounds, strict=False):
            told[level] = f"{_short(low)}≤{sign}<{_short(high)}"
        told[RiskLevel.LOW] = f"{sign}<{_short(bounds[-1])}"
        return told


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def bands_problem(bands: Bands) -> str:
    """RK14: thresholds that leave a band empty; nothing when they go down."""
    if bands.major > bands.considerable > bands.general > 0:
        return ""
    return "三个界限要从大到小：重大 > 较大 > 一般 > 0"


def score_of(method: Method, factors: Mapping[str, str]) -> Decimal:
    """D = L×E×C or R = L×S, exactly. Raises ValueError when a factor is missing or no number."""
    names = ("L", "E", "C") if method is Method.LEC else ("L", "S")
    result = Decimal(1)
    for name in names:
        try:
            result *= Decimal(factors[name])
        except (KeyError, InvalidOperation) as error:
            raise ValueError(name) from error
    return result


def highest(levels: Iterable[RiskLevel]) -> RiskLevel | None:
    """The highest of several levels: what a zone is coloured with; None when there is none."""
    return min(levels, key=LEVELS.index, default=None)


def assessment_problems(
    method: Method,
    factors: Mapping[str, str],
    allowed: Mapping[str, Sequence[str]],
    *,
    direct: str,
    people: str,
    reason: str,
    again: bool,
    assessed_on: date | None,
    next_review: date | None,
    today: date,
) -> tuple[Problem, ...]:
    """RK10 factors · RK11 people · RK12 reason when assessed again · RK13 days."""
    found = []
    if method is Method.DIRECT:
        if not direct:
            found.append(Problem("RK10", "direct", "选择直接定为重大风险的情形"))
    else:
        for name, values in allowed.items():
            if factors.get(name) not in values:
                found.append(Problem("RK10", f"factor.{name}", f"选择 {name} 的分值"))
    if not people:
        found.append(Problem("RK11", "people", "填写评估人员"))
    if again and not reason:
        found.append(Problem("RK12", "reason", "写明重新评估的原因，如隐患销号、工艺变更"))
    if assessed_on is None or assessed_on > today:
        found.append(Problem("RK13", "assessed_on", f"评估日期不能空，不能晚于今天 {today}"))
    elif next_review is None or next_review <= assessed_on:
        found.append(Problem("RK13", "next_review", "下次评估日期应晚于评估日期"))
    return tuple(found)


@dataclass(frozen=True)
class PointFacts:
    """A risk point as the lint looks at it."""

    point_id: int
    number: str
    name: str
    zone_key: str | None
    placed: bool  # has a place on a plan
    units: int
    assessed: int  # units with a residual assessment
    level: RiskLevel | None
    owner: str
    phone: str
    department: str
    measures: int  # kinds of measures told in all its units
    emergency_steps: int
    accident_types: int
    factors: int
    review_due: date | None  # the earliest of its units
    changed_after_board: bool  # its risk is newer than the published board
    board_edited: tuple[str, ...]  # texts of the board that were written by hand and differ
    review_wanted: str


@dataclass(frozen=True)
class ZoneFacts:
    """A zone as the lint looks at it."""

    key: str
    plan_id: int
    name: str
    corners: int
    points: int


@dataclass(frozen=True)
class PlanFacts:
    """A plan as the lint looks at it."""

    plan_id: int
    name: str
    zones: int
    made_by: str
    approved: bool = True  # as it stands: no change since a principal approved a revision


def lint(
    points: Sequence[PointFacts],
    zones: Sequence[ZoneFacts],
    plans: Sequence[PlanFacts],
    today: date,
) -> tuple[Problem, ...]:
    """Everything that disagrees between map, boards and lists; each problem names its place.

    RK20 zone without risk · RK21 risk without zone · RK22 not assessed · RK23 red or orange without person,
    phone, measures or emergency steps · RK24 board older than its risk · RK25 review overdue or asked for ·
    RK26 hand-edited board · RK27 plan without author · RK28 zone without name or area · RK29 two zones of
    one name on one plan · RK33 plan without approval, which publishing cures.
    """
    found: list[Problem] = []
    names: dict[tuple[int, str], str] = {}
    for zone in zones:
        where = f"zone.{zone.key}"
        called = zone.name or "没有名称的区域"
        if not zone.name or zone.corners < 3:  # noqa: PLR2004 - a triangle is the least area
            found.append(Problem("RK28", where, f"“{called}”要有名称，至少三个顶点"))
        if not zone.points:
            text = f"“{called}”里没有风险点，归入风险点或删去区域"
            found.append(Problem("RK20", where, text))
        if zone.name and names.setdefault((zone.plan_id, zone.name), zone.key) != zone.key:
            found.append(Problem("RK29", where, f"这张图上有两个“{zone.name}”，改一个名称"))
    for point in points:
        found += _point_lint(point, today)
    found += [
        Problem("RK27", f"plan.{plan.plan_id}", f"“{plan.name}”没有写编制人")
        for plan in plans
        if plan.zones and not plan.made_by
    ]
    found += [
        Problem(
            "RK33",
            f"plan.{plan.plan_id}",
            f"“{plan.name}”还没有经主要负责人批准发布",
            blocking=False,
        )
        for plan in plans
        if plan.zones and not plan.approved
    ]
    return tuple(found)


def _point_lint(point: PointFacts, today: date) -> list[Problem]:
    where, called = f"point.{point.point_id}", f"{point.number} {point.name}"
    found = []
    if point.zone_key is None:
        found.append(Problem("RK21", where, f"{called} 还没有归入任何区域"))
    if not point.units or point.assessed < point.units:
        text = f"{called} 有 {point.units - point.assessed} 个评估单元没有评估"
        found.append(
            Problem("RK22", where, text if point.units else f"{called} 还没有评估单元")
        )
    if point.level in STRICT:
        lacking = [
            words
            for words, told in (
                ("责任人", point.owner),
                ("联系电话", point.phone),
                ("管控措施", point.measures),
                ("应急处置措施（至少两条）", point.emergency_steps >= LEAST_EMERGENCY_STEPS),
            )
            if not told
        ]
        if lacking:
            word = LEVEL_WORDS[point.level]
            text = f"{called} 是{word}风险，还缺{'、'.join(lacking)}"
            found.append(Problem("RK23", where, text))
    if point.changed_after_board:
        found.append(Problem("RK24", where, f"{called} 的告知牌早于风险评估，重新打印张贴"))
    if point.review_due is not None and point.review_due < today:
        text = f"{called} 应在 {point.review_due} 前重新评估，已经过期"
        found.append(Problem("RK25", where, text))
    elif point.review_wanted:
        text = f"{called} 要重新评估：{point.review_wanted}"
        found.append(Problem("RK25", where, text))
    found += [
        Problem("RK26", where, f"{called} 的告知牌“{name}”是手写的，与数据不同", blocking=False)
        for name in point.board_edited
    ]
    return found
