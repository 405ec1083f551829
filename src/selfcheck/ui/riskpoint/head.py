"""Where the person is: way back, number and name, both levels, where it stands on the map; the next thing to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PointLine
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, primary
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskpoint.level import LevelWord, level_word
from selfcheck.ui.surfaces import spread


class PointHead(QWidget):
    """`next_wanted` is the primary button: what is done next with this point."""

    back_wanted = Signal()
    map_wanted = Signal()
    strike_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back: Button = link("风险点", "back")
        self.back.setAccessibleName("回到风险点列表")
        self.number = Label("", look.TEXT, "ink3")
        self.title = ElidedLabel("", look.STEP, "ink", 700)
        self.level = LevelWord(size=look.CARD, colour=True)
        self.way = Label("", look.TEXT, "ink2")
        self.map_link: Button = link("", "map")
        self.strike: Button = link("移除风险点")
        self.next: Button = primary("评估")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(spread(self.back, self.number, None, spacing=4))
        words.addWidget(self.title)
        words.addLayout(spread(self.level, self.way, 4, self.map_link, None, spacing=10))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.strike)
        row.addWidget(self.next)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.back_wanted)
        self.map_link.clicked.connect(self.map_wanted)
        self.strike.clicked.connect(self.strike_wanted)
        self.next.clicked.connect(self.next_wanted)

    def show_point(self, point: PointLine, step: str, *, usable: bool) -> None:
        """Show which point it is; `step` is the next thing to do, empty when nothing waits."""
        self.number.setText(f"/ {point.number}")
        self.title.setText(point.name)
        self.title.setAccessibleName(f"{point.number} {point.name}")
        self.level.show_level(point.level, before="风险等级")
        told = f"固有 {level_word(point.inherent)} → 现有 {level_word(point.residual)}"
        self.way.setText(told if point.inherent and point.residual else "")
        zone = " · ".join(part for part in (point.zone_name, point.plan_name) if part)
        self.map_link.setText(f"在图上显示（{zone}）" if zone else "还没有放到图上，去放置")
        self.map_link.setAccessibleName(self.map_link.text())
        self.strike.setVisible(usable)
        self.next.setVisible(usable and bool(step))
        self.next.setText(step or "评估")
