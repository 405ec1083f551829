"""The list of risk points as it is drawn: its columns, its rows, and what a screen reader is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from selfcheck.ui import icons, look
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.risk_list.view import Listed
from selfcheck.ui.riskpoint.level import level_word, paint_level
from selfcheck.ui.riskpoint.words import deciding, sum_words

ROW = 46  # height of a row, in pixels before scaling
_EDGE, _GAP = 16, 14
_LEAST_NAME = 190
# widths before scaling, from the right; the first to give way stands first
_WIDTHS = {
    "problems": 92, "review": 92, "phone": 112, "owner": 84, "level": 112, "zone": 132,
}  # fmt: skip
_GIVE_WAY = ("phone", "zone", "owner")
_DOT = " · "
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RiskColumns:
    """Left edge and width of every column that has room."""

    spans: dict[str, tuple[float, float]]

    @classmethod
    def of(cls, width: float) -> "RiskColumns":
        """The columns of a row of this width."""
        for given in range(len(_GIVE_WAY) + 1):
            hidden = _GIVE_WAY[:given]
            spans, x = {}, width - _EDGE
            for name, wide in _WIDTHS.items():
                if name not in hidden:
                    x -= look.px(wide)
                    spans[name] = (x, float(look.px(wide)))
                    x -= _GAP
            left = float(_EDGE + look.px(46) + 10)
            spans["number"] = (float(_EDGE), float(look.px(46)))
            spans["name"] = (left, x - left)
            if spans["name"][1] >= look.px(_LEAST_NAME) or given == len(_GIVE_WAY):
                return cls(spans)
        raise AssertionError("the last turn always returns")

    def within(self, name: str, box: QRectF) -> QRectF | None:
        """A column's part of a row; None where it has given way."""
        span = self.spans.get(name)
        return QRectF(box.left() + span[0], box.top(), span[1], box.height()) if span else None


class RiskModel(QAbstractListModel):
    """The points of a view."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.rows: tuple[Listed, ...] = ()

    def show_rows(self, rows: Sequence[Listed]) -> None:
        """Other rows, or the same ones drawn anew."""
        same = [row.point.point_id for row in rows] == [r.point.point_id for r in self.rows]
        if same:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, point_id: int) -> int:
        """Where a point stands; -1 when it is not in the view."""
        ids = [row.point.point_id for row in self.rows]
        return ids.index(point_id) if point_id in ids else -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self.rows[index.row()])
        return None


def spoken(row: Listed) -> str:
    """The whole row for a screen reader."""
    point = row.point
    parts = (
        f"{point.number} {point.name}", point.kind_words,
        f"风险等级 {level_word(point.level, colour=True)}",
        point.zone_name or "没有归入区域", f"责任人{point.owner}" if point.owner else "没有责任人",
        f"下次评估 {point.review_due}" if point.review_due else "", *row.problems,
    )  # fmt: skip
    return "，".join(part for part in parts if part)


def second_line(row: Listed, columns: RiskColumns) -> str:
    """Kind and place; zone and owner stand here where their columns have given way."""
    point = row.point
    parts = [point.kind_words, point.place]
    if "zone" not in columns.spans and point.zone_name != point.place:
        parts.append(point.zone_name)
    if "owner" not in columns.spans:
        parts.append(point.owner)
    return _DOT.join(part for part in parts if part)


class RiskDelegate(QStyledItemDelegate):
    """Draws one point."""

    today: date = date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RiskModel)
        row, box = model.rows[index.row()], QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tone(painter, box, option.state)
        _row(painter, box, row)
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, look.colour("line2"))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        model = index.model()
        assert isinstance(model, RiskModel)
        row = model.rows[index.row()]
        told = [f"{row.point.number} {row.point.name}", second_line(row, RiskColumns({}))]
        told += [f"• {text}" for text in (*row.problems, *row.notes)]
        QToolTip.showText(event.globalPos(), "\n".join(one for one in told if one), view)
        return True


def paint_tone(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    """The ground of a row: current, or under the mouse."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, look.colour("selected"))
        edge = QRectF(box.left(), box.top(), 3, box.height())
        focused = state & QStyle.StateFlag.State_HasFocus
        painter.fillRect(edge, look.colour("accent" if focused else "accent_line"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, look.colour("hover"))


def halves(place: QRectF) -> tuple[QRectF, QRectF]:
    """The two lines of a cell."""
    first = QRectF(place.left(), place.top() + look.px(4), place.width(), look.px(20))
    second = QRectF(place.left(), place.top() + look.px(24), place.width(), look.px(18))
    return first, second


def _row(painter: QPainter, box: QRectF, row: Listed) -> None:
    point, columns = row.point, RiskColumns.of(box.width())
    quiet = Ink(look.CAPTION, "ink3")
    number, name = columns.within("number", box), columns.within("name", box)
    assert number is not None
    assert name is not None
    draw(painter, number, point.number, Ink(look.TEXT, "ink2"))
    first, second = halves(name)
    draw(painter, first, point.name, Ink(look.ROW, "ink", 500))
    draw(painter, second, second_line(row, columns), quiet)
    if (place := columns.within("zone", box)) is not None:
        first, second = halves(place)
        draw(
            painter, first if point.plan_name else place, point.zone_name or "没有归入区域",
            Ink(look.TEXT, "ink" if point.zone_name else "ink3"),
        )  # fmt: skip
        draw(painter, second, point.plan_name, quiet)
    if (place := columns.within("level", box)) is not None:
        _level(painter, place, row)
    if (place := columns.within("owner", box)) is not None:
        ink = Ink(look.TEXT, "ink" if point.owner else "ink3")
        draw(painter, place, point.owner or "未指派", ink)
    if (place := columns.within("phone", box)) is not None:
        draw(painter, place, point.phone, Ink(look.TEXT, "ink2"))
    if (place := columns.within("review", box)) is not None:
        _review(painter, place, row)
    if (place := columns.within("problems", box)) is not None:
        _problems(painter, place, row)


def _level(painter: QPainter, place: QRectF, row: Listed) -> None:
    told = sum_words(deciding(row.point, inherent=row.point.use_inherent))
    first, second = halves(place)
    paint_level(painter, first if told else place, row.point.level)
    draw(painter, second, told, Ink(look.CAPTION, "ink3"))


def _review(painter: QPainter, place: QRectF, row: Listed) -> None:
    due = row.point.review_due
    if not row.review:
        ink = "ink2" if due else "ink3"
        draw(painter, place, due.isoformat() if due else "—", Ink(look.TEXT, ink))
        return
    first, second = halves(place)
    draw(painter, first, due.isoformat() if due else "", Ink(look.TEXT, "bad_ink", 500))
    words = "已过期" if row.overdue else "要重新评估"
    draw(painter, second, words, Ink(look.CAPTION, "bad_ink", 500))


def _problems(painter: QPainter, place: QRectF, row: Listed) -> None:
    count = len(row.problems)
    told = count or len(row.notes)
    if not told:
        return
    side = look.px(15)
    ink = "bad_ink" if count else "ink3"
    corner = QPointF(place.left(), place.center().y() - side / 2)
    icons.paint(painter, "alert" if count else "pencil", corner, side, ink)
    words = f"{count} 处要处理" if count else "手写告知牌"
    beside = place.adjusted(side + 5, 0, 0, 0)
    draw(painter, beside, words, Ink(look.CAPTION, ink, 500 if count else 400))
