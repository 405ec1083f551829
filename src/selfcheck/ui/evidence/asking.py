"""Asking for files: by a dialog that remembers the folder, and what the clipboard carries."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from selfcheck.ui.drop_area import files_in

_PATTERN = (
    "照片和文件 (*.jpg *.jpeg *.png *.heic *.pdf *.doc *.docx *.xls *.xlsx *.wps *.et *.ofd *.mp4);;"
    "所有文件 (*)"
)


class FileAsker:
    """Asks for files, beginning where the person found the last one."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder = ""

    def ask(self, title: str) -> list[Path]:
        """The chosen files; none when the person thought better of it."""
        names, _ = QFileDialog.getOpenFileNames(self._window, title, self._folder, _PATTERN)
        if names:
            self._folder = str(Path(names[0]).parent)
        return [Path(name) for name in names]


def only_picture() -> bool:
    """Whether the clipboard carries files or a picture, and no words for a field."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None:
        return False
    return bool(files_in(mime)) or (mime.hasImage() and not mime.hasText())
