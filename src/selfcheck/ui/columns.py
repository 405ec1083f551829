"""Two columns side by side, one above the other where the window is too narrow for both."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import look


class Columns(QWidget):
    """Cards go into `left`, which stretches, and `right`, which keeps its width."""

    def __init__(
        self, right_width: int = 396, least_left: int = 420, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._right_width, self._least_left = right_width, least_left
        self._sides = (QWidget(), QWidget())
        self.left, self.right = (self._filled(side) for side in self._sides)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.GAP - 4)
        self._row.addWidget(self._sides[0], 1)
        self._row.addWidget(self._sides[1])
        look.follow(self._restyle)

    @staticmethod
    def _filled(side: QWidget) -> QVBoxLayout:
        side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP - 4)
        return column

    @property
    def stacked(self) -> bool:
        """Whether the right column stands below the left one."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def _restyle(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < look.px(self._right_width) + look.px(self._least_left)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        right = self._sides[1]
        if narrow:
            right.setMinimumWidth(0)
            right.setMaximumWidth(16777215)
        else:
            right.setFixedWidth(look.px(self._right_width))
