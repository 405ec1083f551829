"""「接下来」: the next submission, or a correction of this one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfcheck import moments
from selfcheck.submission.pages import ExportPage
from selfcheck.ui import look
from selfcheck.ui.asking import agreed
from selfcheck.ui.widgets import Card, Choice, ChoiceField, Label, ProblemLabel, plain, spread


class NextRoundCard(Card):
    """`begun` carries the period and whether it corrects this one; asked before it comes."""

    begun = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("接下来", parent=parent)
        self.words = Label("", look.TEXT, "ink2", wrap=True)
        self.period = ChoiceField(name="下一次报送的月份")
        self.following = plain("开始下一次报送")
        self.correct = plain("更正本期")
        self.problem = ProblemLabel()
        self._page: ExportPage | None = None
        for part in (self.words, self.period):
            self.body.addWidget(part)
        self.body.addLayout(spread(self.following, self.correct, None))
        self.body.addWidget(self.problem)
        self.following.clicked.connect(self._on_following_clicked)
        self.correct.clicked.connect(self._on_correct_clicked)

    def show_page(self, page: ExportPage, periods: tuple[str, ...]) -> None:
        """Offer what may come next; several months only when some were left out."""
        self._page = page
        self.words.setText("本期已冻结。填错了用“更正本期”，改完重新签署")
        self.period.set_choices([Choice(one, moments.period_in_words(one)) for one in periods])
        if self.period.value is None:
            self.period.show_value(periods[0])
        self.period.setVisible(len(periods) > 1)

    def _on_following_clicked(self) -> None:
        page, period = self._page, self.period.value
        if page is None or period is None:
            return
        text = (
            f"开始{moments.period_in_words(period)}的自查，第 {page.sequence + 1:03d} 次报送。"
            "登记册带过去，答案重新填；本期保留原样，随时能看导出的报送包。"
        )
        if agreed(self, "开始下一次报送", text, "开始"):
            self.begun.emit(period, False)

    def _on_correct_clicked(self) -> None:
        page = self._page
        if page is None:
            return
        text = (
            f"更正{page.period_words}的报送，成为第 {page.sequence + 1:03d} 次报送。"
            "答案和佐证都带过去，改完重新审核、签署、导出；原来那次保留原样。"
        )
        if agreed(self, "更正本期", text, "开始更正"):
            self.begun.emit(page.period, True)
