"""说明缺项: why an open major hazard still lacks what the law asks for at once, confirmed by the principal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.pages import HazardPage, Lack
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, plain
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.facts import FoldedText
from selfcheck.ui.fields import LabelledField, TextField
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.pills import CheckMark
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.labels import ElidedLabel
from selfcheck.ui.surfaces import clear_layout, spread

_HINT = "会印在签字页上方；补上以后不用再说明"


class _Line(QWidget):
    """What is missing of one thing the law asks for at once, explained or not."""

    wanted = Signal(str)  # stop, plan, report

    def __init__(self, lack: Lack, *, usable: bool) -> None:
        super().__init__()
        self._about = lack.key
        told = bool(lack.reason)
        missing = "；".join(problem.text for problem in lack.problems)
        self.mark = CheckMark()
        self.mark.show_met(told)
        self.text = ElidedLabel(f"{lack.words}：{missing}", look.TEXT, "ink")
        self.told = FoldedText(
            f"{lack.reason}（{lack.confirmed_by}确认）" if told else "", "ink2"
        )
        self.explain: Button = link("改说明" if told else "说明原因")
        self.explain.setAccessibleName(f"说明原因：{lack.words}")
        self.setToolTip(lack.basis)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.told)
        self.told.setVisible(told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
        row.addWidget(self.explain)
        self.explain.setVisible(usable)  # only now: without a parent it would be a window
        self.explain.clicked.connect(self._on_explain)

    def _on_explain(self) -> None:
        self.wanted.emit(self._about)


class _Form(QWidget):
    """Reason and who confirms; nothing is kept before 记下说明."""

    confirmed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.about = ""
        self.reason = TextField(name="说明缺项的原因", least=2)
        self.reason_field = LabelledField("现在做不到的原因和补上的时间", self.reason, _HINT)
        self.by = ChoiceField(name="确认人", empty="选择主要负责人")
        self.by_field = LabelledField("确认人", self.by)
        self.keep: Button = plain("记下说明", "check")
        self.drop: Button = link("不写了")
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 4, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.reason_field)
        column.addWidget(self.by_field)
        column.addLayout(spread(self.keep, self.drop, None))
        self.keep.clicked.connect(self.confirmed)
        self.drop.clicked.connect(self.dropped)

    def begin(self, about: str, principals: tuple[str, ...], reason: str) -> None:
        """Explain another missing thing."""
        self.about = about
        self.reason.show_value(reason)
        self.by.set_choices([Choice(name, name) for name in principals])
        self.by.show_value(principals[0] if len(principals) == 1 else None)
        for field in (self.reason_field, self.by_field):
            field.show_problem("")

    def refuse(self, where: str, sentence: str) -> None:
        """Say beside the field what is missing."""
        field = self.by_field if where == "confirmed_by" else self.reason_field
        field.show_problem(sentence)


class ExplainSection(HazardSection):
    """Shown while an open major hazard lacks stop-use, plan or reports."""

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "说明缺项")
        self.lines: list[_Line] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.explanation = _Form()
        self.explanation.hide()
        self.shown.addLayout(self._lines)
        self.shown.addWidget(self.explanation)
        self.explanation.confirmed.connect(self._on_confirmed)
        self.explanation.dropped.connect(self._on_dropped)

    def fill(self, page: HazardPage) -> None:
        """Every missing thing once, explained or not."""
        clear_layout(self._lines)
        self.lines = []
        for lack in page.lacks:
            line = _Line(lack, usable=not self.read_only)
            line.wanted.connect(self._on_wanted)
            self._lines.addWidget(line)
            self.lines.append(line)
        self.setVisible(bool(page.lacks))
        self.note.setText("没有补齐的，可以写明原因，由主要负责人确认")
        if all(lack.key != self.explanation.about for lack in page.lacks):
            self.explanation.hide()

    def open_for(self, about: str) -> QWidget:
        """Begin to explain a missing thing."""
        assert self.page is not None
        told = (lack.reason for lack in self.page.lacks if lack.key == about)
        if about != self.explanation.about or not self.explanation.isVisibleTo(self):
            self.explanation.begin(about, self.desk.office.principals, next(told, ""))
        self.explanation.show()
        return self.explanation.reason

    def _on_wanted(self, about: str) -> None:
        self.open_for(about).setFocus()

    def _on_confirmed(self) -> None:
        form = self.explanation
        for field in (form.reason_field, form.by_field):
            field.show_problem("")
        reason = form.reason.toPlainText()
        if self.desk.explain(form.about, reason, form.by.value or "", form.refuse):
            form.hide()

    def _on_dropped(self) -> None:
        self.explanation.hide()
