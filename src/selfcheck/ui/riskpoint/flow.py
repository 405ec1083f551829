"""Small widgets of one size in rows, as many in a row as there is room for."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 6


class Flow(QWidget):
    """Lays its widgets out anew whenever it gets another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """One more, at the end."""
        part.setParent(self)
        part.show()
        self._parts.append(part)
        self._arrange()
        self.updateGeometry()

    def clear(self) -> None:
        """Let all of them go."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []

    def _places(self, width: int) -> tuple[list[tuple[int, int]], int]:
        """Where each stands, and how high that makes all."""
        places, x, y, high = [], 0, 0, 0
        for part in self._parts:
            size = part.sizeHint()
            if x and x + size.width() > width:
                x, y, high = 0, y + high + _GAP, 0
            places.append((x, y))
            x, high = x + size.width() + _GAP, max(high, size.height())
        return places, y + high

    def _arrange(self) -> None:
        for part, (x, y) in zip(self._parts, self._places(self.width())[0], strict=True):
            part.move(x, y)
            part.resize(part.sizeHint())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
