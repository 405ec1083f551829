"""The parts of a notice board: rows of labels and texts, as large as the sheet allows.

A board is read from two steps away, so its text is set in the largest size in which all of it fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor

from selfcheck.reports import ink
from selfcheck.reports.fonts import Face
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import wrapped

_LABEL_GROUND = HexColor("#EEF1F6")
LARGEST, SMALLEST, _STEP = 15.0, 7.0, 0.5  # points
_MOST_SPARE = 26.0  # points that a row may grow by when there is room
_GAP = 6.0  # from a line to the text beside it


@dataclass(frozen=True)
class Block:
    """A row of one or two pairs of label and lines."""

    pairs: tuple[tuple[str, tuple[str, ...]], ...]
    face: Face = "Regular"
    less: float = 0.0  # how much smaller than the rest its text is, in points


def numbered(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines with their numbers; one line alone, or lines that have numbers, stay as they are."""
    if len(lines) < 2 or any(line[:1].isdigit() for line in lines):  # noqa: PLR2004 - nothing to count
        return tuple(lines)
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


class Blocks:
    """Rows one below the other in a column, in the largest size in which they fit."""

    def __init__(
        self, blocks: Sequence[Block], width: float, *, label: float, smallest: float = SMALLEST
    ) -> None:
        self._blocks = blocks
        self._width = width
        self._label = label
        self._smallest = smallest

    def size_for(self, height: float) -> float | None:
        """The largest size of text in which all rows fit into the height; None when none does."""
        size = LARGEST
        while size >= self._smallest:
            if self.height(size) <= height:
                return size
            size -= _STEP
        return None

    def height(self, size: float) -> float:
        """How high all rows are in this size."""
        return sum(self._height_of(block, size) for block in self._blocks)

    def draw(self, canvas: Any, x: float, top: float, height: float, size: float) -> float:
        """Draw the rows; spare room goes to all of them alike. Returns where the last one ends."""
        spare = max(height - self.height(size), 0) / max(len(self._blocks), 1)
        spare = min(spare, _MOST_SPARE)
        begin = top
        for block in self._blocks:
            high = self._height_of(block, size) + spare
            self._draw_block(canvas, block, (x, top), high, size)
            top -= high
        canvas.setStrokeColor(ink.FRAME)
        canvas.setLineWidth(1)
        canvas.rect(x, top, self._width, begin - top, stroke=1, fill=0)
        return top

    def _height_of(self, block: Block, size: float) -> float:
        lines = max(
            len(self._lines(block, texts, size)) + (0.12 * (len(texts) - 1))
            for _, texts in block.pairs
        )
        label = max(
            len(wrapped(words, self._label - _GAP, _label_letter(size, self._label)))
            for words, _ in block.pairs
        )
        own = size - block.less
        return max(lines * own * 1.42, label * size * 1.35) + size * 0.8

    def _room(self, block: Block) -> float:
        return self._width / len(block.pairs) - self._label - 2 * _GAP

    def _lines(self, block: Block, texts: Sequence[str], size: float) -> list[tuple[int, str]]:
        letter = Letter(block.face, size - block.less)
        found = []
        for number, text in enumerate(texts):
            found += [(number, line) for line in wrapped(text, self._room(block), letter)]
        return found or [(0, "")]

    def _draw_block(
        self, canvas: Any, block: Block, corner: tuple[float, float], high: float, size: float
    ) -> None:
        x, top = corner
        wide = self._width / len(block.pairs)
        letter = Letter(block.face, size - block.less)
        canvas.setLineWidth(0.7)
        for place, (words, texts) in enumerate(block.pairs):
            left = x + place * wide
            canvas.setFillColor(_LABEL_GROUND)
            canvas.setStrokeColor(ink.FRAME)
            canvas.rect(left, top - high, self._label, high, stroke=1, fill=1)
            canvas.line(left + self._label, top, left + wide, top)
            self._draw_label(canvas, words, (left, top - high / 2), size)
            lines = self._lines(block, texts, size)
            step = letter.size * 1.42
            gaps = 0.12 * step * (len(texts) - 1)
            base = top - (high - len(lines) * step - gaps) / 2 - step * 0.5 - letter.size * 0.36
            before = 0
            for number, line in lines:
                base -= 0.12 * step * (number - before)
                before = number
                ink.put_text(canvas, left + self._label + _GAP, base, line, letter)
                base -= step

    def _draw_label(
        self, canvas: Any, words: str, middle: tuple[float, float], size: float
    ) -> None:
        letter = _label_letter(size, self._label)
        lines = wrapped(words, self._label - _GAP, letter)
        step = letter.size * 1.3
        base = middle[1] + (len(lines) - 1) * step / 2 - letter.size * 0.36
        for line in lines:
            ink.put_text(
                canvas, middle[0] + self._label / 2, base, line, letter, align="center"
            )
            base -= step


def _label_letter(size: float, width: float) -> Letter:
    """As large as the text, while five characters stand on a line."""
    return Letter("Bold", min(size, 12.5, (width - _GAP) / 5))
