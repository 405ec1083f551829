"""The lines of the outline: what they are, the model that holds them, the delegate that paints them."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from selfcheck.duties.pages import DutyList, DutyRow
from selfcheck.duties.rules import DutyStatus
from selfcheck.ui import icons, look
from selfcheck.ui.ink import RIGHT, Ink, draw

_Index = QModelIndex | QPersistentModelIndex
MARK_WORDS = {
    "ok": "已完成",
    "bad": "有问题",
    "na": "不适用",
    "todo": "未开始",
    "partly": "进行中",
}


@dataclass(frozen=True)
class Line:
    """One line of the outline: a group (no key), a duty, or an item of the current duty."""

    text: str
    duty: str = ""
    item: str = ""
    number: str = ""
    mark: str = ""  # ok | bad | na | todo | partly
    share: float = 0.0  # how much of a disc is filled
    current: bool = False
    search: str = ""


def duty_mark(row: DutyRow) -> tuple[str, float]:
    """The shape beside a duty, and how far it is."""
    share = row.answered / row.total if row.total else 0.0
    mark = {
        DutyStatus.DONE: "ok",
        DutyStatus.HAS_PROBLEM: "bad",
        DutyStatus.NOT_APPLICABLE: "na",
        DutyStatus.TO_CONFIRM: "na",
        DutyStatus.IN_PROGRESS: "partly",
    }.get(row.status, "todo")
    return mark, share


def lines_of(shown: DutyList, duty: str, item: str, wanted: str) -> list[Line]:
    """The outline as it stands; a filter keeps what matches, and the groups of what is left."""
    parts = wanted.lower().split()
    groups = [(group.title.partition("、")[2], group.rows) for group in shown.groups]
    found: list[Line] = []
    for title, rows in [*groups, ("法定常设职责", shown.standing)]:
        inside: list[Line] = []
        for row in rows:
            here = row.key == duty
            matching = all(part in row.search.lower() for part in parts)
            if not matching:
                continue
            mark, share = duty_mark(row)
            text, current = row.short_title, here and not item
            inside.append(Line(text, row.key, "", row.label, mark, share, current=current))
            if not (here or parts):
                continue
            for number, (key, short, state) in enumerate(row.marks, start=1):
                if here or any(part in short.lower() for part in parts):
                    inside.append(
                        Line(short, row.key, key, str(number), state, 0.5, current=key == item)
                    )
        if inside:
            found += [Line(title), *inside]
    return found


def paint_mark(
    painter: QPainter, centre: QPointF, mark: str, share: float = 0.5, *, strong: bool = True
) -> None:
    """✓, !, –, ○ or a part-filled disc: a shape, never only a colour."""
    side = look.px(14)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    if mark == "ok":
        icons.paint_centred(painter, "check", box, side, "ink3" if not strong else "ink2")
    elif mark == "na":
        icons.paint_centred(painter, "minus", box, side, "ink3")
    elif mark == "bad":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("bad_soft"))
        painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
        painter.setFont(look.font(look.CAPTION, 700))
        painter.setPen(look.colour("bad_ink"))
        painter.drawText(box.adjusted(-2, -2, 2, 2), int(Qt.AlignmentFlag.AlignCenter), "!")
    else:
        ring = box.adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        started = mark == "partly"
        painter.setPen(QPen(look.colour("accent" if started else "line3"), 1.5))
        painter.drawEllipse(ring)
        if started:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            share = min(max(share, 0.12), 0.92)
            painter.drawPie(ring, 90 * 16, round(-share * 360 * 16))


class OutlineModel(QAbstractListModel):
    """The lines, in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Draw other lines; a mark that changed is drawn where it stands."""
        if lines == self._lines:
            return
        if [(line.duty, line.item, line.text) for line in lines] == [
            (line.duty, line.item, line.text) for line in self._lines
        ]:
            self._lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 0))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, index: _Index) -> Line:
        """What stands at an index."""
        return self._lines[index.row()]

    def row_of(self, duty: str, item: str) -> int:
        """Where something stands; -1 when it is not shown."""
        for at, line in enumerate(self._lines):
            if line.duty == duty and line.item == item:
                return at
        return -1

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.text
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not line.duty:
            return line.text
        kind = "条" if line.item else "项"
        return f"第{line.number}{kind}，{line.text}，{MARK_WORDS[line.mark]}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self._lines[index.row()].duty:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class OutlineDelegate(QStyledItemDelegate):
    """Paints the outline: duties of 28, items of 24, groups of 26 pixels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        line = _line(index)
        return QSize(100, look.px(26 if not line.duty else 24 if line.item else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)
        state = option.state
        line = _line(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if line.duty:
            self._background(
                painter, box, line, focused, bool(state & QStyle.StateFlag.State_MouseOver)
            )
        if not line.duty:
            draw(painter, box.adjusted(14, 0, -8, 0), line.text, Ink(look.CAPTION, "ink3", 500))
        elif line.item:
            self._item(painter, box, line)
        else:
            self._duty(painter, box, line)
        painter.restore()

    def _background(
        self, painter: QPainter, box: QRectF, line: Line, focused: bool, hovered: bool
    ) -> None:
        place = box.adjusted(6, 0, -6, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        if line.current or hovered:
            painter.setBrush(look.colour("accent_soft" if line.current else "idle_soft"))
            painter.drawRoundedRect(place, 6, 6)
        if focused:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)

    def _duty(self, painter: QPainter, box: QRectF, line: Line) -> None:
        middle = box.center().y()
        paint_mark(painter, QPointF(box.left() + look.px(20), middle), line.mark, line.share)
        quiet = {"ok": "ink2", "na": "ink3"}.get(line.mark, "ink")
        token = "accent_text" if line.current else quiet
        number = QRectF(box.left() + look.px(30), box.top(), look.px(26), box.height())
        draw(
            painter,
            number,
            line.number,
            Ink(look.CAPTION, "accent_text" if line.current else "ink3"),
            RIGHT,
        )
        words = box.adjusted(look.px(62), 0, -12, 0)
        draw(painter, words, line.text, Ink(look.TEXT, token, 500 if line.current else 400))

    def _item(self, painter: QPainter, box: QRectF, line: Line) -> None:
        rail = QRectF(box.left() + look.px(20), box.top(), 1, box.height())
        painter.fillRect(rail, look.colour("line3"))
        number = QRectF(box.left() + look.px(30), box.top(), look.px(26), box.height())
        draw(painter, number, line.number, Ink(look.CAPTION, "ink3"), RIGHT)
        open_ = line.mark in ("bad", "todo", "partly")
        token = "accent_text" if line.current else "ink" if open_ else "ink2"
        words = box.adjusted(look.px(62), 0, -look.px(36), 0)
        weight = 500 if line.mark == "bad" or line.current else 400
        draw(painter, words, line.text, Ink(look.CAPTION, token, weight))
        at = QPointF(box.right() - look.px(22), box.center().y())
        paint_mark(painter, at, line.mark, line.share)


def _line(index: _Index) -> Line:
    model = index.model()
    assert isinstance(model, OutlineModel)
    return model.line(index)
