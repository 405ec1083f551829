"""What a person does with the risk map: points, units, assessments, plans, drawing, boards, publishing.

Nothing is deleted: what is taken away is struck out and stays in the change log. Every change withdraws an
approval of the round, for the package carries the map.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from selfcheck import moments
from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem
from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.riskmap import rules, states
from selfcheck.riskmap.pages import EMERGENCY, MEASURES
from selfcheck.riskmap.records import (
    Assessment,
    ControlLevel,
    Method,
    PointKind,
    RiskLevel,
    RiskPoint,
    RiskSettings,
    RiskUnit,
)
from selfcheck.riskmap.rules import Bands
from selfcheck.riskmap.texts import fitting
from selfcheck.rounds import withdraw_approval

POINT_WORDS = (*("name", "place", "department", "owner", "phone", *EMERGENCY),)
UNIT_WORDS = (
    *("name", "standard", "event", "consequence", "suggested", "department", "owner", "phone"),
    *("check_cycle", *MEASURES),
)


def set_scale(
    session: Session,
    *,
    method: Method,
    bands: Mapping[str, Mapping[str, str]],
    review_months: int,
    emergency_phone: str,
) -> None:
    """How this enterprise assesses from now on; earlier assessments keep the thresholds they were made with.

    Raises NotReady (RK14) for thresholds that leave a band empty.
    """
    problems = []
    for name, told in bands.items():
        try:
            fault = rules.bands_problem(Bands.of(told))
        except ValueError:
            fault = "三个界限都要填数字"
        if fault:
            problems.append(Problem("RK14", f"bands.{name}", fault))
    if not 1 <= review_months <= 60:  # noqa: PLR2004 - five years is longer than any rule allows
        problems.append(Problem("RK14", "review_months", "复评周期填 1 到 60 个月"))
    if problems:
        raise NotReady(problems)
    withdraw_approval(session)
    kept = session.exec(select(RiskSettings)).first()
    if kept is None:
        kept = RiskSettings()
        session.add(kept)
    kept.method, kept.review_months = method, review_months
    kept.bands = {name: dict(told) for name, told in bands.items()}
    kept.emergency_phone = fitting("emergency_phone", emergency_phone)


# ---- risk points and units


def add_point(
    session: Session, /, *, name: str, kind: PointKind, now: datetime, **known: Any
) -> int:
    """A new risk point under the next number; returns its id. Raises NotReady (RK01) without a name."""
    name = fitting("name", name)
    if not name:
        raise NotReady([Problem("RK01", "name", "填写风险点名称，如“2号喷漆室”")])
    withdraw_approval(session)
    count = session.exec(select(func.count(col(RiskPoint.id)))).one()
    point = RiskPoint(
        number=f"R-{count + 1:02d}", name=name, kind=kind, changed_at=moments.written(now)
    )
    for field, value in known.items():
        setattr(point, field, fitting(field, value))
    session.add(point)
    session.flush()
    assert point.id is not None
    return point.id


def write_point(
    session: Session, point_id: int, field: str, value: Any, *, now: datetime
) -> Any:
    """Keep one field of a point; returns what stood there before. Raises NotReady (RK01, RK09)."""
    point = session.get_one(RiskPoint, point_id)
    if field in POINT_WORDS:
        value = fitting(field, value)
        if field == "name" and not value:
            raise NotReady([Problem("RK01", "name", "风险点要有名称")])
    elif field == "kind":
        value = PointKind(value)
    elif field not in ("confined", "confined_details", "signs", "use_inherent", "drilled_on"):
        raise KeyError(field)
    before = getattr(point, field)
    if before != value:
        withdraw_approval(session)
        setattr(point, field, value)
        point.changed_at = moments.written(now)
    return before


def strike_point(session: Session, point_id: int, *, struck: bool, now: datetime) -> None:
    """Take a point out of the map, or back in."""
    point = session.get_one(RiskPoint, point_id)
    if point.struck != struck:
        withdraw_approval(session)
        point.struck, point.changed_at = struck, moments.written(now)


def add_unit(
    session: Session, point_id: int, /, *, table: str, name: str, now: datetime, **known: Any
) -> int:
    """A step (jha) or a check item (scl) of a point; returns its id. Raises NotReady (RK02)."""
    name = fitting("name", name)
    if not name:
        words = "作业步骤" if table == "jha" else "检查项目"
        raise NotReady([Problem("RK02", "name", f"填写{words}")])
    withdraw_approval(session)
    place = select(func.max(RiskUnit.number)).where(RiskUnit.point_id == point_id)
    number = (session.exec(place).one() or 0) + 1
    unit = RiskUnit(point_id=point_id, table=table, number=number, name=name)
    session.add(unit)
    session.flush()
    assert unit.id is not None
    for field, value in known.items():
        write_unit(session, unit.id, field, value, now=now)
    session.get_one(RiskPoint, point_id).changed_at = moments.written(now)
    return unit.id


def write_unit(session: Session, unit_id: int, field: str, value: Any, *, now: datetime) -> Any:
    """Keep one field of a unit; returns what stood there before. Raises NotReady (RK02, RK09)."""
    unit = session.get_one(RiskUnit, unit_id)
    if field in UNIT_WORDS:
        value = fitting(field, value)
        if field == "name" and not value:
            raise NotReady([Problem("RK02", "name", "评估单元要有名称")])
    elif field == "control":
        value = ControlLevel(value) if value else None
    elif field in ("factors", "accident_types"):
        value = list(value)
    else:
        raise KeyError(field)
    before = getattr(unit, field)
    if before != value:
        withdraw_approval(session)
        setattr(unit, field, value)
        session.get_one(RiskPoint, unit.point_id).changed_at = moments.written(now)
    return before


def strike_unit(session: Session, unit_id: int, *, struck: bool, now: datetime) -> None:
    """Take a unit out of its point, or back in."""
    unit = session.get_one(RiskUnit, unit_id)
    if unit.struck != struck:
        withdraw_approval(session)
        unit.struck = struck
        session.get_one(RiskPoint, unit.point_id).changed_at = moments.written(now)


def assess(
    session: Session,
    unit_id: int,
    *,
    inherent: bool,
    method: Method,
    factors: Mapping[str, str],
    direct: str = "",
    people: str,
    reason: str = "",
    assessed_on: date | None,
    next_review: date | None,
    today: date,
    now: datetime,
) -> RiskLevel:
    """Assess a unit, or assess it again; the thresholds of today are kept with it. Returns the level.

    Raises NotReady (RK10–RK13).
    """
    tables, how = shipped_risk_tables(), states.scale(session)
    allowed: dict[str, list[str]] = {
        factor.key: [choice.value for choice in factor.choices]
        for factor in tables.of(method.value)
    }
    people, reason = tidy(people), tidy(reason)
    place = select(Assessment).where(
        Assessment.unit_id == unit_id, Assessment.inherent == inherent
    )
    again = session.exec(place.limit(1)).first() is not None
    problems = rules.assessment_problems(
        method, factors, allowed, direct=direct, people=people, reason=reason, again=again,
        assessed_on=assessed_on, next_review=next_review, today=today,
    )  # fmt: skip
    if problems:
        raise NotReady(problems)
    assert assessed_on is not None
    assert next_review is not None
    withdraw_approval(session)
    kept = {name: factors[name] for name in allowed}
    bands = how.bands(method)
    score = None if method is Method.DIRECT else rules.score_of(method, kept)
    level = RiskLevel.MAJOR if score is None else bands.level(score)
    session.add(
        Assessment(
            unit_id=unit_id, inherent=inherent, method=method, factors=kept,
            score="" if score is None else f"{score.normalize():f}",
            bands={} if score is None else bands.written(), direct=direct, level=level,
            people=people, reason=reason, assessed_on=assessed_on, next_review=next_review,
            recorded_at=moments.written(now),
        )
    )  # fmt: skip
    unit = session.get_one(RiskUnit, unit_id)
    point = session.get_one(RiskPoint, unit.point_id)
    if not inherent:
        point.review_wanted = ""
        if unit.control is None:
            unit.control = rules.USUAL_CONTROL[level]
    point.changed_at = moments.written(now)
    return level


def want_review(session: Session, point_id: int, why: str) -> None:
    """Ask for a point to be assessed again: a hazard in it was closed, a process changed."""
    point = session.get_one(RiskPoint, point_id)
    why = tidy(why)
    if point.review_wanted != why:
        withdraw_approval(session)
        point.review_wanted = why
