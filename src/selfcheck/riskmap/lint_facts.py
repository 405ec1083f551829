"""The risk map as the lint looks at it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from selfcheck.errors import Problem
from selfcheck.riskmap import rules
from selfcheck.riskmap.board_texts import BOARD_WORDS, board_digest, board_fields
from selfcheck.riskmap.pages import (
    MEASURES,
    PointLine,
    RiskMap,
)
from selfcheck.riskmap.records import (
    ShapeKind,
)
from selfcheck.riskmap.rules import PlanFacts, PointFacts, ZoneFacts


def _lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.splitlines())


def _point_facts(
    point: PointLine, texts: Mapping[str, tuple[str, str]], before: Mapping[str, Any]
) -> PointFacts:
    fields = board_fields(point)
    edited = tuple(
        BOARD_WORDS[name] for name, (text, _) in texts.items() if text != fields.get(name)
    )
    told, now = before.get(point.number), board_digest(point)
    return PointFacts(
        point_id=point.point_id,
        number=point.number,
        name=point.name,
        zone_key=point.zone_key,
        placed=point.x is not None,
        units=len(point.units),
        assessed=sum(unit.residual is not None for unit in point.units),
        level=point.level,
        owner=point.owner,
        phone=point.phone,
        department=point.department,
        measures=sum(bool(point.measures(name)) for name in MEASURES if name != "emergency"),
        emergency_steps=_lines(fields["emergency"]),
        accident_types=len(point.accident_words),
        factors=len(point.factor_words),
        review_due=point.review_due,
        changed_after_board=told is not None and told != now,
        board_edited=edited,
        review_wanted=point.review_wanted,
    )


def lint(found: RiskMap, before: Mapping[str, Any], today: date) -> tuple[Problem, ...]:
    shapes = found.drawing.shapes.values()
    zones = [shape for shape in shapes if shape.kind is ShapeKind.ZONE]
    texts = found.board_texts
    return rules.lint(
        [_point_facts(point, texts.get(point.point_id, {}), before) for point in found.points],
        [
            ZoneFacts(
                zone.key, zone.plan_id, zone.name, len(zone.points),
                sum(point.zone_key == zone.key for point in found.points),
            )
            for zone in zones
        ],
        [
            PlanFacts(
                plan.plan_id, plan.name, sum(z.plan_id == plan.plan_id for z in zones),
                plan.made_by, approved=not found.changed,
            )
            for plan in found.plans
        ],
        today,
    )  # fmt: skip
