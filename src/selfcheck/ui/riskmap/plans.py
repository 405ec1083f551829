"""The plans of the map as tabs over the sheet, and what stands there while there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PlanLine
from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton, link, primary
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.labels import Label, icon_label
from selfcheck.ui.surfaces import clear_layout, spread

_LONGEST = 14  # characters of a name on a tab


class PlanTabs(QWidget):
    """One plan is shown; `chosen` carries its id. `add_wanted` asks for another."""

    chosen = Signal(int)
    add_wanted = Signal()
    strike_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans: tuple[tuple[int, str], ...] = ()
        self.tabs: SegmentedChoice | None = None
        self.add = link("添加图", "plus")
        self.strike = IconButton("trash", "删除这张图", side=26)
        self._home = QHBoxLayout()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setProperty("part", "page")
        holder.setLayout(self._home)
        self._home.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(holder)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = spread(spacing=8)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.add)
        row.addWidget(self.strike)
        self.setLayout(row)
        self.add.clicked.connect(self.add_wanted)
        self.strike.clicked.connect(self._on_strike)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self._scroll.setFixedHeight(look.px(36))

    def show_plans(
        self, plans: Sequence[PlanLine], chosen: int | None, *, usable: bool
    ) -> None:
        """Which there are, and which is shown."""
        told = tuple((plan.plan_id, plan.name) for plan in plans)
        if told != self._plans or self.tabs is None:
            self._plans = told
            clear_layout(self._home)
            self.tabs = SegmentedChoice(
                [Choice(str(one), _short(name)) for one, name in told], name="图", style="tray"
            )
            self._home.addWidget(self.tabs)
            self._home.addStretch(1)
            self.tabs.chosen.connect(self._on_chosen)
        self.tabs.show_value(str(chosen) if chosen else None)
        self.add.setEnabled(usable)
        self.strike.setEnabled(usable and chosen is not None)
        self.setVisible(bool(plans))

    def _on_chosen(self, value: str) -> None:
        self.chosen.emit(int(value))

    def _on_strike(self) -> None:
        value = self.tabs.value if self.tabs else None
        if value:
            self.strike_wanted.emit(int(value))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


class NoPlan(QWidget):
    """Nothing to draw on yet: take a picture, or begin with an empty sheet."""

    picture_wanted = Signal()
    blank_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Label("还没有平面图", look.ROW, "ink", 500)
        self.hint = Label("把厂区或楼层平面图放进来，在上面画风险区域。", look.TEXT, "ink2")
        self.picture = primary("选择底图", "photo")
        self.blank = link("先画空白图")
        self.formats = Label("PNG、JPG、PDF 页、SVG，最大 6000 × 4000", look.CAPTION, "ink3")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(icon_label("map", 32), 0, centre)
        column.addWidget(self.sentence, 0, centre)
        column.addWidget(self.hint, 0, centre)
        column.addSpacing(6)
        column.addLayout(spread(None, self.picture, 8, self.blank, None))
        column.addWidget(self.formats, 0, centre)
        column.addStretch(3)
        self.picture.clicked.connect(self.picture_wanted)
        self.blank.clicked.connect(self.blank_wanted)

    def show_usable(self, usable: bool) -> None:
        """In a copy to look at nothing can be added."""
        self.picture.setEnabled(usable)
        self.blank.setEnabled(usable)
