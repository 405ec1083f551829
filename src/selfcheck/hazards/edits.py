"""What a fact or a file that is changed by hand must not undo: values in, a problem or nothing out."""

from datetime import date

from selfcheck.errors import Problem
from selfcheck.hazards.records import HazardState

_ACCEPTED_AS = frozenset(
    {
        *("found_on", "owner", "measures", "goal", "budget_fen", "organisation", "deadline"),
        *("requirements", "safeguards", "plan_approved_by", "situation", "severity"),
        *("difficulty", "rectified_on", "result", "acceptor"),
    }
)
_ACCEPTED_WITH = frozenset({"before", "after", "stop"})
_PLAN_STANDS = frozenset(
    {
        HazardState.PLANNED,
        HazardState.RECTIFYING,
        HazardState.RETURNED,
        HazardState.AWAITING,
    }
)
_ACCEPTED_TEXT = "已经验收通过，不能再改；要改的先退回整改"


def editing_problem(
    state: HazardState, name: str, before: object, value: object
) -> Problem | None:
    """HZ33 a deadline is put off by an extension alone · HZ52 what was accepted stays as it was accepted."""
    if state is HazardState.ACCEPTED:
        unwatched = (
            name == "supervised" and before is True
        )  # the department closes it, no other
        return (
            Problem("HZ52", name, _ACCEPTED_TEXT) if unwatched or name in _ACCEPTED_AS else None
        )
    if name != "deadline" or state not in _PLAN_STANDS or not isinstance(before, date):
        return None
    if isinstance(value, date) and value <= before:
        return None
    return Problem(
        "HZ33", name, f"方案已定，期限 {before} 只能用“申请延期”推后，写明理由和批准人"
    )


def files_problem(state: HazardState, part: str) -> Problem | None:
    """HZ52: the photos that were accepted stay as they were accepted."""
    held = state is HazardState.ACCEPTED and part in _ACCEPTED_WITH
    return Problem("HZ52", f"photos.{part}", _ACCEPTED_TEXT) if held else None


def naming_problem(name: str, value: object, *, anonymous: bool) -> Problem | None:
    """HZ04: no name is written beside an anonymous report."""
    if name != "found_by" or not value or not anonymous:
        return None
    return Problem("HZ04", "found_by", "匿名报告不留姓名；愿意留名的，先取消“匿名”")
