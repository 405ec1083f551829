"""The controls that the sheet of a step asks with, each with its name and its red sentence.

Every control says its value as text: a day as 2026-11-24, a moment as 2026-11-24 09:40, a choice as its key.
"""

import re
from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from selfcheck.entered import half_width
from selfcheck.ui import look
from selfcheck.ui.choices import ChoiceField, SegmentedChoice
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LabelledField, LineField, TextField, mark_wrong
from selfcheck.ui.focus import commit_focused
from selfcheck.ui.hazard_sheets.asked import Field
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.suggest_field import SuggestField

_TIME = re.compile(r"(\d{1,2})(?::|点|时)(\d{1,2})?分?|(\d{2})(\d{2})")
_LAST_HOUR, _LAST_MINUTE = 23, 59


def read_time(text: str) -> str:
    """A typed time of day as 09:40; "" when nothing was typed. Takes 9:40, 0940, 9点40分, full-width too.

    Raises ValueError with a sentence that says what to do.
    """
    tidy = half_width(text).replace(" ", "")
    if not tidy:
        return ""
    found = _TIME.fullmatch(tidy)
    if found is None:
        raise ValueError("按“09:40”的样子填写几点几分")
    hour = int(found[1] or found[3])
    minute = int(found[2] or found[4] or 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise ValueError(f"没有 {hour} 点 {minute} 分，检查时间")
    return f"{hour:02d}:{minute:02d}"


class MomentField(QWidget):
    """A day and a time of day; its value is complete or empty. `committed` comes with every complete one."""

    committed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.day = DateField(name=f"{name}，日期")
        self.time = LineField(name=f"{name}，几点几分", hint="09:40")
        self.problem = ProblemLabel()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day, 3)
        row.addWidget(self.time, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.setFocusProxy(self.day)
        self.day.committed.connect(self._on_committed)
        self.time.committed.connect(self._on_time)

    @property
    def value(self) -> str:
        """2026-11-16 09:40; "" while one of the two is missing or cannot be read."""
        try:
            time = read_time(self.time.text())
        except ValueError:
            return ""
        return f"{self.day.value} {time}" if self.day.value and time else ""

    def show_value(self, value: str) -> None:
        """Show a moment, or the day alone."""
        day, _, time = value.partition(" ")
        self.day.show_value(day)
        self.time.show_value(time)

    def show_wrong(self, wrong: bool) -> None:
        """The red edge, where something is missing."""
        mark_wrong(self.day.line, wrong and not self.day.value)
        mark_wrong(self.time, wrong)

    def _on_time(self, text: str) -> None:
        try:
            time = read_time(text)
        except ValueError as error:
            self.problem.show_problem(str(error))
            mark_wrong(self.time, True)
            self.time.not_kept()
            return
        self.problem.show_problem("")
        mark_wrong(self.time, False)
        self.time.take_as_kept(time)
        self._on_committed()

    def _on_committed(self) -> None:
        self.committed.emit(self.value)


class Control(Protocol):
    """What every control of a sheet can do."""

    def show_value(self, value: str) -> None:
        """Show a value without telling anybody."""


def _made(field: Field) -> QWidget:
    if field.kind == "text":
        return TextField(name=field.words, hint="", least=2, most=6)
    if field.kind == "day":
        return DateField(name=field.words)
    if field.kind == "moment":
        return MomentField(field.words)
    if field.kind == "parts":
        return SegmentedChoice(field.choices, name=field.words)
    if field.kind == "choice":
        return ChoiceField(field.choices, name=field.words)
    if field.offered:
        return SuggestField(field.offered, name=field.words)
    return LineField(name=field.words)


class FieldBox(LabelledField):
    """A field of a sheet with its name, its hint and the red sentence beneath."""

    told = Signal(str)  # the field's name: the person has left it or chosen

    def __init__(self, asked: Field, control: QWidget | None = None) -> None:
        self.asked = asked
        made = _made(asked) if control is None else control
        super().__init__(asked.words, made, asked.hint)
        self.hint_words = asked.hint
        self.refused = False  # what stands there could not be kept
        signal = getattr(made, "chosen", None) or made.committed  # type: ignore[attr-defined]
        signal.connect(self._on_told)
        self.show_value(asked.value)
        if isinstance(made, LineField):
            made.textEdited.connect(self._on_typed)
        if asked.kind == "day" and asked.beside:
            self.setMinimumWidth(look.px(170))

    @property
    def value(self) -> str:
        """What stands there now, as text."""
        control = self.field
        if isinstance(control, TextField):
            return control.toPlainText()
        if isinstance(control, LineField):
            return control.text()
        return str(getattr(control, "value", None) or "")

    @property
    def unread(self) -> bool:
        """Whether something was typed that cannot be read or kept; beside it stands what to do."""
        if self.refused:
            return True
        inside = [self.field, *self.field.findChildren(DateField)]
        labels = [getattr(part, "problem", None) for part in inside]
        return any(isinstance(label, QLabel) and label.text() for label in labels)

    def show_value(self, value: str) -> None:
        """Show a value without telling anybody."""
        cast("Control", self.field).show_value(value)

    def show_problem(self, text: str) -> None:
        """Say what to do here, or nothing."""
        self.problem.show_problem(text)
        control = self.field
        if isinstance(control, DateField):
            mark_wrong(control.line, bool(text))
        elif isinstance(control, MomentField):
            control.show_wrong(bool(text))
        else:
            mark_wrong(control, bool(text))

    def show_note(self, text: str) -> None:
        """Something to know that does not hold anything up; the hint comes back when it is over."""
        self.hint.setText(text or self.hint_words)
        self.hint.setVisible(bool(text or self.hint_words))

    def settle(self) -> None:
        """What was typed is kept."""
        self.refused = False
        self.show_problem("")

    def commit(self) -> None:
        """Tell what was typed, though the field has not been left; a list of suggestions may cover it."""
        for field in (self.field, *self.field.findChildren(LineField)):
            commit_focused(field)

    def refuse(self, text: str) -> None:
        """What was typed could not be kept: it stays, with what to do about it."""
        self.refused = True
        self.show_problem(text)
        control = self.field
        line = control.line if isinstance(control, DateField) else control
        if isinstance(line, LineField | TextField):
            line.not_kept()

    def _on_told(self) -> None:
        self.told.emit(self.asked.name)

    def _on_typed(self) -> None:
        # a new word is a new try: the old sentence would only be in its way
        if self.problem.text() and not self.asked.kept:
            self.show_problem("")


def in_rows(boxes: Sequence[tuple[QWidget, bool]]) -> list[QWidget]:
    """Widgets one below the other; one whose flag says so shares its row with the next."""
    rows: list[QWidget] = []
    at = 0
    while at < len(boxes):
        group = [boxes[at][0]]
        while boxes[at][1] and at + 1 < len(boxes):
            at += 1
            group.append(boxes[at][0])
        at += 1
        if len(group) == 1:
            rows.append(group[0])
            continue
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        for one in group:
            line.addWidget(one, 1)
        rows.append(row)
    return rows
