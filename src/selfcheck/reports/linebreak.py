"""Where a line of Chinese may end: Latin and number runs stay whole, marks keep their word.

Closing marks never begin a line and opening marks never end one (GB/T 15834—2011, 5.1).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate

CLOSING = frozenset("，。、；：？！）》〉】〕」』”’…—·～％‰℃°′″,.;:?!)]}%")
OPENING = frozenset("（《〈【〔「『“‘([{￥＄")
_FIRST_HAN = 0x2E80  # radicals, then everything that may be parted anywhere
_PAIRED = frozenset("…—")  # …… and —— are one mark of two characters

Measure = Callable[[str], float]


def break_lines(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """The lines of `text` that fit in `width`, in the unit of `measure`.

    Joined they give the text: only its line feeds are left out. Spaces at an end may hang.
    A single character wider than `width` stands alone on its line.
    """
    lines: list[str] = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        lines += _break_paragraph(paragraph, width, measure)
    return tuple(lines)


def break_quickly(text: str, room: int, widths: Mapping[str, int]) -> tuple[str, ...]:
    """The same lines as `break_lines` gives, several times sooner: for ten thousand cells.

    `room` and the width of each character are whole numbers of one unit. `widths` knows every
    character of the text.
    """
    if "\n" not in text and sum(map(widths.__getitem__, text)) <= room:
        return (text,)
    lines: list[str] = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        ends = list(accumulate(map(widths.__getitem__, paragraph), initial=0))
        start, length = 0, len(paragraph)
        while ends[length] - ends[start] > room:
            stop = bisect_right(ends, ends[start] + room, start) - 1
            while stop < length and paragraph[stop] == " ":
                stop += 1  # spaces at an end may hang
            place = stop
            while start < place < length and _glued(paragraph[place - 1], paragraph[place]):
                place -= 1
            if place == start:
                # one word is wider than the line: rare enough to take the long way
                rest = _break_paragraph(
                    paragraph[start:], room, lambda part: sum(map(widths.__getitem__, part))
                )
                lines += rest
                break
            lines.append(paragraph[start:place])
            start = place
            if start == length:
                break
        else:
            lines.append(paragraph[start:])
    return tuple(lines)


def _break_paragraph(text: str, width: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for atom in _atoms(text):
        size = measure(atom)
        bare = size if not atom.endswith(" ") else measure(atom.rstrip(" "))
        if line and used + bare > width:
            yield line
            line, used = "", 0.0
        if bare > width:
            *full, atom = _cut(atom, width, measure)  # noqa: PLW2901 - the rest goes on as the atom
            yield from full
            size = measure(atom)
        line += atom
        used += size
    yield line


def _atoms(text: str) -> Iterator[str]:
    """The pieces between which a line may end."""
    atom = ""
    for char in text:
        if atom and not _glued(atom[-1], char):
            yield atom
            atom = ""
        atom += char
    if atom:
        yield atom


@lru_cache(maxsize=20_000)
def _glued(before: str, after: str) -> bool:
    """May no line end between these two characters?"""
    if after == " ":
        return True
    if after in CLOSING:
        return before != " " or after in _PAIRED
    if before in OPENING:
        return True
    if before == " ":
        return False
    if before in CLOSING:
        # 3.5, 2026-11-23 and 10:32 are one run; after any other mark a line may end.
        return before in ",.:%" and _is_run(after)
    return _is_run(before) and _is_run(after)


def _is_run(char: str) -> bool:
    """Letters, digits and signs that are read as one word: GB/T, M20x1.5, ±0.3, é."""
    return (
        char != " " and ord(char) < _FIRST_HAN and char not in OPENING and char not in CLOSING
    )


def _cut(atom: str, width: float, measure: Measure) -> list[str]:
    """Cut an atom wider than a line, as late as fits and with no mark at a line's start."""
    pieces: list[str] = []
    start = 0
    while start < len(atom):
        end = start + 1
        while end < len(atom) and measure(atom[start : end + 1].rstrip(" ")) <= width:
            end += 1
        end = _step_back(atom, start, end)
        pieces.append(atom[start:end])
        start = end
    return pieces


def _step_back(atom: str, start: int, end: int) -> int:
    """The last allowed place to cut at or before `end`; `end` itself when there is none."""
    for place in range(end, start, -1):
        if place == len(atom):
            return place
        if atom[place] not in CLOSING and atom[place] != " " and atom[place - 1] not in OPENING:
            return place
    return end
