"""The table of a package's files: one model, one delegate, what differs on top with both digests."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from selfcheck.submission.verdict import FileState
from selfcheck.submission.verdict_files import FileLine, Kind
from selfcheck.ui import icons, look
from selfcheck.ui.hex_label import paint_hex
from selfcheck.ui.ink import RIGHT, Ink, draw

_Index = QModelIndex | QPersistentModelIndex
_EDGE = 19
_ROW, _TALL = 33, 78
_LEAST_ROWS, _MOST_ROWS = 3, 13  # what the page makes room for; more scrolls inside
_HEX = 16  # figures shown
_NARROW = 520  # below this the digests are left to the facts
_ICONS: dict[Kind, str] = {
    "report": "file",
    "records": "book",
    "history": "duties",
    "table": "table",
    "index": "clipboard",
    "evidence": "photo",
    "tag": "verify",
}


class FileModel(QAbstractListModel):
    """The rows as they were decided."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[FileLine, ...] = ()

    def show_lines(self, lines: Sequence[FileLine]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.accessible
        return line.where if role == Qt.ItemDataRole.ToolTipRole else None


class _Columns(NamedTuple):
    """Where the columns of a row lie."""

    name: QRectF
    size: QRectF
    digest: QRectF  # without width where there is no room
    state: QRectF


def _columns(box: QRectF) -> _Columns:
    """Result at the right, then the digest and the size; the name takes what is left."""
    top, height = box.top(), float(look.px(_ROW))
    state_width, size_width = look.px(72), look.px(74)
    digest_width = look.px(136) if box.width() >= look.px(_NARROW) else 0
    x = box.right() - _EDGE - state_width
    state = QRectF(x, top, state_width, height)
    x -= digest_width + 12
    digest = QRectF(x, top, digest_width, height)
    x -= size_width + (16 if digest_width else 0)
    size = QRectF(x, top, size_width, height)
    left = box.left() + _EDGE
    return _Columns(QRectF(left, top, x - left - 12, height), size, digest, state)


class FileDelegate(QStyledItemDelegate):
    """Paints a file: icon, name, size, the digest's first figures, and how it compares."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(200, row_height(_line_at(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = _line_at(index)
        box = QRectF(option.rect)
        state = option.state
        same = line.state is FileState.OK
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not same:
            painter.fillRect(box, look.colour("bad_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), look.colour("bad"))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("selected"))
        places = _columns(box)
        self._paint_line(painter, line, places)
        if not same and line.state is FileState.CHANGED:
            self._paint_difference(painter, line, places.name)
        painter.setPen(look.colour("line2"))
        painter.drawLine(
            QPointF(box.left() + _EDGE, box.bottom() - 0.5),
            QPointF(box.right() - _EDGE, box.bottom() - 0.5),
        )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 4, 4)
        painter.restore()

    def _paint_line(self, painter: QPainter, line: FileLine, places: _Columns) -> None:
        same = line.state is FileState.OK
        name = places.name
        icon_at = QRectF(name.left(), name.top(), 16, name.height())
        icons.paint_centred(painter, _ICONS[line.kind], icon_at, 16, "ink3")
        ink = Ink(look.TEXT, "ink", 400 if same else 500)
        draw(painter, name.adjusted(26, 0, 0, 0), line.name, ink)
        draw(painter, places.size, line.size_words, Ink(look.TEXT, "ink2"), RIGHT)
        if places.digest.width() and same:
            if line.found:
                paint_hex(painter, places.digest, line.found[:_HEX], ink="ink3")
            else:
                draw(painter, places.digest, "逐个核对", Ink(look.CAPTION, "ink3"))
        sign = QRectF(places.state.left(), places.state.top(), 16, places.state.height())
        icons.paint_centred(
            painter, "check" if same else "close", sign, 15, "ok_ink" if same else "bad_ink"
        )
        words = Ink(look.TEXT, "ink2" if same else "bad_ink", 400 if same else 500)
        draw(painter, places.state.adjusted(22, 0, 0, 0), line.state_words, words)

    def _paint_difference(self, painter: QPainter, line: FileLine, name: QRectF) -> None:
        """Both digests one above the other, so that the eye sees the difference."""
        step, left = look.px(20), name.left() + 26
        for at, (words, digest, ink) in enumerate(
            (("签名时", line.expected, "ink2"), ("现在是", line.found, "bad_ink"))
        ):
            top = name.bottom() - 4 + at * step
            draw(painter, QRectF(left, top, 80, step), words, Ink(look.CAPTION, "ink2"))
            box = QRectF(left + look.px(52), top, 300, step)
            paint_hex(painter, box, digest[:_HEX], ink=ink)


def _line_at(index: _Index) -> FileLine:
    model = index.model()
    assert isinstance(model, FileModel)
    return model.lines[index.row()]


def row_height(line: FileLine) -> int:
    """Taller where two digests are compared."""
    return look.px(_TALL if line.state is FileState.CHANGED else _ROW)


class FileTable(QListView):
    """Arrow keys move, Ctrl+C copies a row with whole digests, Enter asks for a file's facts."""

    facts_wanted = Signal(object)  # FileLine

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileModel(self)
        self.setModel(self.files)
        self.setItemDelegate(FileDelegate(self))
        self.setAccessibleName("报送包里的文件")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self._on_double_clicked)
        look.follow(self._restyle)

    def show_lines(self, lines: Sequence[FileLine]) -> None:
        """Other rows, from the top."""
        self.files.show_lines(lines)
        self._restyle()
        self.scrollToTop()

    def _restyle(self) -> None:
        heights = [row_height(line) for line in self.files.lines[:_MOST_ROWS]]
        least = look.px(_ROW) * _LEAST_ROWS
        self.setMinimumHeight(max(sum(heights), least) + 2)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def current_line(self) -> FileLine | None:
        """The row that has the focus."""
        index = self.currentIndex()
        return self.files.lines[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        if line is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(line.copied)
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.facts_wanted.emit(line)
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.facts_wanted.emit(self.files.lines[index.row()])


class FileHead(QWidget):
    """The captions of the columns."""

    def __init__(self, table: FileTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(_ROW - 6))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        places = _columns(QRectF(0, -3, self._table.viewport().width(), self.height()))
        ink = Ink(look.CAPTION, "ink3")
        draw(painter, places.name, "文件", ink)
        draw(painter, places.size, "大小", ink, RIGHT)
        if places.digest.width():
            draw(painter, places.digest, "SHA-256 前 16 位", ink)
        draw(painter, places.state, "结果", ink)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        painter.end()
