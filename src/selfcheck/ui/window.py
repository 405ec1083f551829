"""The window: places at the left, one screen at a time, a status bar; and the keys that work everywhere.

A screen is a QWidget made with (workspace, navigator). It may have `reload()` (called after every
change while visible, and when shown), `show_place(*where)` (where `open` sends it), `place()` (where it
is, for the way back), `first_focus()` and `regions()` (for F6). The window calls them; screens need not
connect to `workspace.changed`.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from selfcheck.ui import look
from selfcheck.ui.focus import commit_focused, focus_first, next_region
from selfcheck.ui.navigation import NavigationBar, ScreenSpec
from selfcheck.ui.screens import SCREENS
from selfcheck.ui.status_bar import StatusBar

if TYPE_CHECKING:
    from selfcheck.ui.jobs import Jobs
    from selfcheck.ui.thumbnails import Thumbnails
    from selfcheck.ui.workspace import Workspace

PROGRAM = "企业自查助手"
NARROW_BELOW = 1200  # logical pixels
SMALLEST = (1024, 600)


class MainWindow(QMainWindow):
    """Shows one screen at a time and remembers the way back. Is the screens' Navigator."""

    painted = Signal()  # the shell has been painted for the first time
    workspace_wanted = Signal(Path)
    closing = Signal()

    def __init__(
        self,
        jobs: "Callable[[], Jobs]",
        thumbnails: "Callable[[], Thumbnails]",
        screens: Sequence[ScreenSpec] = SCREENS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_jobs = jobs
        self._make_thumbnails = thumbnails
        self.workspace: Workspace | None = None
        self._specs = {spec.key: spec for spec in screens}
        self._made: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._current = ""
        self._where: tuple[str, ...] = ()
        self._way: list[tuple[str, tuple[str, ...]]] = []
        self._first_paint_told = False
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._build()
        self._connect()

    @cached_property
    def jobs(self) -> "Jobs":
        """Made when the first screen asks: the first paint has no long work."""
        return self._make_jobs()

    @cached_property
    def thumbnails(self) -> "Thumbnails":
        """Made when the first screen asks, for the same reason."""
        return self._make_thumbnails()

    # ---- building

    def _build(self) -> None:
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(*SMALLEST)
        self.navigation = NavigationBar(list(self._specs.values()))
        self.stack = QStackedWidget()
        self.stack.setProperty("part", "page")
        self.status_bar = StatusBar()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.stack, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.status_bar)
        self.setCentralWidget(central)
        self.setFocus()  # no ring anywhere before there is something to do

    def _connect(self) -> None:
        self.navigation.requested.connect(self._on_requested)
        self._reload.timeout.connect(self._reload_visible)
        self.painted.connect(self._take_keys)

    def _take_keys(self) -> None:
        """The keys that work everywhere; after the first paint, which does not need them."""
        for at, key in enumerate(self._places(), start=1):
            self._shortcut(f"Ctrl+{at}", lambda key=key: self._on_requested(key))
        self._shortcut("Ctrl+,", lambda: self._on_requested("settings"))
        self._shortcut("Alt+Left", self.back)
        self._shortcut("F6", lambda: self._next_region(forwards=True))
        self._shortcut("Shift+F6", lambda: self._next_region(forwards=False))
        self._shortcut("Ctrl+F", self._find)
        self._shortcut("Ctrl+S", self._save)

    def _shortcut(self, keys: str, slot: object) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _places(self) -> list[str]:
        return [spec.key for spec in self._specs.values() if spec.place == "top"][:9]

    # ---- the archive at hand

    def show_workspace(self, workspace: "Workspace | None") -> None:
        """Show another archive, or none; every screen is made anew."""
        for screen in self._made.values():
            self.stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._made.clear()
        self._stale.clear()
        self._way.clear()
        self._current = ""
        for key in self.navigation.items:
            self.navigation.show_badge(key, 0)
        self.navigation.show_current("")
        self.workspace = workspace
        self.status_bar.show_trouble("")
        if workspace is not None:
            workspace.changed.connect(self._on_changed)
            workspace.trouble.connect(self.status_bar.show_trouble)
        self._show_headline()

    def _show_headline(self) -> None:
        """Title bar and status bar: whose archive, which period, saved and backed up when."""
        workspace = self.workspace
        if workspace is None:
            self.setWindowTitle(PROGRAM)
            self.status_bar.show_enterprise()
            return
        from selfcheck import backup
        from selfcheck.enterprise import queries

        name, code = workspace.read(queries.name_and_code)
        current = workspace.read(queries.current_round)
        period = current.period_words if current else ""
        status = current.status_words if current else ""
        where = " · ".join(part for part in (name, period) if part)
        self.setWindowTitle(f"{where} — {PROGRAM}" if where else PROGRAM)
        self.status_bar.show_enterprise(name, code, period, status)
        copies = backup.existing(workspace.folder)
        self.status_bar.show_archive(
            saved_at=workspace.saved_at,
            backed_up_at=copies[0].taken_at if copies else None,
            read_only=workspace.read_only,
            now=workspace.now(),
        )

    def open_workspace(self, folder: Path) -> None:
        """Ask for another archive; the program opens it."""
        commit_focused(QApplication.focusWidget())
        self.workspace_wanted.emit(folder)

    # ---- screens

    def open(self, key: str, *where: str) -> None:
        """Go to a screen, and to a place on it."""
        commit_focused(QApplication.focusWidget())
        if self._current:
            self._way.append((self._current, self._place()))
        self._show(key, where)

    def back(self) -> None:
        """Return to where the person came from, the same row."""
        if self._way:
            commit_focused(QApplication.focusWidget())
            self._show(*self._way.pop())

    @property
    def current(self) -> str:
        """The key of the screen that is shown; empty before any."""
        return self._current

    def screen_for(self, key: str) -> QWidget:
        """A screen, made when first asked for."""
        if key not in self._made:
            spec = self._specs[key]
            if self.workspace is None and not spec.without_workspace:
                raise LookupError(f"{key} needs an open archive")
            module, name = spec.source.split(":")
            screen: QWidget = getattr(import_module(module), name)(self.workspace, self)
            self._made[key] = screen
            self.stack.addWidget(screen)
        return self._made[key]

    def set_badge(self, key: str, count: int) -> None:
        """How many things are to be done in a place; 0 shows nothing."""
        self.navigation.show_badge(key, count)

    def _place(self) -> tuple[str, ...]:
        place = getattr(self._made[self._current], "place", None)
        return tuple(place()) if callable(place) else self._where

    def _show(self, key: str, where: tuple[str, ...]) -> None:
        fresh = key not in self._made
        screen = self.screen_for(key)
        self._current, self._where = key, where
        if where and callable(show_place := getattr(screen, "show_place", None)):
            show_place(*where)
            self._stale.discard(key)
        if key in self._stale or (not fresh and not where):
            self._reload_one(key)
        self.stack.setCurrentWidget(screen)
        self.navigation.show_usable(with_archive=self.workspace is not None)
        self.navigation.show_current(self._specs[key].under or key)
        first = getattr(screen, "first_focus", None)
        target = first() if callable(first) else None
        if isinstance(target, QWidget):
            target.setFocus()
        else:
            focus_first(screen)

    def _reload_one(self, key: str) -> None:
        self._stale.discard(key)
        if callable(reload := getattr(self._made[key], "reload", None)):
            reload()

    def _on_changed(self) -> None:
        self._stale.update(self._made)
        self._reload.start(
            0
        )  # after the event at hand: a row may not vanish under its own click

    def _reload_visible(self) -> None:
        self._show_headline()
        if self._current in self._stale:
            self._reload_one(self._current)

    # ---- keys

    def _on_requested(self, key: str) -> None:
        spec = self._specs.get(key)
        if spec is None or (self.workspace is None and not spec.without_workspace):
            return
        if key != self._current:
            self.open(key)

    def _next_region(self, *, forwards: bool) -> None:
        regions: list[QWidget] = [self.navigation]
        screen = self._made.get(self._current)
        if screen is not None:
            own = getattr(screen, "regions", None)
            regions += own() if callable(own) else [screen]
        regions.append(self.status_bar)
        next_region(regions, QApplication.focusWidget(), forwards=forwards)

    def _find(self) -> None:
        from selfcheck.ui.fields import SearchField

        screen = self._made.get(self._current)
        for field in screen.findChildren(SearchField) if screen else ():
            if field.isVisible():
                field.setFocus()
                field.selectAll()
                return

    def _save(self) -> None:
        commit_focused(QApplication.focusWidget())
        if self.workspace is not None:
            self.status_bar.show_saved()

    # ---- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._first_paint_told:
            self._first_paint_told = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.show_narrow(self.width() < look.px(NARROW_BELOW))

    def closeEvent(self, event: QCloseEvent) -> None:
        commit_focused(QApplication.focusWidget())
        if self.jobs.running and not self._may_stop_work():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _may_stop_work(self) -> bool:
        from PySide6.QtWidgets import QMessageBox

        asked = QMessageBox(self)
        asked.setWindowTitle("工作还没有做完")
        asked.setText("正在写入或核对文件。现在关闭会停止它，没写完的文件会删除。")
        stay = asked.addButton("继续等待", QMessageBox.ButtonRole.RejectRole)
        asked.addButton("停止并关闭", QMessageBox.ButtonRole.AcceptRole)
        asked.setDefaultButton(stay)
        asked.exec()
        return asked.clickedButton() is not stay
