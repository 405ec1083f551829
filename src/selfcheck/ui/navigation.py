"""The places of the window at its left edge, and what a screen may ask of the window."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import icons, look

if TYPE_CHECKING:
    from pathlib import Path

    from selfcheck.ui.jobs import Jobs
    from selfcheck.ui.thumbnails import Thumbnails

Place = Literal["top", "bottom", "hidden"]
WIDE, NARROW = 180, 56
_SIDE = 18  # of an icon
_CLOSED = 0.55  # how much of a place is seen that leads nowhere without an archive


class ScreenSpec(NamedTuple):
    """One screen: imported when first shown, so that a start waits for none but the first."""

    key: str
    title: str
    icon: str
    source: str  # "selfcheck.ui.home.screen:HomeScreen"
    place: Place = "top"
    under: str = ""  # the place that stays marked while a hidden screen is shown
    without_workspace: bool = False  # makes sense before an archive is open
    late: bool = False  # what its badge counts is overdue


class Navigator(Protocol):
    """What a screen may ask of the window that shows it."""

    @property
    def jobs(self) -> "Jobs":
        """Where long work runs."""

    @property
    def thumbnails(self) -> "Thumbnails":
        """Small pictures of evidence files."""

    def open(self, key: str, *where: str) -> None:
        """Go to a screen, and to a place on it: open("duty", "d06", "d06.entrance_locked")."""

    def back(self) -> None:
        """Return to where the person came from, the same row."""

    def set_badge(self, key: str, count: int) -> None:
        """How many things are to be done in a place; 0 shows nothing."""

    def open_workspace(self, folder: "Path") -> None:
        """Close the archive at hand and open another, or a new one just made."""


class _Item(QAbstractButton):
    """One place: icon and name, or the icon alone when the window is narrow."""

    def __init__(self, spec: ScreenSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._badge = 0
        self._narrow = False
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rename()

    def show_badge(self, count: int) -> None:
        self._badge = count
        self._rename()
        self.update()

    @property
    def current(self) -> bool:
        """Whether this place is the one that is shown."""
        return self._current

    def show_current(self, current: bool) -> None:
        self._current = current
        self.setAccessibleDescription("当前页面" if current else "")
        self.update()

    def show_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._rename()
        self.updateGeometry()

    def _rename(self) -> None:
        waiting = "超期" if self.spec.late else "待办"
        whole = (
            f"{self.spec.title}，{self._badge} 项{waiting}" if self._badge else self.spec.title
        )
        self.setText(self.spec.title)
        self.setAccessibleName(whole)
        self.setToolTip(whole if self._narrow else "")

    def sizeHint(self) -> QSize:
        return QSize(32, look.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._current or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if self._current else "idle_soft"))
            painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        if not self.isEnabled():
            painter.setOpacity(_CLOSED)
        side = look.px(_SIDE)
        ink = "accent_text" if self._current else "ink3"
        x = (box.width() - side) / 2 if self._narrow else 10
        icons.paint(painter, self.spec.icon, QPointF(x, (box.height() - side) / 2), side, ink)
        room = self._paint_badge(painter, box)
        if not self._narrow:
            painter.setFont(look.font(look.ROW, 500 if self._current else 400))
            painter.setPen(look.colour("accent_text" if self._current else "ink2"))
            words = box.adjusted(x + side + 10, 0, -room, 0)
            drawn = painter.fontMetrics().elidedText(
                self.spec.title, Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), drawn)
        painter.end()

    def _paint_badge(self, painter: QPainter, box: QRectF) -> float:
        """Draw the count; returns how much room it takes at the right."""
        if not self._badge:
            return 8
        words = str(self._badge)
        font = look.font(look.CAPTION, 500)
        height = look.px(18)
        width = max(height + 2, QFontMetrics(font).horizontalAdvance(words) + 12)
        if self._narrow:
            pill = QRectF(box.right() - 8, box.top() + 4, 8, 8)
        else:
            top = box.center().y() - height / 2
            pill = QRectF(box.right() - width - 8, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        quiet = "accent" if self._narrow else "surface" if self._current else "idle_soft"
        late = "bad" if self._narrow else "bad_soft"
        painter.setBrush(look.colour(late if self.spec.late else quiet))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        if not self._narrow:
            painter.setFont(font)
            painter.setPen(look.colour("bad_ink" if self.spec.late else "ink2"))
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)
        return width + 14


class _Brand(QWidget):
    """The program's sign and name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("企业自查助手，单机离线版")
        self.narrow = False

    def sizeHint(self) -> QSize:
        return QSize(32, look.px(36) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - 32) / 2 if self.narrow else 4
        sign = QRectF(left, (self.height() - 32) / 2, 32, 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(sign, 9, 9)
        icons.paint_centred(painter, "verify", sign, 18, "accent_ink")
        if not self.narrow:
            half = self.height() / 2
            painter.setFont(look.font(look.CARD, 700))
            painter.setPen(look.colour("ink"))
            name = QRectF(46, 0, self.width() - 46, half + 2)
            painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), "企业自查助手")
            painter.setFont(look.font(look.CAPTION))
            painter.setPen(look.colour("ink3"))
            kind = QRectF(46, half + 1, self.width() - 46, half)
            painter.drawText(kind, int(Qt.AlignmentFlag.AlignVCenter), "单机离线版")
        painter.end()


class NavigationBar(QFrame):
    """The places, one of them current; `requested` carries the key of the one the person wants."""

    requested = Signal(str)

    def __init__(self, screens: Sequence[ScreenSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "navigation")
        self.setAccessibleName("导航")
        self._brand = _Brand(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._brand)
        self._column.addSpacing(12)
        self.items: dict[str, _Item] = {}
        for place in ("top", "bottom"):
            for spec in screens:
                if spec.place == place:
                    item = _Item(spec, self)
                    item.clicked.connect(self._on_clicked)
                    self.items[spec.key] = item
                    self._column.addWidget(item)
            if place == "top":
                self._column.addStretch(1)
        self._narrow = False
        self._current = ""
        look.follow(self._restyle)

    def _on_clicked(self) -> None:
        item = self.sender()
        assert isinstance(item, _Item)
        self.requested.emit(item.spec.key)

    def show_current(self, key: str) -> None:
        """Mark the place that is shown; a key without an item marks none."""
        self._current = key
        for name, item in self.items.items():
            item.show_current(name == key)

    def show_usable(self, *, with_archive: bool) -> None:
        """Without an archive most places lead nowhere, and say so by being off."""
        for item in self.items.values():
            item.setEnabled(with_archive or item.spec.without_workspace)

    def show_badge(self, key: str, count: int) -> None:
        """A neutral count of things to do."""
        if key in self.items:
            self.items[key].show_badge(count)

    def show_narrow(self, narrow: bool) -> None:
        """Icons only, with tooltips."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._restyle()

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def _restyle(self) -> None:
        edge = 10 if self._narrow else 12
        self._column.setContentsMargins(edge, 16, edge, 12)
        self.setFixedWidth(NARROW if self._narrow else look.px(WIDE))
        self._brand.narrow = self._narrow
        self._brand.updateGeometry()
        for item in self.items.values():
            item.show_narrow(self._narrow)
        self.update()
