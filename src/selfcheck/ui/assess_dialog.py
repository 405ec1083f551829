"""Assess a unit before its measures and with them, by LEC, by LS or directly; each choice shows what it does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.riskmap import states
from selfcheck.riskmap.assessing import assess_unit
from selfcheck.riskmap.pages import PointLine, Scale, UnitLine
from selfcheck.riskmap.records import Method
from selfcheck.ui import look
from selfcheck.ui.assess_foot import AssessFoot
from selfcheck.ui.assess_panels import DirectPanel, LecPanel, LsPanel
from selfcheck.ui.assess_result import ResultBar
from selfcheck.ui.assess_side import METHODS, Side
from selfcheck.ui.buttons import link, plain, primary
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, step_title
from selfcheck.ui.office import office
from selfcheck.ui.surfaces import Footer, ScrollPage, hairline, spread
from selfcheck.ui.workspace import Workspace

WIDTH, HEIGHT = 980, 760  # in pixels before scaling
_MOST_OF_SCREEN = 0.94
_INHERENT, _RESIDUAL = "inherent", "residual"
_LINES = {
    _INHERENT: "先不考虑已有的措施：如果什么防护都没有，会怎样",
    _RESIDUAL: "采取现有措施以后：防护、管理、培训都在的时候，还剩多少风险",
}


class AssessDialog(QDialog):
    """Ctrl+Enter goes on or records, Esc closes; nothing is kept before 记录评估."""

    def __init__(self, workspace: Workspace, unit_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        points = workspace.read(states.points)
        self.point, self.unit = _found(points, unit_id)
        self.scale: Scale = workspace.read(states.scale)
        self.today = workspace.now().astimezone(moments.CHINA).date()
        usual = self.scale.method
        first = self.unit.inherent.method if self.unit.inherent else usual
        self.sides = {
            _INHERENT: Side.of(True, self.unit.inherent, usual),
            _RESIDUAL: Side.of(False, self.unit.residual, first),
        }
        self._looked: Mapping[str, str] = {}
        self._build(tuple(dict.fromkeys((workspace.actor, *office(workspace).people))))
        self._connect()
        again = self.unit.residual
        told = again.people if again else workspace.actor
        self.foot.show_known(told, self.point.review_wanted)
        self.steps.show_value(_INHERENT if self.unit.inherent is None else _RESIDUAL)
        self._show_side()
        look.follow(self._restyle)

    # ---- building

    def _build(self, people: Sequence[str]) -> None:
        self.setWindowTitle("风险评估")
        self.title = step_title(f"评估 {self.unit.name}")
        named = f"{self.point.number} {self.point.name}"
        self.about = ElidedLabel(
            " · ".join(x for x in (named, self.unit.event) if x), ink="ink2"
        )
        self.steps = SegmentedChoice(
            (
                Choice(_INHERENT, "1 固有风险（采取措施以前）"),
                Choice(_RESIDUAL, "2 现有风险（采取措施以后）"),
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
        self.panels: dict[Method, QWidget] = {
            Method.LEC: self.lec,
            Method.LS: self.ls,
            Method.DIRECT: self.direct,
        }
        self.foot = AssessFoot(people, self.today, self.scale.review_months)
        self.problem = ProblemLabel()
        self.outcome = ResultBar()
        self.area = ScrollPage((24, 18, 24, 14), 10)
        self.area.body.addLayout(spread(self.title, self.about, spacing=12))
        self.area.body.addLayout(spread(self.steps, None))
        for part in (self.line, self.measures):
            self.area.body.addWidget(part)
        self.area.body.addLayout(spread(self.method, 4, self.scale_link, None))
        for panel in self.panels.values():
            self.area.body.addWidget(panel)
        for under in (hairline(), self.foot, self.problem):
            self.area.body.addWidget(under)
        self.area.body.addStretch(1)
        self.cancel = plain("取消")
        self.only = plain("只记录固有风险")
        self.go = primary("记录评估")
        footer = Footer()
        footer.row.addWidget(self.only)
        footer.row.addStretch(1)
        footer.row.addWidget(self.cancel)
        footer.row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.outcome)
        column.addWidget(footer)

    def _connect(self) -> None:
        self.steps.chosen.connect(self._on_step)
        self.method.chosen.connect(self._on_method)
        self.scale_link.clicked.connect(self._on_scale)
        for panel in (self.lec, self.ls):
            panel.chosen.connect(self._on_chosen)
            panel.looked.connect(self._on_looked)
        self.direct.chosen.connect(self._on_direct)
        self.go.clicked.connect(self.go_on)
        self.only.clicked.connect(self._on_only)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go.click)
        for keys, step in (("Alt+1", _INHERENT), ("Alt+2", _RESIDUAL)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("step", step)
            shortcut.activated.connect(self._on_step_key)

    def _restyle(self) -> None:
        screen = self.screen().availableGeometry()
        width = min(look.px(WIDTH), int(screen.width() * _MOST_OF_SCREEN))
        self.resize(width, min(look.px(HEIGHT), int(screen.height() * _MOST_OF_SCREEN)))

    # ---- showing

    @property
    def step(self) -> str:
        """Which side is shown: inherent or residual."""
        return self.steps.value or _RESIDUAL

    @property
    def side(self) -> Side:
        """The side that is shown."""
        return self.sides[self.step]

    def _show_side(self) -> None:
        side = self.side
        self.line.setText(_LINES[self.step])
        told = [text for text in self.unit.measures.values() if text]
        words = "；".join(told) if told else "这个单元还没有写措施"
        self.measures.setText("" if side.inherent else f"现有措施：{words}")
        self.measures.setVisible(not side.inherent)
        self.method.show_value(side.method.value)
        for method, panel in self.panels.items():
            panel.setVisible(method is side.method)
        self.go.setText("下一步：采取措施以后" if side.inherent else "记录评估")
        self._show_choices()

    def _show_choices(self) -> None:
        side = self.side
        if side.method is Method.LEC:
            self.lec.show_side(side, self.scale)
        elif side.method is Method.LS:
            self.ls.show_side(side, self.scale)
        else:
            self.direct.show_side(side)
        self.only.setVisible(side.inherent and side.complete and side.changed)
        self.foot.show_again(self._again())
        self._show_result()

    def _show_result(self) -> None:
        other = self.sides[_RESIDUAL if self.side.inherent else _INHERENT]
        self.outcome.show_side(self.side, other, self.scale, self._looked)

    def _again(self) -> bool:
        """Whether a side that is going to be recorded was assessed before."""
        return any(side.latest is not None for side in self._recorded())

    def _recorded(self) -> list[Side]:
        """What will be kept: the inherent risk when it is another, and the one that is left."""
        inherent, residual = self.sides[_INHERENT], self.sides[_RESIDUAL]
        return [*([inherent] if inherent.changed else []), residual]

    # ---- choosing

    def _on_step(self, step: str) -> None:  # noqa: ARG002 - the choice itself says it
        self._looked = {}
        self._show_side()

    def _on_step_key(self) -> None:
        sender = self.sender()
        assert sender is not None
        self._go_to(sender.property("step"))

    def _go_to(self, step: str) -> None:
        self.steps.show_value(step)
        self._on_step(step)
        self._focus_choices()

    def _focus_choices(self) -> None:
        panel = self.panels[self.side.method]
        assert isinstance(panel, LecPanel | LsPanel | DirectPanel)
        panel.first().setFocus(Qt.FocusReason.TabFocusReason)
        self.area.verticalScrollBar().setValue(0)

    def _on_method(self, value: str) -> None:
        self.side.method = Method(value)
        self._looked = {}
        self._show_side()

    def _on_chosen(self, values: dict[str, str]) -> None:
        self.side.factors.update(values)
        self._show_choices()

    def _on_looked(self, values: dict[str, str]) -> None:
        self._looked = values
        self._show_result()

    def _on_direct(self, key: str) -> None:
        self.side.direct = key
        self._show_choices()

    def _on_scale(self) -> None:
        from selfcheck.ui.assess_scale import ScaleDialog

        dialog = ScaleDialog(self._workspace, self)
        dialog.exec()
        dialog.deleteLater()
        self.scale = self._workspace.read(states.scale)
        self.foot.show_months(self.scale.review_months)
        self._show_side()
        self.scale_link.setFocus()

    # ---- recording

    def go_on(self) -> None:
        """To the second side, or record both."""
        if self.side.inherent:
            if self.side.begun and not self.side.complete:
                self._tell(self._missing(self.side))
                return
            self._go_to(_RESIDUAL)
        else:
            self._record(self._recorded())

    def _on_only(self) -> None:
        self._record([self.sides[_INHERENT]])

    @staticmethod
    def _missing(side: Side) -> list[Problem]:
        where = _INHERENT if side.inherent else _RESIDUAL
        names = [name for name in ("L", "E", "C", "S") if name in _names(side)]
        return [
            Problem("RK10", f"{where}.factor.{name}", f"选择 {name} 的分值")
            for name in names
            if name not in side.factors
        ]

    def _record(self, sides: Sequence[Side]) -> None:
        self.foot.commit()
        if (unread := self.foot.unread()) is not None:
            unread.setFocus()
            return
        self._clear()
        day, review = self.foot.days()
        self.foot.show_again(any(side.latest is not None for side in sides))
        try:
            self._workspace.act(
                assess_unit, self.unit.unit_id, [side.judged() for side in sides],
                people=self.foot.people.text(), reason=self.foot.reason_words,
                assessed_on=day, next_review=review, today=self.today,
                now=self._workspace.now(),
            )  # fmt: skip
        except NotReady as refused:
            self._tell(refused.problems)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
        else:
            self.accept()

    def _clear(self) -> None:
        self.problem.show_problem("")
        self.foot.clear_problems()
        self.direct.column.problem.show_problem("")
        for panel in (self.lec, self.ls):
            panel.clear_problems()

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Every problem at its place; the side of the first one is shown."""
        step = next((p.where.partition(".")[0] for p in problems if "." in p.where), "")
        if step and step != self.step:
            self._go_to(step)
        rest, first = [], None
        for problem in problems:
            side, _, place = problem.where.partition(".")
            if not place:
                if not self.foot.show_problem(problem.where, problem.text):
                    rest.append(problem.text)
                else:
                    first = first or problem.where
            elif side == self.step:
                self._tell_choice(place, problem.text)
        self.problem.show_problem("\n".join(rest))
        if step:
            self._focus_choices()
        elif first:
            self.foot.focus(first)
        QTimer.singleShot(0, self, self._show_focused)

    def _tell_choice(self, place: str, text: str) -> None:
        name = place.partition(".")[2]
        if self.side.method is Method.DIRECT:
            self.direct.column.problem.show_problem(text)
        elif self.side.method is Method.LS:
            self.ls.show_problem(name, text)
        else:
            self.lec.show_problem(name, text)

    def _show_focused(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self.area.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, 40)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_choices()


def _names(side: Side) -> tuple[str, ...]:
    from selfcheck.ui.assess_side import NAMES

    return NAMES[side.method]


def _found(points: Sequence[PointLine], unit_id: int) -> tuple[PointLine, UnitLine]:
    return next(
        (point, unit) for point in points for unit in point.units if unit.unit_id == unit_id
    )
