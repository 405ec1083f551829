"""The ledger on paper and in a workbook: read part by part, made by a job, then opened or kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.hazards import many
from selfcheck.hazards.pages import FILTER_WORDS, Office, View
from selfcheck.progress import Progress
from selfcheck.ui import paper_viewer
from selfcheck.ui.hazard.printing import note_print
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger.assign import refusals_in_words
from selfcheck.ui.ledger.gathering import Gathering
from selfcheck.ui.ledger.strip import WorkStrip
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.workspace import Workspace

MOST_NOTICES = 200  # with their photos in one file
_ROWS, _NOTICES = 500, 5  # read at once
_READING = "正在读取"
Make = Callable[[list[Any], Progress], bytes]


class LedgerPrinting(QObject):
    """One paper at a time; how far it is and how it ended stand in the strip."""

    busy_changed = Signal(bool)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, strip: WorkStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace, self._strip, self._window = workspace, strip, parent
        self._gathering = Gathering(workspace, self)
        self._job = OneJob(jobs, self)
        self._make: Make | None = None
        self._kept: Callable[[bytes], None] | None = None
        self._content = b""
        self._path: Path | None = None
        self._name = ""
        self._stopped = False
        self._gathering.progressed.connect(self._on_read)
        self._gathering.gathered.connect(self._on_gathered)
        self._gathering.failed.connect(self._on_not_gathered)
        self._job.progressed.connect(self._on_progressed)
        self._job.ended.connect(self._on_ended)
        strip.stopped.connect(self.stop)
        strip.followed.connect(self._on_followed)

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._gathering.busy or self._job.busy

    # ---- the papers

    def print_ledger(self, office: Office, view: View, ids: Sequence[int]) -> None:
        """打印台账: the list as it is shown, opened by the system's viewer."""
        from selfcheck.reports.ledger import ledger_pdf
        from selfcheck.submission import ledger_papers

        everything = replace(view, sort="deadline", descending=False) == View(filter="all")
        words = "" if everything else ledger_papers.filter_words(view)
        head = self._workspace.read(ledger_papers.ledger_paper, office, (), words)

        def read(part: Sequence[int]) -> Sequence[Any]:
            return self._workspace.read(ledger_papers.ledger_paper, office, part, words).rows

        def make(rows: list[Any], progress: Progress) -> bytes:
            return ledger_pdf(replace(head, rows=rows), progress)

        name = f"隐患台账 {FILTER_WORDS[view.filter]} {office.today}.pdf"
        self._begin(ids, read, _ROWS, make, partial(self._show, name, f"台账 {len(ids):,} 项"))

    def print_notices(self, office: Office, ids: Sequence[int]) -> None:
        """打印整改通知单: one sheet for each hazard that somebody is to put right."""
        from selfcheck.reports.hazard_notice import notices_pdf
        from selfcheck.submission import hazard_papers

        ticked = self._workspace.read(many.for_notice, ids)
        wanted = [one.hazard_id for one in ticked if not one.refused]
        refused = refusals_in_words(ticked, "印整改通知单")
        if not wanted:
            self._strip.show_done(refused)
            return
        if len(wanted) > MOST_NOTICES:
            text = f"一次最多印 {MOST_NOTICES} 张整改通知单，用筛选或搜索分几次选"
            self._strip.show_done(text)
            return
        issuer = self._workspace.actor

        def read(part: Sequence[int]) -> Sequence[Any]:
            return self._workspace.read(hazard_papers.notices, office, part, issuer=issuer)

        count = f"整改通知单 {len(wanted)} 张"
        said = f"{refused}。其余 {len(wanted)} 张" if refused else count
        one = next(one for one in ticked if not one.refused).number
        name = f"整改通知单 {one if len(wanted) == 1 else office.today}.pdf"
        kept = partial(self._show_notices, wanted, name, said)
        self._begin(wanted, read, _NOTICES, notices_pdf, kept)

    def export(self, office: Office, ids: Sequence[int], what: str) -> None:
        """导出 Excel: asks where, writes the workbook; `what` names the list, such as 未闭环."""
        from selfcheck.reports.ledger_sheet import ledger_xlsx
        from selfcheck.submission import ledger_papers

        target = self._target(f"隐患台账 {what} {office.today}.xlsx", "Excel 表格 (*.xlsx)")
        if target is None:
            return

        def read(part: Sequence[int]) -> Sequence[Any]:
            return self._workspace.read(ledger_papers.ledger_sheet, office, part)

        said = f"已导出 {len(ids):,} 项"
        self._begin(ids, read, _ROWS, ledger_xlsx, partial(self._keep, target, said))

    def stop(self) -> None:
        """The person stops it: nothing is left behind."""
        self._stopped = True
        if self._gathering.busy:
            self._gathering.stop()
            self._on_ended()
        else:
            self._job.cancel()

    # ---- on the way

    def _begin(
        self,
        ids: Sequence[int],
        read: Callable[[Sequence[int]], Sequence[Any]],
        part: int,
        make: Make,
        kept: Callable[[bytes], None],
    ) -> None:
        if self.busy:
            return
        self._make, self._kept, self._stopped = make, kept, False
        self._strip.show_progress(_READING, 0, len(ids))
        self._gathering.begin(tuple(ids), read, part)
        self.busy_changed.emit(True)

    def _on_read(self, done: int, total: int) -> None:
        self._strip.show_progress(_READING, done, total)

    def _on_gathered(self, found: list[Any]) -> None:
        assert self._make is not None
        assert self._kept is not None
        self._job.run(partial(self._make, found), self._kept, self._on_failed)

    def _on_not_gathered(self, error: SelfCheckError) -> None:
        self._on_failed(error)
        self._on_ended()

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self._strip.show_progress(text, done, total)

    def _on_failed(self, error: SelfCheckError) -> None:
        self._strip.show_done(str(error))

    def _on_ended(self) -> None:
        self._make = self._kept = None
        if self._stopped:
            self._strip.show_done("已停止，没有留下文件")
        self.busy_changed.emit(False)

    # ---- how it ends

    def _show(self, name: str, said: str, content: bytes) -> None:
        self._content, self._name, self._stopped = content, name, False
        ways = (("again", "再打开"), ("save", "保存一份…"))
        try:
            self._path = paper_viewer.show_pdf(content, name)
        except SelfCheckError as error:
            self._strip.show_done(str(error), ways[1:])
        else:
            self._strip.show_done(f"{said}已打开，在看 PDF 的程序里打印", ways)

    def _show_notices(self, ids: Sequence[int], name: str, said: str, content: bytes) -> None:
        """Opened, and told in the history of each hazard: whom a notice was made out to is asked later."""
        self._show(name, said, content)
        try:
            note_print(self._workspace, ids, "整改通知单")
        except SelfCheckError as error:
            self._strip.show_done(str(error))

    def _keep(self, target: Path, said: str, content: bytes) -> None:
        from selfcheck.submission import ledger_files

        self._content, self._name, self._stopped = content, target.name, False
        try:
            ledger_files.put(target, content)
        except SelfCheckError as error:
            self._strip.show_done(str(error), (("save", "换个地方保存…"),))
            return
        self._path = target
        ways = (("again", "打开"), ("folder", "打开所在文件夹"))
        self._strip.show_done(f"{said}：{target.name}", ways)

    def _target(self, name: str, kinds: str) -> Path | None:
        """Where the person wants it; the system asks before it replaces a file."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        found, _ = QFileDialog.getSaveFileName(
            self._window, "保存到哪里", str(folder / name), kinds
        )
        if not found:
            return None
        ending = Path(name).suffix
        return Path(found) if found.lower().endswith(ending) else Path(found + ending)

    def _on_followed(self, way: str) -> None:
        try:
            if way == "save":
                self._save_copy()
            elif self._path is not None:
                whole = way == "folder"
                paper_viewer.open_file(self._path.parent if whole else self._path)
        except SelfCheckError as error:
            self._strip.show_done(str(error))

    def _save_copy(self) -> None:
        ending = Path(self._name).suffix
        kinds = "Excel 表格 (*.xlsx)" if ending == ".xlsx" else "PDF (*.pdf)"
        target = self._target(self._name, kinds)
        if target is not None:
            self._keep(target, "已保存", self._content)
