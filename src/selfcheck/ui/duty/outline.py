"""The outline at the left of a duty: every duty with its mark, the current one opened to its items."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from selfcheck.duties.pages import DutyList
from selfcheck.ui import look
from selfcheck.ui.duty.outline_rows import OutlineDelegate, OutlineModel, lines_of
from selfcheck.ui.fields import SearchField

WIDTH = 208


class _View(QListView):
    """Enter opens what the keyboard is on."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class DutyOutline(QFrame):
    """Filter and outline; `chosen` carries a duty and perhaps an item of it."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "outline")
        self.setAccessibleName("职责大纲")
        self._list = DutyList((), (), ())
        self._at = ("", "")
        self.filter = SearchField("筛选职责、条目", width=180)
        self.filter.setAccessibleName("筛选职责、条目")
        self.view = _View()
        self.rows = OutlineModel(self.view)
        self.view.setModel(self.rows)
        self.view.setItemDelegate(OutlineDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("职责和条目")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setProperty("part", "outline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 1, 0)
        column.setSpacing(8)
        holder = QVBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self.filter)
        column.addLayout(holder)
        column.addWidget(self.view, 1)
        self.filter.searched.connect(self._draw)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.view.clicked.connect(self._on_opened)
        self.view.opened.connect(self._on_opened)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(WIDTH))
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()

    def show_floating(self, floating: bool) -> None:
        """Over the page it needs an edge all around."""
        self.setProperty("part", "popup" if floating else "outline")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_list(self, shown: DutyList, duty: str, item: str) -> None:
        """Show every duty with its mark, this one opened, this item marked."""
        moved = (duty, item) != self._at
        self._list, self._at = shown, (duty, item)
        self._draw()
        if moved:
            self._keep_in_view()

    def show_item(self, item: str) -> None:
        """Another item of the same duty is at hand."""
        if item != self._at[1]:
            self._at = (self._at[0], item)
            self._draw()
            self._keep_in_view()

    def focus_current(self) -> None:
        """Put the keyboard on what is at hand."""
        at = self.rows.row_of(*self._at)
        if at >= 0:
            self.view.setCurrentIndex(self.rows.index(at, 0))
        self.view.setFocus()

    def _keep_in_view(self) -> None:
        at = self.rows.row_of(*self._at)
        if at >= 0:
            self.view.scrollTo(self.rows.index(at, 0))

    def _draw(self) -> None:
        self.rows.show_lines(lines_of(self._list, *self._at, self.filter.text()))

    def _on_opened(self, index: QModelIndex) -> None:
        line = self.rows.line(index)
        if line.duty:
            self.chosen.emit(line.duty, line.item)

    def _on_filter_entered(self) -> None:
        for at in range(self.rows.rowCount()):
            index = self.rows.index(at, 0)
            if self.rows.line(index).duty:
                self._on_opened(index)
                return
