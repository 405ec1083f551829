"""One delegate paints every row of the ledger's list; what does not fit is whole in the tooltip."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from selfcheck.hazards.pages import LedgerRow
from selfcheck.hazards.records import HazardGrade, HazardState
from selfcheck.ui import icons, look
from selfcheck.ui.ink import RIGHT, Ink, draw
from selfcheck.ui.ledger.columns import ROW, Columns
from selfcheck.ui.ledger.marks import paint_grade_word, paint_state, paint_ticks, tint
from selfcheck.ui.ledger.model import (
    Index,
    LedgerModel,
    described,
    late_words,
    second_line,
)

_SOON = 7  # days
_DOT = " · "
_LEAST_CLAUSE = 84  # less of a clause says nothing; the tooltip has it
_CONTROL_ICONS = {"停用中": "stop", "临时管控": "lock"}
_BEGUN = frozenset(
    {
        HazardState.RECTIFYING,
        HazardState.RETURNED,
        HazardState.AWAITING,
        HazardState.ACCEPTED,
    }
)


def day_words(day: date | None, today: date) -> str:
    """11-20 in this year, 2027-01-05 in another, 未定 when there is none."""
    if day is None:
        return "未定"
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


class LedgerDelegate(QStyledItemDelegate):
    """Paints a row: what it is about, then how it stands. `today` decides how days are written."""

    today = date.min
    hovered_menu = -1  # the row whose menu button the mouse is over

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LedgerModel)
        row, box = model.at(index.row()), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is not None:
            ticked = row.hazard_id in model.checked
            _tone(painter, box, row, option.state, ticked=ticked)
            columns = Columns.of(box.width())
            self._row(painter, box, row, columns, ticked=ticked)
            self._menu(painter, columns.menu.within(box), option.state, index.row())
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, look.colour("line2"))
        painter.restore()

    def _row(
        self, painter: QPainter, box: QRectF, row: LedgerRow, columns: Columns, *, ticked: bool
    ) -> None:
        middle = box.center().y()
        check = columns.check.within(box)
        side = check.width()
        tick = QRectF(check.left(), middle - side / 2, side, side)
        paint_ticks(painter, tick, "all" if ticked else "none")
        draw(painter, columns.number.within(box), row.number, Ink(look.TEXT, "ink2"))
        _words(painter, columns.words.within(box), row, columns)
        place = columns.grade.within(box)
        major = row.grade is HazardGrade.MAJOR
        paint_grade_word(painter, place, row.grade_words, major=major, over=row.over)
        if columns.location is not None:
            draw(painter, columns.location.within(box), row.location, Ink(look.TEXT, "ink2"))
        if columns.owner is not None:
            _owner(painter, columns.owner.within(box), row)
        _days(painter, box, row, columns, day_words(row.deadline, self.today))
        state = columns.state.within(box)
        disc = look.px(7)
        paint_state(painter, QPointF(state.left() + disc, middle), row.state)
        state.setLeft(state.left() + 2 * disc + 7)
        begun = row.state in _BEGUN
        draw(painter, state, row.state_words, Ink(look.TEXT, "ink" if begun else "ink2"))

    def _menu(
        self, painter: QPainter, place: QRectF, state: QStyle.StateFlag, row: int
    ) -> None:
        if self.hovered_menu == row:
            side = place.width()
            ground = QRectF(place.left(), place.center().y() - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("tray"))
            painter.drawRoundedRect(ground, 6, 6)
        current = state & QStyle.StateFlag.State_Selected or self.hovered_menu == row
        icons.paint_centred(painter, "more", place, look.px(16), "ink2" if current else "ink3")

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
        assert isinstance(model, LedgerModel)
        row = model.at(index.row())
        columns = Columns.of(option.rect.width())
        if columns.menu.holds(event.pos().x() - option.rect.left()):
            words = "下一步（Shift+F10）"
        else:
            words = cut_words(row, columns) if row is not None else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True


def _tone(
    painter: QPainter,
    box: QRectF,
    row: LedgerRow,
    state: QStyle.StateFlag,
    *,
    ticked: bool,
) -> None:
    """The first that holds: current, ticked, overdue, under the mouse."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, look.colour("selected"))
        edge = QRectF(box.left(), box.top(), 3, box.height())
        focused = state & QStyle.StateFlag.State_HasFocus
        painter.fillRect(edge, look.colour("accent" if focused else "accent_line"))
    elif ticked:
        painter.fillRect(box, tint("accent", 0.04))
    elif (row.days_over or 0) > 0:
        painter.fillRect(box, tint("bad", 0.1 if look.tokens().dark else 0.055))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, look.colour("hover"))


def _words(painter: QPainter, place: QRectF, row: LedgerRow, columns: Columns) -> None:
    ink = "ink3" if not row.description else "ink2" if row.over else "ink"
    first = QRectF(place.left(), place.top() + look.px(3), place.width(), look.px(20))
    draw(painter, first, described(row), Ink(look.ROW, ink, 400 if row.over else 500))
    second = QRectF(place.left(), place.top() + look.px(23), place.width(), look.px(18))
    if row.control_words:
        side = look.px(13)
        corner = QPointF(second.left(), second.center().y() - side / 2)
        icons.paint(painter, _CONTROL_ICONS[row.control_words], corner, side, "ink2")
        second.setLeft(second.left() + side + 4)
        used = draw(painter, second, row.control_words, Ink(look.CAPTION, "ink2", 500))
        second.setLeft(second.left() + used)
    told, last = second_line(
        row, location=columns.location is None, owner=columns.owner is None
    )
    quiet = Ink(look.CAPTION, "ink3")
    if told:
        used = draw(painter, second, f"{_DOT}{told}" if row.control_words else told, quiet)
        second.setLeft(second.left() + used)
    if last and (second.width() >= look.px(_LEAST_CLAUSE) or not (told or row.control_words)):
        last = f"{_DOT}{last}" if told or row.control_words else last
        painter.setFont(look.font(look.CAPTION))
        # the middle gives way: a clause ends with its number
        drawn = painter.fontMetrics().elidedText(
            last, Qt.TextElideMode.ElideMiddle, int(second.width())
        )
        draw(painter, second, drawn, quiet)


def _owner(painter: QPainter, place: QRectF, row: LedgerRow) -> None:
    if not row.owner:
        draw(painter, place, "未指派", Ink(look.TEXT, "ink3"))
        return
    side = look.px(22)
    disc = QRectF(place.left(), place.center().y() - side / 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("idle_soft"))
    painter.drawEllipse(disc)
    painter.setFont(look.font(look.CAPTION, 500))
    painter.setPen(look.colour("ink2"))
    painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), row.owner[0])
    place.setLeft(disc.right() + 8)
    draw(painter, place, row.owner, Ink(look.TEXT, "ink2" if row.over else "ink"))


def _days(
    painter: QPainter, box: QRectF, row: LedgerRow, columns: Columns, deadline: str
) -> None:
    late = (row.days_over or 0) > 0
    quiet = row.over or row.deadline is None
    ink = "bad_ink" if late else "ink3" if quiet else "ink"
    day = Ink(look.TEXT, ink, 500 if late else 400)
    draw(painter, columns.deadline.within(box), deadline, day)
    if late:
        told = Ink(look.TEXT, "bad_ink", 500)
    else:
        soon = row.days_over is not None and row.days_over >= -_SOON
        told = Ink(look.CAPTION, "ink2" if soon else "ink3")
    draw(painter, columns.late.within(box), late_words(row), told, RIGHT)


def cut_words(row: LedgerRow, columns: Columns) -> str:
    """What a row of this width cannot show in full; empty when everything fits."""
    parts = second_line(row, location=columns.location is None, owner=columns.owner is None)
    below = _DOT.join(part for part in (row.control_words, *parts) if part)
    drawn_below = f"字{below}" if row.control_words else below  # the icon is that wide
    told = [
        (row.number, row.number, columns.number.width, look.font(look.TEXT)),
        (row.description, described(row), columns.words.width, look.font(look.ROW, 500)),
        (below, drawn_below, columns.words.width, look.font(look.CAPTION, 500)),
        (row.state_words, row.state_words, columns.state.width - look.px(21), look.font()),
    ]
    if columns.location is not None:
        told.append((row.location, row.location, columns.location.width, look.font()))
    if columns.owner is not None:
        room = columns.owner.width - look.px(22) - 8
        told.append((row.owner, row.owner, room, look.font()))
    return "\n".join(
        whole
        for whole, drawn, room, font in told
        if QFontMetrics(font).horizontalAdvance(drawn) > room
    )
