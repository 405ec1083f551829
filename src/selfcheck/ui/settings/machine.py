"""What the settings tell of this PC while a round is open: other questions than the round's, a wrong clock."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from selfcheck.errors import Problem
from selfcheck.ui import look
from selfcheck.ui.widgets import Card, Label, clear_layout


class MachineCard(Card):
    """What is wrong on this PC, not in the answers; takes no room while nothing is."""

    def __init__(self) -> None:
        super().__init__("这台电脑上要处理的")
        self.told: list[Label] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.body.addLayout(self._column)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each in its own sentence, what keeps from signing in red."""
        clear_layout(self._column)
        self.told = [
            Label(one.text, look.TEXT, "bad_ink" if one.blocking else "ink", wrap=True)
            for one in problems
        ]
        for label in self.told:
            self._column.addWidget(label)
        self.setVisible(bool(problems))
