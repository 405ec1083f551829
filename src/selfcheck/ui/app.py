"""Starts the window: the only place that creates the application, the archive's store and the jobs.

The shell is painted first. Only then are the libraries imported that the archive needs, so that the
window is there as soon as a bare one would be.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from selfcheck import settings
from selfcheck.errors import SelfCheckError, WorkspaceInUse
from selfcheck.ui import icons, look
from selfcheck.ui.errors import Catcher, say
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.screens import SCREENS
from selfcheck.ui.window import PROGRAM, MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QTranslator

    from selfcheck.store import Store
    from selfcheck.ui.jobs import Jobs
    from selfcheck.ui.thumbnails import Thumbnails
    from selfcheck.ui.workspace import Workspace

_FIRST_SIZE = (1366, 768)


def why_not(
    platform: str,
    environment: Mapping[str, str],
    python: tuple[int, ...],
    pyside: tuple[int, ...],
) -> str:
    """Why no window can be opened here, with what to do instead; empty when it can.

    Asked before QApplication is made: without a display Qt would abort the whole process, and
    PySide6 6.12 does so on Python 3.11.
    """
    if pyside >= (6, 12) and python < (3, 12):
        return (
            "PySide6 6.12 不能在 Python 3.11 上使用。换成 Python 3.12 以上，"
            "或安装 PySide6-Essentials 6.11，再打开窗口。"
        )
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if platform.startswith("linux") and not any(environment.get(name) for name in displays):
        return (
            "这里没有图形界面，打不开窗口。可以改用命令：selfcheck demo、verify、export、"
            "backup、doctor；全部命令用 selfcheck --help 查看。"
        )
    return ""


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, dressed as the person likes it."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # named here, Fusion costs nothing; setStyle would wrap the whole of QStyle for Python
    app = QApplication([argv[0] if argv else "selfcheck", "-style", "fusion"])
    app.setApplicationName(PROGRAM)
    app.setDesktopFileName("selfcheck")
    look.load_fonts("Regular", "Medium", "Bold")
    chosen = settings.load()
    look.apply(chosen.look, chosen.text_size)
    return app


class Program(QObject):
    """What lives as long as the window: jobs, thumbnails, the archive at hand."""

    def __init__(
        self,
        wanted: Path | None = None,
        parent: QObject | None = None,
        *,
        remember: bool = True,
        clock: "Callable[[], datetime] | None" = None,
        screens: Sequence[ScreenSpec] = SCREENS,
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._remember = remember  # which archive was the last one, now and next time
        self._clock = clock  # another than the PC's
        self._translator: QTranslator | None = None
        self._thumbnails: Thumbnails | None = None
        self.workspace: Workspace | None = None
        self.window = MainWindow(self._make_jobs, self._make_thumbnails, screens)
        self.window.painted.connect(self._on_painted)
        self.window.workspace_wanted.connect(self.open_workspace)
        self.window.closing.connect(self.shut_down)

    def _make_jobs(self) -> "Jobs":
        from selfcheck.ui.jobs import Jobs

        return Jobs(self)

    def _make_thumbnails(self) -> "Thumbnails":
        from selfcheck.ui.thumbnails import Thumbnails

        self._thumbnails = Thumbnails(parent=self)
        return self._thumbnails

    @property
    def jobs(self) -> "Jobs":
        """Where long work runs."""
        return self.window.jobs

    @property
    def thumbnails(self) -> "Thumbnails":
        """Small pictures of evidence files."""
        return self.window.thumbnails

    def _on_painted(self) -> None:
        """The shell stands: now fetch what it will be filled with."""
        gc.enable()  # was off while the shell was built
        look.load_rare()
        self.window.setWindowIcon(icons.app_icon())
        self._speak_chinese()
        recent = [Path(folder) for folder in settings.load().recent if self._remember]
        wanted = self._wanted or (recent[0] if recent else None)
        from selfcheck.store import is_workspace

        if wanted is not None and (self._wanted or is_workspace(wanted)):
            self.open_workspace(wanted)
        if self.workspace is None:
            self.window.open("welcome")

    def _speak_chinese(self) -> None:
        """Qt's own dialogs (choose a file, copy, paste) and calendars in Chinese."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        QLocale.setDefault(QLocale("zh_CN"))
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load("qtbase_zh_CN", folder):
            QApplication.installTranslator(self._translator)

    def open_workspace(self, folder: Path) -> None:
        """Open an archive and show it; what stands in the way is said in one box."""
        if self.workspace is not None and folder.absolute() == self.workspace.folder.absolute():
            self.window.open("home")
            return
        try:
            workspace = self._opened(folder)
        except SelfCheckError as error:
            say(self.window, "打不开这份档案", str(error))
            return
        if workspace is None:
            return
        self._close_workspace()
        self.workspace = workspace
        workspace.changed.connect(self._refresh_actor)
        if self._remember:
            with suppress(OSError):  # only forgets which archive was the last
                settings.save(settings.load().opened(folder.absolute()))
        trouble = self._back_up_once_a_day(workspace)
        self.window.show_workspace(workspace)
        self.window.open("home")
        if trouble:
            self.window.status_bar.show_trouble(trouble, lead="")

    def _opened(self, folder: Path) -> "Workspace | None":
        """The archive in a folder; None when another program holds it and nobody wants to look."""
        from selfcheck.store import Store

        try:
            store = Store.open(folder)
        except WorkspaceInUse as error:
            if not self._look_only(str(error)):
                return None
            store = Store.open_copy(folder)
        try:
            return self._workspace_on(store)
        except BaseException:
            store.close()
            raise

    def _back_up_once_a_day(self, workspace: "Workspace") -> str:
        """The first opening of a day copies the database; says why it could not be copied."""
        from selfcheck import backup

        now = workspace.now()
        copies = backup.existing(workspace.folder)
        if workspace.read_only or (copies and copies[0].taken_at.date() == now.date()):
            return ""
        try:
            workspace.store.take_backup(now)
        except SelfCheckError as error:
            return str(error)
        return ""

    def _workspace_on(self, store: "Store") -> "Workspace":
        from selfcheck import moments
        from selfcheck.enterprise import queries
        from selfcheck.submission import walks
        from selfcheck.ui.actor import at_work
        from selfcheck.ui.workspace import Workspace

        with store.transaction() as session:
            current = queries.current_round(session)
            people = queries.people(session)
        pack = walks.shipped_pack(current.pack_id) if current else walks.shipped_pack()
        clock = self._clock or moments.now
        return Workspace(store, pack, at_work(people), clock=clock, parent=self)

    def _refresh_actor(self) -> None:
        """Somebody was named, renamed or has left: whose changes are these now?"""
        from selfcheck.enterprise import queries
        from selfcheck.ui.actor import at_work

        if self.workspace is not None:
            self.workspace.actor = at_work(self.workspace.read(queries.people))

    def _look_only(self, text: str) -> bool:
        from PySide6.QtWidgets import QMessageBox

        asked = QMessageBox(self.window)
        asked.setWindowTitle("档案正在使用")
        asked.setText(text)
        view = asked.addButton("只读查看", QMessageBox.ButtonRole.AcceptRole)
        asked.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        asked.exec()
        return asked.clickedButton() is view

    def _close_workspace(self) -> None:
        if self.workspace is not None:
            self.window.show_workspace(None)
            self.workspace.close()
            self.workspace.deleteLater()
            self.workspace = None

    def shut_down(self) -> None:
        """Stop the work, then give the archive back."""
        self.jobs.shut_down()
        if self._thumbnails is not None:
            self._thumbnails.shut_down()
        self._close_workspace()


def wanted_folder(argv: Sequence[str]) -> Path | None:
    """The folder named by --workspace DIR or --workspace=DIR."""
    for at, argument in enumerate(argv):
        if argument == "--workspace" and at + 1 < len(argv):
            return Path(argv[at + 1])
        if argument.startswith("--workspace="):
            return Path(argument.partition("=")[2])
    return None


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed. `argv` may hold --workspace DIR."""
    reason = why_not(
        sys.platform, os.environ, sys.version_info[:3], PySide6.__version_info__[:2]
    )
    if reason:
        print(reason, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    wanted = wanted_folder(argv)
    app = make_application(argv)
    catcher = Catcher(parent=app)
    catcher.install()
    program = Program(wanted, app)
    room = app.primaryScreen().availableGeometry()
    program.window.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))
    program.window.show()
    return app.exec()
