"""A sample enterprise with nothing answered, in the real window; and what a person's hands do there."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from selfcheck import sample
from selfcheck.duties import actions, queries
from selfcheck.duties.pages import DutyPage, ItemLine, Walk
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.ui.duties.screen import DutyListScreen
from selfcheck.ui.duty.item_row import ItemRow
from selfcheck.ui.duty.screen import DutyScreen
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import MainWindow
from selfcheck.ui.workspace import Workspace
from tests.prepared import NOW
from tests.ui.stage import plain_screens

T = TypeVar("T")
SPECS = (
    ScreenSpec("duties", "十三项职责", "duties", "selfcheck.ui.duties.screen:DutyListScreen"),
    ScreenSpec(
        "duty", "职责", "duties", "selfcheck.ui.duty.screen:DutyScreen", "hidden", "duties"
    ),
)


@cache
def _founded() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-founded-")) / "档案"
    sample.found(folder, now=NOW).close()
    return folder


class Stage:
    """The window with one enterprise, and short words for looking at what is kept."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self.window = window
        self.workspace = workspace

    # ---- what is kept

    @property
    def walk(self) -> Walk:
        today = self.workspace.now().date()
        return self.workspace.read(walks.current, self.workspace.folder, today)

    def page(self, duty: str) -> DutyPage:
        return self.workspace.read(queries.duty_page, self.walk, duty)

    def line(self, item: str) -> ItemLine:
        return next(x for x in self.page(item.partition(".")[0]).lines if x.key == item)

    def act(self, action: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return self.workspace.act(action, *args, **kwargs)

    def answer_all(self, duty: str, *, but: Sequence[str] = ()) -> None:
        """Answer every item of a duty in the plainest way; evidence is told as not provided."""
        for line in self.page(duty).lines:
            if line.key in but:
                continue
            if line.kind == "register":
                cells = {c.key: _cell(c.kind, c.must_be) for c in line.columns}
                cells |= {c.key: c.options[0].key for c in line.columns if c.options}
                cells |= {c.key: "2027-11-01" for c in line.columns if c.expires}
                self.act(actions.add_row, self.walk, line.key, cells, now=NOW)
            else:
                first = line.options[0].key if line.options else ""
                value = {
                    "conformity": "conforms",
                    "yes_no": "yes",
                    "number": "16",
                    "date": "2026-11-03",
                    "text": "都有",
                    "choice": first,
                }[line.kind]
                self.act(actions.answer, self.walk, line.key, value, now=NOW)
            if line.evidence_what:
                told = "档案室搬迁，月底补"
                self.act(actions.write, self.walk, line.key, "evidence_reason", told, now=NOW)

    # ---- what is on the screen

    def open(self, key: str, *where: str) -> None:
        self.window.open(key, *where)
        settle()

    @property
    def duty(self) -> DutyScreen:
        screen = self.window.screen_for("duty")
        assert isinstance(screen, DutyScreen)
        return screen

    @property
    def duties(self) -> DutyListScreen:
        screen = self.window.screen_for("duties")
        assert isinstance(screen, DutyListScreen)
        return screen

    def row(self, item: str) -> ItemRow:
        return self.duty.items.rows[item]


def _cell(kind: str, must_be: str) -> str:
    ordinary = {"text": "张三", "number": "2", "date": "2026-11-03", "yes_no": "yes"}
    return must_be or ordinary.get(kind, "")


@contextmanager
def a_stage(qtbot: QtBot, tmp_path: Path, *, read_only: bool = False) -> Iterator[Stage]:
    """The window, shown and active."""
    folder = tmp_path / "示例 企业 & 档案"
    shutil.copytree(_founded(), folder)
    store = Store.open_copy(folder) if read_only else Store.open(folder, now=NOW)
    workspace = Workspace(store, walks.shipped_pack(), "吴晓梅", clock=lambda: NOW)
    jobs = Jobs()
    screens = [*SPECS, *plain_screens("answers", "signoff", "enterprise")]
    window = MainWindow(lambda: jobs, Thumbnails, screens)
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show_workspace(workspace)
    with qtbot.waitSignal(window.painted), qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Stage(window, workspace)
    jobs.shut_down()
    window.thumbnails.shut_down()
    window.show_workspace(None)
    settle()
    workspace.close()


def settle() -> None:
    """Let the window ask again and draw."""
    for _ in range(4):
        QApplication.processEvents()


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is: a list that has dropped down has it first."""
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup or focused(), key, modifier)
    settle()
    if popup is not None and QApplication.activePopupWidget() is None:
        focused().window().activateWindow()  # the offscreen platform forgets to
        settle()


def leave() -> None:
    """Go on with Tab, as one leaves a field."""
    press(Qt.Key.Key_Tab)


def click(widget: QWidget) -> None:
    """Click a widget."""
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def a_picture(path: Path, colour: str = "#5588aa") -> Path:
    """A small PNG."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))
    return path


def copy_picture(colour: str) -> None:
    """Put a picture on the clipboard, as a screenshot does."""
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    QGuiApplication.clipboard().setImage(image)


def drop(widget: QWidget, paths: Sequence[Path]) -> None:
    """Let files fall onto a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = widget.rect().center()
    how = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, QDragEnterEvent(place, *how))
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), *how))
    settle()
