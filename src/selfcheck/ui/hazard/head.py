"""Where the person is: way back, title, grade and state; at the right the neighbours and printing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.hazards.pages import HazardPage
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.pills import Pill
from selfcheck.ui.hazard.words import one_line
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.surfaces import spread


class _Step(Button):
    """上一条 or 下一条, as wide as it is high."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__("", "plain", icon)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(look.px(34), look.px(32) + 2)


class HazardHead(QWidget):
    """A title that is too long stands on two lines, and the pills below it."""

    back_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back: Button = link("隐患台账", "back")
        self.back.setAccessibleName("回到隐患台账")
        self.number = Label("", look.TEXT, "ink3")
        self.title = ElidedLabel("", look.STEP, "ink", 700, lines=2)
        self.grade, self.stopped, self.state = Pill(), Pill(), Pill()
        self.stopped.show_sign("stopped", "停用中")
        self.previous = _Step("chevron-up", "上一条（Ctrl+↑）")
        self.next = _Step("chevron-down", "下一条（Ctrl+↓）")
        self.print: Button = Button("打印", "plain", "print")
        self.print.hide()
        self.pills = QWidget()
        self.pills.setLayout(spread(self.grade, self.stopped, self.state, None, spacing=6))
        self.pills.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._line.addWidget(self.title)
        self._line.addWidget(self.pills, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(spread(self.back, self.number, None, spacing=4))
        words.addLayout(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.previous, self.next, self.print):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.back_wanted)
        self.previous.clicked.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)

    def show_page(self, page: HazardPage) -> None:
        """Show which hazard it is."""
        self.number.setText(f"/ {page.number}")
        words = one_line(str(page.values["description"]))
        self.title.setText(words or "还没有写明隐患")
        self.title.set_look(ink="ink" if words else "ink3")
        self.title.setAccessibleName(words or "还没有写明隐患")
        self.grade.show_grade(page.grade_words, major=page.major)
        self.stopped.setVisible(page.stopped)
        self.state.show_state(page.state, page.state_words)
        self.previous.setEnabled(page.previous_id is not None)
        self.next.setEnabled(page.next_id is not None)
        walks = page.previous_id is not None or page.next_id is not None
        self.previous.setVisible(walks)
        self.next.setVisible(walks)
        self._arrange()

    def show_papers(self, menu: QMenu) -> None:
        """What can be printed of it."""
        self.print.setMenu(menu)
        self.print.setVisible(not menu.isEmpty())

    def _arrange(self) -> None:
        """Pills beside the title where both fit on one line."""
        at_right = self.width() - self._line.geometry().width()
        room = self.width() - max(at_right, 0) - self.pills.sizeHint().width() - 14
        wide = self.title.sizeHint().width() + 2 <= room
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
            self._line.setSpacing(12 if wide else 4)
        policy = self.title.sizePolicy()
        want = QSizePolicy.Policy.Maximum if wide else QSizePolicy.Policy.Expanding
        if policy.horizontalPolicy() != want:
            policy.setHorizontalPolicy(want)
            self.title.setSizePolicy(policy)
        room = self.width() - max(at_right, 0)
        high = self.title.heightForWidth(self.title.sizeHint().width() if wide else room)
        if self.title.height() != high:
            self.title.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
