"""The small sheet of a step: what happens in one line, what the step needs, and one button named by its verb.

The sheet draws what `Asked` describes, writes down fields of the hazard when they are left, lets the action
happen, and tells every problem beside the field it belongs to.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.hazards import actions, hazard_query
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, plain, primary
from selfcheck.ui.evidence.asking import only_picture
from selfcheck.ui.field_keys import FieldKeys
from selfcheck.ui.focus import focus_first
from selfcheck.ui.hazard_sheets import memory
from selfcheck.ui.hazard_sheets.asked import Asked, Does
from selfcheck.ui.hazard_sheets.body import SheetBody
from selfcheck.ui.hazard_sheets.fields import FieldBox
from selfcheck.ui.hazard_sheets.files import HazardFiles
from selfcheck.ui.hazard_sheets.values import kept_value
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import act, office
from selfcheck.ui.surfaces import Footer
from selfcheck.ui.workspace import Workspace

WIDTH, LEAST_WIDTH = 600, 420  # in pixels before scaling
_MOST_OF_SCREEN = 0.92


class Sheet(QDialog):
    """One step of one hazard. Ctrl+Enter does it; Esc closes, what was written stays for the next time."""

    step_wanted = Signal(str)  # another step has to come first, or instead

    def __init__(
        self,
        workspace: Workspace,
        navigator: Navigator,
        hazard_id: int,
        asked: Asked,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._navigator = workspace, navigator
        self._hazard_id = hazard_id
        self.asked = asked
        self._tried = False
        self._closing = False
        self.content = SheetBody(asked, workspace, hazard_id, navigator.thumbnails)
        self.boxes, self.strips = self.content.boxes, self.content.strips
        self._build()
        self.files = HazardFiles(
            workspace, navigator, lambda: hazard_id, list(self.strips.values()), self
        )
        self._connect()
        self._take_up(memory.recall(workspace, hazard_id, asked.title))
        self.reload()
        self.content.show_asked()
        look.follow(self._restyle)

    # ---- building

    def _build(self) -> None:
        self.setWindowTitle(self.asked.title)
        self.cancel: Button = plain("取消")
        self.go: Button = primary(self.asked.verb)
        self.others: dict[str, Button] = {}
        self.footer = Footer()
        for words, step in self.asked.others:
            other = plain(words) if step == "send_back" else link(words)
            other.clicked.connect(partial(self._on_other, step))
            self.others[step] = other
            self.footer.row.addWidget(other)
        self.footer.row.addStretch(1)
        self.footer.row.addWidget(self.cancel)
        self.footer.row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.content, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.told.connect(self._on_told)
        self.go.clicked.connect(self.take)
        self.cancel.clicked.connect(self.reject)
        self.content.blocked.wanted.connect(self._on_wanted)
        self.files.working.connect(self._on_working)
        self._workspace.changed.connect(self._on_changed)
        self.content.inside.installEventFilter(self)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take)
        QShortcut(QKeySequence.StandardKey.Paste, self).activated.connect(self.files.paste)
        self._keys = FieldKeys(_nothing, self.files.paste, only_picture, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _restyle(self) -> None:
        self.setMinimumWidth(look.px(LEAST_WIDTH))
        self.fit()

    def fit(self) -> None:
        """As high as what is asked, where the screen allows it; the rest scrolls."""
        screen = self.screen().availableGeometry()
        width = min(look.px(WIDTH), int(screen.width() * _MOST_OF_SCREEN))
        inside = self.content.inside
        own = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        needed = own if own >= 0 else inside.sizeHint().height()
        height = needed + self.footer.sizeHint().height() + 2
        self.resize(width, min(height, int(screen.height() * _MOST_OF_SCREEN)))

    # ---- showing

    def reload(self) -> None:
        """Ask again: what is recorded, and what the step still lacks."""
        given = office(self._workspace)
        self.page = self._workspace.read(hazard_query.hazard_page, given, self._hazard_id)
        self.content.show_page(self.page)
        self.files.show_cards(self.page.evidence)
        lines = [line for line in self.page.steps if line.name == self.asked.step]
        missing = lines[0].missing if lines else ()
        self.content.show_missing(missing, self.page, tried=self._tried)

    def _take_up(self, written: Mapping[str, str] | None) -> None:
        """What was written before and put away stands there again."""
        for name, value in (written or {}).items():
            if name in self.boxes:
                self.boxes[name].show_value(value)

    def _put_away(self) -> None:
        written = {
            name: box.value
            for name, box in self.boxes.items()
            if not box.asked.kept and box.value != box.asked.value
        }
        memory.remember(self._workspace, self._hazard_id, self.asked.title, written)

    # ---- doing

    def take(self) -> None:
        """Do the step; what stands in its way is told where it belongs."""
        if self.files.busy or not self.go.isEnabled():
            return
        self.content.commit()
        if unread := self.content.unread():
            unread.field.setFocus()
            return
        self._tried = True
        self.content.problem.show_problem("")
        does = partial(_does, self._workspace, self._hazard_id)
        try:
            self.asked.do(does, self.content.told())
        except NotReady as error:
            self.reload()
            if first := self.content.refuse(error.problems, self.page):
                QTimer.singleShot(0, self, partial(self._bring_into_view, first))
        except SelfCheckError as error:
            self.content.problem.show_problem(str(error))
        else:
            memory.forget(self._workspace, self._hazard_id, self.asked.title)
            self.accept()

    def _bring_into_view(self, widget: QWidget) -> None:
        self.content.ensureWidgetVisible(widget, 0, 8)

    def _on_told(self, name: str) -> None:
        box = self.boxes[name]
        if box.asked.kept:
            self._keep(box)
        elif box.problem.text():
            box.show_problem("")
        self.content.show_asked()

    def _keep(self, box: FieldBox) -> None:
        """Write a field of the hazard down."""
        name = box.asked.name
        try:
            value = kept_value(name, box.value)
            act(self._workspace, actions.write, self._hazard_id, name, value)
        except ValueError as error:
            box.refuse(str(error))
        except NotReady as error:
            box.refuse("\n".join(problem.text for problem in error.problems))
        except SelfCheckError as error:
            box.refuse(str(error))
        else:
            box.settle()

    def _on_changed(self) -> None:
        QTimer.singleShot(0, self, self._reload_if_open)

    def _reload_if_open(self) -> None:
        if self.isVisible():
            self.reload()

    def _on_working(self, working: bool) -> None:
        self.go.setEnabled(not working)
        if not working and self._closing:
            self.reject()

    def _on_other(self, step: str) -> None:
        self.content.commit()
        self.step_wanted.emit(step)

    def _on_wanted(self, step: str, where: str) -> None:
        if step:
            self.step_wanted.emit(step)
            self.reload()
        else:
            self.reject()
            self._navigator.open("hazard", str(self._hazard_id), where)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        if new is not None and self.isAncestorOf(new):
            self._keys.watch(new)
            self.content.ensureWidgetVisible(new, 0, 24)

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        if not focus_first(self.content.inside):
            self.go.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Make room for a sentence that has appeared, as far as the screen allows."""
        before = self.height()
        self.fit()
        if self.height() < before:
            self.resize(self.width(), before)

    def reject(self) -> None:
        if self.files.busy:
            self._closing = True
            self.files.stop()
            return
        self.content.commit()
        self._put_away()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.busy:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)


def _does(
    workspace: Workspace, hazard_id: int, action: Does, /, *args: Any, **kwargs: Any
) -> Any:
    return act(workspace, action, hazard_id, *args, **kwargs)


def _nothing() -> None:
    """Ctrl+Z in a field with nothing to undo: a step is not taken back by a key."""
