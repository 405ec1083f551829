"""What takes time while importing: reading the file, taking rows over, taking them back; one at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.hazards.import_plan import Plan
from selfcheck.progress import Progress
from selfcheck.submission import ledger_import
from selfcheck.submission.ledger_import import OpenedFile, Step
from selfcheck.ui.asking import agreed
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger_import.work import Stepping
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.ribbon import Ribbon
from selfcheck.ui.workspace import Workspace


class ImportRun(QObject):
    """Shows how far it is in the ribbon. `changed`: something began or ended; `failed`: what to do about it."""

    changed = Signal()
    failed = Signal(str)
    taken_over = Signal()
    taken_back = Signal(bool)  # whether hazards that were worked on stayed

    def __init__(
        self, workspace: Workspace, jobs: Jobs, ribbon: Ribbon, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace, self._ribbon, self._page = workspace, ribbon, parent
        self._job = OneJob(jobs, self)
        self.steps = Stepping(self)
        self._words = ("", "")
        self._undoing = False
        self._next: Callable[[], None] | None = None  # work that follows on the work at hand
        ribbon.stopped.connect(self._on_stopped)
        self._job.progressed.connect(self._on_progressed)
        self._job.ended.connect(self._on_ended)
        self.steps.progressed.connect(self._on_step)
        self.steps.stopped.connect(self._on_steps_stopped)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._job.busy or self.steps.busy or self._next is not None

    @property
    def writing(self) -> bool:
        """Whether the ledger is being changed."""
        return self.steps.busy

    # ---- reading

    def read(
        self, words: str, work: Callable[[Progress], Any], succeeded: Callable[[Any], None]
    ) -> None:
        """Long work on plain values; asked for when other work succeeds, it follows on that."""
        if self._job.busy:
            self._next = partial(self.read, words, work, succeeded)
            return
        self._ribbon.show_progress(words, 0, 0, "")
        self._job.run(work, succeeded, self._on_failed)
        self.changed.emit()

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        self._ribbon.show_progress(words, done, total, "行" if total else "")

    # ---- importing and taking back

    def take_over(
        self, opened: OpenedFile, sheet: str, plan: Plan, ticked: frozenset[int]
    ) -> None:
        """Import; stopped half-way it is taken back at once."""
        workspace = self._workspace
        steps = ledger_import.taking_over(
            workspace, opened, sheet, plan, ticked=ticked, by=workspace.actor, now=workspace.now
        )
        self._words = (f"正在导入 {opened.path.name}", "停止的话，已经导入的会撤回")
        self._undoing = False
        self._ribbon.show_progress(self._words[0], 0, 0, self._words[1])
        self.steps.run(steps, self._on_taken_over, self._on_failed)
        self.changed.emit()

    def take_back(self, batch_id: int, *, keep: bool = False) -> None:
        """Take an import back; asks whether hazards that were worked on since may stay."""
        steps = ledger_import.taking_back(self._workspace, batch_id, keep=keep)
        self._words = ("正在撤销导入", "撤完以后，台账和导入前一样")
        self._undoing = True
        self._ribbon.show_progress(self._words[0], 0, 0, self._words[1])
        done = partial(self._on_taken_back, keep=keep)
        self.steps.run(steps, done, partial(self._on_refused, batch_id))
        self.changed.emit()

    def _on_step(self, step: Step) -> None:
        self._ribbon.show_progress(self._words[0], step.done, step.total, self._words[1])

    def _on_steps_stopped(self, step: Step) -> None:
        if self._undoing:
            self._on_ended()  # what is left is told, and gone on with when asked
        else:
            self.take_back(step.batch_id)

    def _on_taken_over(self) -> None:
        self.taken_over.emit()
        self.changed.emit()

    def _on_taken_back(self, *, keep: bool) -> None:
        self.taken_back.emit(keep)
        self.changed.emit()

    def _on_refused(self, batch_id: int, error: SelfCheckError) -> None:
        """HZ61 is a question; anything else is told."""
        if not isinstance(error, NotReady) or error.problems[0].code != "HZ61":
            self._on_failed(error)
        elif agreed(
            self._page, "有隐患导入后办理过", str(error), "保留这些，撤销其余", "不撤销"
        ):
            self.take_back(batch_id, keep=True)
        else:
            self._on_ended()

    # ---- how it ends

    def _on_stopped(self) -> None:
        self._next = None
        self._job.cancel()
        self.steps.stop()

    def _on_ended(self) -> None:
        if self._next is not None:
            following, self._next = self._next, None
            following()
            return
        if self._ribbon.kind == "progress" and not self.steps.busy:
            self._ribbon.show_verdict("neutral", "")
        self.changed.emit()

    def _on_failed(self, error: SelfCheckError) -> None:
        self._ribbon.show_verdict("neutral", "")
        self.failed.emit(str(error))
        self.changed.emit()
