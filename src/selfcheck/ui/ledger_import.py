"""导入旧台账: choose a file, say what its columns are, look at what would happen, import, take it back.

Nothing is changed before 导入 is pressed. An import that stops half-way is taken back, now or at the next visit.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from selfcheck.hazards import import_batches
from selfcheck.hazards.import_batches import Batch
from selfcheck.hazards.import_plan import Plan
from selfcheck.hazards.spreadsheet.imported import Reading
from selfcheck.submission import ledger_import
from selfcheck.submission.ledger_import import OpenedFile
from selfcheck.ui.asking import agreed
from selfcheck.ui.ledger_import_batches import BatchesCard, told
from selfcheck.ui.ledger_import_columns import ColumnsCard
from selfcheck.ui.ledger_import_foot import At, ImportFoot
from selfcheck.ui.ledger_import_result import ResultCard
from selfcheck.ui.ledger_import_run import ImportRun
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.widgets import (
    FileDropArea,
    PageHeader,
    ProblemLabel,
    Ribbon,
    ScrollPage,
    StepLine,
    files_in,
    plain,
    primary,
)
from selfcheck.ui.workspace import Workspace

_STEPS = ("选择文件", "核对各列", "预检", "导入")
_PLACES: dict[At, int] = {"choose": 0, "columns": 1, "result": 2, "done": len(_STEPS)}
_PATTERN = "表格 (*.xlsx *.xls *.csv);;所有文件 (*)"
_SUBLINE = "Excel、WPS 或 CSV 的台账；先预检，看过再导入，导入后可以整批撤销"
_HINT = "支持 .xlsx、.xls、.csv。表头在哪一行、有几张工作表都不要紧，原文件不会改动。"
_READ_ONLY = "现在是只读查看，不能导入。关闭占用这份档案的程序，再重新打开。"
_MEANWHILE = "台账刚才有变化，预检已经更新。看过以后再导入。"
_AREA_HEIGHT = 220


class LedgerImportScreen(QWidget):
    """Three steps on one page, and the imports that were made before."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace, self._navigator = workspace, navigator
        self.at: At = "choose"
        self.opened: OpenedFile | None = None
        self._reading: Reading | None = None
        self._last: Batch | None = None  # the import that has just been made
        self._left: Batch | None = None  # the one that stopped half-way
        self._was: tuple[At, bool] = ("choose", False)  # the step that was shown, and busy
        self._follow = True  # whether the focus was on this page when the work began
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.steps = StepLine(_STEPS)
        self.back_button = plain("返回台账", "back")
        self.header = PageHeader("导入旧台账", _SUBLINE, (self.steps, self.back_button))
        self.ribbon = Ribbon()
        self.run = ImportRun(self._workspace, self._navigator.jobs, self.ribbon, self)
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

    def _connect(self) -> None:
        for button in (self.back_button, self.ledger_button):
            button.clicked.connect(self._open_ledger)
        self.area.chosen.connect(self._on_files)
        self.columns.changed.connect(self._show_at)
        self.columns.sheet_chosen.connect(self._show_sheet)
        self.result.ticks_changed.connect(self._show_at)
        self.foot.previous.clicked.connect(self._on_previous)
        self.foot.check.clicked.connect(self.check)
        self.foot.take_over.clicked.connect(self.take_over)
        self.undo_button.clicked.connect(self._on_undo_last)
        self.take_back_button.clicked.connect(self._on_take_back)
        self.batches.undo_wanted.connect(self._on_undo_wanted)
        self.run.changed.connect(self.reload)
        self.run.failed.connect(self.problem.show_problem)
        self.run.taken_over.connect(self._on_taken_over)
        self.run.taken_back.connect(self._on_taken_back)
        opening = QShortcut(QKeySequence.StandardKey.Open, self)
        opening.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        opening.activated.connect(self._on_open_keys)

    # ---- the window's side

    def reload(self) -> None:
        """The imports that there are; what is being looked at stays."""
        if not self.run.writing:
            found = self._workspace.read(import_batches.batches)
            self.batches.show_batches(found, may_undo=not self._workspace.read_only)
            self._left = next((one for one in found if not one.finished), None)
            if self._last is not None and self._last not in found:
                self._last = None
                self.at = "choose" if self.at == "done" else self.at
        self._show_at()

    def show_place(self, *where: str) -> None:
        """Begin with a file: open("ledger_import", path)."""
        self.open_file(Path(where[0]))

    def first_focus(self) -> QWidget | None:
        """What comes next."""
        if self.at == "columns":
            unsure = (row.field for row in self.columns.rows if not row.mark.isHidden())
            return next(unsure, self.foot.check)
        if self.at == "result":
            return self.result.list if self.result.list.rows.lines else self.foot.previous
        if self.at == "done":
            return self.ledger_button
        return self.area.button if self._left is None else self.take_back_button

    def regions(self) -> list[QWidget]:
        """For F6: what is looked at, and the buttons below it."""
        parts = {"choose": self.area, "columns": self.columns, "result": self.result}
        return [parts.get(self.at, self.ribbon), self.foot, self.batches]

    # ---- choosing a file

    def _on_open_keys(self) -> None:
        if not self.area.isHidden():
            self.area.choose()

    def _on_files(self, paths: list[Path]) -> None:
        self.open_file(paths[0])
        if len(paths) > 1:
            self.problem.show_problem(f"一次导入一个文件，先看 {paths[0].name}。")

    def open_file(self, path: Path) -> None:
        """Read a file and show its columns."""
        if self._workspace.read_only or self._left is not None or self.run.busy:
            return
        self.at, self.opened = "choose", None
        self.problem.show_problem("")
        read = partial(ledger_import.open_file, path)
        self.run.read("正在读取表格", read, self._on_opened)

    def _on_opened(self, opened: OpenedFile) -> None:
        self.opened, self.at = opened, "columns"
        names = [sheet.name for sheet in opened.book.sheets]
        self.columns.show_file(opened.path.name, names, opened.likely)
        self._show_sheet(opened.likely)

    def _show_sheet(self, at: int) -> None:
        assert self.opened is not None
        sheet = self.opened.book.sheets[at]
        self.columns.show_sheet(sheet, ledger_import.layout_of(sheet))
        self._show_at()

    # ---- the pre-check

    def check(self) -> None:
        """Read the rows and say what importing them would do."""
        sheet, layout = self.columns.sheet, self.columns.layout_now
        if sheet is None or layout is None or not self.columns.ready or self.run.busy:
            return
        self.problem.show_problem("")
        today = office(self._workspace).today
        read = partial(ledger_import.read_rows, sheet, layout, today)
        self.run.read("正在核对各行", read, self._on_read)

    def _on_read(self, reading: Reading) -> None:
        self._reading = reading
        self._compare(self._on_checked)

    def _compare(self, done: Callable[[Plan], None]) -> None:
        """Ask what is known of the rows' hazards, and work out what importing them would do now."""
        assert self._reading is not None
        known = self._workspace.read(import_batches.known, self._reading.rows)
        today = office(self._workspace).today
        work = partial(ledger_import.compared, self._reading, known, today)
        self.run.read("正在与台账比对", work, done)

    def _on_checked(self, plan: Plan) -> None:
        self.at = "result"
        self._show_plan(plan, fresh=True)

    def _show_plan(self, plan: Plan, *, fresh: bool) -> None:
        sheet, layout = self.columns.sheet, self.columns.layout_now
        assert sheet is not None
        assert layout is not None
        self.result.show_plan(plan, sheet, layout, fresh=fresh)
        self._show_at()

    # ---- importing

    def take_over(self) -> None:
        """Import what the pre-check showed; when the ledger has changed since, show it anew first."""
        if not self.run.busy and self.at == "result":
            self.problem.show_problem("")
            self._compare(self._on_compared)

    def _on_compared(self, plan: Plan) -> None:
        sheet = self.columns.sheet
        assert self.opened is not None
        assert sheet is not None
        if plan == self.result.plan:
            self.run.take_over(self.opened, sheet.name, plan, self.result.list.ticked)
        else:
            self._show_plan(plan, fresh=False)
            self.problem.show_problem(_MEANWHILE)

    def _on_taken_over(self) -> None:
        self.at = "done"
        self._last = self._workspace.read(import_batches.batches)[0]
        refused = self.result.plan.refused if self.result.plan else 0
        line = f"{refused:,} 行没有导入，改好后再导入同一个文件，只会补进这些。"
        self.ribbon.show_verdict(
            "ok", f"已导入：{told(self._last)}", line if refused else self._last.file
        )
        self.result.show_refused_only()

    # ---- taking back

    def _on_undo_last(self) -> None:
        if self._last is not None:
            self._on_undo_wanted(self._last)

    def _on_take_back(self) -> None:
        if self._left is not None:
            self._take_back(self._left.batch_id)

    def _on_undo_wanted(self, batch: Batch) -> None:
        changed = f"，更新过的 {batch.rows_changed:,} 条还原" if batch.rows_changed else ""
        text = f"“{batch.file}”新增的 {batch.rows_new:,} 条会删除{changed}。"
        if not self.run.busy and agreed(self, "撤销这次导入", text, "撤销导入", "不撤销"):
            self._take_back(batch.batch_id)

    def _take_back(self, batch_id: int) -> None:
        self.at, self._last, self._left = "choose", None, None
        self.problem.show_problem("")
        self.run.take_back(batch_id)

    def _on_taken_back(self, kept: bool) -> None:
        self.at = "choose"
        line = "导入后办理过的隐患留着，其余和导入前一样。" if kept else "台账和导入前一样。"
        self.ribbon.show_verdict("ok", "已撤销导入", line)

    # ---- moving between the steps

    def _on_previous(self) -> None:
        if self.at == "result":
            self.at = "columns"
        else:
            self.at, self.opened = "choose", None
            self.ribbon.show_verdict("neutral", "")
        self.problem.show_problem("")
        self._show_at()

    def _open_ledger(self) -> None:
        self._navigator.open("ledger")

    def _show_at(self) -> None:
        """Show the step at hand, or how far the work is."""
        focused = QApplication.focusWidget()
        inside = focused is None or self.isAncestorOf(focused)
        busy, left = self.run.busy, self._left
        if left is not None and not busy:
            self.at = "choose"
            line = f"“{left.file}”只进了一部分。先撤回，再导入。"
            self.ribbon.show_verdict("bad", "上次导入没有做完", line)
        at, looking = self.at, self._workspace.read_only
        if looking:
            self.problem.show_problem(_READ_ONLY)
        importing = at == "result" and self.run.writing
        self.steps.show_step(_PLACES[at] + importing)
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

    # ---- dropping anywhere on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and not self.area.isHidden():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._on_files(paths)
