"""The risk map as one submission reports it, and what of it stands in the way of signing.

RE13 the lint · RE14 changes that are not published · RE15 nothing assessed at all (told, not refused: the
duty on dual prevention asks for it).
"""

from collections.abc import Iterator
from typing import Any

from selfcheck.errors import Problem
from selfcheck.riskmap.pages import EMERGENCY, AssessmentLine, PointLine, RiskMap, UnitLine
from selfcheck.riskmap.records import COLOUR_WORDS, LEVEL_WORDS, RiskLevel

_SINGLY = 3


def problems(found: RiskMap) -> Iterator[Problem]:
    """What is missing from, or disagrees in, map, boards and lists."""
    if not found.points:
        text = "还没有登记风险点：一图一牌三清单是空的，报告里如实写明"
        yield Problem("RE15", "riskmap#points", text, blocking=False)
        return
    lint = [problem for problem in found.problems if problem.blocking]
    for problem in lint[:_SINGLY]:
        yield Problem("RE13", f"riskmap#{problem.where}", problem.text)
    if len(lint) > _SINGLY:
        text = f"四色图、告知牌和清单另有 {len(lint) - _SINGLY} 处要处理"
        yield Problem("RE13", "riskmap#lint", text)
    if found.changed:
        again = "改动后还没有重新发布" if found.published.number else "还没有发布"
        text = f"四色图{again}，发布后图、牌、清单才是同一修订号"
        yield Problem("RE14", "riskmap#publish", text)


def content(found: RiskMap) -> dict[str, Any]:
    """The risk map as records.json holds it."""
    line = found.published
    return {
        "revision": {
            "number": line.number,
            "code": line.code,
            "made_by": line.made_by,
            "checked_by": line.checked_by,
            "approved_by": line.approved_by,
            "published_on": line.published_on.isoformat() if line.published_on else None,
            "next_review": line.next_review.isoformat() if line.next_review else None,
            "content_sha256": found.content_sha256,
            "changed_since": found.changed,
        },
        "levels": {level.value: found.count(level) for level in RiskLevel},
        "thresholds": {
            "method": found.scale.method.value,
            "lec": found.scale.lec.written(),
            "ls": found.scale.ls.written(),
        },
        "plans": [
            {
                "id": plan.plan_id,
                "name": plan.name,
                "width": plan.width,
                "height": plan.height,
                "metres_per_unit": plan.metres_per_unit,
                "shapes": [
                    {
                        "key": shape.key,
                        "kind": shape.kind.value,
                        "name": shape.name,
                        "points": [list(point) for point in shape.points],
                        "level": _level(found.zone_levels.get(shape.key)),
                    }
                    for shape in found.drawing.on(plan.plan_id)
                ],
            }
            for plan in found.plans
        ],
        "points": [_point(point) for point in found.points],
    }


def _level(level: RiskLevel | None) -> str | None:
    return level.value if level else None


def level_words(level: RiskLevel | None) -> str:
    """红 · 重大; 未评估."""
    return f"{COLOUR_WORDS[level]} · {LEVEL_WORDS[level]}" if level else "未评估"


def _assessment(line: AssessmentLine | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "method": line.method.value,
        "factors": dict(line.factors),
        "score": line.score,
        "thresholds": dict(line.bands),
        "direct": line.direct,
        "level": line.level.value,
        "people": line.people,
        "reason": line.reason,
        "assessed_on": line.assessed_on.isoformat(),
        "next_review": line.next_review.isoformat(),
    }


def _unit(unit: UnitLine) -> dict[str, Any]:
    return {
        "table": unit.table,
        "name": unit.name,
        "standard": unit.standard,
        "event": unit.event,
        "consequence": unit.consequence,
        "factors": list(unit.factors),
        "accident_types": list(unit.accident_types),
        "measures": dict(unit.measures),
        "control": unit.control_words,
        "department": unit.department,
        "owner": unit.owner,
        "phone": unit.phone,
        "check_cycle": unit.check_cycle,
        "inherent": _assessment(unit.inherent),
        "residual": _assessment(unit.residual),
        "assessments": len(unit.history),
    }


def _point(point: PointLine) -> dict[str, Any]:
    return {
        "number": point.number,
        "name": point.name,
        "kind": point.kind.value,
        "place": point.place,
        "plan": point.plan_id,
        "zone": point.zone_name or None,
        "x": point.x,
        "y": point.y,
        "level": _level(point.level),
        "level_words": level_words(point.level),
        "department": point.department,
        "owner": point.owner,
        "phone": point.phone,
        "emergency": dict(point.emergency),
        "confined": point.confined,
        "units": [_unit(unit) for unit in point.units],
    }


def typed(found: RiskMap) -> Iterator[tuple[str, str, str]]:
    """Every text a person typed that papers print: its place, that place in words, the text."""
    for plan in found.plans:
        yield f"riskmap#plan.{plan.plan_id}", f"图“{plan.name}”", plan.name + plan.made_by
    for shape in found.drawing.shapes.values():
        yield f"riskmap#zone.{shape.key}", f"区域“{shape.name}”", shape.name + shape.owner
    for point in found.points:
        where, words = f"riskmap#point.{point.point_id}", f"风险点 {point.number}"
        names = (point.name, point.place, point.department, point.owner)
        told = [*names, *(point.emergency[name] for name in EMERGENCY)]
        for unit in point.units:
            told += [unit.name, unit.event, unit.consequence, *unit.measures.values()]
        yield where, words, "".join(told)
