"""The main path of a hazard with the time each state was reached. Information, not buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.hazards.pages import PathStop
from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.hazard.pills import paint_tick
from selfcheck.ui.hazard.words import short_day, short_time

_HEIGHT = 36
_SIGN, _BESIDE, _LEAST_GAP = 20, 8, 30


def shown_stops(path: Sequence[PathStop], *, supervised: bool) -> tuple[PathStop, ...]:
    """验收通过 is a stop of its own only where the department closes, or while the hazard stands there."""
    return tuple(
        stop
        for stop in path
        if stop.state is not HazardState.ACCEPTED or supervised or stop.current
    )


class HazardPath(QWidget):
    """Done stops are quiet, the present one is dark, the rest are grey."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: tuple[PathStop, ...] = ()
        self.year = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def show_path(self, stops: Sequence[PathStop], year: int) -> None:
        """Show where the hazard stands."""
        self._stops, self.year = tuple(stops), year
        told = [f"{stop.words} {self._when(stop)}".strip() for stop in self._reached()]
        self.setAccessibleName("经过的状态：" + "，".join(told) if told else "还没有登记")
        self.setToolTip("\n".join(told))
        self.update()

    def _reached(self) -> list[PathStop]:
        return [stop for stop in self._stops if stop.reached_at or stop.current]

    def _when(self, stop: PathStop) -> str:
        if stop.current and stop.state is not HazardState.CLOSED:
            day = short_day(stop.reached_at, self.year)
            return f"{day} 起" if day else ""
        return short_time(stop.reached_at, self.year)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(_HEIGHT))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(480), look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(240), look.px(_HEIGHT))

    def _times(self) -> tuple[list[str], float]:
        """The times beside the stops and the gap between these; fewer times where there is no room."""
        words = QFontMetrics(look.font(look.TEXT, 500))
        small = QFontMetrics(look.font(look.CAPTION))
        here = next((n for n, stop in enumerate(self._stops) if stop.current), len(self._stops))
        every = [self._when(stop) if n <= here else "" for n, stop in enumerate(self._stops)]
        present = [when if n == here else "" for n, when in enumerate(every)]
        gap = 0.0
        for times in (every, present, [""] * len(every)):
            taken = sum(
                look.px(_SIGN)
                + words.horizontalAdvance(stop.words)
                + (_BESIDE + small.horizontalAdvance(when) if when else 0)
                for stop, when in zip(self._stops, times, strict=True)
            )
            gap = (self.width() - taken - 2) / max(len(self._stops) - 1, 1)
            if gap >= _LEAST_GAP:
                return times, gap
        return [""] * len(every), gap

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        times, gap = self._times()
        x, middle = 0.0, self.height() / 2
        present = next((at for at, stop in enumerate(self._stops) if stop.current), -1)
        for at, (stop, when) in enumerate(zip(self._stops, times, strict=True)):
            done = bool(stop.reached_at) and (present < 0 or at < present)
            end = self._paint_stop(painter, stop, when, x, done=done)
            if at < len(self._stops) - 1:
                painter.setPen(QPen(look.colour("ink3" if done else "line"), 1.2))
                start = QPointF(end + 10, middle)
                painter.drawLine(start, QPointF(end + gap - 8, middle))
            x = end + gap
        painter.end()

    def _paint_stop(
        self, painter: QPainter, stop: PathStop, when: str, x: float, *, done: bool
    ) -> float:
        centre = QPointF(x + 7, self.height() / 2)
        closed = stop.current and stop.state is HazardState.CLOSED
        if done or closed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ink2" if closed else "ink3"))
            painter.drawEllipse(centre, 6, 6)
            paint_tick(painter, centre, 0.95)
        else:
            ink = "accent" if stop.current else "line3"
            painter.setPen(QPen(look.colour(ink), 2 if stop.current else 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 6, 6)
            if stop.current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawEllipse(centre, 3, 3)
        font = look.font(look.TEXT, 500 if stop.current else 400)
        painter.setFont(font)
        ink = "ink" if stop.current else "ink2" if done else "ink3"
        painter.setPen(look.colour(ink))
        left = x + look.px(_SIGN)
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left, 0, 400, self.height() - 1), flags, stop.words)
        end = left + QFontMetrics(font).horizontalAdvance(stop.words)
        if when:
            small = look.font(look.CAPTION)
            painter.setFont(small)
            painter.setPen(look.colour("ink3"))
            place = QRectF(end + _BESIDE, 0, 400, self.height() - 1)
            painter.drawText(place, flags, when)
            end += _BESIDE + QFontMetrics(small).horizontalAdvance(when)
        return end
