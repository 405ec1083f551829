"""What is asked in an assessment: which side, which method, the choices of it, and who assessed when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from selfcheck.errors import Problem
from selfcheck.riskmap.pages import PointLine, Scale, UnitLine
from selfcheck.riskmap.records import Method
from selfcheck.ui import look
from selfcheck.ui.assess.foot import AssessFoot
from selfcheck.ui.assess.panels import DirectPanel, LecPanel, LsPanel
from selfcheck.ui.assess.side import INHERENT, METHODS, RESIDUAL, Side
from selfcheck.ui.buttons import link
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, step_title
from selfcheck.ui.surfaces import ScrollPage, hairline, spread

_LINES = {
    INHERENT: "先不考虑已有的措施：如果什么防护都没有，会怎样",
    RESIDUAL: "采取现有措施以后：防护、管理、培训都在的时候，还剩多少风险",
}


class AssessBody(ScrollPage):
    """The part of the dialog that scrolls; the dialog decides what follows from a choice."""

    def __init__(self, point: PointLine, unit: UnitLine, foot: AssessFoot) -> None:
        super().__init__((24, 18, 24, 14), 10)
        self._unit = unit
        self.title = step_title(f"评估 {unit.name}")
        named = f"{point.number} {point.name}"
        self.about = ElidedLabel(" · ".join(x for x in (named, unit.event) if x), ink="ink2")
        self.steps = SegmentedChoice(
            (
                Choice(INHERENT, "1 固有风险（采取措施以前）"),
                Choice(RESIDUAL, "2 现有风险（采取措施以后）"),
            ),
            name="评估哪一种风险",
            style="tray",
        )
        self.line = Label("", look.TEXT, "ink2", wrap=True)
        self.measures = Label("", look.CAPTION, "ink3", wrap=True)
        self.method = SegmentedChoice(
            [Choice(method.value, words) for method, words in METHODS.items()], name="评估方法"
        )
        self.scale_link = link("界限设置", "settings")
        self.lec, self.ls, self.direct = LecPanel(), LsPanel(), DirectPanel()
        self.panels: dict[Method, LecPanel | LsPanel | DirectPanel] = {
            Method.LEC: self.lec,
            Method.LS: self.ls,
            Method.DIRECT: self.direct,
        }
        self.foot = foot
        self.problem = ProblemLabel()
        self.body.addLayout(spread(self.title, self.about, spacing=12))
        self.body.addLayout(spread(self.steps, None))
        for part in (self.line, self.measures):
            self.body.addWidget(part)
        self.body.addLayout(spread(self.method, 4, self.scale_link, None))
        for panel in self.panels.values():
            self.body.addWidget(panel)
        for under in (hairline(), self.foot, self.problem):
            self.body.addWidget(under)
        self.body.addStretch(1)

    # ---- showing

    @property
    def step(self) -> str:
        """Which side is shown: inherent or residual."""
        return self.steps.value or RESIDUAL

    def show_side(self, side: Side, scale: Scale) -> None:
        """Show a side with the choices of its method."""
        self.line.setText(_LINES[side.key])
        told = [text for text in self._unit.measures.values() if text]
        words = "；".join(told) if told else "这个单元还没有写措施"
        self.measures.setText("" if side.inherent else f"现有措施：{words}")
        self.measures.setVisible(not side.inherent)
        self.method.show_value(side.method.value)
        for method, panel in self.panels.items():
            panel.setVisible(method is side.method)
        self.show_choices(side, scale)

    def show_choices(self, side: Side, scale: Scale) -> None:
        """Show what is chosen."""
        panel = self.panels[side.method]
        if isinstance(panel, DirectPanel):
            panel.show_side(side)
        else:
            panel.show_side(side, scale)

    def focus_choices(self, method: Method) -> None:
        """Put the keyboard on the first thing to choose."""
        self.panels[method].first().setFocus(Qt.FocusReason.TabFocusReason)
        self.verticalScrollBar().setValue(0)

    def show_focused(self) -> None:
        """Scroll to where the keyboard is."""
        focused = self.window().focusWidget()
        if isinstance(focused, QWidget) and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, 40)

    # ---- problems

    def clear(self) -> None:
        """All is well again."""
        self.problem.show_problem("")
        self.foot.clear_problems()
        for panel in self.panels.values():
            panel.clear_problems()

    def tell(self, problems: Sequence[Problem], side: Side) -> None:
        """Every problem at its place; the keyboard goes to the first."""
        rest, first, chooses = [], "", False
        for problem in problems:
            whose, _, place = problem.where.partition(".")
            if place:
                if whose == side.key:
                    chooses = True
                    name = place.partition(".")[2]
                    self.panels[side.method].show_problem(name, problem.text)
            elif self.foot.show_problem(problem.where, problem.text):
                first = first or problem.where
            else:
                rest.append(problem.text)
        self.problem.show_problem("\n".join(rest))
        if chooses:
            self.focus_choices(side.method)
        elif first:
            self.foot.focus(first)
