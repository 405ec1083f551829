"""The rows of the list of duties: what they are, one model, one delegate that paints them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from selfcheck.duties.pages import DutyList, DutyRow
from selfcheck.duties.rules import DutyStatus
from selfcheck.ui import icons, look
from selfcheck.ui.ink import RIGHT, Ink, draw
from selfcheck.ui.labels import TagKind, paint_tag, tag_size

_Index = QModelIndex | QPersistentModelIndex
_EDGE = 20

TAGS: dict[DutyStatus, TagKind] = {
    DutyStatus.NOT_STARTED: "neutral",
    DutyStatus.IN_PROGRESS: "accent",
    DutyStatus.HAS_PROBLEM: "bad",
    DutyStatus.DONE: "plain",
    DutyStatus.NOT_YET: "quiet",
    DutyStatus.TO_CONFIRM: "neutral",
    DutyStatus.NOT_APPLICABLE: "plain",
}


@dataclass(frozen=True)
class GroupHead:
    """一、责任落实 · 已完成 1/2; the first one carries the captions of the columns."""

    title: str
    count: str
    captions: bool


@dataclass(frozen=True)
class CoveredLine:
    """A statutory duty that others of the thirteen carry out."""

    title: str
    carried: str  # 由第二项、第十二项落实


Entry = GroupHead | DutyRow | CoveredLine


def entries_of(shown: DutyList, keep: Sequence[DutyRow], *, covered: bool) -> list[Entry]:
    """What the list shows when only some rows are kept; groups without rows disappear."""
    kept, found = set(keep), list[Entry]()
    for group in shown.groups:
        rows = [row for row in group.rows if row in kept]
        if rows:
            count = f"已完成 {group.done}/{len(group.rows)}"
            found += [GroupHead(group.title, count, not found), *rows]
    rows = [row for row in shown.standing if row in kept]
    lines = [CoveredLine(title, f"由{carried}落实") for title, carried in shown.covered]
    if rows or covered:
        done = sum(row.status == DutyStatus.DONE for row in shown.standing)
        count = f"《安全生产法》第二十一条 · 已完成 {done}/{len(shown.standing)}"
        found.append(GroupHead("法定常设职责", count, not found))
        found += [*rows, *(lines if covered else [])]
    return found


class DutyModel(QAbstractListModel):
    """Group heads, duties and quiet lines, in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Draw other rows; nothing happens when they are the same."""
        if entries != self._entries:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()

    def entry(self, index: _Index) -> Entry:
        """What stands at an index."""
        return self._entries[index.row()]

    def row_of(self, key: str) -> int:
        """Where a duty stands; -1 when it is not shown."""
        for at, entry in enumerate(self._entries):
            if isinstance(entry, DutyRow) and entry.key == key:
                return at
        return -1

    def keys(self) -> list[str]:
        """Every duty that is shown, in order."""
        return [entry.key for entry in self._entries if isinstance(entry, DutyRow)]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self._entries[index.row()]
        if isinstance(entry, DutyRow):
            return entry.accessible
        if isinstance(entry, GroupHead):
            return f"{entry.title}，{entry.count}"
        return f"{entry.title}，{entry.carried}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._entries[index.row()], DutyRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


@dataclass(frozen=True)
class _Columns:
    """Where the columns of a row lie, from the card's left edge."""

    number: QRectF
    name: QRectF
    situation: QRectF
    evidence: QRectF
    owner: QRectF
    status: QRectF
    chevron: float

    @classmethod
    def of(cls, box: QRectF) -> "_Columns":
        px, width = look.px, box.width()
        name, chevron = px(32) + _EDGE, width - 34
        status = min(max(width * 0.23, px(150)), px(262))
        owner, evidence = px(76), px(58)
        at = chevron - 8 - status
        words = at - owner - 8 - evidence - 24 - name - 16
        first = words * 0.55

        def column(x: float, wide: float) -> QRectF:
            return QRectF(box.left() + x, box.top(), max(wide, 0), box.height())

        return cls(
            number=column(0, name - 10),
            name=column(name, first),
            situation=column(name + first + 16, words - first),
            evidence=column(at - owner - 32 - evidence, evidence),
            owner=column(at - owner - 8, owner),
            status=column(at, status),
            chevron=box.left() + chevron,
        )


class DutyDelegate(QStyledItemDelegate):
    """Paints group heads, duties and quiet lines; what does not fit is elided, whole in the tooltip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        entry = _entry(index)
        high = {GroupHead: 34, DutyRow: 40, CoveredLine: 30}[type(entry)]
        return QSize(200, look.px(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)
        entry = _entry(index)
        painter.save()
        if isinstance(entry, GroupHead):
            self._head(painter, box, entry)
        elif isinstance(entry, DutyRow):
            state = option.state
            self._duty(painter, box, entry, state)
            if not _last_of_group(index):
                _hairline(painter, box, _EDGE)
        else:
            self._covered(painter, box, entry)
        painter.restore()

    def _head(self, painter: QPainter, box: QRectF, head: GroupHead) -> None:
        painter.fillRect(box, look.colour("surface2"))
        line = look.colour("line")
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), line)
        if not head.captions:
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), line)
        title = box.adjusted(_EDGE, 0, 0, 0)
        used = draw(painter, title, head.title, Ink(look.ROW, "ink", 700))
        columns = _Columns.of(box)
        room = columns.situation.left() - 16 if head.captions else box.right() - _EDGE
        count = QRectF(title.left() + used + 14, box.top(), 0, box.height())
        count.setRight(room)
        draw(painter, count, head.count, Ink(look.CAPTION, "ink3"))
        if head.captions:
            draw(painter, columns.situation, "情况", Ink(look.CAPTION, "ink3"))
            draw(painter, columns.owner, "责任人", Ink(look.CAPTION, "ink3"))
            draw(painter, columns.status, "状态", Ink(look.CAPTION, "ink3"))
            draw(painter, columns.evidence, "证据", Ink(look.CAPTION, "ink3"), RIGHT)

    def _duty(
        self, painter: QPainter, box: QRectF, row: DutyRow, state: QStyle.StateFlag
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("selected"))
            painter.fillRect(
                QRectF(box.left(), box.top(), 3, box.height()), look.colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        columns = _Columns.of(box)
        ink = "ink" if row.open else "ink2"
        told = "ink2" if row.open else "ink3"
        weight = 500 if row.open else 400
        draw(painter, columns.number, row.label, Ink(look.TEXT, "ink3"), RIGHT)
        draw(painter, columns.name, row.title, Ink(look.ROW, ink, weight))
        urgent = row.status == DutyStatus.HAS_PROBLEM
        draw(
            painter, columns.situation, row.situation, Ink(look.TEXT, "ink" if urgent else told)
        )
        missing = row.open and row.evidence_have < row.evidence_need
        pieces = f"{row.evidence_have}/{row.evidence_need}" if row.evidence_need else "—"
        figures = Ink(look.TEXT, "ink" if missing else told, 500 if missing else 400)
        draw(painter, columns.evidence, pieces, figures, RIGHT)
        draw(painter, columns.owner, row.owner, Ink(look.TEXT, told))
        at = QPointF(columns.status.left(), box.center().y())
        paint_tag(
            painter,
            at,
            row.status_words,
            TAGS[row.status],
            columns.status.width(),
            raised=bool(state & QStyle.StateFlag.State_Selected),
        )
        side = look.px(14)
        corner = QPointF(columns.chevron, box.center().y() - side / 2)
        icons.paint(painter, "chevron-right", corner, side, "ink3")

    def _covered(self, painter: QPainter, box: QRectF, line: CoveredLine) -> None:
        columns = _Columns.of(box)
        room = columns.situation.left() - columns.name.left() - 16
        name = QRectF(columns.name.left(), box.top(), room, box.height())
        draw(painter, name, line.title, Ink(look.TEXT, "ink3"))
        told = QRectF(columns.situation)
        told.setRight(box.right() - _EDGE)
        draw(painter, told, line.carried, Ink(look.TEXT, "ink3"))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        box = QRectF(option.rect)
        QToolTip.showText(event.globalPos(), cut_texts(_entry(index), box), view)
        return True


def cut_texts(entry: Entry, box: QRectF) -> str:
    """What a row cannot show in full; empty when everything fits."""
    if not isinstance(entry, DutyRow):
        return ""
    columns = _Columns.of(box)
    told = (
        (entry.title, columns.name, look.ROW),
        (entry.situation, columns.situation, look.TEXT),
        (entry.owner, columns.owner, look.TEXT),
    )
    cut = [
        text
        for text, place, size in told
        if QFontMetrics(look.font(size, 500)).horizontalAdvance(text) > place.width()
    ]
    if tag_size(entry.status_words, TAGS[entry.status]).width() > columns.status.width():
        cut.append(entry.status_words)
    return "\n".join(cut)


def _entry(index: _Index) -> Entry:
    model = index.model()
    assert isinstance(model, DutyModel)
    return model.entry(index)


def _last_of_group(index: _Index) -> bool:
    below = index.model().index(index.row() + 1, 0)
    return not below.isValid() or isinstance(_entry(below), GroupHead)


def _hairline(painter: QPainter, box: QRectF, inset: float) -> None:
    line = QRectF(box.left() + inset, box.bottom() - 1, box.width() - 2 * inset, 1)
    painter.fillRect(line, look.colour("line2"))
