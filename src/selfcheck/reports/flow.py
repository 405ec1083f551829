"""Rows of text that flow over pages: paragraphs, pairs of label and value, rows of a table.

A row is a few columns of lines set side by side. A short row is kept whole; a long one is cut
between lines, and every column goes on at the top of the next page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from reportlab.lib.colors import Color

from selfcheck.reports import ink
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book, wrapped

_ASCENT = (
    0.88  # of Noto Sans SC, in units of its size; with the descent of 0.12 it makes one size
)
_WHOLE = 240.0  # a row up to this height moves to the next page rather than being cut

LABEL = Letter("Regular", 10, ink.THIRD)
VALUE = Letter("Regular", 10, ink.INK)
BODY_TEXT = Letter("Regular", 10, ink.SECOND)
SUBTITLE = Letter("Bold", 12.5)


@dataclass(frozen=True)
class Line:
    """One line of a column: its text, how it is set, and the height of its slot in points."""

    text: str
    letter: Letter
    leading: float
    shift: float = 0.0  # from the column's left edge


@dataclass(frozen=True)
class Column:
    """Lines one below the other, from the left edge `x`; or from the right edge."""

    x: float
    lines: Sequence[Line]
    align: ink.Align = "left"

    @property
    def height(self) -> float:
        """The height of all its lines in points."""
        return sum(line.leading for line in self.lines)


def lines_of(
    text: str, width: float, letter: Letter, leading: float = 0.0, *, shift: float = 0.0
) -> list[Line]:
    """The lines of a text set in a column of this width; the usual leading is 1.6 sizes."""
    height = leading or round(letter.size * 1.6, 1)
    return [Line(part, letter, height, shift) for part in wrapped(text, width - shift, letter)]


def set_row(
    book: Book,
    columns: Sequence[Column],
    *,
    pad: float = 0.0,
    bar: Color | None = None,
    turned: Callable[[], None] | None = None,
) -> None:
    """Set a row at the cursor and move the cursor below it.

    `pad` is the space above and below, `bar` a mark at the row's left edge, and `turned` is called
    after each new page (a table repeats its header there).
    """
    height = max(column.height for column in columns) + 2 * pad
    first = max((column.lines[0].leading for column in columns if column.lines), default=0.0)
    if height > book.left and (height <= _WHOLE or 2 * first + pad > book.left):
        book.carry_on()
        if turned:
            turned()
    rest = [list(column.lines) for column in columns]
    book.y -= pad
    while True:
        top = book.y
        lowest = top
        for number, column in enumerate(columns):
            taken = _that_fit(rest[number], top - book.format.bottom)
            lowest = min(lowest, _set_lines(book, column, rest[number][:taken], top))
            rest[number] = rest[number][taken:]
        if bar is not None:
            _set_bar(book, top, lowest, bar)
        book.y = lowest
        if not any(rest):
            break
        book.carry_on()
        if turned:
            turned()
        book.y -= pad
    book.y -= pad


def _that_fit(lines: Sequence[Line], room: float) -> int:
    """How many lines fit; at least one, so that work always goes forward."""
    heights = accumulate(line.leading for line in lines)
    return max(sum(height <= room for height in heights), min(len(lines), 1))


def _set_lines(book: Book, column: Column, lines: Sequence[Line], top: float) -> float:
    for line in lines:
        size = line.letter.size
        base = top - (line.leading - size) / 2 - _ASCENT * size
        if line.text:
            book.text(column.x + line.shift, base, line.text, line.letter, align=column.align)
        top -= line.leading
    return top


def _set_bar(book: Book, top: float, bottom: float, colour: Color) -> None:
    def stroke(canvas: Any) -> None:
        canvas.setFillColor(colour)
        canvas.rect(LEFT - 8, bottom + 2, 2.4, top - bottom - 4, stroke=0, fill=1)

    book.draw(stroke)


def paragraph(
    book: Book, text: str, letter: Letter = BODY_TEXT, leading: float = 17, *, x: float = LEFT
) -> None:
    """Set running text from `x` to the right margin."""
    set_row(book, [Column(x, lines_of(text, LEFT + BODY - x, letter, leading))])


def subtitle(book: Book, text: str, *, keep: float = 60, before: float = 18) -> None:
    """A heading inside a section, never alone at the foot of a page."""
    book.need(before + 22 + keep)
    book.y -= before
    set_row(book, [Column(LEFT, [Line(text, SUBTITLE, 20)])])
    book.y -= 3


def key_values(
    book: Book,
    rows: Sequence[tuple[str, str]],
    *,
    label: float = 116,
    value: Letter = VALUE,
    height: float = 22,
    strong: Sequence[str] = (),
) -> None:
    """Pairs of label and value with hairlines; a long value wraps, nothing is cut off.

    The values of labels in `strong` are set in the medium weight.
    """
    leading = round(value.size * 1.5, 1)
    names = Letter("Regular", value.size, ink.THIRD)
    for name, text in rows:
        letter = Letter("Medium", value.size, value.colour) if name in strong else value
        columns = [
            Column(LEFT, lines_of(name, label - 10, names, leading)),
            Column(LEFT + label, lines_of(text or "—", BODY - label, letter, leading)),
        ]
        set_row(book, columns, pad=(height - leading) / 2)
        book.rule(book.y, colour=ink.HAIR)
