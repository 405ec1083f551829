"""Which mark is under the mouse."""

from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, QRectF

from selfcheck.evidence import mark_shapes
from selfcheck.evidence.marks import Mark
from selfcheck.ui.photos.marks_paint import badge_centre, scale_for

_NEAR = 7  # pixels from a line that still count as on it


def mark_at(
    marks: Sequence[Mark], rect: QRectF, at: QPointF, *, only_lines: bool = False
) -> int:
    """The mark at a point of a picture shown in `rect`, -1 for none.

    A line or number goes before an area, a small area before the large one around it, and of two
    alike the one drawn later. `only_lines` leaves areas out.
    """
    found: list[tuple[float, int]] = []
    for place, mark in enumerate(marks):
        if _on_line(mark, rect, at):
            found.append((0.0, -place))
        elif not only_lines and _in_area(mark, rect, at):
            found.append(((mark.x2 - mark.x1) * (mark.y2 - mark.y1), -place))
    return -min(found)[1] if found else -1


def _on_line(mark: Mark, rect: QRectF, at: QPointF) -> bool:
    away = badge_centre(mark, rect) - at
    if mark.numbered and hypot(away.x(), away.y()) <= max(scale_for(rect).badge, _NEAR) + 2:
        return True
    left, top, right, bottom = mark_shapes.corners(mark, rect.width(), rect.height())
    x, y = at.x() - rect.left(), at.y() - rect.top()
    if mark.kind == "arrow":
        return _from_segment((x, y), (left, top), (right, bottom)) <= _NEAR
    if mark.kind == "box":
        outer = QRectF(left, top, right - left, bottom - top)
        inner = outer.adjusted(_NEAR, _NEAR, -_NEAR, -_NEAR)
        grown = outer.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
        point = QPointF(x, y)
        return grown.contains(point) and not (inner.isValid() and inner.contains(point))
    if mark.kind == "ellipse":
        half_x, half_y = (right - left) / 2, (bottom - top) / 2
        out = hypot((x - left - half_x) / half_x, (y - top - half_y) / half_y)
        return abs(out - 1) * min(half_x, half_y) <= _NEAR
    return False


def _in_area(mark: Mark, rect: QRectF, at: QPointF) -> bool:
    if mark.kind not in ("box", "ellipse"):
        return False
    left, top, right, bottom = mark_shapes.corners(mark, rect.width(), rect.height())
    area = QRectF(left, top, right - left, bottom - top).translated(rect.topLeft())
    if mark.kind == "box":
        return area.contains(at)
    away = at - area.center()
    return hypot(away.x() * 2 / area.width(), away.y() * 2 / area.height()) <= 1


def _from_segment(
    at: mark_shapes.Point, start: mark_shapes.Point, end: mark_shapes.Point
) -> float:
    wide, high = end[0] - start[0], end[1] - start[1]
    share = ((at[0] - start[0]) * wide + (at[1] - start[1]) * high) / (wide**2 + high**2)
    share = min(max(share, 0.0), 1.0)
    return hypot(start[0] + share * wide - at[0], start[1] + share * high - at[1])
