"""The sheets that maps and boards are drawn on, and how such sheets become a PDF.

They hang on a wall: no running heads and no page numbers, one drawing fills a sheet.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from selfcheck.progress import Progress
from selfcheck.reports.fonts import font_name, load
from selfcheck.reports.paper import HEIGHT, WIDTH, PageFormat

_ROOT = 2**0.5  # from one size of paper to the next
_A3 = HEIGHT, WIDTH * 2  # short and long edge in points
_A2 = WIDTH * 2, HEIGHT * 2


@dataclass(frozen=True)
class SheetFormat:
    """A sheet; `unit` is how much larger than designed a text is set on it."""

    name: str  # A3 横向
    width: float
    height: float
    unit: float


# Maps: drawn anew for each size, so that a larger sheet shows more room and not only larger letters.
MAP_A4 = SheetFormat("A4 横向", HEIGHT, WIDTH, 0.78)
MAP_A3 = SheetFormat("A3 横向", _A3[1], _A3[0], 1.0)
MAP_A2 = SheetFormat("A2 横向", _A2[1], _A2[0], 1.35)

# Boards: the same drawing, larger.
BOARD_A4 = SheetFormat("A4 纵向", WIDTH, HEIGHT, 1.0)
BOARD_A4_WIDE = SheetFormat("A4 横向", HEIGHT, WIDTH, 1.0)
BOARD_A3 = SheetFormat("A3 纵向", *_A3, _ROOT)
BOARD_A3_WIDE = SheetFormat("A3 横向", _A3[1], _A3[0], _ROOT)

# Lists
LIST_A4 = PageFormat(HEIGHT, WIDTH, 28.0, HEIGHT - 28.0, 60.0)
LIST_A3 = PageFormat(_A3[1], _A3[0], 36.0, _A3[1] - 36.0, 60.0)

Draw = Callable[[Any], None]


@dataclass(frozen=True)
class Sheet:
    """One sheet to draw, with its entry in the outline."""

    title: str
    draw: Draw


def bind(
    sheets: Sequence[Sheet],
    size: SheetFormat,
    *,
    title: str,
    author: str,
    subject: str,
    progress: Progress,
    doing: str,
) -> bytes:
    """The sheets as PDF; the same values give the same bytes. Raises Cancelled when asked to stop."""
    load()
    rl_config.useA85 = 0
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(size.width, size.height),
        invariant=1,
        pageCompression=1,
        lang="zh-CN",
        initialFontName=font_name("Regular"),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("selfcheck")
    canvas.setSubject(subject)
    for number, sheet in enumerate(progress.over(sheets, doing)):
        canvas.bookmarkPage(f"m{number}")
        canvas.addOutlineEntry(sheet.title, f"m{number}")
        sheet.draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
