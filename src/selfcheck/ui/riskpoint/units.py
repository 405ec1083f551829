"""评估单元: the steps or items of a risk point, each with its two levels; another is added on the last line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PointLine, UnitLine
from selfcheck.riskmap.records import PointKind
from selfcheck.ui import look
from selfcheck.ui.buttons import plain
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.fields import LineField
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.unit import SIDE, UnitRow
from selfcheck.ui.riskpoint.unit_fields import TABLES
from selfcheck.ui.surfaces import Card, EmptyState

_WORDS = {"jha": "JHA 步骤", "scl": "SCL 项目"}
_HINTS = {"jha": "写作业步骤，如：吊装模具", "scl": "写检查项目，如：模区防护"}


class UnitsSection(Card):
    """`assess_wanted` carries a unit."""

    assess_wanted = Signal(object)

    def __init__(self, desk: PointDesk) -> None:
        super().__init__("评估单元", "作业活动用 JHA 按步骤，设备设施和场所用 SCL 按检查项目")
        self.desk = desk
        self.point: PointLine | None = None
        self.rows: dict[int, UnitRow] = {}
        self.empty = EmptyState("还没有评估单元。在下面写第一个，再评估。")
        self.captions = QWidget()
        self._rows = QWidget()  # made before what stands below it: Tab follows
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.table = SegmentedChoice(
            [Choice(key, words) for key, words in _WORDS.items()], name="单元类别"
        )
        self.new_name = LineField(name="新的评估单元")
        self.add = plain("添加", "plus")
        self.problem = ProblemLabel()
        self._adding = QWidget()
        self._build()
        self.table.chosen.connect(self._on_table)
        self.new_name.committed.connect(self._on_named)
        self.add.clicked.connect(self._on_add)

    def _build(self) -> None:
        row = QHBoxLayout(self.captions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        self._heads = (
            Label("固有风险", look.CAPTION, "ink3"),
            Label("现有风险", look.CAPTION, "ink3"),
        )
        self._room = QWidget()
        for part in (*self._heads, self._room):
            row.addWidget(part)
        adding = QHBoxLayout(self._adding)
        adding.setContentsMargins(0, 6, 0, 0)
        adding.setSpacing(8)
        adding.addWidget(self.table)
        adding.addWidget(self.new_name, 1)
        adding.addWidget(self.add)
        self.body.addWidget(self.captions)
        self.body.addWidget(self.empty)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._adding)
        self.body.addWidget(self.problem)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        for head in self._heads:
            head.setFixedWidth(look.px(SIDE))
        self._room.setFixedWidth(plain("重新评估").sizeHint().width())

    # ---- showing

    def show_point(self, point: PointLine) -> None:
        """Show its units; those that are unfolded stay so."""
        another = self.point is None or self.point.point_id != point.point_id
        self.point = point
        wanted = [unit.unit_id for unit in point.units]
        for key in [key for key in self.rows if another or key not in wanted]:
            row = self.rows.pop(key)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, unit in enumerate(point.units):
            if unit.unit_id in self.rows:
                self.rows[unit.unit_id].show_unit(unit)
                continue
            row = UnitRow(self.desk, unit)
            row.assess_wanted.connect(self.assess_wanted)
            row.strike_wanted.connect(self._on_strike)
            self.rows[unit.unit_id] = row
            self._list.insertWidget(at, row)
        if another:
            self.problem.show_problem("")
            jha = point.kind is PointKind.ACTIVITY
            self._show_table(point.units[-1].table if point.units else "jha" if jha else "scl")
        self.captions.setVisible(bool(point.units))
        self.empty.setVisible(not point.units)
        self._adding.setVisible(not self.desk.read_only)
        for row in self.rows.values():
            row.assess.setFixedWidth(self._room.width())

    def _show_table(self, table: str) -> None:
        self.table.show_value(table)
        self._on_table(table)

    def _on_table(self, table: str) -> None:
        self.new_name.setPlaceholderText(_HINTS[table])
        self.new_name.setAccessibleName(f"新的{TABLES[table][1]}")

    # ---- doing

    def focus_new(self) -> QWidget:
        """Where another unit is written."""
        return self.new_name

    def _on_named(self, name: str) -> None:
        if not name.strip():
            return
        made = self.desk.add_unit(self.table.value or "scl", name, self.problem.show_problem)
        if made:
            self.problem.show_problem("")
            self.new_name.take_as_kept("")
        else:
            self.new_name.not_kept()

    def _on_add(self) -> None:
        if self.new_name.text().strip():
            self.new_name.commit()
        else:
            self.new_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_strike(self, unit: UnitLine) -> None:
        self.desk.strike_unit(unit, self.problem.show_problem)

    def edit(self, unit_id: int, name: str) -> QWidget | None:
        """Open the fields of a unit; returns the one asked for."""
        row = self.rows.get(unit_id)
        return row.edit(name) if row is not None else None
