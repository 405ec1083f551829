"""A fact on a page: its name in a narrow column, its words beside it; a long text folds after six lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.labels import LINE_END, ElidedLabel, Label

_FOLDED = 6  # lines of a long text
_KEY = 64  # width of a fact's name, in pixels of the standard text size


class FoldedText(QWidget):
    """A text that wraps; more than six lines fold, and open again."""

    def __init__(self, text: str = "", ink: str = "ink", size: int = look.TEXT) -> None:
        super().__init__()
        self.short = ElidedLabel("", size, ink, lines=_FOLDED)
        self.short.setMinimumWidth(1)
        self.whole = Label("", size, ink, wrap=True)
        self.fold: Button = link("展开")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.short)
        column.addWidget(self.whole)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.whole.hide()
        self.fold.hide()
        self.fold.clicked.connect(self._on_fold_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_text(text)

    def text(self) -> str:
        """What it says, whole."""
        return self.whole.text()

    def show_text(self, text: str, ink: str | None = None) -> None:
        """Another text."""
        if ink is not None:
            self.short.set_look(ink=ink)
            self.whole.set_look(ink=ink)
        self.whole.setText(text)
        self.short.setText(text.replace("\n", LINE_END))
        self._show_fold()

    def _show_fold(self) -> None:
        opened = self.whole.isVisibleTo(self)
        self.fold.setVisible(opened or (self.short.width() > 1 and self.short.cut))
        self.fold.setText("收起" if opened else "展开")
        self.fold.setAccessibleName(f"{self.fold.text()}：{self.text()[:20]}")

    def _on_fold_clicked(self) -> None:
        opened = self.whole.isVisibleTo(self)
        self.whole.setVisible(not opened)
        self.short.setVisible(opened)
        self._show_fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fold()

    def sizeHint(self) -> QSize:
        return QSize(look.px(200), super().sizeHint().height())


class Fact(QWidget):
    """A fact: its name in a narrow column, its words beside it."""

    def __init__(self, name: str, text: str = "", *, key: int = _KEY) -> None:
        super().__init__()
        self._key_width = key
        self.name = Label(name, look.TEXT, "ink3")
        self.text = FoldedText(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.name.setFixedWidth(look.px(self._key_width))

    def show_text(self, text: str, *, empty: str = "没有填") -> None:
        """Its words; what is not told is grey."""
        self.text.show_text(text or empty, "ink" if text else "ink3")
