"""Reading many hazards without the window standing still: part by part, anew when something changes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from selfcheck.errors import SelfCheckError
from selfcheck.ui.workspace import Workspace

ReadPart = Callable[[Sequence[int]], Sequence[Any]]


class Gathering(QObject):
    """Asks for parts between two turns of the event loop; all values are of one state of the archive."""

    progressed = Signal(int, int)
    gathered = Signal(list)
    failed = Signal(object)  # a SelfCheckError

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = ()
        self._read: ReadPart | None = None
        self._part = 1
        self._found: list[Any] = []
        self._at = 0
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._on_next)
        workspace.changed.connect(self._on_changed)

    @property
    def busy(self) -> bool:
        """Whether it is at it."""
        return self._next.isActive()

    def begin(self, ids: Sequence[int], read: ReadPart, part: int) -> None:
        """Read so many at a time; `gathered` tells all of them in order."""
        self._ids, self._read, self._part = ids, read, part
        self._start_over()
        self._next.start()

    def stop(self) -> None:
        """Forget what was read."""
        self._next.stop()
        self._found = []

    def _start_over(self) -> None:
        self._found, self._at = [], 0

    def _on_changed(self) -> None:
        if self.busy:
            self._start_over()

    def _on_next(self) -> None:
        assert self._read is not None
        wanted = self._ids[self._at : self._at + self._part]
        try:
            self._found.extend(self._read(wanted))
        except SelfCheckError as error:
            self.stop()
            self.failed.emit(error)
            return
        except Exception:
            self.stop()
            raise
        self._at += len(wanted)
        self.progressed.emit(self._at, len(self._ids))
        if self._at >= len(self._ids):
            found = self._found
            self.stop()
            self.gathered.emit(found)
