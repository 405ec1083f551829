"""The four-colour map (一图) as PDF: one sheet a plan, drawn from the same places as the screen.

Title above, the plan in its frame, below it legend, symbols, north and scale, and the title block.
"""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from reportlab.lib.colors import Color

from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.forms import refuse_missing_glyphs
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import fitting
from selfcheck.reports.risk_content import MapPaper, MapSheet
from selfcheck.reports.risk_foot import TITLE, Foot
from selfcheck.reports.risk_formats import MAP_A3, Sheet, SheetFormat, bind
from selfcheck.reports.risk_labels import Box
from selfcheck.reports.risk_marks import drawing_scale
from selfcheck.reports.risk_plan import PlanDrawing

_MARGIN = 30.0
_HEAD = 44.0  # title
_FOOT = 118.0  # legend and title block
_DRAFT = Color(0.41, 0.45, 0.53, alpha=0.28)
_SYMBOLS = ("重大、较大风险点", "一般、低风险点", "安全出口", "疏散路线", "集合点", "消防设施")


def map_pdf(paper: MapPaper, progress: Progress, size: SheetFormat = MAP_A3) -> bytes:
    """The map, a page for each plan; the same values give the same bytes.

    Raises NotReady with RP01 for every character that no font draws, and Cancelled.
    """
    refuse_missing_glyphs(spoken(paper))
    sheets = [
        Sheet(sheet.name or TITLE, partial(_draw, paper=paper, sheet=sheet, size=size))
        for sheet in paper.sheets
    ]
    origin = paper.origin
    return bind(
        sheets, size, title=f"{TITLE} {origin.revision}", author=origin.enterprise,
        subject=origin.code, progress=progress, doing="正在绘制四色图",
    )  # fmt: skip


def map_png(pdf: bytes, longest_edge: int = 2400, page: int = 0) -> bytes:
    """A page of the map as a picture for a chat group, from its PDF: the same drawing."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        scale = longest_edge / max(sheet.get_size())
        image = sheet.render(scale=scale).to_pil().convert("RGB")
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def spoken(paper: MapPaper) -> Iterator[tuple[str, str]]:
    """Every text of the map with its place in words, for the glyph check."""
    origin = paper.origin
    yield "企业名称", origin.enterprise
    yield "编制、审核、批准", f"{origin.made_by}{origin.checked_by}{origin.approved_by}"
    for sheet in paper.sheets:
        yield "图名", sheet.name
        yield f"“{sheet.name}”的编制人", sheet.made_by
        yield f"“{sheet.name}”的底图名称", sheet.base_title
        for zone in sheet.zones:
            yield f"“{sheet.name}”的区域名称", zone.name
        for point in sheet.points:
            yield f"风险点 {point.number} 的名称", f"{point.number}{point.name}"
        for mark in sheet.marks:
            yield f"“{sheet.name}”的标注", mark.name


def _draw(canvas: Any, paper: MapPaper, sheet: MapSheet, size: SheetFormat) -> None:
    unit = size.unit
    margin = _MARGIN * min(unit, 1)
    left, right = margin, size.width - margin
    top, bottom = size.height - margin, margin
    _draw_title(canvas, paper, sheet, Box(left, top - _HEAD * unit, right - left, _HEAD * unit))
    frame = Box(
        left, bottom + _FOOT * unit, right - left, top - bottom - (_HEAD + _FOOT) * unit
    )
    scale, points_per_unit = draw_framed(canvas, sheet, frame, unit)
    foot = Box(left, bottom, right - left, (_FOOT - 8) * unit)
    Foot(canvas, paper, sheet, unit).draw(foot, scale, points_per_unit)
    if paper.origin.draft:
        draw_draft(canvas, frame)


def draw_framed(
    canvas: Any, sheet: MapSheet, frame: Box, unit: float
) -> tuple[int | None, float]:
    """The plan in a frame; returns its scale (1 : n, None when not calibrated) and points a unit."""
    canvas.setStrokeColor(ink.FRAME)
    canvas.setLineWidth(0.8 * unit)
    canvas.rect(frame.left, frame.bottom, frame.width, frame.height, stroke=1, fill=0)
    pad = 6 * unit
    inner = Box(
        frame.left + pad, frame.bottom + pad, frame.width - 2 * pad, frame.height - 2 * pad
    )
    most = min(inner.width / sheet.width, inner.height / sheet.height)
    scale, points_per_unit = drawing_scale(sheet.metres_per_unit, most)
    PlanDrawing(canvas, sheet, inner, unit, points_per_unit).draw()
    return scale, points_per_unit


def draw_draft(canvas: Any, frame: Box) -> None:
    """草稿 across a sheet that nobody has approved."""
    canvas.saveState()
    canvas.translate(*frame.middle)
    canvas.rotate(24)
    size = min(frame.width, frame.height) * 0.42
    word = Letter("Bold", size, _DRAFT)
    ink.put_text(canvas, 0, -size * 0.36, "草稿", word, align="center")
    canvas.restoreState()


def _draw_title(canvas: Any, paper: MapPaper, sheet: MapSheet, box: Box) -> None:
    unit = box.height / _HEAD
    words = f"{paper.origin.enterprise}{TITLE}"
    letter = fitting(words, box.width, Letter("Bold", 22 * unit), 11 * unit)
    x, _ = box.middle
    ink.put_text(canvas, x, box.top - 18 * unit, words, letter, align="center")
    below = Letter("Medium", 12 * unit, ink.SECOND)
    ink.put_text(canvas, x, box.top - 35 * unit, sheet.name, below, align="center")
