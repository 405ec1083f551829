"""Photos on paper: six a page, small enough that three hundred of them still make a light file.

Each photo is opened when its page is drawn, decoded at a fraction of its size, and let go again.
A photo that cannot be read prints a sentence in its place, so that its absence is seen.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from selfcheck.errors import EvidenceError
from selfcheck.evidence.marks import drawn_on, legend
from selfcheck.reports import ink
from selfcheck.reports.content import Photo
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book, wrapped

LONG_EDGE = 720  # pixels: 230 dots per inch in a cell of this grid
LARGEST = 40_000  # bytes of one printed photo
_TOO_MANY_PIXELS = 60_000_000  # a forged header would ask for gigabytes
_GUTTER = 16.0
_CELL = (BODY - _GUTTER) / 2
_FRAME = 176.0  # height of a photo's frame
_CAPTION = 36.0
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
)

_CODE = Letter("Medium", 9)
_WORDS = Letter("Regular", 9, ink.SECOND)
_MISSING = Letter("Regular", 9, ink.SECOND)


class Unreadable(Exception):
    """A photo that cannot be printed; the text is the sentence that stands in its place."""


def reduced(source: Path | bytes, long_edge: int = LONG_EDGE, largest: int = LARGEST) -> bytes:
    """The photo upright, as a JPEG of at most `largest` bytes; raises Unreadable with the reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about tags and sizes; the size is checked here
            image = _decoded(source, long_edge)
    except FileNotFoundError:
        raise Unreadable("这张照片的文件不在档案里，只留有记录。") from None
    except Image.DecompressionBombError:
        raise Unreadable("这张照片的像素过多，没有打印。") from None
    except UNREADABLE:
        raise Unreadable(
            "这张照片的文件读不出来，没有打印。原文件按原样随报送包提交。"
        ) from None
    for quality in (78, 66, 54, 42, 30):
        target = io.BytesIO()
        image.save(target, "JPEG", quality=quality, optimize=True)
        if target.tell() <= largest:
            break
    else:
        return reduced(source, long_edge * 3 // 4, largest)
    return target.getvalue()


def _decoded(source: Path | bytes, long_edge: int) -> Image.Image:
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    with Image.open(stream, formats=_FORMATS) as image:
        if image.width * image.height > _TOO_MANY_PIXELS:
            raise Image.DecompressionBombError
        image.draft("RGB", (long_edge, long_edge))  # a JPEG is decoded at 1/2, 1/4 or 1/8
        image.thumbnail((long_edge, long_edge), Image.Resampling.BICUBIC, reducing_gap=2.0)
        upright = ImageOps.exif_transpose(image)
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            layer = upright.convert("RGBA")
            paper = Image.new("RGBA", layer.size, "white")
            return Image.alpha_composite(paper, layer).convert("RGB")
        return upright.convert("RGB")


def printed(photo: Photo, long_edge: int = LONG_EDGE, largest: int = LARGEST) -> bytes:
    """What is printed of a photo: reduced, with its marks; raises Unreadable with the reason."""
    source = photo.source
    if photo.marks:
        # one that cannot be read is told below, in the words for a photo
        with suppress(EvidenceError):
            source = drawn_on(source, photo.marks, long_edge, explained=False)
    return reduced(source, long_edge, largest)


def caption_of(photo: Photo) -> str:
    """The words under a photo on one line, with what the numbers of its marks say."""
    return "　".join((photo.caption.replace("\n", " "), *legend(photo.marks)))


def set_photos(book: Book, photos: Sequence[Photo]) -> None:
    """Set the photos in a grid of two columns, three rows a page, each with code and caption."""
    for place, photo in enumerate(photos):
        column = place % 2
        if column == 0:
            book.need(_FRAME + _CAPTION)
        x = LEFT + column * (_CELL + _GUTTER)
        book.draw(partial(_draw, photo=photo, x=x, top=book.y))
        _caption(book, photo, x)
        if column == 1 or place == len(photos) - 1:
            book.y -= _FRAME + _CAPTION


def _caption(book: Book, photo: Photo, x: float) -> None:
    base = book.y - _FRAME - 13
    book.text(x, base, photo.code, _CODE)
    shift = _CODE.width(photo.code) + 8
    caption = caption_of(photo)
    lines = wrapped(caption, _CELL - shift, _WORDS)
    size = _WORDS.size
    while len(lines) > 2 and size > 5:  # noqa: PLR2004 - two lines of caption, the smaller the longer
        size -= 0.5
        lines = wrapped(caption, _CELL - shift, Letter("Regular", size))
    letter = Letter("Regular", size, ink.SECOND)
    for number, line in enumerate(lines):
        book.text(x + shift, base - number * 12 * size / 9, line, letter)


def _draw(canvas: Any, photo: Photo, x: float, top: float) -> None:
    ink.box(canvas, x, top, _CELL, _FRAME, radius=3)
    try:
        data = printed(photo)
    except Unreadable as reason:
        lines = wrapped(str(reason), _CELL - 48, _MISSING)
        y = top - _FRAME / 2 + len(lines) * 7 - 10
        for line in lines:
            ink.put_text(canvas, x + _CELL / 2, y, line, _MISSING, align="center")
            y -= 14
        return
    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
    scale = min((_CELL - 8) / width, (_FRAME - 8) / height)
    wide, high = width * scale, height * scale
    left, bottom = x + (_CELL - wide) / 2, top - (_FRAME + high) / 2
    ink.picture(canvas, data, (left, bottom, wide, high))
