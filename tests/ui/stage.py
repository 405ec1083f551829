"""What stands around a screen in its tests: a navigator that remembers, plain screens, typed text."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from selfcheck.ui.buttons import Button
from selfcheck.ui.fields import LineField
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.navigation import Navigator, ScreenSpec
from selfcheck.ui.thumbnails import Thumbnails


class RecordingNavigator:
    """Stands in for the window: remembers where a screen wanted to go."""

    def __init__(self) -> None:
        self.jobs = Jobs()
        self.thumbnails = Thumbnails()
        self.opened: list[tuple[str, ...]] = []
        self.badges: dict[str, int] = {}
        self.workspaces: list[Path] = []
        self.backs = 0

    def open(self, key: str, *where: str) -> None:
        self.opened.append((key, *where))

    def back(self) -> None:
        self.backs += 1

    def set_badge(self, key: str, count: int) -> None:
        self.badges[key] = count

    def open_workspace(self, folder: Path) -> None:
        self.workspaces.append(folder)

    def shut_down(self) -> None:
        """End its threads; at the end of a test that ran jobs or read pictures."""
        self.jobs.shut_down()
        self.thumbnails.shut_down()


class PlainScreen(QWidget):
    """A screen with one field, which tells how often it was asked again."""

    def __init__(self, workspace: object, navigator: Navigator) -> None:
        super().__init__()
        self.workspace, self.navigator = workspace, navigator
        self.reloads = 0
        self.shown: list[tuple[str, ...]] = []
        self.field = LineField(name="字段")
        self.kept: list[str] = []
        self.field.committed.connect(self.kept.append)
        QVBoxLayout(self).addWidget(self.field)

    def reload(self) -> None:
        self.reloads += 1

    def show_place(self, *where: str) -> None:
        self.shown.append(where)

    def place(self) -> tuple[str, ...]:
        return self.shown[-1] if self.shown else ()


def plain_screens(*keys: str) -> Sequence[ScreenSpec]:
    """As many places as keys, all of them plain."""
    source = f"{__name__}:PlainScreen"
    return [
        ScreenSpec(key, f"画面{key}", "home", source, without_workspace=True) for key in keys
    ]


def primary_buttons(screen: QWidget) -> list[str]:
    """The words of the blue buttons that can be seen: a page has one, or none."""
    return [
        button.text()
        for button in screen.findChildren(Button)
        if button.property("part") == "primary" and button.isVisibleTo(screen)
    ]


def write(field: QWidget, text: str) -> None:
    """Type text as an input method commits it: key clicks know no Chinese."""
    target = field if isinstance(field, QLineEdit) else field.focusProxy() or field
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(target, event)


def compose(field: QWidget, text: str) -> None:
    """Show what an input method is still composing."""
    QCoreApplication.sendEvent(field, QInputMethodEvent(text, []))
