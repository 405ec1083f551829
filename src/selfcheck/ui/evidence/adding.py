"""Files on their way into the evidence library: copied and hashed off the UI thread, then recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from selfcheck.errors import EvidenceError
from selfcheck.evidence.files import Stored, take_in
from selfcheck.progress import Progress
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.jobs import Job, Jobs

Source = Path | bytes


@dataclass(frozen=True)
class Taken:
    """What lies in the library now, and what could not be taken in, in whole sentences."""

    stored: tuple[Stored, ...]
    faults: tuple[str, ...]


def take_all(folder: Path, sources: Sequence[Source], progress: Progress) -> Taken:
    """Take in one file after the other; one that cannot be read does not hold up the rest.

    Folders are passed over. Raises Cancelled.
    """
    stored, faults = [], []
    for at, source in enumerate(sources):
        name = source.name if isinstance(source, Path) else "粘贴的图片"
        progress.step(at, len(sources), f"正在添加 {name}")
        progress.check()
        if isinstance(source, Path) and source.is_dir():
            faults.append(f"“{name}”是文件夹，打开它，选里面的文件添加。")
            continue
        try:
            stored.append(take_in(folder, source, progress=Progress(stop=progress.stop)))
        except EvidenceError as error:
            faults.append(str(error))
    return Taken(tuple(stored), tuple(faults))


def pasted(mime: QMimeData | None) -> list[Source]:
    """What the clipboard carries as evidence: copied files, or else a picture as PNG."""
    if mime is None:  # an empty clipboard, on some systems
        return []
    files: list[Source] = [*files_in(mime)]
    if files or not mime.hasImage():
        return files
    image = mime.imageData()
    picture = image if isinstance(image, QImage) else QImage(image)
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(device, "PNG")  # type: ignore[call-overload]  # the stubs want a file name
    device.close()
    return [bytes(content.data())] if content.size() else []


class EvidenceAdder(QObject):
    """Runs the work of adding; the screen records what has been taken in."""

    taken = Signal(str, object)  # what it is for, Taken
    worked = Signal(int, int, str)  # done, total (0: over), what is at hand
    failed = Signal(str)

    def __init__(self, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._folder = folder
        self._current: list[Job] = []

    def add(self, purpose: str, sources: Sequence[Source]) -> None:
        """Take these in; `purpose` comes back with them."""
        if not sources:
            return
        job = Job(partial(take_all, self._folder, list(sources)))
        job.progressed.connect(self.worked)
        job.succeeded.connect(partial(self._on_succeeded, purpose))
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._current.append(job)
        self._jobs.run(job)

    def stop(self) -> None:
        """Stop what is being added; what has been recorded stays."""
        for job in self._current:
            job.cancel()

    def _on_succeeded(self, purpose: str, result: object) -> None:
        self.taken.emit(purpose, result)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EvidenceError):
            raise error
        self.failed.emit(str(error))

    def _on_ended(self) -> None:
        self._current = [job for job in self._current if not job.finished]
        if not self._current:
            self.worked.emit(0, 0, "")
