"""Small parts of the panel: a level in words, a name that is changed where it stands, low fields."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from selfcheck.riskmap.records import RiskLevel
from selfcheck.ui import look
from selfcheck.ui.fields import LineField
from selfcheck.ui.labels import Label
from selfcheck.ui.riskmap.tints import paint_swatch, spoken


class LevelMark(QWidget):
    """A level's patch with its word and colour: ▨ 重大 · 红."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level: RiskLevel | None = None
        self.words = Label("", look.TEXT, "ink", 500)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(26), 0, 0, 0)
        row.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: RiskLevel | None) -> None:
        """Another level."""
        self.level = level
        self.words.setText(spoken(level))
        self.setAccessibleName(f"风险等级 {spoken(level)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        size = QSize(look.px(19), look.px(13))
        top = (self.height() - size.height()) / 2
        paint_swatch(painter, QRectF(0.8, top, size.width(), size.height()), self.level)
        painter.end()


class Heading(LineField):
    """A name that is changed where it stands."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(name=name, hint=hint)
        self.setProperty("part", "cell")
        self.setStyleSheet("QLineEdit { padding-left: 0px; }")  # in line with what stands below

    def _restyle(self) -> None:
        self.setFont(look.font(look.CARD, 700))


def small_field(name: str, hint: str) -> LineField:
    """A field as low as a row of text."""
    made = LineField(name=name, hint=hint)
    made.setProperty("part", "small")
    made.setMinimumWidth(look.px(60))
    return made
