"""Choosing another open hazard by its number or words."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from selfcheck.hazards import queries
from selfcheck.hazards.pages import LedgerRow, View
from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.fields import SearchField
from selfcheck.ui.labels import Label
from selfcheck.ui.office import office
from selfcheck.ui.surfaces import Card
from selfcheck.ui.workspace import Workspace

_MOST = 50  # more are found by typing
_HEIGHT = 210


class HazardPicker(QWidget):
    """Type to search, ↓ into the list; the value is the number of the chosen one."""

    committed = Signal(str)

    def __init__(self, workspace: Workspace, but: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._but = workspace, but
        self.search = SearchField("搜索编号、描述、场所")
        self.list = QListWidget()
        self.list.setAccessibleName("正在办理的隐患")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = Label("", look.CAPTION, "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        frame = Card(edge=8)
        frame.body.addWidget(self.list)
        for part in (self.search, frame, self.told):
            column.addWidget(part)
        self.setFocusProxy(self.search)
        self.search.searched.connect(self._on_searched)
        self.list.currentItemChanged.connect(self._on_chosen)
        self._on_searched("")
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.list.setFont(look.font())
        self.list.setFixedHeight(look.px(_HEIGHT))

    @property
    def value(self) -> str:
        """The number of the chosen hazard; "" for none."""
        chosen = self.list.currentItem()
        return str(chosen.data(Qt.ItemDataRole.UserRole)) if chosen is not None else ""

    def show_value(self, value: str) -> None:
        """Mark the hazard of this number."""
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) == value:
                self.list.setCurrentRow(at)

    def _on_searched(self, words: str) -> None:
        chosen = self.value
        given = office(self._workspace)
        view = View(filter="open", search=words, sort="number", descending=True)
        found = self._workspace.read(queries.ids, given, view)
        rows = self._workspace.read(queries.rows, given, found[: _MOST + 1])
        self.list.clear()
        for row in rows[:_MOST]:
            if row.hazard_id != self._but and row.state is not HazardState.DRAFT:
                self._add(row)
        self.show_value(chosen)
        more = f"只列出前 {_MOST} 条，再多输几个字" if len(found) > _MOST else ""
        self.told.setText(more if self.list.count() else "没有找到正在办理的隐患，换几个字再找")
        self.told.setVisible(bool(self.told.text()))

    def _add(self, row: LedgerRow) -> None:
        under = " · ".join(filter(None, (row.location, row.grade_words, row.state_words)))
        entry = QListWidgetItem(f"{row.number}　{row.description}\n{under}")
        entry.setData(Qt.ItemDataRole.UserRole, row.number)
        entry.setToolTip(row.description)
        entry.setSizeHint(QSize(0, look.px(44)))
        self.list.addItem(entry)

    def _on_chosen(self) -> None:
        self.committed.emit(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
            return
        super().keyPressEvent(event)
