"""A risk point, a zone and a plan with nothing wrong, changed only where a test says so; a workspace with a map."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from selfcheck import history
from selfcheck.history import By
from selfcheck.riskmap import actions, floor_plans, publishing, states
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import Method, PointKind, RiskLevel, ShapeKind
from selfcheck.riskmap.rules import PlanFacts, PointFacts, ZoneFacts
from selfcheck.store import Store
from tests.builders import NOW, TODAY

YEAR = timedelta(days=365)
SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))


def a_point(**changes: Any) -> PointFacts:
    """A major risk point with everything that a board asks for."""
    fine = PointFacts(
        point_id=1, number="R-01", name="3号中频炉", zone_key="zone-1", placed=True, units=1,
        assessed=1, level=RiskLevel.MAJOR, owner="陈国梁", phone="13800000001",
        department="熔炼工部", measures=3, emergency_steps=2, accident_types=1, factors=1,
        review_due=TODAY + YEAR, changed_after_board=False, board_edited=(), review_wanted="",
    )  # fmt: skip
    return replace(fine, **changes)


def a_zone(**changes: Any) -> ZoneFacts:
    """A zone with one point."""
    return replace(ZoneFacts("zone-1", 1, "熔炼区", 4, 1), **changes)


def a_plan(**changes: Any) -> PlanFacts:
    """A plan with its author."""
    return replace(PlanFacts(1, "1号厂房", 1, "李文静"), **changes)


class Office:
    """A workspace whose risk map is worked on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store.create(folder, now=NOW)

    def act(self, action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """One action as one transaction."""
        return history.act(self.store, By("李文静", NOW), action, *args, **kwargs)

    def map(self, *, later: timedelta = timedelta(0)) -> RiskMap:
        """The map as it stands, seen on a later day."""
        with self.store.transaction() as session:
            return states.risk_map(session, self.folder, TODAY + later)

    def point(self, name: str = "3号中频炉", **known: str) -> int:
        """A risk point."""
        made: int = self.act(
            actions.add_point, name=name, kind=PointKind.FACILITY, now=NOW, **known
        )
        return made

    def unit(self, point_id: int, **known: Any) -> int:
        """A unit of a point."""
        given = {"table": "scl", "name": "炉坑", **known}
        made: int = self.act(actions.add_unit, point_id, now=NOW, **given)
        return made

    def assess(self, unit_id: int, *values: str, **changes: Any) -> RiskLevel:
        """An assessment by LEC, of the residual risk."""
        given = {
            "inherent": False, "method": Method.LEC,
            "factors": dict(zip(("L", "E", "C"), values, strict=False)), "people": "李文静",
            "assessed_on": TODAY, "next_review": TODAY + YEAR, "today": TODAY, "now": NOW,
        }  # fmt: skip
        level: RiskLevel = self.act(actions.assess, unit_id, **{**given, **changes})
        return level

    def plan(self, name: str = "1号厂房") -> int:
        """A plan with its author."""
        made: int = self.act(floor_plans.add_plan, name=name, now=NOW)
        self.act(floor_plans.write_plan, made, "made_by", "李文静")
        return made

    def zone(self, plan_id: int, name: str = "熔炼区", points: Any = SQUARE) -> str:
        """A zone on a plan; returns its key."""
        edit = self.map().drawing.draw(plan_id, ShapeKind.ZONE, points, name)
        self.act(floor_plans.draw, edit)
        return next(iter(edit.shapes))

    def complete(self) -> int:
        """One point with everything, in a zone: ready to be published."""
        point = self.point(
            owner="陈国梁", phone="13800000001", department="熔炼工部",
            steps="停炉断电\n撤人", first_response="停",
        )  # fmt: skip
        unit = self.unit(
            point, event="积水", engineering="排水沟", management="班前检查",
            accident_types=["WSA10021"], factors=["2110"],
        )  # fmt: skip
        self.assess(unit, "3", "6", "40")
        plan = self.plan()
        self.zone(plan)
        self.act(floor_plans.draw, self.map().drawing.place(point, plan, 50, 50))
        return point

    def publish(self, **changes: Any) -> str:
        """Publish the map."""
        given = {
            "made_by": "李文静", "checked_by": "赵明辉", "approved_by": "周建华",
            "next_review": TODAY + YEAR, "principals": ("周建华",), "today": TODAY,
        }  # fmt: skip
        code: str = self.act(publishing.publish, self.folder, **{**given, **changes})
        return code
