"""Small pictures of evidence files, read off the UI thread and kept while they are likely needed."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

_KEPT = 400  # of 280 px: some 120 MB at the very most, in practice a quarter of it
_READERS = 2
_MARKER = 0xFF
_JPEG, _SCAN, _END = b"\xff\xd8", b"\xff\xda", b"\xff\xd9"


def cut_short(path: Path) -> bool:
    """Whether a JPEG ends before its picture does, as after a broken copy.

    Qt would take the lower part for grey and call it read (ISO/IEC 10918-1 B.1.1: markers).
    """
    try:
        content = path.read_bytes()
    except OSError:
        return False  # told by whoever reads it next
    if content[:2] != _JPEG:
        return False
    at = 2
    while content[at : at + 2] != _SCAN:
        if at + 4 > len(content):
            return True
        if content[at] != _MARKER:
            return False  # not cut but garbled: refused while it is read
        alone = content[at + 1] == _MARKER  # a filling byte
        at += 1 if alone else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return content.find(_END, at) < 0


def read_small(path: Path, side: int) -> QImage:
    """A picture turned upright and scaled to fit a square; a null image when it cannot be read."""
    if cut_short(path):
        return QImage()
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)  # stored files are named by their hash
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid() and max(full.width(), full.height()) > side:
        reader.setScaledSize(full.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull() or max(image.width(), image.height()) <= side:
        return image
    return image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


class _Reading(QRunnable):
    def __init__(
        self, sha: str, path: Path, side: int, tell: Callable[[str, QImage], None]
    ) -> None:
        super().__init__()
        self._sha, self._path, self._side, self._tell = sha, path, side, tell

    def run(self) -> None:
        self._tell(self._sha, read_small(self._path, self._side))


class Thumbnails(QObject):
    """Reads thumbnails on request; answers with `ready` or `failed`, on the UI thread."""

    ready = Signal(str, QImage)
    failed = Signal(str)  # missing or unreadable: show the red card

    _read = Signal(str, QImage)

    def __init__(
        self, side: int = 280, parent: QObject | None = None, *, kept: int = _KEPT
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._most_kept = kept
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_READERS)
        self._read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a picture is still being read."""
        return bool(self._asked)

    def image(self, sha: str) -> QImage | None:
        """The thumbnail if it is at hand; for delegates, which may not wait."""
        if sha in self._kept:
            self._kept.move_to_end(sha)
            return self._kept[sha]
        return None

    def request(self, sha: str, path: Path) -> None:
        """Ask for a file's thumbnail; asking twice reads once."""
        kept = self.image(sha)
        if kept is not None:
            self._read.emit(sha, kept)
        elif sha not in self._asked:
            self._asked.add(sha)
            self._pool.start(_Reading(sha, path, self._side, self._read.emit))

    @Slot(str, QImage)
    def _on_read(self, sha: str, image: QImage) -> None:
        self._asked.discard(sha)
        if image.isNull():
            self.failed.emit(sha)
            return
        self._kept[sha] = image
        self._kept.move_to_end(sha)
        while len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)
        self.ready.emit(sha, image)

    def shut_down(self) -> None:
        """Drop what has not begun and wait for what has."""
        self._pool.clear()
        self._pool.waitForDone()
