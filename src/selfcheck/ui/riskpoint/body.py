"""The sections of a risk point's page, and the way to a field in them."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from selfcheck.riskmap.pages import PointLine, RiskMap
from selfcheck.ui import look
from selfcheck.ui.columns import Columns
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.riskpoint.board import BoardSection
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.duty import DutySection
from selfcheck.ui.riskpoint.emergency import EmergencySection
from selfcheck.ui.riskpoint.history import HistorySection
from selfcheck.ui.riskpoint.lint import PointLint
from selfcheck.ui.riskpoint.units import UnitsSection
from selfcheck.ui.riskpoint.words import told
from selfcheck.ui.surfaces import EmptyState, ScrollPage


class PointBody(ScrollPage):
    """What is wrong on top; duty, units and emergency at the left; board and history at the right."""

    assess_wanted = Signal(object)  # a unit

    def __init__(self, desk: PointDesk) -> None:
        left, _, right, bottom = look.PAGE_MARGINS
        super().__init__((left, 0, right, bottom), 12)
        self.problem = ProblemLabel()
        self.lint = PointLint()
        self.duty = DutySection(desk)
        self.units = UnitsSection(desk)
        self.emergency = EmergencySection(desk)
        self.board = BoardSection(desk)
        self.history = HistorySection()
        self.nothing = EmptyState("没有打开的风险点，从列表里选一个。", "风险点")
        self.columns = Columns(right_width=404, least_left=560)
        for left_part in (self.duty, self.units, self.emergency):
            self.columns.left.addWidget(left_part)
        for right_part in (self.board, self.history):
            self.columns.right.addWidget(right_part)
        self.columns.left.addStretch(1)
        self.columns.right.addStretch(1)
        for row in (self.problem, self.lint, self.columns, self.nothing):
            self.body.addWidget(row)
        self.body.addStretch(1)
        self.units.assess_wanted.connect(self.assess_wanted)

    def show_point(self, point: PointLine | None, found: RiskMap | None) -> None:
        """Show a point, or that none is open."""
        self.columns.setVisible(point is not None)
        self.nothing.setVisible(point is None)
        if point is None or found is None:
            self.lint.show_told(())
            return
        self.lint.show_told(told(found, point))
        for part in (self.duty, self.units, self.emergency, self.history):
            part.show_point(point)
        self.board.show_point(point, found)

    def parts(self) -> list[QWidget]:
        """The sections in reading order."""
        return [
            self.lint, self.duty, self.units, self.emergency, self.board, self.history,
        ]  # fmt: skip

    # ---- places

    def open_place(self, place: str) -> QWidget | None:
        """Open the place of a field and bring it into view; returns what takes the keyboard."""
        target = self._target(place)
        if target is not None:
            QTimer.singleShot(0, target, lambda: self._bring(target))
        return target

    def _target(self, place: str) -> QWidget | None:
        name, _, rest = place.partition(".")
        if name == "unit":
            unit_id, _, field = rest.partition(".")
            target = self.units.edit(int(unit_id), field) if unit_id else None
            return target or self.units.focus_new()
        if name == "board":
            return self.board.edit(rest) if rest else self.board.focus_place()
        for section in (self.duty, self.emergency):
            if place in section.names:
                return section.edit(place)
        return None

    def _bring(self, target: QWidget) -> None:
        """Scroll to what was just opened: laid out now, or it would not be there yet."""
        content, port = self.widget(), self.viewport()
        layout = content.layout() if content is not None else None
        assert content is not None
        assert layout is not None
        layout.activate()
        high = max(layout.totalHeightForWidth(port.width()), port.height())
        content.resize(port.width(), high)
        self.verticalScrollBar().setRange(0, high - port.height())
        layout.activate()
        self.ensureWidgetVisible(target, 0, 80)
