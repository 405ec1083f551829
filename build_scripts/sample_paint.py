"""What the sample photos are painted with: a small camera, solid things, soft light, and the look of a phone.

Positions are metres: x to the right of the lens, y above the ground, z away from the lens.
"""

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

WIDTH, HEIGHT = 1600, 1200
Point = tuple[float, float]
Place = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """A phone held level at eye height."""

    focal: float = 1350.0
    horizon: float = 480.0
    eye: float = 1.6
    centre: float = 800.0

    def at(self, place: Place) -> QPointF:
        x, y, z = place
        return QPointF(
            self.centre + self.focal * x / z, self.horizon + self.focal * (self.eye - y) / z
        )

    def size(self, z: float) -> float:
        """Pixels of one metre at a distance."""
        return self.focal / z


def shade(colour: str | QColor, factor: float, alpha: int = 255) -> QColor:
    """A colour made lighter (above 1) or darker."""
    base = QColor(colour)
    parts = [min(255, round(part * factor)) for part in (base.red(), base.green(), base.blue())]
    return QColor(*parts, alpha)


def to_pillow(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = bytes(image.constBits())
    return Image.frombytes("RGBA", (image.width(), image.height()), data)


def to_qt(image: Image.Image) -> QImage:
    image = image.convert("RGBA")
    kind = QImage.Format.Format_RGBA8888
    data = image.tobytes()  # must live until the copy is made
    return QImage(data, image.width, image.height, image.width * 4, kind).copy()


@cache
def grain(size: int, coarsest: int, seed: int) -> Image.Image:
    """Blotchy noise around 128, in octaves from `coarsest` cells upwards."""
    rng = random.Random(seed)  # noqa: S311 - a texture, not a secret
    total = Image.new("L", (size, size), 128)
    cells, weight = coarsest, 0.55
    while cells <= size:
        layer = Image.frombytes("L", (cells, cells), rng.randbytes(cells * cells))
        layer = layer.resize((size, size), Image.Resampling.BICUBIC)
        total = Image.blend(total, layer, weight)
        cells, weight = cells * 3, weight * 0.62
    return total


@cache
def _stain(size: int, coarsest: int, seed: int, strength: float) -> QImage:
    """The noise as dark and light stains to be laid over a surface."""
    noise = grain(size, coarsest, seed)
    alpha = noise.point([round(min(255, abs(v - 128) * strength)) for v in range(256)])
    tone = noise.point([0 if v < 128 else 255 for v in range(256)])
    return to_qt(Image.merge("RGBA", (tone, tone, tone, alpha)))


class Scene:
    """One photo being painted."""

    def __init__(self, seed: int, camera: Camera | None = None) -> None:
        self.camera = camera or Camera()
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

    # ---- flat shapes, in pixels

    def area(self, points: Sequence[Point | QPointF], top: str | QColor, bottom: str | QColor | None = None, *,
             sideways: bool = False) -> None:  # fmt: skip
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
        source = QPolygonF(QRectF(image.rect()))
        source = QPolygonF([source[i] for i in range(4)])
        target = QPolygonF([p if isinstance(p, QPointF) else QPointF(*p) for p in corners])
        lens = QTransform.quadToQuad(source, target)
        assert isinstance(lens, QTransform)
        self.painter.save()
        self.painter.setTransform(lens, combine=True)
        self.painter.drawImage(0, 0, image)
        self.painter.restore()

    # ---- things in space, in metres

    def face(
        self, places: Sequence[Place], top: str | QColor, bottom: str | QColor | None = None
    ) -> None:
        self.area([self.camera.at(place) for place in places], top, bottom)

    def stained(
        self,
        places: Sequence[Place],
        *,
        coarsest: int = 5,
        strength: float = 1.2,
        seed: int = 1,
    ) -> None:
        """Stains over a surface given by its four corners from far left, clockwise."""
        corners = [self.camera.at(place) for place in places]
        self.picture(_stain(512, coarsest, seed, strength), corners)

    def floor(self, colour: str, *, near: float = 1.15, far: float = 24, half: float = 14, joints: float = 0,
              strength: float = 0.6) -> None:  # fmt: skip
        """Ground from the lens to the distance, with stains and, every so many metres, joints."""
        at = self.camera.at
        self.area([at((-half, 0, far)), at((half, 0, far)), at((half, 0, near)), at((-half, 0, near))],
                  shade(colour, 1.12), shade(colour, 0.84))  # fmt: skip
        step = 4.0
        z = near
        while z < far:
            end = min(far, z + step)
            for x in range(-round(half), round(half), 4):
                seed = self.seed + x * 7 + round(z * 3)
                self.stained([(x, 0, end), (x + 4, 0, end), (x + 4, 0, z), (x, 0, z)],
                             strength=strength, seed=seed % 5)  # fmt: skip
            z = end
            step *= 1.5
        if joints:
            for k in range(-40, 41):
                x = k * joints
                if abs(x) <= half:
                    self.line([at((x, 0, near)), at((x, 0, far))], QColor(30, 32, 34, 70), 2.2)
            z = near + joints * 0.4
            while z < far:
                self.line(
                    [at((-half, 0, z)), at((half, 0, z))], QColor(30, 32, 34, 70), max(1, 5 / z)
                )
                z += joints

    def wall(self, z: float, colour: str, *, x: tuple[float, float] = (-20, 20), height: float = 8,
             foot: float = 0, stains: float = 0.8) -> None:  # fmt: skip
        """A wall across the view."""
        (left, right) = x
        places = [(left, height, z), (right, height, z), (right, foot, z), (left, foot, z)]
        self.face(places, shade(colour, 1.06), shade(colour, 0.86))
        if stains:
            self.stained(places, coarsest=4, strength=stains, seed=self.seed % 7 + 1)

    def side(
        self,
        x: float,
        colour: str,
        z: tuple[float, float],
        *,
        height: float = 8,
        foot: float = 0,
    ) -> None:
        """A wall along the view."""
        near, far = z
        places = [(x, height, far), (x, height, near), (x, foot, near), (x, foot, far)]
        self.face(places, shade(colour, 0.98), shade(colour, 0.78))
        self.stained(places, coarsest=4, strength=0.8, seed=self.seed % 5 + 2)

    def box(self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], colour: str, *,
            shadow: int = 120) -> None:  # fmt: skip
        """A solid box with the shadow at its foot."""
        (x0, x1), (y0, y1), (z0, z1) = x, y, z
        at = self.camera.at
        if shadow:
            grow = 0.06
            self.shadow(
                [at((x0 - grow, y0, z1 + grow)), at((x1 + 3 * grow, y0, z1 + grow)),
                 at((x1 + 3 * grow, y0, z0 - grow)), at((x0 - grow, y0, z0 - grow))],
                max(6, 70 / z0), shadow)  # fmt: skip
        if y1 < self.camera.eye:
            self.face([(x0, y1, z1), (x1, y1, z1), (x1, y1, z0), (x0, y1, z0)],
                      shade(colour, 1.18), shade(colour, 1.3))  # fmt: skip
        if x0 > 0:
            self.face([(x0, y1, z1), (x0, y1, z0), (x0, y0, z0), (x0, y0, z1)],
                      shade(colour, 0.74), shade(colour, 0.58))  # fmt: skip
        if x1 < 0:
            self.face([(x1, y1, z0), (x1, y1, z1), (x1, y0, z1), (x1, y0, z0)],
                      shade(colour, 0.7), shade(colour, 0.55))  # fmt: skip
        self.face([(x0, y1, z0), (x1, y1, z0), (x1, y0, z0), (x0, y0, z0)],
                  shade(colour, 1.04), shade(colour, 0.8))  # fmt: skip

    def post(
        self, x: float, z: float, y: tuple[float, float], colour: str, width: float = 0.05
    ) -> None:
        """An upright pipe."""
        at = self.camera.at
        self.tube([at((x, y[0], z)), at((x, y[1], z))], colour, width * self.camera.size(z))

    def rail(self, first: Place, last: Place, colour: str, width: float = 0.05) -> None:
        at = self.camera.at
        middle = (first[2] + last[2]) / 2
        self.tube([at(first), at(last)], colour, width * self.camera.size(middle))

    def board(self, x: tuple[float, float], y: tuple[float, float], z: float | tuple[float, float],
              image: QImage) -> None:  # fmt: skip
        """A picture on an upright board; two distances hang it on a wall along the view."""
        z0, z1 = z if isinstance(z, tuple) else (z, z)
        at = self.camera.at
        self.picture(
            image,
            [
                at((x[0], y[1], z0)),
                at((x[1], y[1], z1)),
                at((x[1], y[0], z1)),
                at((x[0], y[0], z0)),
            ],
        )

    # ---- the end

    def blurred(self, radius: float) -> None:
        """All that is painted so far falls out of focus."""
        self.painter.end()
        soft = to_pillow(self.image).convert("RGB").filter(ImageFilter.GaussianBlur(radius))
        self.image = to_qt(soft).convertToFormat(QImage.Format.Format_RGB32)
        self.painter = self._begin()

    def finish(self) -> Image.Image:
        self.painter.end()
        return to_pillow(self.image).convert("RGB")


def label(width: int, height: int, background: str) -> tuple[QImage, QPainter]:
    """A flat picture to write and draw on: signs, boards, sheets."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(background))
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
    )
    return image, painter


def write(painter: QPainter, box: tuple[float, float, float, float], text: str, size: int, colour: str, *,
          bold: bool = False, left: bool = False) -> None:  # fmt: skip
    """Words in a box, in the fonts that ship with the program."""
    font = QFont("Noto Sans SC")
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
    painter.drawText(
        QRectF(*box), side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text
    )
    painter.setPen(Qt.PenStyle.NoPen)


def scrawl(
    painter: QPainter, rng: random.Random, x: float, y: float, size: float, signs: int = 3
) -> None:
    """A signature of that many characters."""
    for _ in range(signs):
        for _stroke in range(2):
            pen = QPen(QColor("#24365f"), rng.uniform(size * 0.06, size * 0.11))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            path = QPainterPath(
                QPointF(x + rng.uniform(0, size * 0.4), y + rng.uniform(0, size))
            )
            for _bend in range(2):
                ends = [QPointF(x + rng.uniform(-0.1, 0.95) * size, y + rng.uniform(-0.1, 1) * size)
                        for _ in range(3)]  # fmt: skip
                path.cubicTo(*ends)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        x += size * rng.uniform(0.65, 0.85)
    painter.setPen(Qt.PenStyle.NoPen)


def _vignette(strength: float) -> Image.Image:
    small = Image.new("L", (160, 120))
    pen = ImageDraw.Draw(small)
    for y in range(120):
        for x in range(160):
            away = math.hypot((x - 80) / 100, (y - 58) / 80)
            pen.point((x, y), round(255 * (1 - strength * max(0.0, away - 0.35) ** 1.6)))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def as_taken(image: Image.Image, *, seed: int, tilt: float = 0.8, warm: float = 0.0, dim: float = 1.0,
             soft: float = 1.1, strength: float = 0.5) -> Image.Image:  # fmt: skip
    """The painting as a phone would have taken it: slightly tilted, soft, uneven and noisy."""
    image = image.rotate(tilt, Image.Resampling.BICUBIC)
    cut = 40
    image = image.crop((cut, cut * 3 // 4, WIDTH - cut, HEIGHT - cut * 3 // 4))
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.GaussianBlur(soft))
    patchy = grain(512, 3, seed % 11 + 3).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    patchy = patchy.point([232 + round((v - 128) * 0.22) for v in range(256)])
    image = ImageChops.multiply(image, Image.merge("RGB", [patchy] * 3))
    image = ImageChops.multiply(image, Image.merge("RGB", [_vignette(strength)] * 3))
    curve = [min(255, max(0, round(255 * (v / 255) ** 0.94 * 1.1 * dim))) for v in range(256)]
    red = [min(255, round(curve[v] * (1 + warm))) for v in range(256)]
    blue = [min(255, round(curve[v] * (1 - warm))) for v in range(256)]
    image = image.point([*red, *curve, *blue])
    rng = random.Random(seed)  # noqa: S311 - noise, not a secret
    channels = []
    for channel in image.split():
        half = (WIDTH // 2, HEIGHT // 2)
        noise = Image.frombytes("L", half, rng.randbytes(half[0] * half[1]))
        noise = noise.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
        noise = noise.point([128 + round((v - 128) * 0.055) for v in range(256)])
        channels.append(ImageChops.add(channel, noise, 1, -128))
    return Image.merge("RGB", channels)


def as_jpeg(image: Image.Image, taken: str, *, most: int = 100_000) -> bytes:
    """The photo as a JPEG of at most that many bytes, with the time the camera wrote."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x0132] = "Sample", "Sample Phone", taken
    inner = tags.get_ifd(0x8769)
    inner[0x9003], inner[0x9004] = taken, taken
    for quality in range(84, 30, -4):
        made = io.BytesIO()
        image.save(made, "JPEG", quality=quality, subsampling=2, optimize=True, exif=tags)
        if made.tell() <= most:
            break
    return made.getvalue()
