"""How this enterprise assesses: the usual method, the thresholds of both, how long an assessment holds."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.entered import half_width
from selfcheck.errors import NotReady, Problem
from selfcheck.forms.risk_tables import BandSet, shipped_risk_tables
from selfcheck.riskmap import actions, rules, states
from selfcheck.riskmap.records import LEVEL_WORDS, Method, RiskLevel
from selfcheck.riskmap.rules import Bands
from selfcheck.ui import look
from selfcheck.ui.assess.ruler import BandRuler
from selfcheck.ui.assess.side import METHODS, SIGNS
from selfcheck.ui.buttons import link
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.fields import LineField
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.riskmap.sheet import MapSheet
from selfcheck.ui.surfaces import spread
from selfcheck.ui.workspace import Workspace

_LEVELS = (RiskLevel.MAJOR, RiskLevel.CONSIDERABLE, RiskLevel.GENERAL)
_LINE = "只影响以后的评估；已有的评估记录保留当时的界限。"


class BandsField(QWidget):
    """Three thresholds with the ruler they make; the shipped ones can be taken again."""

    def __init__(self, method: Method) -> None:
        super().__init__()
        self.method = method
        sign = SIGNS[method]
        self.fields = {
            level: LineField(name=f"{METHODS[method]}，{LEVEL_WORDS[level]} {sign} 不小于")
            for level in _LEVELS
        }
        self.ruler = BandRuler()
        self.problem = ProblemLabel()
        self.presets = [
            self._preset(one) for one in shipped_risk_tables().bands_of(method.value)
        ]
        row = QHBoxLayout()
        row.setSpacing(6)
        for level, field in self.fields.items():
            field.setProperty("part", "small")
            row.addWidget(Label(f"{LEVEL_WORDS[level]} {sign} ≥", look.TEXT, "ink2"))
            row.addWidget(field, 1)
            row.addSpacing(6)
            field.textEdited.connect(self._show_ruler)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(METHODS[method], look.TEXT, "ink", 500))
        column.addLayout(row)
        column.addWidget(self.ruler)
        column.addWidget(self.problem)
        column.addLayout(spread(Label("取用", look.CAPTION, "ink3"), *self.presets, None))

    def _preset(self, one: BandSet) -> QWidget:
        made = link(one.title)
        made.setToolTip(one.note)
        made.setAccessibleName(f"{METHODS[self.method]} 取用 {one.title}")
        made.setProperty("values", [one.major, one.considerable, one.general])
        made.clicked.connect(self._on_preset)
        return made

    def show_bands(self, bands: Bands) -> None:
        """Show the thresholds in force."""
        for level, text in zip(_LEVELS, bands.written().values(), strict=True):
            self.fields[level].show_value(text)
        self._show_ruler()

    def told(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            level.value: half_width(field.text()).strip()
            for level, field in self.fields.items()
        }

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self.fields.values(), *self.presets]

    def _show_ruler(self) -> None:
        try:
            bands = Bands(*(Decimal(text) for text in self.told().values()))
        except (InvalidOperation, TypeError):
            return
        if bands.major.is_finite() and not rules.bands_problem(bands):
            self.problem.show_problem("")
            self.ruler.show_bands(bands, SIGNS[self.method])

    def _on_preset(self) -> None:
        sender = self.sender()
        assert sender is not None
        values = sender.property("values")
        for field, value in zip(self.fields.values(), values, strict=True):
            field.take_as_kept(str(value))
        self._show_ruler()


class ScaleDialog(MapSheet):
    """Earlier assessments keep the thresholds they were made with."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("评估方法和界限", "保存", parent, _LINE)
        self._workspace = workspace
        scale = workspace.read(states.scale)
        usual = [Choice(m.value, METHODS[m]) for m in (Method.LEC, Method.LS)]
        self.method = SegmentedChoice(usual, name="常用方法")
        self.method.show_value(scale.method.value)
        self.bands = {"lec": BandsField(Method.LEC), "ls": BandsField(Method.LS)}
        self.months, self.phone = LineField(), LineField(hint="告知牌上印的企业应急电话")
        self.ask("method", "常用方法", self.method)
        for name, field in self.bands.items():
            field.show_bands(getattr(scale, name))
            self.fields.addWidget(field)
        self.ask("review_months", "复评周期（月）", self.months, "评估时的下次评估日期由此算出")
        self.ask("emergency_phone", "企业应急电话", self.phone)
        stops = [*self.method.parts, *(w for f in self.bands.values() for w in f.stops())]
        order_tabs((*stops, self.months, self.phone, self.cancel_button, self.do_button))
        self.months.setText(str(scale.review_months))
        self.phone.setText(scale.emergency_phone)

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(600))

    def _do(self) -> bool:
        for field in self.bands.values():
            field.problem.show_problem("")
        months = half_width(self.months.text()).strip()
        if not months.isascii() or not months.isdigit():
            raise NotReady([Problem("RK14", "review_months", "复评周期填 1 到 60 个月")])
        try:
            self._workspace.act(
                actions.set_scale,
                method=Method(self.method.value or Method.LEC.value),
                bands={name: field.told() for name, field in self.bands.items()},
                review_months=int(months),
                emergency_phone=self.phone.text(),
            )
        except NotReady as refused:
            rest = []
            for problem in refused.problems:
                name = problem.where.removeprefix("bands.")
                if name in self.bands:
                    self.bands[name].problem.show_problem(problem.text)
                else:
                    rest.append(problem)
            raise NotReady(rest) from refused
        return True
