"""The fields of a hazard on its page: kept when they are left, refused in the rule's own sentence."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards.fields import FIELDS, Value
from selfcheck.ui import look
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LabelledField, LineField, TextField
from selfcheck.ui.hazard.money import read_yuan, typed_yuan
from selfcheck.ui.hazard_register.fields import AccidentTypeField, TermField
from selfcheck.ui.suggest_field import SuggestField

_HINTS = {
    "owner": "写姓名；验收人要另外指定",
    "organisation": "由谁牵头，哪些人参加",
    "requirements": "什么时候做到哪一步",
    "safeguards": "整改期间怎么保证安全，出事怎么处置",
    "goal": "要消除什么，达到什么要求",
    "situation": "现在什么样，怎么造成的",
    "severity": "可能出什么事，伤到谁",
    "difficulty": "要多久，要不要停产，自己能不能做",
}


class HazardField(LabelledField):
    """One field by its name in the ledger."""

    left = Signal(str, object)  # name, value

    def __init__(self, name: str, offers: Sequence[str] = (), *, today: date) -> None:
        self.name = name
        self.kind = FIELDS[name].kind
        words = FIELDS[name].words
        self.line: LineField | None = None
        self.text: TextField | None = None
        self.day: DateField | None = None
        self.choice: TermField | AccidentTypeField | None = None
        self.flag: QCheckBox | None = None
        made: QWidget
        if self.kind == "text":
            made = self.text = TextField(name=words, least=2, most=8)
            self.text.committed.connect(self._on_words)
        elif self.kind in ("day", "past_day"):
            latest = today if self.kind == "past_day" else None
            made = self.day = DateField(name=words, latest=latest)
            self.day.committed.connect(self._on_day)
        elif self.kind == "choice":
            made = self.choice = (
                AccidentTypeField(words)
                if name == "accident_type"
                else TermField(shipped_vocabulary().of(name).terms, name=words)
            )
            self.choice.committed.connect(self._on_words)
        elif self.kind == "flag":
            made = self.flag = QCheckBox(words)
            self.flag.clicked.connect(self._on_flag)
        else:
            made = self.line = (
                SuggestField(offers, name=words) if offers else LineField(name=words)
            )
            money = self.kind == "money"
            self.line.committed.connect(self._on_money if money else self._on_words)
        made.setAcceptDrops(False)  # a file that falls here is evidence, not words
        unit = "（元）" if self.kind == "money" else ""
        super().__init__(words + unit, made, _HINTS.get(name, ""))
        self.label.setVisible(self.kind != "flag")
        if self.kind == "money" and self.line is not None:
            self.line.setPlaceholderText(
                "如 200" if name == "reward_fen" else "46000 或 4.6 万元"
            )
        if self.flag is not None:
            look.follow(self._restyle)

    def _restyle(self) -> None:
        if self.flag is not None:
            self.flag.setFont(look.font())

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""
        return self.kind == "text"

    def focus_place(self) -> QWidget:
        """What takes the keyboard."""
        return self.day.line if self.day is not None else self.field

    # ---- showing

    def show_value(self, value: Value) -> None:
        """Show what is kept, unless it is being typed."""
        if self.text is not None:
            self.text.show_value(str(value or ""))
        elif self.day is not None:
            self.day.show_value(value.isoformat() if isinstance(value, date) else "")
        elif self.choice is not None:
            self.choice.show_value(str(value or ""))
        elif self.flag is not None:
            self.flag.setChecked(bool(value))
        elif self.line is not None:
            money = self.kind == "money"
            amount = value if isinstance(value, int) else None
            self.line.show_value(typed_yuan(amount) if money else str(value or ""))

    def show_problem(self, text: str) -> None:
        """Say what to do here, or nothing."""
        if self.day is not None:
            self.day.show_problem(text)
        else:
            super().show_problem(text)

    def refuse(self, text: str) -> None:
        """It could not be kept: what was typed stays, and leaving it again tells it again."""
        self.show_problem(text)
        if self.text is not None:
            self.text.not_kept()
        elif self.line is not None:
            self.line.not_kept()
        elif self.day is not None:
            self.day.line.not_kept()

    # ---- telling

    def _on_words(self, text: str) -> None:
        self._tell(text)

    def _on_flag(self, checked: bool) -> None:
        self._tell(checked)

    def _on_day(self, text: str) -> None:
        self._tell(date.fromisoformat(text) if text else None)

    def _on_money(self, text: str) -> None:
        try:
            value = read_yuan(text)
        except ValueError as error:
            self.refuse(str(error))
            return
        self._tell(value)

    def _tell(self, value: Value) -> None:
        self.show_problem("")
        self.left.emit(self.name, value)


class FieldForm(QWidget):
    """Fields in two columns; texts take the whole width."""

    left = Signal(str, object)  # name, value

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, HazardField] = {}
        self._next = 0  # cell
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def add(self, field: HazardField) -> None:
        """One more field, in reading order."""
        at = self._next
        if field.wide and at % 2:
            at += 1
        span = 2 if field.wide else 1
        self._grid.addWidget(field, at // 2, at % 2, 1, span)
        self._next = at + span
        self.fields[field.name] = field
        field.left.connect(self.left)

    def refuse(self, name: str, sentence: str) -> None:
        """Say beside a field why it was not kept."""
        self.fields[name].refuse(sentence)
