"""A line that offers common values while typing, and takes any other as well."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from selfcheck.ui import icons, look
from selfcheck.ui.fields import LineField

SECTORS = (
    "机械制造", "金属加工", "冶金", "有色", "建材", "轻工", "纺织", "食品加工", "木材加工", "家具制造",
    "印刷包装", "电子电器", "橡胶塑料", "化工", "危险化学品经营", "医药制造", "非煤矿山", "建筑施工",
    "交通运输", "物流仓储", "城镇燃气", "电力", "商贸零售", "餐饮", "住宿", "文化旅游", "教育培训",
    "医疗卫生", "养老服务", "农产品加工", "汽车维修", "再生资源回收",
)  # fmt: skip


class SuggestField(LineField):
    """Kept when left, like every field; the arrow or ↓ shows the whole list."""

    def __init__(
        self,
        suggestions: Sequence[str],
        *,
        name: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, hint=hint, parent=parent)
        self.offered = completer = QCompleter(QStringListModel(list(suggestions), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        completer.activated.connect(self.commit)
        popup = completer.popup()
        assert popup is not None
        popup.installEventFilter(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_state)
        self.arrow = self.addAction(
            icons.icon("chevron-down", "ink3"), QLineEdit.ActionPosition.TrailingPosition
        )
        self.arrow.setToolTip("常用的")
        self.arrow.triggered.connect(self.show_all)
        look.follow(self._restyle_list)

    def _restyle_list(self) -> None:
        self.arrow.setIcon(icons.icon("chevron-down", "ink3"))
        if (popup := self.offered.popup()) is not None:
            popup.setFont(look.font())

    def show_all(self) -> None:
        """Offer everything, whatever is written."""
        self.setFocus()
        self.offered.setCompletionPrefix("")
        self.offered.complete()

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        """Alt+Tab while the list is open: the list has the keyboard, the field hears nothing of it."""
        if state != Qt.ApplicationState.ApplicationActive:
            self.commit()

    def _commit_if_left(self) -> None:
        if not self.hasFocus():
            self.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            QTimer.singleShot(
                0, self, self._commit_if_left
            )  # where the keyboard goes is known then
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.offered.popup()
        if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
            self.show_all()
            return
        super().keyPressEvent(event)
