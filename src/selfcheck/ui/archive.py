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
