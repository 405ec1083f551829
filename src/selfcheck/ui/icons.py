"""Line icons: SVG files on a grid of 24, tinted while painting and sharp at every scale."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from selfcheck.paths import bundled
from selfcheck.ui import look

if TYPE_CHECKING:  # the first paint needs none of these
    from PySide6.QtGui import QIcon


@cache
def _drawing(name: str) -> str:
    return bundled("resources", "icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, dpr: float = 1.0) -> QPixmap:
    """One icon in one colour ("#RRGGBB"), `size` logical pixels square.

    Raises FileNotFoundError for a name without a drawing in resources/icons.
    """
    drawing = _drawing(name).replace("currentColor", colour)
    made = QPixmap(round(size * dpr), round(size * dpr))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    made.setDevicePixelRatio(dpr)
    return made


def paint(painter: QPainter, name: str, at: QPointF, size: int, ink: str) -> None:
    """Draw an icon inside a paintEvent or delegate, its upper left corner at a point."""
    dpr = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, pixmap(name, getattr(look.tokens(), ink), size, dpr))


def paint_centred(painter: QPainter, name: str, inside: QRectF, size: int, ink: str) -> None:
    """Draw an icon in the middle of a rectangle."""
    corner = inside.center() - QPointF(size / 2, size / 2)
    paint(painter, name, corner, size, ink)


def icon(name: str, ink: str = "ink2", size: int = 16, gap: int = 0) -> "QIcon":
    """An icon for a button, action or menu, as the look is now; made again after a switch.

    `gap` leaves that many pixels free at its right, for buttons whose words would come too close.
    """
    from PySide6.QtGui import QIcon

    made = QIcon()
    for dpr in (1.0, 1.25, 1.5, 2.0):
        for colour, mode in (
            (getattr(look.tokens(), ink), QIcon.Mode.Normal),
            (look.tokens().ink3, QIcon.Mode.Disabled),
        ):
            made.addPixmap(_padded(pixmap(name, colour, size, dpr), gap), mode)
    return made


def _padded(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    dpr = drawn.devicePixelRatio()
    wider = QPixmap(drawn.width() + round(gap * dpr), drawn.height())
    wider.fill(Qt.GlobalColor.transparent)
    wider.setDevicePixelRatio(dpr)
    painter = QPainter(wider)
    painter.drawPixmap(QPointF(0, 0), drawn)
    painter.end()
    return wider


def app_icon() -> "QIcon":
    """The program's own sign for the window and the task bar."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for size in (16, 32, 48, 256):
        made.addFile(str(bundled("resources", "icons", f"app-{size}.png")))
    return made
