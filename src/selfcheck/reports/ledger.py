"""The ledger of hazards on paper: A4 landscape, sixteen columns, made for ten thousand rows.

First every row is measured and the pages are decided, then each page is written in one go.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.fonts import drawable
from selfcheck.reports.forms import refuse_missing_glyphs
from selfcheck.reports.ink import Letter
from selfcheck.reports.ledger_content import LedgerPaper
from selfcheck.reports.ledger_type import Blocks, Lines, Script, Widths
from selfcheck.reports.paper import LANDSCAPE, Book, Strip, fitting, wrapped

TITLE = "事故隐患排查治理台账"
_EMPTY = "没有符合条件的隐患。"
_SIZE = 7.0
_LEADING = 9.3
_PAD = 2.9  # above and below the lines of a row
_GAP = 6.0  # between two columns, with a hairline in the middle
_ASCENT = 0.88 * _SIZE + (_LEADING - _SIZE) / 2  # from the top of a line to its baseline
_WHOLE = 20  # lines: a row of no more than these is not cut
_STEP = 500  # rows between two reports of progress
_HEADER = 23.0  # height of the columns' titles

_TITLE = Letter("Bold", 17)
_UNDER = Letter("Regular", 9, ink.SECOND)
_HEAD = Letter("Medium", 7, ink.SECOND)
_SECTION = Letter("Medium", 9.5, ink.SECOND)
_QUIET = Letter("Regular", 9, ink.THIRD)
_MAJOR = Letter("Bold", _SIZE, ink.WRONG)


@dataclass(frozen=True)
class _Column:
    """A column: what it is called, which field it shows, and how wide it is in points."""

    title: str
    name: str
    width: float


_COLUMNS = (
    _Column("编号", "number", 46),
    _Column("发现时间", "found_on", 36.5),
    _Column("隐患内容与部位", "what", 98),
    _Column("等级与判定依据", "grade", 52),
    _Column("临时措施/停用", "interim", 48),
    _Column("责任人", "owner", 29),
    _Column("措施", "measures", 73),
    _Column("资金", "money", 40),
    _Column("时限", "deadline", 36.5),
    _Column("预案", "emergency_plan", 32),
    _Column("报告部门", "department", 36.5),
    _Column("公示", "workers", 36.5),
    _Column("完成时间", "done_on", 36.5),
    _Column("验收人\n与时间", "acceptance", 36.5),
    _Column("状态", "state", 27),
    _Column("备注", "note", 31.8),
)
assert sum(column.width + _GAP for column in _COLUMNS) - _GAP <= LANDSCAPE.body
_GRADE = 3
_TITLES, _RUNNING = "columns", "running"  # what pages share, drawn once
_NEXT_TOP = LANDSCAPE.height - 50  # of the table, from the second page on
_TEXTS = attrgetter(*(column.name for column in _COLUMNS))
_EDGES = tuple(
    LANDSCAPE.left + sum(column.width + _GAP for column in _COLUMNS[:place])
    for place in range(len(_COLUMNS))
)

_MOVES = tuple(f"1 0 0 1 {edge:.2f}" for edge in _EDGES)
_BETWEEN = tuple(f"{edge - _GAP / 2:.2f}" for edge in _EDGES[1:])

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
        for column, text in zip(_COLUMNS, _TEXTS(row), strict=True):
            if not bad.isdisjoint(text):
                yield f"{row.number}的“{column.title}”".replace("\n", ""), text


class _Ledger:
    """One ledger while its pages are decided and while they are drawn."""

    def __init__(self, book: Book, paper: LedgerPaper) -> None:
        widths = Widths()
        self.used: Counter[str] = (
            Counter()
        )  # roughly how often each character stands in the rows
        self._book = book
        self._paper = paper
        self._lines = [Lines(column.width, _SIZE, widths) for column in _COLUMNS]
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
            height = self._height_of(_TEXTS(row))
            start = 0
            while (height - start) * _LEADING + 2 * _PAD > room:
                fit = int((room - 2 * _PAD) / _LEADING)
                if fit > 1 and height > _WHOLE:
                    parts.append((number, start, start + fit, False))
                    start += fit
                self._finish(parts)
                book.sheet()
                book.y = _NEXT_TOP
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
        return self._book.left - _HEADER

    def _begin(self) -> None:
        """The first page: what it is, whose, of which day, how many."""
        book, paper = self._book, self._paper
        book.sheet()
        book.section = TITLE
        book.mark(TITLE)
        book.draw(self._prepare)
        left, right, body = LANDSCAPE.left, LANDSCAPE.right, LANDSCAPE.body
        top = LANDSCAPE.height - 50
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
            book.text(left, book.y - _HEADER - 16, _EMPTY, _UNDER)

    def _finish(self, parts: Sequence[_Part]) -> None:
        book = self._book
        first = len(book.pages) == 1
        book.draw(partial(self._draw, parts=parts, top=book.y, first=first))

    def _prepare(self, canvas: Any) -> None:
        """Before anything is drawn: the places of the characters in the font, what pages share."""
        self._script = script = Script(canvas, self.used, _SIZE)
        self._blocks = [Blocks(lines, script) for lines in self._lines]
        canvas.beginForm(_TITLES, 0, -_HEADER, LANDSCAPE.width, 0)
        _draw_titles(canvas)
        canvas.endForm()
        canvas.beginForm(_RUNNING, 0, 0, LANDSCAPE.width, LANDSCAPE.height)
        self._draw_running_head(canvas)
        canvas.endForm()

    def _draw_running_head(self, canvas: Any) -> None:
        """What stands above the table from the second page on."""
        left, right, base = LANDSCAPE.left, LANDSCAPE.right, _NEXT_TOP + 9
        ink.put_text(canvas, left, base, TITLE, _SECTION)
        words = self._book.running
        letter = fitting(words, LANDSCAPE.body - 120, _QUIET, 5)
        ink.put_text(canvas, right, base, words, letter, align="right")

    def _draw(self, canvas: Any, parts: Sequence[_Part], top: float, first: bool) -> None:
        script = self._script
        assert script is not None
        y = top - _HEADER
        code, rules, bars = [f"BT {script.home} {_LEADING:g} TL"], [], []
        majors: list[tuple[float, float, str]] = []
        for number, start, stop, whole in parts:
            row = self._paper.rows[number]
            base, high = y - _PAD - _ASCENT, (stop - start) * _LEADING + 2 * _PAD
            texts = _TEXTS(row)
            at = f" {base:.2f} Tm "
            if row.major:
                bars.append(
                    f"{LANDSCAPE.left - 5:.2f} {y - high + 1.5:.2f} 2 {high - 3:.2f} re"
                )
            if row.major or not whole:
                columns = self._lines_of(texts)
                columns[0] = ("",) * start + columns[0]  # the number again where a row goes on
                if row.major and not start and columns[_GRADE]:
                    majors.append((_EDGES[_GRADE], base, columns[_GRADE][0]))
                    columns[_GRADE] = ("", *columns[_GRADE][1:])
                code += [
                    f"{edge}{at}{script.block(lines[start:stop])}"
                    for edge, lines in zip(_MOVES, columns, strict=True)
                    if lines[start:stop]
                ]
            else:
                code += [
                    f"{edge}{at}{blocks[text]}"
                    for edge, blocks, text in zip(_MOVES, self._blocks, texts, strict=True)
                    if text
                ]
            y -= high
            rules.append(f"{LANDSCAPE.left:g} {y:.2f} m {LANDSCAPE.right:.2f} {y:.2f} l")
        rules += [f"{x} {top - _HEADER:.2f} m {x} {y:.2f} l" for x in _BETWEEN]
        canvas.setStrokeColor(ink.HAIR)
        canvas.setLineWidth(0.6)
        canvas.addLiteral(" ".join((*rules, "S")))
        if bars:
            canvas.setFillColor(ink.WRONG)
            canvas.addLiteral(" ".join((*bars, "f")))
        canvas.setFillColor(ink.INK)
        canvas.addLiteral(script.finished("\n".join(code)) + "\nET")
        ink.put_cells(canvas, majors, _MAJOR)
        canvas.saveState()
        canvas.translate(0, top)
        canvas.doForm(_TITLES)
        canvas.restoreState()
        if not first:
            canvas.doForm(_RUNNING)


def _draw_titles(canvas: Any) -> None:
    """The titles of the columns, hanging from y = 0."""
    left, right = LANDSCAPE.left, LANDSCAPE.right
    canvas.setFillColor(ink.SOFT)
    canvas.rect(left, -_HEADER, LANDSCAPE.body, _HEADER, stroke=0, fill=1)
    cells = []
    for x, column in zip(_EDGES, _COLUMNS, strict=True):
        lines = wrapped(column.title, column.width, _HEAD)
        base = -_HEADER / 2 - 2.6 + (len(lines) - 1) * 4.25
        cells += [(x, base - 8.5 * place, line) for place, line in enumerate(lines)]
    ink.put_cells(canvas, cells, _HEAD)
    ink.rule(canvas, left, -_HEADER, right, colour=ink.FRAME)
