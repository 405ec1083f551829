"""Saved filters of a list, each with how many it holds; one may stand apart behind a hairline."""

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from selfcheck.ui import look

_APART = 13  # the hairline before the one that stands apart, with its gaps


class CountTab(QRadioButton):
    """One filter with its count."""

    def __init__(self, kind: str, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.kind = kind
        self.count = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """How many it holds."""
        self.count = count
        self.setAccessibleName(f"{self.text()}，{count} 项")
        self.updateGeometry()
        self.update()

    @property
    def _figures(self) -> str:
        return f"{self.count:,}"

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look.font(look.TEXT, 500))
        words = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(
            self._figures
        )
        return QSize(words + 6 + 22, look.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - a name that Qt calls
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if self.isChecked() else "idle_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(look.font(look.TEXT, 500 if self.isChecked() else 400))
        painter.setPen(look.colour("accent_text" if self.isChecked() else "ink2"))
        used = painter.fontMetrics().horizontalAdvance(self.text())
        place = box.adjusted(11, 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        place.setLeft(place.left() + used + 6)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._figures)
        painter.end()


class CountTabs(QWidget):
    """One saved filter is chosen; `chosen` tells the person's choice."""

    chosen = Signal(str)

    def __init__(
        self,
        words: Mapping[Any, str],
        *,
        name: str,
        apart: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._apart = apart
        self.tabs: dict[str, CountTab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for kind, told in words.items():
            tab = CountTab(kind, told, self)
            self.tabs[kind] = tab
            self._group.addButton(tab)
            if kind == apart:
                row.addSpacing(_APART)
            row.addWidget(tab)
            tab.clicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        for tab in self.tabs.values():
            tab.updateGeometry()
        self.updateGeometry()
        self.update()

    @property
    def value(self) -> str:
        """The chosen filter."""
        return next(kind for kind, tab in self.tabs.items() if tab.isChecked())

    def show_filter(self, kind: str, counts: Mapping[Any, int]) -> None:
        """Show which is chosen and how many each holds, without telling anybody."""
        for one, tab in self.tabs.items():
            tab.show_count(counts[one])
        self.tabs[kind].setChecked(True)

    def choose(self, kind: str) -> None:
        """Choose one as if it had been clicked."""
        self.tabs[kind].click()

    def _on_clicked(self) -> None:
        self.chosen.emit(cast("CountTab", self.sender()).kind)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._apart:
            return
        painter = QPainter(self)
        x = self.tabs[self._apart].geometry().left() - _APART / 2 - 1
        high = look.px(16)
        line = QRectF(x, (self.height() - high) / 2, 1, high)
        painter.fillRect(line, look.colour("line"))
        painter.end()
