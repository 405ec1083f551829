"""What was found, where, by whom; what a report says of it; and what came of the treatment."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from selfcheck.hazards.fields import FIELDS, yuan
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.facts import Fact, FoldedText
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.hazard.words import short_time

_CHOSEN = ("source", "category", "accident_type", "factor")
_WORDS = {
    "situation": "现状原因",
    "severity": "危害程度",
    "difficulty": "整改难易",
    "rectified_on": "完成日期",
    "result": "整改结果",
    "acceptor": "验收人",
    "accepted_on": "验收日期",
    "acceptance_note": "验收意见",
    "accident_type": "事故类型",
    "factor": "危险因素",
    "source": "隐患来源",
    "reward_fen": "报告奖励",
}


def _told(page: HazardPage, name: str) -> str:
    """A field in words."""
    value = page.values[name]
    if name in _CHOSEN:
        return page.words.get(name, "")
    if isinstance(value, date):
        return value.isoformat()
    if name == "reward_fen":
        return yuan(value)
    return str(value or "")


def _words(name: str) -> str:
    return _WORDS.get(name) or FIELDS[name].words


class FoundSection(HazardSection):
    """发现: the whole description, the place, the source, who found it and when."""

    names = (
        *("description", "location", "part", "found_on", "source", "found_by", "anonymous"),
        *("category", "accident_type", "factor", "reward_fen"),
    )

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "发现")
        self.description = FoldedText()
        self.facts = {
            name: Fact(_words(name))
            for name in (
                *("location", "part", "found_on", "found_by", "source", "category"),
                *("accident_type", "factor", "reward_fen"),
            )
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, fact in enumerate(self.facts.values()):
            grid.addWidget(fact, at // 2, at % 2)
        self.origin: Button = link("", "duties")
        self.shown.setSpacing(4)
        self.shown.addWidget(self.description)
        self.shown.addLayout(grid)
        self.shown.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        self.origin.clicked.connect(self._on_origin)

    def fill(self, page: HazardPage) -> None:
        """Everything that was recorded on the day."""
        text = str(page.values["description"])
        self.description.show_text(text or "还没有写明隐患是什么", "ink" if text else "ink3")
        for name, fact in self.facts.items():
            told = _told(page, name)
            if name == "found_by" and page.values["anonymous"]:
                told = "匿名报告，不记姓名"
            fact.show_text(told)
        self.facts["reward_fen"].setVisible(page.values["reward_fen"] is not None)
        recorded = short_time(str(page.values["recorded_at"]), self.desk.office.today.year)
        times = page.values["recurrences"]
        again = f"，复发 {times} 次" if times else ""
        self.note.setText(f"{page.number} · {recorded} 录入{again}")
        self.origin.setText("来自检查项，打开看看")
        self.origin.setVisible(bool(page.origin_item))

    def _on_origin(self) -> None:
        assert self.page is not None
        item = self.page.origin_item
        self.desk.navigator.open("duty", item.partition(".")[0], item)


class ContentsSection(HazardSection):
    """报告内容: what a report of a major hazard must say (总局令第16号第十四条)."""

    names = ("situation", "severity", "difficulty")

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "报告内容")
        self.facts = {name: Fact(_words(name)) for name in self.names}
        for fact in self.facts.values():
            self.shown.addWidget(fact)

    def fill(self, page: HazardPage) -> None:
        """The three parts."""
        for name, fact in self.facts.items():
            fact.show_text(_told(page, name))


class ResultSection(HazardSection):
    """整改结果与验收."""

    names = ("rectified_on", "acceptor", "result")
    _SHOWN = ("rectified_on", "result", "acceptor", "accepted_on", "acceptance_note")

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "整改结果与验收")
        self.facts = {name: Fact(_words(name)) for name in self._SHOWN}
        for fact in self.facts.values():
            self.shown.addWidget(fact)

    def fill(self, page: HazardPage) -> None:
        """What was reached, who looks at it, and what they found."""
        for name, fact in self.facts.items():
            told = _told(page, name)
            fact.show_text(told)
            if name in ("accepted_on", "acceptance_note"):
                fact.setVisible(bool(told))
        self.note.setText("风险点等级需要重新评估" if page.values["review_risk"] else "")


class SupervisionSection(HazardSection):
    """挂牌督办: the department's number, and its closing."""

    names = (
        *("supervised", "supervision_number", "supervised_by"),
        *("closeout_on", "closeout_by", "closeout_number"),
    )

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "挂牌督办")
        self.order = Fact("督办")
        self.closeout = Fact("部门核查")
        self.shown.addWidget(self.order)
        self.shown.addWidget(self.closeout)

    def fill(self, page: HazardPage) -> None:
        """Order and closing."""
        values = page.values
        order = (values["supervised_by"], values["supervision_number"])
        self.order.show_text(
            " ".join(str(word) for word in order if word), empty="没有填督办部门和编号"
        )
        closed = (values["closeout_on"], values["closeout_by"], values["closeout_number"])
        self.closeout.show_text(
            " ".join(str(word) for word in closed if word), empty="部门还没有核查销号"
        )
        self.setVisible(bool(values["supervised"]) or self.editing)

    def edit(self, name: str = "") -> QWidget | None:
        """Open the fields, also of a hazard that is not supervised yet."""
        target = super().edit(name)
        self.setVisible(target is not None)
        return target

    def finish(self) -> None:
        """Close the fields; without an order nothing is left to show."""
        super().finish()
        if self.page is not None:
            self.setVisible(bool(self.page.values["supervised"]))
