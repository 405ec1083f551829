"""Assess a unit before its measures and with them, by LEC, by LS or directly; each choice shows what it does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.riskmap import states
from selfcheck.riskmap.assessing import assess_unit
from selfcheck.riskmap.pages import PointLine, Scale, UnitLine
from selfcheck.riskmap.records import Method
from selfcheck.ui import look
from selfcheck.ui.assess.body import AssessBody
from selfcheck.ui.assess.foot import AssessFoot
from selfcheck.ui.assess.result import ResultBar
from selfcheck.ui.assess.side import INHERENT, RESIDUAL, Side
from selfcheck.ui.buttons import plain, primary
from selfcheck.ui.focus import order_reading
from selfcheck.ui.office import office
from selfcheck.ui.surfaces import Footer
from selfcheck.ui.workspace import Workspace

WIDTH, HEIGHT = 980, 760  # in pixels before scaling
_MOST_OF_SCREEN = 0.94


class AssessDialog(QDialog):
    """Ctrl+Enter goes on or records, Esc closes; nothing is kept before 记录评估. Alt+1, Alt+2: the sides."""

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
            INHERENT: Side.of(True, self.unit.inherent, usual),
            RESIDUAL: Side.of(False, self.unit.residual, first),
        }
        self._looked: Mapping[str, str] = {}
        self._build(tuple(dict.fromkeys((workspace.actor, *office(workspace).people))))
        self._connect()
        latest = self.unit.residual
        people = latest.people if latest else workspace.actor
        self.foot.show_known(people, self.point.review_wanted)
        self.content.steps.show_value(INHERENT if self.unit.inherent is None else RESIDUAL)
        self._show_side()
        look.follow(self._restyle)

    # ---- building

    def _build(self, people: Sequence[str]) -> None:
        self.setWindowTitle("风险评估")
        self.foot = AssessFoot(people, self.today, self.scale.review_months)
        self.content = AssessBody(self.point, self.unit, self.foot)
        self.outcome = ResultBar()
        self.cancel = plain("取消")
        self.only = plain("只记录固有风险")
        self.go = primary("记录评估")
        self.footer = footer = Footer()
        footer.row.addWidget(self.only)
        footer.row.addStretch(1)
        footer.row.addWidget(self.cancel)
        footer.row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.content, 1)
        column.addWidget(self.outcome)
        column.addWidget(footer)
        order_reading((self.content, self.footer))

    def _connect(self) -> None:
        content = self.content
        content.steps.chosen.connect(self._on_step)
        content.method.chosen.connect(self._on_method)
        content.scale_link.clicked.connect(self._on_scale)
        for panel in (content.lec, content.ls):
            panel.chosen.connect(self._on_chosen)
            panel.looked.connect(self._on_looked)
        content.direct.chosen.connect(self._on_direct)
        self.go.clicked.connect(self.go_on)
        self.only.clicked.connect(self._on_only)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go.click)
        for keys, step in (("Alt+1", INHERENT), ("Alt+2", RESIDUAL)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("step", step)
            shortcut.activated.connect(self._on_step_key)

    def _restyle(self) -> None:
        screen = self.screen().availableGeometry()
        width = min(look.px(WIDTH), int(screen.width() * _MOST_OF_SCREEN))
        self.resize(width, min(look.px(HEIGHT), int(screen.height() * _MOST_OF_SCREEN)))

    # ---- showing

    @property
    def side(self) -> Side:
        """The side that is shown."""
        return self.sides[self.content.step]

    def _show_side(self) -> None:
        self.content.show_side(self.side, self.scale)
        self.go.setText("下一步：采取措施以后" if self.side.inherent else "记录评估")
        self._show_consequences()

    def _show_consequences(self) -> None:
        side = self.side
        self.only.setVisible(side.inherent and side.complete and side.changed)
        self.foot.show_again(_again(self._recorded()))
        self._show_result()

    def _show_result(self) -> None:
        other = self.sides[RESIDUAL if self.side.inherent else INHERENT]
        self.outcome.show_side(self.side, other, self.scale, self._looked)

    def _recorded(self) -> list[Side]:
        """What will be kept: the inherent risk when it is another, and the one that is left."""
        inherent, residual = self.sides[INHERENT], self.sides[RESIDUAL]
        return [*([inherent] if inherent.changed else []), residual]

    # ---- choosing

    def _on_step(self) -> None:
        self._looked = {}
        self._show_side()

    def _on_step_key(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.go_to(sender.property("step"))

    def go_to(self, step: str) -> None:
        """Show a side: inherent or residual."""
        self.content.steps.show_value(step)
        self._on_step()
        self.content.focus_choices(self.side.method)

    def _on_method(self, value: str) -> None:
        side, residual = self.side, self.sides[RESIDUAL]
        side.method = Method(value)
        unjudged = residual.latest is None and not residual.begun
        if side.inherent and unjudged and side.method is not Method.DIRECT:
            residual.method = side.method  # a unit is assessed by one method before and after
        self._on_step()

    def _on_chosen(self, values: dict[str, str]) -> None:
        self.side.factors.update(values)
        self.content.show_choices(self.side, self.scale)
        self._show_consequences()

    def _on_looked(self, values: dict[str, str]) -> None:
        self._looked = values
        self._show_result()

    def _on_direct(self, key: str) -> None:
        self.side.direct = key
        self._show_consequences()

    def _on_scale(self) -> None:
        from selfcheck.ui.assess.scale import ScaleDialog

        dialog = ScaleDialog(self._workspace, self)
        dialog.exec()
        dialog.deleteLater()
        self.scale = self._workspace.read(states.scale)
        self.foot.show_months(self.scale.review_months)
        self._show_side()
        self.content.scale_link.setFocus()

    # ---- recording

    def go_on(self) -> None:
        """To the second side, or record both."""
        side = self.side
        if not side.inherent:
            self._record(self._recorded())
        elif side.begun and not side.complete:
            self._tell(
                [
                    Problem("RK10", f"{INHERENT}.factor.{name}", f"选择 {name} 的分值")
                    for name in side.missing
                ]
            )
        else:
            self.go_to(RESIDUAL)

    def _on_only(self) -> None:
        self._record([self.sides[INHERENT]])

    def _record(self, sides: Sequence[Side]) -> None:
        self.foot.commit()
        if (unread := self.foot.unread()) is not None:
            unread.setFocus()
            return
        self.content.clear()
        day, review = self.foot.days()
        self.foot.show_again(_again(sides))
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
            self.content.problem.show_problem(str(error))
        else:
            self.accept()

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Every problem at its place; the side of the first one is shown."""
        step = next((p.where.partition(".")[0] for p in problems if "." in p.where), "")
        if step and step != self.content.step:
            self.go_to(step)
        self.content.tell(problems, self.side)
        QTimer.singleShot(0, self, self.content.show_focused)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.content.focus_choices(self.side.method)


def _again(sides: Sequence[Side]) -> bool:
    """Whether one of these was assessed before: then a reason is asked for."""
    return any(side.latest is not None for side in sides)


def _found(points: Sequence[PointLine], unit_id: int) -> tuple[PointLine, UnitLine]:
    return next(
        (point, unit) for point in points for unit in point.units if unit.unit_id == unit_id
    )
