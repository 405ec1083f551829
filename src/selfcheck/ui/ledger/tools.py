"""What decides which hazards are listed: saved filters, conditions, search; and the words of conditions below."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards import queries
from selfcheck.hazards.pages import FILTER_WORDS, Filter, View
from selfcheck.ui.fields import SearchField
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.ledger.filter import FilterButton, FilterPopup, FilterWords, narrowed_by
from selfcheck.ui.ledger.tabs import FilterTabs
from selfcheck.ui.workspace import Workspace

_MANY = 5000  # hazards from which a search waits for a pause in typing
_PAUSE_MS = 180
_HINT = "搜索编号、描述、场所、责任人"


class LedgerTools(QWidget):
    """`changed` carries fields of a view and their new values, `left` that the list is wanted."""

    changed = Signal(dict)
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = View()
        self._everything = 0
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tabs = FilterTabs()
        self.filter_button = FilterButton()
        self.filter_popup = FilterPopup(self)
        self.search = SearchField(_HINT, width=248)
        self.search.setAccessibleName(_HINT)
        self.filter_words = FilterWords()
        row = QHBoxLayout()
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.filter_button)
        row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.filter_words)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_entered)
        self._typed.timeout.connect(self._on_search_paused)
        self.filter_button.clicked.connect(self._on_filter_wanted)
        self.filter_popup.narrowed.connect(self._on_narrowed)
        self.filter_words.narrowed.connect(self._on_narrowed)
        for at, kind in enumerate(FILTER_WORDS, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.setProperty("filter", kind)
            shortcut.activated.connect(self._on_filter_key)

    def show_view(self, view: View, within: Mapping[Filter, int], everything: int) -> None:
        """Show what is listed: how many each filter holds, and how large the whole ledger is."""
        self._view, self._everything = view, everything
        self.tabs.show_filter(view.filter, within)
        self.filter_button.show_count(len(narrowed_by(view)))
        self.filter_words.show_view(view)
        order_tabs([self.search, *self.filter_words.stops])
        if self.filter_popup.isVisible():
            self._show_conditions()

    @property
    def last_stop(self) -> QWidget:
        """Where Tab goes on from to the list."""
        return [self.search, *self.filter_words.stops][-1]

    def show_search(self, words: str) -> None:
        """Other words in the search field; "" forgets them."""
        self.search.take_as_kept(words)

    def _show_conditions(self) -> None:
        self.filter_popup.show_view(self._view, self._workspace.read(queries.known))

    # ---- what the person does

    def _on_filter(self, kind: str) -> None:
        self.changed.emit({"filter": kind})

    def _on_filter_key(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.tabs.choose(sender.property("filter"))
        self.left.emit()

    def _on_searched(self) -> None:
        self._typed.start(_PAUSE_MS if self._everything > _MANY else 0)

    def _on_search_paused(self) -> None:
        self._typed.stop()
        words = " ".join(self.search.text().split())
        if words != self._view.search:
            self.changed.emit({"search": words})

    def _on_search_entered(self) -> None:
        self._on_search_paused()
        self.left.emit()

    def _on_filter_wanted(self) -> None:
        self._show_conditions()
        self.filter_popup.open_below(self.filter_button)

    def _on_narrowed(self, changes: Mapping[str, Any]) -> None:
        self.changed.emit(dict(changes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaving = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape)
        if leaving and self.search.hasFocus():
            self.left.emit()
        else:
            super().keyPressEvent(event)
