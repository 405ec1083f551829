"""What can be done with the marks on a photo by buttons and keys, and when it is told."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from selfcheck.evidence.marks import KIND_WORDS, Kind, Mark, numbers, numeral
from selfcheck.ui.labels import announce
from selfcheck.ui.photos.marks_draft import MarksDraft, grown, in_the_middle, moved
from selfcheck.ui.photos.viewer_picture import PhotoPicture
from selfcheck.ui.thumbnails import Thumbnails

_STEP, _FINE_STEP = 0.01, 0.002  # shares of the picture for one press of an arrow key
_QUIET_MS = 500  # key after key is one change until the hand rests
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def words_of(marks: Sequence[Mark], at: int) -> str:
    """One mark in words, for lists and screen readers: “方框 ① 盖板没有上锁”."""
    mark, number = marks[at], numbers(marks)[at]
    told = (KIND_WORDS[mark.kind], numeral(number) if number else "", mark.text)
    return " ".join(word for word in told if word)


class MarksBoard(PhotoPicture):
    """A photo whose marks can be changed; the mouse comes with `MarksCanvas`.

    `changed` carries all marks after each finished change, `chosen` says that another one is selected
    or looks different, `words_wanted` that the person wants to write beside the selected one, `full`
    that no more may be drawn.
    """

    changed = Signal(object)
    chosen = Signal()
    words_wanted = Signal()
    full = Signal()

    def __init__(
        self,
        reader: Thumbnails,
        marks: Sequence[Mark],
        *,
        editable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self.draft = MarksDraft(marks)
        self.kind: Kind = "box"
        self._editable = editable
        self._told = self.draft.marks
        super().__init__(reader, parent)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_QUIET_MS)
        self._rest.timeout.connect(self.flush)
        if editable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    # ---- what the toolbar asks for

    @property
    def usable(self) -> bool:
        """Whether marks can be drawn now."""
        return self._editable and self.has_photo

    def insert(self) -> None:
        """Put a mark of the chosen kind into the middle, to be moved by keys."""
        if self.usable:
            self.setFocus()
            self._add(in_the_middle(self.kind))

    def remove(self) -> None:
        """Delete the selected mark."""
        if self.usable:
            self._tell(self.draft.remove())

    def undo(self) -> None:
        """Take back the last step."""
        if self.usable:
            self._tell(self.draft.undo())

    def redo(self) -> None:
        """Take the step again that was taken back."""
        if self.usable:
            self._tell(self.draft.redo())

    def select(self, at: int) -> None:
        """Select a mark; -1 for none."""
        if at != self.draft.selected:
            self.flush()
            self.draft.select(at)
            self._chosen()

    def write(self, text: str) -> None:
        """Other words beside the selected mark."""
        mark = self.draft.mark
        if mark is not None:
            self._tell(self.draft.put(replace(mark, text=text)))

    def flush(self) -> None:
        """Tell what the keys have changed since the hand last rested."""
        self._rest.stop()
        self.draft.settle()
        if self._told != self.draft.marks:
            self._told = self.draft.marks
            self.changed.emit(self._told)

    def _add(self, mark: Mark) -> None:
        self.flush()
        if not self.draft.add(mark):
            self.full.emit()
            return
        self._tell(True)
        if mark.kind == "text":
            self.words_wanted.emit()

    def _tell(self, is_change: bool) -> None:
        """A finished change: show it, and let it be kept."""
        if is_change:
            self._chosen()
            self.flush()

    def _chosen(self) -> None:
        self._say()
        self.chosen.emit()

    def _say(self) -> None:
        self.show_marks(self.draft.marks)
        at = self.draft.selected
        name = f"照片标注，{len(self.draft.marks)} 个"
        told = f"{name}，选中 {words_of(self.draft.marks, at)}" if at >= 0 else name
        if told != self.accessibleName():
            self.setAccessibleName(told)
            announce(self)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tab = event.key() == Qt.Key.Key_Tab
            if (tab or event.key() == Qt.Key.Key_Backtab) and self.usable:
                self.flush()
                if self.draft.select_next(forwards=tab):
                    self._chosen()
                    return True  # past the last mark, Tab goes on to the next control
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if not self.usable:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key == Qt.Key.Key_Insert:
            self.insert()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.draft.mark is not None:
            self.words_wanted.emit()
        elif key in _ARROWS and self.draft.mark is not None:
            self._nudge(self.draft.mark, Qt.Key(key), modifiers)
        else:
            super().keyPressEvent(event)

    def _nudge(self, mark: Mark, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        step = _FINE_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP
        by_x, by_y = (way * step for way in _ARROWS[key])
        grows = modifiers & Qt.KeyboardModifier.ControlModifier
        if self.draft.put((grown if grows else moved)(mark, by_x, by_y), joined=True):
            self._rest.start()
            self._chosen()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = event.reason() == Qt.FocusReason.TabFocusReason
        if self.usable and (by_tab or event.reason() == Qt.FocusReason.BacktabFocusReason):
            if self.draft.selected < 0:
                self.draft.select_next(forwards=by_tab)
            self._chosen()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    # ---- what is shown

    def _photo_changed(self) -> None:
        self.chosen.emit()  # from now on marks can be drawn, or no longer
