"""评估记录: every assessment of the point's units, newest first; none is ever changed."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import AssessmentLine, PointLine, UnitLine
from selfcheck.ui import look
from selfcheck.ui.buttons import link
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskpoint.level import LevelWord
from selfcheck.ui.riskpoint.words import sum_words
from selfcheck.ui.surfaces import Card, clear_layout, hairline

_AT_ONCE = 6
_BANDS = (("major", "重大"), ("considerable", "较大"), ("general", "一般"))


def bands_words(one: AssessmentLine) -> str:
    """The thresholds an assessment was made with: 界限 320 / 160 / 70."""
    told = [one.bands[name] for name, _ in _BANDS if name in one.bands]
    return f"当时界限 {' / '.join(told)}" if told else ""


class _Line(QWidget):
    def __init__(self, unit: UnitLine, one: AssessmentLine) -> None:
        super().__init__()
        side = "固有" if one.inherent else "现有"
        self.level = LevelWord()
        self.level.show_level(one.level, before=f"{side}风险")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(
            ElidedLabel(f"{unit.number} {unit.name} · {side}", look.TEXT, "ink", 500), 1
        )
        head.addWidget(Label(sum_words(one), look.TEXT, "ink2"))
        head.addWidget(self.level)
        who = f"{one.assessed_on}　{one.people}　{bands_words(one)}".rstrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Label(who, look.CAPTION, "ink3", wrap=True))
        if one.reason:
            column.addWidget(Label(f"原因：{one.reason}", look.CAPTION, "ink2", wrap=True))
        self.setAccessibleName(
            f"{unit.name} {side}风险 {sum_words(one)} {self.level.words}，{who} {one.reason}"
        )


class HistorySection(Card):
    """The newest few, and all behind one line."""

    def __init__(self) -> None:
        super().__init__("评估记录", "每次评估都留存，不修改")
        self.lines: list[QWidget] = []
        self._all = False
        self._point: PointLine | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.nothing = Label("还没有评估过", look.TEXT, "ink3")
        self.more = link("")
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._list)
        self.body.addWidget(self.more)
        self.more.clicked.connect(self._on_more)

    def show_point(self, point: PointLine) -> None:
        """Show every assessment of a point."""
        if self._point is not None and self._point.point_id != point.point_id:
            self._all = False
        before, self._point = self._point, point
        if before is not None and _made(before) == _made(point):
            return
        self._fill()

    def _fill(self) -> None:
        assert self._point is not None
        made = _made(self._point)
        clear_layout(self._list)
        shown = made if self._all else made[:_AT_ONCE]
        self.lines = []
        for at, (unit, one) in enumerate(shown):
            if at:
                self._list.addWidget(hairline())
            line = _Line(unit, one)
            self.lines.append(line)
            self._list.addWidget(line)
        self.nothing.setVisible(not made)
        self.more.setVisible(len(made) > _AT_ONCE)
        self.more.setText("只看最近几次" if self._all else f"更早的 {len(made) - _AT_ONCE} 次")

    def _on_more(self) -> None:
        self._all = not self._all
        self._fill()


def _made(point: PointLine) -> list[tuple[UnitLine, AssessmentLine]]:
    """Newest day first; within a day as they were made."""
    made = [(unit, one) for unit in point.units for one in unit.history]
    return sorted(made, key=lambda pair: pair[1].assessed_on, reverse=True)
