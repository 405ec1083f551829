"""One assessed unit on the page of its risk point: a row with both levels; unfolded, all that it says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import UnitLine
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, IconButton, link, plain
from selfcheck.ui.facts import Fact
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.level import LevelWord
from selfcheck.ui.riskpoint.unit_fields import TABLES, facts_of, form_of, values_of
from selfcheck.ui.riskpoint.words import sum_words
from selfcheck.ui.surfaces import hairline, spread

if TYPE_CHECKING:
    from selfcheck.ui.riskpoint.section import FieldsForm

SIDE = 108  # of the two levels, before scaling
_TERMS = ("factors", "accident_types")
_KEY = 104
_QUIET = ("建议新增措施", "责任", "标准（依据）")  # not told as missing


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
        self.name = ElidedLabel("", look.ROW, "ink", 500, lines=2)
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
            side.setFixedWidth(look.px(SIDE))
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
