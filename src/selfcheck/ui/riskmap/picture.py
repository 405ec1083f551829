"""From a file to a base picture: PNG and JPG as they are, a page of a PDF and an SVG drawn into a PNG.

The file as it was given and the picture made from it are both taken into the library. Work for a job.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from selfcheck.errors import EvidenceError
from selfcheck.evidence.files import Stored, take_in
from selfcheck.progress import Progress

LONG, SHORT = 6000, 4000  # pixels a sheet may have along its sides
_DRAWN = 4000  # the long side of a drawing without pixels of its own
_SHARPEST = 300 / 72  # of a PDF's page: 300 dots an inch
PATTERN = "平面图 (*.png *.jpg *.jpeg *.pdf *.svg)"
_RASTER = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class BasePicture:
    """What was taken in: the picture, and the given file where that is another one."""

    picture: Stored
    given: Stored | None
    page: int
    size: QSize


def pages_of(path: Path) -> int:
    """How many pages a file has to choose from; 1 for a picture.

    Raises EvidenceError for a PDF that cannot be opened, and for a kind of file that is no plan.
    """
    ending = path.suffix.lower()
    if ending in (*_RASTER, ".svg"):
        return 1
    if ending != ".pdf":
        raise EvidenceError(f"“{path.name}”不能作底图。选 PNG、JPG、PDF 或 SVG 文件。")
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        raise EvidenceError(_unreadable(path)) from error
    try:
        return len(document)
    finally:
        document.close()


def prepare(folder: Path, path: Path, page: int, progress: Progress) -> BasePicture:
    """Take a plan into the library. Raises EvidenceError for what cannot be read, Cancelled."""
    progress.step(0, 3, f"正在读取 {path.name}")
    ending = path.suffix.lower()
    if ending == ".pdf":
        image = _pdf_page(path, page)
    elif ending == ".svg":
        image = _svg(path)
    else:
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        QImageReader.setAllocationLimit(512)
        image = reader.read()
    if image.isNull():
        raise EvidenceError(_unreadable(path))
    progress.check()
    progress.step(1, 3, f"正在保存 {path.name}")
    given = take_in(folder, path, progress=Progress(stop=progress.stop))
    smaller = fitted(image.size())
    if ending in _RASTER and smaller == image.size() and _upright(path):
        return BasePicture(given, None, 1, image.size())
    if smaller != image.size():
        keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
        image = image.scaled(smaller, keep, smooth.SmoothTransformation)
    progress.step(2, 3, f"正在生成底图 {path.name}")
    name = f"{path.stem} 第 {page} 页.png" if ending == ".pdf" else f"{path.stem}.png"
    picture = take_in(folder, _png(image), name=name, progress=Progress(stop=progress.stop))
    return BasePicture(picture, given, page, image.size())


def fitted(size: QSize) -> QSize:
    """The size a picture gets: never more than a sheet may have."""
    long, short = max(size.width(), size.height()), min(size.width(), size.height())
    factor = min(LONG / long, SHORT / short, 1.0)
    if factor == 1.0:
        return size
    return QSize(max(round(size.width() * factor), 1), max(round(size.height() * factor), 1))


def _unreadable(path: Path) -> str:
    return f"“{path.name}”打不开。检查它能否用别的程序打开，或另存为 PNG 再选。"


def _upright(path: Path) -> bool:
    """Whether a photo lies as it is stored: else every reader would have to turn it."""
    from PySide6.QtGui import QImageIOHandler

    plain = QImageIOHandler.Transformation.TransformationNone
    return QImageReader(str(path)).transformation() == plain


def _pdf_page(path: Path, page: int) -> QImage:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(str(path))
        try:
            sheet = document[page - 1]
            wide, high = sheet.get_size()
            long, short = max(wide, high), min(wide, high)
            scale = min(_SHARPEST, LONG / long, SHORT / short)
            content = BytesIO()
            sheet.render(scale=scale).to_pil().save(content, "PNG")
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError) as error:
        raise EvidenceError(_unreadable(path)) from error
    return QImage.fromData(content.getvalue())


def _svg(path: Path) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(str(path))
    size = drawing.defaultSize()
    if not drawing.isValid() or size.isEmpty():
        return QImage()
    long = max(size.width(), size.height())
    whole = fitted(
        QSize(round(size.width() * _DRAWN / long), round(size.height() * _DRAWN / long))
    )
    image = QImage(whole, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image


def _png(image: QImage) -> bytes:
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(device, "PNG")  # type: ignore[call-overload]  # the stubs want a file name
    device.close()
    return bytes(content.data())
