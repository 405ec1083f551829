"""The captions above a painted list: a click sorts, a second turns round, a third puts it back."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from selfcheck.ui import icons, look
from selfcheck.ui.ink import Ink, draw

HEIGHT = 28
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Heading(NamedTuple):
    """One caption: its column, what it sorts by, its word, how the two ways are told."""

    column: str
    key: str
    word: str
    up: str
    down: str
    lead: int = 4  # pixels before the word, before scaling


class _Caption(QAbstractButton):
    """One word above a column; accent with an arrow while the list is sorted by it."""

    def __init__(self, told: Heading, restores: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = told.key
        self._ways = (told.up, told.down)
        self._restores = restores  # this is how the list is sorted when nothing is chosen
        self._sorted: bool | None = None  # descending, or not sorted by it
        self.lead = 0  # pixels before the word
        self.setText(told.word)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_sorted(None)

    def show_sorted(self, descending: bool | None) -> None:
        """Whether the list is sorted by this, and which way."""
        self._sorted = descending
        if descending is None:
            self.setAccessibleName(f"按{self.text()}排序")
            self.setToolTip(f"按{self.text()}排序")
        else:
            way = self._ways[descending]
            self.setAccessibleName(f"按{self.text()}排序，现在{way}")
            then = self._ways[1] if not descending else "恢复原来的顺序"
            again = self._ways[0] if self._restores and descending else then
            self.setToolTip(f"{way}；再按一次：{again}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SIDEWAYS:
            event.ignore()  # the strip knows the next caption
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        place = box.adjusted(self.lead, 0, 0, 0)
        ink = "accent_text" if self._sorted is not None else "ink3"
        if self._sorted is None and self.underMouse():
            ink = "ink"
        used = draw(painter, place, self.text(), Ink(look.CAPTION, ink))
        if self._sorted is not None:
            side = look.px(12)
            corner = QPointF(place.left() + used + 3, box.center().y() - side / 2)
            name = "chevron-down" if self._sorted else "chevron-up"
            icons.paint(painter, name, corner, side, "accent_text")
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 3, -1, -3), 4, 4)
        painter.end()


class SortCaptions(QWidget):
    """The strip of captions; Tab reaches the sorted one, ← → the others. A subclass knows the columns."""

    sorted_by = Signal(str)  # a caption's key was clicked

    def __init__(
        self, headings: Sequence[Heading], default: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._leads = {told.column: told.lead for told in headings}
        self.buttons = {
            told.column: _Caption(told, told.key == default, self) for told in headings
        }
        for button in self.buttons.values():
            button.clicked.connect(self._on_clicked)
        self._list_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("列名，按一下排序")

    def span(self, column: str, width: float) -> tuple[float, float] | None:
        """Left edge and width of a column in rows of this width; None where it has given way."""
        raise NotImplementedError

    @property
    def list_width(self) -> int:
        """How wide the rows are."""
        return self._list_width or self.width()

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, look.px(HEIGHT))

    def show_sort(self, sort: str, *, descending: bool) -> None:
        """Mark the caption the list is sorted by."""
        for button in self.buttons.values():
            on = button.key == sort
            button.show_sorted(descending if on else None)
            policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def show_list_width(self, width: int) -> None:
        """How wide the rows are: a scroll bar takes some of it."""
        if width != self._list_width:
            self._list_width = width
            self._arrange()
            self.update()

    def _arrange(self) -> None:
        high = self.height()
        for column, button in self.buttons.items():
            span = self.span(column, self.list_width)
            button.setVisible(span is not None)
            if span is not None:
                lead = self._leads[column]
                button.lead = lead if lead <= 4 else look.px(lead)  # noqa: PLR2004 - the edge of a word
                left = span[0] if lead > 4 else span[0] - lead  # noqa: PLR2004
                wide = button.fontMetrics().horizontalAdvance(button.text())
                room = min(span[1] + 4, button.lead + look.px(wide) + look.px(24))
                button.setGeometry(int(left), 0, int(room), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SIDEWAYS.get(Qt.Key(event.key()))
        shown = [b for b in self.buttons.values() if b.isVisible()]
        at = next((n for n, b in enumerate(shown) if b.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
        else:
            shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, _Caption)
        self.sorted_by.emit(button.key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.colour("surface2"))
        for edge in (box.top(), box.bottom() - 1):
            painter.fillRect(QRectF(0, edge, box.width(), 1), look.colour("line"))
        self.paint_more(painter, box)
        painter.end()

    def paint_more(self, painter: QPainter, box: QRectF) -> None:
        """Words above columns that do not sort."""
