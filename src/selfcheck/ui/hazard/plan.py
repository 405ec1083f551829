"""五落实: five marks over the six parts of the treatment plan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.pages import HazardPage, Mark
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.pills import CheckMark
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.hazard.words import one_line
from selfcheck.ui.labels import ElidedLabel, Label

_FILL = {
    "owner": "指定责任人",
    "measures": "填写措施",
    "budget_fen": "填写预算",
    "deadline": "填写期限",
    "safeguards": "填写预案",
}
_FOR_ALL = frozenset({"owner", "measures", "deadline"})  # asked of a general hazard too
_SIX = (
    "goal",
    "measures",
    "budget_fen",
    "organisation",
    "requirements",
    "safeguards",
)  # 总局令第16号第十五条


class MarkColumn(QWidget):
    """One mark: met or not, its value, a note. A click opens its field."""

    wanted = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self._usable = False
        self.mark = CheckMark()
        self.word = Label("", look.TEXT, "ink2")
        self.value = ElidedLabel("", look.TEXT, "ink", 500)
        self.note = ElidedLabel("", look.CAPTION, "ink3")
        self.fill: Button = link(_FILL[key])
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.mark)
        head.addWidget(self.word)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self.value)
        column.addWidget(self.note)
        column.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.fill.clicked.connect(self._on_fill)

    def show_mark(
        self, mark: Mark, *, asked: bool, late: bool, usable: bool, year: int
    ) -> None:
        """Show it; missing is a ring and a link, never red."""
        self._usable = usable
        self.mark.show_met(mark.met, wanted=asked and usable)
        self.word.setText(mark.words)
        told = one_line(mark.value).removeprefix(f"{year}-")
        self.value.setText(told or ("" if usable else "没有填"))
        self.value.setToolTip(mark.value if len(mark.value) > len(one_line(mark.value)) else "")
        self.value.setVisible(mark.met or not usable)
        self.value.set_look(ink="ink" if mark.met else "ink3")
        self.note.setText(mark.note)
        self.note.setVisible(mark.met and bool(mark.note))
        self.note.set_look(ink="bad_ink" if late else "ink3")
        self.fill.setVisible(not mark.met and usable)
        state = "已落实" if mark.met else "没有填"
        self.setAccessibleName(f"{mark.words}：{state} {one_line(mark.value)}")
        if usable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._usable and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self.key)
        else:
            super().mousePressEvent(event)

    def _on_fill(self) -> None:
        self.wanted.emit(self.key)


class PlanSection(HazardSection):
    """Five marks; 编辑 opens the plan beneath them."""

    names = (
        *("goal", "measures", "owner", "department", "organisation"),
        *("budget_fen", "spent_fen", "supplies", "deadline", "requirements", "safeguards"),
        "plan_approved_by",
    )
    keeps_view = True

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "五落实")
        self.marks = {key: MarkColumn(key) for key in _FILL}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        for at, (key, column) in enumerate(self.marks.items()):
            grid.addWidget(column, 0, at)
            grid.setColumnStretch(at, 11 if key in ("measures", "safeguards") else 8)
            column.wanted.connect(self._on_wanted)
        self.shown.addLayout(grid)

    def fill(self, page: HazardPage) -> None:
        """The marks, and how far the six parts are."""
        late = page.days_over is not None and page.days_over > 0
        for mark in page.marks:
            self.marks[mark.key].show_mark(
                mark,
                asked=page.major or mark.key in _FOR_ALL,
                late=late and mark.key == "deadline",
                year=self.desk.office.today.year,
                usable=not self.read_only,
            )
        self.title.setText("五落实" if page.major else "整改安排")
        self.note.setText(self._told(page))

    def _told(self, page: HazardPage) -> str:
        written = sum(page.values[name] not in (None, "") for name in _SIX)
        approved = str(page.values["plan_approved_by"])
        if not page.major:
            return ""
        if written < len(_SIX):
            return f"治理方案六项，写了 {written} 项"
        return (
            f"治理方案六项已审定（{approved}）" if approved else "治理方案六项已写，还没有审定"
        )

    def _on_wanted(self, key: str) -> None:
        if (target := self.edit(key)) is not None:
            target.setFocus()
