"""One duty: its items, registers and evidence, and whether it is done.

The page is asked for again after every change and drawn in place; nothing that is being typed, no focus and
no scroll position is disturbed by that.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from selfcheck.duties import queries
from selfcheck.duties.pages import DutyPage
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.rounds import RoundStatus
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.duty.absence import AbsenceCard
from selfcheck.ui.duty.clause_popup import ClausePopup
from selfcheck.ui.duty.evidence import DutyEvidence
from selfcheck.ui.duty.header import DutyFooter, DutyHeader
from selfcheck.ui.duty.item_list import ItemList
from selfcheck.ui.duty.item_row import ItemRow
from selfcheck.ui.duty.outline import DutyOutline
from selfcheck.ui.duty.outline_place import OutlinePlace
from selfcheck.ui.duty.registers import DutyRegisters
from selfcheck.ui.duty.work import DutyWork
from selfcheck.ui.evidence.tray import EvidenceTray
from selfcheck.ui.field_keys import FieldKeys
from selfcheck.ui.labels import Label
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.surfaces import Card, ScrollPage, spread
from selfcheck.ui.window import NARROW_BELOW
from selfcheck.ui.workspace import Workspace

_FROZEN = "本期已签署冻结，只能查看。要更正，在“签署与报送”里开始新的一次报送。"
_EDGE = 20
_ROW_FOOT = 16  # of a row that is unfolded, nothing stands in it
_HELD = "这份档案正被另一个程序打开，这里只能查看，不能修改。"


class DutyScreen(QWidget):
    """The page of one duty."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace = workspace
        self._navigator = navigator
        self.work = DutyWork(workspace)
        self._key = workspace.pack.duties[0].key
        self._item = ""
        self._wanted = ""  # the item that was asked for, until the keyboard is there
        self.page: DutyPage | None = None
        self._build()
        self._connect()
        self.reload()

    # ---- building

    def _build(self) -> None:
        self.outline = DutyOutline(self)
        self.header = DutyHeader()
        self.frozen = Card(kind="soft", edge=14)
        self.frozen_words = Label("", look.TEXT, "ink2", wrap=True)
        self.correct: Button = link("签署与报送")
        self.frozen.body.addLayout(spread(self.frozen_words, self.correct))
        self.frozen.body.setContentsMargins(14, 6, 14, 6)
        self.items = ItemList()
        self.absence = AbsenceCard()
        self.tray = EvidenceTray(self._navigator.thumbnails)
        self.content = ScrollPage((_EDGE, 10, _EDGE, 12), 12)
        self.content.body.addWidget(self.items)
        self.content.body.addWidget(self.absence)
        self._registers_place = QVBoxLayout()
        self._registers_place.setSpacing(12)
        self.content.body.addLayout(self._registers_place)
        self.content.body.addWidget(self.tray)
        self.content.body.addStretch(1)
        self.footer = DutyFooter()
        head = QVBoxLayout()
        head.setContentsMargins(20, 10, 20, 2)
        head.setSpacing(8)
        head.addWidget(self.header)
        head.addWidget(self.frozen)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.content, 1)
        column.addWidget(self.footer)
        self.content.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self.outline)
        self._across.addLayout(column, 1)
        self.setAcceptDrops(True)
        self.outline_place = OutlinePlace(self.outline, self._across, self.header)
        self.registers = DutyRegisters(self.work, self._registers_place, self)
        self.evidence = DutyEvidence(
            self.work, self._workspace, self._navigator, self.tray, self
        )

    def _connect(self) -> None:
        self.header.back_wanted.connect(self._on_back)
        self.header.outline_wanted.connect(self.outline_place.toggle)
        self.header.assigned.connect(self._on_assigned)
        self.correct.clicked.connect(self._on_correct_clicked)
        self.outline.chosen.connect(self._on_outline_chosen)
        self.items.answered.connect(self._on_answered)
        self.items.written.connect(self._on_written)
        self.items.corrected.connect(self._on_corrected)
        self.items.hazard_wanted.connect(self._on_hazard_wanted)
        self.items.clause_wanted.connect(self._on_clause_wanted)
        self.items.register_wanted.connect(self.registers.go_to)
        self.items.evidence_wanted.connect(self.evidence.add)
        self.items.dropped.connect(self.evidence.take)
        self.items.left_below.connect(self.footer.focus_first)
        self.absence.confirmed.connect(self._on_absence_confirmed)
        self.absence.withdrawn.connect(self._on_undone)
        self.footer.done_wanted.connect(self._on_done)
        self.footer.undone_wanted.connect(self._on_undone)
        self.footer.answers_wanted.connect(self._on_answers_wanted)
        self.footer.next_wanted.connect(self._on_next_wanted)
        self.footer.people_wanted.connect(self._on_people_wanted)
        self.field_keys = FieldKeys(self.undo, self._on_paste, self.evidence.only_picture, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        for keys, slot in (
            ("Ctrl+Return", self._on_next_item),
            ("Ctrl+Enter", self._on_next_item),
            ("Ctrl+Z", self.undo),
            ("Ctrl+V", self._on_paste),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # ---- what the window asks

    def show_place(self, key: str, item: str = "") -> None:
        """Show a duty, and an item of it; what follows a “#” is the field that lacks something."""
        if key != self._key:
            self.work.undoing.forget()
            self.content.verticalScrollBar().setValue(0)
        self._key, self._item = key, item.partition("#")[0]
        self._wanted = self._item
        self.reload()

    def place(self) -> tuple[str, ...]:
        """Where the person is, for the way back."""
        return (self._key, self._item) if self._item else (self._key,)

    def reload(self) -> None:
        """Ask again and draw."""
        workspace, walk = self._workspace, self.work.fresh_walk()
        self.page, outline = workspace.read(queries.page_and_list, walk, self._key)
        self._draw(self.page)
        self.outline.show_list(outline, self._key, self._item)
        self._navigator.set_badge("duties", outline.open)

    def first_focus(self) -> QWidget | None:
        """The item at hand, or the first that is not answered."""
        if (
            self._wanted
        ):  # coming back to this page, Qt first goes to where the keyboard was before
            self._item, self._wanted = self._wanted, ""
            self._show_current()
        row = self._row_to_begin_with()
        if row is None:
            return self.absence.reason if self.absence.isVisibleTo(self) else self.header.back
        QTimer.singleShot(0, row, partial(self._bring_into_view, row))
        return row.focus_place()

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.outline, self.header, self.content, self.footer]

    def _bring_into_view(self, row: ItemRow) -> None:
        """Show a row, together with the captions above the rows when both fit."""
        bar, page = self.content.verticalScrollBar(), self.content.widget()
        assert page is not None
        bottom = row.mapTo(page, row.rect().bottomLeft()).y()
        if bottom - look.px(_ROW_FOOT) < self.content.viewport().height():
            bar.setValue(0)
        else:
            self.content.ensureWidgetVisible(row, 0, 40)

    def _row_to_begin_with(self) -> ItemRow | None:
        rows = self.items.rows
        key = self._item if self._item in rows else self.items.next_open("")
        return rows.get(key) or next(iter(rows.values()), None)

    # ---- drawing

    def _draw(self, page: DutyPage) -> None:
        current = self._workspace.read(enterprise_queries.current_round)
        assert current is not None  # the walk has a round
        read_only = self._workspace.read_only or current.status == RoundStatus.SIGNED
        self._show_frozen(read_only)
        due, days = enterprise_queries.days_until_report(
            self.work.walk.pack, current.period, self.work.walk.today
        )
        for part in (self.header, self.items, self.tray, self.footer, self.absence):
            part.set_read_only(read_only)
        people = self._workspace.read(enterprise_queries.people)
        self.header.show_page(page, people, due, days)
        self.items.setVisible(page.applies)
        self.tray.setVisible(page.applies)
        self.absence.setVisible(not page.applies)
        lines = self.work.followed_lines(page.lines)
        self.items.show_lines(lines, [person.name for person in people])
        if not page.applies:
            self.absence.show_page(page, people)
        self.registers.show_page(page, read_only=read_only)
        self.evidence.show_page(page, read_only=read_only)
        self.footer.show_page(page, people)
        if self._item not in self.items.rows:
            self._item = ""
        self._show_current()

    def _show_frozen(self, read_only: bool) -> None:
        held = self._workspace.read_only
        self.frozen.setVisible(read_only)
        self.frozen_words.setText(_HELD if held else _FROZEN)
        self.correct.setVisible(not held)

    def _show_current(self) -> None:
        self.items.show_current(self._item)
        line = next(
            (row.line for row in self.items.rows.values() if row.key == self._item), None
        )
        self.evidence.show_target(line)

    # ---- answers

    def _row_tell(self, key: str, field: str) -> partial[None]:
        return partial(self.items.rows[key].refuse, field)

    def _on_answered(self, key: str, value: str) -> None:
        self.work.answer(key, value, self._row_tell(key, ""))

    def _on_written(self, key: str, field: str, value: str | date | None) -> None:
        self.work.write(key, field, value, self._row_tell(key, field))

    def _on_corrected(self, key: str, corrected: bool) -> None:
        self.work.correct_on_site(key, corrected, self._row_tell(key, "corrected_on"))

    def _on_hazard_wanted(self, key: str) -> None:
        hazard_id = self.work.hazard_of(key, self._row_tell(key, "note"))
        if hazard_id is not None:
            self._navigator.open("hazard", str(hazard_id))

    def _on_assigned(self, owner: str) -> None:
        self.work.assign(self._key, owner, self.footer.refuse)

    def _on_clause_wanted(self, key: str) -> None:
        assert self.page is not None
        row = self.items.rows[key]
        ClausePopup(row.line, self.page, self.work.walk.pack, self).show_beside(row)

    def _on_done(self, by: str) -> None:
        self.work.say_done(self._key, by, self.footer.refuse)

    def _on_undone(self) -> None:
        self.work.say_not_done(self._key, self.footer.refuse)

    def _on_absence_confirmed(self, reason: str, by: str) -> None:
        self.work.confirm_absence(self._key, reason, by, self.absence.refuse)

    def undo(self) -> None:
        """Ctrl+Z: the last answer, field, row or piece of evidence goes back."""
        row = self.items.rows.get(self.work.undoing.undo())
        if row is not None:
            self.content.ensureWidgetVisible(row, 0, 40)

    # ---- going places

    def _on_back(self) -> None:
        self._navigator.open("duties")

    def _on_correct_clicked(self) -> None:
        self._navigator.open("signoff")

    def _on_answers_wanted(self) -> None:
        self._navigator.open("answers")

    def _on_people_wanted(self) -> None:
        self._navigator.open("enterprise", "person#name")

    def _on_next_wanted(self) -> None:
        if self.page is not None and self.page.next_key:
            self._navigator.open("duty", self.page.next_key)

    def _on_outline_chosen(self, duty: str, item: str) -> None:
        self.outline_place.put_away()
        if duty != self._key:
            self._navigator.open("duty", *((duty, item) if item else (duty,)))
        elif item in self.items.rows:
            self.items.rows[item].focus_answer()

    def _on_next_item(self) -> None:
        following = self.items.next_open(self._item)
        if following:
            self.items.rows[following].focus_answer()
        else:
            self.footer.focus_first()

    def _on_paste(self) -> None:
        self.evidence.paste(self._item)

    # ---- the keyboard

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        self.field_keys.watch(new)
        left, row = self.items.row_of(old), self.items.row_of(new)
        if left is not None and left is not row:
            left.settle()  # what is complete may fold now
        key = row.key if row is not None else self.registers.item_of(new)
        if row is not None:
            self.content.ensureWidgetVisible(new, 0, 40)
        if key and key != self._item:
            self._item = key
            self._show_current()
            self.outline.show_item(key)
        if not self.outline.isAncestorOf(new):
            self.outline_place.put_away()

    # ---- files that fall on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.evidence.read_only and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.evidence.take("", paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.outline_place.put_away():
            super().keyPressEvent(event)

    def _on_range_changed(self, least: int, most: int) -> None:
        """A scroll bar stands in the margin, so that cards and header end at the same place."""
        right = (
            _EDGE - self.content.verticalScrollBar().sizeHint().width()
            if most > least
            else _EDGE
        )
        self.content.body.setContentsMargins(_EDGE, 10, max(right, 0), 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.outline_place.arrange(self.window().width() < look.px(NARROW_BELOW))
