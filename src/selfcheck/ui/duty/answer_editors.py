"""One small widget for every kind of answer, all alike to the row that holds them.

`answered(value)` comes when the person has finished, not at every key; `show_line` shows what is kept
and never overwrites a field that is being typed in; `refuse(sentence)` keeps what was typed and says what to do.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.duties.pages import ItemLine
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.choices import CONFORMITY, YES_NO, Choice, ChoiceField, SegmentedChoice
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LineField, TextField, mark_wrong
from selfcheck.ui.labels import ElidedLabel, Label

WIDTH = 190  # the column of answers, in pixels of the standard text size


class AnswerEditor(QWidget):
    """What every editor can do. `beneath` ones need the whole width and stand below the text."""

    answered = Signal(str)
    beneath = False

    def show_line(self, line: ItemLine) -> None:
        """Show what is kept."""
        raise NotImplementedError

    def refuse(self, line: ItemLine) -> None:
        """What was told could not be kept: typed words stay, marked; a choice falls back."""
        self.show_line(line)

    def keyboard_place(self) -> QWidget:
        """Where the keyboard goes when the row becomes the current one."""
        raise NotImplementedError

    def choose(self, at: int) -> None:
        """Keys 1, 2, 3: choose a part, where there are parts."""

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self.setEnabled(not read_only)


def _row(editor: QWidget, *parts: QWidget) -> None:
    row = QHBoxLayout(editor)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)


class _PartsEditor(AnswerEditor):
    """Joined parts: 符合 · 不符合 · 不适用, or 是 · 否."""

    parts: tuple[Choice, ...] = CONFORMITY

    def __init__(self, line: ItemLine) -> None:
        super().__init__()
        self.choice = SegmentedChoice(self.parts, name=f"第 {line.number} 条 {line.short}")
        _row(self, self.choice)
        self.choice.chosen.connect(self._on_chosen)

    def _on_chosen(self, value: str) -> None:
        self.answered.emit(value)

    def show_line(self, line: ItemLine) -> None:
        self.choice.show_value(line.value or None)

    def keyboard_place(self) -> QWidget:
        chosen = [part for part in self.choice.parts if part.isChecked()]
        return chosen[0] if chosen else self.choice.parts[0]

    def choose(self, at: int) -> None:
        self.choice.choose(at)


class ConformityEditor(_PartsEditor):
    """符合 · 不符合 · 不适用."""


class YesNoEditor(_PartsEditor):
    """是 · 否."""

    parts = YES_NO


class NumberEditor(AnswerEditor):
    """A figure with its unit beside it."""

    def __init__(self, line: ItemLine) -> None:
        super().__init__()
        self.field = LineField(name=f"第 {line.number} 条 {line.short}，单位{line.unit}")
        self.field.setProperty("part", "small")
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setAcceptDrops(False)  # files belong to the row
        self.unit = Label(line.unit, look.TEXT, "ink2")
        _row(self, self.field, self.unit)
        self.field.committed.connect(self.answered)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.field.setFixedWidth(look.px(104))

    def show_line(self, line: ItemLine) -> None:
        self.field.show_value(line.value)
        mark_wrong(self.field, False)

    def refuse(self, line: ItemLine) -> None:  # noqa: ARG002
        self.field.not_kept()
        mark_wrong(self.field, True)

    def keyboard_place(self) -> QWidget:
        return self.field


class DateEditor(AnswerEditor):
    """A civil date, typed or picked."""

    def __init__(self, line: ItemLine) -> None:
        super().__init__()
        self.field = DateField(name=f"第 {line.number} 条 {line.short}")
        self.field.line.setProperty("part", "small")
        self.field.line.setAcceptDrops(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.field.committed.connect(self.answered)

    def show_line(self, line: ItemLine) -> None:
        self.field.show_value(line.value)

    def refuse(self, line: ItemLine) -> None:  # noqa: ARG002
        self.field.line.not_kept()
        mark_wrong(self.field.line, True)

    def keyboard_place(self) -> QWidget:
        return self.field.line


class OptionEditor(AnswerEditor):
    """One of a few options, each with a word or two."""

    def __init__(self, line: ItemLine) -> None:
        super().__init__()
        choices = [Choice(option.key, option.text) for option in line.options]
        self.field = ChoiceField(choices, name=f"第 {line.number} 条 {line.short}")
        self.field.setProperty("part", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.field.chosen.connect(self.answered)

    def show_line(self, line: ItemLine) -> None:
        if not self.field.view().isVisible():
            self.field.show_value(line.value or None)

    def keyboard_place(self) -> QWidget:
        return self.field

    def choose(self, at: int) -> None:
        if self.isEnabled() and at < self.field.count():
            self.field.setCurrentIndex(at)
            self.answered.emit(self.field.itemData(at))


class TextEditor(AnswerEditor):
    """A few sentences; stands below the text of the item."""

    beneath = True

    def __init__(self, line: ItemLine) -> None:
        super().__init__()
        self.field = TextField(
            name=f"第 {line.number} 条 {line.short}", hint="写在这里，离开时自动保存", least=2
        )
        self.field.setAcceptDrops(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.field.committed.connect(self.answered)

    def show_line(self, line: ItemLine) -> None:
        self.field.show_value(line.value)
        mark_wrong(self.field, False)

    def refuse(self, line: ItemLine) -> None:  # noqa: ARG002
        self.field.not_kept()
        mark_wrong(self.field, True)

    def keyboard_place(self) -> QWidget:
        return self.field

    def set_read_only(self, read_only: bool) -> None:
        self.field.setReadOnly(read_only)  # still to be read and copied


class RegisterEditor(AnswerEditor):
    """How many rows the register has, and the way to it; the rows themselves stand in their card."""

    wanted = Signal()  # go to the register's card

    def __init__(self, line: ItemLine) -> None:
        super().__init__()
        self.go: Button = link("填写台账", "table")
        self.told = ElidedLabel("", look.CAPTION, "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.go)
        row.addWidget(self.told, 1)
        self._name = f"第 {line.number} 条 {line.short}"
        self.go.clicked.connect(self.wanted)

    def show_line(self, line: ItemLine) -> None:
        self.go.setText(line.words if line.value else "填写台账")
        self.go.setToolTip(f"到“{line.register_title}”")
        self.go.setAccessibleName(f"{self._name}，{line.words}，到台账")

    def keyboard_place(self) -> QWidget:
        return self.go

    def set_read_only(self, read_only: bool) -> None:
        """The way to the register stays open."""


EDITORS: dict[str, Callable[[ItemLine], AnswerEditor]] = {
    "conformity": ConformityEditor,
    "yes_no": YesNoEditor,
    "number": NumberEditor,
    "date": DateEditor,
    "choice": OptionEditor,
    "text": TextEditor,
    "register": RegisterEditor,
}


def editor_for(line: ItemLine) -> AnswerEditor:
    """The editor of an item's kind."""
    return EDITORS[line.kind](line)
