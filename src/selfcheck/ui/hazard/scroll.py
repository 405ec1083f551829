"""A part that scrolls inside a card: it has the card's own ground, and its sections are never cut off."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class _Content(QWidget):
    """Its height is that of its texts as they are wrapped now, not as Qt first guesses."""

    def minimumSizeHint(self) -> QSize:
        if self.hasHeightForWidth():
            return QSize(super().minimumSizeHint().width(), 0)
        return super().minimumSizeHint()


class CardScroll(QScrollArea):
    """Scrolls up and down only. Content goes into `body`."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = _Content()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 2, 0, 8)
        self.body.setSpacing(0)
        self.setWidget(self.content)
        see_through(self)
        self.content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_width()
        return super().eventFilter(watched, event)

    def _keep_width(self) -> None:
        # a child that asks for more than there is must be squeezed, not cut off at the right
        self.content.setMaximumWidth(max(self.viewport().width(), 1))

    def settle(self) -> None:
        """Lay out now what was just put in, so that it can be scrolled to."""
        layout = self.content.layout()
        assert layout is not None
        layout.activate()
        wide = self.viewport().width()
        high = max(layout.totalHeightForWidth(wide), self.viewport().height())
        if self.content.height() < high:
            self.content.resize(wide, high)
            self.verticalScrollBar().setRange(0, high - self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_width()


def see_through(area: QScrollArea) -> None:
    """Let the card behind a scrolling part be its ground."""
    area.viewport().setAutoFillBackground(False)
    content = area.widget()
    if content is not None:
        content.setAutoFillBackground(False)
