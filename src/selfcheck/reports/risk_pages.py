"""The section on risks in the report of a round: revision, counts, who answers for red and orange, the map."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.flow import Column, lines_of, paragraph, set_row, subtitle
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book
from selfcheck.reports.risk_content import COLOURS, MapSheet, RiskPart, RiskRow
from selfcheck.reports.risk_ink import level_box, level_word
from selfcheck.reports.risk_labels import Box
from selfcheck.reports.risk_map import draw_draft, draw_framed
from selfcheck.reports.risk_map import spoken as map_spoken

SECTION = "风险分级管控"
_UNIT = 0.66  # of the reduced map
_TALLEST = 600.0  # points
_HALF, _NEARLY_HALF = 282.0, 340.0  # two plans share a page when little is lost
# left edge and width of each column
_NUMBER, _WHAT, _LEVEL, _ACCIDENTS, _OWNER = (
    (LEFT, 40.0),
    (LEFT + 46, 150.0),
    (LEFT + 204, 62.0),
    (LEFT + 272, 92.0),
    (LEFT + 372, BODY - 372),
)
_TITLES = (
    (_NUMBER, "编号"),
    (_WHAT, "风险点与位置"),
    (_LEVEL, "等级"),
    (_ACCIDENTS, "可能的事故类型"),
    (_OWNER, "责任人与电话"),
)
_HEAD = Letter("Medium", 8.5, ink.SECOND)
_CODE = Letter("Regular", 9, ink.THIRD)
_CELL = Letter("Regular", 9.5)
_STRONG = Letter("Medium", 9.5)
_BELOW = Letter("Regular", 8.5, ink.THIRD)
_WRONG = Letter("Medium", 9.5, ink.WRONG)


def set_risk(book: Book, part: RiskPart | None) -> None:
    """Set the section; nothing at all when the report has none."""
    if part is None:
        return
    book.begin(SECTION)
    paragraph(book, part.revision, Letter("Medium", 10))
    if part.note:
        paragraph(book, part.note, Letter("Regular", 9.5, ink.SECOND), 16)
    _set_counts(book, part)
    if part.rows:
        subtitle(book, "重大风险和较大风险", before=8)
        _set_titles(book)
        for row in part.rows:
            _set_row(book, row)
    if part.paper is not None:
        for sheet in part.paper.sheets:
            _set_plan(book, part, sheet)


def spoken(part: RiskPart) -> Iterator[tuple[str, str]]:
    """Every text of the section with its place in words, for the glyph check."""
    for row in part.rows:
        place = f"风险点 {row.number}"
        yield f"{place}的名称", f"{row.number}{row.name}"
        yield f"{place}的位置", row.place
        yield f"{place}的事故类型", row.accidents
        yield f"{place}的责任人", f"{row.department}{row.owner}{row.phone}"
    if part.paper is not None:
        yield from map_spoken(part.paper)


def _set_counts(book: Book, part: RiskPart) -> None:
    """How many points have each level: mark, colour, word, number."""
    book.need(40)
    book.y -= 8
    top = book.y
    width = BODY / len(part.counts)
    for place, (level, count) in enumerate(part.counts):
        x = LEFT + place * width
        book.draw(partial(level_box, box=(x, top - 18, 26, 15), level=level, unit=0.6))
        book.text(x + 32, top - 15, f"{COLOURS[level]} {level} {count} 处", _STRONG)
    book.y -= 26
    if part.unknown:
        paragraph(book, f"还有 {part.unknown} 个风险点没有评估。", _WRONG, 16)


def _set_titles(book: Book) -> None:
    columns = [Column(x, lines_of(title, width, _HEAD, 12)) for (x, width), title in _TITLES]
    set_row(book, columns, pad=4)
    book.rule(book.y, colour=ink.FRAME)


def _set_row(book: Book, row: RiskRow) -> None:
    place = lines_of(row.place, _WHAT[1], _BELOW, 13) if row.place else []
    phone = lines_of(row.phone, _OWNER[1], _BELOW, 13) if row.phone else []
    owner = " ".join(text for text in (row.department, row.owner) if text)
    columns = [
        Column(_NUMBER[0], lines_of(row.number, _NUMBER[1], _CODE, 14.5)),
        Column(_WHAT[0], lines_of(row.name, _WHAT[1], _STRONG, 14.5) + place),
        Column(_ACCIDENTS[0], lines_of(row.accidents or "—", _ACCIDENTS[1], _CELL, 14.5)),
        Column(
            _OWNER[0],
            lines_of(owner or "没有填写责任人", _OWNER[1], _CELL if owner else _WRONG, 14.5)
            + phone,
        ),
    ]
    height = max(column.height for column in columns) + 8
    if book.need(height):
        _set_titles(book)
    top = book.y
    set_row(book, columns, pad=4, turned=lambda: _set_titles(book))
    book.draw(partial(_draw_level, row=row, y=top - 4 - 10.5))
    book.rule(book.y, colour=ink.HAIR)


def _draw_level(canvas: Any, row: RiskRow, y: float) -> None:
    level_word(canvas, _LEVEL[0], y, row.level, _STRONG)


def _set_plan(book: Book, part: RiskPart, sheet: MapSheet) -> None:
    """A reduced map; the large one is a file of its own."""
    paper = part.paper
    assert paper is not None
    height = min(BODY * sheet.height / sheet.width + 8, _TALLEST)
    if len(paper.sheets) > 1 and height < _NEARLY_HALF:
        height = min(height, _HALF)
    book.need(height + 58)
    subtitle(book, f"安全风险四色分布图 · {sheet.name}", keep=height, before=10)
    frame = Box(LEFT, book.y - height, BODY, height)
    book.draw(partial(_draw_plan, sheet=sheet, frame=frame, draft=paper.origin.draft))
    book.y -= height + 6
    words = [f"{COLOURS[level]} {level} {band}" for level, band in paper.legend]
    paragraph(book, "　".join((*words, f"修订号 {paper.origin.revision}")), _BELOW, 13)


def _draw_plan(canvas: Any, sheet: MapSheet, frame: Box, draft: bool) -> None:
    draw_framed(canvas, sheet, frame, _UNIT)
    if draft:
        draw_draft(canvas, frame)
