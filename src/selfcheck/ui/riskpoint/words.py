"""What the pages of risk points read out of the map: what is wrong with a point, and where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selfcheck.errors import Problem
from selfcheck.riskmap import board_texts, rules
from selfcheck.riskmap.pages import MEASURES, AssessmentLine, PointLine, RiskMap, UnitLine

REVIEW, UNASSESSED, LACKING = "RK25", "RK22", "RK23"


@dataclass(frozen=True)
class Told:
    """One problem of a point, with the ways to mend it: words and place on the point's page."""

    code: str
    text: str
    ways: tuple[tuple[str, str], ...]
    blocking: bool


def problems_of(found: RiskMap, point_id: int) -> tuple[Problem, ...]:
    """The lint of one point."""
    where = f"point.{point_id}"
    return tuple(problem for problem in found.problems if problem.where == where)


def short(point: PointLine, problem: Problem) -> str:
    """The problem without the name of the point before it."""
    called = f"{point.number} {point.name}"
    return problem.text.removeprefix(called).lstrip(" ，的")


def told(found: RiskMap, point: PointLine) -> tuple[Told, ...]:
    """Everything that disagrees about a point, and where it is mended."""
    return tuple(
        Told(
            problem.code, short(point, problem), _ways(found, point, problem.code),
            problem.blocking,
        )
        for problem in problems_of(found, point.point_id)
    )  # fmt: skip


def _ways(found: RiskMap, point: PointLine, code: str) -> tuple[tuple[str, str], ...]:
    if code == "RK21":
        return (("在图上归入区域", "map"),)
    if code == UNASSESSED:
        first = next((unit for unit in point.units if unit.residual is None), None)
        return (("评估", f"assess.{first.unit_id}"),) if first else (("添加评估单元", "unit"),)
    if code == LACKING:
        return tuple(_lacking(point))
    if code == "RK24":
        return (("看告知牌", "board"),)
    if code == REVIEW:
        unit = due_unit(point)
        return (("重新评估", f"assess.{unit.unit_id}"),) if unit else ()
    edited = found.board_texts.get(point.point_id, {})
    fields = board_texts.board_fields(point)
    return tuple(
        (f"核对{board_texts.BOARD_WORDS[name]}", f"board.{name}")
        for name, (text, _) in edited.items()
        if text != fields.get(name)
    )


def _lacking(point: PointLine) -> list[tuple[str, str]]:
    """What a red or orange point lacks, by the rule's own measure."""
    made = []
    if not point.owner:
        made.append(("填写责任人", "owner"))
    if not point.phone:
        made.append(("填写电话", "phone"))
    kinds = sum(bool(point.measures(name)) for name in MEASURES if name != "emergency")
    if not kinds and point.units:
        made.append(("填写管控措施", f"unit.{point.units[0].unit_id}.engineering"))
    told_steps = board_texts.board_fields(point)["emergency"].splitlines()
    if sum(bool(line.strip()) for line in told_steps) < rules.LEAST_EMERGENCY_STEPS:
        made.append(("填写应急处置", "steps"))
    return made


def due_unit(point: PointLine) -> UnitLine | None:
    """The unit whose review comes first: the one to assess again."""
    made = [unit for unit in point.units if unit.residual]
    return min(made, key=_review, default=None)


def _review(unit: UnitLine) -> date:
    assert unit.residual is not None
    return unit.residual.next_review


def sum_words(one: AssessmentLine | None) -> str:
    """3×6×40 = 720; 直接判定; empty before the first assessment."""
    if one is None:
        return ""
    return f"{one.sum_words} = {one.score}" if one.score else one.sum_words


def deciding(point: PointLine, *, inherent: bool = False) -> AssessmentLine | None:
    """The assessment that a point's level comes from: the highest of its units."""
    made = [unit.inherent if inherent else unit.residual for unit in point.units]
    return min(
        (one for one in made if one is not None),
        key=lambda one: rules.LEVELS.index(one.level),
        default=None,
    )


def known_words(points: Sequence[PointLine], name: str) -> tuple[str, ...]:
    """What was written for other points, to be offered again."""
    return tuple(dict.fromkeys(told for point in points if (told := getattr(point, name))))
