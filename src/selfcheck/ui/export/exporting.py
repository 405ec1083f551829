"""The act of exporting behind the ribbon: written, read back, recorded; and how it ended."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from selfcheck import sizes
from selfcheck.errors import SelfCheckError
from selfcheck.progress import Progress
from selfcheck.submission import actions, handover
from selfcheck.submission.handover import Exported
from selfcheck.submission.media import Medium
from selfcheck.submission.pages import ExportPage
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.widgets import Ribbon
from selfcheck.ui.workspace import Workspace

_STEPS = 1000  # of the progress bar: bytes may be more than Qt counts
_NOT_YET = "写完会重新读出、逐个核对。看到“已写入并复核”之前，不要拔出 U 盘。"
_WRITING = "正在写入"


class Exporting(QObject):
    """Runs one export and shows it in the ribbon; `ended` comes after every attempt."""

    ended = Signal()

    def __init__(
        self,
        workspace: Workspace,
        job: OneJob,
        ribbon: Ribbon,
        medium_of: Callable[[Path], Medium],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._job, self._ribbon = workspace, job, ribbon
        self._medium_of = medium_of
        self._page: ExportPage | None = None
        self.written: Exported | None = None  # since this page was opened
        self.failure: tuple[str, str] | None = None  # title and line of the last attempt
        ribbon.stopped.connect(job.cancel)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self.ended)

    @property
    def busy(self) -> bool:
        """Whether a package is being written or read back."""
        return self._job.busy

    def forget(self) -> None:
        """Another submission, or another attempt: how the last one ended no longer matters."""
        self.failure = None

    def start_over(self) -> None:
        """Another submission is shown."""
        self.written, self.failure = None, None

    def write(self, page: ExportPage, folder: Path) -> bool:
        """Begin to write into a folder; False while something else is under way."""
        workspace = self._workspace.folder

        def work(progress: Progress) -> Exported:
            return handover.write(
                page.package_id,
                workspace,
                folder,
                fingerprint=page.fingerprint,
                progress=scaled(progress),
            )

        if not self._job.run(work, self._on_written, self._on_failed):
            return False
        self._page = page
        self.failure = (
            "已停止，没有留下文件",
            "要导出时再选一次位置。",
        )  # unless it ends otherwise
        self._ribbon.show_progress(_WRITING, 0, 0, str(folder))
        return True

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        percent = f"{done * 100 // total}%" if total else ""
        title = _WRITING if text == _WRITING else "正在复核"
        self._ribbon.show_progress(title, done, total, "")
        self._ribbon.line.setText(percent if text == title else f"{text} · {percent}")

    def _on_written(self, written: Exported) -> None:
        assert self._page is not None
        self.written, self.failure = written, None
        try:
            self._workspace.act(
                actions.record_export,
                self._page.submission_id,
                path=str(written.path),
                files=written.files,
                size=written.bytes,
                seconds=round(written.seconds, 1),
                now=self._workspace.now(),
            )
        except SelfCheckError as error:
            self.failure = ("文件已写好，但没有记进档案", str(error))

    def _on_failed(self, error: SelfCheckError) -> None:
        title, _, rest = str(error).partition("。")
        self.failure = (title, rest)

    def show_outcome(self, page: ExportPage) -> None:
        """Say in the ribbon how it stands."""
        if self.failure is not None:
            self._ribbon.show_verdict("bad", *self.failure)
        elif not page.exports:
            self._ribbon.show_verdict("neutral", "已签署并冻结，还没有导出", _NOT_YET)
        else:
            self._show_written(page)

    def _show_written(self, page: ExportPage) -> None:
        last = page.exports[0]
        counts = f"{last.files} 个文件，{sizes.in_words(last.bytes)}"
        title, place = "已写入并复核", f"写在“{Path(last.path).parent}”"
        if self.written is not None:
            medium = self._medium_of(self.written.path.parent)
            if medium.removable:
                title += " · 可以安全拔出"
                place = f"写在 U 盘 {medium.name}"
        # the path last: it may be long, and what is cut off must not be what was checked
        line = f"{counts}，写完重新读出，逐个核对一致 · {place}"
        self._ribbon.show_verdict("ok", title, line)


def scaled(progress: Progress) -> Progress:
    """The same, counted in thousandths: a package may have more bytes than Qt counts."""

    def report(done: int, total: int, text: str) -> None:
        progress.report(done * _STEPS // total if total else 0, _STEPS if total else 0, text)

    return Progress(report, progress.stop)
