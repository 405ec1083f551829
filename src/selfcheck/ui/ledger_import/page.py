"""The page of an import: the steps and what each shows; what comes next is in the foot or in the ribbon."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from selfcheck.ui.ledger_import.batches import BatchesCard
from selfcheck.ui.ledger_import.columns import ColumnsCard
from selfcheck.ui.ledger_import.foot import At, ImportFoot
from selfcheck.ui.ledger_import.result import ResultCard
from selfcheck.ui.widgets import (
    FileDropArea,
    PageHeader,
    ProblemLabel,
    Ribbon,
    ScrollPage,
    StepLine,
    plain,
    primary,
)

if TYPE_CHECKING:
    from selfcheck.hazards.import_batches import Batch

_STEPS = ("选择文件", "核对各列", "预检", "导入")
_PLACES: dict[At, int] = {"choose": 0, "columns": 1, "result": 2, "done": len(_STEPS)}
_PATTERN = "表格 (*.xlsx *.xls *.csv);;所有文件 (*)"
_SUBLINE = "Excel、WPS 或 CSV 的台账；先预检，看过再导入，导入后可以整批撤销"
_HINT = "支持 .xlsx、.xls、.csv。表头在哪一行、有几张工作表都不要紧，原文件不会改动。"
_READ_ONLY = "现在是只读查看，不能导入。关闭占用这份档案的程序，再重新打开。"
_AREA_HEIGHT = 220


class ImportPage(QWidget):
    """Shows one step at a time: choose, columns, result, done; while work is under way only how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.at: At = "choose"
        self.left: Batch | None = None  # the import that stopped half-way
        self._was: tuple[At, bool] = ("choose", False)  # the step that was shown, and busy
        self._follow = True  # whether the focus was on this page when the work began
        self._build()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.steps = StepLine(_STEPS)
        self.back_button = plain("返回台账", "back")
        self.header = PageHeader("导入旧台账", _SUBLINE, (self.steps, self.back_button))
        self.ribbon = Ribbon()
        self.take_back_button = primary("撤回没做完的导入", "undo")
        self.undo_button = plain("撤销这次导入", "undo")
        self.ledger_button = primary("打开台账", "alert")
        self.ribbon.set_actions((self.take_back_button, self.undo_button, self.ledger_button))
        self.area = FileDropArea(
            "把旧台账拖到这里", "选择文件", hint=_HINT, icon="table", pattern=_PATTERN
        )
        self.area.button.set_kind("primary")
        self.area.setMinimumHeight(_AREA_HEIGHT)
        self.problem = ProblemLabel()
        self.columns = ColumnsCard()
        self.result = ResultCard()
        self.batches = BatchesCard()
        self.foot = ImportFoot()
        self.page = ScrollPage()
        for part in (self.header, self.ribbon, self.problem, self.area, self.columns):
            self.page.body.addWidget(part)
        self.page.body.addWidget(self.result, 1)
        self.page.body.addWidget(self.batches)
        self.page.body.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.foot)

    # ---- what the window asks

    def first_focus(self) -> QWidget | None:
        """What comes next."""
        if self.at == "columns":
            unsure = (row.field for row in self.columns.rows if row.unsure)
            return next(unsure, self.foot.check)
        if self.at == "result":
            return self.result.list if self.result.list.rows.lines else self.foot.previous
        if self.at == "done":
            return self.ledger_button
        return self.area.button if self.left is None else self.take_back_button

    def regions(self) -> list[QWidget]:
        """For F6: what is looked at, and the buttons below it."""
        parts = {"choose": self.area, "columns": self.columns, "result": self.result}
        return [parts.get(self.at, self.ribbon), self.foot, self.batches]

    # ---- showing

    def show_step(self, *, busy: bool, writing: bool, looking: bool) -> None:
        """Show the step at hand, or how far the work is; `looking`: nothing may be changed."""
        focused = QApplication.focusWidget()
        inside = focused is None or self.isAncestorOf(focused)
        left = self.left
        if left is not None and not busy:
            self.at = "choose"
            line = f"“{left.file}”只进了一部分。先撤回，再导入。"
            self.ribbon.show_verdict("bad", "上次导入没有做完", line)
        at = self.at
        if looking:
            self.problem.show_problem(_READ_ONLY)
        self.steps.show_step(_PLACES[at] + (at == "result" and writing))
        ended = at in ("choose", "done") and bool(self.ribbon.title.text())
        self.ribbon.setVisible(busy or ended)
        self.area.setVisible(at == "choose" and left is None and not (looking or busy))
        self.columns.setVisible(at == "columns" and not busy)
        self.result.setVisible(not busy and self.result.shown_at(at))
        self.batches.setVisible(at in ("choose", "done") and left is None and not busy)
        self.take_back_button.setVisible(left is not None and not (looking or busy))
        for button in (self.undo_button, self.ledger_button):
            button.setVisible(at == "done" and not busy)
        self.foot.show_step(
            at if not busy else "done",
            ready=self.columns.ready,
            plan=self.result.plan,
            ticked=self.result.list.ticked,
        )
        self._move_focus(busy=busy, inside=inside)

    def _move_focus(self, *, busy: bool, inside: bool) -> None:
        """With another step the focus goes to what comes next, unless it was elsewhere in the window."""
        was_at, was_busy = self._was
        self._was = (was_at if busy else self.at, busy)
        if busy and not was_busy:
            self._follow = inside
            if inside:
                self.ribbon.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        moved = (was_busy and self._follow) or (was_at != self.at and inside)
        target = self.first_focus()
        if not busy and moved and target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
