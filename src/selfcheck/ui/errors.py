"""Where an uncaught exception ends up: the program's log, and one box that says where it is.

Something the person can act on (a SelfCheckError that a screen did not catch) is shown in its own
words. Anything else is a bug: the transaction has rolled back, nothing that was kept is lost.
"""

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from selfcheck.errors import Cancelled, SelfCheckError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QWidget


class Catcher(QObject):
    """Takes what nobody caught, on whichever thread, and tells it once on the UI thread."""

    _caught = Signal(object)

    def __init__(
        self,
        tell: Callable[[str, str], None] | None = None,
        clock: "Callable[[], datetime] | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tell = tell or _box
        self._clock = clock
        self._telling = False
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own way of reporting."""
        sys.excepthook = self.hook
        threading.excepthook = self._thread_hook

    def _thread_hook(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.hook(told.exc_type, told.exc_value, told.exc_traceback)

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: "TracebackType | None",
    ) -> None:
        """Python calls this with what nobody caught."""
        if isinstance(error, Cancelled):
            return
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        place = None
        if not isinstance(error, SelfCheckError):
            import traceback

            from selfcheck import moments
            from selfcheck.crash_log import write_log

            text = "".join(traceback.format_exception(kind, error, trace))
            place = write_log(text, now=(self._clock or moments.now)())
            if sys.stderr is not None:  # None in a windowed program
                sys.stderr.write(text)
        self._caught.emit((error, place))

    def _on_caught(self, told: "tuple[BaseException, Path | None]") -> None:
        if self._telling:
            return  # one box at a time; the log has the rest
        self._telling = True
        try:
            error, place = told
            if isinstance(error, SelfCheckError):
                self._tell("没有完成", str(error))
            else:
                self._tell("程序出了错", crash_words(place))
        finally:
            self._telling = False


def crash_words(log: "Path | None") -> str:
    """What the crash box says: what is safe, what to do, and where the log is."""
    words = (
        "刚才的操作没有完成。已保存的内容都在，可以继续使用；同样的操作再出错时，重新打开程序。"
    )
    if log is None:
        return f"{words}\n\n日志写不进去，检查磁盘空间。"
    return f"{words}\n\n详细记录在：\n{log}\n把这个文件交给维护人员。"


def say(parent: "QWidget | None", title: str, text: str) -> None:
    """Say in a box what stands in the way; the words can be selected and copied."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)  # without an icon: yellow belongs to a risk grade
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def _box(title: str, text: str) -> None:
    say(QApplication.activeWindow(), title, text)
