"""The upper part of the panel: what is chosen on the sheet, with the fields that belong to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.riskmap import geometry
from selfcheck.riskmap.draft import Drawn
from selfcheck.riskmap.pages import PlanLine, PointLine, RiskMap, square_metres
from selfcheck.riskmap.records import SHAPE_WORDS, Method, ShapeKind
from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton, link
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel
from selfcheck.ui.riskmap.parts import Heading, LevelMark, small_field
from selfcheck.ui.riskmap.rows import EDGE, RiskRow, ScoreCaptions
from selfcheck.ui.surfaces import clear_layout, spread


class Chosen(QWidget):
    """A zone, a mark, a risk point, or the whole plan."""

    changed = Signal(str, str, str)  # key of the shape, field, text
    point_chosen = Signal(int)
    point_opened = Signal(int)
    add_wanted = Signal()  # a risk into the chosen zone
    lift_wanted = Signal(int)
    delete_wanted = Signal(str)
    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RiskRow] = []
        self._key, self._point_id = "", 0
        self._listed: tuple[PointLine, ...] = ()
        self.title = ElidedLabel("", look.CARD, "ink", 700)
        self.level = LevelMark()
        self.note = Label("", look.CAPTION, "ink3", wrap=True)
        self.facts = ElidedLabel("", look.CAPTION, "ink2")
        self.name = Heading("名称", "写上名称")
        self.owner, self.phone = (
            small_field("责任人", "责任人"),
            small_field("联系电话", "联系电话"),
        )
        self.problem = ProblemLabel()
        self.add = link("添加风险", "plus")
        self.open = link("打开风险点")
        self.lift = link("移回列表")
        self.register = link("登记风险点", "plus")
        self.delete = IconButton("trash", "删除", side=24)
        self.captions = ScoreCaptions()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = spread(spacing=6)
        head.addWidget(self.title, 1)
        head.addWidget(self.name, 1)
        head.addWidget(self.level)
        head.addWidget(self.add)
        self._owners = QWidget()
        owners = spread(spacing=8)
        owners.addWidget(self.owner, 1)
        owners.addWidget(self.phone, 1)
        self._owners.setLayout(owners)
        self._links = QWidget()
        self._links.setLayout(spread(self.open, 8, self.lift, None))
        facts = spread(spacing=4)
        facts.addWidget(self.facts, 1)
        facts.addStretch(0)
        facts.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignRight)
        inner = QVBoxLayout()
        inner.setContentsMargins(EDGE, 8, EDGE - 2, 4)
        inner.setSpacing(3)
        inner.addLayout(head)
        inner.addWidget(self.note)
        inner.addLayout(facts)
        for part in (self._owners, self.problem, self._links, self.register):
            inner.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(self.captions)
        column.addLayout(self._list)

    def _connect(self) -> None:
        for field in (self.name, self.owner, self.phone):
            field.committed.connect(self._on_committed)
        self.add.clicked.connect(self.add_wanted)
        self.register.clicked.connect(self.register_wanted)
        self.open.clicked.connect(self._on_open)
        self.lift.clicked.connect(self._on_lift)
        self.delete.clicked.connect(self._on_delete)

    def _show(self, *parts: QWidget) -> None:
        words = (self.title, self.level, self.note, self.facts, self.name)
        for part in (
            *words,
            self._owners,
            self.add,
            self._links,
            self.register,
            self.delete,
            self.captions,
        ):
            part.setVisible(part in parts)

    def show_plan(self, found: RiskMap, plan: PlanLine | None) -> None:
        """Nothing is chosen: how much there is on the plan."""
        self._key, self._point_id = "", 0
        if plan is None:
            self.title.setText("还没有图")
            self.note.setText("添加平面图或空白图后，在图上画区域、放风险点。")
            self._show(self.title, self.note)
        else:
            shapes = found.drawing.on(plan.plan_id)
            zones = sum(shape.kind is ShapeKind.ZONE for shape in shapes)
            points = sum(point.plan_id == plan.plan_id for point in found.points)
            self.title.setText(plan.name)
            self.facts.setText(f"{zones} 个区域 · {points} 个风险点")
            self.note.setText(
                "点区域看它的风险；区域的颜色取所含风险的最高等级，不能手工涂色。"
            )
            self._show(self.title, self.facts, self.note)
            if not found.points:
                self.note.setText("还没有风险点。先登记风险点，再放到图上的区域里。")
                self.register.show()
        self._show_rows(())

    def show_shape(self, found: RiskMap, plan: PlanLine, shape: Drawn, *, usable: bool) -> None:
        """A zone with its risks, or a mark with its name."""
        self._key, self._point_id = shape.key, 0
        zone = shape.kind is ShapeKind.ZONE
        self.title.setText(shape.name or ("没有名称" if zone else SHAPE_WORDS[shape.kind]))
        self.name.show_value(shape.name)
        self.owner.show_value(shape.owner)
        self.phone.show_value(shape.phone)
        for field in (self.name, self.owner, self.phone):
            field.setReadOnly(not usable)
        self.add.setEnabled(usable)
        self.delete.setEnabled(usable)
        self.delete.set_icon("trash", f"删除{SHAPE_WORDS[shape.kind]}")
        if not zone:
            self._show(self.name, self.delete)
            self._show_rows(())
            return
        self.level.show_level(found.zone_levels.get(shape.key))
        self.note.setText("颜色取所含风险的最高等级，不能手工涂色")
        area = square_metres(geometry.area(shape.points), plan.metres_per_unit)
        self.facts.setText(f"面积 {area} · {len(shape.points)} 个顶点")
        inside = tuple(p for p in found.points if p.zone_key == shape.key)
        parts = [
            self.level,
            self.note,
            self.facts,
            self.name,
            self._owners,
            self.add,
            self.delete,
        ]
        self._show(*parts, *([self.captions] if inside else []))
        self.captions.show_method(matrix=found.scale.method is Method.LS)
        self._show_rows(inside)

    def show_point(self, point: PointLine, *, usable: bool) -> None:
        """A risk point."""
        self._key, self._point_id = "", point.point_id
        self.title.setText(f"{point.number} {point.name}")
        self.level.show_level(point.level)
        self.facts.setText(f"{point.kind_words} · {point.zone_name or '不在任何区域里'}")
        self.note.setText(point.accident_words or "还没有写可能发生的事故类型")
        self.lift.setEnabled(usable)
        self._show(self.title, self.level, self.note, self.facts, self._links)
        self._show_rows(())

    def _show_rows(self, points: Sequence[PointLine]) -> None:
        if tuple(points) == self._listed and len(self.rows) == len(points):
            return
        self._listed = tuple(points)
        clear_layout(self._list)
        self.rows = []
        for point in points:
            row = RiskRow(point)
            row.clicked.connect(self._on_row)
            row.opened.connect(self._on_row_opened)
            self._list.addWidget(row)
            self.rows.append(row)

    def focus_name(self) -> None:
        """Write another name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _on_committed(self, text: str) -> None:
        field = {self.name: "name", self.owner: "owner", self.phone: "phone"}[self.sender()]  # type: ignore[index]  # one of the three
        self.changed.emit(self._key, field, " ".join(text.split()))

    def _on_row(self) -> None:
        row = self.sender()
        assert isinstance(row, RiskRow)
        self.point_chosen.emit(row.point.point_id)

    def _on_row_opened(self) -> None:
        row = self.sender()
        assert isinstance(row, RiskRow)
        self.point_opened.emit(row.point.point_id)

    def _on_open(self) -> None:
        self.point_opened.emit(self._point_id)

    def _on_lift(self) -> None:
        self.lift_wanted.emit(self._point_id)

    def _on_delete(self) -> None:
        self.delete_wanted.emit(self._key)
