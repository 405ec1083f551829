"""The foot of the grading dialog, where the person decides: grade, reason, who; locked until complete."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from selfcheck.hazards.decisions import Draft
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, plain, primary
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.fields import LineField, TextField, mark_wrong
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel
from selfcheck.ui.suggest_field import SuggestField

GRADES = (
    ("major", "重大", "勾选条款，或写明论证"),
    ("general", "一般", "立即整改"),
    ("pending", "待判", "补充情况后再定"),
)


class DecisionFoot(QFrame):
    """`changed` after every letter and click; `recorded` and `cancelled` for the two buttons."""

    changed = Signal()
    recorded = Signal()
    cancelled = Signal()

    def __init__(self, people: Sequence[str], by: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "sheet-foot")
        everybody = tuple(dict.fromkeys((*people, by))) if by else tuple(people)
        self._group = QButtonGroup(self)
        self.grades: dict[str, QRadioButton] = {}
        self.grounds = ElidedLabel(GRADES[0][2], look.CAPTION, "ink3")
        self.hint = Label("", look.CAPTION, "ink2", wrap=True)
        self.argument = TextField(
            name="论证",
            hint="没有合适的条款：依据什么、现场是什么情况、为什么是重大",
            least=2,
            most=3,
        )
        self.argued_by = SuggestField(everybody, name="论证人", hint="姓名")
        self.reason = TextField(name="理由", hint="看到了什么，为什么这样定", least=1, most=3)
        self.by = ChoiceField([Choice(name, name) for name in everybody], name="判定人")
        self.second_by = SuggestField(everybody, name="同意降级的人", hint="另一人姓名")
        self.missing = Label("", look.CAPTION, "ink2", wrap=True)
        self.problem = ProblemLabel()
        self.cancel: Button = plain("取消")
        self.record: Button = primary("记录判定", "check")
        self.by.show_value(by or None)
        self._build()
        self._connect()
        self.show_draft_rules(argues=False, second=False)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 24, 14)
        column.setSpacing(8)
        column.addLayout(self._grade_row())
        self._argument_row = QWidget()
        argue = QHBoxLayout(self._argument_row)
        argue.setContentsMargins(0, 0, 0, 0)
        argue.setSpacing(10)
        argue.addWidget(_named("论证"), 0, Qt.AlignmentFlag.AlignTop)
        argue.addWidget(self.argument, 1, Qt.AlignmentFlag.AlignTop)
        argue.addWidget(_named("论证人"), 0, Qt.AlignmentFlag.AlignTop)
        argue.addWidget(self.argued_by, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._argument_row)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(_named("理由"))
        row.addWidget(self.reason, 1)
        self._second_row = QWidget()
        second = QHBoxLayout(self._second_row)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(10)
        second.addWidget(_named("同意人"))
        second.addWidget(self.second_by)
        for part in (self._second_row, _named("判定人"), self.by):
            row.addWidget(part)
        row.addSpacing(4)
        row.addWidget(self.cancel)
        row.addWidget(self.record)
        column.addLayout(row)
        column.addWidget(self.missing)
        column.addWidget(self.problem)
        look.follow(self._restyle)

    def _grade_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("由您判定", look.CARD, "ink", 700))
        row.addSpacing(10)
        for at, (value, word, told) in enumerate(GRADES):
            part = QRadioButton(word)
            part.setToolTip(f"Alt+{at + 1}")
            part.setAccessibleName(f"判为{word}，{told}")
            self._group.addButton(part, at)
            self.grades[value] = part
            row.addWidget(part)
            small = (
                self.grounds if value == "major" else ElidedLabel(told, look.CAPTION, "ink3")
            )
            small.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.addWidget(small)
            row.addSpacing(14)
        row.addStretch(1)
        return row

    def _restyle(self) -> None:
        for part in self.grades.values():
            part.setFont(look.font(look.ROW, 500))
        for field in (self.argued_by, self.second_by):
            field.setFixedWidth(look.px(132))
        self.by.setMinimumWidth(look.px(110))

    def _connect(self) -> None:
        self._group.idToggled.connect(self._on_edited)
        for text in (self.argument, self.reason):
            text.textChanged.connect(self._on_typed)
        for line in (self.argued_by, self.second_by):
            line.textChanged.connect(self._on_typed)
        self.by.chosen.connect(self._on_edited)
        self.record.clicked.connect(self.recorded)
        self.cancel.clicked.connect(self.cancelled)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        return [
            *self.grades.values(),
            self.argument,
            self.argued_by,
            self.reason,
            self.second_by,
            self.by,
            self.cancel,
            self.record,
        ]

    @property
    def grade(self) -> str:
        """The grade that is chosen; "" while none is."""
        return next((value for value, part in self.grades.items() if part.isChecked()), "")

    def fill(self, draft: Draft) -> None:
        """Put back what had been written before."""
        if draft.grade in self.grades:
            self.grades[draft.grade].setChecked(True)
        self.reason.show_value(draft.reason)
        self.argument.show_value(draft.argument)
        self.argued_by.show_value(draft.argued_by)
        self.second_by.show_value(draft.second_by)
        if draft.by:
            self.by.show_value(draft.by)

    def show_draft_rules(self, *, argues: bool, second: bool) -> None:
        """Show the fields that only some decisions need."""
        self._argument_row.setVisible(argues)
        self._second_row.setVisible(second)

    def show_grounds(self, cited: Sequence[str], hint: str) -> None:
        """What a major grade would rest on, and what to mind about the grade that is chosen."""
        more = f"等 {len(cited)} 条" if len(cited) > 1 else ""
        self.grounds.setText(f"依据{cited[0]}{more}" if cited else GRADES[0][2])
        self.grades["major"].setAccessibleName(f"判为重大，{self.grounds.text()}")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def show_lacking(self, lacking: Sequence[str]) -> None:
        """Lock the button and say what is missing, or free it."""
        told = f"还差：{'；'.join(lacking)}" if lacking else ""
        self.missing.setText(told)
        self.missing.setVisible(bool(told))
        self.record.setEnabled(not lacking)
        self.record.set_icon("lock" if lacking else "check")
        self.record.setToolTip(told or "Ctrl+Enter")
        self.record.setAccessibleDescription(told)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """What was refused, as (field, sentence); what was typed stays."""
        fields: dict[str, QWidget] = {
            "reason": self.reason,
            "by": self.by,
            "second_by": self.second_by,
            "argument": self.argument,
            "argued_by": self.argued_by,
        }
        wrong = {where for where, _ in problems}
        for where, field in fields.items():
            mark_wrong(field, where in wrong)
        self.problem.show_problem("\n".join(dict.fromkeys(text for _, text in problems)))

    def _on_typed(self) -> None:
        # Esc closes the dialog, which keeps everything: it must not empty a field instead
        typed = self.sender()
        if isinstance(typed, LineField | TextField):
            typed.not_kept()
        self._on_edited()

    def _on_edited(self) -> None:
        self.show_problems(())
        self.changed.emit()


def _named(text: str) -> Label:
    made = Label(text, look.TEXT, "ink2")
    made.setMinimumHeight(look.px(34))  # beside the first line of its field
    return made
