"""Marks on a photo (标注): arrows, boxes and numbered notes kept beside it; the file is never touched.

Places are shares of the picture as it is shown, upright by its EXIF orientation: (0, 0) is the upper
left corner and (1, 1) the lower right one, whatever size the picture is shown or printed at.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem

Kind = Literal["arrow", "box", "ellipse", "text"]

MOST_MARKS = 50
MOST_TEXT = 40  # characters of one mark's words
SMALLEST = 0.01  # the least width and height of a box or ellipse, the least length of an arrow
KIND_WORDS: dict[Kind, str] = {
    "arrow": "箭头",
    "box": "方框",
    "ellipse": "椭圆",
    "text": "编号",
}
_KEYS = frozenset({"kind", "x1", "y1", "x2", "y2", "text"})
_PLACES = 4  # decimals: a tenth of a pixel in a picture of 1,000
_CIRCLED = ((0x2460, 20), (0x3251, 15), (0x32B1, 15))  # ① … ⑳, ㉑ … ㉟, ㊱ … ㊿


@dataclass(frozen=True)
class Mark:
    """One mark. An arrow points from (x1, y1) to (x2, y2); a numbered note has one place for both.

    A box and an ellipse lie between their upper left and lower right corners.
    """

    kind: Kind
    x1: float
    y1: float
    x2: float
    y2: float
    text: str = ""

    @property
    def numbered(self) -> bool:
        """Whether a number stands beside it: it has words, or is nothing but a number."""
        return self.kind == "text" or bool(self.text)


def rounded(mark: Mark) -> Mark:
    """The mark at the places that would be written, inside the picture."""
    x1, y1, x2, y2 = (
        min(max(round(place, _PLACES), 0.0), 1.0)
        for place in (mark.x1, mark.y1, mark.x2, mark.y2)
    )
    return replace(mark, x1=x1, y1=y1, x2=x2, y2=y2)


def numbers(marks: Sequence[Mark]) -> tuple[int, ...]:
    """The number beside each mark, in the order they were drawn; 0 for one that has none."""
    found, last = [], 0
    for mark in marks:
        last += mark.numbered
        found.append(last if mark.numbered else 0)
    return tuple(found)


def numeral(number: int) -> str:
    """A number in its circle, up to fifty: ①, ㉑, ㊿."""
    left = number
    for first, count in _CIRCLED:
        if left <= count:
            return chr(first + left - 1)
        left -= count
    return f"({number})"


def legend(marks: Sequence[Mark]) -> tuple[str, ...]:
    """What the numbers say, a line for each that has words: “① 盖板没有上锁”."""
    return tuple(
        f"{numeral(number)} {mark.text}"
        for number, mark in zip(numbers(marks), marks, strict=True)
        if mark.text
    )


def written(marks: Sequence[Mark]) -> list[dict[str, str | float]]:
    """The marks as plain JSON, the same for the same picture; `read_marks` reads it back."""
    return [
        {
            "kind": mark.kind,
            "x1": mark.x1,
            "y1": mark.y1,
            "x2": mark.x2,
            "y2": mark.y2,
            "text": mark.text,
        }
        for mark in map(rounded, marks)
    ]


def read_marks(kept: object) -> tuple[Mark, ...]:
    """The marks in a list read from JSON.

    Raises NotReady with everything that does not fit: MK01 the list, MK02 kind and parts, MK03 places,
    MK04 words.
    """
    if not isinstance(kept, list | tuple):
        raise NotReady([Problem("MK01", "marks", "标注记录的格式不对，重新画标注")])
    if len(kept) > MOST_MARKS:
        text = f"一张照片最多 {MOST_MARKS} 个标注，现在有 {len(kept)} 个，删去一些"
        raise NotReady([Problem("MK01", "marks", text)])
    faults = [(at, _fault(one)) for at, one in enumerate(kept)]
    problems = [
        Problem(fault[0], f"marks[{at}]", f"第 {at + 1} 个标注{fault[1]}")
        for at, fault in faults
        if fault is not None
    ]
    if problems:
        raise NotReady(problems)
    return tuple(map(_mark, kept))


def _fault(kept: object) -> tuple[str, str] | None:
    """The code and the sentence's end for what is wrong with one mark, if anything is."""
    if not isinstance(kept, Mapping) or not kept.keys() <= _KEYS:
        return "MK02", "的记录不完整，删掉后重新画"
    if kept.get("kind") not in get_args(Kind):
        return "MK02", "的种类不认识，删掉后重新画"
    if not all(_is_share(kept.get(name)) for name in ("x1", "y1", "x2", "y2")):
        return "MK03", "的位置不在照片上，删掉后重新画"
    text = kept.get("text", "")
    if not isinstance(text, str) or text != tidy(text) or "\n" in text or "\t" in text:
        return "MK04", "的说明里有看不见的字符，重新写说明"
    if len(text) > MOST_TEXT:
        return "MK04", f"的说明最多 {MOST_TEXT} 个字，现在 {len(text)} 个"
    if not _has_shape(_mark(kept)):
        return "MK03", "太小，看不见，删掉后重新画"
    return None


def _mark(kept: Mapping[str, Any]) -> Mark:
    """A mark that has been found in order, at the places that would be written."""
    x1, y1, x2, y2 = (float(kept[name]) for name in ("x1", "y1", "x2", "y2"))
    return rounded(Mark(kept["kind"], x1, y1, x2, y2, kept.get("text", "")))


def _is_share(place: object) -> bool:
    if isinstance(place, bool) or not isinstance(place, int | float):
        return False
    return math.isfinite(place) and 0 <= place <= 1


def _has_shape(mark: Mark) -> bool:
    wide, high = mark.x2 - mark.x1, mark.y2 - mark.y1
    if mark.kind == "text":
        return wide == high == 0
    if mark.kind == "arrow":
        return max(abs(wide), abs(high)) > 0
    return wide > 0 and high > 0


def drawn_on(
    picture: Path | bytes, marks: Sequence[Mark], longest_edge: int, *, explained: bool = True
) -> bytes:
    """A copy for papers: the whole picture upright, its longer edge at most so many pixels, as a JPEG.

    Red marks with a white edge; below the picture, on white, what the numbers say (not if `explained`
    is false, for papers that print `legend` themselves). Raises EvidenceError for a picture that
    cannot be read.
    """
    from selfcheck.evidence import marks_on_paper  # Pillow: a start waits for none of it

    return marks_on_paper.drawn(picture, marks, longest_edge, explained=explained)
