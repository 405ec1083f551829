"""Areas and cuts of zones, by Clipper: points in, points out, in the plan's own units.

Clipper counts in whole numbers; a thousandth of a unit is finer than any screen or paper shows.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

XY = tuple[float, float]
_FINE = 1000
_LEAST_CORNERS = 3
_FAR = 1e7  # beyond every plan


def _whole(points: Sequence[XY]) -> list[tuple[int, int]]:
    return [(round(x * _FINE), round(y * _FINE)) for x, y in points]


def _units(path: Sequence[Sequence[int]]) -> tuple[XY, ...]:
    return tuple((x / _FINE, y / _FINE) for x, y in path)


def area(points: Sequence[XY]) -> float:
    """The area of a polygon in square units; 0 for fewer than three corners."""
    around = (*points, points[0]) if points else ()
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(around))
    return abs(twice) / 2 if len(points) >= _LEAST_CORNERS else 0.0


def inside(points: Sequence[XY], x: float, y: float) -> bool:
    """Whether a place lies in a polygon, its edge included."""
    if len(points) < _LEAST_CORNERS:
        return False
    # most places lie far from most zones: 300 zones would be asked 300 times for every operation
    if not min(px for px, _ in points) <= x <= max(px for px, _ in points):
        return False
    if not min(py for _, py in points) <= y <= max(py for _, py in points):
        return False
    import pyclipper

    place = (round(x * _FINE), round(y * _FINE))
    return bool(pyclipper.PointInPolygon(place, _whole(points)) != 0)


def label_place(points: Sequence[XY]) -> XY:
    """Where a label stands best: in the middle of the widest part, not at the centre of an L."""
    if len(points) < _LEAST_CORNERS:
        return points[0] if points else (0.0, 0.0)
    low, high = min(y for _, y in points), max(y for _, y in points)
    middle = (low + high) / 2
    best, place = -1.0, points[0]
    for step in range(1, 12):
        y = low + (high - low) * step / 12
        for left, right in _spans(points, y):
            # the widest span; of equals the one nearest to the middle
            worth = (right - left) - abs(y - middle) * 0.35
            if worth > best:
                best, place = worth, ((left + right) / 2, y)
    return place


def _spans(points: Sequence[XY], y: float) -> list[tuple[float, float]]:
    """The parts of a horizontal line that lie in the polygon."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise((*points, points[0]))
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _clipped(kind: str, subject: Sequence[XY], clip: Sequence[XY]) -> list[tuple[XY, ...]]:
    import pyclipper

    engine: Any = pyclipper.Pyclipper()
    engine.AddPath(_whole(subject), pyclipper.PT_SUBJECT, True)
    engine.AddPath(_whole(clip), pyclipper.PT_CLIP, True)
    fill = pyclipper.PFT_NONZERO
    how = pyclipper.CT_UNION if kind == "union" else pyclipper.CT_INTERSECTION
    return [_units(path) for path in engine.Execute(how, fill, fill)]


def joined(first: Sequence[XY], second: Sequence[XY]) -> tuple[XY, ...]:
    """One outline of two zones that touch or overlap; empty when they do not, or would leave a hole."""
    if min(len(first), len(second)) < _LEAST_CORNERS:
        return ()
    outlines = _clipped("union", first, second)
    return outlines[0] if len(outlines) == 1 else ()


def parted(points: Sequence[XY], begin: XY, end: XY) -> tuple[tuple[XY, ...], ...]:
    """The parts of a zone on both sides of the line through two places; fewer than two when it misses."""
    (x1, y1), (x2, y2) = begin, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not length or len(points) < _LEAST_CORNERS:
        return ()
    reach = _reach(points)
    ux, uy = (x2 - x1) / length * reach, (y2 - y1) / length * reach
    along = ((x1 - ux, y1 - uy), (x1 + ux, y1 + uy))
    parts: list[tuple[XY, ...]] = []
    for side in (1, -1):
        beside = [(x - uy * side, y + ux * side) for x, y in reversed(along)]
        parts += _clipped("part", points, (*along, *beside))
    return tuple(parts)


def _reach(points: Sequence[XY]) -> float:
    """Farther than any corner lies from any other."""
    span = max(max(map(abs, point)) for point in points)
    return min(4 * span + 10, _FAR)
