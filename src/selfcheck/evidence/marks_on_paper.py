"""Marks drawn into a copy of their photo, for papers; `marks.drawn_on` is the way in.

The photo is decoded at a fraction of its size, so that one of fifty million pixels fits into a small
PC. White edges, red lines and numbers are three masks drawn at twice the size: smooth, and an edge
never cuts through the line of another mark.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from selfcheck.errors import EvidenceError
from selfcheck.evidence import mark_shapes
from selfcheck.evidence.mark_shapes import Point, Scale
from selfcheck.evidence.marks import Mark, legend, numbers
from selfcheck.paths import bundled

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
_TOO_MANY_PIXELS = 60_000_000  # a forged header would ask for gigabytes
_UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    ArithmeticError,
    TypeError,
    struct.error,
    zlib.error,
)
_FINER = 2  # masks are drawn at this many times the size
_QUALITY = 85
_INK = "#17202E"
_FACES = ("NotoSansSC-Regular.ttf", "WenKaiRare.ttf")
_NOWHERE = "\U0010ffff"  # a character that no font has: it is drawn as the missing one
_NO_LINE_START = "，。、；：！？）》」』”’%…"


def drawn(
    picture: Path | bytes, marks: Sequence[Mark], longest_edge: int, *, explained: bool
) -> bytes:
    """See `marks.drawn_on`."""
    image = _upright(picture, longest_edge)
    _draw(image, marks)
    if explained and (lines := legend(marks)):
        image = _with_words(image, lines)
    target = io.BytesIO()
    # whole colours: shared ones would wash out thin red lines
    image.save(target, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return target.getvalue()


def _upright(picture: Path | bytes, longest_edge: int) -> Image.Image:
    """The whole picture as it is shown, on white where it is transparent."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about tags and sizes; the size is checked here
            return _decoded(picture, longest_edge)
    except FileNotFoundError:
        raise EvidenceError("这张照片的文件不在档案里，没有画标注。") from None
    except Image.DecompressionBombError:
        raise EvidenceError("这张照片的像素过多，没有画标注。") from None
    except _UNREADABLE:
        raise EvidenceError("这张照片的文件读不出来，没有画标注。") from None


def _decoded(picture: Path | bytes, longest_edge: int) -> Image.Image:
    stream = io.BytesIO(picture) if isinstance(picture, bytes) else picture
    edge = (longest_edge, longest_edge)
    with Image.open(stream, formats=_FORMATS) as image:
        if image.width * image.height > _TOO_MANY_PIXELS:
            raise Image.DecompressionBombError
        image.draft("RGB", edge)  # a JPEG is decoded at 1/2, 1/4 or 1/8: never less than wanted
        image.thumbnail(edge, Image.Resampling.BICUBIC, reducing_gap=2.0)
        turned = ImageOps.exif_transpose(image)
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            layer = turned.convert("RGBA")
            paper = Image.new("RGBA", layer.size, "white")
            return Image.alpha_composite(paper, layer).convert("RGB")
        return turned.convert("RGB")


# ---- marks


def _draw(image: Image.Image, marks: Sequence[Mark]) -> None:
    if not marks:
        return
    size = (image.width * _FINER, image.height * _FINER)
    scale = mark_shapes.for_paper(*size)
    edges, lines, figures = (Image.new("L", size) for _ in range(3))
    on_edges, on_lines, on_figures = map(ImageDraw.Draw, (edges, lines, figures))
    for mark in marks:
        _line(on_edges, mark, size, scale, grown=scale.edge)
        _line(on_lines, mark, size, scale, grown=0)
    centres = mark_shapes.badge_centres(marks, *size, scale)
    for number, centre in zip(numbers(marks), centres, strict=True):
        if number:
            on_edges.circle(centre, scale.badge + scale.edge, fill=255)
            on_lines.circle(centre, scale.badge, fill=255)
            _figure(on_figures, str(number), centre, scale.badge)
    for mask, ink in (
        (edges, mark_shapes.WHITE),
        (lines, mark_shapes.RED),
        (figures, mark_shapes.WHITE),
    ):
        image.paste(ink, (0, 0), mask.reduce(_FINER))


def _line(
    draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int], scale: Scale, *, grown: float
) -> None:
    """One mark's line, wider by its edge on either side."""
    if mark.kind == "arrow":
        outline = mark_shapes.arrow(mark, *size, scale.line)
        draw.polygon(outline, fill=255)
        if grown:
            _around(draw, outline, grown)
    elif mark.kind in ("box", "ellipse"):
        left, top, right, bottom = mark_shapes.corners(mark, *size)
        out = scale.line / 2 + grown
        box = (left - out, top - out, right + out, bottom + out)
        wide = max(round(2 * out), 1)
        if mark.kind == "box":
            draw.rectangle(box, outline=255, width=wide)
        else:
            draw.ellipse(box, outline=255, width=wide)


def _around(draw: ImageDraw.ImageDraw, outline: Sequence[Point], reach: float) -> None:
    """An edge around a shape, round at its corners."""
    for start, end in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        draw.line((start, end), fill=255, width=max(round(2 * reach), 1))
        draw.circle(start, reach, fill=255)


def _figure(draw: ImageDraw.ImageDraw, words: str, centre: Point, radius: float) -> None:
    share = 1.35 if len(words) == 1 else 1.1
    font = _font("NotoSansSC-Bold.ttf", max(round(radius * share), 1))
    left, top, right, bottom = font.getbbox(words)
    place = (centre[0] - (left + right) / 2, centre[1] - (top + bottom) / 2)
    draw.text(place, words, fill=255, font=font)


# ---- words below


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(bundled("resources", "fonts", name), size)


@cache
def _face_for(character: str) -> str:
    """The first of our fonts that has a character; a rare name must not be printed as a box."""
    for name in _FACES:
        font = _font(name, 24)
        if bytes(font.getmask(character)) != bytes(font.getmask(_NOWHERE)):
            return name
    return _FACES[0]


def _width(character: str, size: int) -> float:
    return _font(_face_for(character), size).getlength(character)


def _broken(line: str, room: float, size: int) -> list[str]:
    """A line in parts that fit; further ones stand under the first word, after the number."""
    parts, rest, room_used = [""], 0.0, 0.0
    hang = "　 "
    rest = sum(_width(character, size) for character in hang)
    for character in line:
        wide = _width(character, size)
        if room_used + wide > room and character not in _NO_LINE_START:
            parts.append(hang)
            room_used = rest
        parts[-1] += character
        room_used += wide
    return parts


def _with_words(image: Image.Image, lines: Sequence[str]) -> Image.Image:
    """The picture with a white strip below it that says what the numbers mean."""
    size = max(round(max(image.size) * 0.03), 9)
    gap, step = round(size * 0.6), round(size * 1.45)
    room = image.width - 2 * gap
    parts = [part for line in lines for part in _broken(line, room, size)]
    whole = Image.new("RGB", (image.width, image.height + 2 * gap + step * len(parts)), "white")
    whole.paste(image, (0, 0))
    draw = ImageDraw.Draw(whole)
    for at, part in enumerate(parts):
        x, base = float(gap), image.height + gap + step * at + size
        for character in part:
            font = _font(_face_for(character), size)
            draw.text((x, base), character, fill=_INK, font=font, anchor="ls")
            x += font.getlength(character)
    return whole
