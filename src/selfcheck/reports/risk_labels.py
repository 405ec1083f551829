"""Where the labels of a map stand: beside what they name, on nothing else, inside the sheet.

Each label has places it may take; of those that are free the best liked is taken, else the one that covers
least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

XY = tuple[float, float]
_CELL = 60.0  # of the grid in which taken places are looked up


@dataclass(frozen=True)
class Box:
    """A rectangle from its lower left corner, in points."""

    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def around(cls, middle: XY, width: float, height: float) -> "Box":
        """The rectangle with this middle."""
        return cls(middle[0] - width / 2, middle[1] - height / 2, width, height)

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    @property
    def middle(self) -> XY:
        return self.left + self.width / 2, self.bottom + self.height / 2

    def within(self, frame: "Box") -> "Box":
        """Moved as far as needed to lie in a frame."""
        left = min(max(self.left, frame.left), max(frame.right - self.width, frame.left))
        bottom = min(max(self.bottom, frame.bottom), max(frame.top - self.height, frame.bottom))
        return Box(left, bottom, self.width, self.height)


@dataclass(frozen=True)
class Place:
    """A place that a label may take, and how little it is liked (0: best), as an area."""

    middle: XY
    dislike: float = 0.0


class Taken:
    """What already stands on the map."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._edges: list[tuple[float, float, float, float]] = []
        self._cells: dict[tuple[int, int], list[int]] = {}

    def add(self, box: Box) -> None:
        """Nothing else should stand here."""
        for cell in self._cells_of(box):
            self._cells.setdefault(cell, []).append(len(self._edges))
        self._edges.append((box.left, box.bottom, box.right, box.top))

    def covered(self, box: Box) -> float:
        """How much of what stands there a rectangle would cover."""
        beneath = {n for cell in self._cells_of(box) for n in self._cells.get(cell, ())}
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        total = 0.0
        for number in beneath:
            x1, y1, x2, y2 = self._edges[number]
            # spelt out, as a crowded map asks a million times
            wide = (right if right < x2 else x2) - (left if left > x1 else x1)  # noqa: FURB136 - asked a million times
            high = (top if top < y2 else y2) - (bottom if bottom > y1 else y1)  # noqa: FURB136 - asked a million times
            if wide > 0 and high > 0:
                total += wide * high
        return total

    def take(self, places: Sequence[Place], width: float, height: float, gap: float) -> Box:
        """The best of the places for a label of this size; it is taken from now on."""
        box, _ = self.best(places, width, height, gap)
        self.add(box)
        return box

    def best(
        self, places: Sequence[Place], width: float, height: float, gap: float
    ) -> tuple[Box, float]:
        """The best of the places, and how much a label there covers."""
        found, least = None, 0.0
        for place in sorted(places, key=lambda place: place.dislike):
            box = Box.around(place.middle, width, height).within(self._frame)
            wide = Box(box.left - gap, box.bottom - gap, width + 2 * gap, height + 2 * gap)
            covered = self.covered(wide)
            if found is None or covered < least:
                found, least = box, covered
            if not covered:
                break
        assert found is not None, "a label has at least one place"
        return found, least

    @staticmethod
    def _cells_of(box: Box) -> list[tuple[int, int]]:
        return [
            (column, row)
            for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1)
            for row in range(int(box.bottom // _CELL), int(box.top // _CELL) + 1)
        ]


def beside(point: XY, away: XY, width: float, height: float) -> list[Place]:
    """Places around a point, the right first; `away` is half the size of the point's own mark."""
    x, y = point
    found = []
    for ring in range(4):
        reach = 1 + ring * 0.9
        dx, dy = width / 2 + away[0] * reach, height / 2 + away[1] * reach
        around = (
            (dx, 0),
            (-dx, 0),
            (0, dy),
            (0, -dy),
            (dx, dy),
            (dx, -dy),
            (-dx, dy),
            (-dx, -dy),
        )
        found += [
            Place((x + right, y + up), ring * 90 + number * 6)
            for number, (right, up) in enumerate(around)
        ]
    return found


def near(middle: XY, width: float, height: float) -> list[Place]:
    """Places around a middle, itself first, then on rings that grow."""
    x, y = middle
    found = [Place(middle)]
    for ring in range(1, 10):
        dx, dy = width * 0.3 * ring, height * 0.5 * ring
        around = (
            (0, dy),
            (0, -dy),
            (dx, 0),
            (-dx, 0),
            (dx, dy),
            (-dx, dy),
            (dx, -dy),
            (-dx, -dy),
        )
        found += [Place((x + right, y + up), ring * 60.0) for right, up in around]
    return found
