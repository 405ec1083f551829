"""The cells of a register: a quiet field that looks like text until it is used.

Each tells `committed(text)` when it is left, in the form in which a cell is kept; typed words stay when
they could not be kept.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from selfcheck.forms.pack import Column
from selfcheck.ui import look
from selfcheck.ui.choices import YES_NO, Choice, ChoiceField
from selfcheck.ui.date_field import read_date
from selfcheck.ui.fields import LineField, mark_wrong
from selfcheck.ui.labels import icon_label

_INSET = 2  # Qt's own margin between a line's contents and its words


class ChoiceCell(ChoiceField):
    """One of the column's options; optional columns can be emptied again."""

    def __init__(self, column: Column, name: str) -> None:
        options = [Choice(option.key, option.text) for option in column.options]
        choices = list(YES_NO) if column.kind == "yes_no" else options
        if not column.required:
            choices.append(Choice("", "不填"))
        super().__init__(choices, name=name, empty="")
        self.setMinimumContentsLength(2)

    def show_value(self, value: str | None) -> None:
        super().show_value(value or None)


class LineCell(LineField):
    """A line that shows with … that it is cut, until one types in it."""

    @property
    def elided(self) -> bool:
        """Whether the words do not fit as they stand."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._place().width()

    def _place(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        inside = self.style().subElementRect(element, option, self)
        return inside.adjusted(_INSET, 0, -_INSET, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or not self.elided:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        place = self._place()
        drawn = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setPen(look.colour("ink2" if self.isReadOnly() else "ink"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), drawn)
        painter.end()


class Cell(QWidget):
    """One cell: its field, and a red mark when what it says contradicts a requirement."""

    committed = Signal(str)
    moved = Signal(int)  # to the same column of the row above or below
    refused = Signal(str)  # what was typed cannot be read, with the sentence

    def __init__(self, column: Column, name: str) -> None:
        super().__init__()
        self.column = column
        self._kept_when_refused: str | None = None
        self.field: LineField | ChoiceCell
        if column.kind in ("choice", "yes_no"):
            self.field = ChoiceCell(column, name)
            self.field.chosen.connect(self._on_chosen)
            self.field.installEventFilter(self)
        else:
            hint = "2026-11-24" if column.kind == "date" else ""
            self.field = LineCell(name=name, hint=hint)
            self.field.committed.connect(self._on_committed)
        self.field.setProperty("part", "cell")
        self.field.setAcceptDrops(False)  # files belong to the page
        self.mark = icon_label("alert", 14, "bad_ink")
        self.mark.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self.field, 1)
        row.addWidget(self.mark)
        self.field.setMinimumWidth(0)
        self.field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.field.setFont(look.font())

    def _on_chosen(self, value: str) -> None:
        self._kept_when_refused = None
        self.committed.emit(value)

    def _on_committed(self, text: str) -> None:
        self._kept_when_refused = None  # other words are another try
        if self.column.kind == "date":
            try:
                day = read_date(text)
            except ValueError as error:
                self.refused.emit(str(error))
                return
            text = day.isoformat() if day else ""
            assert isinstance(self.field, LineField)
            self.field.take_as_kept(text)
        self.committed.emit(text)

    def show_cell(self, text: str, words: str, odd: str) -> None:
        """Show what is kept; what was refused stays until the person changes it."""
        self.mark.setVisible(bool(odd))
        self._show_blank(not text)
        self.setToolTip(odd or (words if len(words) > 6 else ""))  # noqa: PLR2004 - may be cut
        if self._kept_when_refused is not None and text == self._kept_when_refused:
            return
        self._kept_when_refused = None
        mark_wrong(self.field, False)
        if isinstance(self.field, ChoiceCell) and self.field.view().isVisible():
            return
        self.field.show_value(text)

    def _show_blank(self, blank: bool) -> None:
        """An empty cell has an edge, so that one sees where to type."""
        if bool(self.field.property("blank")) != blank:
            self.field.setProperty("blank", blank)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def refuse(self, kept: str) -> None:
        """What was typed could not be kept; it stays, marked."""
        self._kept_when_refused = kept
        if isinstance(self.field, LineField):
            self.field.not_kept()
        mark_wrong(self.field, True)

    @property
    def is_refused(self) -> bool:
        """Whether what stands here is not what is kept."""
        return self._kept_when_refused is not None

    def set_read_only(self, read_only: bool) -> None:
        """Still to be read and copied."""
        if isinstance(self.field, LineField):
            self.field.setReadOnly(read_only)
        else:
            self.field.setEnabled(not read_only)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()  # the field has told what was typed
        elif not self._on_key(event):
            super().keyPressEvent(event)
