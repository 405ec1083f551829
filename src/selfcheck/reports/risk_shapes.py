"""Where a label lies in a polygon: the little geometry that setting labels needs."""

from collections.abc import Sequence
from itertools import pairwise

from selfcheck.reports.risk_labels import XY, Box


def area(points: Sequence[XY]) -> float:
    """Twice the area of a polygon: enough to compare sizes."""
    around = (*points, *points[:1])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(around)))


def middle_of(points: Sequence[XY]) -> XY:
    """The middle of the corners."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def outside(middle: XY, width: float, height: float, corners: Sequence[XY]) -> float:
    """How much a label reaches out of its zone: a quarter of its area for each corner outside."""
    box = Box.around(middle, width, height)
    places = (
        (box.left, box.bottom), (box.left, box.top), (box.right, box.bottom), (box.right, box.top),
    )  # fmt: skip
    return sum(not inside(corners, place) for place in places) * width * height / 4


def inside(points: Sequence[XY], place: XY) -> bool:
    """Whether a place lies in a polygon."""
    x, y = place
    found = False
    around = (*points, *points[:1])
    for (x1, y1), (x2, y2) in pairwise(around):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            found = not found
    return found
