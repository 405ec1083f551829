"""The thirteen duties as small squares in a row, each a way to its page, and the legend beneath."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from selfcheck.duties.rules import DutyStatus
from selfcheck.submission.overview import Cell
from selfcheck.ui import icons, look

_LEGEND: tuple[tuple[str, tuple[DutyStatus, ...]], ...] = (
    ("已完成", (DutyStatus.DONE,)),
    ("进行中", (DutyStatus.IN_PROGRESS,)),
    ("有问题", (DutyStatus.HAS_PROBLEM,)),
    ("未开始", (DutyStatus.NOT_STARTED,)),
    ("尚不能开始", (DutyStatus.NOT_YET,)),
    ("待确认不适用", (DutyStatus.TO_CONFIRM,)),
    ("本期不适用", (DutyStatus.NOT_APPLICABLE,)),
)


def paint_mark(
    painter: QPainter, box: QRectF, status: DutyStatus, share: float, *, small: bool = False
) -> None:
    """One square: its shape tells the status, not only its colour."""
    radius, width = (2.0, 1.2) if small else (4.0, 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if status is DutyStatus.DONE:
        painter.setBrush(look.colour("tray"))
        painter.drawRoundedRect(box, radius, radius)
    elif status is DutyStatus.IN_PROGRESS:
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(box, radius, radius)
        painter.save()
        inside = QPainterPath()
        inside.addRoundedRect(box, radius, radius)
        painter.setClipPath(inside)
        bar = 4.0
        done = QRectF(box.left(), box.bottom() - bar, box.width() * share, bar)
        painter.fillRect(done, look.colour("accent"))
        painter.restore()
    elif status is DutyStatus.HAS_PROBLEM:
        painter.setBrush(look.colour("bad_soft"))
        painter.setPen(QPen(look.colour("bad"), width))
        edge = width / 2
        painter.drawRoundedRect(box.adjusted(edge, edge, -edge, -edge), radius, radius)
    else:
        dashed = status in (DutyStatus.NOT_APPLICABLE, DutyStatus.TO_CONFIRM)
        pen = QPen(look.colour("ink3" if small else "line3"), 1)
        if dashed:
            pen.setDashPattern([2, 2] if small else [3, 3])
        else:
            painter.setBrush(look.colour("surface"))
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class DutyCell(QAbstractButton):
    """One duty: number in the middle, its whole status as tooltip and accessible name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cell(self, cell: Cell) -> None:
        """Another status."""
        self.cell = cell
        self.setAccessibleName(cell.words)
        self.setToolTip(cell.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(36), look.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(20, look.px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the row moves along itself and opens

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.cell is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, status = QRectF(self.rect()), self.cell.status
        paint_mark(painter, box, status, self.cell.share)
        if self.underMouse() and status is not DutyStatus.HAS_PROBLEM:
            painter.setPen(QPen(look.colour("accent_line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        token = {DutyStatus.DONE: "ink2", DutyStatus.IN_PROGRESS: "accent_text",
                 DutyStatus.HAS_PROBLEM: "bad_ink", DutyStatus.NOT_STARTED: "ink"}  # fmt: skip
        ink, number = token.get(status, "ink3"), str(self.cell.number)
        painter.setFont(look.font(look.TEXT, 500))
        painter.setPen(look.colour(ink))
        if status is DutyStatus.DONE:
            tick = look.px(12)
            words = QFontMetricsF(painter.font()).horizontalAdvance(number)
            left = box.center().x() - (tick + 3 + words) / 2
            icons.paint(painter, "check", QPointF(left, box.center().y() - tick / 2), tick, ink)
            rest = QRectF(left + tick + 3, box.top(), words + 2, box.height())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), number)
        else:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class DutyCells(QWidget):
    """The row of squares. One stop for Tab, arrows go from square to square; `chosen` is a duty's key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[DutyCell] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """The duties as they stand."""
        while len(self.cells) < len(cells):
            made = DutyCell(self)
            made.clicked.connect(self._on_clicked)
            self.cells.append(made)
            self._row.addWidget(made)
        for widget, cell in zip(self.cells, cells, strict=True):
            widget.show_cell(cell)
        self._one_stop(next((at for at, w in enumerate(self.cells) if w.hasFocus()), 0))

    def _one_stop(self, at: int) -> None:
        for place, cell in enumerate(self.cells):
            policy = Qt.FocusPolicy.StrongFocus if place == at else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)

    def _on_clicked(self) -> None:
        cell = self.sender()
        assert isinstance(cell, DutyCell)
        assert cell.cell is not None
        self.chosen.emit(cell.cell.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        at = next((place for place, cell in enumerate(self.cells) if cell.hasFocus()), -1)
        if at < 0:
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cells[at].click()
            return
        last = len(self.cells) - 1
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            there = 0 if event.key() == Qt.Key.Key_Home else last
        elif event.key() in steps:
            there = min(max(at + steps[Qt.Key(event.key())], 0), last)
        else:
            super().keyPressEvent(event)
            return
        self._one_stop(there)
        self.cells[there].setFocus(Qt.FocusReason.TabFocusReason)


class Legend(QWidget):
    """Shape, word and count of every status that occurs, repeated in words for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, DutyStatus, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font(look.CAPTION))
        self.updateGeometry()
        self.update()

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Count again."""
        self._parts = []
        for word, statuses in _LEGEND:
            count = sum(cell.status in statuses for cell in cells)
            if count:
                self._parts.append((f"{word} {count}", statuses[0], count))
        self.setAccessibleName("，".join(text for text, _, _ in self._parts))
        self.updateGeometry()
        self.update()

    def _places(self, room: int) -> list[tuple[float, float]]:
        """Where each part begins; a part that does not fit begins a new line."""
        metrics = QFontMetricsF(self.font())
        line = look.px(20)
        x = y = 0.0
        places = []
        for text, _, _ in self._parts:
            width = look.px(16) + metrics.horizontalAdvance(text)
            if x and x + width > room:
                x, y = 0.0, y + line
            places.append((x, y))
            x += width + 20
        return places

    def sizeHint(self) -> QSize:
        return QSize(200, look.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, look.px(20))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return round(places[-1][1] if places else 0) + look.px(20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, line = look.px(10), look.px(20)
        places = self._places(self.width())
        for (x, y), (text, status, _) in zip(places, self._parts, strict=True):
            box = QRectF(x, y + (line - side) / 2, side, side)
            if status is DutyStatus.DONE:
                icons.paint(painter, "check", box.topLeft() - QPointF(1, 1), side + 2, "ink2")
            else:
                paint_mark(painter, box, status, 0.7, small=True)
            painter.setFont(self.font())
            bad = status is DutyStatus.HAS_PROBLEM
            painter.setPen(look.colour("bad_ink" if bad else "ink2"))
            words = QRectF(x + look.px(16), y, self.width() - x, line)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
