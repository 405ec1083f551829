"""What is being added to a hazard just now, and what could not be: always in sight above the facts."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.evidence import HazardEvidence
from selfcheck.ui.labels import ElidedLabel, ProblemLabel
from selfcheck.ui.surfaces import spread


class WorkBar(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, evidence: HazardEvidence) -> None:
        super().__init__()
        self.problem = ProblemLabel()
        self.text = ElidedLabel("", look.TEXT, "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("添加材料的进度")
        self.stop: Button = link("停止")
        self.work = QWidget()
        self.work.setLayout(spread(self.text, self.bar, self.stop))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 4)
        column.addWidget(self.work)
        column.addWidget(self.problem)
        self.work.hide()
        self.hide()
        evidence.problem.connect(self.show_problem)
        evidence.worked.connect(self._on_worked)
        self.stop.clicked.connect(evidence.adder.stop)

    def show_problem(self, sentence: str) -> None:
        """What could not be done, and what to do."""
        self.problem.show_problem(sentence)
        self._fit()

    def show_words(self, words: str) -> None:
        """Something is being made that has no measure; empty when it is over."""
        self._on_worked(0, 0, words)
        self.work.setVisible(bool(words))
        self.stop.setVisible(not words)
        self._fit()

    def _on_worked(self, done: int, total: int, text: str) -> None:
        self.work.setVisible(bool(total))
        self.text.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._fit()

    def _fit(self) -> None:
        self.setVisible(self.work.isVisibleTo(self) or bool(self.problem.text()))
