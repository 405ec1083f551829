"""隐患台账: the list of hazards. Saved filters, search, sort; the next step of each row; many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.hazards import actions, hazard_query, many, queries
from selfcheck.hazards.pages import FILTER_WORDS, Filter, LedgerRow, Office, SortKey, View
from selfcheck.ui import ledger_view, look
from selfcheck.ui.buttons import link, plain, primary
from selfcheck.ui.fields import SearchField
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.ledger_assign import AssignSheet, DeadlineSheet
from selfcheck.ui.ledger_bar import LedgerBar
from selfcheck.ui.ledger_captions import Captions, sorted_next
from selfcheck.ui.ledger_empty import LedgerEmpty, words_for
from selfcheck.ui.ledger_filter import (
    NOTHING,
    FilterButton,
    FilterPopup,
    FilterWords,
    narrowed_by,
)
from selfcheck.ui.ledger_list import LedgerList
from selfcheck.ui.ledger_menu import DISCARD, NOTICE, OPEN, RowMenu
from selfcheck.ui.ledger_printing import LedgerPrinting
from selfcheck.ui.ledger_strip import WorkStrip
from selfcheck.ui.ledger_tabs import FilterTabs
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.surfaces import Card, PageHeader
from selfcheck.ui.workspace import Workspace

_MANY = 5000  # rows from which a search waits for a pause in typing
_PAUSE_MS = 180
_WEEKDAYS = "一二三四五六日"


class LedgerScreen(QWidget):
    """The ledger's list; a view is kept while other screens are shown."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace = workspace
        self._navigator = navigator
        self.view = ledger_view.last_view(workspace) or View()
        self._office: Office = office(workspace)
        self._everything = 0
        self.menu: RowMenu | None = None  # while it is open
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.import_button = link("导入旧台账", "import")
        self.register_button = primary("登记隐患", "plus")
        self.register_button.setToolTip("登记隐患（Ctrl+N）")
        self.print_button = plain("打印台账", "print")
        self.export_button = plain("导出 Excel", "export")
        actions = (self.import_button, self.print_button, self.export_button)
        self.header = PageHeader("隐患台账", "", (*actions, self.register_button))
        self.problem = ProblemLabel()
        self.strip = WorkStrip()
        self.printing = LedgerPrinting(self._workspace, self._navigator.jobs, self.strip, self)
        self.tabs = FilterTabs()
        self.filter_button = FilterButton()
        self.filter_popup = FilterPopup(self)
        self.filter_words = FilterWords()
        self.search = SearchField("搜索编号、描述、场所、责任人", width=248)
        self.search.setAccessibleName("搜索编号、描述、场所、责任人")
        self.captions = Captions()
        self.list = LedgerList(self._rows_of)
        self.empty = LedgerEmpty()
        self.bar = LedgerBar()
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 5, 12, 5)
        tools.setSpacing(8)
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        tools.addWidget(self.filter_button)
        tools.addWidget(self.search)
        self.card = Card(edge=0)
        body = self.card.body
        body.setContentsMargins(1, 1, 1, 1)
        body.setSpacing(0)
        body.addLayout(tools)
        for part in (self.filter_words, self.captions):
            body.addWidget(part)
        body.addWidget(self.list, 1)
        body.addWidget(self.empty, 1)
        body.addWidget(self.bar)
        column = QVBoxLayout(self)
        left, top, right, _ = look.PAGE_MARGINS
        column.setContentsMargins(left, top, right, 12)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.problem)
        column.addWidget(self.strip)
        column.addWidget(self.card, 1)
        usable = not self._workspace.read_only
        for button in (self.import_button, self.register_button):
            button.setEnabled(usable)
        for button in (self.bar.assign_button, self.bar.deadline_button):
            button.setVisible(usable)

    def _connect(self) -> None:
        self.import_button.clicked.connect(self._on_import)
        self.print_button.clicked.connect(self._on_print)
        self.export_button.clicked.connect(self._on_export)
        self.register_button.clicked.connect(self._on_register)
        self.printing.busy_changed.connect(self._show_usable)
        self.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_entered)
        self._typed.timeout.connect(self._on_search_paused)
        self.filter_button.clicked.connect(self._on_filter_wanted)
        for narrowing in (self.filter_popup, self.filter_words):
            narrowing.narrowed.connect(self._on_narrowed)
        self.captions.sorted_by.connect(self._on_sorted)
        self.captions.all_wanted.connect(self.list.tick_all)
        self.list.resized.connect(self.captions.show_list_width)
        self.list.opened.connect(self._on_opened)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.ticked.connect(self._show_ticks)
        self.empty.followed.connect(self._on_followed)
        self.bar.assign_wanted.connect(self._on_assign)
        self.bar.deadline_wanted.connect(self._on_deadline)
        self.bar.notices_wanted.connect(self._on_notices)
        self.bar.export_wanted.connect(self._on_export_ticked)
        self.bar.cleared.connect(self._on_ticks_cleared)
        for keys, button in (("Ctrl+N", self.register_button), ("Ctrl+P", self.print_button)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        for at, kind in enumerate(FILTER_WORDS, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.setProperty("filter", kind)
            shortcut.activated.connect(self._on_filter_key)

    # ---- what the window asks

    def reload(self) -> None:
        """Ask again and draw; the current row and how far the list was scrolled stay."""
        self._office = office(self._workspace)
        self.problem.show_problem("")
        self._ask()

    def show_place(self, kind: str, hazard_id: str = "", told: str = "") -> None:
        """Show a saved filter: open("ledger", "overdue"); what `place` told brings everything back."""
        view = View(filter=cast("Filter", kind))
        self.view = ledger_view.read(told, view) if told else view
        self.search.setText(self.view.search)
        self.reload()
        if not (hazard_id and self.list.select(int(hazard_id))):
            self.list.to_top()

    def place(self) -> tuple[str, ...]:
        """Filter, current hazard, and the rest of the view: for the way back."""
        current = self.list.current_id
        rest = ledger_view.written(self.view)
        return (self.view.filter, str(current) if current else "", rest)

    def first_focus(self) -> QWidget:
        """The list, or what leads on from an empty one."""
        ways = list(self.empty.links.values())
        return self.list if self.ids or not ways else ways[0]

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.header, self.tabs, self.list, self.bar]

    @property
    def ids(self) -> tuple[int, ...]:
        """Every hazard of the view, in its order."""
        return self.list.rows.ids

    # ---- asking and drawing

    def _rows_of(self, ids: Sequence[int]) -> tuple[LedgerRow, ...]:
        return self._workspace.read(queries.rows, self._office, ids)

    def _ask(self, *, from_top: bool = False) -> None:
        workspace, given, view = self._workspace, self._office, self.view
        ids = workspace.read(queries.ids, given, view)
        within = workspace.read(queries.counts_within, given, view)
        whole = within
        if view.search or narrowed_by(view):
            whole = workspace.read(queries.counts, given)
        self._everything = whole["all"]
        self._navigator.set_badge("ledger", whole["overdue"])
        ledger_view.remember(workspace, view, ids)
        self.list.show_hazards(ids, given.today)
        if from_top:
            self.list.to_top()
        self._show_head()
        self.tabs.show_filter(view.filter, within)
        self.captions.show_sort(view.sort, descending=view.descending)
        self.filter_button.show_count(len(narrowed_by(view)))
        self.filter_words.show_view(view)
        order_tabs([self.search, *self.filter_words.stops, self.captions.tick_all])
        sentence, ways = words_for(view, everything=self._everything, within=within["all"])
        self.empty.show_words(sentence, ways)
        self.empty.setVisible(not ids)
        self.list.setVisible(bool(ids))
        self.captions.setVisible(bool(ids))
        self._show_usable()
        self._show_ticks()

    def _show_head(self) -> None:
        today = self._office.today
        day = f"{today.year}年{today.month}月{today.day}日 星期{_WEEKDAYS[today.weekday()]}"
        parts = (self._office.enterprise, "重大事故隐患专项排查整治", day)
        self.header.show_subline(" · ".join(part for part in parts if part))

    def _show_usable(self) -> None:
        """One paper at a time, and none of an empty list."""
        idle = not self.printing.busy
        for button in (self.print_button, self.export_button):
            button.setEnabled(idle and bool(self.ids))
        for button in (self.bar.notices_button, self.bar.export_button):
            button.setEnabled(idle)

    def _show_ticks(self) -> None:
        self.captions.tick_all.show_ticks(self.list.tick_state)
        ticks = self.list.ticks
        if not ticks:
            self.bar.show_count(len(self.ids))
            return
        figures = self._workspace.read(many.figures, ticks)
        shown = len(self.list.rows.checked.intersection(self.ids))
        self.bar.show_ticked(figures, figures.count - shown)

    def _show(self, **changes: Any) -> None:
        """Show another view, from its top."""
        self.view = replace(self.view, **changes)
        self._ask(from_top=True)

    # ---- choosing what is listed

    def _on_filter(self, kind: str) -> None:
        self._show(filter=kind)

    def _on_filter_key(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.tabs.choose(sender.property("filter"))
        self.list.setFocus()

    def _on_searched(self) -> None:
        self._typed.start(_PAUSE_MS if self._everything > _MANY else 0)

    def _on_search_paused(self) -> None:
        self._typed.stop()
        words = " ".join(self.search.text().split())
        if words != self.view.search:
            self._show(search=words)

    def _on_search_entered(self) -> None:
        self._on_search_paused()
        self.first_focus().setFocus()

    def _on_filter_wanted(self) -> None:
        self.filter_popup.show_view(self.view, self._workspace.read(queries.known))
        self.filter_popup.open_below(self.filter_button)

    def _on_narrowed(self, changes: Mapping[str, Any]) -> None:
        self._show(**changes)
        if self.filter_popup.isVisible():
            self.filter_popup.show_view(self.view, self._workspace.read(queries.known))

    def _on_sorted(self, key: str) -> None:
        sort, descending = sorted_next(
            cast("SortKey", key), self.view.sort, descending=self.view.descending
        )
        self._show(sort=sort, descending=descending)

    def _on_followed(self, way: str) -> None:
        if way == "register":
            self._on_register()
        elif way == "import":
            self._on_import()
        elif way == "all":
            self._show(filter="all")
        elif way == "widen":
            self._show(**NOTHING)
        else:
            self.search.take_as_kept("")
        self.first_focus().setFocus()

    # ---- one hazard

    def _on_opened(self, hazard_id: int) -> None:
        self._navigator.open("hazard", str(hazard_id))

    def _on_import(self) -> None:
        self._navigator.open("ledger_import")

    def _on_register(self) -> None:
        from selfcheck.ui.hazard_register import RegisterDialog

        dialog = RegisterDialog(self._workspace, self._navigator, self)
        hazard_id = dialog.exec()
        dialog.deleteLater()
        if hazard_id:
            self.reload()
            if not self.list.select(hazard_id):  # a filter that does not hold it
                self.search.take_as_kept("")
                self._show(filter="open", search="", **NOTHING)
                self.list.select(hazard_id)
        self.list.setFocus()

    def _on_menu_wanted(self, hazard_id: int, at: QPoint) -> None:
        workspace = self._workspace
        steps = workspace.read(hazard_query.steps_of, self._office, hazard_id)
        (ticked,) = workspace.read(many.for_notice, [hazard_id])
        self.menu = RowMenu(
            steps,
            notice=not ticked.refused and not self.printing.busy,
            blank=workspace.read(actions.is_blank, hazard_id),
            read_only=workspace.read_only,
            parent=self,
        )
        chosen = self.menu.exec(at)
        self.menu.deleteLater()
        self.menu = None
        if chosen is not None:
            self._do(hazard_id, str(chosen.data()))

    def _do(self, hazard_id: int, what: str) -> None:
        from selfcheck.ui import hazard_steps

        self.problem.show_problem("")
        if what == OPEN:
            self._on_opened(hazard_id)
            return
        if what == NOTICE:
            self.printing.print_notices(self._office, [hazard_id])
            return
        try:
            if what == DISCARD:
                self._workspace.act(actions.discard, hazard_id)
                self.list.tick(self.list.rows.checked - {hazard_id})
            else:
                hazard_steps.take(self, self._workspace, self._navigator, hazard_id, what)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
        self.list.setFocus()

    # ---- papers

    def _on_print(self) -> None:
        self.printing.print_ledger(self._office, self.view, self.ids)

    def _on_export(self) -> None:
        self.printing.export(self._office, self.ids, FILTER_WORDS[self.view.filter])

    def _on_notices(self) -> None:
        self.printing.print_notices(self._office, self.list.ticks)

    def _on_export_ticked(self) -> None:
        self.printing.export(self._office, self.list.ticks, "所选")

    # ---- many hazards

    def _on_assign(self) -> None:
        self._run(AssignSheet(self._workspace, self.list.ticks, self))

    def _on_deadline(self) -> None:
        self._run(DeadlineSheet(self._workspace, self.list.ticks, self))

    def _run(self, sheet: QDialog) -> None:
        done = sheet.exec()
        sheet.deleteLater()
        if done:
            self.list.tick(set())
        self.list.setFocus()

    def _on_ticks_cleared(self) -> None:
        self.list.tick(set())
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Esc leaves the search first, then the selection, then what was searched for."""
        if self.search.hasFocus() and self.ids:
            self.list.setFocus()
        elif self.list.rows.checked:
            self._on_ticks_cleared()
        else:
            self.search.take_as_kept("")
