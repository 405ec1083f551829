"""Several packages at a time: which one is shown, and how each of them fared."""

from collections.abc import Sequence
from typing import Any

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
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from selfcheck import moments
from selfcheck.submission.verdict_page import VerdictPage
from selfcheck.ui import look
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.labels import TagKind, paint_tag

_Index = QModelIndex | QPersistentModelIndex
_TAGS: dict[str, TagKind] = {"ok": "ok", "bad": "bad", "neutral": "accent"}
WIDTH = 240
_ROW = 74
_VISIBLE = 5  # rows that the page always makes room for


def _named(page: VerdictPage) -> tuple[str, str]:
    """Whose, and which submission; the file's name where nothing vouches for more."""
    facts = page.verdict.facts
    if not facts.enterprise:
        return page.verdict.path.name, str(page.verdict.path.parent)
    period = moments.period_in_words(facts.period)
    return facts.enterprise, f"{period} · 第 {facts.sequence:03d} 次"


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: list[VerdictPage] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        page = self.pages[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join((page.word, *_named(page)))
        return str(page.verdict.path) if role == Qt.ItemDataRole.ToolTipRole else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(100, look.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        page = model.pages[index.row()]
        box, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, look.colour("selected"))
            painter.fillRect(
                QRectF(box.left(), box.top(), 3, box.height()), look.colour("accent")
            )
        inner = box.adjusted(14, 8, -10, -8)
        step = inner.height() / 3
        title, line = _named(page)
        name = QRectF(inner.left(), inner.top(), inner.width(), step)
        draw(painter, name, title, Ink(look.TEXT, "ink", 500 if chosen else 400))
        draw(painter, name.translated(0, step), line, Ink(look.CAPTION, "ink3"))
        at = QPointF(inner.left(), inner.bottom() - step / 2 + 2)
        paint_tag(painter, at, page.word, _TAGS[page.tone], inner.width())
        painter.setPen(look.colour("line2"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 4, 4)
        painter.restore()


class PackageList(QListView):
    """The packages, in the order of verifying; `chosen` carries the place of the one to show."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("核验过的报送包")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setMinimumHeight(look.px(_ROW) * _VISIBLE)
        self.scheduleDelayedItemsLayout()

    def show_pages(self, pages: Sequence[VerdictPage], current: int) -> None:
        """Other packages, or other verdicts on the same."""
        self._model.beginResetModel()
        self._model.pages = list(pages)
        self._model.endResetModel()
        if 0 <= current < len(pages):
            blocked = self.blockSignals(True)
            self.setCurrentIndex(self._model.index(current, 0))
            self.blockSignals(blocked)

    def _on_current_changed(self, index: QModelIndex, before: QModelIndex) -> None:  # noqa: ARG002
        if index.isValid():
            self.chosen.emit(index.row())
