"""The small sheet of a step: what happens in one line, what the step needs, and one button named by its verb.

A step is described as data (`Asked`); the sheet draws it, writes down fields of the hazard when they are
left, lets the action happen, and tells every problem beside the field it belongs to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.hazards import actions, hazard_query
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, plain, primary
from selfcheck.ui.field_keys import FieldKeys
from selfcheck.ui.focus import commit_focused, focus_first
from selfcheck.ui.hazard_sheets_blocked import Blocked
from selfcheck.ui.hazard_sheets_fields import Field, FieldBox, Files, Heading, Part, in_rows
from selfcheck.ui.hazard_sheets_files import FileStrip, HazardFiles, only_picture
from selfcheck.ui.hazard_sheets_values import kept_value
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, body, step_title
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import act, office
from selfcheck.ui.surfaces import Footer, ScrollPage
from selfcheck.ui.workspace import Workspace

WIDTH = 600  # in pixels before scaling
_EDGE = 24
_MOST_OF_SCREEN = 0.92

Told = Mapping[str, str]
Does = Callable[..., Any]  # does(action, …): in the name of who is at work, for this hazard


@dataclass(frozen=True)
class Asked:
    """What the sheet of one step asks, and what is done with the answers."""

    step: str  # of rules.TABLE: what it still lacks is told
    title: str
    line: str  # what happens
    verb: str  # on the one primary button
    do: Callable[[Does, Told], object]
    parts: tuple[Part, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # words and step of another sheet instead of this
    place: Callable[[Problem, Told], str] | None = (
        None  # the field of a problem that names none
    )
    marks: bool = False  # the five marks are shown and fill as one writes


class Sheet(QDialog):
    """One step of one hazard. Ctrl+Enter does it; Esc closes, what was written down stays."""

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
        self.boxes: dict[str, FieldBox] = {}
        self.strips: dict[str, FileStrip] = {}
        self._tried = False
        self._closing = False
        self._build()
        self.files = HazardFiles(
            workspace, navigator, lambda: hazard_id, list(self.strips.values()), self
        )
        self._connect()
        self.reload()
        self._show_asked()
        look.follow(self._restyle)

    # ---- building

    def _build(self) -> None:
        self.setWindowTitle(self.asked.title)
        self.title = step_title(self.asked.title)
        self.hazard = ElidedLabel("", look.TEXT, "ink2", lines=2)
        self.line = body(self.asked.line)
        self.marks = Label("", look.TEXT, "ink2", wrap=True)
        self.blocked = Blocked()
        self.problem = ProblemLabel()
        self.page_area = ScrollPage((_EDGE, 20, _EDGE, 16), 12)
        for part in (self.title, self.hazard, self.line, self.marks, self.blocked):
            self.page_area.body.addWidget(part)
        self.marks.setVisible(self.asked.marks)
        made = [(self._made(part), _beside(part)) for part in self.asked.parts]
        for row in in_rows(made):
            self.page_area.body.addWidget(row)
        self.page_area.body.addWidget(self.problem)
        self.page_area.body.addStretch(1)
        self.cancel: Button = plain("取消")
        self.go: Button = primary(self.asked.verb)
        self.others: list[Button] = []
        self.footer = Footer()
        for words, step in self.asked.others:
            other = plain(words) if step == "send_back" else link(words)
            other.clicked.connect(partial(self._on_other, step))
            self.others.append(other)
            self.footer.row.addWidget(other)
        self.footer.row.addStretch(1)
        self.footer.row.addWidget(self.cancel)
        self.footer.row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page_area, 1)
        column.addWidget(self.footer)

    def _made(self, part: Part) -> QWidget:
        if isinstance(part, Heading):
            return Label(part.words, look.ROW, "ink", 500)
        if isinstance(part, Files):
            self.strips[part.part] = FileStrip(part, self._navigator.thumbnails)
            return self.strips[part.part]
        self.boxes[part.name] = FieldBox(part, self._control(part))
        return self.boxes[part.name]

    def _control(self, field: Field) -> QWidget | None:
        if field.kind != "hazard":
            return None
        from selfcheck.ui.hazard_sheets_picker import HazardPicker

        return HazardPicker(self._workspace, self._hazard_id)

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.told.connect(self._on_told)
        self.go.clicked.connect(self.take)
        self.cancel.clicked.connect(self.reject)
        self.blocked.wanted.connect(self._on_wanted)
        self.files.working.connect(self._on_working)
        self._workspace.changed.connect(self._on_changed)
        self.page_area.body.parentWidget().installEventFilter(self)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take)
        QShortcut(QKeySequence.StandardKey.Paste, self).activated.connect(self.files.paste)
        self._keys = FieldKeys(_nothing, self.files.paste, only_picture, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _restyle(self) -> None:
        self.setMinimumWidth(look.px(420))
        self.fit()

    def fit(self) -> None:
        """As high as what is asked, where the screen allows it; the rest scrolls."""
        content = self.page_area.widget()
        width = look.px(WIDTH)
        screen = self.screen().availableGeometry()
        width = min(width, int(screen.width() * _MOST_OF_SCREEN))
        inner = content.heightForWidth(width) if content.hasHeightForWidth() else 0
        needed = max(inner, content.sizeHint().height() if not inner else 0)
        height = needed + self.footer.sizeHint().height() + 2
        self.resize(width, min(height, int(screen.height() * _MOST_OF_SCREEN)))

    # ---- showing

    def reload(self) -> None:
        """Ask again: what is recorded, and what the step still lacks."""
        given = office(self._workspace)
        self.page = self._workspace.read(hazard_query.hazard_page, given, self._hazard_id)
        described = " · ".join(
            part
            for part in (self.page.values["description"], self.page.values["location"])
            if part
        )
        self.hazard.setText(f"{self.page.number}　{described}")
        self.files.show_cards(self.page.evidence)
        marks = "　".join(f"{'✓' if m.met else '○'} {m.words}" for m in self.page.marks)
        self.marks.setText(f"五落实　{marks}")
        self._show_missing()

    def _missing(self) -> tuple[Problem, ...]:
        lines = [step for step in self.page.steps if step.name == self.asked.step]
        return lines[0].missing if lines else ()

    def _show_missing(self) -> None:
        """What the step's guards lack: beside the fields once it was tried, elsewhere at once."""
        told: dict[str, list[str]] = {}
        notes: dict[str, str] = {}
        elsewhere = []
        for problem in self._missing():
            name = self._place_of(problem)
            if not problem.blocking:
                notes[name] = problem.text
            elif name:
                told.setdefault(name, []).append(problem.text)
            else:
                elsewhere.append(problem)
        self.blocked.show_problems(elsewhere, self.page)
        for name, box in self.boxes.items():
            box.show_note(notes.get(name, ""))
            if box.asked.kept:
                box.show_problem("\n".join(told.get(name, [])) if self._tried else "")
        for name, strip in self.strips.items():
            if self._tried or not told.get(name):
                strip.show_problem("\n".join(told.get(name, [])))

    def _place_of(self, problem: Problem) -> str:
        """The field or strip of this sheet where a problem is told; "" when there is none."""
        for name, box in self.boxes.items():
            if problem.where in (name, *box.asked.also):
                return name
        for name, strip in self.strips.items():
            if problem.where in (f"photos.{name}", *strip.asked.also):
                return name
        return self.asked.place(problem, self.told()) if self.asked.place else ""

    def _show_asked(self) -> None:
        """Hide what the choices made so far leave out."""
        told = {name: box.value for name, box in self.boxes.items()}
        for widget in (*self.boxes.values(), *self.strips.values()):
            name, values = widget.asked.only
            widget.setVisible(not name or told.get(name, "") in values)

    def told(self) -> dict[str, str]:
        """What stands in the fields now; "" in those that are not asked."""
        self._show_asked()
        return {name: "" if box.isHidden() else box.value for name, box in self.boxes.items()}

    # ---- doing

    def take(self) -> None:
        """Do the step; what stands in its way is told where it belongs."""
        if self.files.busy or not self.go.isEnabled():
            return
        commit_focused(QApplication.focusWidget())
        unread = [box for box in self.boxes.values() if not box.isHidden() and box.unread]
        if unread:
            unread[0].field.setFocus()
            return
        self._tried = True
        self.problem.show_problem("")
        does = partial(_does, self._workspace, self._hazard_id)
        try:
            self.asked.do(does, self.told())
        except NotReady as error:
            self.refuse(error.problems)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
        else:
            self.accept()

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """The step was refused: every problem where it can be mended, the keyboard at the first."""
        self.reload()
        told: dict[str, list[str]] = {}
        elsewhere = []
        for problem in problems:
            if name := self._place_of(problem):
                told.setdefault(name, []).append(problem.text)
            else:
                elsewhere.append(problem)
        for name, box in self.boxes.items():
            box.show_problem("\n".join(told.get(name, [])))
        for name, strip in self.strips.items():
            strip.show_problem("\n".join(told.get(name, [])))
        self.blocked.show_problems(elsewhere, self.page)
        self._show_first(told)

    def _show_first(self, told: Mapping[str, object]) -> None:
        for name, widget in (*self.boxes.items(), *self.strips.items()):
            if name in told:
                if isinstance(widget, FieldBox):
                    widget.field.setFocus()
                else:
                    widget.add.setFocus()
                QTimer.singleShot(0, self, partial(self._bring_into_view, widget))
                return
        if not self.blocked.isHidden():
            self.page_area.ensureWidgetVisible(self.blocked, 0, 8)

    def _bring_into_view(self, widget: QWidget) -> None:
        self.page_area.ensureWidgetVisible(widget, 0, 8)

    def _on_told(self, name: str) -> None:
        box = self.boxes[name]
        if box.asked.kept:
            self._keep(box)
        elif box.problem.text():
            box.show_problem("")
        self._show_asked()

    def _keep(self, box: FieldBox) -> None:
        """Write a field of the hazard down."""
        name = box.asked.name
        try:
            value = kept_value(name, box.value)
            act(self._workspace, actions.write, self._hazard_id, name, value)
        except ValueError as error:
            box.show_problem(str(error))
            box.not_kept()
        except NotReady as error:
            box.show_problem("\n".join(problem.text for problem in error.problems))
            box.not_kept()
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
            box.not_kept()

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
        commit_focused(QApplication.focusWidget())
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
            self.page_area.ensureWidgetVisible(new, 0, 24)

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        if not focus_first(self.page_area.widget()):
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
        commit_focused(QApplication.focusWidget())
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


def _beside(part: Part) -> bool:
    return isinstance(part, Field) and part.beside


def _nothing() -> None:
    """Ctrl+Z in a field with nothing to undo: a step is not taken back by a key."""
