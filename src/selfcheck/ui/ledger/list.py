"""The ledger's list as it is used: arrows, ticks, ranges, the menu of a row; drawn by one delegate."""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from selfcheck.ui import look
from selfcheck.ui.ledger.columns import ROW, Columns
from selfcheck.ui.ledger.marks import Ticks
from selfcheck.ui.ledger.model import Fetch, LedgerModel
from selfcheck.ui.ledger.rows import LedgerDelegate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_AROUND_TICK = 10  # pixels beside the tick box that still hit it


class LedgerList(QListView):
    """One row is current, any number are ticked; ticks are kept by hazard, also while others are shown."""

    opened = Signal(int)  # a hazard
    menu_wanted = Signal(int, QPoint)  # a hazard, where on the screen
    ticked = Signal()  # other rows are ticked now
    resized = Signal(int)  # the width of the rows

    def __init__(self, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LedgerModel(fetch, self)
        self.delegate = LedgerDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)  # a hundred thousand rows are not measured one by one
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("隐患台账")
        self._anchor: int | None = None  # the row a range began at
        self._before_range: set[int] = set()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())
        self.verticalScrollBar().setSingleStep(look.px(ROW))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # ---- what is shown

    def show_hazards(self, ids: tuple[int, ...], today: date) -> None:
        """Show a view, keeping the current hazard and how far it was scrolled."""
        bar = self.verticalScrollBar()
        scrolled, row = bar.value(), self.currentIndex().row()
        current = self.current_id
        self.delegate.today = today
        if self.rows.show_ids(ids):
            self._anchor = None
            self.executeDelayedItemsLayout()
            bar.setValue(scrolled)
            if ids:
                found = self.rows.row_of(current) if current else -1
                at = found if found >= 0 else min(max(row, 0), len(ids) - 1)
                self._keep_current(at)
        self.viewport().update()

    def _keep_current(self, row: int) -> None:
        """Make a row current without scrolling further than to see it."""
        self.setAutoScroll(False)
        self.setCurrentIndex(self.rows.index(row))
        self.setAutoScroll(True)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def to_top(self) -> None:
        """Begin at the first row: the view is another one."""
        if self.rows.ids:
            self._anchor = None
            self.setCurrentIndex(self.rows.index(0))
        self.verticalScrollBar().setValue(0)

    @property
    def current_id(self) -> int | None:
        """The hazard at hand."""
        at = self.currentIndex()
        return self.rows.id_at(at.row()) if at.isValid() else None

    def select(self, hazard_id: int) -> bool:
        """Make a hazard current, in view; False when it is not shown."""
        row = self.rows.row_of(hazard_id)
        if row < 0:
            return False
        self._anchor = None
        self.setCurrentIndex(self.rows.index(row))
        return True

    # ---- ticks

    @property
    def ticks(self) -> tuple[int, ...]:
        """The ticked hazards in the order of the list; those not shown now come last."""
        checked = self.rows.checked
        shown = tuple(one for one in self.rows.ids if one in checked) if checked else ()
        return (*shown, *sorted(checked.difference(shown))) if checked else ()

    @property
    def tick_state(self) -> Ticks:
        """How much of the view is ticked."""
        checked, ids = self.rows.checked, self.rows.ids
        if not checked or not ids or checked.isdisjoint(ids):
            return "none"
        return "all" if checked.issuperset(ids) else "some"

    def tick(self, hazards: set[int]) -> None:
        """Tick these and no others."""
        if hazards != self.rows.checked:
            self.rows.checked.clear()
            self.rows.checked.update(hazards)
            self.viewport().update()
            self.ticked.emit()

    def tick_all(self) -> None:
        """Tick every hazard of the view; when all are, none of it."""
        ids = set(self.rows.ids)
        all_ticked = self.tick_state == "all"
        checked = self.rows.checked
        self.tick(checked - ids if all_ticked else checked | ids)

    def toggle(self, row: int) -> None:
        """Tick a row or untick it; ranges begin here."""
        self.tick(self.rows.checked ^ {self.rows.id_at(row)})
        self._begin_range(row)

    def _begin_range(self, row: int) -> None:
        self._anchor = row
        self._before_range = set(self.rows.checked)

    def _extend_to(self, row: int) -> None:
        """Tick everything from where the range began to this row, and go there."""
        if self._anchor is None:
            self._begin_range(max(self.currentIndex().row(), 0))
        assert self._anchor is not None
        first, last = sorted((self._anchor, row))
        self.tick(self._before_range | set(self.rows.ids[first : last + 1]))
        anchor = self._anchor
        self.setCurrentIndex(self.rows.index(row))
        self._anchor = anchor

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        row, count = self.currentIndex().row(), len(self.rows.ids)
        if not count:
            super().keyPressEvent(event)
        elif key in _ENTER and row >= 0:
            self.opened.emit(self.rows.id_at(row))
        elif key is Qt.Key.Key_Space and row >= 0:
            self.toggle(row)
        elif key is Qt.Key.Key_A and held & _CTRL:
            self.tick(self.rows.checked | set(self.rows.ids))
        elif key in _UP_DOWN and held & _SHIFT:
            self._extend_to(min(max(row + _UP_DOWN[key], 0), count - 1))
        elif key is Qt.Key.Key_F10 and held & _SHIFT and row >= 0:
            self._ask_for_menu(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._anchor = None
            self.setCurrentIndex(self.rows.index(0 if key is Qt.Key.Key_Home else count - 1))
        elif key is Qt.Key.Key_Escape or event.text().strip():
            event.ignore()  # Esc belongs to the page; letters would look through every row
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() != row:
                self._anchor = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            at = self.indexAt(event.pos())
            if at.isValid():
                self.setCurrentIndex(at)
                self.menu_wanted.emit(self.rows.id_at(at.row()), event.globalPos())
        elif at.isValid():
            self._ask_for_menu(at.row())

    def _ask_for_menu(self, row: int) -> None:
        """The menu opens below the row's own button."""
        at = self.rows.index(row)
        self.scrollTo(at)
        place = self.visualRect(at)
        span = Columns.of(place.width()).menu
        corner = QPoint(int(place.left() + span.x), place.center().y() + look.px(12))
        self.menu_wanted.emit(self.rows.id_at(row), self.viewport().mapToGlobal(corner))

    def _part_at(self, point: QPoint) -> tuple[QModelIndex, str]:
        """The row under a point, and whether it is its tick box, its menu, or the rest."""
        at = self.indexAt(point)
        if not at.isValid():
            return at, ""
        place = self.visualRect(at)
        columns, x = Columns.of(place.width()), point.x() - place.left()
        check = columns.check
        if check.x - _AROUND_TICK <= x < check.x + check.width + _AROUND_TICK:
            return at, "tick"
        return at, "menu" if columns.menu.holds(x) else "row"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, part = self._part_at(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if not left or not at.isValid():
            if at.isValid():
                super().mousePressEvent(event)
            return
        if event.modifiers() & _SHIFT:
            self._extend_to(at.row())
        elif part == "tick" or event.modifiers() & _CTRL:
            self.setCurrentIndex(at)
            self.toggle(at.row())
        elif part == "menu":
            self.setCurrentIndex(at)
            self._ask_for_menu(at.row())
        else:
            self._anchor = None
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at, part = self._part_at(event.position().toPoint())
        if part == "row" and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self.rows.id_at(at.row()))
        elif part == "tick":
            self.mousePressEvent(event)  # two quick clicks are two clicks

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, part = self._part_at(event.position().toPoint())
        self._hover(at.row() if part == "menu" else -1)
        if event.buttons() is Qt.MouseButton.NoButton:  # dragging ticks or selects nothing
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.delegate.hovered_menu:
            self.delegate.hovered_menu = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.viewport().width())
