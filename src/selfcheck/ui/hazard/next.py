"""What else may be done with a hazard, what else is missing, and how it ended: in words and menus."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from selfcheck.errors import Problem
from selfcheck.hazards.pages import HazardPage, StepLine
from selfcheck.hazards.records import HazardState
from selfcheck.ui.hazard.wants import link_words
from selfcheck.ui.hazard.words import short_time


class StepsMenu(QMenu):
    """Every other step that begins here; what a step still lacks is counted behind its name."""

    step_chosen = Signal(object)  # StepLine

    def show_steps(self, steps: Sequence[StepLine]) -> None:
        """Offer these steps."""
        self.clear()
        for step in steps:
            lacking = sum(problem.blocking for problem in step.missing)
            words = f"{step.words}（还差 {lacking} 项）" if lacking else step.words
            action = self.addAction(words)
            action.setData(step.name)
            action.triggered.connect(partial(self.step_chosen.emit, step))


class WantsMenu(QMenu):
    """The missing things that have no room beside the button."""

    place_wanted = Signal(object)  # Problem

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Lead to these."""
        self.clear()
        for problem in problems:
            action = self.addAction(f"{problem.text}　{link_words(problem)}")
            action.triggered.connect(partial(self.place_wanted.emit, problem))


def over_words(page: HazardPage, year: int) -> tuple[str, str]:
    """How a hazard ended, and by whom or why."""
    values = page.values
    if page.state is HazardState.VOID:
        return "已经作废", str(values["void_reason"])
    if page.state is HazardState.MERGED:
        return "已并入另一条隐患", f"整改进展看 {page.merged_into}"
    when = short_time(str(values["closed_at"]), year)
    heading = "当场整改，已经销号" if values["on_site"] else "已经销号"
    return heading, f"{when} {values['closed_by']}".strip()
