"""Buttons: one primary on a page, plain ones, links that look like text, and small icons."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from selfcheck.ui import icons, look

ButtonKind = Literal["plain", "primary", "link"]
_ICON_GAP = 4  # more than the 4 px that Qt leaves
_ICON_INKS = {"plain": "ink2", "primary": "accent_ink", "link": "accent_text"}


class Button(QPushButton):
    """A button with words, and an icon where it helps."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "plain",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: ButtonKind = kind
        self._icon = icon
        self.setProperty("part", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)  # Enter in a field of a dialog must not press it
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def set_kind(self, kind: ButtonKind) -> None:
        """Make it the primary one, or no longer."""
        self._kind = kind
        self.setProperty("part", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._restyle()

    def set_icon(self, icon: str) -> None:
        """Another icon, such as a lock while it cannot be pressed."""
        if icon != self._icon:
            self._icon = icon
            self._restyle()

    def _restyle(self) -> None:
        self.setFont(look.font(look.TEXT, 500))
        if self._icon:
            side = look.px(16)
            self.setIcon(icons.icon(self._icon, _ICON_INKS[self._kind], side, _ICON_GAP))
            self.setIconSize(QSize(side + _ICON_GAP, side))


def primary(text: str, icon: str = "") -> Button:
    """The one thing to do on this page."""
    return Button(text, "primary", icon)


def plain(text: str, icon: str = "") -> Button:
    """Another thing that can be done here."""
    return Button(text, "plain", icon)


def link(text: str, icon: str = "") -> Button:
    """Leads somewhere, or does something slight; reads like text."""
    return Button(text, "link", icon)


class IconButton(QAbstractButton):
    """A small button with an icon and perhaps a count; its name is tooltip and accessible name."""

    def __init__(
        self, icon: str, name: str, *, side: int = 30, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._name, self._side = icon, name, side
        self._count = 0
        self._bad = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rename()
        look.follow(self._restyle)

    def show_count(self, count: int, *, bad: bool = False) -> None:
        """How many there are behind it (none is not shown); red when that is an unmet need."""
        self._count, self._bad = count, bad
        self._rename()
        self._restyle()

    def set_icon(self, icon: str, name: str) -> None:
        """Another icon with its name, such as eye and eye-off."""
        self._icon, self._name = icon, name
        self._rename()
        self.update()

    def _rename(self) -> None:
        whole = f"{self._name}，{self._count} 件" if self._count else self._name
        self.setAccessibleName(whole)
        if not self.toolTip() or self.toolTip().startswith(self._name):
            self.setToolTip(whole)

    def _restyle(self) -> None:
        self.setFont(look.font(look.TEXT))
        self.updateGeometry()
        self.update()

    def _count_width(self) -> int:
        if not self._count:
            return 0
        return QFontMetrics(self.font()).horizontalAdvance(str(self._count)) + 4

    def sizeHint(self) -> QSize:
        side = look.px(self._side)
        return QSize(side + self._count_width(), side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("idle_soft"))
            painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(box, 6, 6)
        elif self._bad:
            painter.setPen(QPen(look.colour("bad"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = "ink3" if not self.isEnabled() else "bad_ink" if self._bad else "ink2"
        extra = self._count_width()
        icons.paint_centred(
            painter, self._icon, box.adjusted(0, 0, -extra, 0), look.px(16), ink
        )
        if extra:
            painter.setFont(self.font())
            painter.setPen(look.colour(ink))
            figures = box.adjusted(0, 0, -4, 0)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(figures, int(side), str(self._count))
        painter.end()
