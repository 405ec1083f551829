"""The lists of risks (三清单, JHA, SCL) on paper: A3 or A4 landscape, one after another, all of one revision.

First every row is measured and the pages are decided, then each page is written in one go, as the ledger is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.fonts import drawable
from selfcheck.reports.forms import refuse_missing_glyphs
from selfcheck.reports.ink import Letter
from selfcheck.reports.ledger_type import Lines, Script, Widths
from selfcheck.reports.paper import Book, PageFormat, Strip, fitting, wrapped
from selfcheck.reports.risk_content import LEVELS, Cell, RiskList, RiskLists
from selfcheck.reports.risk_formats import LIST_A3
from selfcheck.reports.risk_ink import level_box

_EMPTY = "还没有可列出的内容。"
_SIZE = 8.0
_LEADING = 10.8
_PAD = 3.4  # above and below the lines of a row
_ASCENT = 0.88 * _SIZE + (_LEADING - _SIZE) / 2
_GAP = 6.0  # between two columns
_SWATCH = 12.0  # width of a level's mark before its word
_WHOLE = 26  # lines: a row of no more than these is not cut
_STEP = 200  # rows between two reports of progress

_TITLE = Letter("Bold", 18)
_UNDER = Letter("Regular", 9, ink.SECOND)
_RUNNING = Letter("Medium", 9.5, ink.SECOND)
_HEAD = Letter("Medium", 8, ink.SECOND)

# A part of a row on a page: its number, from which of its lines, up to which.
_Part = tuple[int, int, int]


def lists_pdf(
    lists: RiskLists, progress: Progress | None = None, size: PageFormat = LIST_A3
) -> bytes:
    """The lists as one PDF, each from a page of its own; the same values give the same bytes.

    Raises NotReady with RP01 for every character that no font draws, and Cancelled.
    """
    progress = progress or Progress()
    origin = lists.origin
    refuse_missing_glyphs(_unusual(lists))
    book = Book(
        Strip(origin.credit_code, origin.revision, origin.head, label="修订号"),
        running=f"{origin.enterprise} · {origin.revision}",
        format=size,
        many=True,
    )
    for one in lists.lists:
        book.part(book.strip)
        _List(book, lists, one).set(progress)
    title = lists.lists[0].title if len(lists.lists) == 1 else "风险管控清单"
    return book.bind(f"{title} {origin.revision}", origin.enterprise, progress, "正在排印清单")


def words_of(cell: Cell) -> str:
    """A cell as it is printed."""
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _unusual(lists: RiskLists) -> Iterator[tuple[str, str]]:
    """What is to be looked at character by character: of the rows only what no font draws."""
    yield "企业名称", lists.origin.enterprise
    for one in lists.lists:
        yield one.title, one.note
        texts = {words_of(cell) for row in one.rows for cell in row}
        bad = {char for text in texts for char in text if not drawable(char)}
        if not bad:
            continue
        for number, row in enumerate(one.rows, 1):
            for column, cell in zip(one.columns, row, strict=True):
                if not bad.isdisjoint(text := words_of(cell)):
                    yield f"{one.title}第 {number} 行的“{column.title}”".replace("\n", ""), text


class _List:
    """One list while its pages are decided and while they are drawn."""

    def __init__(self, book: Book, lists: RiskLists, told: RiskList) -> None:
        self._book = book
        self._origin = lists.origin
        self._list = told
        format_ = book.format
        room = format_.body - _GAP * (len(told.columns) - 1)
        whole = sum(column.share for column in told.columns)
        self._widths = [column.share / whole * room for column in told.columns]
        self._edges = [
            format_.left + sum(self._widths[:place]) + _GAP * place
            for place in range(len(told.columns))
        ]
        widths = Widths()
        self._lines = [
            Lines(width - (_SWATCH if column.level else 0), _SIZE, widths)
            for width, column in zip(self._widths, told.columns, strict=True)
        ]
        self._rows = [tuple(words_of(cell) for cell in row) for row in told.rows]
        titles = [
            wrapped(column.title, width, _HEAD)
            for width, column in zip(self._widths, told.columns, strict=True)
        ]
        self._titles = titles
        self._header = max(len(lines) for lines in titles) * 10 + 9.0
        self._used: Counter[str] = Counter()
        self._script: Script | None = None

    def set(self, progress: Progress) -> None:
        """Decide what stands on which page."""
        book = self._book
        self._begin()
        parts: list[_Part] = []
        room = book.left - self._header
        for number, row in enumerate(self._rows):
            if not number % _STEP:
                progress.step(number, len(self._rows), "正在排版清单")
            height = max(1, *map(len, self._lines_of(row)))
            start = 0
            while (height - start) * _LEADING + 2 * _PAD > room:
                fit = int((room - 2 * _PAD) / _LEADING)
                if fit > 1 and height > _WHOLE:
                    parts.append((number, start, start + fit))
                    start += fit
                self._finish(parts)
                self._turn()
                parts, room = [], book.left - self._header
            parts.append((number, start, height))
            room -= (height - start) * _LEADING + 2 * _PAD
        self._finish(parts)
        for lines in self._lines:
            self._used.update("".join(lines.broken))

    def _lines_of(self, row: Sequence[str]) -> list[tuple[str, ...]]:
        return [lines[text] for lines, text in zip(self._lines, row, strict=True)]

    def _begin(self) -> None:
        """The first page: what it is, whose, of which revision."""
        book, origin = self._book, self._origin
        book.sheet()
        book.section = self._list.title
        book.mark(self._list.title)
        format_ = book.format
        top = format_.height - 50
        book.text(format_.left, top, self._list.title, _TITLE)
        room = format_.body - _TITLE.width(self._list.title) - 30
        name = fitting(origin.enterprise, room, Letter("Medium", 11), 7)
        book.text(format_.right, top, origin.enterprise, name, align="right")
        words = [f"修订号 {origin.revision}", f"日期 {origin.day}"]
        for label, text in (
            ("编制", origin.made_by),
            ("审核", origin.checked_by),
            ("批准", origin.approved_by),
            ("下次复评", origin.next_review),
        ):
            words += [f"{label} {text}"] if text else []
        words.append(f"共 {len(self._rows):,} 行")
        words += [self._list.note] if self._list.note else []
        book.y = top - 19
        for line in wrapped("　".join(words), format_.body, _UNDER):
            book.text(format_.left, book.y, line, _UNDER)
            book.y -= 13
        if not self._rows:
            book.text(format_.left, book.y - self._header - 16, _EMPTY, _UNDER)

    def _turn(self) -> None:
        book, format_ = self._book, self._book.format
        book.sheet()
        book.y = format_.height - 52
        book.text(format_.left, book.y + 9, self._list.title, _RUNNING)
        words = Letter("Regular", 9, ink.THIRD)
        small = fitting(book.running, format_.body * 0.7, words, 5)
        book.text(format_.right, book.y + 9, book.running, small, align="right")

    def _finish(self, parts: Sequence[_Part]) -> None:
        self._book.draw(partial(self._draw, parts=tuple(parts), top=self._book.y))

    def _draw(self, canvas: Any, parts: Sequence[_Part], top: float) -> None:
        """One page: titles, lines, all text in one go, the marks of the levels."""
        if self._script is None:
            self._script = Script(canvas, self._used, _SIZE)
        script = self._script
        self._draw_titles(canvas, top)
        y = top - self._header
        code, rules = [f"BT {script.home} {_LEADING:g} TL"], []
        marks: list[tuple[float, float, str]] = []
        left, right = self._book.format.left, self._book.format.right
        for number, start, stop in parts:
            row = self._rows[number]
            base = y - _PAD - _ASCENT
            for place, lines in enumerate(self._lines_of(row)):
                x = self._edges[place]
                if self._list.columns[place].level and row[place] in LEVELS:
                    marks.append((x, base, row[place]))
                    x += _SWATCH
                if shown := lines[start:stop]:
                    code.append(f"1 0 0 1 {x:.2f} {base:.2f} Tm {script.block(shown)}")
            y -= (stop - start) * _LEADING + 2 * _PAD
            rules.append(f"{left:g} {y:.2f} m {right:.2f} {y:.2f} l")
        bottom = y
        rules += [
            f"{edge - _GAP / 2:.2f} {top - self._header:.2f} m {edge - _GAP / 2:.2f} {bottom:.2f} l"
            for edge in self._edges[1:]
        ]
        canvas.setStrokeColor(ink.HAIR)
        canvas.setLineWidth(0.6)
        canvas.addLiteral(" ".join((*rules, "S")))
        canvas.setFillColor(ink.INK)
        canvas.addLiteral(script.finished("\n".join(code)) + "\nET")
        for x, base, level in marks:
            level_box(canvas, (x, base - 0.8, 9.5, 7.5), level, 0.42)  # type: ignore[arg-type]  # one of LEVELS

    def _draw_titles(self, canvas: Any, top: float) -> None:
        format_ = self._book.format
        canvas.setFillColor(ink.SOFT)
        canvas.rect(
            format_.left, top - self._header, format_.body, self._header, stroke=0, fill=1
        )
        cells = []
        for x, lines in zip(self._edges, self._titles, strict=True):
            base = top - self._header / 2 - 2.8 + (len(lines) - 1) * 5
            cells += [(x, base - 10 * place, line) for place, line in enumerate(lines)]
        ink.put_cells(canvas, cells, _HEAD)
        y = top - self._header
        ink.rule(canvas, format_.left, y, format_.right, colour=ink.FRAME)
