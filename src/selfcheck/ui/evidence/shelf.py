"""Evidence cards in rows, as many beside each other as there is room for."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.ui import look
from selfcheck.ui.evidence.card import PICTURE, WIDTH, EvidenceButton

_GAP = 14
_ROWS = 1  # until all are asked for


class EvidenceShelf(QWidget):
    """Cards in rows, as many beside each other as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[EvidenceButton] = []
        self.everything = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fitting(self, width: int) -> int:
        """How many cards stand beside each other."""
        return max(1, (width + _GAP) // (look.px(WIDTH) + _GAP))

    @property
    def hidden_count(self) -> int:
        """How many are not shown."""
        return max(0, len(self.buttons) - self.fitting(self.width()) * _ROWS)

    def place(self) -> None:
        """Put every card where it belongs."""
        beside = self.fitting(self.width())
        shown = len(self.buttons) if self.everything else beside * _ROWS
        size = QSize(look.px(WIDTH), look.px(PICTURE + 56))
        for at, button in enumerate(self.buttons):
            row, column = divmod(at, beside)
            corner_x = column * (size.width() + _GAP)
            button.setGeometry(QRect(corner_x, row * (size.height() + 10), *size.toTuple()))
            button.setVisible(at < shown)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self.buttons:
            return 0
        rows = -(-len(self.buttons) // self.fitting(width)) if self.everything else _ROWS
        return rows * (look.px(PICTURE + 56) + 10) - 10

    def sizeHint(self) -> QSize:
        return QSize(look.px(WIDTH), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.place()
        return done
