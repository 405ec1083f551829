"""登记隐患: what is wrong, where, who found it, and the photo; the rest can wait.

A draft begins with the first thing that is told, so that photos can be added before anything is registered;
every field is written down when it is left. Closing keeps the draft; nothing told leaves nothing.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.hazards import actions, queries
from selfcheck.hazards.fields import Value
from selfcheck.hazards.pages import Office
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, plain, primary
from selfcheck.ui.evidence.asking import only_picture
from selfcheck.ui.field_keys import FieldKeys
from selfcheck.ui.hazard_register.draft import HazardDraft
from selfcheck.ui.hazard_register.parts import RegisterParts
from selfcheck.ui.hazard_sheets.files import HazardFiles
from selfcheck.ui.labels import ElidedLabel, ProblemLabel, step_title
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import act, office
from selfcheck.ui.surfaces import Footer, ScrollPage, spread
from selfcheck.ui.workspace import Workspace

WIDTH, HEIGHT = 720, 700  # in pixels before scaling
_MOST_OF_SCREEN = 0.94


class RegisterDialog(QDialog):
    """Registers a hazard; `exec` returns its id, 0 when it was not registered (a draft may be kept).

    `known` are fields that are known already, for a hazard that begins elsewhere; `hazard_id` a draft to go
    on with; `on_site` asks at once for what 当场整改 needs. Ctrl+Enter presses the blue button.
    """

    def __init__(
        self,
        workspace: Workspace,
        navigator: Navigator,
        parent: QWidget | None = None,
        *,
        known: Mapping[str, Value] | None = None,
        hazard_id: int | None = None,
        on_site: bool = False,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._navigator = workspace, navigator
        self._draft = HazardDraft(workspace, known or {}, hazard_id)
        self._tried = ""  # the step that was refused
        self._closing = False
        given = office(workspace)
        self.parts = RegisterParts(given, workspace.read(queries.known), navigator.thumbnails)
        self._build()
        self.files = HazardFiles(
            workspace, navigator, self._draft.begun, list(self.parts.strips.values()), self
        )
        self._connect()
        self._show_known(given)
        self._show_drafts(given)
        self.reload()
        if on_site:
            self.show_on_site(shown=True)
        look.follow(self._restyle)

    @property
    def hazard_id(self) -> int | None:
        """The draft, or the hazard it has become; None while nothing was told."""
        return self._draft.hazard_id

    # ---- building

    def _build(self) -> None:
        self.setWindowTitle("登记隐患")
        self.title = step_title("登记隐患")
        self.left = ElidedLabel("", look.TEXT, "ink2")
        self.go_on: Button = link("接着写")
        self.draft = QWidget()
        self.draft.setLayout(spread(self.left, self.go_on))
        self.problem = ProblemLabel()
        self.area = ScrollPage((24, 20, 24, 16), 12)
        for part in (self.title, self.draft, self.parts, self.problem):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.on_site: Button = plain("当场整改（一般隐患）")
        self.and_grade: Button = plain("登记并判定")
        self.close_button: Button = plain("关闭")
        self.go: Button = primary("登记")
        self.footer = Footer()
        self.footer.row.addWidget(self.on_site)
        self.footer.row.addStretch(1)
        for button in (self.close_button, self.and_grade, self.go):
            self.footer.row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.parts.told.connect(self._on_told)
        self.go.clicked.connect(self.take)
        self.and_grade.clicked.connect(self.register_and_grade)
        self.on_site.clicked.connect(self._on_on_site)
        self.close_button.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._on_go_on)
        self.files.working.connect(self._on_working)
        self._workspace.changed.connect(self._on_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take)
        QShortcut(QKeySequence.StandardKey.Paste, self).activated.connect(self.files.paste)
        self._keys = FieldKeys(_nothing, self.files.paste, only_picture, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _restyle(self) -> None:
        screen = self.screen().availableGeometry()
        most = int(screen.height() * _MOST_OF_SCREEN)
        width = min(look.px(WIDTH), int(screen.width() * _MOST_OF_SCREEN))
        self.resize(width, min(look.px(HEIGHT), most))

    # ---- showing

    def _show_known(self, given: Office) -> None:
        self.parts.show_values({"found_on": given.today, **self._draft.known})

    def _show_drafts(self, given: Office) -> None:
        """A draft that was left lying is told once, where one begins anew."""
        self._drafts = self._workspace.read(queries.drafts, given)
        offered = self.hazard_id is None and bool(self._drafts) and not self._draft.known
        self.draft.setVisible(offered)
        if offered:
            first = self._drafts[0]
            more = f"，连这条共 {len(self._drafts)} 条" if len(self._drafts) > 1 else ""
            words = first.description or "还没有写描述"
            self.left.setText(f"上次没有登记完，草稿还在：{first.number} {words}{more}")

    def reload(self) -> None:
        """Ask again: what is kept, and what a refused step still lacks."""
        page = self._draft.page()
        if page is None:
            return
        self.draft.hide()
        self.title.setText(f"登记隐患 {page.number}")
        self.parts.show_values(page.values)
        self.files.show_cards(page.evidence)
        if self._tried:
            lines = [line for line in page.steps if line.name == self._tried]
            self._show_problems(lines[0].missing if lines else ())

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        told: dict[str, list[str]] = {}
        places = self.parts.places()
        for problem in problems:
            place = problem.where if problem.where in places else ""
            told.setdefault(place, []).append(problem.text)
        for name in places:
            self.parts.show_problem(name, "\n".join(told.get(name, [])))
        self.problem.show_problem("\n".join(told.get("", [])))

    # ---- writing down

    def _on_told(self, name: str) -> None:
        try:
            self._draft.write(name, self.parts.value_of(name))
        except ValueError as error:
            self._refuse(name, str(error))
        except NotReady as error:
            self._refuse(name, "\n".join(problem.text for problem in error.problems))
        except SelfCheckError as error:
            self._refuse(name, str(error))
        else:
            if name in self.parts.boxes:
                self.parts.boxes[name].settle()
            self.reload()

    def _refuse(self, name: str, text: str) -> None:
        if name in self.parts.boxes:
            self.parts.boxes[name].refuse(text)
        else:
            self.problem.show_problem(text)

    # ---- doing

    @property
    def _step(self) -> str:
        return "register" if self.parts.on_site.isHidden() else "correct_on_site"

    def take(self) -> None:
        """Register it, or close it as corrected on the spot: whatever the blue button says."""
        if self._do(self._step) and self.hazard_id is not None:
            self.done(self.hazard_id)

    def register_and_grade(self) -> None:
        """Register it and decide the grade right away; registered it is, also if the grade can wait."""
        if self._do("register") and self.hazard_id is not None:
            from selfcheck.ui.hazard import steps as hazard_steps

            workspace, hazard_id = self._workspace, self.hazard_id
            hazard_steps.take(self, workspace, self._navigator, hazard_id, "grade")
            self.done(hazard_id)

    def _do(self, step: str) -> bool:
        if self.files.busy:
            return False
        self.parts.commit()
        for box in self.parts.boxes.values():
            if not box.isHidden() and box.unread:
                box.field.setFocus()
                return False
        action = actions.register if step == "register" else actions.correct_on_site
        self._tried = step
        try:
            act(self._workspace, action, self._draft.begun())
        except NotReady as error:
            self.reload()
            self._show_problems(error.problems)
            self._show_first(error.problems)
            return False
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
            return False
        return True

    def _show_first(self, problems: tuple[Problem, ...]) -> None:
        wrong = {problem.where for problem in problems}
        for name, control in self.parts.places().items():
            if name in wrong:
                control.setFocus()
                QTimer.singleShot(0, self, partial(self._bring_into_view, control))
                return

    def _bring_into_view(self, control: QWidget) -> None:
        self.area.ensureWidgetVisible(control.parentWidget() or control, 0, 12)

    def show_on_site(self, *, shown: bool) -> None:
        """Ask for what 当场整改 needs, or no longer."""
        self.parts.show_on_site(shown=shown)
        self._tried = ""
        self._show_problems(())
        self.on_site.setText("不是当场整改" if shown else "当场整改（一般隐患）")
        self.go.setText("当场整改并销号" if shown else "登记")
        self.and_grade.setVisible(not shown)

    def _on_on_site(self) -> None:
        shown = self.parts.on_site.isHidden()
        self.show_on_site(shown=shown)
        if shown:
            self.parts.boxes["measures"].field.setFocus()
            QTimer.singleShot(
                0, self, partial(self._bring_into_view, self.parts.strips["after"].add)
            )

    def _on_go_on(self) -> None:
        self._draft.hazard_id = self._drafts[0].hazard_id
        self.reload()
        self.parts.boxes["description"].field.setFocus()

    def _on_working(self, working: bool) -> None:
        for button in (self.go, self.and_grade):
            button.setEnabled(not working)
        if not working and self._closing:
            self.reject()

    def _on_changed(self) -> None:
        QTimer.singleShot(0, self, self._reload_if_open)

    def _reload_if_open(self) -> None:
        if self.isVisible():
            self.reload()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        if new is not None and self.isAncestorOf(new):
            self._keys.watch(new)
            if self.area.isAncestorOf(new):
                self.area.ensureWidgetVisible(new, 0, 24)

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.parts.boxes["description"].field.setFocus()

    def reject(self) -> None:
        """Close: what was told is kept as a draft, a draft that says nothing is taken back."""
        if self.files.busy:
            self._closing = True
            self.files.stop()
            return
        self.parts.commit()
        self._draft.take_back()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.busy:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)


def _nothing() -> None:
    """Ctrl+Z in a field with nothing to undo takes nothing back here."""
