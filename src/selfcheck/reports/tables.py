"""Tables that may have ten thousand rows: wrapping is cached and rows are set page by page.

ReportLab's own tables need ten to fifteen seconds for a ledger that takes half a second here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck.reports import ink
from selfcheck.reports.flow import Column, Line, lines_of, set_row
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book, wrapped

_GAP = 10.0  # between two columns
_HEAD = Letter("Medium", 8.5, ink.SECOND)
_CELL = Letter("Regular", 9, ink.INK)
_NARROWEST = 26.0
_WIDEST = 210.0  # no single column takes more than this before the others have what they need
_PAD = 4.0


@dataclass(frozen=True)
class Heading:
    """A column of a table; `width` is in points, without the gap to the next."""

    title: str
    width: float
    align: ink.Align = "left"


def set_table(
    book: Book,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[str]],
    *,
    cell: Letter = _CELL,
    small: Letter | None = None,
) -> None:
    """Set a table at the cursor; the header is repeated on every page it reaches.

    With `small`, what follows the first line feed of a cell is set smaller and paler.
    """
    edges = _edges(headings)

    def header() -> None:
        columns = [
            Column(edge, lines_of(heading.title, heading.width, _HEAD, 12), heading.align)
            for edge, heading in zip(edges, headings, strict=True)
        ]
        set_row(book, columns, pad=_PAD)
        book.rule(book.y, colour=ink.FRAME)

    book.need(70)
    header()
    for row in rows:
        columns = [
            Column(edge, _cell_lines(text, heading.width, cell, small), heading.align)
            for edge, heading, text in zip(edges, headings, row, strict=True)
        ]
        set_row(book, columns, pad=_PAD, turned=header)
        book.rule(book.y, colour=ink.HAIR)


def _edges(headings: Sequence[Heading]) -> list[float]:
    edges: list[float] = []
    left = LEFT
    for heading in headings:
        edges.append(left if heading.align == "left" else left + heading.width)
        left += heading.width + _GAP
    return edges


def _cell_lines(text: str, width: float, cell: Letter, small: Letter | None) -> list[Line]:
    leading = round(cell.size * 1.55, 1)
    if small is None:
        return lines_of(text, width, cell, leading)
    main, _, below = text.partition("\n")
    return lines_of(main, width, cell, leading) + (
        lines_of(below, width, small, 12) if below else []
    )


def fitted(
    titles: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[Heading], Letter]:
    """Columns as wide as their contents ask for, made to fill the body exactly.

    A table of many columns is set smaller, never below 7 points.
    """
    cell = Letter("Regular", 9 if len(titles) <= 7 else 8 if len(titles) <= 9 else 7)  # noqa: PLR2004
    room = BODY - _GAP * (len(titles) - 1)
    wishes = [
        min(
            max(_wish(title, _HEAD), *(_wish(row[place], cell) for row in rows), _NARROWEST),
            _WIDEST,
        )
        if rows
        else max(_wish(title, _HEAD), _NARROWEST)
        for place, title in enumerate(titles)
    ]
    widths = _share(wishes, room)
    return [Heading(title, width) for title, width in zip(titles, widths, strict=True)], cell


def _wish(text: str, letter: Letter) -> float:
    return max(letter.width(line) for line in wrapped(text, _WIDEST, letter)) + 1


def _share(wishes: Sequence[float], room: float) -> list[float]:
    """Give every column its wish, or shorten the widest ones to one common width."""
    total = sum(wishes)
    if total <= room:
        spare = (room - total) / total
        return [wish * (1 + spare) for wish in wishes]
    low, high = 0.0, max(wishes)
    for _ in range(40):
        middle = (low + high) / 2
        if sum(min(wish, middle) for wish in wishes) > room:
            high = middle
        else:
            low = middle
    return [min(wish, low) for wish in wishes]
