"""What the printed forms share: a title, a fingerprint with its QR code, places to sign."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from selfcheck.errors import NotReady
from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.flow import Column, Line, lines_of, set_row
from selfcheck.reports.fonts import preflight
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, RIGHT, Book, elided, fitting

_TITLE = Letter("Bold", 20)
_UNDER = Letter("Regular", 10, ink.SECOND)
_CORNER = Letter("Medium", 10, ink.SECOND)
_CAPTION = Letter("Regular", 9, ink.THIRD)
_STEP = Letter("Regular", 9.5, ink.SECOND)
_STEP_NUMBER = Letter("Medium", 9.5)
_QR = 78.0
_PLACE_HEIGHT = 74.0


def refuse_missing_glyphs(texts: Iterable[tuple[str, str]]) -> None:
    """Raise NotReady (RP01) when a character of the form has no glyph."""
    if problems := preflight(texts):
        raise NotReady(problems)


def set_title(book: Book, title: str, under: str, corner: str = "") -> None:
    """Begin a page of a form."""
    book.sheet()
    book.section = title
    book.text(LEFT, book.y - 18, title, _TITLE)
    book.text(RIGHT, book.y - 18, corner, _CORNER, align="right")
    book.text(LEFT, book.y - 38, elided(under, BODY, _UNDER), _UNDER)
    book.y -= 48
    book.rule(book.y)
    book.y -= 6


def set_fingerprint(book: Book, caption: str, digits: str, code: str, below: str = "") -> None:
    """A frame with 64 hex in eight groups, a QR code of `code`, and a line of small print."""
    height = 98.0
    book.need(height + 10)
    top = book.y - 2
    book.draw(lambda canvas: ink.box(canvas, LEFT, top, BODY, height, radius=6))
    x = LEFT + 16
    book.text(x, top - 20, caption, _CAPTION)

    def stroke(canvas: Any) -> None:
        ink.put_hidden(canvas, x, top - 24, digits)
        ink.hex_groups(
            canvas,
            x,
            top - 46,
            digits,
            letter=Letter("Regular", 12),
            cell=7.3,
            gap=12,
            leading=20,
        )
        ink.qr(canvas, RIGHT - 16 - _QR, top - (height + _QR) / 2, _QR, code)

    book.draw(stroke)
    small = fitting(below, BODY - _QR - 48, _CAPTION, 6)
    book.text(x, top - 84, below, small)
    book.y = top - height - 4


def set_steps(book: Book, steps: Sequence[str]) -> None:
    """Numbered sentences that say what to do."""
    for number, step in enumerate(steps, 1):
        columns = [
            Column(LEFT, [Line(f"{number}.", _STEP_NUMBER, 16)]),
            Column(LEFT + 18, lines_of(step, BODY - 18, _STEP, 16)),
        ]
        set_row(book, columns, pad=1)


def set_places(book: Book, places: Sequence[tuple[str, str]]) -> None:
    """Frames side by side to sign or seal in: what goes there, and the line beneath it."""
    book.need(_PLACE_HEIGHT + 12)
    top = book.y - 8
    width = (BODY - 12 * (len(places) - 1)) / len(places)
    for number, (caption, line) in enumerate(places):
        x = LEFT + number * (width + 12)
        book.draw(partial(_draw_place, x=x, top=top, width=width))
        book.text(x + 12, top - 16, caption, _CAPTION)
        book.text(x + 12, top - _PLACE_HEIGHT + 10, line, _CAPTION)
    book.y = top - _PLACE_HEIGHT - 4


def _draw_place(canvas: Any, x: float, top: float, width: float) -> None:
    ink.box(canvas, x, top, width, _PLACE_HEIGHT, fill=None, stroke=ink.FRAME)


def bound(book: Book, title: str, author: str) -> bytes:
    """The finished PDF of a form; quick enough to need no progress."""
    return book.bind(title, author, Progress(), title)
