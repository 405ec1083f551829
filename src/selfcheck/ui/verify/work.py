"""Verifying behind the page: one job for each package, so that results appear as they come."""

import os
from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from selfcheck.progress import Progress
from selfcheck.submission import package
from selfcheck.submission.register import Register
from selfcheck.submission.verdict import Verdict
from selfcheck.ui.jobs import Job, Jobs

_DEEPEST = 3  # folders inside the one that was given
_MOST = 2000  # packages at a time


def packages_in(given: Sequence[Path], progress: Progress) -> list[Path]:
    """The files that were given, and the .zip files in the folders that were given; each once.

    Raises Cancelled when asked to stop.
    """
    found = dict[Path, None]()
    for one in given:
        if not one.is_dir():
            found[one] = None
            continue
        start = len(one.parts)
        for folder, inner, names in os.walk(one):
            progress.check()
            inner.sort()
            if len(Path(folder).parts) - start >= _DEEPEST:
                inner.clear()
            for name in sorted(names):
                if name.lower().endswith(".zip"):
                    found[Path(folder, name)] = None
    return list(found)[:_MOST]


def _verify(path: Path, register: Register | None, progress: Progress) -> Verdict:
    """One package; whatever is wrong with it is in the verdict. Raises Cancelled."""
    return package.verify_many([path], register, progress)[0]


class Verifying(QObject):
    """Looks for packages, then verifies them one after the other."""

    progressed = Signal(int, int, str, str)  # of the bar; 正在核对 118 / 235; which package
    verified = Signal(object)  # Verdict
    nothing_found = Signal()  # a folder without packages
    ended = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._waiting: deque[Path] = deque()
        self._register: Register | None = None
        self._following: tuple[list[Path], Register | None] | None = None
        self._at = self._total = 0
        self._which = ""

    @property
    def busy(self) -> bool:
        """Whether packages are being looked for or verified."""
        return self._job is not None

    def begin(self, given: Sequence[Path], register: Register | None) -> None:
        """Verify files, and what is in folders, in place of what is under way."""
        if self.busy:
            self._following = (list(given), register)
            self.stop()
            return
        self._register = register
        self._at, self._which = 0, ""
        job = Job(partial(packages_in, list(given)))
        job.succeeded.connect(self._on_found)
        self._run(job)

    def stop(self) -> None:
        """Stop after the step at hand; what has been verified stays."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _run(self, job: Job) -> None:
        # without a parent: a job must outlive a page that goes away meanwhile
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._job = job
        self._jobs.run(job)

    def _on_found(self, paths: list[Path]) -> None:
        if self._job is None or self._job.cancelling:
            return
        self._waiting = deque(paths)
        self._total = len(paths)
        if not paths:
            self.nothing_found.emit()

    def _on_failed(self, error: Exception) -> None:
        raise error

    def _on_ended(self) -> None:
        self._job = None
        if self._following is not None:
            given, register = self._following
            self._following = None
            self.begin(given, register)
            return
        if not self._waiting:
            self.ended.emit()
            return
        path = self._waiting.popleft()
        self._at += 1
        several = f"第 {self._at} 个，共 {self._total} 个 · " if self._total > 1 else ""
        self._which = several + path.name
        job = Job(partial(_verify, path, self._register))
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_verified)
        self._run(job)

    def _on_verified(self, verdict: Verdict) -> None:
        if self._following is None:  # else its page shows others by now
            self.verified.emit(verdict)

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        self.progressed.emit(done, total, words, self._which)
