"""Facts and history beside one another, or in tabs where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.hazard.facts import HazardFacts
from selfcheck.ui.hazard.timeline import HazardTimeline

_WIDE_FROM = 1280  # of the window; below, the timeline is a tab of the left part
_TIMELINE = 316
_ANY_WIDTH = 16_777_215  # Qt's word for no limit
FACTS, EVENTS = "facts", "events"


class HazardBody(QWidget):
    """Shows the facts and the history."""

    def __init__(self, facts: HazardFacts, timeline: HazardTimeline) -> None:
        super().__init__()
        self._facts, self._timeline = facts, timeline
        self.narrow = False
        self.tabs = SegmentedChoice(
            (Choice(FACTS, "隐患情况"), Choice(EVENTS, "经过")), name="看什么", style="tray"
        )
        self.tabs.show_value(FACTS)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(facts, 1)
        across.addWidget(timeline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(across, 1)
        self.tabs.hide()
        self.tabs.chosen.connect(self.show_tab)

    def show_count(self, words: str) -> None:
        """How many lines the history has."""
        self.tabs.set_words(("隐患情况", f"经过 {words}"))

    def arrange(self, window_width: int) -> None:
        """Fit into a window of this width."""
        self.narrow = window_width < look.px(_WIDE_FROM)
        self.tabs.setVisible(self.narrow)
        if self.narrow:
            self._timeline.setMinimumWidth(0)
            self._timeline.setMaximumWidth(_ANY_WIDTH)
        else:
            self._timeline.setFixedWidth(look.px(_TIMELINE))
        events = self.tabs.value == EVENTS
        self._facts.setVisible(not (self.narrow and events))
        self._timeline.setVisible(not self.narrow or events)

    def show_tab(self, tab: str) -> None:
        """Where there are tabs: show this one."""
        self.tabs.show_value(tab)
        self.arrange(self.window().width())
