"""What disagrees between map, boards and lists: each line says where and what, shows it, and does one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from selfcheck.errors import Problem
from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.labels import ElidedLabel, Label, icon_label
from selfcheck.ui.surfaces import Card, ScrollPage, spread

_AT_ONCE = 3  # more are behind one line
_BEFORE_SCROLL, _HIGHEST = 8, 190  # lines; pixels before scaling
# code → what is done about it
REMEDIES = {
    "RK20": "归入风险点",
    "RK21": "选择区域",
    "RK22": "去评估",
    "RK23": "去补齐",
    "RK24": "更新告知牌",
    "RK25": "重新评估",
    "RK26": "核对告知牌",
    "RK27": "填写编制人",
    "RK28": "填写名称",
    "RK29": "改名称",
    "RK33": "发布",
}


@dataclass(frozen=True)
class LintLine:
    """One problem as it is listed."""

    problem: Problem
    title: str  # 喷漆区; R-12 天然气调压箱
    words: str
    on_map: bool

    @property
    def remedy(self) -> str:
        """What the one action is called."""
        return REMEDIES.get(self.problem.code, "打开")


def lines(found: RiskMap) -> tuple[LintLine, ...]:
    """The lint of a map: what stops it from being published first, and publishing once nothing does."""
    stopped = any(p.blocking and p.code != "RK24" for p in found.problems)
    made = [_line(found, p) for p in found.problems if not (stopped and p.code == "RK33")]
    return tuple(sorted(made, key=lambda line: not line.problem.blocking))


def _line(found: RiskMap, problem: Problem) -> LintLine:
    kind, _, name = problem.where.partition(".")
    title, on_map = "", False
    if kind == "zone":
        shape = found.drawing.shapes.get(name)
        title, on_map = (shape.name if shape else "") or "没有名称的区域", shape is not None
    elif kind == "point":
        point = next((p for p in found.points if str(p.point_id) == name), None)
        title = f"{point.number} {point.name}" if point else ""
        on_map = point is not None and point.x is not None
    elif kind == "plan":
        title = next((p.name for p in found.plans if str(p.plan_id) == name), "")
        on_map = bool(title)
    words = problem.text
    for lead in (f"“{title}”", title):
        words = words.removeprefix(lead) if lead else words
    return LintLine(problem, title, words.lstrip(" ，"), on_map)


class LintCard(Card):
    """The list below the sheet. `show_wanted` and `mend_wanted` carry the problem."""

    show_wanted = Signal(object)
    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=0, parent=parent)
        self._lines: tuple[LintLine, ...] = ()
        self._all = False
        self.rows: list[tuple[LintLine, Button, Button]] = []  # line, show, mend
        self.calm = Label("没有需要处理的问题", look.TEXT, "ink2")
        self.sign = icon_label("alert", 16, "bad_ink")
        self.heading = Label("", look.ROW, "bad_ink", 700)
        self.note = ElidedLabel("", look.CAPTION, "ink3")
        self.more = link("")
        self._head = QWidget()
        head = spread(self.sign, self.heading, 4, self.note, self.more)
        self._head.setLayout(head)
        self._grid_home = QWidget()
        self._home = QVBoxLayout(self._grid_home)
        self._home.setContentsMargins(0, 0, 0, 0)
        self.body.setContentsMargins(18, 8, 14, 8)
        self.body.setSpacing(4)
        for part in (self.calm, self._head, self._grid_home):
            self.body.addWidget(part)
        self.more.clicked.connect(self._on_more)

    def show_lines(self, told: Sequence[LintLine], note: str) -> None:
        """Other problems, or none."""
        self.note.setText(note)
        if tuple(told) == self._lines and (self.rows or not told):
            self._show_parts()
            return
        self._lines = tuple(told)
        self._fill()

    def _show_parts(self) -> None:
        some = bool(self._lines)
        self.calm.setVisible(not some)
        self._head.setVisible(some)
        self._grid_home.setVisible(some)
        self.update()

    def _fill(self) -> None:
        self._show_parts()
        blocking = sum(line.problem.blocking for line in self._lines)
        self.heading.setText(f"{blocking or len(self._lines)} 处需要处理")
        self.heading.set_look(ink="bad_ink" if blocking else "ink")
        count = len(self._lines)
        self.more.setVisible(count > _AT_ONCE)
        self.more.setText("只显示前几处" if self._all else f"全部 {count} 处")
        old = self._home.takeAt(0)
        if old is not None and (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        self.rows = []
        shown = self._lines if self._all else self._lines[:_AT_ONCE]
        for at, line in enumerate(shown):
            self._row(grid, at, line)
        if len(shown) > _BEFORE_SCROLL:
            page = ScrollPage((0, 0, 6, 0), 0)
            page.setProperty("part", "sheet")
            if (content := page.widget()) is not None:
                content.setProperty("part", "sheet")
            page.body.addWidget(holder)
            page.setFixedHeight(look.px(_HIGHEST))
            self._home.addWidget(page)
        else:
            self._home.addWidget(holder)

    def _row(self, grid: QGridLayout, at: int, line: LintLine) -> None:
        title = ElidedLabel(line.title, look.TEXT, "ink", 500)
        title.setMaximumWidth(look.px(190))
        words = ElidedLabel(line.words, look.TEXT, "ink2")
        show, mend = link("在图上显示"), link(line.remedy)
        for button, name in ((show, "show"), (mend, "mend")):
            button.setAccessibleName(f"{button.text()}：{line.title} {line.words}")
            button.setProperty("row", at)
            button.setProperty("does", name)
            button.clicked.connect(self._on_clicked)
        for column, part in enumerate((Label(f"{at + 1}", look.TEXT, "ink3"), title, words)):
            grid.addWidget(part, at, column)
        grid.addWidget(show, at, 3)
        grid.addWidget(mend, at, 4)
        show.setVisible(line.on_map)  # only now: without a parent it would be a window
        self.rows.append((line, show, mend))

    def _on_clicked(self) -> None:
        button = self.sender()
        assert button is not None
        problem = self.rows[button.property("row")][0].problem
        wanted = self.show_wanted if button.property("does") == "show" else self.mend_wanted
        wanted.emit(problem)

    def show_all(self, shown: bool = True) -> None:
        """Every line, or only the first few."""
        if shown != self._all:
            self._all = shown
            self._fill()

    def way_to(self, where: str) -> Button | None:
        """The button that mends what is wrong at a place, or the first one; None when nothing is."""
        self.show_all()
        ways = (mend for line, _, mend in self.rows if where in ("", line.problem.where))
        return next(ways, None)

    def _on_more(self) -> None:
        self.show_all(not self._all)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if any(line.problem.blocking for line in self._lines):
            painter = QPainter(self)
            painter.setClipRect(QRectF(0, 0, 4, self.height()))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.colour("bad"))
            painter.setBrush(look.colour("bad"))
            painter.drawRoundedRect(QRectF(0, 0, 24, self.height()), 10, 10)
            painter.end()
