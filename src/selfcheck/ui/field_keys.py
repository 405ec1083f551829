"""Ctrl+Z and Ctrl+V where a field would take them for nothing: nothing to undo in it, only a picture to paste."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class FieldKeys(QObject):
    """Watches the field that has the keyboard, and gives the page what the field has no use for."""

    def __init__(
        self,
        undo: Callable[[], object],
        paste: Callable[[], object],
        only_picture: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._undo, self._paste, self._only_picture = undo, paste, only_picture
        self._watched: QWidget | None = None

    def watch(self, new: QWidget) -> None:
        """The keyboard has gone to another widget."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._on_gone)
        self._watched = new if isinstance(new, QLineEdit | QPlainTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._on_gone)

    def _on_gone(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) and not _has_own_undo(watched):
                self._undo()
                return True
            if event.matches(QKeySequence.StandardKey.Paste) and self._only_picture():
                self._paste()
                return True
        return super().eventFilter(watched, event)


def _has_own_undo(field: QObject) -> bool:
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable()
    return isinstance(field, QLineEdit) and field.isUndoAvailable()
