"""Flat shapes, lit and shadowed, and pictures hung in space."""

import random
from collections.abc import Sequence

from PIL import Image, ImageFilter
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from build_scripts.sample.space import HEIGHT, WIDTH, Point, shade, to_pillow, to_qt


class Canvas:
    """A picture being painted: flat shapes with light on them, in pixels."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - a drawing, not a secret
        self.seed = seed
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self.image.fill(QColor("#888888"))
        self.painter = self._begin()

    def _begin(self) -> QPainter:
        painter = QPainter(self.image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setPen(Qt.PenStyle.NoPen)
        return painter

    def area(
        self,
        points: Sequence[Point | QPointF],
        top: str | QColor,
        bottom: str | QColor | None = None,
        *,
        sideways: bool = False,
    ) -> None:
        """A filled polygon, shaded from its top to its bottom (or from left to right)."""
        outline = QPolygonF([p if isinstance(p, QPointF) else QPointF(*p) for p in points])
        box = outline.boundingRect()
        end = box.topRight() if sideways else box.bottomLeft()
        light = QLinearGradient(box.topLeft(), end)
        light.setColorAt(0, QColor(top))
        light.setColorAt(1, QColor(top if bottom is None else bottom))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(light))
        self.painter.drawPolygon(outline)

    def line(
        self, points: Sequence[Point | QPointF], colour: str | QColor, width: float
    ) -> None:
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(
            QPolygonF([p if isinstance(p, QPointF) else QPointF(*p) for p in points])
        )
        self.painter.setPen(Qt.PenStyle.NoPen)

    def tube(self, points: Sequence[Point | QPointF], colour: str, width: float) -> None:
        """A round bar: dark edges, a light line along it."""
        self.line(points, shade(colour, 0.55), width)
        self.line(points, shade(colour, 0.95), width * 0.72)
        moved = [
            QPointF(p) + QPointF(-width * 0.12, -width * 0.14)
            if isinstance(p, QPointF)
            else QPointF(p[0] - width * 0.12, p[1] - width * 0.14)
            for p in points
        ]
        self.line(moved, shade(colour, 1.35), width * 0.24)

    def disc(
        self, centre: QPointF, rx: float, ry: float, inner: str | QColor, outer: str | QColor
    ) -> None:
        """An ellipse lit from the upper left."""
        light = QRadialGradient(centre + QPointF(-rx * 0.3, -ry * 0.35), max(rx, ry) * 1.35)
        light.setColorAt(0, QColor(inner))
        light.setColorAt(1, QColor(outer))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(light))
        self.painter.drawEllipse(centre, rx, ry)

    def rounded(
        self, rect: QRectF, radius: float, left: str | QColor, right: str | QColor
    ) -> None:
        light = QLinearGradient(rect.topLeft(), rect.topRight())
        light.setColorAt(0, QColor(left))
        light.setColorAt(0.35, shade(left, 1.12))
        light.setColorAt(1, QColor(right))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(light))
        self.painter.drawRoundedRect(rect, radius, radius)

    def glow(self, centre: QPointF, radius: float, colour: str, strength: int) -> None:
        """Light spilling over what is already painted."""
        light = QRadialGradient(centre, radius)
        light.setColorAt(0, shade(colour, 1, strength))
        light.setColorAt(0.35, shade(colour, 1, round(strength * 0.4)))
        light.setColorAt(1, shade(colour, 1, 0))
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        self.painter.fillRect(
            QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), light
        )
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def shadow(self, points: Sequence[Point | QPointF], blur: float, alpha: int) -> None:
        """A soft shadow of this outline."""
        small = QImage(WIDTH // 4, HEIGHT // 4, QImage.Format.Format_RGBA8888)
        small.fill(QColor(0, 0, 0, 0))
        painter = QPainter(small)
        painter.scale(0.25, 0.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(8, 10, 14, alpha))
        painter.drawPolygon(
            QPolygonF([p if isinstance(p, QPointF) else QPointF(*p) for p in points])
        )
        painter.end()
        soft = to_qt(to_pillow(small).filter(ImageFilter.GaussianBlur(blur / 4)))
        self.painter.drawImage(QRectF(0, 0, WIDTH, HEIGHT), soft)

    def picture(self, image: QImage, corners: Sequence[Point | QPointF]) -> None:
        """A flat picture hung in space: its corners from top left, clockwise."""
        wide, high = image.width(), image.height()
        source = QPolygonF(
            [QPointF(0, 0), QPointF(wide, 0), QPointF(wide, high), QPointF(0, high)]
        )
        target = QPolygonF([p if isinstance(p, QPointF) else QPointF(*p) for p in corners])
        lens = QTransform.quadToQuad(source, target)
        assert isinstance(lens, QTransform)
        self.painter.save()
        self.painter.setTransform(lens, combine=True)
        self.painter.drawImage(0, 0, image)
        self.painter.restore()

    def blurred(self, radius: float) -> None:
        """All that is painted so far falls out of focus."""
        self.painter.end()
        soft = to_pillow(self.image).convert("RGB").filter(ImageFilter.GaussianBlur(radius))
        self.image = to_qt(soft).convertToFormat(QImage.Format.Format_RGB32)
        self.painter = self._begin()

    def finish(self) -> Image.Image:
        self.painter.end()
        return to_pillow(self.image).convert("RGB")
