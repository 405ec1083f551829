"""The captions above the ledger's list: a click sorts, a second turns round, a third puts it back."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from selfcheck.hazards.pages import SortKey, View
from selfcheck.ui import icons, look
from selfcheck.ui.ink import RIGHT, Ink, draw
from selfcheck.ui.ledger_columns import Columns
from selfcheck.ui.ledger_marks import Ticks, paint_ticks

HEIGHT = 28
DEFAULT = View()
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
# the column, what it sorts by, its word, how the two ways are told
_CAPTIONS: Sequence[tuple[str, SortKey, str, str, str]] = (
    ("number", "number", "编号", "从小到大", "从大到小"),
    ("words", "description", "描述", "按字序", "按字序倒过来"),
    ("grade", "grade", "等级", "重大在前", "一般在前"),
    ("location", "location", "场所", "按字序", "按字序倒过来"),
    ("owner", "owner", "责任人", "按字序", "按字序倒过来"),
    ("deadline", "deadline", "期限", "早的在前", "晚的在前"),
    ("state", "state", "状态", "刚开始的在前", "快完成的在前"),
)
SORTED_BY = frozenset(key for _, key, *_ in _CAPTIONS)
assert frozenset(get_args(SortKey)) >= SORTED_BY


def sorted_next(key: SortKey, sort: SortKey, *, descending: bool) -> tuple[SortKey, bool]:
    """How the list is sorted after a click on a caption."""
    if key != sort:
        return key, False
    if not descending:
        return key, True
    return DEFAULT.sort, DEFAULT.descending


class _Caption(QAbstractButton):
    """One word above a column; accent with an arrow while the list is sorted by it."""

    def __init__(self, key: SortKey, word: str, ways: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._ways = ways
        self._sorted: bool | None = None  # descending, or not sorted by it
        self.lead = 0  # pixels before the word
        self.setText(word)
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
            restored = self.key == DEFAULT.sort
            then = self._ways[1] if not descending else "恢复原来的顺序"
            self.setToolTip(
                f"{way}；再按一次：{self._ways[0] if restored and descending else then}"
            )
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


class _TickAll(QAbstractButton):
    """Ticks every row of the view, or none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ticks: Ticks = "none"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_ticks("none")

    def show_ticks(self, ticks: Ticks) -> None:
        """Whether no row, some, or all of the view are ticked."""
        self._ticks = ticks
        told = {"none": "没有选中的", "some": "选中了一部分", "all": "全部选中了"}[ticks]
        self.setAccessibleName(f"选中列表里的全部，现在{told}")
        self.setToolTip("取消全部" if ticks == "all" else "选中列表里的全部（Ctrl+A）")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(16)
        box = QRectF(self.rect())
        corner = box.center() - QPointF(side / 2, side / 2)
        paint_ticks(painter, QRectF(corner.x(), corner.y(), side, side), self._ticks)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class Captions(QWidget):
    """The strip of captions; Tab reaches the sorted one, ← → the others."""

    sorted_by = Signal(str)  # a caption's key was clicked
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick_all = _TickAll(self)
        self.buttons = {
            column: _Caption(key, word, (up, down), self)
            for column, key, word, up, down in _CAPTIONS
        }
        for button in self.buttons.values():
            button.clicked.connect(self._on_clicked)
        self.tick_all.clicked.connect(self.all_wanted)
        self._list_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("列名，按一下排序")
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, look.px(HEIGHT))

    def show_sort(self, sort: SortKey, *, descending: bool) -> None:
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

    def _columns(self) -> Columns:
        return Columns.of(self._list_width or self.width())

    def _arrange(self) -> None:
        columns, high = self._columns(), self.height()
        side = look.px(16) + 8
        left = columns.check.x + columns.check.width / 2 - side / 2
        self.tick_all.setGeometry(int(left), (high - side) // 2, side, side)
        for column, button in self.buttons.items():
            span = columns.named(column)
            button.setVisible(span is not None)
            if span is not None:
                button.lead = look.px(19) if column == "grade" else 4
                left = span.x if column == "grade" else span.x - 4
                wide = button.fontMetrics().horizontalAdvance(button.text())
                room = min(span.width + 4, button.lead + look.px(wide) + look.px(24))
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
        late = self._columns().late.within(box)
        draw(painter, late, "超期", Ink(look.CAPTION, "ink3"), RIGHT)
        painter.end()
