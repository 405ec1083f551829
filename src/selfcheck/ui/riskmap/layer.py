"""What does not move with the mouse, painted once and then only shifted: panning paints nothing anew."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from selfcheck.ui import look
from selfcheck.ui.riskmap import paint as riskmap_paint
from selfcheck.ui.riskmap.base import Base
from selfcheck.ui.riskmap.placing import Placing
from selfcheck.ui.riskmap.scene import Scene
from selfcheck.ui.riskmap.view import View

_AROUND = 128  # pixels painted beyond each side of the window


@dataclass(frozen=True, eq=False)
class Picture:
    """What the layer is made of; another one paints it anew."""

    scene: Scene
    base: Base | None
    hidden: Collection[str]
    held: Collection[str | int]


class Layer:
    """The cached picture of the sheet."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._made_for: tuple[object, ...] = ()
        self._picture: Picture | None = None
        self._scale = 1.0
        self._origin = QPointF()  # of the view it was painted for
        self._placing: Placing | None = None
        self._placed_for: tuple[object, ...] = ()
        self.painted = 0  # how often it was painted anew as a whole

    def forget(self) -> None:
        """Something else is to be seen: paint it anew."""
        self._made_for, self._picture = (), None

    def placing(self, scene: Scene, scale: float, dpr: float) -> Placing:
        """Where the plates stand at this scale."""
        wanted = (scene, scale, look.scale(), dpr)
        if self._placing is None or wanted != self._placed_for:
            self._placing = Placing(scene, scale, dpr)
            self._placed_for = wanted
        return self._placing

    def draw(
        self, painter: QPainter, picture: Picture, view: View, room: QSize, *, dpr: float,
        quick: bool = False,
    ) -> bool:  # fmt: skip
        """Put the layer into the window; what it has is shifted, the rest is painted.

        `quick` only stretches what it has while the hand still zooms; False says that it did so.
        """
        wanted = (picture, view.scale, room, dpr, look.tokens().dark, look.scale())
        if wanted != self._made_for:
            if quick and self._picture is picture and self._scale:
                self._stretch(painter, view)
                return False
            self._paint(picture, view, room, dpr)
            self._made_for = wanted
        shift = self._whole(view.origin - self._origin, dpr)
        if max(abs(shift.x()), abs(shift.y())) > _AROUND:
            self._slide(picture, view, room, dpr)
            shift = self._whole(view.origin - self._origin, dpr)
        painter.drawPixmap(shift - QPointF(_AROUND, _AROUND), self._pixmap)
        return True

    @staticmethod
    def _whole(shift: QPointF, dpr: float) -> QPointF:
        """Whole pixels of the device: a picture between pixels would blur."""
        return QPointF(round(shift.x() * dpr) / dpr, round(shift.y() * dpr) / dpr)

    def _stretch(self, painter: QPainter, view: View) -> None:
        factor = view.scale / self._scale
        corner = QPointF(_AROUND, _AROUND) + self._origin  # of the sheet, in the picture
        place = QRectF(
            view.origin - corner * factor, self._pixmap.deviceIndependentSize() * factor
        )
        painter.fillRect(painter.viewport(), look.colour("page"))
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))

    def _paint(self, picture: Picture, view: View, room: QSize, dpr: float) -> None:
        whole = QSize(room.width() + 2 * _AROUND, room.height() + 2 * _AROUND)
        pixels = whole * dpr
        if self._pixmap.size() != pixels or self._pixmap.devicePixelRatio() != dpr:
            self._pixmap = QPixmap(pixels)
            self._pixmap.setDevicePixelRatio(dpr)
        self._picture, self._scale = picture, view.scale
        self._origin = QPointF(view.origin)
        self._paint_part(self._pixmap, picture, QRect(QPoint(0, 0), whole), dpr)
        self.painted += 1

    def _slide(self, picture: Picture, view: View, room: QSize, dpr: float) -> None:
        """Keep what is still in view and paint only the strips that came into it."""
        whole = QRect(0, 0, room.width() + 2 * _AROUND, room.height() + 2 * _AROUND)
        shift = self._whole(view.origin - self._origin, dpr)
        old, self._pixmap = self._pixmap, QPixmap(self._pixmap.size())
        self._pixmap.setDevicePixelRatio(dpr)
        self._origin += shift
        painter = QPainter(self._pixmap)
        painter.drawPixmap(shift, old)
        painter.end()
        # one pixel more: at 125 % the edge of the old picture may lie between two of them
        kept = QRectF(whole).translated(shift).toAlignedRect().adjusted(1, 1, -1, -1)
        strips = QRegion(whole).subtracted(QRegion(kept))
        for strip in cast(
            "Iterable[QRect]", strips
        ):  # the stubs do not know that it can be stepped through
            self._paint_part(self._pixmap, picture, strip, dpr)

    def _paint_part(self, target: QPixmap, picture: Picture, part: QRect, dpr: float) -> None:
        corner = QPointF(part.topLeft())
        shifted = View()
        shifted.scale = self._scale
        shifted.origin = self._origin + QPointF(_AROUND, _AROUND) - corner
        painter = QPainter(target)
        painter.setClipRect(part)
        painter.translate(corner)
        # the hatch lies on the sheet
        painter.setBrushOrigin(shifted.origin.toPoint())
        shown = riskmap_paint.Shown(
            picture.scene, shifted, part.size(), dpr, picture.base, picture.hidden, picture.held,
            self.placing(picture.scene, self._scale, dpr),
        )  # fmt: skip
        riskmap_paint.paint(painter, shown)
        painter.end()
