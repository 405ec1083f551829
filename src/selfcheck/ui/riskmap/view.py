"""How the sheet lies in the window: its scale and where its corner is. Places on it are in its own units."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPolygonF, QTransform

from selfcheck.riskmap.geometry import XY

LEAST, MOST = 0.02, 40.0  # pixels of the screen for one unit
STEP = 1.2  # one notch of the wheel
_EDGE = 20.0  # left free around the whole sheet


class View:
    """Zoom and place; one scale for both directions."""

    def __init__(self) -> None:
        self.scale = 1.0
        self.origin = QPointF(0, 0)  # where the sheet's upper left corner is in the window

    @property
    def state(self) -> tuple[float, float, float]:
        """Equal for equal views."""
        return self.scale, self.origin.x(), self.origin.y()

    def to_screen(self, x: float, y: float) -> QPointF:
        """From the sheet to the window."""
        return QPointF(self.origin.x() + x * self.scale, self.origin.y() + y * self.scale)

    def to_sheet(self, at: QPointF) -> XY:
        """From the window to the sheet."""
        return (at.x() - self.origin.x()) / self.scale, (at.y() - self.origin.y()) / self.scale

    @property
    def transform(self) -> QTransform:
        """From the sheet to the window, for Qt."""
        return QTransform(self.scale, 0, 0, self.scale, self.origin.x(), self.origin.y())

    def mapped(self, outline: QPolygonF) -> QPolygonF:
        """An outline of the sheet in the window."""
        return self.transform.map(outline)

    def box(self, box: QRectF) -> QRectF:
        """A rectangle of the sheet in the window."""
        return self.transform.mapRect(box)

    def fit(self, sheet: QSizeF, room: QSizeF, below: float = 0.0) -> None:
        """Show the whole sheet, with room left beneath it for the scale bar."""
        wide = max(room.width() - 2 * _EDGE, 40.0)
        high = max(room.height() - 2 * _EDGE - below, 40.0)
        self.scale = min(max(min(wide / sheet.width(), high / sheet.height()), LEAST), MOST)
        self.origin = QPointF(
            (room.width() - sheet.width() * self.scale) / 2,
            (room.height() - below - sheet.height() * self.scale) / 2,
        )

    def zoom(self, factor: float, at: QPointF) -> None:
        """Larger or smaller; what is under a place in the window stays there."""
        x, y = self.to_sheet(at)
        self.scale = min(max(self.scale * factor, LEAST), MOST)
        self.origin = QPointF(at.x() - x * self.scale, at.y() - y * self.scale)

    def pan(self, dx: float, dy: float) -> None:
        """Move the sheet by pixels of the window."""
        self.origin += QPointF(dx, dy)

    def keep_near(self, sheet: QSizeF, room: QSizeF) -> None:
        """Never let the sheet slip out of the window: some of it stays to be taken hold of."""
        least = 60.0
        wide, high = sheet.width() * self.scale, sheet.height() * self.scale
        x = min(max(self.origin.x(), least - wide), room.width() - least)
        y = min(max(self.origin.y(), least - high), room.height() - least)
        self.origin = QPointF(x, y)

    def centre_on(self, x: float, y: float, room: QSizeF) -> None:
        """Bring a place into the middle of the window."""
        self.origin = QPointF(
            room.width() / 2 - x * self.scale, room.height() / 2 - y * self.scale
        )
