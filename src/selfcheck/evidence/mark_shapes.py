"""Where the lines of a mark run on a picture of a given size: one geometry for screen and paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck.evidence.marks import Mark

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

RED = "#E01B1B"  # dark enough to stay apart from its white edge in grey print
WHITE = "#FFFFFF"
_HEAD = 4.6  # an arrow's head is this many lines long
_HEAD_SHARE = 0.6  # … but never more than this share of the arrow
_HALF_HEAD = 0.46  # half its width, as a share of its length
_ASIDE = 0.9  # of a number's radius, from a box's corner: both can be seen and taken hold of
_NUMBERS_FROM = 160  # pixels: on a smaller picture a number hides more than it tells


@dataclass(frozen=True)
class Scale:
    """How thick marks are drawn, in pixels of the picture at hand."""

    line: float  # the red line
    edge: float  # the white edge on either side of it
    badge: float  # radius of a number's red disc; 0 where there is no room for numbers


def for_screen(width: float, height: float, grown: float = 1.0) -> Scale:
    """For a picture of logical pixels; numbers grow with the person's text size, lines do not."""
    longer = max(width, height)
    line = min(max(longer / 200, 2.0), 4.0)
    badge = min(max(longer / 45, 8.0), 12.0) * grown if longer >= _NUMBERS_FROM else 0.0
    return Scale(line, max(line * 0.45, 1.0), badge)


def for_paper(width: float, height: float) -> Scale:
    """For a picture that is printed some 80 mm wide: lines of 0.4 mm, numbers of 4.5 mm.

    Drawn at twice the size, so that the thinnest line keeps its colour in a small JPEG.
    """
    longer = max(width, height)
    line = max(longer / 200, 4.0)
    return Scale(line, line * 0.45, max(longer * 0.028, 6.0))


def corners(mark: Mark, width: float, height: float) -> Box:
    """The two points of a mark in pixels."""
    return mark.x1 * width, mark.y1 * height, mark.x2 * width, mark.y2 * height


def arrow(mark: Mark, width: float, height: float, line: float) -> list[Point]:
    """The outline of an arrow, to be filled: shaft and head in one, the tip in the middle."""
    x1, y1, x2, y2 = corners(mark, width, height)
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return []
    along = ((x2 - x1) / length, (y2 - y1) / length)
    across = (-along[1], along[0])
    head = min(_HEAD * line, _HEAD_SHARE * length)
    neck = (x2 - along[0] * head, y2 - along[1] * head)
    half, wide = line / 2, max(head * _HALF_HEAD, line)  # a short one has a head, too

    def aside(point: Point, by: float) -> Point:
        return point[0] + across[0] * by, point[1] + across[1] * by

    tail = (x1, y1)
    return [
        aside(tail, half),
        aside(neck, half),
        aside(neck, wide),
        (x2, y2),
        aside(neck, -wide),
        aside(neck, -half),
        aside(tail, -half),
    ]


def badge_centre(mark: Mark, width: float, height: float, scale: Scale) -> Point:
    """Where a number stands: behind an arrow's tail, outside a shape's upper left; inside the picture."""
    left, top, right, bottom = corners(mark, width, height)
    x, y = left, top
    if mark.kind == "ellipse":  # on its line, not in the empty corner
        reach = (1 - math.sqrt(0.5)) / 2
        x, y = left + (right - left) * reach, top + (bottom - top) * reach
    elif mark.kind == "box":
        x, y = x - scale.badge * _ASIDE, y - scale.badge * _ASIDE
    elif length := math.hypot(right - left, bottom - top):
        x -= (right - left) / length * scale.badge
        y -= (bottom - top) / length * scale.badge
    radius = scale.badge + scale.edge
    return _within(x, radius, width), _within(y, radius, height)


def _within(place: float, radius: float, length: float) -> float:
    return min(max(place, radius), max(length - radius, radius))


def badge_centres(
    marks: Sequence[Mark], width: float, height: float, scale: Scale
) -> tuple[Point, ...]:
    """Where the number of each mark stands."""
    return tuple(badge_centre(mark, width, height, scale) for mark in marks)
