"""Where a problem of a risk point is put right: the field of its page."""

from selfcheck.errors import Problem
from selfcheck.riskmap.board_texts import BOARD_WORDS, board_fields
from selfcheck.riskmap.pages import MEASURES, PointLine, RiskMap


def point_of(found: RiskMap, problem: Problem) -> PointLine | None:
    """The risk point that a problem is about."""
    kind, _, name = problem.where.partition(".")
    if kind != "point":
        return None
    return next((point for point in found.points if str(point.point_id) == name), None)


def field_of(found: RiskMap, point: PointLine, problem: Problem) -> str:
    """The field of its page: owner, steps, unit.7.engineering, assess.7, board.measures."""
    if problem.code == "RK22":
        blank = next((unit for unit in point.units if unit.residual is None), None)
        return f"assess.{blank.unit_id}" if blank else "unit"
    if problem.code == "RK23":
        return _lacking(point)
    if problem.code == "RK25":
        reviewed = [unit for unit in point.units if unit.residual]
        due = min(
            reviewed,
            key=lambda unit: str(unit.residual and unit.residual.next_review),
            default=None,
        )
        return f"assess.{due.unit_id}" if due else "unit"
    if problem.code == "RK26":
        written = found.board_texts.get(point.point_id, {})
        told = board_fields(point)
        name = next((name for name, (text, _) in written.items() if told[name] != text), "")
        return f"board.{name}" if name in BOARD_WORDS else "board"
    return ""


def _lacking(point: PointLine) -> str:
    if not point.owner:
        return "owner"
    if not point.phone:
        return "phone"
    if not any(point.measures(name) for name in MEASURES if name != "emergency"):
        return f"unit.{point.units[0].unit_id}.engineering" if point.units else "unit"
    return "steps"
