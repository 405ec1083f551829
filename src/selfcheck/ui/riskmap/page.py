"""How the parts of the risk map stand on its page; below 1280 wide the panel is a tab of the left part."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.ledger.strip import WorkStrip
from selfcheck.ui.riskmap.canvas import Canvas
from selfcheck.ui.riskmap.head import MapHead
from selfcheck.ui.riskmap.lint import LintCard
from selfcheck.ui.riskmap.panel import WIDTH, Panel
from selfcheck.ui.riskmap.plans import NoPlan, PlanTabs
from selfcheck.ui.riskmap.toolbar import Toolbar
from selfcheck.ui.riskpoint.tabs import MAP, RiskTabs
from selfcheck.ui.surfaces import Card, hairline, spread

_NARROW = 1060  # of this page, before scaling
SHEET, PANEL = "sheet", "panel"


class MapPage(QWidget):
    """Head, sheet with its tools, lint, panel; nothing is decided here."""

    def __init__(self) -> None:
        super().__init__()
        self._build()

    def _build(self) -> None:
        self.head = MapHead()
        self.views = RiskTabs(MAP)
        self.problem = ProblemLabel()
        self.strip = WorkStrip()
        self.tabs = PlanTabs()
        self.toolbar = Toolbar()
        self.canvas = Canvas()
        self.no_plan = NoPlan()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.no_plan)
        self.stack.addWidget(self.canvas)
        self.sheet_card = Card(edge=0)
        body = self.sheet_card.body
        body.setContentsMargins(1, 1, 1, 8)
        body.setSpacing(0)
        for part in (self.toolbar, hairline()):
            body.addWidget(part)
        body.addWidget(self.stack, 1)
        self.lint = LintCard()
        self.panel = Panel()
        self.side = SegmentedChoice(
            [Choice(SHEET, "平面图"), Choice(PANEL, "区域与图例")], name="显示", style="tray"
        )
        self.side.show_value(SHEET)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.sheet_card, 1)
        left.addWidget(self.lint)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._left, 1)
        middle.addWidget(self.panel)
        column = QVBoxLayout(self)
        edge, top, _, bottom = look.PAGE_MARGINS
        column.setContentsMargins(edge, top - 6, edge, bottom - 2)
        column.setSpacing(10)
        column.addWidget(self.head)
        row = spread(self.views, 8, spacing=8)
        row.addWidget(self.tabs, 1)
        row.addStretch(0)
        row.addWidget(self.side)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.strip)
        column.addLayout(middle, 1)
        look.follow(self.arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Show sheet and panel, or the one that was asked for."""
        narrow = self.width() < look.px(_NARROW)
        self.side.setVisible(narrow)
        panel_alone = narrow and self.side.value == PANEL
        self._left.setVisible(not panel_alone)
        self.panel.setVisible(not narrow or panel_alone)
        if panel_alone:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16777215)
        else:
            self.panel.setFixedWidth(look.px(WIDTH))

    def show_side(self, name: str) -> None:
        """In a narrow window: the sheet, or the panel."""
        self.side.show_value(name)
        self.arrange()
