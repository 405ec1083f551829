"""A register (台账) of an item: rows edited in place, five at first, more when asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.duties.pages import ItemLine, RowLine
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.duty.register_cells import Cell
from selfcheck.ui.duty.register_columns import needs_of, shares
from selfcheck.ui.duty.register_row import RegisterHead, RegisterRowView, room_for_cells
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.surfaces import Card, spread

_SHOWN = 5


class RegisterCard(Card):
    """The register of one item: title, rows, 新增一处, and the words for having none."""

    added = Signal(str)  # item
    changed = Signal(str, int, str, str)  # item, row, column, text
    struck = Signal(str, int)
    restored = Signal()  # undo the last strike
    declared_empty = Signal(str)

    def __init__(self, line: ItemLine) -> None:
        add = link(line.add_text, "plus")
        super().__init__(line.register_title, "", add, edge=0)
        self.add: Button = add
        self.key = line.key
        self._line = line
        self._all = False
        self._read_only = False
        self.rows: dict[int, RegisterRowView] = {}
        self._build(line)
        self._connect()
        self.show_line(line)

    def _build(self, line: ItemLine) -> None:
        self.title.set_look(weight=500)
        self.head.setContentsMargins(16, 0, 12, 0)
        self.body.setContentsMargins(1, 8, 1, 8)
        self.body.setSpacing(0)
        self.body.addSpacing(6)
        self._captions = RegisterHead(line.columns)
        self.body.addWidget(self._captions)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.empty = Label("", look.TEXT, "ink3")
        self.none: Button = link(line.none_text)
        self.undo: Button = link("撤销", "undo")
        self.gone = Label("", look.TEXT, "ink3")
        self.more: Button = link("")
        self.problem = ProblemLabel()
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 12, 0)
        foot.setSpacing(4)
        foot.addLayout(spread(self.empty, self.none, None))
        foot.addLayout(spread(self.more, self.gone, self.undo, None))
        foot.addWidget(self.problem)
        self.body.addLayout(foot)
        self.gone.hide()
        self.undo.hide()

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add_clicked)
        self.none.clicked.connect(self._on_none_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.undo.clicked.connect(self._on_undo_clicked)

    # ---- showing

    def show_line(self, line: ItemLine) -> None:
        """Show the rows that are kept; those on the screen are updated in place."""
        self._line = line
        self.show_note(f"{len(line.rows)} {line.register_noun}" if line.rows else "")
        hidden = max(len(line.rows) - _SHOWN, 0)
        shown = line.rows if self._all or hidden == 0 else line.rows[:_SHOWN]
        self._show_rows(shown)
        self._captions.setVisible(bool(line.rows))
        self.more.setVisible(bool(hidden))
        self.more.setText(
            "只显示前 5 行" if self._all else f"全部 {len(line.rows)} {line.register_noun}"
        )
        declared = line.value == "none" and not line.rows
        self.empty.setVisible(not line.rows)
        self.empty.setText(
            f"已声明：{line.none_text}" if declared else f"还没有登记{line.register_title}"
        )
        self.empty.set_look(ink="ink2" if declared else "ink3")
        offered = bool(line.none_text) and not line.rows and not declared
        self.none.setVisible(offered and not self._read_only)
        self.problem.show_problem("")
        self._share_out()

    def _share_out(self) -> None:
        """Divide the width among the columns by what stands in them."""
        columns = self._line.columns
        room = room_for_cells(self.width(), len(columns))
        needs = needs_of(columns, self._line.rows)
        widths = shares(needs, [column.width for column in columns], max(room, 1))
        self._captions.share_out(widths)
        for view in self.rows.values():
            view.share_out(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _show_rows(self, shown: Sequence[RowLine]) -> None:
        wanted = {row.row_id for row in shown}
        for row_id in [known for known in self.rows if known not in wanted]:
            view = self.rows.pop(row_id)
            self._rows.removeWidget(view)
            view.hide()
            view.deleteLater()
        for at, row in enumerate(shown):
            known = self.rows.get(row.row_id)
            if known is None:
                self._insert(at, row)
            else:
                known.show_row(row)

    def _insert(self, at: int, row: RowLine) -> None:
        view = RegisterRowView(row, self._line.columns)
        view.changed.connect(self._on_changed)
        view.struck.connect(self._on_struck)
        view.moved.connect(self._on_moved)
        view.set_read_only(self._read_only)
        self.rows[row.row_id] = view
        self._rows.insertWidget(at, view)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes along the rows as they stand, whenever they were made."""
        last: QWidget = self.add
        for row in self._line.rows:
            view = self.rows.get(row.row_id)
            for part in (*view.cells.values(), view.strike) if view else ():
                target = part.field if isinstance(part, Cell) else part
                QWidget.setTabOrder(last, target)
                last = target

    def show_struck(self, code: str) -> None:
        """Offer to take back that a row was removed; nothing to offer when the code is empty."""
        self.gone.setText(f"已移除 {code}")
        self.gone.setVisible(bool(code))
        self.undo.setVisible(bool(code))

    def focus_row(self, row_id: int) -> None:
        """Put the keyboard into the first cell of a row."""
        if row_id not in self.rows:
            self._all = True
            self.show_line(self._line)
        view = self.rows.get(row_id)
        if view is not None:
            next(iter(view.cells.values())).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_place(self) -> QWidget:
        """Where to go on: the first cell of the first row, or 新增一处."""
        for row in self._line.rows[:1]:
            return next(iter(self.rows[row.row_id].cells.values())).field
        return self.add

    @property
    def value(self) -> str:
        """What is kept of the item: kept, none, or nothing."""
        return self._line.value

    def code_of(self, row_id: int) -> str:
        """KJ-01, as the person knows it."""
        return next((row.code for row in self._line.rows if row.row_id == row_id), "")

    def refuse(self, row_id: int, column: str, sentence: str) -> None:
        """A change could not be kept."""
        if row_id in self.rows and column:
            self.rows[row_id].refuse(column, sentence)
        else:
            self.problem.show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self._read_only = read_only
        self.add.setVisible(not read_only)
        for view in self.rows.values():
            view.set_read_only(read_only)
        self.show_line(self._line)

    # ---- telling

    def _on_changed(self, row_id: int, column: str, text: str) -> None:
        self.changed.emit(self.key, row_id, column, text)

    def _on_struck(self, row_id: int) -> None:
        self.struck.emit(self.key, row_id)

    def _on_moved(self, row_id: int, column: str, step: int) -> None:
        ids = [row.row_id for row in self._line.rows if row.row_id in self.rows]
        at = ids.index(row_id) + step
        if 0 <= at < len(ids):
            field = self.rows[ids[at]].cells[column].field
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add_clicked(self) -> None:
        self.added.emit(self.key)

    def _on_none_clicked(self) -> None:
        self.declared_empty.emit(self.key)

    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self.show_line(self._line)

    def _on_undo_clicked(self) -> None:
        self.restored.emit()
