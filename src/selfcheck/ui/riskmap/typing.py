"""The place of what is chosen, typed as two numbers over the sheet."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from selfcheck.riskmap.geometry import XY
from selfcheck.ui import look
from selfcheck.ui.fields import mark_wrong

if TYPE_CHECKING:
    from selfcheck.ui.riskmap.hands import Hands

_NUMBERS = re.compile(r"\s*(-?\d+(?:\.\d*)?)\s*[,，、;；\s]\s*(-?\d+(?:\.\d*)?)\s*")


class PlaceField(QLineEdit):
    """Opens with the first figure; Enter keeps both numbers, Esc closes. Metres where the plan has a scale."""

    typed = Signal(float, float)  # in units of the sheet

    def __init__(self, canvas: "Hands") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("part", "small")
        self.setPlaceholderText("x y")
        self.setAccessibleName("位置：x 和 y，中间空一格，回车确定")
        self.returnPressed.connect(self._on_return)
        self.hide()

    def begin(self, figure: str, place: XY) -> None:
        """Open beside a place, with the figure that was typed first."""
        self.setFont(look.font())
        self.resize(look.px(132), look.px(28))
        at = self._canvas.view.to_screen(*place).toPoint()
        x = min(at.x() + 12, self._canvas.width() - self.width() - 4)
        y = min(at.y() + 10, self._canvas.height() - self.height() - 4)
        self.move(max(x, 4), max(y, 4))
        mark_wrong(self, False)
        self.setText(figure)
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_return(self) -> None:
        found = _NUMBERS.fullmatch(self.text().translate(_WIDE))
        if found is None:
            mark_wrong(self, True)
            self._canvas.tell("写两个数，中间空一格，如 19 11.5")
            return
        metres = self._canvas.scene.plan.metres_per_unit or 1.0
        x, y = (float(number) / metres for number in found.groups())
        self._close()
        self.typed.emit(x, y)

    def _close(self) -> None:
        self.hide()
        self._canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)
        event.accept()  # whatever is typed here is not meant for the sheet

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()


_WIDE = str.maketrans("０１２３４５６７８９－．　", "0123456789-. ")
