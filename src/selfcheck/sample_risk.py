"""The risk map of the sample enterprise: plans, zones, points and assessments, through the map's own actions.

The story is data (`resources/sample/risk.toml`); the plans are drawn, not photographed.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from selfcheck import history
from selfcheck.evidence.files import take_in
from selfcheck.history import By
from selfcheck.moments import CHINA
from selfcheck.paths import bundled
from selfcheck.riskmap import actions, floor_plans, publishing, states
from selfcheck.riskmap.draft import Drawing
from selfcheck.riskmap.pages import EMERGENCY
from selfcheck.riskmap.records import Method, PointKind, ShapeKind
from selfcheck.store import Store

_UNIT = (
    *("event", "consequence", "factors", "accident_types", "engineering", "management"),
    *("training", "protection", "emergency", "check_cycle"),
)
_FACTORS = {Method.LEC: ("L", "E", "C"), Method.LS: ("L", "S")}
_ASSESSED = timedelta(days=24)  # so long before the telling
_YEAR = timedelta(days=365)


def tell(store: Store, *, by: str, principal: str, now: datetime) -> None:
    """Draw and assess everything, and publish the first revision."""
    story = tomllib.loads(bundled("resources", "sample", "risk.toml").read_text("utf-8"))
    today = now.astimezone(CHINA).date()

    def act(action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return history.act(store, By(by, now), action, *args, **kwargs)

    def drawing() -> Drawing:
        with store.transaction() as session:
            return states.drawing(session, states.points(session))

    plans = {}
    for plan in story["plans"]:
        plans[plan["key"]] = _plan(store, act, drawing, plan, now)
    for point in story["points"]:
        _point(act, point, by=by, now=now)
        with store.transaction() as session:
            made = states.points(session)[-1]
        place = drawing().place(made.point_id, plans[point["plan"]], *point["at"])
        act(floor_plans.draw, place)
    act(
        publishing.publish,
        store.folder,
        made_by=by,
        checked_by=story["points"][0]["owner"],
        approved_by=principal,
        next_review=today + _YEAR,
        principals=(principal,),
        today=today,
    )


def _plan(
    store: Store,
    act: Callable[..., Any],
    drawing: Callable[[], Drawing],
    plan: Mapping[str, Any],
    now: datetime,
) -> int:
    picture = bundled("resources", "sample", "plans", plan["picture"])
    base = take_in(store.folder, picture, name=f"{plan['name']}平面图.png")
    number: int = act(
        floor_plans.add_plan, name=plan["name"], base=base, width=1400.0, height=880.0, now=now
    )
    act(floor_plans.write_plan, number, "made_by", plan["made_by"])
    act(floor_plans.write_plan, number, "metres_per_unit", plan["metres_per_unit"])
    for zone in plan["zones"]:
        points = [(float(x), float(y)) for x, y in zone["points"]]
        edit = drawing().draw(number, ShapeKind.ZONE, points, zone["name"])
        act(floor_plans.draw, edit)
        known = {"owner": zone["owner"], "phone": zone["phone"]}
        act(floor_plans.draw, drawing().change(next(iter(edit.shapes)), "填写区域", **known))
    for other in plan["others"]:
        points = [(float(x), float(y)) for x, y in other["points"]]
        kind = ShapeKind(other["kind"])
        act(floor_plans.draw, drawing().draw(number, kind, points, other["name"]))
    return number


def _point(
    act: Callable[..., Any], point: Mapping[str, Any], *, by: str, now: datetime
) -> None:
    known = {name: point[name] for name in ("place", "department", "owner", "phone")}
    known |= {name: point[name] for name in EMERGENCY if name in point}
    kind = PointKind(point["kind"])
    number = act(actions.add_point, name=point["name"], kind=kind, now=now, **known)
    if point.get("confined"):
        act(actions.write_point, number, "confined", True, now=now)
    day = now.astimezone(CHINA).date() - _ASSESSED
    for unit in point["units"]:
        told = {name: unit[name] for name in _UNIT}
        made = act(
            actions.add_unit, number, table=unit["table"], name=unit["name"], now=now, **told
        )
        method = Method(unit["method"])
        for inherent in (True, False):
            values = unit["inherent" if inherent else "residual"]
            act(
                actions.assess,
                made,
                inherent=inherent,
                method=method,
                factors=dict(zip(_FACTORS[method], values, strict=True)),
                people=f"{by}、{point['owner']}",
                assessed_on=day,
                next_review=day + _YEAR,
                today=now.astimezone(CHINA).date(),
                now=now,
            )
