"""Pages being composed: a cursor that moves down A4 sheets, and the frame around them.

A page is first composed as a list of strokes, then drawn: only at the end is the number of
pages known for the footer, and a photo is opened no earlier than its page is drawn.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.fonts import Face, font_name, load, width_of
from selfcheck.reports.footer import draw_count, draw_strip
from selfcheck.reports.ink import Letter
from selfcheck.reports.linebreak import break_lines

WIDTH: float = A4[0]
HEIGHT: float = A4[1]
LEFT = 62.0
RIGHT = WIDTH - 62.0
BODY = RIGHT - LEFT
BOTTOM = 80.0  # the body ends here; below it stands the footer


@dataclass(frozen=True)
class PageFormat:
    """The size of every page of a book and where its body lies, in points from the lower left."""

    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT
    bottom: float = BOTTOM

    @property
    def body(self) -> float:
        """How wide the body is."""
        return self.right - self.left


PORTRAIT = PageFormat()
LANDSCAPE = PageFormat(HEIGHT, WIDTH, 28.0, HEIGHT - 28.0, 60.0)  # for what has many columns

_HEAD = Letter("Bold", 20)
_RUNNING_HEAD = Letter("Medium", 9.5, ink.SECOND)
_RUNNING = Letter("Regular", 9.5, ink.THIRD)

Stroke = Callable[[Any], None]


@dataclass(frozen=True)
class Strip:
    """What the footer of every page says, so that paper and file can be matched."""

    credit_code: str
    number: str  # 2026-11-003
    head: str  # 64 hex of the change log's head; "" on forms that have none
    draft: bool = False  # 核对稿: for reading before anything is signed
    label: str = "报送"  # what `number` counts


@lru_cache(maxsize=50_000)
def _wrapped(text: str, width: float, face: Face, size: float) -> tuple[str, ...]:
    if "\n" not in text and width_of(text, face, size) <= width:
        return (text,)  # most cells of a ledger
    return break_lines(text, width, lambda part: width_of(part, face, size))


def wrapped(text: str, width: float, letter: Letter) -> tuple[str, ...]:
    """The lines of a text as it is set; each distinct text is broken once."""
    return _wrapped(text.replace("\t", "    "), width, letter.face, letter.size)


def fitting(text: str, width: float, letter: Letter, smallest: float) -> Letter:
    """The letter made smaller, in steps of half a point, until the text fits on one line.

    Not below `smallest`: a text that is still too long is then wrapped by the caller.
    """
    size = letter.size
    while size > smallest and width_of(text, letter.face, size) > width:
        size = max(size - 0.5, smallest)
    return Letter(letter.face, size, letter.colour)


def elided(text: str, width: float, letter: Letter) -> str:
    """The text cut with … to one line: only for what stands in full elsewhere on the paper."""
    if letter.width(text) <= width:
        return text
    while text and letter.width(text + "…") > width:
        text = text[:-1]
    return text + "…"


@dataclass
class _Cells:
    """Texts in one letter, drawn in one go: the ten thousand cells of a ledger are few strokes."""

    letter: Letter
    cells: list[tuple[float, float, str]]

    def __call__(self, canvas: Any) -> None:
        ink.put_cells(canvas, self.cells, self.letter)


@dataclass
class _Page:
    """One sheet while it is composed."""

    strokes: list[Stroke] = field(default_factory=list)
    rules: list[tuple[float, float, Color]] = field(default_factory=list)


@dataclass
class Book:
    """The sheets of one document; `y` is the upper edge of what is set next."""

    strip: Strip
    running: str = ""  # at the right of every head: enterprise and round
    pages: list[_Page] = field(default_factory=list)
    marks: list[tuple[int, str, int]] = field(default_factory=list)  # page, title, level
    section: str = ""
    y: float = 0.0
    format: PageFormat = PORTRAIT
    many: bool = False  # hundreds of pages: what their footers share is drawn once
    parts: list[tuple[int, Strip]] = field(default_factory=list)  # first page, its footer

    def part(self, strip: Strip) -> None:
        """Begin a paper of its own at the next sheet: another footer, counted from page 1."""
        self.parts.append((len(self.pages), strip))

    @property
    def page_index(self) -> int:
        """The page being composed, counted from 0."""
        return len(self.pages) - 1

    def draw(self, stroke: Stroke) -> None:
        """Add a stroke to the page being composed."""
        self.pages[-1].strokes.append(stroke)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        letter: Letter = ink.PLAIN,
        *,
        align: ink.Align = "left",
    ) -> None:
        """Set one line of text on the baseline `y`."""
        if align != "left":
            x -= letter.width(text) / (1 if align == "right" else 2)
        strokes = self.pages[-1].strokes
        if strokes and isinstance(last := strokes[-1], _Cells) and last.letter == letter:
            last.cells.append((x, y, text))
        else:
            strokes.append(_Cells(letter, [(x, y, text)]))

    def rule(self, y: float, *, colour: Color = ink.LINE, x: float = LEFT) -> None:
        """Draw a line from `x` to the right margin, beneath everything else of the page."""
        self.pages[-1].rules.append((x, y, colour))

    def sheet(self) -> None:
        """Begin a page without any head: the cover, a form."""
        self.pages.append(_Page())
        self.y = self.format.height - 62

    def begin(self, title: str) -> None:
        """Begin a section on a new page, with its head and its entry in the outline."""
        self.sheet()
        self.section = title
        self.mark(title)
        height = self.format.height
        self._head(height - 84, _HEAD)
        self.rule(height - 96, x=self.format.left)
        self.y = height - 108

    def carry_on(self) -> None:
        """Begin another page of the same section, with a quiet running head."""
        self.pages.append(_Page())
        height = self.format.height
        self._head(height - 58, _RUNNING_HEAD)
        self.rule(height - 66, x=self.format.left)
        self.y = height - 74

    def _head(self, y: float, letter: Letter) -> None:
        """The section at the left; enterprise and round at the right, long ones on more lines."""
        left, right, body = self.format.left, self.format.right, self.format.body
        room = max(body - letter.width(self.section) - 24, body * 0.55)
        small = fitting(self.running, room, _RUNNING, 7.5)
        lines = wrapped(self.running, room, small)
        for above, line in enumerate(reversed(lines)):
            self.text(right, y + above * (small.size + 1.5), line, small, align="right")
        room = body - max(small.width(line) for line in lines) - 24
        self.text(left, y, elided(self.section, room, letter), letter)

    @property
    def left(self) -> float:
        """How much of the page is left for the body, in points."""
        return self.y - self.format.bottom

    def need(self, height: float) -> bool:
        """Turn to a new page when less than `height` points are left; True when it did."""
        if height <= self.left:
            return False
        self.carry_on()
        return True

    def mark(self, title: str, level: int = 0) -> None:
        """Add an entry to the outline that a PDF reader shows beside the pages."""
        self.marks.append((self.page_index, title, level))

    def bind(self, title: str, author: str, progress: Progress, doing: str) -> bytes:
        """Draw every page and return the PDF; the same strokes give the same bytes."""
        load()
        rl_config.useA85 = 0  # streams as bytes: a fifth smaller, and faster
        target = io.BytesIO()
        canvas = Canvas(
            target,
            pagesize=(self.format.width, self.format.height),
            invariant=1,
            pageCompression=1,
            lang="zh-CN",
            initialFontName=font_name("Regular"),
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("selfcheck")
        canvas.setSubject(self.strip.number)
        for number, page in enumerate(progress.over(self.pages, doing), 1):
            self._outline(canvas, number - 1)
            for x, y, colour in page.rules:
                ink.rule(canvas, x, y, self.format.right, colour=colour)
            for stroke in page.strokes:
                stroke(canvas)
            self._footer(canvas, number)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    def _outline(self, canvas: Canvas, index: int) -> None:
        for place, (page, title, level) in enumerate(self.marks):
            if page == index:
                canvas.bookmarkPage(f"m{place}")
                canvas.addOutlineEntry(title, f"m{place}", level, closed=level == 0)

    def _footer(self, canvas: Canvas, number: int) -> None:
        strip, first, total = self._part_of(number)
        if not self.many:
            self._strip(canvas, strip)
        else:
            name = f"strip{first}"
            if number == first + 1:
                canvas.beginForm(name, 0, 0, self.format.width, self.format.bottom)
                self._strip(canvas, strip)
                canvas.endForm()
            canvas.doForm(name)
        count = f"第 {number - first} 页，共 {total} 页"
        draw_count(canvas, self.format.right, count)

    def _strip(self, canvas: Canvas, strip: Strip) -> None:
        number, state = (strip.label, strip.number), (strip.head, strip.draft)
        edges = (self.format.left, self.format.right)
        draw_strip(canvas, edges, strip.credit_code, number, state)

    def _part_of(self, number: int) -> tuple[Strip, int, int]:
        """The footer of a page, how many pages stand before its paper, and how many it has."""
        strip, first, end = self.strip, 0, len(self.pages)
        for start, own in self.parts:
            if start >= number:
                end = start
                break
            strip, first = own, start
        return strip, first, end - first
