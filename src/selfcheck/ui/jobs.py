"""Long work off the UI thread: make a job, connect it, run it.

The work is an ordinary function of values and a `Progress`; no widget and no Session inside. All jobs
share one thread, so two never write the same files. Signals arrive on the UI thread.
"""

import threading
import time
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from selfcheck.errors import Cancelled
from selfcheck.progress import Progress

if TYPE_CHECKING:
    from queue import SimpleQueue

_MOST_COUNTED = 2**31 - 1  # a signal's int; the bytes of a large package are more
_STEPS = 1000  # what is told instead
_QUIET_SECONDS = 0.04  # reports closer together than this would only flood the event loop


class Job(QObject):
    """One piece of long work: `work(progress)` returns what `succeeded` carries."""

    progressed = Signal(int, int, str)  # done, total, what is at hand
    succeeded = Signal(object)
    failed = Signal(object)  # the Exception
    ended = Signal()  # always the last, also after cancelling

    _told = Signal(str, object)  # from the job thread; queued, so that public signals never are

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._progress = Progress(self._report)
        self._last = ("", 0.0)
        self.over = threading.Event()  # the work has returned; `ended` may still be on its way
        self.finished = False  # `ended` has been emitted
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step; it ends quietly."""
        self._progress.stop.set()

    @property
    def cancelling(self) -> bool:
        """Whether the work has been asked to stop."""
        return self._progress.stop.is_set()

    def _report(self, done: int, total: int, text: str) -> None:
        if total > _MOST_COUNTED:
            done, total = done * _STEPS // total, _STEPS
        now = time.monotonic()
        last_text, last_time = self._last
        if text == last_text and done not in (0, total) and now - last_time < _QUIET_SECONDS:
            return
        self._last = (text, now)
        self._told.emit("progressed", (done, total, text))

    def perform(self) -> None:
        """Do the work; called by `Jobs` on the job thread."""
        try:
            self._progress.check()
            result = self._work(self._progress)
        except Cancelled:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the UI thread decides
            self._told.emit("failed", error)
        else:
            self._told.emit("succeeded", result)
        finally:
            self._told.emit("ended", None)
            self.over.set()

    @Slot(str, object)
    def _on_told(self, what: str, value: object) -> None:
        if what == "progressed":
            assert isinstance(value, tuple)
            if not self.cancelling:
                self.progressed.emit(*value)
        elif what == "succeeded":
            self.succeeded.emit(value)
        elif what == "failed":
            self.failed.emit(value)
        else:
            self.finished = True
            self.ended.emit()


_unfinished: "weakref.WeakSet[Job]" = weakref.WeakSet()


def unfinished() -> list[Job]:
    """Every job in the program that was run and has not ended."""
    return [job for job in _unfinished if not job.finished]


class Jobs(QObject):
    """Runs jobs one after the other on one thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: SimpleQueue[Job | None] | None = None
        self._thread: threading.Thread | None = None
        self._running: list[Job] = []  # keeps each alive until it has ended

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended, the one at work first."""
        return tuple(self._running)

    def run(self, job: Job) -> None:
        """Queue a job whose signals are already connected; it lives until it has ended."""
        if self._waiting is None:
            from queue import SimpleQueue

            self._waiting = SimpleQueue()
            self._thread = threading.Thread(
                target=_perform_all, args=(self._waiting,), name="jobs", daemon=True
            )
            self._thread.start()
        job.setParent(self)  # the page that made it may be gone before it ends
        self._running.append(job)
        _unfinished.add(job)
        job.ended.connect(self._forget_ended)
        self._waiting.put(job)

    @Slot()
    def _forget_ended(self) -> None:
        for job in self.running:
            if job.finished:
                self._running.remove(job)
                job.setParent(None)

    def shut_down(self) -> None:
        """Ask every job to stop, wait for it, and deliver its last signals."""
        for job in self._running:
            job.cancel()
        if self._waiting is not None and self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._waiting = self._thread = None
        for job in self.running:
            QCoreApplication.sendPostedEvents(job)


def _perform_all(waiting: "SimpleQueue[Job | None]") -> None:
    while (job := waiting.get()) is not None:
        job.perform()
