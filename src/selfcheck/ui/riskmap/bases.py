"""Base pictures on their way to the sheet: read off the UI thread, the last few kept."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from selfcheck.ui.jobs import Job, Jobs
from selfcheck.ui.riskmap import base as riskmap_base
from selfcheck.ui.riskmap.base import Base

_KEPT = 3  # pictures; a large one takes 32 MB


class Bases(QObject):
    """`of` gives a picture at once when it is known; else `arrived` tells later."""

    arrived = Signal(object, bool)  # Path, whether it could be read

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: dict[Path, Base | None] = {}
        self._asked: set[Path] = set()

    def of(self, path: Path | None) -> Base | None:
        """The picture of a file, or None while it is read (and when it cannot be)."""
        if path is None:
            return None
        if path in self._known:
            self._known[path] = found = self._known.pop(path)  # the newest is kept longest
            return found
        if path not in self._asked:
            self._asked.add(path)
            job = Job(partial(riskmap_base.load, path))
            job.succeeded.connect(partial(self._on_read, path))
            self._jobs.run(job)
        return None

    def forget(self) -> None:
        """Read everything again when it is asked for."""
        self._known.clear()

    def _on_read(self, path: Path, base: Base | None) -> None:
        self._asked.discard(path)
        self._known[path] = base
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        self.arrived.emit(path, base is not None)
