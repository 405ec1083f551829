"""The small signs of a hazard: its state as a disc that fills by steps, its grade, what is out of use."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.hazards.records import HazardState
from selfcheck.ui import icons, look
from selfcheck.ui.ledger.marks import paint_state

_EDGE, _SIGN, _HEIGHT = 10, 19, 24


def paint_tick(painter: QPainter, centre: QPointF, scale: float = 1.0) -> None:
    """Draw a tick in the colour of the surface, for a disc that is filled."""
    pen = QPen(look.colour("surface"), 1.6 * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = (QPointF(-2.8, 0.2), QPointF(-0.8, 2.2), QPointF(3.0, -2.2))
    painter.drawPolyline([centre + point * scale for point in points])


def pill_width(words: str, *, sign: bool = True) -> int:
    """How wide a pill with these words is."""
    metrics = QFontMetrics(look.font(look.CAPTION, 500))
    return metrics.horizontalAdvance(words) + 2 * _EDGE + (look.px(_SIGN) if sign else 0)


def paint_state_pill(
    painter: QPainter, box: QRectF, state: HazardState, words: str, ink: str = "ink"
) -> None:
    """Draw a state as a pill: no edge, so that nobody takes it for a button."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("idle_soft"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    paint_state(painter, QPointF(box.left() + look.px(15), box.center().y()), state)
    painter.setFont(look.font(look.CAPTION, 500))
    painter.setPen(look.colour(ink))
    words_box = box.adjusted(_EDGE + look.px(_SIGN) - 2, -0.5, -4, 0)
    painter.drawText(words_box, int(Qt.AlignmentFlag.AlignVCenter), words)


class Pill(QWidget):
    """A grade, a state or 停用中 in a pill. It has no edge: it is no button."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._icon = ""
        self._state: HazardState | None = None
        self._bad = False
        self._ink = "ink"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_grade(self, words: str, *, major: bool) -> None:
        """A grade: 重大 is tinted and has a square, the others are plain."""
        self._bad, self._icon, self._state = major, "", None
        self._show(words, f"等级：{words}")

    def show_state(self, state: HazardState, words: str, *, past: bool = False) -> None:
        """A state with its disc; one that is past is quieter."""
        self._ink = "ink2" if past else "ink"
        self._bad, self._icon, self._state = False, "", state
        self._show(words, f"状态：{words}")

    def show_sign(self, icon: str, words: str) -> None:
        """Words with an icon."""
        self._bad, self._icon, self._state = False, icon, None
        self._show(words, words)

    def _show(self, words: str, name: str) -> None:
        self._words = words
        self.setAccessibleName(name)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        sign = self._bad or bool(self._icon) or self._state is not None
        return QSize(pill_width(self._words, sign=sign), look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._state is not None:
            paint_state_pill(painter, box, self._state, self._words, self._ink)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("bad_soft" if self._bad else "idle_soft"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = _EDGE
        if self._bad:
            square = QRectF(_EDGE + 1, box.center().y() - 4.5, 9, 9)
            painter.setBrush(look.colour("bad"))
            painter.drawRoundedRect(square, 1.5, 1.5)
            left += look.px(_SIGN) - 2
        elif self._icon:
            side = look.px(14)
            place = QRectF(_EDGE, 0, side, box.height())
            icons.paint_centred(painter, self._icon, place, side, "ink2")
            left += look.px(_SIGN)
        painter.setFont(look.font(look.CAPTION, 500))
        painter.setPen(look.colour("bad_ink" if self._bad else "ink2"))
        words_box = box.adjusted(left, -0.5, 0, 0)
        painter.drawText(words_box, int(Qt.AlignmentFlag.AlignVCenter), self._words)
        painter.end()


class CheckMark(QWidget):
    """Met (a filled disc with a tick), missing (a ring in the accent) or left open (a grey ring)."""

    def __init__(self, side: int = 18) -> None:
        super().__init__()
        self._side = side
        self._met = False
        self._wanted = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def show_met(self, met: bool, *, wanted: bool = True) -> None:
        """Whether it is there, and if not, whether it is asked for."""
        self._met, self._wanted = met, wanted
        self.setAccessibleName("已有" if met else "还差" if wanted else "没有填")
        self.update()

    def _restyle(self) -> None:
        self.setFixedSize(look.px(self._side), look.px(self._side))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        radius = self.width() / 2 - 1
        if self._met:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ink2"))
            painter.drawEllipse(centre, radius, radius)
            paint_tick(painter, centre, radius / 6.4)
        else:
            painter.setPen(QPen(look.colour("accent" if self._wanted else "line3"), 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius - 0.8, radius - 0.8)
        painter.end()
