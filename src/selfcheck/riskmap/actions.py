"""What a person does with the risk map: points, units, assessments, plans, drawing, boards, publishing.

Nothing is deleted: what is taken away is struck out and stays in the change log. Every change withdraws an
approval of the round, for the package carries the map.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from selfcheck import moments
from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem
from selfcheck.evidence import actions as evidence_actions
from selfcheck.evidence.files import Stored
from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.riskmap import rules, states
from selfcheck.riskmap.draft import Drawn, Edit, Placed
from selfcheck.riskmap.pages import EMERGENCY, MEASURES, code_of
from selfcheck.riskmap.records import (
    Assessment,
    BoardText,
    ControlLevel,
    FloorPlan,
    MapRevision,
    Method,
    PointKind,
    RiskLevel,
    RiskPoint,
    RiskSettings,
    RiskUnit,
    Shape,
)
from selfcheck.riskmap.rules import Bands
from selfcheck.rounds import withdraw_approval

POINT_WORDS = (*("name", "place", "department", "owner", "phone", *EMERGENCY),)
UNIT_WORDS = (
    *("name", "standard", "event", "consequence", "suggested", "department", "owner", "phone"),
    *("check_cycle", *MEASURES),
)
_LONG = frozenset({*EMERGENCY, *MEASURES, "event", "consequence", "standard", "suggested"})
LONGEST_TEXT, LONGEST_WORD = 2000, 100


def _text(name: str, value: object) -> str:
    text = tidy(str(value or ""))
    most = LONGEST_TEXT if name in _LONG else LONGEST_WORD
    if len(text) > most:
        sentence = f"最多写 {most} 个字，现在 {len(text)} 个"
        raise NotReady([Problem("RK09", name, sentence)])
    return text if name in _LONG else " ".join(text.split())


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
    kept.emergency_phone = _text("emergency_phone", emergency_phone)


# ---- risk points and units


def add_point(
    session: Session, /, *, name: str, kind: PointKind, now: datetime, **known: Any
) -> int:
    """A new risk point under the next number; returns its id. Raises NotReady (RK01) without a name."""
    name = _text("name", name)
    if not name:
        raise NotReady([Problem("RK01", "name", "填写风险点名称，如“2号喷漆室”")])
    withdraw_approval(session)
    count = session.exec(select(func.count(col(RiskPoint.id)))).one()
    point = RiskPoint(
        number=f"R-{count + 1:02d}", name=name, kind=kind, changed_at=moments.written(now)
    )
    for field, value in known.items():
        setattr(point, field, _text(field, value))
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
        value = _text(field, value)
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
    name = _text("name", name)
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
        value = _text(field, value)
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


# ---- plans and what is drawn on them


def add_plan(
    session: Session,
    *,
    name: str,
    base: Stored | None = None,
    given: Stored | None = None,
    page: int = 1,
    width: float = 1600.0,
    height: float = 1000.0,
    now: datetime,
) -> int:
    """A floor plan, with its base picture (already a picture) or as an empty sheet; returns its id.

    `given` is the file that the picture was made from, such as a PDF; it is kept beside it.
    """
    name = _text("name", name)
    if not name:
        raise NotReady([Problem("RK03", "name", "填写图名，如“1号厂房一层”")])
    withdraw_approval(session)
    place = session.exec(select(func.count(col(FloorPlan.id)))).one() + 1
    plan = FloorPlan(name=name, place=place, base_page=page, width=width, height=height)
    session.add(plan)
    session.flush()
    assert plan.id is not None
    if base is not None:
        key = f"plan.{plan.id}.base"
        plan.base_evidence = evidence_actions.add(
            session, base, round_id=None, item_key=key, now=now
        )
    if given is not None:
        key = f"plan.{plan.id}.given"
        evidence_actions.add(session, given, round_id=None, item_key=key, now=now)
    return plan.id


def write_plan(session: Session, plan_id: int, field: str, value: Any) -> Any:
    """Keep one field of a plan: name, made_by, north, metres_per_unit. Raises NotReady (RK03, RK04)."""
    plan = session.get_one(FloorPlan, plan_id)
    if field in ("name", "made_by"):
        value = _text(field, value)
        if field == "name" and not value:
            raise NotReady([Problem("RK03", "name", "图要有名称")])
    elif field == "metres_per_unit":
        if value is not None and not 0 < value < 1000:  # noqa: PLR2004 - a sheet of kilometres
            text = "两点之间的实际距离填大于 0 的米数"
            raise NotReady([Problem("RK04", field, text)])
    elif field == "north":
        value = float(value) % 360
    else:
        raise KeyError(field)
    before = getattr(plan, field)
    if before != value:
        withdraw_approval(session)
        setattr(plan, field, value)
    return before


def strike_plan(session: Session, plan_id: int, *, struck: bool) -> None:
    """Take a plan away with all that is drawn on it, or back."""
    plan = session.get_one(FloorPlan, plan_id)
    if plan.struck != struck:
        withdraw_approval(session)
        plan.struck = struck


def draw(session: Session, edit: Edit) -> None:
    """Keep one operation of the drawing, or its undoing: each at once, so that nothing is lost."""
    if edit.nothing:
        return
    withdraw_approval(session)
    for key, (_, now) in edit.shapes.items():
        _keep_shape(session, key, now)
    session.flush()
    for point_id, (_, placed) in edit.points.items():
        _keep_place(session, point_id, placed)


def _keep_shape(session: Session, key: str, now: Drawn | None) -> None:
    kept = session.get(Shape, key)
    if now is None:
        if kept is not None:
            kept.struck = True
        return
    if kept is None:
        kept = Shape(key=key, plan_id=now.plan_id, kind=now.kind)
        session.add(kept)
    kept.struck = False
    kept.plan_id, kept.kind, kept.name = now.plan_id, now.kind, _text("name", now.name)
    kept.points = [[x, y] for x, y in now.points]
    kept.label = list(now.label) if now.label is not None else []
    kept.owner, kept.phone = _text("owner", now.owner), _text("phone", now.phone)


def _keep_place(session: Session, point_id: int, placed: Placed) -> None:
    point = session.get_one(RiskPoint, point_id)
    point.plan_id, point.zone_key = placed.plan_id, placed.zone_key
    point.x, point.y = placed.x, placed.y


# ---- boards and publishing


def write_board(session: Session, point_id: int, field: str, text: str) -> None:
    """A text of a board other than the data give; empty, or the same as they, takes it back."""
    text = tidy(text)
    point = next(p for p in states.points(session) if p.point_id == point_id)
    given = states.board_fields(point)[field]
    place = select(BoardText).where(
        BoardText.point_id == point_id,
        BoardText.field == field,
        col(BoardText.struck).is_(False),
    )
    kept = session.exec(place).first()
    if text in ("", given):
        if kept is not None:
            withdraw_approval(session)
            kept.struck = True
        return
    withdraw_approval(session)
    if kept is None:
        session.add(BoardText(point_id=point_id, field=field, text=text, replaced=given))
    else:
        kept.text, kept.replaced = text, given


def publish(
    session: Session,
    folder: Path,
    *,
    made_by: str,
    checked_by: str,
    approved_by: str,
    next_review: date | None,
    principals: tuple[str, ...],
    today: date,
) -> str:
    """Publish map, boards and lists as one revision; returns its code.

    Raises NotReady with the lint (RK20–RK29), RK30 names, RK31 approval by a principal, RK32 days.
    """
    now = states.risk_map(session, folder, today)
    # that a board is older than its risk is cured by this very revision
    problems = [p for p in now.problems if p.blocking and p.code != "RK24"]
    made_by, checked_by, approved_by = tidy(made_by), tidy(checked_by), tidy(approved_by)
    if not made_by or not checked_by:
        problems.append(Problem("RK30", "made_by", "填写编制人和审核人"))
    if approved_by not in principals:
        problems.append(Problem("RK31", "approved_by", "由主要负责人批准，选择主要负责人"))
    if next_review is None or next_review <= today:
        problems.append(Problem("RK32", "next_review", "下次复评日期应晚于今天"))
    if not now.points:
        problems.append(Problem("RK20", "points", "还没有风险点，先登记风险点"))
    if problems:
        raise NotReady(problems)
    assert next_review is not None
    withdraw_approval(session)
    number = now.published.number + 1
    code = code_of(number, now.content_sha256)
    session.add(
        MapRevision(
            number=number, code=code, content_sha256=now.content_sha256, made_by=made_by,
            checked_by=checked_by, approved_by=approved_by, published_on=today,
            next_review=next_review,
            points={p.number: states.board_digest(p) for p in now.points},
        )
    )  # fmt: skip
    return code
