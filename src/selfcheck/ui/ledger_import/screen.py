"""导入旧台账: choose a file, say what its columns are, look at what would happen, import, take it back.

Nothing is changed before 导入 is pressed. An import that stops half-way is taken back, now or at the next visit.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut

from selfcheck.hazards import import_batches
from selfcheck.hazards.import_batches import Batch
from selfcheck.hazards.import_plan import Plan
from selfcheck.hazards.spreadsheet.imported import Reading
from selfcheck.submission import ledger_import
from selfcheck.submission.ledger_import import OpenedFile
from selfcheck.ui.asking import agreed
from selfcheck.ui.ledger_import.batches import told
from selfcheck.ui.ledger_import.page import ImportPage
from selfcheck.ui.ledger_import.run import ImportRun
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.widgets import files_in
from selfcheck.ui.workspace import Workspace

_MEANWHILE = "台账刚才有变化，预检已经更新。看过以后再导入。"


class LedgerImportScreen(ImportPage):
    """Three steps on one page, and the imports that were made before."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace, self._navigator = workspace, navigator
        self.run = ImportRun(workspace, navigator.jobs, self.ribbon, self)
        self.opened: OpenedFile | None = None
        self._reading: Reading | None = None
        self._last: Batch | None = None  # the import that has just been made
        self._connect()
        self.reload()

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
            self.left = next((one for one in found if not one.finished), None)
            if self._last is not None and self._last not in found:
                self._last = None
                self.at = "choose" if self.at == "done" else self.at
        self._show_at()

    def show_place(self, *where: str) -> None:
        """Begin with a file: open("ledger_import", path)."""
        self.open_file(Path(where[0]))

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
        if self._workspace.read_only or self.left is not None or self.run.busy:
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
        if self.left is not None:
            self._take_back(self.left.batch_id)

    def _on_undo_wanted(self, batch: Batch) -> None:
        changed = f"，更新过的 {batch.rows_changed:,} 条还原" if batch.rows_changed else ""
        text = f"“{batch.file}”新增的 {batch.rows_new:,} 条会删除{changed}。"
        if not self.run.busy and agreed(self, "撤销这次导入", text, "撤销导入", "不撤销"):
            self._take_back(batch.batch_id)

    def _take_back(self, batch_id: int) -> None:
        self.at, self._last, self.left = "choose", None, None
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
        self.show_step(
            busy=self.run.busy, writing=self.run.writing, looking=self._workspace.read_only
        )

    # ---- dropping anywhere on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and not self.area.isHidden():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._on_files(paths)
