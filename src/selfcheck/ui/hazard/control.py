"""停用 and 双报告 of a hazard: what is out of use until it is gone, and whom it was reported to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.pages import HazardPage, ReportLine, StopLine
from selfcheck.hazards.records import ReportTo, StopScope
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.facts import Fact
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.evidence import HazardEvidence
from selfcheck.ui.hazard.files import FilesLink
from selfcheck.ui.hazard.pills import CheckMark
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.hazard.words import as_told, with_role
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.surfaces import spread

_OPEN_STEPS = {"stop": "登记停用", "resume": "恢复使用"}


class StopSection(HazardSection):
    """停用: scope, time, who decided, and when its use was resumed."""

    step_wanted = Signal(str)

    def __init__(self, desk: HazardDesk, evidence: HazardEvidence) -> None:
        super().__init__(desk, "停用")
        self.files = FilesLink(evidence, "stop")
        self.act: Button = link("")
        self.head.addWidget(self.act)
        self.head.addWidget(self.files)
        self.facts: list[Fact] = []
        self.earlier = Label("", look.CAPTION, "ink3", wrap=True)
        self._step = ""
        self.shown.addStretch(1)
        self.column.addWidget(self.earlier)
        self.column.addStretch(1)
        self.act.clicked.connect(self._on_act)

    def fill(self, page: HazardPage) -> None:
        """The newest decision."""
        names = [step.name for step in page.steps if step.legal]
        self._step = next((name for name in _OPEN_STEPS if name in names), "")
        self.act.setText(_OPEN_STEPS.get(self._step, ""))
        self.act.setVisible(bool(self._step) and not self.read_only)
        self.files.show_cards(page.evidence["stop"], read_only=self.read_only)
        newest = page.stops[0] if page.stops else None
        self._show_facts(self._told(newest) if newest is not None else self._nothing(page))
        others = len(page.stops) - 1
        self.earlier.setVisible(others > 0)
        self.earlier.setText(f"另有 {others} 次停用登记，见经过" if others > 0 else "")

    def _nothing(self, page: HazardPage) -> list[tuple[str, str, str]]:
        lacking = page.major and not page.frozen
        told = "还没有登记停用或临时管控" if lacking else "没有停用"
        return [("停用范围", told, "ink" if lacking else "ink3")]

    def _told(self, stop: StopLine) -> list[tuple[str, str, str]]:
        year, office = self.desk.office.today.year, self.desk.office
        decided = with_role(stop.decided_by, office)
        if stop.scope is StopScope.NONE:
            return [
                ("停用范围", f"未停用：{stop.reason}", "ink"),
                ("临时措施", stop.interim, "ink"),
                ("决定人", decided, "ink"),
            ]
        resumed = f"{as_told(stop.resumed_at, year)}，{stop.resumed_by}批准"
        if stop.resumed_note:
            resumed += f"，{stop.resumed_note}"
        return [
            ("停用范围", f"{stop.scope_words}：{stop.what}", "ink"),
            ("停用时间", f"{as_told(stop.stopped_at, year)}，{decided}决定", "ink"),
            ("临时措施", stop.interim, "ink"),
            ("恢复使用", resumed if stop.resumed_at else "未批准", "ink2"),
        ]

    def _show_facts(self, told: Sequence[tuple[str, str, str]]) -> None:
        while len(self.facts) > len(told):
            old = self.facts.pop()
            self.shown.removeWidget(old)
            old.hide()
            old.deleteLater()
        while len(self.facts) < len(told):
            made = Fact("")
            self.shown.insertWidget(len(self.facts), made)
            self.facts.append(made)
        for fact, (name, text, ink) in zip(self.facts, told, strict=True):
            fact.name.setText(name)
            fact.text.show_text(text or "没有填", ink if text else "ink3")

    def focus_place(self) -> QWidget:
        """Where a stop is recorded, or its photos are added."""
        return self.act if self.act.isVisibleTo(self) else self.files

    def _on_act(self) -> None:
        self.step_wanted.emit(self._step)


class _Report(QWidget):
    """One of the two reports, made or still to be made."""

    step_wanted = Signal(str)

    def __init__(self, evidence: HazardEvidence, told: ReportTo) -> None:
        super().__init__()
        self._told = told
        self.mark = CheckMark()
        self.receiver = ElidedLabel("", look.TEXT, "ink", 500)
        self.line = ElidedLabel("", look.CAPTION, "ink3")
        self.files = FilesLink(evidence, told.value, "回执" if _to_office(told) else "材料")
        self.record: Button = link("登记")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.receiver)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addLayout(spread(self.files, self.record))
        self.record.clicked.connect(self._on_record)

    def show_report(
        self, report: ReportLine, page: HazardPage, year: int, *, read_only: bool
    ) -> None:
        """Both lines always stand there, also before anything was reported."""
        done = report.reported_on is not None
        self.mark.show_met(done, wanted=page.major)
        name = report.receiver or report.words
        self.receiver.setText(name)
        if report.reported_on is not None:
            day = report.reported_on
            when = f"{day:%m-%d}" if day.year == year else day.isoformat()
            told = [f"{when} {report.way}", report.note]
            self.line.setText("，".join(part for part in told if part))
        else:
            self.line.setText("尚未登记报告时间和方式")
        self.line.set_look(ink="ink3" if done else "ink2")
        legal = any(step.name == "report" for step in page.steps)
        self.record.setText("再次登记" if done else "登记")
        self.record.setAccessibleName(f"登记向{report.words}报告")
        self.record.setVisible(legal and not read_only)
        self.files.show_cards(report.cards, read_only=read_only)
        if not report.cards and not done:
            self.files.hide()

    def _on_record(self) -> None:
        self.step_wanted.emit(f"report.{self._told.value}")


def _to_office(told: ReportTo) -> bool:
    return told is ReportTo.DEPARTMENT


class ReportsSection(HazardSection):
    """双报告: to the department, and to the workers."""

    step_wanted = Signal(str)

    def __init__(self, desk: HazardDesk, evidence: HazardEvidence) -> None:
        super().__init__(desk, "双报告")
        self.rows = {told: _Report(evidence, told) for told in ReportTo}
        self.shown.setSpacing(10)
        for row in self.rows.values():
            self.shown.addWidget(row)
            row.step_wanted.connect(self.step_wanted)
        self.column.addStretch(1)

    def fill(self, page: HazardPage) -> None:
        """Both reports."""
        year = self.desk.office.today.year
        for report in page.reports:
            self.rows[report.told].show_report(report, page, year, read_only=self.read_only)

    def focus_place(self, field: str) -> QWidget:
        """Where this report is recorded."""
        return self.rows[ReportTo(field.removeprefix("report."))].record
