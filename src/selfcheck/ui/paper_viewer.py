"""Papers to look at or print: written to a folder that goes with the program, shown by the system."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from selfcheck.errors import StoreError


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_file(path: Path) -> None:
    """Let the system's own program show a file or folder. Raises StoreError when none does."""
    if not path.exists():
        raise StoreError(f"“{path}”不在了。U 盘拔出过的话，插好再打开。")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise StoreError(f"这台电脑没有能打开它的程序。文件在：{path}")


def show_pdf(content: bytes, name: str) -> Path:
    """Show a PDF by the system's viewer, which prints it too; returns where it was written.

    Raises StoreError when it cannot be written or nothing opens it.
    """
    try:
        path = Path(mkdtemp(dir=_folder())) / name  # a viewer may still hold the last one open
        path.write_bytes(content)
    except OSError as error:
        raise StoreError("临时文件写不进去，清理磁盘后再试一次。") from error
    open_file(path)
    return path
