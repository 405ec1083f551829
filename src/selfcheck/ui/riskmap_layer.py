"""What does not move with the mouse, painted once and then only shifted: panning paints nothing anew."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPixmap

from selfcheck.ui import look, riskmap_paint
from selfcheck.ui.riskmap_base import Base
from selfcheck.ui.riskmap_labels import Placing
from selfcheck.ui.riskmap_scene import Scene
from selfcheck.ui.riskmap_view import View

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
        self._picture: Picture | None = None
        self._pixmap = QPixmap()
        self._made_for: tuple[object, ...] = ()
        self._origin = QPointF()  # of the view it was painted for
        self._placing: Placing | None = None
        self._placed_for: tuple[object, ...] = ()
        self.painted = 0  # how often it was painted anew

    def forget(self) -> None:
        """Something else is to be seen: paint it anew."""
        self._made_for = ()

    def placing(self, scene: Scene, scale: float, dpr: float) -> Placing:
        """Where the plates stand at this scale."""
        wanted = (id(scene), scale, look.scale(), dpr)
        if self._placing is None or wanted != self._placed_for:
            self._placing = Placing(scene, scale, dpr)
            self._placed_for = wanted
        return self._placing

    def draw(
        self, painter: QPainter, picture: Picture, view: View, room: QSize, dpr: float
    ) -> None:
        """Put the layer into the window, painted anew only where it must be."""
        wanted = (picture, view.scale, room, dpr, look.tokens().dark, look.scale())
        shift = view.origin - self._origin
        near = max(abs(shift.x()), abs(shift.y())) <= _AROUND
        if wanted != self._made_for or not near:
            self._paint(picture, view, room, dpr)
            self._made_for = wanted
            shift = QPointF(0, 0)
        # whole pixels of the device: a picture between pixels would blur
        place = QPointF(round(shift.x() * dpr) / dpr, round(shift.y() * dpr) / dpr)
        painter.drawPixmap(place - QPointF(_AROUND, _AROUND), self._pixmap)

    def _paint(self, picture: Picture, view: View, room: QSize, dpr: float) -> None:
        whole = QSize(room.width() + 2 * _AROUND, room.height() + 2 * _AROUND)
        pixels = whole * dpr
        if self._pixmap.size() != pixels or self._pixmap.devicePixelRatio() != dpr:
            self._pixmap = QPixmap(pixels)
            self._pixmap.setDevicePixelRatio(dpr)
        self._picture, self._origin = picture, QPointF(view.origin)
        shifted = View()
        shifted.scale = view.scale
        shifted.origin = view.origin + QPointF(_AROUND, _AROUND)
        inside = QPainter(self._pixmap)
        inside.setBrushOrigin(shifted.origin.toPoint())  # the hatch lies on the sheet
        shown = riskmap_paint.Shown(
            picture.scene, shifted, whole, dpr, picture.base, picture.hidden, picture.held,
            self.placing(picture.scene, view.scale, dpr),
        )  # fmt: skip
        riskmap_paint.paint(inside, shown)
        inside.end()
        self.painted += 1
