"""The registers of a duty page: one card for each item that asks for one, and what is done in them."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.duties.pages import DutyPage
from selfcheck.ui.duty.register_table import RegisterCard
from selfcheck.ui.duty.work import DutyWork, register_lines


class DutyRegisters(QObject):
    """Keeps the cards in step with the page; rows that stay are updated in place."""

    def __init__(self, work: DutyWork, place: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._place = place
        self._struck: tuple[str, int] = ("", 0)
        self._wanted_row = 0  # just added: the keyboard goes there once it is drawn
        self.cards: dict[str, RegisterCard] = {}

    def show_page(self, page: DutyPage, *, read_only: bool) -> None:
        """Show the registers as they are kept."""
        lines = register_lines(page.lines)
        if [line.key for line in lines] != list(self.cards):
            for card in self.cards.values():
                self._place.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = {}
            self._struck = ("", 0)
            for line in lines:
                card = self.cards[line.key] = RegisterCard(line)
                card.added.connect(self._on_added)
                card.changed.connect(self._on_changed)
                card.struck.connect(self._on_struck)
                card.restored.connect(self._on_restored)
                card.declared_empty.connect(self._on_declared_empty)
                self._place.addWidget(card)
        for line in lines:
            card = self.cards[line.key]
            card.set_read_only(read_only)
            card.show_line(line)
            ids = {row.row_id for row in line.rows}
            if self._struck[0] == line.key and self._struck[1] in ids:
                self._struck = ("", 0)  # taken back with Ctrl+Z
                card.show_struck("")
            if self._wanted_row in ids:
                row, self._wanted_row = self._wanted_row, 0
                card.focus_row(row)

    def item_of(self, widget: QWidget) -> str:
        """The item whose register a widget belongs to; empty when it belongs to none."""
        for key, card in self.cards.items():
            if card.isAncestorOf(widget):
                return key
        return ""

    def go_to(self, key: str) -> None:
        """Put the keyboard into a register."""
        self.cards[key].first_place().setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what a person does

    def _on_added(self, key: str) -> None:
        card = self.cards[key]
        card.show_struck("")
        self._wanted_row = self._work.add_row(key, card.value, partial(card.refuse, 0, ""))

    def _on_changed(self, key: str, row_id: int, column: str, text: str) -> None:
        tell = partial(self.cards[key].refuse, row_id, column)
        self._work.change_cell(key, row_id, column, text, tell)

    def _on_struck(self, key: str, row_id: int) -> None:
        card = self.cards[key]
        code = card.code_of(row_id)
        if self._work.strike_row(key, row_id, partial(card.refuse, 0, ""), undo=True):
            self._struck = (key, row_id)
            card.show_struck(code)
            card.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_restored(self) -> None:
        key, row_id = self._struck
        if row_id:
            self._work.strike_row(key, row_id, struck=False)
            self.cards[key].show_struck("")
            self._wanted_row = row_id

    def _on_declared_empty(self, key: str) -> None:
        self._work.declare_empty(key, partial(self.cards[key].refuse, 0, ""))
