"""Notice boards as rows: the tick, the point, its level, and whether the board on the wall still says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from selfcheck.riskmap.pages import PointLine, RiskMap
from selfcheck.ui import look
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.ledger.marks import paint_ticks
from selfcheck.ui.risk_list.rows import ROW, Index, halves, paint_tone
from selfcheck.ui.riskpoint.level import level_word, paint_level
from selfcheck.ui.riskpoint.words import problems_of, short

_EDGE, _GAP = 16, 14
_LEVEL, _STATE, _NUMBER, _TICK = 96, 250, 46, 16
OLD, EDITED = "RK24", "RK26"


@dataclass(frozen=True)
class BoardRow:
    """One board with its state in words."""

    point: PointLine
    state: str
    bad: bool


def board_rows(found: RiskMap) -> tuple[BoardRow, ...]:
    """The board of every point, in the order of their numbers."""
    return tuple(_row(found, point) for point in found.points)


def _row(found: RiskMap, point: PointLine) -> BoardRow:
    problems = problems_of(found, point.point_id)
    by_hand = [one for one in problems if one.code == EDITED]
    old = next((one for one in problems if one.code == OLD), None)
    if old is not None:
        return BoardRow(point, short(point, old).removeprefix("告知牌"), True)
    if by_hand:
        return BoardRow(point, f"{len(by_hand)} 处手写，与数据不同", False)
    return BoardRow(point, "与数据一致" if found.published.number else "还没有发布", False)


def spoken(row: BoardRow) -> str:
    """A row for a screen reader."""
    point = row.point
    level = level_word(point.level, colour=True)
    return f"{point.number} {point.name}，{level}，{row.state}"


class BoardModel(QAbstractListModel):
    """All boards, and which of them are ticked."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.rows: tuple[BoardRow, ...] = ()
        self.ticked: set[int] = set()

    def show_rows(self, rows: Sequence[BoardRow]) -> None:
        """Other boards; ticks of those that are gone go with them."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.ticked &= {row.point.point_id for row in rows}
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.rows[index.row()]
            ticked = "已选中，" if row.point.point_id in self.ticked else ""
            return ticked + spoken(row)
        return None


class BoardDelegate(QStyledItemDelegate):
    """Draws one board."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, BoardModel)
        row, box = model.rows[index.row()], QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tone(painter, box, option.state)
        side = look.px(_TICK)
        tick = QRectF(box.left() + _EDGE, box.center().y() - side / 2, side, side)
        paint_ticks(painter, tick, "all" if row.point.point_id in model.ticked else "none")
        self._words(painter, box.adjusted(_EDGE + side + 12, 0, -_EDGE, 0), row)
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, look.colour("line2"))
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRectF, row: BoardRow) -> None:
        point, px = row.point, look.px
        state = min(px(_STATE), box.width() * 0.36)
        right = QRectF(box.right() - state, box.top(), state, box.height())
        level = QRectF(right.left() - _GAP - px(_LEVEL), box.top(), px(_LEVEL), box.height())
        number = QRectF(box.left(), box.top(), px(_NUMBER), box.height())
        left = number.right() + 10
        name = QRectF(left, box.top(), level.left() - _GAP - left, box.height())
        draw(painter, number, point.number, Ink(look.TEXT, "ink2"))
        first, second = halves(name)
        draw(painter, first, point.name, Ink(look.ROW, "ink", 500))
        told = " · ".join(
            x for x in (point.place or point.zone_name, point.owner, point.phone) if x
        )
        draw(painter, second, told, Ink(look.CAPTION, "ink3"))
        paint_level(painter, level, point.level)
        ink = Ink(look.TEXT, "bad_ink" if row.bad else "ink2", 500 if row.bad else 400)
        draw(painter, right, row.state, ink)
