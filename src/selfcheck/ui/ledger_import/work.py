"""Doing in small steps on the window's own thread: after each the window answers, and the person may stop."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from selfcheck.errors import SelfCheckError
from selfcheck.submission.ledger_import import Step


class Stepping(QObject):
    """Drives the steps of an import, or of taking one back, one at a time. What a person can act on is told."""

    progressed = Signal(object)  # Step
    stopped = Signal(object)  # the last Step, after `stop`

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Step] | None = None
        self._done: Callable[[], None] | None = None
        self._failed: Callable[[SelfCheckError], None] | None = None
        self._stopping = False
        self.last: Step | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether steps are being taken."""
        return self._steps is not None

    def run(
        self,
        steps: Iterator[Step],
        done: Callable[[], None],
        failed: Callable[[SelfCheckError], None],
    ) -> None:
        """Begin; the first step is taken when the window has drawn what it shows now."""
        assert self._steps is None
        self._steps, self._done, self._failed = steps, done, failed
        self._stopping, self.last = False, None
        self._timer.start(0)

    def stop(self) -> None:
        """Take no further step; `stopped` tells where it was."""
        self._stopping = self._steps is not None

    def _go_on(self) -> None:
        steps = self._steps
        assert steps is not None
        if self._stopping and self.last is not None:
            self._steps = None
            self.stopped.emit(self.last)
            return
        try:
            self.last = next(steps)
        except StopIteration:
            self._steps = None
            assert self._done is not None
            self._done()
            return
        except SelfCheckError as error:
            self._steps = None
            assert self._failed is not None
            self._failed(error)
            return
        except BaseException:
            self._steps = None
            raise
        self.progressed.emit(self.last)
        self._timer.start(0)
