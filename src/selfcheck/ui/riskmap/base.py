"""The base picture beneath the zones: only its ink is kept, so that it can be drawn in any colour over any fill.

A picture becomes a mask of how dark each of its pixels is, with halves of halves for smaller scales: a plan of
24 million pixels takes 32 MB, and drawing it never touches more pixels than the window has.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath

from selfcheck.progress import Progress
from selfcheck.ui.riskmap.view import View

_LEAST_SIDE = 400  # halved no further
_DARK_SHEET = 110  # a mean below this is a plan in white lines on black
_MEGABYTES = 512  # what Qt may take for decoding one picture


@dataclass(frozen=True, eq=False)
class Base:
    """A base picture ready for drawing: masks from full size down."""

    masks: tuple[QImage, ...]

    @property
    def size(self) -> QSize:
        """In pixels of the picture, which are the units of its plan."""
        return self.masks[0].size()


def load(path: Path, progress: Progress) -> Base | None:
    """Read a base picture; None when it cannot be read. Work for a job."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_MEGABYTES)
    image = reader.read()
    if image.isNull():
        return None
    progress.check()
    return of_image(image)


def of_image(image: QImage) -> Base:
    """The ink of a picture."""
    if image.hasAlphaChannel():
        opaque = QImage(image.size(), QImage.Format.Format_RGB32)
        opaque.fill(Qt.GlobalColor.white)
        painter = QPainter(opaque)
        painter.drawImage(0, 0, image)
        painter.end()
        image = opaque
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    mean = grey.scaled(
        1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).pixelColor(0, 0)
    if mean.value() >= _DARK_SHEET:
        grey.invertPixels()
    masks = [_as_mask(grey)]
    while min(masks[-1].width(), masks[-1].height()) > _LEAST_SIDE:
        half = QSize((grey.width() + 1) // 2, (grey.height() + 1) // 2)
        grey = grey.scaled(
            half,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        masks.append(_as_mask(grey))
    return Base(tuple(masks))


def _as_mask(grey: QImage) -> QImage:
    """The same bytes, read as how much ink there is."""
    return QImage(
        grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(),
        QImage.Format.Format_Alpha8,
    ).copy()  # fmt: skip


def ink(
    base: Base, view: View, sheet: QRectF, room: QSize, *, dpr: float, colour: QColor
) -> QImage:
    """What the window shows of a base, in one colour and otherwise clear; `room` in logical pixels."""
    made = QImage(room * dpr, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    target = view.box(sheet)
    shown = target.intersected(QRectF(0, 0, room.width(), room.height()))
    if shown.isEmpty():
        return made
    mask = _mask_for(base, target.width() * dpr)
    across, down = mask.width() / target.width(), mask.height() / target.height()
    source = QRectF(
        (shown.left() - target.left()) * across, (shown.top() - target.top()) * down,
        shown.width() * across, shown.height() * down,
    )  # fmt: skip
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(shown, mask, source)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(shown, colour)
    painter.end()
    return made


def _mask_for(base: Base, wanted: float) -> QImage:
    """The smallest mask that is still as wide as it is drawn."""
    return next(
        (mask for mask in reversed(base.masks) if mask.width() >= wanted), base.masks[0]
    )


def draw_clipped(painter: QPainter, picture: QImage, inside: QPainterPath) -> None:
    """Draw the window's ink only where a path is."""
    painter.save()
    painter.setClipPath(inside)
    painter.drawImage(0, 0, picture)
    painter.restore()
