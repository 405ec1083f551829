"""The list below a pre-check: ten thousand lines painted by one delegate; those that may be ticked have a box."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from selfcheck.ui import icons, look
from selfcheck.ui.ink import RIGHT, Ink, draw
from selfcheck.ui.ledger_import.lines import Line

Index = QModelIndex | QPersistentModelIndex
_ROW, _EDGE = 50, 14
_NUMBER, _BOX = 76, 18
_LEAST = 320  # of the list


class LineModel(QAbstractListModel):
    """The lines as they were decided, and which of them are ticked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self.ticked: set[int] = set()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines; what was ticked stays ticked."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            ticked = (
                "已勾选，" if line.tick in self.ticked else "没有勾选，" if line.tick else ""
            )
            return ticked + line.spoken
        return f"{line.first}\n{line.second}" if role == Qt.ItemDataRole.ToolTipRole else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, look.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LineModel)
        line, box = model.lines[index.row()], QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("selected"))
            painter.fillRect(
                QRectF(box.left(), box.top(), 3, box.height()), look.colour("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        inner = box.adjusted(_EDGE, 0, -_EDGE, 0)
        if line.tick:
            _paint_box(painter, _box_of(box), ticked=line.tick in model.ticked)
        if line.among_ticks:
            inner.setLeft(_box_of(box).right() + 12)
        number = QRectF(inner.left(), inner.top(), look.px(_NUMBER), inner.height())
        draw(painter, number, f"第 {line.row} 行", Ink(look.TEXT, "ink2"))
        inner.setLeft(number.right() + 8)
        if line.tag:
            tag = Ink(look.TEXT, "ink2")
            metrics = QFontMetrics(look.font(look.TEXT))
            width = min(metrics.horizontalAdvance(line.tag) + 2, int(inner.width() / 2))
            place = QRectF(inner.right() - width, inner.top(), width, inner.height())
            draw(painter, place, line.tag, tag, RIGHT)
            inner.setRight(place.left() - 14)
        _paint_words(painter, inner, line)
        painter.fillRect(
            QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line2")
        )
        painter.restore()


def _paint_words(painter: QPainter, box: QRectF, line: Line) -> None:
    height = look.px(20)
    if not line.second:
        draw(painter, box, line.first, Ink(look.ROW, "ink"))
        return
    top = box.center().y() - height + 1
    first = QRectF(box.left(), top, box.width(), height)
    second = QRectF(box.left(), top + height, box.width(), look.px(18))
    draw(painter, first, line.first, Ink(look.ROW, "bad_ink" if line.bad else "ink"))
    draw(painter, second, line.second, Ink(look.CAPTION, "ink3"))


def _box_of(row: QRectF) -> QRectF:
    side = look.px(_BOX)
    return QRectF(row.left() + _EDGE, row.center().y() - side / 2, side, side)


def _paint_box(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
    painter.setPen(look.colour("accent" if ticked else "ink3"))
    painter.setBrush(look.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if ticked:
        icons.paint_centred(painter, "check", box, look.px(13), "accent_ink")


class LineList(QListView):
    """Arrow keys move and show the row at the side; Space or a click on the box ticks."""

    shown = Signal(object)  # Line at hand
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LineModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("预检结果")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.follow(self._restyle)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines, the first one at hand."""
        self.rows.show_lines(lines)
        if lines:
            self.setCurrentIndex(self.rows.index(0))
        self.scrollToTop()

    @property
    def ticked(self) -> frozenset[int]:
        """The hazards that are ticked."""
        return frozenset(self.rows.ticked)

    def tick(self, hazards: set[int]) -> None:
        """Tick these and no others."""
        self.rows.ticked = set(hazards)
        self._told()

    def _toggle(self, line: Line) -> None:
        self.rows.ticked ^= {line.tick}
        self._told()

    def _told(self) -> None:
        if self.rows.lines:
            last = self.rows.index(len(self.rows.lines) - 1)
            self.rows.dataChanged.emit(self.rows.index(0), last)
        self.ticks_changed.emit()

    def _on_current_changed(self, now: QModelIndex) -> None:
        self.shown.emit(self.rows.lines[now.row()] if now.isValid() else None)

    def _restyle(self) -> None:
        self.setMinimumHeight(look.px(_LEAST))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def box_at(self, row: int) -> QPoint:
        """The middle of a line's box, in the viewport."""
        place = self.visualRect(self.rows.index(row))
        return _box_of(QRectF(place)).center().toPoint()

    # ---- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        line = self.rows.lines[index.row()] if index.isValid() else None
        if event.key() == Qt.Key.Key_Space and line is not None and line.tick:
            self._toggle(line)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position()
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return
        line = self.rows.lines[index.row()]
        if line.tick and point.x() <= _box_of(QRectF(self.visualRect(index))).right() + 6:
            self._toggle(line)
