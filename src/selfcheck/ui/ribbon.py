"""A verdict across the page (or the progress towards it), and the line of steps of a submission."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import icons, look
from selfcheck.ui.buttons import Button, plain
from selfcheck.ui.labels import ElidedLabel, announce

RibbonKind = Literal["ok", "bad", "neutral", "progress"]
_COLOURS = {  # fill, edge, disc, sign on the disc, title
    "ok": ("ok_soft", "ok_line", "ok", "check", "ok_ink"),
    "bad": ("bad_soft", "bad", "bad", "close", "bad_ink"),
    "neutral": ("surface", "line", "accent", "info", "ink"),
    "progress": ("surface", "line", "idle_soft", "clock", "ink"),
}


class Ribbon(QWidget):
    """Verdict in 18 px, one line below, actions at the right; progress in the same place.

    `stopped` is the person pressing 停止. A new verdict is announced to screen readers.
    """

    stopped = Signal()

    def __init__(
        self,
        kind: RibbonKind = "neutral",
        title: str = "",
        line: str = "",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: RibbonKind = kind
        self.title = ElidedLabel("", look.STEP, "ink", 700)
        self.line = ElidedLabel("", look.TEXT, "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.stop: Button = plain("停止")
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.title, self.line, self.bar):
            words.addWidget(part)
        words.insertSpacing(2, 4)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._actions: list[QWidget] = []
        self._row.addWidget(self.stop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.set_actions(actions)
        self.show_verdict(kind, title, line)
        look.follow(self._restyle)

    @property
    def kind(self) -> RibbonKind:
        """What it says now."""
        return self._kind

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        """What can be done next, the primary one last."""
        for old in self._actions:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._actions = list(actions)
        for action in self._actions:
            self._row.insertWidget(self._row.count() - 1, action)
            action.setVisible(self._kind != "progress")

    def show_verdict(self, kind: RibbonKind, title: str, line: str = "") -> None:
        """Say how it ended."""
        self._kind = kind
        self.title.setText(title)
        self.title.set_look(ink=_COLOURS[kind][4])
        self.line.setText(line)
        self.line.setVisible(bool(line))
        working = kind == "progress"
        self.bar.setVisible(working)
        self.stop.setVisible(working)
        self.stop.setEnabled(working)
        for action in self._actions:
            action.setVisible(not working)
        self.setAccessibleName(f"{title}。{line}" if line else title)
        if not working and title:
            announce(self)
        self.update()

    def show_progress(
        self, title: str, done: int, total: int, text: str, *, counted: bool = True
    ) -> None:
        """Say how far the work is: the phase, and the file at hand. Bytes are not `counted` in words."""
        if self._kind != "progress":
            self.show_verdict("progress", title, text)
        self.title.setText(title)
        count = f"{done} / {total} · " if total and counted else ""
        self.line.setText(f"{count}{text}")
        self.line.show()
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_stop_clicked(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()

    def _restyle(self) -> None:
        self._row.setContentsMargins(20 + look.px(40) + 16, 12, 16, 12)
        self.setMinimumHeight(look.px(72))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        fill, edge, disc, sign, _ = _COLOURS[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour(edge), 1))
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        side = look.px(40)
        circle = QRectF(20, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(disc))
        painter.drawEllipse(circle)
        ink = "ink2" if self._kind == "progress" else "accent_ink"
        icons.paint_centred(painter, sign, circle, look.px(22), ink)
        painter.end()


SUBMISSION_STEPS = ("核对", "审核", "签署", "导出", "回执")


class StepLine(QWidget):
    """Where a submission stands. Information, not buttons; `current` counts from 0, len(steps) is done."""

    def __init__(
        self,
        steps: Sequence[str] = SUBMISSION_STEPS,
        current: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._current = current
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(current)
        look.follow(self._restyle)

    def show_step(self, current: int) -> None:
        """Move to a step."""
        self._current = current
        if current < len(self._steps):
            words = f"第 {current + 1} 步，共 {len(self._steps)} 步：{self._steps[current]}"
        else:
            words = f"{len(self._steps)} 步都已完成"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(look.font(look.TEXT, 500))
        return [look.px(20) + 7 + metrics.horizontalAdvance(step) for step in self._steps]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 32 * (len(self._steps) - 1) + 2, look.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        for at, (step, width) in enumerate(zip(self._steps, self._widths(), strict=True)):
            self._paint_step(painter, at, step, x, width)
            x += width
            if at < len(self._steps) - 1:
                painter.setPen(QPen(look.colour("line"), 1.5))
                painter.drawLine(QPointF(x + 8, middle), QPointF(x + 24, middle))
                x += 32
        painter.end()

    def _paint_step(self, painter: QPainter, at: int, step: str, x: float, width: int) -> None:
        done, now = at < self._current, at == self._current
        side = look.px(20)
        node = QRectF(x + 0.75, (self.height() - side) / 2 + 0.75, side - 1.5, side - 1.5)
        edge = "accent" if now else "ink3" if done else "line3"
        painter.setPen(QPen(look.colour(edge), 1.5))
        painter.setBrush(look.colour("accent") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(node)
        if done:
            icons.paint_centred(painter, "check", node, look.px(13), "ink2")
        else:
            painter.setFont(look.font(look.CAPTION, 500))
            painter.setPen(look.colour("accent_ink" if now else "ink3"))
            painter.drawText(node, int(Qt.AlignmentFlag.AlignCenter), str(at + 1))
        painter.setFont(look.font(look.TEXT, 500 if now else 400))
        painter.setPen(look.colour("ink" if now else "ink2" if done else "ink3"))
        word = QRectF(x + side + 6, 0, width, self.height())
        painter.drawText(word, int(Qt.AlignmentFlag.AlignVCenter), step)
