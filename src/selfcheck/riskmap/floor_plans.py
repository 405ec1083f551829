"""What a person does with floor plans and what is drawn on them; each operation is kept at once."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from selfcheck.errors import NotReady, Problem
from selfcheck.evidence import actions as evidence_actions
from selfcheck.evidence.files import Stored
from selfcheck.riskmap.draft import Drawn, Edit, Placed
from selfcheck.riskmap.records import (
    FloorPlan,
    RiskPoint,
    Shape,
)
from selfcheck.riskmap.texts import fitting
from selfcheck.rounds import withdraw_approval


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
    name = fitting("name", name)
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
        value = fitting(field, value)
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
    kept.plan_id, kept.kind, kept.name = now.plan_id, now.kind, fitting("name", now.name)
    kept.points = [[x, y] for x, y in now.points]
    kept.label = list(now.label) if now.label is not None else []
    kept.owner, kept.phone = fitting("owner", now.owner), fitting("phone", now.phone)


def _keep_place(session: Session, point_id: int, placed: Placed) -> None:
    point = session.get_one(RiskPoint, point_id)
    point.plan_id, point.zone_key = placed.plan_id, placed.zone_key
    point.x, point.y = placed.x, placed.y
