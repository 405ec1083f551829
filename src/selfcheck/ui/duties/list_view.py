"""The list of duties as it is used: the whole row is the button, digits jump."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from selfcheck.duties.pages import DutyRow
from selfcheck.ui import look
from selfcheck.ui.duties.list_rows import DutyDelegate, DutyModel

_DIGITS_MS = 600


class DutyListView(QListView):
    """The list itself: the whole row is the button; digits jump (1 then 3 is the thirteenth)."""

    opened = Signal(str)  # the key of a duty

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DutyModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(DutyDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("十三项职责")
        self._digits = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_DIGITS_MS)
        self._forget.timeout.connect(self._forget_digits)
        self.clicked.connect(self._on_chosen)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @property
    def selected_key(self) -> str:
        """The duty at hand; empty when none is."""
        index = self.currentIndex()
        entry = self.rows.entry(index) if index.isValid() else None
        return entry.key if isinstance(entry, DutyRow) else ""

    def select(self, key: str) -> bool:
        """Put the selection on a duty, in view; False when it is not shown."""
        at = self.rows.row_of(key)
        if at < 0:
            return False
        self.setCurrentIndex(self.rows.index(at, 0))
        return True

    def _on_chosen(self, index: QModelIndex) -> None:
        entry = self.rows.entry(index)
        if isinstance(entry, DutyRow):
            self.opened.emit(entry.key)

    def _forget_digits(self) -> None:
        self._digits = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_key:
            self.opened.emit(self.selected_key)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._to_end(first=event.key() == Qt.Key.Key_Home)
        elif len(text) == 1 and text.isascii() and text.isdigit():
            self._jump(text)
        else:
            super().keyPressEvent(event)

    def _to_end(self, *, first: bool) -> None:
        """The first or last duty: the lines around them cannot be chosen."""
        keys = self.rows.keys()
        if keys:
            self.select(keys[0 if first else -1])

    def _jump(self, digit: str) -> None:
        for typed in (self._digits + digit, digit):
            if self.select(f"d{int(typed):02d}"):
                self._digits = typed
                break
        self._forget.start()
