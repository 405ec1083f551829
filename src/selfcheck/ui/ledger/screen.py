"""隐患台账: the list of hazards. Saved filters, search, sort; the next step of each row; many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.hazards import many, queries
from selfcheck.hazards.pages import FILTER_WORDS, Filter, LedgerRow, Office, SortKey, View
from selfcheck.ui import look
from selfcheck.ui.buttons import link, plain, primary
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.ledger import view as ledger_view
from selfcheck.ui.ledger.bar import LedgerBar
from selfcheck.ui.ledger.captions import Captions, sorted_next
from selfcheck.ui.ledger.doing import LedgerDoing
from selfcheck.ui.ledger.empty import LedgerEmpty, words_for
from selfcheck.ui.ledger.filter import NOTHING, narrowed_by
from selfcheck.ui.ledger.list import LedgerList
from selfcheck.ui.ledger.printing import LedgerPrinting
from selfcheck.ui.ledger.strip import WorkStrip
from selfcheck.ui.ledger.tools import LedgerTools
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.surfaces import Card, PageHeader
from selfcheck.ui.workspace import Workspace

NEW = "new"  # open("ledger", "new"): a hazard is to be registered
_WEEKDAYS = "一二三四五六日"


class LedgerScreen(QWidget):
    """The ledger's list; a view is kept while other screens are shown."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace = workspace
        self._navigator = navigator
        self.view = ledger_view.last_view(workspace) or View()
        self._office: Office = office(workspace)
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.import_button = link("导入旧台账", "import")
        self.print_button = plain("打印台账", "print")
        self.export_button = plain("导出 Excel", "export")
        self.register_button = primary("登记隐患", "plus")
        self.register_button.setToolTip("登记隐患（Ctrl+N）")
        actions = (self.import_button, self.print_button, self.export_button)
        self.header = PageHeader("隐患台账", "", (*actions, self.register_button))
        self.problem = ProblemLabel()
        self.strip = WorkStrip()
        self.printing = LedgerPrinting(self._workspace, self._navigator.jobs, self.strip, self)
        self.doing = LedgerDoing(self._workspace, self._navigator, self.printing, self)
        self.tools = LedgerTools(self._workspace)
        self.captions = Captions()
        self.list = LedgerList(self._rows_of)
        self.empty = LedgerEmpty()
        self.bar = LedgerBar()
        self.card = Card(edge=0)
        body = self.card.body
        body.setContentsMargins(1, 1, 1, 1)
        body.setSpacing(0)
        for part, stretch in (
            (self.tools, 0),
            (self.captions, 0),
            (self.list, 1),
            (self.empty, 1),
            (self.bar, 0),
        ):
            body.addWidget(part, stretch)
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
        self.import_button.clicked.connect(self.doing.bring_in)
        self.print_button.clicked.connect(self._on_print)
        self.export_button.clicked.connect(self._on_export)
        self.register_button.clicked.connect(self._on_register)
        self.printing.busy_changed.connect(self._show_usable)
        self.doing.refused.connect(self.problem.show_problem)
        self.doing.discarded.connect(self._on_discarded)
        self.tools.changed.connect(self._on_view_changed)
        self.tools.left.connect(self._to_list)
        self.captions.sorted_by.connect(self._on_sorted)
        self.captions.all_wanted.connect(self.list.tick_all)
        self.list.resized.connect(self.captions.show_list_width)
        self.list.opened.connect(self.doing.open)
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

    # ---- what the window asks

    def reload(self) -> None:
        """Ask again and draw; the current row and how far the list was scrolled stay."""
        self._office = office(self._workspace)
        self.problem.show_problem("")
        self._ask()

    def show_place(self, kind: str, hazard_id: str = "", told: str = "") -> None:
        """Show a saved filter: open("ledger", "overdue"); what `place` told brings everything back.

        open("ledger", "new") registers a hazard, over the list as it was.
        """
        if kind == NEW:
            self.reload()
            QTimer.singleShot(0, self, self.register_button.click)  # once the list is seen
            return
        view = View(filter=cast("Filter", kind))
        self.view = ledger_view.read(told, view) if told else view
        self.tools.show_search(self.view.search)
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
        return [self.header, self.tools, self.list, self.bar]

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
        self._navigator.set_badge("ledger", whole["overdue"])
        ledger_view.remember(workspace, view, ids)
        self.list.show_hazards(ids, given.today)
        if from_top:
            self.list.to_top()
        self._show_head()
        self.tools.show_view(view, within, whole["all"])
        order_tabs([self.tools.last_stop, self.captions.tick_all])
        self.captions.show_sort(view.sort, descending=view.descending)
        sentence, ways = words_for(view, everything=whole["all"], within=within["all"])
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

    # ---- another view

    def _show(self, **changes: Any) -> None:
        """Show another view, from its top."""
        self.view = replace(self.view, **changes)
        self._ask(from_top=True)

    def _on_view_changed(self, changes: Mapping[str, Any]) -> None:
        self._show(**changes)

    def _to_list(self) -> None:
        if self.isVisible():  # what was done may have led to another screen
            self.first_focus().setFocus()

    def _on_sorted(self, key: str) -> None:
        sort, descending = sorted_next(
            cast("SortKey", key), self.view.sort, descending=self.view.descending
        )
        self._show(sort=sort, descending=descending)

    def _on_followed(self, way: str) -> None:
        if way == "register":
            self._on_register()
        elif way == "import":
            self.doing.bring_in()
        elif way == "all":
            self._show(filter="all")
        elif way == "widen":
            self._show(**NOTHING)
        else:
            self.tools.show_search("")
        self._to_list()

    # ---- what is done from here

    def _on_register(self) -> None:
        hazard_id = self.doing.register()
        if hazard_id:
            self.reload()
            if not self.list.select(hazard_id):  # a view that does not hold it
                self.tools.show_search("")
                self._show(filter="open", search="", **NOTHING)
                self.list.select(hazard_id)
        self._to_list()

    def _on_menu_wanted(self, hazard_id: int, at: QPoint) -> None:
        self.doing.offer(self._office, hazard_id, at)
        self._to_list()

    def _on_discarded(self, hazard_id: int) -> None:
        self.list.tick(self.list.rows.checked - {hazard_id})

    def _on_print(self) -> None:
        self.printing.print_ledger(self._office, self.view, self.ids)

    def _on_export(self) -> None:
        self.printing.export(self._office, self.ids, FILTER_WORDS[self.view.filter])

    def _on_notices(self) -> None:
        self.printing.print_notices(self._office, self.list.ticks)

    def _on_export_ticked(self) -> None:
        self.printing.export(self._office, self.list.ticks, "所选")

    def _on_assign(self) -> None:
        self._after(self.doing.assign(self.list.ticks))

    def _on_deadline(self) -> None:
        self._after(self.doing.move_deadlines(self.list.ticks))

    def _after(self, done: bool) -> None:
        if done:
            self.list.tick(set())
        self._to_list()

    def _on_ticks_cleared(self) -> None:
        self.list.tick(set())
        self._to_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.list.rows.checked:  # first the selection, then what was searched for
            self._on_ticks_cleared()
        else:
            self.tools.show_search("")
