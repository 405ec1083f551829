"""What a step still lacks that is not asked in its own sheet, each with the way to where it is mended."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.errors import Problem
from selfcheck.hazards.pages import HazardPage
from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.buttons import link
from selfcheck.ui.hazard.wants import link_words
from selfcheck.ui.labels import Label, announce
from selfcheck.ui.surfaces import clear_layout

_STEPS = {
    "stop": "stop",
    "report.department": "report.department",
    "report.workers": "report.workers",
    "situation": "report.department",
    "grade": "grade",
}


def step_for(problem: Problem, page: HazardPage) -> str:
    """The step whose sheet mends a problem; "" for a field on the hazard's own page."""
    if problem.where == "stop" and page.stopped:
        # what is stopped lacks either its photo or its resumption
        return "" if page.state is not HazardState.ACCEPTED and page.major else "resume"
    if problem.where == "grade" and page.state is not HazardState.REGISTERED:
        return "regrade"
    return _STEPS.get(problem.where, "")


class Blocked(QFrame):
    """A quiet box with one line for each thing that must come first."""

    wanted = Signal(str, str)  # step, or "" and the field on the hazard's page

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "soft")
        self.head = Label("还不能办，先补上：", look.TEXT, "bad_ink", 500)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._shown: tuple[Problem, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(self._rows)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is told now."""
        return tuple(problem.text for problem in self._shown)

    def show_problems(self, problems: Sequence[Problem], page: HazardPage) -> None:
        """Show these, or nothing."""
        if tuple(problems) == self._shown:
            return
        self._shown = tuple(problems)
        clear_layout(self._rows)
        for problem in problems:
            step = step_for(problem, page)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Label(problem.text, look.TEXT, "ink", wrap=True), 1)
            if problem.where != "state":
                way = link(link_words(problem))
                way.setAccessibleName(f"{way.text()}：{problem.text}")
                way.clicked.connect(partial(self.wanted.emit, step, problem.where))
                row.addWidget(way)
            self._rows.addLayout(row)
        self.setAccessibleName("还不能办，先补上：" + "；".join(self.texts))
        self.setVisible(bool(problems))
        if problems:
            announce(self)
