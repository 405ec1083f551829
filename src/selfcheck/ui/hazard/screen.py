"""One hazard: the next legal action on top, the facts at the left, what happened at the right.

The page is asked for again after every change and drawn in place; nothing that is being typed and no
scroll position is disturbed by that.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from selfcheck.errors import Problem
from selfcheck.hazards import queries
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui import look
from selfcheck.ui.evidence.asking import only_picture
from selfcheck.ui.field_keys import FieldKeys
from selfcheck.ui.fields import is_typing
from selfcheck.ui.focus import commit_focused, order_reading
from selfcheck.ui.hazard.body import EVENTS, FACTS, HazardBody
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.evidence import HazardEvidence
from selfcheck.ui.hazard.facts import HazardFacts
from selfcheck.ui.hazard.head import HazardHead
from selfcheck.ui.hazard.incoming import Incoming
from selfcheck.ui.hazard.printing import PrintMenu
from selfcheck.ui.hazard.ribbon import HazardRibbon
from selfcheck.ui.hazard.timeline import HazardTimeline
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.surfaces import EmptyState
from selfcheck.ui.workspace import Workspace


class HazardScreen(QWidget):
    """The page of one hazard."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace = workspace
        self._navigator = navigator
        self.page: HazardPage | None = None
        self.desk = HazardDesk(workspace, navigator, self)
        self.evidence = HazardEvidence(self.desk)
        self.incoming = Incoming(self.evidence, self)
        self.papers = PrintMenu(self.desk, self)
        self._order: tuple[QWidget, ...] = ()  # as Tab goes
        self._wanted = ""  # the field that was asked for, until the keyboard is there
        self._build()
        self._connect()
        self.reload()

    # ---- building

    def _build(self) -> None:
        self.head = HazardHead()
        self.ribbon = HazardRibbon()
        self.facts = HazardFacts(self.desk, self.evidence)
        self.timeline = HazardTimeline(self.desk)
        self.nothing = EmptyState("没有打开的隐患，从台账里选一条。", "隐患台账")
        self.body = HazardBody(self.facts, self.timeline)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 24, 14)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.ribbon)
        column.addWidget(self.body, 1)
        column.addWidget(self.nothing)
        look.follow(self._arrange)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self._on_back)
        self.head.previous_wanted.connect(self.go_previous)
        self.head.next_wanted.connect(self.go_next)
        self.ribbon.step_wanted.connect(self._on_step)
        self.ribbon.place_wanted.connect(self._on_place_wanted)
        self.ribbon.supervision_wanted.connect(self._on_supervision)
        self.ribbon.other_wanted.connect(self._on_other_wanted)
        self.facts.step_wanted.connect(self._on_step)
        self.timeline.list.opened.connect(self._on_opened)
        self.nothing.followed.connect(self._on_back)
        self.papers.told.connect(self.facts.work.show_words)
        self.papers.refused.connect(self.facts.work.show_problem)
        self.field_keys = FieldKeys(self.undo, self.incoming.paste, only_picture, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        for sequence, slot in (
            ("Ctrl+Return", self._on_ribbon_key),
            ("Ctrl+Enter", self._on_ribbon_key),
            ("Ctrl+Up", self.go_previous),
            ("Ctrl+Down", self.go_next),
            ("Ctrl+Z", self.undo),
            ("Ctrl+V", self.incoming.paste),
            ("F1", self.facts.basis.show_clause),
        ):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # ---- what the window asks

    def show_place(self, hazard_id: str, field: str = "") -> None:
        """Show a hazard, and a field of it (owner, photos.after, report.workers, stop …)."""
        if int(hazard_id) != self.desk.hazard_id:
            self.desk.undoing.forget()
            self.facts.work.show_problem("")
            self.desk.hazard_id = int(hazard_id)
            self.body.show_tab(FACTS)
        self._wanted = field
        self.reload()
        if not field:
            self.facts.page_area.verticalScrollBar().setValue(0)

    def place(self) -> tuple[str, ...]:
        """Where the person is, for the way back."""
        return (str(self.desk.hazard_id),) if self.desk.hazard_id else ()

    def reload(self) -> None:
        """Ask again and draw."""
        self.page = self.desk.page() if self.desk.hazard_id else None
        for part in (self.head, self.ribbon, self.body):
            part.setVisible(self.page is not None)
        self.nothing.setVisible(self.page is None)
        if self.page is not None:
            self._draw(self.page)

    def _draw(self, page: HazardPage) -> None:
        year = self.desk.office.today.year
        held = self._workspace.read_only
        read_only = held or page.frozen
        self.papers.show_page(page)
        self.head.show_papers(self.papers)
        self.head.show_page(page)
        self.ribbon.show_page(page, year, read_only=held)
        self.evidence.show_page(page, read_only=read_only)
        self.incoming.page = None if held else page
        self.facts.show_page(page, read_only=read_only)
        self.timeline.show_page(page, year)
        self.body.show_count(self.timeline.count.text())
        self._order = order_reading((self.head, self.ribbon, self.body), self._order)
        self._arrange()

    def first_focus(self) -> QWidget | None:
        """The field that was asked for, or the ribbon."""
        field, self._wanted = self._wanted, ""
        if self.page is None:
            return self.nothing.link
        target = self._bring(field) if field else None
        return target or self.ribbon.first() or self.head.back

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.head, self.ribbon, self.facts, self.timeline]

    # ---- steps and places

    def _on_step(self, step: str) -> None:
        commit_focused(QApplication.focusWidget())
        if self.desk.take_step(step):
            self.reload()
            if self.page is not None:
                self.ribbon.focus_first()

    def _on_ribbon_key(self) -> None:
        """Ctrl+Enter: keep the note that is being written, else take the step of the ribbon."""
        if self.timeline.note_box.text.hasFocus():
            self.timeline.note_box.keep.click()
            return
        commit_focused(QApplication.focusWidget())
        self.reload()  # what was being typed counts
        if self.page is not None:
            self.ribbon.press()

    def _on_place_wanted(self, problem: Problem) -> None:
        step = self.facts.goes_to_step(problem)
        if step:
            self._on_step(step)
        elif problem.where == "photos" and self.evidence.show_lost():
            return
        elif (target := self._bring(problem.where)) is not None:
            target.setFocus()

    def _bring(self, field: str) -> QWidget | None:
        self.body.show_tab(FACTS)
        return self.facts.bring(field)

    def _on_supervision(self) -> None:
        if (target := self._bring("supervised")) is not None:
            target.setFocus()

    def _on_other_wanted(self, number: str) -> None:
        other = self._workspace.read(queries.id_of, number)
        if other is not None:
            self._navigator.open("hazard", str(other))

    def _on_opened(self, evidence_id: int) -> None:
        assert self.page is not None
        for part, cards in self.page.evidence.items():
            if any(card.evidence_id == evidence_id for card in cards):
                self.evidence.look(part, evidence_id)
                return

    # ---- going places

    def _on_back(self) -> None:
        self._navigator.open("ledger")

    def go_previous(self) -> None:
        """上一条 of the list the person came from."""
        if self.page is not None and self.page.previous_id is not None:
            self._go(self.page.previous_id)

    def go_next(self) -> None:
        """下一条."""
        if self.page is not None and self.page.next_id is not None:
            self._go(self.page.next_id)

    def _go(self, hazard_id: int) -> None:
        commit_focused(QApplication.focusWidget())
        self.show_place(str(hazard_id))
        (self.ribbon.first() or self.head.back).setFocus()

    # ---- the keyboard

    def undo(self) -> None:
        """Ctrl+Z: the last field goes back."""
        field = self.desk.undo()
        if field:
            target = self._bring(field)
            if target is not None:
                target.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        typing = is_typing(QApplication.focusWidget())
        if event.key() == Qt.Key.Key_N and plain and not typing and self.page is not None:
            self.body.show_tab(EVENTS)
            self.timeline.begin_note()
        else:
            super().keyPressEvent(event)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        if new is not None and self.isAncestorOf(new):
            self.field_keys.watch(new)
            self.facts.bring_into_view(new)

    # ---- room

    def _arrange(self) -> None:
        self.body.arrange(self.window().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._arrange)  # the window knows its width then
