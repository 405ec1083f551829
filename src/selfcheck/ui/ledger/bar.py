"""Below the ledger's list: how many rows there are, or what may be done with the ticked ones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from selfcheck.hazards.many import TickedFigures
from selfcheck.ui import look
from selfcheck.ui.buttons import link
from selfcheck.ui.labels import ElidedLabel, Label, caption

HEIGHT = 40
_KEYS = (("空格", "选中"), ("Enter", "打开"), ("Shift+F10", "下一步"), ("Alt+1…6", "换列表"))


class _Foot(QWidget):
    """共 14 项, and the keys that are worth knowing here."""

    def __init__(self) -> None:
        super().__init__()
        self.count = caption()
        self.keys = ElidedLabel(
            "　".join(f"{key} {does}" for key, does in _KEYS), look.CAPTION, "ink3"
        )
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.count)
        row.addWidget(self.keys, 1)


class _Selection(QFrame):
    """已选 3 项 · 其中重大 0 项, and the actions for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "selection")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = Label("", look.TEXT, "ink", 500)
        self.note = Label("", look.CAPTION, "ink2")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 0, 16, 0)
        self.row.setSpacing(16)
        self.row.addWidget(self.count)
        self.row.addWidget(self.note)
        self.doings = QHBoxLayout()
        self.doings.setSpacing(14)
        self.row.addLayout(self.doings)
        self.row.addStretch(1)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        t = look.tokens()
        self.setStyleSheet(
            f'QFrame[part="selection"] {{ background: {t.accent_soft}; border: none;'
            " border-bottom-left-radius: 9px; border-bottom-right-radius: 9px; }"
        )


class LedgerBar(QStackedWidget):
    """Both take the same place, so that no row moves when the first one is ticked."""

    assign_wanted = Signal()
    deadline_wanted = Signal()
    notices_wanted = Signal()
    export_wanted = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foot, self._selection = _Foot(), _Selection()
        self.addWidget(self._foot)
        self.addWidget(self._selection)
        self.assign_button = link("指派责任人", "person")
        self.deadline_button = link("调整期限", "clock")
        self.notices_button = link("打印整改通知单", "print")
        self.export_button = link("导出所选", "export")
        self.clear_button = link("取消选择")
        self.clear_button.setToolTip("取消选择（Esc）")
        for button in (
            self.assign_button,
            self.deadline_button,
            self.notices_button,
            self.export_button,
        ):
            self._selection.doings.addWidget(button)
        self._selection.row.addWidget(self.clear_button)
        self._selection.row.addWidget(caption("Esc"))
        self.assign_button.clicked.connect(self.assign_wanted)
        self.deadline_button.clicked.connect(self.deadline_wanted)
        self.notices_button.clicked.connect(self.notices_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        self.clear_button.clicked.connect(self.cleared)
        self.setAccessibleName("列表下方")
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(HEIGHT))

    @property
    def words(self) -> str:
        """What stands at the left now."""
        if self.currentWidget() is self._foot:
            return self._foot.count.text()
        return f"{self._selection.count.text()} {self._selection.note.text()}"

    def show_count(self, count: int) -> None:
        """Nothing is ticked: how many rows there are."""
        self._foot.count.setText(f"共 {count:,} 项" if count else "")
        self._foot.keys.setVisible(bool(count))
        self.setCurrentWidget(self._foot)

    def show_ticked(self, figures: TickedFigures, elsewhere: int) -> None:
        """Some are ticked; `elsewhere` of them are not in the list as it is shown now."""
        self._selection.count.setText(f"已选 {figures.count:,} 项")
        parts = [f"其中重大 {figures.major:,} 项"]
        if elsewhere:
            parts.append(f"{elsewhere:,} 项不在当前列表里")
        self._selection.note.setText("，".join(parts))
        self.setCurrentWidget(self._selection)
