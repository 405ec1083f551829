"""Several words of a vocabulary: the chosen ones as small plates, the whole list in a popup to tick from."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from selfcheck.forms.vocabulary import Term
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.fields import SearchField
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.labels import Label
from selfcheck.ui.ledger.marks import paint_ticks
from selfcheck.ui.surfaces import spread

_KEY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_TICKED, _CLEAR = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _TermDelegate(QStyledItemDelegate):
    """A tick box with its word, the same in every look; a heading stands alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(0, look.px(27))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.data(_KEY):
            place = box.adjusted(6, 0, -6, 0)
            draw(painter, place, str(index.data()), Ink(look.CAPTION, "ink3", 500))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("selected"))
        side = look.px(15)
        tick = QRectF(box.left() + 6, box.center().y() - side / 2, side, side)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is _TICKED
        paint_ticks(painter, tick, "all" if ticked else "none")
        words = box.adjusted(side + 16, 0, -6, 0)
        draw(painter, words, str(index.data()), Ink(look.TEXT, "ink"))
        painter.restore()


class _TermList(QListWidget):
    """Ticks are turned by a click anywhere on a row, and by Space."""

    left = Signal()  # Enter: that is all

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_TermDelegate(self))
        self.itemClicked.connect(self.turn)

    def turn(self, item: QListWidgetItem) -> None:
        """Tick a word, or take its tick away."""
        if item.data(_KEY):
            ticked = item.checkState() is _TICKED
            item.setCheckState(_CLEAR if ticked else _TICKED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self.turn(item)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TermsPopup(QFrame):
    """Space or a click ticks; Esc or 完成 closes. `closed` comes once, with nothing."""

    closed = Signal()

    def __init__(self, terms: Sequence[Term], name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setAccessibleName(name)
        self.search = SearchField("查找", width=220)
        self.list = _TermList()
        self.list.setAccessibleName(name)
        self.done = link("完成")
        group = ""
        for term in terms:
            if term.group and term.group != group:
                group = term.group
                head = QListWidgetItem(group, self.list)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(term.text, self.list)
            item.setData(_KEY, term.key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(_CLEAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(spread(None, self.done))
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_entered)
        self.list.left.connect(self.close)
        self.done.clicked.connect(self.close)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(look.px(320), look.px(380))
        self.list.setFont(look.font())

    def items(self) -> list[QListWidgetItem]:
        """Every word that can be ticked."""
        found = [self.list.item(at) for at in range(self.list.count())]
        return [item for item in found if item.data(_KEY)]

    @property
    def keys(self) -> list[str]:
        """The ticked ones."""
        return [str(i.data(_KEY)) for i in self.items() if i.checkState() is _TICKED]

    def open_below(self, button: QWidget, keys: Sequence[str]) -> None:
        """Open under a button with these ticked."""
        for item in self.items():
            ticked = item.data(_KEY) in keys
            item.setCheckState(_TICKED if ticked else _CLEAR)
        self.search.take_as_kept("")
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        screen = button.screen().availableGeometry()
        place.setY(min(place.y(), screen.bottom() - self.height()))
        place.setX(max(min(place.x(), screen.right() - self.width()), screen.left()))
        self.move(place)
        self.show()
        first = next((i for i in self.items() if i.checkState() is not _CLEAR), None)
        self.list.setCurrentItem(first or self.items()[0])
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_searched(self, words: str) -> None:
        wanted = words.strip().casefold()
        shown: QListWidgetItem | None = None
        for at in range(self.list.count()):
            item = self.list.item(at)
            found = wanted in item.text().casefold() if item.data(_KEY) else not wanted
            item.setHidden(not found)
            if found and shown is None and item.data(_KEY):
                shown = item
        if shown is not None:
            self.list.setCurrentItem(shown)

    def _on_search_entered(self) -> None:
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


class TermsField(QWidget):
    """Says its keys as one text, joined by commas: `committed` comes when the popup was closed."""

    committed = Signal(str)

    def __init__(self, terms: Sequence[Term], *, name: str, empty: str = "还没有选") -> None:
        super().__init__()
        self._terms, self._name, self._empty = tuple(terms), name, empty
        self._keys: list[str] = []
        self.popup: TermsPopup | None = None
        self.words = Label(empty, look.TEXT, "ink3", wrap=True)
        self.button: Button = link("选择")
        self.button.setAccessibleName(f"选择{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.button)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.button.clicked.connect(self.open)

    @property
    def value(self) -> str:
        """The chosen keys, joined by commas."""
        return ",".join(self._keys)

    def show_value(self, value: str) -> None:
        """Show what is kept; a word that is in no list stands for itself."""
        self._keys = [key for key in value.split(",") if key]
        words = {term.key: term.text for term in self._terms}
        told = "、".join(words.get(key, key) for key in self._keys)
        self.words.setText(told or self._empty)
        self.words.set_look(ink="ink" if told else "ink3")
        self.button.setAccessibleName(f"选择{self._name}，已选 {len(self._keys)} 项")

    def open(self) -> None:
        """Show the whole list."""
        if self.popup is None:
            self.popup = TermsPopup(self._terms, self._name, self)
            self.popup.closed.connect(self._on_closed)
        self.popup.open_below(self.button, self._keys)

    def _on_closed(self) -> None:
        assert self.popup is not None
        known = {term.key for term in self._terms}
        kept = [key for key in self._keys if key not in known]  # of an older list
        chosen = [*kept, *self.popup.keys]
        if chosen != self._keys:
            self.show_value(",".join(chosen))
            self.committed.emit(self.value)
