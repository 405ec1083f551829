"""What the result of a pre-check says, line by line: which row, what about it, what would become of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from selfcheck.hazards.import_plan import ChangedHazard, NewHazard, Plan
from selfcheck.hazards.records import GRADE_WORDS

Group = Literal["refused", "conflicts", "changed", "new", "remarks"]
GROUPS: dict[Group, str] = {
    "refused": "不能导入",
    "conflicts": "办理过的",
    "changed": "更新",
    "new": "新增",
    "remarks": "提示",
}


@dataclass(frozen=True)
class Line:
    """One line of the result."""

    row: int  # of the spreadsheet, counted from 1
    first: str
    second: str
    tag: str = ""  # a word or two at the right
    bad: bool = False
    tick: int = 0  # the hazard that may be ticked; 0: none
    among_ticks: bool = False  # other lines of its group have a box
    pairs: tuple[tuple[str, str], ...] = ()  # field, old → new

    @property
    def spoken(self) -> str:
        """The whole line for a screen reader."""
        parts = (f"第 {self.row} 行", self.first, self.second, self.tag)
        return "，".join(part for part in parts if part)


def lines_of(plan: Plan, group: Group) -> tuple[Line, ...]:
    """The lines of one group, in the order of the spreadsheet."""
    if group == "refused":
        return tuple(_problems(plan, fatal=True))
    if group == "remarks":
        return tuple(_problems(plan, fatal=False))
    if group == "new":
        return tuple(_new(one) for one in plan.new)
    chosen = plan.conflicts if group == "conflicts" else plan.free
    return tuple(_changed(one) for one in chosen)


def counts_of(plan: Plan) -> dict[Group, int]:
    """How many lines each group has; refused ones are counted by row."""
    return {
        "refused": plan.refused,
        "conflicts": len(plan.conflicts),
        "changed": len(plan.free),
        "new": len(plan.new),
        "remarks": sum(not problem.fatal for problem in plan.problems),
    }


def _problems(plan: Plan, *, fatal: bool) -> Iterator[Line]:
    for problem in plan.problems:
        if problem.fatal is fatal:
            yield Line(problem.row, problem.text, problem.column, bad=fatal)


def _new(one: NewHazard) -> Line:
    values = one.values
    about = (one.number, str(values.get("location") or ""), str(values.get("owner") or ""))
    return Line(
        one.row,
        " ".join(str(values["description"]).split()),
        " · ".join(part for part in about if part),
        tag=f"{GRADE_WORDS[one.standing.grade]} · {one.state_words}",
    )


def _changed(one: ChangedHazard) -> Line:
    edits = "；".join(f"{edit.words}：{edit.old_told} → {edit.new_told}" for edit in one.edits)
    return Line(
        one.row,
        " ".join(edits.split()),
        f"{one.number} · {one.conflict}" if one.conflict else one.number,
        tag="不能改" if one.locked else "",
        tick=one.hazard_id if one.conflict and not one.locked else 0,
        among_ticks=bool(one.conflict),
        pairs=tuple((edit.words, f"{edit.old_told} → {edit.new_told}") for edit in one.edits),
    )
