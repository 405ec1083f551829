"""Fields that are kept when they are left: there is no save button.

`committed(str)` comes when the person leaves the field or presses Enter, only if the text has changed,
and never while an input method is composing. Esc brings back what was kept. `show_value` never
overwrites a field that is being typed in.
"""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import icons, look
from selfcheck.ui.labels import Label, ProblemLabel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Give a field the red edge, or take it away."""
    if bool(field.property("wrong")) != wrong:
        font = field.font()
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
        field.setFont(font)  # polishing brings back the font the field was made with


class LineField(QLineEdit):
    """One line of text that is kept when it is left."""

    committed = Signal(str)

    def __init__(
        self, *, name: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kept = ""
        self._composing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())

    @property
    def pending(self) -> bool:
        """Whether something was typed that has not been told yet."""
        return self.text() != self._kept

    def show_value(self, value: str) -> None:
        """Show what is kept, unless the person is typing here."""
        if self.hasFocus() and (self.pending or self._composing):
            return
        self._kept = value
        if self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Tell what was typed, if it has changed."""
        if self.pending and not self.isReadOnly():
            self._kept = self.text()
            self.committed.emit(self._kept)

    def not_kept(self) -> None:
        """What was told could not be kept: leaving the field again tells it again."""
        self._kept = "\0"

    def take_as_kept(self, value: str) -> None:
        """What was told is kept in this form, such as 2026-11-24 for 20261124."""
        self._kept = value
        self.setText(value)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if not self._composing:  # Enter may only be choosing a word in the input method
                self.commit()
                super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape and self.pending and self._kept != "\0":
            self.setText(self._kept)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu: not left yet
            self._composing = False
            self.commit()


class SearchField(LineField):
    """Type to filter; Esc clears. `window` puts Ctrl+F here when it is visible."""

    searched = Signal(str)  # at every change

    def __init__(
        self, hint: str = "搜索", *, width: int = 216, parent: QWidget | None = None
    ) -> None:
        self._width = width
        super().__init__(name="搜索", hint=hint, parent=parent)
        self.setProperty("part", "search")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.searched)

    def _restyle(self) -> None:
        super()._restyle()
        for action in self.actions():
            self.removeAction(action)
        self.addAction(icons.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)

    def sizeHint(self) -> QSize:
        return QSize(look.px(self._width), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.take_as_kept("")  # a second Esc leaves the field and brings nothing back
            return
        super().keyPressEvent(event)


class TextField(QPlainTextEdit):
    """Several lines of text that are kept when left; grows with its text up to `most` lines."""

    committed = Signal(str)

    def __init__(
        self,
        *,
        name: str = "",
        hint: str = "",
        least: int = 2,
        most: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept = ""
        self._composing = False
        self._least, self._most = least, most
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())
        self.viewport().setFont(look.font())  # the hint is drawn with this one
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())  # a plain text document counts in lines
        shown = min(max(lines, self._least), self._most)
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()  # a long text filled in before the field had its width

    @property
    def pending(self) -> bool:
        """Whether something was typed that has not been told yet."""
        return self.toPlainText() != self._kept

    def show_value(self, value: str) -> None:
        """Show what is kept, unless the person is typing here."""
        if self.hasFocus() and (self.pending or self._composing):
            return
        self._kept = value
        if self.toPlainText() != value:
            self.setPlainText(value)

    def commit(self) -> None:
        """Tell what was typed, if it has changed."""
        if self.pending and not self.isReadOnly():
            self._kept = self.toPlainText()
            self.committed.emit(self._kept)

    def not_kept(self) -> None:
        """What was told could not be kept: leaving the field again tells it again."""
        self._kept = "\0"

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # belongs to the page: the next item
            return
        if event.key() == Qt.Key.Key_Escape and self.pending and self._kept != "\0":
            self.setPlainText(self._kept)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._composing = False
            self.commit()


class LabelledField(QWidget):
    """A field with its name above, a hint, and the red sentence beneath."""

    def __init__(
        self, name: str, field: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.label = Label(name, look.TEXT, "ink", 500)
        self.label.setBuddy(field)
        self.hint = Label(hint, look.CAPTION, "ink3", wrap=True)
        self.problem = ProblemLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, self.hint, field, self.problem):
            column.addWidget(part)
        column.addStretch(1)  # room to spare stays below, not between name and field
        self.hint.setVisible(bool(hint))  # only now: without a parent it would be a window
        if not field.accessibleName():
            field.setAccessibleName(name)
        if hint:
            field.setAccessibleDescription(hint)

    def show_problem(self, text: str) -> None:
        """Say what to do here, or nothing."""
        self.problem.show_problem(text)
        mark_wrong(self.field, bool(text))


def is_typing(focus: QObject | None) -> bool:
    """Whether single letters and digits belong to a field now, not to shortcuts."""
    return isinstance(focus, QLineEdit | QPlainTextEdit) and not focus.isReadOnly()
