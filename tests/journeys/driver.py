"""A person at the program's window, who knows only what can be seen and what a screen reader says.

Everything is found by its accessible name and role, reached by scrolling, and used with mouse and keyboard;
no attribute of any screen is touched. Works under pytest and in a process of its own.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

_PATIENCE = 30  # seconds that a person waits for work to be done
_SOON = 10  # seconds for what should be there at once, on a busy machine
_Role = QAccessible.Role
_PRESSED = (_Role.Button, _Role.CheckBox, _Role.RadioButton, _Role.Link)
_LEFT = Qt.MouseButton.LeftButton


class Lost(AssertionError):
    """The person cannot go on: what was looked for is not there, or cannot be used."""


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()  # on Linux, Qt gives the chosen word as the name
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def _role(widget: QWidget) -> QAccessible.Role:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.role() if told is not None else _Role.NoRole


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    """Turn the wheel until the whole widget is in view; Qt's own way is content with a text cursor."""
    bar, high = area.verticalScrollBar(), area.viewport().height()
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    if top < 0 or top + widget.height() > high:
        bar.setValue(bar.value() + top - max(high - widget.height(), 0) // 2)


def _pause(milliseconds: int) -> None:
    """Let time pass: jobs go on meanwhile (QTest.qWait would hold them up), then events come in."""
    time.sleep(milliseconds / 1000)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Person:
    """Looks at one window, or at the dialog that stands over it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._files: list[Path] = []  # what will be chosen when the system asks

    # ---- waiting and looking

    def settle(self) -> None:
        """Let the window answer before looking again."""
        for _ in range(3):
            _pause(1)
        if QApplication.activePopupWidget() is None and not self.screen.isActiveWindow():
            self.screen.activateWindow()  # as a desktop does once a list or dialog has closed
            _pause(1)

    def until(self, seen: Callable[[], object], what: str, patience: float = _PATIENCE) -> None:
        """Wait for something to be seen."""
        end = time.monotonic() + patience
        while not seen():
            if time.monotonic() > end:
                raise Lost(f"waited {patience:g} s for {what}; on the screen: {self.read()}")
            _pause(10)

    @property
    def screen(self) -> QWidget:
        """What can be used now: the dialog on top, or else the window."""
        return QApplication.activeModalWidget() or self._window

    def read(self, within: QWidget | None = None) -> list[str]:
        """Every word that can be seen, in no particular order."""
        labels = (within or self.screen).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def heard(self, within: QWidget | None = None) -> list[str]:
        """What a screen reader calls everything in sight that has a name, from the first made on."""
        widgets = (within or self.screen).findChildren(QWidget)
        shown = (one for one in widgets if one.isVisible() and not isinstance(one, QLabel))
        return [name for one in shown if (name := spoken(one))]

    def sees(self, words: str, within: QWidget | None = None) -> bool:
        """Whether these words stand somewhere in view."""
        return any(words in text for text in self.read(within))

    def wait_for(self, words: str, patience: float = _PATIENCE) -> None:
        """Wait until these words stand somewhere."""
        self.until(lambda: self.sees(words), f"“{words}”", patience)

    def _named(
        self, kind: type[QWidget], name: str, within: QWidget | None, *, starts: bool
    ) -> list[QWidget]:
        found = []
        for widget in (within or self.screen).findChildren(kind):
            if widget.isVisible() and not isinstance(widget, QLabel):
                called = spoken(widget)
                if called == name or (starts and called.startswith(name)):
                    found.append(widget)
        return found

    def _find(
        self,
        kinds: Sequence[type[QWidget]],
        roles: Sequence[QAccessible.Role],
        name: str,
        within: QWidget | None = None,
        *,
        starts: bool = False,
    ) -> QWidget | None:
        found = [
            widget
            for kind in kinds
            for widget in self._named(kind, name, within, starts=starts)
            if not roles or _role(widget) in roles
        ]
        if len(found) > 1 and not starts:
            raise Lost(f"{len(found)} things are called “{name}”: which one is meant?")
        return found[0] if found else None

    def _wanted(
        self,
        kinds: Sequence[type[QWidget]],
        roles: Sequence[QAccessible.Role],
        name: str,
        within: QWidget | None,
        *,
        starts: bool = False,
    ) -> QWidget:
        found: list[QWidget] = []

        def seen() -> bool:
            one = self._find(kinds, roles, name, within, starts=starts)
            found[:] = [one] if one is not None else []
            return one is not None

        if not seen():
            self.until(seen, f"something called “{name}”", _SOON)
        return found[0]

    def button(
        self, name: str, within: QWidget | None = None, *, starts: bool = False
    ) -> QWidget:
        """A button, a link, a radio button or a tick."""
        return self._wanted([QAbstractButton], _PRESSED, name, within, starts=starts)

    def has_button(
        self, name: str, within: QWidget | None = None, *, starts: bool = False
    ) -> bool:
        """Whether there is such a button that can be pressed."""
        one = self._find([QAbstractButton], _PRESSED, name, within, starts=starts)
        return one is not None and one.isEnabled()

    def is_on(self, name: str, within: QWidget | None = None) -> bool:
        """Whether a radio button or a tick is set."""
        one = self.button(name, within)
        assert isinstance(one, QAbstractButton)
        return one.isChecked()

    def field(self, name: str, within: QWidget | None = None) -> QWidget:
        """A field to type in."""
        return self._wanted([QLineEdit, QPlainTextEdit], (_Role.EditableText,), name, within)

    def has_field(self, name: str, within: QWidget | None = None) -> bool:
        """Whether there is such a field."""
        kinds = (QLineEdit, QPlainTextEdit)
        return self._find(kinds, (_Role.EditableText,), name, within) is not None

    def text_of(self, name: str, within: QWidget | None = None) -> str:
        """What stands in a field."""
        field = self.field(name, within)
        return field.text() if isinstance(field, QLineEdit) else _plain(field)

    def part(self, name: str, *, starts: bool = False) -> QWidget:
        """A part of the page that has a name: a card, a row, somebody's block."""
        return self._wanted([QWidget], (), name, None, starts=starts)

    # ---- mouse and keyboard

    def _reach(self, widget: QWidget) -> QPoint:
        """Scroll until a widget can be seen; where the window has it."""
        area = widget.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                _scroll(area, widget)
            area = area.parentWidget()
        self.settle()
        place = widget.rect().center()
        if isinstance(widget, QCheckBox | QRadioButton):
            place.setX(min(place.x(), 12))  # on the mark: beside the words there is nothing
        return widget.mapTo(widget.window(), place)

    def click(self, widget: QWidget) -> None:
        """Click a widget where a hand would; it must not lie under another one."""
        if not widget.isEnabled():
            raise Lost(f"“{spoken(widget)}” is greyed out; on the screen: {self.read()}")
        popup = QApplication.activePopupWidget()
        if popup is not None and not popup.isAncestorOf(widget):
            QTest.mouseClick(popup, _LEFT, pos=QPoint(-9, -9))  # beside it: only closes it
        hit: list[tuple[QWidget, QPoint]] = []

        def there() -> bool:
            at = self._reach(widget)
            found = widget.window().childAt(at)
            if found is not None and (found is widget or widget.isAncestorOf(found)):
                hit.append((found, at))
            return bool(hit)

        if not there():  # the page may still be moving
            self.until(there, f"a way to “{spoken(widget)}”, which something covers", _SOON)
        target, at = hit[0]
        QTest.mouseClick(target, _LEFT, pos=target.mapFrom(widget.window(), at))
        self.settle()

    def press(self, name: str, within: QWidget | None = None, *, starts: bool = False) -> None:
        """Press what is called so, as soon as it can be pressed."""
        one = self.button(name, within, starts=starts)
        if not one.isEnabled():
            self.until(one.isEnabled, f"“{name}” to be usable", _SOON)
        self.click(one)

    @property
    def hand(self) -> QWidget:
        """Where the keyboard is: an open list or menu has it before the field behind."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        focus = QApplication.focusWidget()
        if focus is None:
            raise Lost("the keyboard is nowhere")
        return focus

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        self.settle()
        QTest.keyClick(self.hand, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is; whatever is not on the keys comes from the input method."""
        target = self.hand
        if text.isascii():
            for character in text:
                QTest.keyClicks(self.hand, character)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or target, event)

    def put(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Go to a field and type over what stands there, without leaving it."""
        field = self.field(name, within)
        self.click(field)
        if QApplication.focusWidget() is not field:
            raise Lost(f"a click does not put the keyboard into “{name}”")
        if self.text_of(name, within):
            QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
        self.type(text)

    def write(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Fill in a field and go on with Tab, which keeps what was typed."""
        self.put(name, text, within)
        self.key(Qt.Key.Key_Tab)

    def choose(self, name: str, word: str, within: QWidget | None = None) -> None:
        """Open a list with the space bar and choose a word of it."""
        field = self._wanted([QComboBox], (_Role.ComboBox,), name, within)
        assert isinstance(field, QComboBox)
        self.click_focus(field)
        QTest.keyClick(field, Qt.Key.Key_Space)
        view = field.view()
        self.until(view.isVisible, f"the list of “{name}”", _SOON)
        offered = [field.itemText(at) for at in range(field.count())]
        if word not in offered:
            raise Lost(f"“{name}” offers {offered}, not “{word}”")
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in offered:
            if view.currentIndex().data() == word:
                break
            QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.until(lambda: not view.isVisible(), f"the list of “{name}” to close", _SOON)
        self.settle()

    def click_focus(self, widget: QWidget) -> None:
        """Put the keyboard on a widget that a click would open."""
        self._reach(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            raise Lost(f"the keyboard does not come to “{spoken(widget)}”")

    def has_list_of(self, name: str) -> bool:
        """Whether there is such a list to choose from."""
        return self._find([QComboBox], (_Role.ComboBox,), name) is not None

    def chosen(self, name: str, within: QWidget | None = None) -> str:
        """What a list shows."""
        field = self._wanted([QComboBox], (_Role.ComboBox,), name, within)
        assert isinstance(field, QComboBox)
        return field.currentText()

    def choose_row(self, name: str, words: str) -> None:
        """Click the row of a list whose words contain these."""
        view = self._wanted([QListView], (_Role.List,), name, None)
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        for at in range(model.rowCount(QModelIndex())):
            index = model.index(at, 0)
            if words in str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()):
                view.scrollTo(index)
                self.settle()
                place = view.visualRect(index).center()
                QTest.mouseClick(view.viewport(), _LEFT, pos=place)
                self.settle()
                return
        raise Lost(f"“{name}” has no row with “{words}”")

    def rows(self, name: str) -> list[str]:
        """What a list tells of each of its rows; empty when there is no such list in sight."""
        found = self._find([QListView], (_Role.List,), name)
        if found is None:
            return []
        assert isinstance(found, QAbstractItemView)
        model, role = found.model(), Qt.ItemDataRole.AccessibleTextRole
        rows = range(model.rowCount(QModelIndex()))
        return [str(model.index(at, 0).data(role)) for at in rows]

    def choose_from_menu(self, words: str) -> None:
        """Choose an entry of the menu that is open."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu", _SOON)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        fits = (
            one for one in menu.actions() if one.text().startswith(words) and one.isEnabled()
        )
        action = next(fits, None)
        if action is None:
            raise Lost(
                f"the menu offers {[one.text() for one in menu.actions()]}, not “{words}”"
            )
        below = action.menu()  # asked first: what is chosen may take the menu away
        QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(action).center())
        if below is not None:
            opened = QApplication.activePopupWidget
            self.until(lambda: opened() is below, f"the entries of “{words}”", _SOON)
        self.settle()

    # ---- files

    def drop(self, widget: QWidget, paths: Sequence[Path]) -> None:
        """Drag files over something and let them fall."""
        self._reach(widget)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        at, none = widget.rect().center(), Qt.KeyboardModifier.NoModifier
        over = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, _LEFT, none)
        QApplication.sendEvent(widget, over)
        if not over.isAccepted():
            raise Lost(f"“{spoken(widget)}” takes no files")
        fall = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, _LEFT, none)
        QApplication.sendEvent(widget, fall)
        self.settle()

    def will_choose(self, *paths: Path) -> None:
        """What to choose when the system's file dialog comes up next."""
        self._files = list(paths)

    def _chosen_files(self, *_: object) -> tuple[list[str], str]:
        return [str(path) for path in self._taken()], ""

    def _chosen_folder(self, *_: object) -> str:
        return str(self._taken()[0])

    def _taken(self) -> list[Path]:
        if not self._files:
            raise Lost("a file dialog came up that nobody expected")
        taken, self._files = self._files, []
        return taken

    @contextmanager
    def at_the_file_dialogs(self) -> Iterator[None]:
        """The system's own dialogs, which no test can use, answer with what the person wants."""
        with (
            mock.patch.object(QFileDialog, "getOpenFileNames", self._chosen_files),
            mock.patch.object(QFileDialog, "getExistingDirectory", self._chosen_folder),
        ):
            yield


def _plain(field: QWidget) -> str:
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()
