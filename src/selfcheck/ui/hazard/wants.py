"""What a step still lacks, as lines with a ring: what to do, why, and a link to exactly that place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.errors import Problem
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.pills import CheckMark
from selfcheck.ui.labels import ElidedLabel
from selfcheck.ui.surfaces import clear_layout

_LEAST_WHY = 60  # pixels of a reason that is worth showing
_WHY = {  # where it is asked for, in a few words
    "HZ10": "总局令第16号第三条",
    "HZ12": "安全生产法第一百一十八条",
    "HZ15": "总局令第16号第十六条",
    "HZ16": "总局令第16号第十六条",
    "HZ17": "总局令第16号第十六条",
    "HZ18": "留证",
    "HZ30": "安全生产法第四十一条",
    "HZ31": "安全生产法第四十一条",
    "HZ32": "总局令第16号第十四条",
    "HZ39": "总局令第16号第十八条",
}
_WHY |= dict.fromkeys([f"HZ{number}" for number in range(21, 30)], "总局令第16号第十五条")
_GENERAL_TOO = frozenset({"HZ21", "HZ22", "HZ24"})  # the clause is about major ones only
_LINKS = {
    "grade": "去判定",
    "report.department": "去登记",
    "report.workers": "去登记",
    "closeout": "去登记",
    "stop": "去登记",
    "acceptor": "去指定",
    "source": "去选择",
    "photos.before": "去添加",
    "photos.after": "去添加",
    "photos": "去查看",
}
_BY_CODE = {"HZ18": "去添加", "HZ40": "去恢复", "HZ29": "去选择", "HZ08": "去查看"}


def why(problem: Problem, page: HazardPage) -> str:
    """The clause that asks for it, or what to heed; empty where it needs no saying."""
    if problem.code in _GENERAL_TOO and not page.major:
        return ""
    if problem.code == "HZ35" and page.major and page.values["owner"]:
        return f"须是整改责任人{page.values['owner']}以外的人"
    return _WHY.get(problem.code, "")


def link_words(problem: Problem) -> str:
    """What the link says."""
    return _BY_CODE.get(problem.code) or _LINKS.get(problem.where, "去填写")


class WantLine(QWidget):
    """One thing that is missing."""

    followed = Signal(object)  # Problem

    def __init__(self, problem: Problem, page: HazardPage, *, usable: bool) -> None:
        super().__init__()
        self.problem = problem
        self.mark = CheckMark()
        self.mark.show_met(met=False, wanted=problem.blocking)
        self.text = ElidedLabel(problem.text, look.ROW, "ink", 500)
        self.text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.why = ElidedLabel(why(problem, page), look.CAPTION, "ink3")
        self.link: Button = link(link_words(problem))
        self.link.setAccessibleName(f"{link_words(problem)}：{problem.text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addWidget(self.text)
        row.addWidget(self.why, 1)
        row.addStretch(0)
        row.addWidget(self.link)
        self.link.setVisible(usable and problem.where != "state")
        self.link.clicked.connect(self._on_followed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What to do goes before why: without room for both, the reason is only in the tooltip."""
        super().resizeEvent(event)
        taken = self.mark.width() + self.text.sizeHint().width() + self.link.sizeHint().width()
        room = self.width() - taken - 3 * 8
        self.why.setVisible(room >= min(self.why.sizeHint().width(), look.px(_LEAST_WHY)))
        told = (self.text.text(), self.why.text())
        self.text.setToolTip("\n".join(word for word in told if word))

    def _on_followed(self) -> None:
        self.followed.emit(self.problem)


class WantList(QWidget):
    """The missing things one below the other; those that stay keep the keyboard."""

    followed = Signal(object)  # Problem

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[WantLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(look.px(2))

    def show_problems(
        self, problems: Sequence[Problem], page: HazardPage, *, usable: bool
    ) -> None:
        """Show these."""
        told = [(problem, why(problem, page)) for problem in problems]
        if told == [(line.problem, line.why.text()) for line in self.lines]:
            return
        clear_layout(self._column)
        self.lines = []
        for problem in problems:
            line = WantLine(problem, page, usable=usable)
            line.followed.connect(self.followed)
            self._column.addWidget(line)
            line.show()  # at once, so that the keyboard can go there
            self.lines.append(line)
