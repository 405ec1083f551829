"""The row of tools over the sheet: one is in hand, the others act at once."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from selfcheck.ui import icons, look
from selfcheck.ui.buttons import IconButton
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskmap.toolbox import DRAWING, JOINING, MARKING, MEASURING, ToolWords
from selfcheck.ui.riskmap.tools import SELECT


class ToolButton(QAbstractButton):
    """One tool; pressed in while it is in hand."""

    def __init__(self, told: ToolWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = told
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(told.words)
        self.setToolTip(f"{told.words} {told.key}".strip())
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(34), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() and self.isEnabled():
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
        elif self.isEnabled() and self.underMouse():
            painter.setBrush(look.colour("idle_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        ink = "ink3" if not self.isEnabled() else "accent_text" if self.isChecked() else "ink2"
        icons.paint_centred(painter, self.told.icon, box, look.px(18), ink)
        painter.end()


def _upright() -> QFrame:
    made = QFrame()
    made.setProperty("part", "line")
    made.setFixedWidth(1)
    return made


class Toolbar(QWidget):
    """`chosen` names the tool taken in hand; the rest are buttons of their own."""

    chosen = Signal(str)
    snap_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools: dict[str, ToolButton] = {}
        self.undo = IconButton("undo", "撤销", side=32)
        self.redo = IconButton("redo", "重做", side=32)
        self.undo.setToolTip("撤销 Ctrl+Z")
        self.redo.setToolTip("重做 Ctrl+Y")
        self.snap = ToolButton(ToolWords("snap", "吸附到顶点和边线", "map-snap", ""))
        self.snap.setChecked(True)
        self.fit = IconButton("map-fit", "适合窗口", side=32)
        self.fit.setToolTip("适合窗口 Ctrl+0")
        self.chosen_words = ElidedLabel("", look.CAPTION, "ink3")
        self.chosen_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.percent = Label("", look.CAPTION, "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 12, 4)
        row.setSpacing(2)
        for group in (DRAWING, MARKING, JOINING):
            for told in group:
                row.addWidget(self._tool(told))
            self._apart(row)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        self._apart(row)
        row.addWidget(self.snap)
        row.addWidget(self._tool(MEASURING))
        row.addSpacing(8)
        row.addWidget(self.chosen_words, 1)
        self._apart(row)
        row.addWidget(self.fit)
        row.addWidget(self.percent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_tool(SELECT)
        self.snap.toggled.connect(self.snap_changed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.percent.setMinimumWidth(look.px(38))

    @staticmethod
    def _apart(row: QHBoxLayout) -> None:
        row.addSpacing(5)
        line = _upright()
        line.setFixedHeight(18)
        row.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(5)

    def _tool(self, told: ToolWords) -> ToolButton:
        made = ToolButton(told)
        made.clicked.connect(self._on_clicked)
        self.tools[told.name] = made
        return made

    def show_tool(self, name: str) -> None:
        """Which tool is in hand."""
        for one, button in self.tools.items():
            button.setChecked(one == name)

    def show_usable(self, *, plan: bool, usable: bool) -> None:
        """Without a plan nothing can be drawn; in a copy to look at, only looked at."""
        for name, button in self.tools.items():
            button.setEnabled(plan and (usable or name == SELECT))
        self.snap.setEnabled(plan and usable)
        self.fit.setEnabled(plan)

    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, ToolButton)
        self.show_tool(button.told.name)
        self.chosen.emit(button.told.name)
