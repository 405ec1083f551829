"""What several screens do with the archive as a whole: copy it, show its folder, say how large it is."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from selfcheck.ui.workspace import Workspace

_STEP = 1024


def back_up(workspace: Workspace) -> None:
    """Take a dated, verified copy now. Raises StoreError when it cannot be written."""
    workspace.store.take_backup(workspace.now())
    workspace.changed.emit()  # the status bar and every list of copies tell it


def open_folder(folder: Path) -> bool:
    """Show a folder in the file manager; False when the system has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def size_words(size: int) -> str:
    """Bytes as people say them: 0 KB, 86 KB, 12.4 MB, 1.2 GB."""
    if size < _STEP**2:
        return f"{-(-size // _STEP)} KB"
    if size < _STEP**3:
        return f"{size / _STEP**2:.1f} MB"
    return f"{size / _STEP**3:.1f} GB"
