"""Photos on the papers about a hazard: in rows, or before and after side by side.

A file is opened when its page is drawn. One that is gone leaves its box, so that its absence is seen.
"""

import io
from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from PIL import Image

from selfcheck.reports import ink
from selfcheck.reports.content import Photo
from selfcheck.reports.flow import subtitle
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book, wrapped
from selfcheck.reports.photos import LARGEST, LONG_EDGE, Unreadable, caption_of, printed

MISSING = "照片文件找不到"
_PASTE = Photo("", "", b"")  # no photo: a frame to paste one into
_GUTTER = 12.0
_Size = tuple[float, float]  # width and height in points
_LARGE_EDGE, _LARGE = 1080, 110_000  # pixels and bytes of a photo that stands alone
_SIZES = {1: (225.0, 150.0), 2: ((BODY - _GUTTER) / 2, 142.0)}
_SMALL = ((BODY - 2 * _GUTTER) / 3, 108.0)
_A_ROW = 3
_LEADING = 12.0

_CAPTION = Letter("Regular", 8.5, ink.SECOND)
_SIDE = Letter("Medium", 9.5)
_NOTHING = Letter("Regular", 9, ink.THIRD)


def set_photos(book: Book, title: str, photos: Sequence[Photo]) -> None:
    """A heading and rows of up to three photos, the larger the fewer there are."""
    if not photos:
        return
    width, height = _SIZES.get(len(photos), _SMALL)
    many = f"（{len(photos)} 张）" if len(photos) > 1 else ""
    subtitle(book, f"{title}{many}", before=11, keep=height + 3 * _LEADING)
    book.y -= 2
    for start in range(0, len(photos), _A_ROW):
        _set_row(book, photos[start : start + _A_ROW], width, height)


def set_pairs(book: Book, before: Sequence[Photo], after: Sequence[Photo]) -> None:
    """Before at the left, after at the right; where one is missing, a frame to glue it into."""
    width, height = _SIZES[2]
    book.need(height + 56)
    book.y -= 18
    for x, title, photos in (
        (LEFT, "整改前", before),
        (LEFT + width + _GUTTER, "整改后", after),
    ):
        book.text(x, book.y, f"{title}　{len(photos)} 张" if photos else title, _SIDE)
    book.y -= 6
    sides = [photos or (_PASTE,) for photos in (before, after)]
    for pair in zip_longest(*sides):
        _set_row(book, pair, width, height)


def _set_row(book: Book, photos: Sequence[Photo | None], width: float, height: float) -> None:
    captions = [
        wrapped(f"{photo.code} {caption_of(photo)}".strip(), width, _CAPTION)
        if photo and photo is not _PASTE
        else ()
        for photo in photos
    ]
    below = max(map(len, captions)) * _LEADING + 10
    book.need(height + below)
    top = book.y
    for place, (photo, lines) in enumerate(zip(photos, captions, strict=True)):
        x = LEFT + place * (width + _GUTTER)
        if photo:
            book.draw(partial(_draw, photo=photo, x=x, top=top, size=(width, height)))
        for number, line in enumerate(lines):
            book.text(x, top - height - 11 - number * _LEADING, line, _CAPTION)
    book.y = top - height - below


def _draw(canvas: Any, *, photo: Photo, x: float, top: float, size: _Size) -> None:
    width, height = size
    if photo is _PASTE:
        ink.box(canvas, x, top, width, height, radius=3, fill=None, stroke=ink.FRAME)
        _words(canvas, "照片粘贴处", x + width / 2, top - height / 2, width)
        return
    ink.box(canvas, x, top, width, height, radius=3)
    if isinstance(photo.source, Path) and not photo.source.is_file():
        _words(canvas, MISSING, x + width / 2, top - height / 2, width)
        return
    large = width > _SIZES[2][0]
    try:
        data = printed(photo, *((_LARGE_EDGE, _LARGE) if large else (LONG_EDGE, LARGEST)))
    except Unreadable as reason:
        _words(canvas, str(reason), x + width / 2, top - height / 2, width)
        return
    with Image.open(io.BytesIO(data)) as image:
        scale = min((width - 6) / image.width, (height - 6) / image.height)
        wide, high = image.width * scale, image.height * scale
    left, bottom = x + (width - wide) / 2, top - (height + high) / 2
    ink.picture(canvas, data, (left, bottom, wide, high))


def _words(canvas: Any, text: str, middle: float, y: float, width: float) -> None:
    lines = wrapped(text, width - 24, _NOTHING)
    y += (len(lines) - 1) * 7 - 3
    for line in lines:
        ink.put_text(canvas, middle, y, line, _NOTHING, align="center")
        y -= 14
