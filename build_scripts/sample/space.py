"""A small camera, and the raw stuff of the pictures: colours and stains.

Positions are metres: x to the right of the lens, y above the ground, z away from the lens.
"""

import random
from dataclasses import dataclass
from functools import cache

from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

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
    red, green, blue = (
        min(255, round(part * factor)) for part in (base.red(), base.green(), base.blue())
    )
    return QColor(red, green, blue, alpha)


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
def stain(size: int, coarsest: int, seed: int, strength: float) -> QImage:
    """The noise as dark and light stains to be laid over a surface."""
    noise = grain(size, coarsest, seed)
    alpha = noise.point([round(min(255, abs(v - 128) * strength)) for v in range(256)])
    tone = noise.point([0 if v < 128 else 255 for v in range(256)])
    return to_qt(Image.merge("RGBA", (tone, tone, tone, alpha)))
