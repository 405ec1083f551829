"""One piece of long work at a time, for a page that waits for it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from selfcheck.errors import SelfCheckError
from selfcheck.progress import Progress
from selfcheck.ui.jobs import Job, Jobs


class OneJob(QObject):
    """Runs a job unless one is under way; what the person can act on goes to `failed`, bugs rise."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._succeeded: Callable[[Any], None] | None = None
        self._failed: Callable[[SelfCheckError], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def run(
        self,
        work: Callable[[Progress], Any],
        succeeded: Callable[[Any], None],
        failed: Callable[[SelfCheckError], None],
    ) -> bool:
        """Begin; False when something else is still under way."""
        if self._job is not None:
            return False
        self._succeeded, self._failed = succeeded, failed
        job = Job(work)  # no parent: the page may go while the thread is still at it
        job.progressed.connect(self.progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._job = job
        self._jobs.run(job)
        return True

    def cancel(self) -> None:
        """Ask it to stop; `ended` comes when it has."""
        if self._job is not None:
            self._job.cancel()

    def _on_succeeded(self, result: object) -> None:
        assert self._succeeded is not None
        self._succeeded(result)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, SelfCheckError) or self._failed is None:
            raise error
        self._failed(error)

    def _on_ended(self) -> None:
        self._job = None
        self.ended.emit()
