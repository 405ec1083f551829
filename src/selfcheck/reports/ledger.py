"""The ledger of hazards on paper: A4 landscape, sixteen columns, made for ten thousand rows.

First every row is measured and the pages are decided, then each page is written in one go.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.fonts import drawable
from selfcheck.reports.forms import refuse_missing_glyphs
from selfcheck.reports.ink import Letter
from selfcheck.reports.ledger_columns import (
    BETWEEN,
    COLUMNS,
    EDGES,
    GRADE,
    HEADER,
    NUMBER,
    TEXTS,
    draw_titles,
)
from selfcheck.reports.ledger_content import LedgerLine, LedgerPaper
from selfcheck.reports.ledger_type import Blocks, Lines, Script, Widths
from selfcheck.reports.paper import LANDSCAPE, Book, Strip, fitting, wrapped

TITLE = "事故隐患排查治理台账"
_EMPTY = "没有符合条件的隐患。"
_SIZE = 7.0
_LEADING = 9.3
_PAD = 2.9  # above and below the lines of a row
_ASCENT = 0.88 * _SIZE + (_LEADING - _SIZE) / 2  # from the top of a line to its baseline
_WHOLE = 20  # lines: a row of no more than these is not cut
_STEP = 500  # rows between two reports of progress

_TITLE = Letter("Bold", 17)
_UNDER = Letter("Regular", 9, ink.SECOND)
_SECTION = Letter("Medium", 9.5, ink.SECOND)
_QUIET = Letter("Regular", 9, ink.THIRD)
_MAJOR = Letter("Bold", _SIZE, ink.WRONG)


_TITLES, _RUNNING = "columns", "running"  # what pages share, drawn once
_TOP = LANDSCAPE.height - 50  # baseline of the title, and where the table begins on later pages
_MOVES = tuple(f"1 0 0 1 {edge:.2f}" for edge in EDGES)

# A part of a row on a page: which row, from which of its lines, up to which, and is that all.
_Part = tuple[int, int, int, bool]


def ledger_pdf(paper: LedgerPaper, progress: Progress) -> bytes:
    """The ledger as PDF; the same values give the same bytes.

    10,000 rows take about a second. Raises NotReady with RP01 for every character that no font
    draws, and Cancelled when the person stops.
    """
    book = Book(
        Strip(paper.credit_code, "", paper.head),
        running=f"{paper.enterprise} · {paper.as_of}",
        format=LANDSCAPE,
        many=True,
    )
    ledger = _Ledger(book, paper)
    ledger.set(progress)
    refuse_missing_glyphs(_unusual(paper, ledger.used))
    return book.bind(TITLE, paper.enterprise, progress, "正在排印台账")


def _unusual(paper: LedgerPaper, used: Counter[str]) -> Iterator[tuple[str, str]]:
    """What is to be looked at character by character: of the rows only what no font draws."""
    yield "企业名称", paper.enterprise
    yield "筛选条件", paper.filter_words
    yield "合计", "".join(word for word, _ in paper.totals)
    bad = {char for char in used if not drawable(char)}
    if not bad:
        return
    for row in paper.rows:
        for column, text in zip(COLUMNS, TEXTS(row), strict=True):
            if not bad.isdisjoint(text):
                yield f"{row.number}的“{column.title}”".replace("\n", ""), text


class _Ledger:
    """One ledger while its pages are decided and while they are drawn."""

    def __init__(self, book: Book, paper: LedgerPaper) -> None:
        widths = Widths()
        self.used: Counter[str] = Counter()  # characters of the rows, roughly how often
        self._book = book
        self._paper = paper
        self._lines = [Lines(column.width, _SIZE, widths) for column in COLUMNS]
        self._script: Script | None = None
        self._blocks: list[Blocks] = []

    def set(self, progress: Progress) -> None:
        """Decide what stands on which page."""
        book, rows = self._book, self._paper.rows
        self._begin()
        parts: list[_Part] = []
        room = self._room()
        for number, row in enumerate(rows):
            if not number % _STEP:
                progress.step(number, len(rows), "正在排版")
            height = self._height_of(TEXTS(row))
            start = 0
            while (height - start) * _LEADING + 2 * _PAD > room:
                fit = int((room - 2 * _PAD) / _LEADING)
                if fit > 1 and height > _WHOLE:
                    parts.append((number, start, start + fit, False))
                    start += fit
                self._finish(parts)
                book.sheet()
                book.y = _TOP
                parts, room = [], self._room()
            parts.append((number, start, height, not start))
            room -= (height - start) * _LEADING + 2 * _PAD
        self._finish(parts)
        for lines in self._lines:
            self.used.update("".join(lines.broken))
            lines.broken.clear()

    def _lines_of(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        return [lines[text] for lines, text in zip(self._lines, texts, strict=True)]

    def _height_of(self, texts: Sequence[str]) -> int:
        """How many lines the tallest cell of a row has; a row is never without one."""
        return max(1, *map(len, self._lines_of(texts)))

    def _room(self) -> float:
        return self._book.left - HEADER

    def _begin(self) -> None:
        """The first page: what it is, whose, of which day, how many."""
        book, paper = self._book, self._paper
        book.sheet()
        book.section = TITLE
        book.mark(TITLE)
        book.draw(self._prepare)
        left, right, body = LANDSCAPE.left, LANDSCAPE.right, LANDSCAPE.body
        top = _TOP
        book.text(left, top, TITLE, _TITLE)
        room = body - _TITLE.width(TITLE) - 30
        name = fitting(paper.enterprise, room, Letter("Medium", 11), 8)
        lines = wrapped(paper.enterprise, room, name)
        for above, line in enumerate(reversed(lines)):
            book.text(right, top + above * name.size * 1.3, line, name, align="right")
        book.y = top - 20
        words = [f"打印日期 {paper.as_of}", f"范围：{paper.filter_words or '全部'}"]
        words.append(f"共 {len(paper.rows):,} 项")
        words += [f"{word} {count:,}" for word, count in paper.totals]
        for line in wrapped("　".join(words), body, _UNDER):
            book.text(left, book.y, line, _UNDER)
            book.y -= 14
        if not paper.rows:
            book.text(left, book.y - HEADER - 16, _EMPTY, _UNDER)

    def _finish(self, parts: Sequence[_Part]) -> None:
        book = self._book
        first = len(book.pages) == 1
        book.draw(partial(self._draw, parts=parts, top=book.y, first=first))

    def _prepare(self, canvas: Any) -> None:
        """Before anything is drawn: the places of the characters in the font, what pages share."""
        self._script = script = Script(canvas, self.used, _SIZE)
        self._blocks = [Blocks(lines, script) for lines in self._lines]
        canvas.beginForm(_TITLES, 0, -HEADER, LANDSCAPE.width, 0)
        draw_titles(canvas)
        canvas.endForm()
        canvas.beginForm(_RUNNING, 0, 0, LANDSCAPE.width, LANDSCAPE.height)
        self._draw_running_head(canvas)
        canvas.endForm()

    def _draw_running_head(self, canvas: Any) -> None:
        """What stands above the table from the second page on."""
        left, right, base = LANDSCAPE.left, LANDSCAPE.right, _TOP + 9
        ink.put_text(canvas, left, base, TITLE, _SECTION)
        words = self._book.running
        letter = fitting(words, LANDSCAPE.body - 120, _QUIET, 5)
        ink.put_text(canvas, right, base, words, letter, align="right")

    def _draw(self, canvas: Any, parts: Sequence[_Part], top: float, first: bool) -> None:
        """One page: lines, bars, all regular text in one go, the grades of major hazards, titles."""
        script = self._script
        assert script is not None
        left, right = LANDSCAPE.left, LANDSCAPE.right
        y = top - HEADER
        code, rules, bars = [f"BT {script.home} {_LEADING:g} TL"], [], []
        majors: list[tuple[float, float, str]] = []
        for part in parts:
            number, start, stop, whole = part
            row = self._paper.rows[number]
            base, height = y - _PAD - _ASCENT, (stop - start) * _LEADING + 2 * _PAD
            if row.major:
                bars.append(f"{left - 5:.2f} {y - height + 1.5:.2f} 2 {height - 3:.2f} re")
            if row.major and not start and (grade := self._lines[GRADE][row.grade]):
                majors.append((EDGES[GRADE], base, grade[0]))
            if row.major or not whole:
                code += self._cut(row, part, base)
            else:
                at = f" {base:.2f} Tm "
                code += [
                    f"{move}{at}{blocks[text]}"
                    for move, blocks, text in zip(_MOVES, self._blocks, TEXTS(row), strict=True)
                    if text
                ]
            y -= height
            rules.append(f"{left:g} {y:.2f} m {right:.2f} {y:.2f} l")
        rules += [f"{x:.2f} {top - HEADER:.2f} m {x:.2f} {y:.2f} l" for x in BETWEEN]
        canvas.setStrokeColor(ink.HAIR)
        canvas.setLineWidth(0.6)
        canvas.addLiteral(" ".join((*rules, "S")))
        if bars:
            canvas.setFillColor(ink.WRONG)
            canvas.addLiteral(" ".join((*bars, "f")))
        canvas.setFillColor(ink.INK)
        canvas.addLiteral(script.finished("\n".join(code)) + "\nET")
        ink.put_cells(canvas, majors, _MAJOR)
        self._draw_shared(canvas, top, first)

    def _cut(self, row: LedgerLine, part: _Part, base: float) -> Iterator[str]:
        """The operators of a row that is cut over pages, or whose grade is set in another weight."""
        script = self._script
        assert script is not None
        _, start, stop, _ = part
        columns = self._lines_of(TEXTS(row))
        columns[NUMBER] = ("",) * start + columns[NUMBER]  # once more where a row goes on
        if row.major:
            columns[GRADE] = ("", *columns[GRADE][1:])
        for move, lines in zip(_MOVES, columns, strict=True):
            if shown := lines[start:stop]:
                yield f"{move} {base:.2f} Tm {script.block(shown)}"

    @staticmethod
    def _draw_shared(canvas: Any, top: float, first: bool) -> None:
        canvas.saveState()
        canvas.translate(0, top)
        canvas.doForm(_TITLES)
        canvas.restoreState()
        if not first:
            canvas.doForm(_RUNNING)
