"""What a person's hands do to marks, apart from mouse and keys: draw, move, resize, and take back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from selfcheck.evidence.marks import MOST_MARKS, SMALLEST, Kind, Mark, rounded

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w", "start", "end"]

_AROUND: tuple[Handle, ...] = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
_MIDDLE: dict[Kind, Mark] = {
    "arrow": Mark("arrow", 0.35, 0.65, 0.5, 0.5),
    "box": Mark("box", 0.4, 0.4, 0.6, 0.6),
    "ellipse": Mark("ellipse", 0.4, 0.4, 0.6, 0.6),
    "text": Mark("text", 0.5, 0.5, 0.5, 0.5),
}


def _inside(place: float, least: float = 0.0, most: float = 1.0) -> float:
    return min(max(place, least), most)


def in_the_middle(kind: Kind) -> Mark:
    """A mark to begin with, for hands that do not drag."""
    return _MIDDLE[kind]


def stretched(kind: Kind, x1: float, y1: float, x2: float, y2: float) -> Mark:
    """The mark drawn from one place to another, inside the picture and large enough to be seen."""
    x1, y1, x2, y2 = map(_inside, (x1, y1, x2, y2))
    if kind == "text":
        return rounded(Mark(kind, x2, y2, x2, y2))
    if kind == "arrow":
        if max(abs(x2 - x1), abs(y2 - y1)) < SMALLEST:
            x2 = x1 + SMALLEST if x1 <= 1 - SMALLEST else x1 - SMALLEST
        return rounded(Mark(kind, x1, y1, x2, y2))
    left, top = min(x1, x2, 1 - SMALLEST), min(y1, y2, 1 - SMALLEST)
    right, bottom = max(x1, x2, left + SMALLEST), max(y1, y2, top + SMALLEST)
    return rounded(Mark(kind, left, top, right, bottom))


def moved(mark: Mark, by_x: float, by_y: float) -> Mark:
    """The mark elsewhere, whole inside the picture."""
    by_x = _inside(by_x, -min(mark.x1, mark.x2), 1 - max(mark.x1, mark.x2))
    by_y = _inside(by_y, -min(mark.y1, mark.y2), 1 - max(mark.y1, mark.y2))
    return rounded(
        replace(
            mark,
            x1=mark.x1 + by_x,
            y1=mark.y1 + by_y,
            x2=mark.x2 + by_x,
            y2=mark.y2 + by_y,
        )
    )


def handles(mark: Mark) -> dict[Handle, tuple[float, float]]:
    """Where a mark can be taken hold of to change its size."""
    if mark.kind == "text":
        return {}
    if mark.kind == "arrow":
        return {"start": (mark.x1, mark.y1), "end": (mark.x2, mark.y2)}
    x, y = (mark.x1 + mark.x2) / 2, (mark.y1 + mark.y2) / 2
    across = {"w": mark.x1, "e": mark.x2}
    down = {"n": mark.y1, "s": mark.y2}
    return {name: (across.get(name[-1], x), down.get(name[0], y)) for name in _AROUND}


def resized(mark: Mark, handle: Handle, x: float, y: float) -> Mark:
    """The mark with one handle at another place; it never turns over nor vanishes."""
    x, y = _inside(x), _inside(y)
    if handle in ("start", "end"):
        other = (mark.x2, mark.y2) if handle == "start" else (mark.x1, mark.y1)
        if max(abs(x - other[0]), abs(y - other[1])) < SMALLEST:
            return mark
        if handle == "start":
            return rounded(replace(mark, x1=x, y1=y))
        return rounded(replace(mark, x2=x, y2=y))
    x1, y1, x2, y2 = mark.x1, mark.y1, mark.x2, mark.y2
    if "w" in handle:
        x1 = min(x, x2 - SMALLEST)
    elif "e" in handle:
        x2 = max(x, x1 + SMALLEST)
    if "n" in handle:
        y1 = min(y, y2 - SMALLEST)
    elif "s" in handle:
        y2 = max(y, y1 + SMALLEST)
    return rounded(replace(mark, x1=x1, y1=y1, x2=x2, y2=y2))


def grown(mark: Mark, by_x: float, by_y: float) -> Mark:
    """The mark with its tip or lower right corner moved: resizing by keys."""
    if mark.kind == "text":
        return mark
    handle: Handle = "end" if mark.kind == "arrow" else "se"
    return resized(mark, handle, mark.x2 + by_x, mark.y2 + by_y)


@dataclass(frozen=True)
class _Step:
    marks: tuple[Mark, ...]
    selected: int


class MarksDraft:
    """The marks as they stand, which one is selected, and every step back to how they were."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._now = _Step(tuple(marks), -1)
        self._past: list[_Step] = []
        self._future: list[_Step] = []
        self._joining = False  # key after key belongs to the same step

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, in the order they were drawn."""
        return self._now.marks

    @property
    def selected(self) -> int:
        """The place of the selected mark; -1 when none is."""
        return self._now.selected

    @property
    def mark(self) -> Mark | None:
        """The selected mark."""
        return self.marks[self.selected] if self.selected >= 0 else None

    @property
    def full(self) -> bool:
        """Whether no more marks may be drawn."""
        return len(self.marks) >= MOST_MARKS

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._future)

    def select(self, at: int) -> None:
        """Select a mark, or none with -1."""
        self._joining = False
        self._now = _Step(self.marks, at if at < len(self.marks) else -1)

    def select_next(self, *, forwards: bool) -> bool:
        """Select the next mark in order; False past the last one, which stays selected."""
        none = -1 if forwards else len(self.marks)
        at = (self.selected if self.selected >= 0 else none) + (1 if forwards else -1)
        if not 0 <= at < len(self.marks):
            return False
        self.select(at)
        return True

    def add(self, mark: Mark) -> bool:
        """Draw one more and select it; False when there are as many as may be."""
        if self.full:
            return False
        self._go_to((*self.marks, mark), len(self.marks))
        return True

    def put(self, mark: Mark, *, joined: bool = False) -> bool:
        """Put the selected mark elsewhere or give it other words; False when nothing changed by it.

        Joined changes are one step until something else happens or `settle` is called.
        """
        if self.selected < 0 or mark == self.mark:
            return False
        marks = (*self.marks[: self.selected], mark, *self.marks[self.selected + 1 :])
        if joined and self._joining:
            self._now = _Step(marks, self.selected)
        else:
            self._go_to(marks, self.selected)
        self._joining = joined
        return True

    def settle(self) -> None:
        """The next joined change begins a new step."""
        self._joining = False

    def remove(self) -> bool:
        """Delete the selected mark; False when none is."""
        if self.selected < 0:
            return False
        self._go_to((*self.marks[: self.selected], *self.marks[self.selected + 1 :]), -1)
        return True

    def undo(self) -> bool:
        """Take back one step; False when there is none."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Take a step again that was taken back; False when there is none."""
        return self._travel(self._future, self._past)

    def _go_to(self, marks: tuple[Mark, ...], selected: int) -> None:
        self._past.append(self._now)
        self._future.clear()
        self._joining = False
        self._now = _Step(marks, selected)

    def _travel(self, source: list[_Step], target: list[_Step]) -> bool:
        if not source:
            return False
        target.append(self._now)
        self._now = source.pop()
        self._joining = False
        return True
