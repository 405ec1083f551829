"""Layers with their eyes, the legend with the thresholds in force, and the points that wait to be put down."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PlanLine, PointLine, RiskMap, Scale
from selfcheck.riskmap.records import COLOUR_WORDS, LEVEL_WORDS, Method, RiskLevel, ShapeKind
from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton
from selfcheck.ui.labels import ElidedLabel, Label, icon_label
from selfcheck.ui.riskmap.rows import EDGE, RiskRow
from selfcheck.ui.riskmap.scene import BASE, FIRE, LAYERS, POINTS, WAYS, ZONES
from selfcheck.ui.riskmap.tints import paint_swatch
from selfcheck.ui.surfaces import clear_layout, spread

_METHOD_WORDS = {Method.LEC: "LEC 法", Method.LS: "LS 法", Method.DIRECT: "直接判定"}


class LayerList(QWidget):
    """What is shown on the sheet; `changed` carries the hidden layers."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden: set[str] = set()
        self.eyes: dict[str, IconButton] = {}
        self._words: dict[str, Label] = {}
        self._notes: dict[str, ElidedLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 8, EDGE, 8)
        column.setSpacing(1)
        column.addWidget(Label("图层", look.TEXT, "ink2", 500))
        for name, words in LAYERS.items():
            eye = IconButton("eye", f"隐藏{words}", side=24)
            eye.setProperty("layer", name)
            eye.clicked.connect(self._on_eye)
            self.eyes[name] = eye
            self._words[name] = Label(words, look.TEXT, "ink")
            self._notes[name] = ElidedLabel("", look.CAPTION, "ink3")
            row = spread(eye, self._words[name], self._notes[name])
            if name == BASE:
                lock = icon_label("lock", 14)
                lock.setToolTip("底图已锁定，不会被拖动")
                row.addWidget(lock)
            column.addLayout(row)

    def show_counts(self, found: RiskMap, plan: PlanLine | None) -> None:
        """How much there is in each layer."""
        shapes = found.drawing.on(plan.plan_id) if plan else ()
        ways = (ShapeKind.EXIT, ShapeKind.ROUTE, ShapeKind.ASSEMBLY)
        counts = {
            POINTS: sum(p.plan_id == plan.plan_id for p in found.points) if plan else 0,
            ZONES: sum(shape.kind is ShapeKind.ZONE for shape in shapes),
            WAYS: sum(shape.kind in ways for shape in shapes),
            FIRE: sum(shape.kind is ShapeKind.FIRE for shape in shapes),
        }
        for name, count in counts.items():
            self._notes[name].setText(str(count) if count else "")
        base = ""
        if plan is not None:
            base = "找不到文件" if plan.base_missing else plan.base_title or "空白图"
        self._notes[BASE].setText(base)

    def _on_eye(self) -> None:
        eye = self.sender()
        assert isinstance(eye, IconButton)
        self.toggle(eye.property("layer"))

    def toggle(self, name: str) -> None:
        """Hide a layer, or show it again."""
        self.hidden ^= {name}
        hidden = name in self.hidden
        words = LAYERS[name]
        self.eyes[name].set_icon(
            "eye-off" if hidden else "eye", f"显示{words}" if hidden else f"隐藏{words}"
        )
        self._words[name].set_look(ink="ink3" if hidden else "ink")
        self.changed.emit(set(self.hidden))


class _Patch(QWidget):
    def __init__(self, level: RiskLevel) -> None:
        super().__init__()
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(look.px(24), look.px(17))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_swatch(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._level)
        painter.end()


class Legend(QWidget):
    """Four colours, each with its word, hatch and band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.method = Label("", look.CAPTION, "ink3")
        self.bands: dict[RiskLevel, Label] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 8, EDGE, 10)
        column.setSpacing(6)
        column.addLayout(spread(Label("图例", look.TEXT, "ink2", 500), None, self.method))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        for at, level in enumerate(RiskLevel):
            self.bands[level] = Label("", look.CAPTION, "ink3")
            words = Label(
                f"{COLOUR_WORDS[level]} {LEVEL_WORDS[level]}", look.CAPTION, "ink", 500
            )
            cell = spread(_Patch(level), words, self.bands[level], None, spacing=6)
            grid.addLayout(cell, at // 2, at % 2)
        column.addLayout(grid)

    def show_scale(self, scale: Scale) -> None:
        """The thresholds in force."""
        self.method.setText(_METHOD_WORDS[scale.method])
        for level, words in scale.words().items():
            low, sign, high = words.partition("≤") if "≤" in words else (words, "", "")
            short = f"{low}–{high.partition('<')[2]}" if sign else words
            self.bands[level].setText(short)
            self.bands[level].setToolTip(words)


class Waiting(QWidget):
    """Risk points that stand on no plan yet: drag one onto the sheet, or Enter puts it into the chosen zone."""

    picked = Signal(int)  # to be put down with the next click
    placed = Signal(int)  # Enter: into the chosen zone

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RiskRow] = []
        self._points: tuple[PointLine, ...] = ()
        self.title = Label("", look.TEXT, "ink2", 500)
        self.hint = Label("拖到图上，或选中区域后按回车归入", look.CAPTION, "ink3", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(EDGE, 8, EDGE, 4)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.hint)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._list)

    def show_points(self, points: Sequence[PointLine], *, usable: bool) -> None:
        """Which wait now."""
        self.setVisible(bool(points))
        self.title.setText(f"待放置的风险点 {len(points)}")
        if tuple(points) == self._points:
            return
        self._points = tuple(points)
        clear_layout(self._list)
        self.rows = []
        for point in points:
            row = RiskRow(point, scores=False, drags=usable)
            row.setEnabled(usable)
            row.clicked.connect(self._on_clicked)
            row.opened.connect(self._on_opened)
            self._list.addWidget(row)
            self.rows.append(row)

    def show_picked(self, point_id: int | None) -> None:
        """Which one the next click puts down."""
        for row in self.rows:
            row.show_chosen(row.point.point_id == point_id)

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, RiskRow)
        self.picked.emit(row.point.point_id)

    def _on_opened(self) -> None:
        row = self.sender()
        assert isinstance(row, RiskRow)
        self.placed.emit(row.point.point_id)
