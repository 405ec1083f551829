"""The captions above the ledger's list, with the box that ticks everything."""

from collections.abc import Sequence
from typing import cast, get_args

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from selfcheck.hazards.pages import SortKey, View
from selfcheck.ui import look
from selfcheck.ui.ink import RIGHT, Ink, draw
from selfcheck.ui.ledger.columns import Columns
from selfcheck.ui.ledger.marks import Ticks, paint_ticks
from selfcheck.ui.sort_captions import Heading, SortCaptions

DEFAULT = View()
_CAPTIONS: Sequence[Heading] = (
    Heading("number", "number", "编号", "从小到大", "从大到小"),
    Heading("words", "description", "描述", "按字序", "按字序倒过来"),
    Heading("grade", "grade", "等级", "重大在前", "一般在前", lead=19),
    Heading("location", "location", "场所", "按字序", "按字序倒过来"),
    Heading("owner", "owner", "责任人", "按字序", "按字序倒过来"),
    Heading("deadline", "deadline", "期限", "早的在前", "晚的在前"),
    Heading("state", "state", "状态", "刚开始的在前", "快完成的在前"),
)
SORTED_BY = frozenset(cast("SortKey", told.key) for told in _CAPTIONS)
assert frozenset(get_args(SortKey)) >= SORTED_BY


def sorted_next(key: SortKey, sort: SortKey, *, descending: bool) -> tuple[SortKey, bool]:
    """How the list is sorted after a click on a caption."""
    if key != sort:
        return key, False
    if not descending:
        return key, True
    return DEFAULT.sort, DEFAULT.descending


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


class Captions(SortCaptions):
    """The strip of captions; Tab reaches the sorted one, ← → the others."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_CAPTIONS, DEFAULT.sort, parent)
        self.tick_all = _TickAll(self)
        self.tick_all.stackUnder(next(iter(self.buttons.values())))
        QWidget.setTabOrder(self.tick_all, next(iter(self.buttons.values())))
        self.tick_all.clicked.connect(self.all_wanted)
        look.follow(self._restyle)

    def span(self, column: str, width: float) -> tuple[float, float] | None:
        found = Columns.of(width).named(column)
        return (found.x, found.width) if found is not None else None

    def _arrange(self) -> None:
        super()._arrange()
        check, high = Columns.of(self.list_width).check, self.height()
        side = look.px(16) + 8
        left = check.x + check.width / 2 - side / 2
        self.tick_all.setGeometry(int(left), (high - side) // 2, side, side)

    def paint_more(self, painter: QPainter, box: QRectF) -> None:
        late = Columns.of(self.list_width).late.within(box)
        draw(painter, late, "超期", Ink(look.CAPTION, "ink3"), RIGHT)
