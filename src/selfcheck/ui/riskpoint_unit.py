"""One assessed unit on the page of its risk point: a row with both levels; unfolded, all that it says."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.riskmap.pages import MEASURES, UnitLine
from selfcheck.riskmap.records import CONTROL_WORDS
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, IconButton, link, plain
from selfcheck.ui.choices import Choice
from selfcheck.ui.facts import Fact
from selfcheck.ui.hazard_sheets_asked import Field
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskpoint_desk import PointDesk
from selfcheck.ui.riskpoint_level import LevelWord
from selfcheck.ui.riskpoint_section import FieldsForm
from selfcheck.ui.riskpoint_terms import TermsField
from selfcheck.ui.riskpoint_words import sum_words
from selfcheck.ui.surfaces import hairline, spread

TABLES: Mapping[str, tuple[str, str, str, str]] = {
    # table → short name, what a unit is called, what its event is called, what its consequence is
    "jha": ("JHA", "作业步骤", "危险源、潜在事件", "可能的后果"),
    "scl": ("SCL", "检查项目", "不符合标准的情况", "后果"),
}
CYCLES = ("每班", "每日", "每周", "每月", "每季度", "每半年", "每年", "作业前")
_SIDE = 118  # of the two levels
_TERMS = ("factors", "accident_types")


def facts_of(unit: UnitLine) -> tuple[tuple[str, str], ...]:
    """What a unit says, in the order of its table."""
    _, _, event, consequence = TABLES[unit.table]
    told = [("标准（依据）", unit.standard)] if unit.table == "scl" else []
    told += [
        (event, unit.event),
        (consequence, unit.consequence),
        ("危险有害因素", unit.factor_words),
        ("事故类型", unit.accident_words),
        *((words, unit.measures[name]) for name, words in MEASURES.items()),
        ("建议新增措施", unit.suggested),
        ("管控层级", unit.control_words),
        ("检查周期", unit.check_cycle),
        ("责任", " · ".join(x for x in (unit.department, unit.owner, unit.phone) if x)),
    ]
    return tuple(told)


def values_of(unit: UnitLine) -> dict[str, str]:
    """What is kept in each field, as text."""
    told = {
        "name": unit.name,
        "standard": unit.standard,
        "event": unit.event,
        "consequence": unit.consequence,
        "factors": ",".join(unit.factors),
        "accident_types": ",".join(unit.accident_types),
        "suggested": unit.suggested,
        "control": unit.control.value if unit.control else "",
        "check_cycle": unit.check_cycle,
        "department": unit.department,
        "owner": unit.owner,
        "phone": unit.phone,
    }
    return told | dict(unit.measures)


def form_of(desk: PointDesk, unit: UnitLine) -> FieldsForm:
    """The fields of a unit, in the order of its table."""
    _, called, event, consequence = TABLES[unit.table]
    words = shipped_vocabulary()
    known = desk.known
    asked = [
        Field("name", called),
        *([Field("standard", "标准（依据）", "text")] if unit.table == "scl" else []),
        Field("event", event, "text", beside=True),
        Field("consequence", consequence, "text"),
        Field("factors", "危险有害因素"),
        Field("accident_types", "可能发生的事故类型"),
        *(
            Field(name, text, "text", beside=at % 2 == 0 and at < len(MEASURES) - 1)
            for at, (name, text) in enumerate(MEASURES.items())
        ),
        Field("suggested", "建议新增措施", "text"),
        Field(
            "control", "管控层级", "parts",
            choices=tuple(Choice(one.value, text) for one, text in CONTROL_WORDS.items()),
            hint="上一级管控的风险，下一级也要管控并落实到岗位",
        ),
        Field("check_cycle", "检查周期", offered=(*CYCLES,), beside=True),
        Field("department", "责任部门", offered=known("department")),
        Field("owner", "责任人", offered=known("owner"), beside=True),
        Field("phone", "联系电话"),
    ]  # fmt: skip
    return FieldsForm(
        asked,
        {
            "factors": TermsField(words.of("factor").terms, name="危险有害因素"),
            "accident_types": TermsField(
                words.of("accident_type").terms, name="可能发生的事故类型"
            ),
        },
    )


class UnitRow(QWidget):
    """`assess_wanted` and `strike_wanted` carry the unit."""

    assess_wanted = Signal(object)
    strike_wanted = Signal(object)

    def __init__(self, desk: PointDesk, unit: UnitLine) -> None:
        super().__init__()
        self.desk, self.unit = desk, unit
        self.form: FieldsForm | None = None
        self.open_button = IconButton("chevron-right", "展开", side=26)
        self.number = Label("", look.TEXT, "ink3")
        self.name = ElidedLabel("", look.ROW, "ink", 500)
        self.under = ElidedLabel("", look.CAPTION, "ink3")
        self.inherent, self.residual = LevelWord(), LevelWord()
        self.assess: Button = plain("评估")
        self.more = QWidget()
        self.facts: dict[str, Fact] = {}
        self.edit_link: Button = link("编辑", "pencil")
        self.strike_link: Button = link("移除")
        self._build()
        self.open_button.clicked.connect(self.turn)
        self.assess.clicked.connect(self._on_assess)
        self.edit_link.clicked.connect(self._on_edit_clicked)
        self.strike_link.clicked.connect(self._on_strike)
        look.follow(self._restyle)
        self.show_unit(unit)

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.under)
        self._sides = (QWidget(), QWidget())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.number)
        row.addLayout(names, 1)
        for side, level in zip(self._sides, (self.inherent, self.residual), strict=True):
            inner = QHBoxLayout(side)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(level, 0, Qt.AlignmentFlag.AlignLeft)
            row.addWidget(side)
        row.addWidget(self.assess)
        self._form_home = QWidget()  # before the links: Tab follows
        self._form_place = QVBoxLayout(self._form_home)
        self._form_place.setContentsMargins(0, 0, 0, 0)
        self._inside = QVBoxLayout(self.more)
        self._inside.setContentsMargins(34, 2, 0, 8)
        self._inside.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(hairline())
        column.addLayout(row)
        column.addWidget(self.more)
        self.more.hide()

    def _restyle(self) -> None:
        for side in self._sides:
            side.setFixedWidth(look.px(_SIDE))
        self.number.setFixedWidth(look.px(20))

    # ---- showing

    def show_unit(self, unit: UnitLine) -> None:
        """Show the unit as it stands."""
        self.unit = unit
        short, called, _, _ = TABLES[unit.table]
        self.number.setText(str(unit.number))
        self.name.setText(unit.name)
        self.under.setText(" · ".join(x for x in (short, unit.event or unit.standard) if x))
        for line, one, before in (
            (self.inherent, unit.inherent, "固有风险"),
            (self.residual, unit.residual, "现有风险"),
        ):
            line.show_level(one.level if one else None, sum_words(one), before=before)
        self.assess.setText("重新评估" if unit.residual else "评估")
        self.assess.setAccessibleName(f"{self.assess.text()} {unit.name}")
        self.assess.setVisible(not self.desk.read_only)
        self.setAccessibleName(f"{called} {unit.number} {unit.name}")
        self._name_turner()
        for name, text in facts_of(unit):
            if name in self.facts:
                self.facts[name].show_text(text)
                shown = self.form is None and (bool(text) or name not in _QUIET)
                self.facts[name].setVisible(shown)
        if self.form is not None:
            self.form.show_values(values_of(unit))

    def _name_turner(self) -> None:
        opened = not self.more.isHidden()
        words = "收起" if opened else "展开"
        icon = "chevron-down" if opened else "chevron-right"
        self.open_button.set_icon(icon, f"{words} {self.unit.name}")

    @property
    def opened(self) -> bool:
        """Whether all of it is shown."""
        return not self.more.isHidden()

    def turn(self) -> None:
        """Unfold, or fold."""
        self.show_opened(not self.opened)

    def show_opened(self, opened: bool) -> None:
        """Show all of it, or the row alone."""
        if opened and not self.facts:
            for name, text in facts_of(self.unit):
                self.facts[name] = Fact(name, text, key=_KEY)
                self._inside.addWidget(self.facts[name])
            self._inside.addWidget(self._form_home)
            self._inside.addLayout(spread(self.edit_link, 12, self.strike_link, None))
            usable = not self.desk.read_only
            self.edit_link.setVisible(usable)
            self.strike_link.setVisible(usable)
        if not opened:
            self.finish()
        self.more.setVisible(opened)
        self.show_unit(self.unit)

    # ---- editing

    def edit(self, name: str = "") -> QWidget | None:
        """Open the fields; returns the one asked for, to be given the keyboard."""
        self.show_opened(True)
        if self.desk.read_only:
            return None
        if self.form is None:
            self.form = form_of(self.desk, self.unit)
            self.form.show_values(values_of(self.unit))
            self.form.left.connect(self._on_left)
            self._form_place.addWidget(self.form)
            for fact in self.facts.values():
                fact.hide()
            self.edit_link.setText("完成")
            self.edit_link.set_icon("check")
        return self.form.focus_place(name)

    def finish(self) -> None:
        """Close the fields."""
        if self.form is None:
            return
        self._form_place.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = None
        self.edit_link.setText("编辑")
        self.edit_link.set_icon("pencil")
        self.show_unit(self.unit)

    def _on_left(self, name: str, text: str) -> None:
        assert self.form is not None
        box = self.form.boxes[name]
        value = [key for key in text.split(",") if key] if name in _TERMS else text
        if self.desk.write_unit(self.unit.unit_id, name, value, box.refuse):
            box.settle()

    def _on_edit_clicked(self) -> None:
        if self.form is not None:
            self.finish()
            self.edit_link.setFocus()
        elif (target := self.edit()) is not None:
            target.setFocus()

    def _on_assess(self) -> None:
        self.assess_wanted.emit(self.unit)

    def _on_strike(self) -> None:
        self.strike_wanted.emit(self.unit)


_KEY = 104
_QUIET = ("建议新增措施", "责任", "标准（依据）")  # not told as missing
