"""Where a signer stands: waiting, at it, or done; as a numbered circle with a line to the next one."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.ui import icons, look

_SIDE = 22


class Stage(Enum):
    """Whose turn it is."""

    WAITING = "waiting"
    ACTIVE = "active"
    DONE = "done"


@dataclass(frozen=True)
class Standing:
    """Where one signer stands, and what must come first."""

    stage: Stage
    before: str = ""  # what must be done first; empty when nothing
    bad: bool = False  # whether that is something missing, and so red
    withdrawable: bool = False  # done, and may still be taken back
    locked: bool = False  # nothing can be signed here: an archive that is only looked at


class SignerNode(QWidget):
    """The circle: blue for the one whose turn it is, a tick for who has signed."""

    def __init__(self, number: int, *, tail: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._tail = str(number), tail
        self._stage = Stage.WAITING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        look.follow(self._restyle)

    def show_stage(self, stage: Stage) -> None:
        """Another stage."""
        self._stage = stage
        self.update()

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(_SIDE))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        side = look.px(_SIDE)
        active, done = self._stage is Stage.ACTIVE, self._stage is Stage.DONE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tail:
            painter.setPen(QPen(look.colour("line"), 1.5))
            painter.drawLine(QPointF(side / 2, side + 4), QPointF(side / 2, self.height()))
        circle = QRectF(0.75, 0.75, side - 1.5, side - 1.5)
        edge = "accent" if active else "ink3" if done else "line3"
        painter.setPen(QPen(look.colour(edge), 1.5))
        painter.setBrush(look.colour("accent") if active else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if done:
            icons.paint_centred(painter, "check", circle, look.px(13), "ink2")
        else:
            painter.setFont(look.font(look.CAPTION, 500))
            painter.setPen(look.colour("accent_ink" if active else "ink3"))
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), self._number)
        painter.end()
