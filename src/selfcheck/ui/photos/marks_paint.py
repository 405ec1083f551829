"""Marks painted over a photo: the one place for thumbnails, the viewer and the drawing board."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from selfcheck.evidence import mark_shapes
from selfcheck.evidence.mark_shapes import Scale
from selfcheck.evidence.marks import Mark, numbers
from selfcheck.ui import look

_HANDLE = 9  # side of a handle's square, in logical pixels


def scale_for(rect: QRectF) -> Scale:
    """How thick marks are on a picture shown in this rectangle."""
    return mark_shapes.for_screen(rect.width(), rect.height(), look.scale())


def paint_marks(painter: QPainter, rect: QRectF, marks: Sequence[Mark]) -> None:
    """Paint marks over the whole picture that is shown in `rect`; small pictures get no numbers."""
    if not marks or rect.isEmpty():
        return
    scale = scale_for(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.translate(rect.topLeft())
    shapes = [_shape(mark, rect, scale) for mark in marks]
    for ink, out in ((mark_shapes.WHITE, scale.edge), (mark_shapes.RED, 0.0)):
        for mark, shape in zip(marks, shapes, strict=True):
            painter.setPen(_pen(mark, QColor(ink), scale.line, out))
            painter.setBrush(QColor(ink) if mark.kind == "arrow" else Qt.BrushStyle.NoBrush)
            painter.drawPath(shape)
        for _, centre, radius in _badges(marks, rect, scale):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawEllipse(centre, radius + out, radius + out)
    _paint_figures(painter, _badges(marks, rect, scale))
    painter.restore()


def _shape(mark: Mark, rect: QRectF, scale: Scale) -> QPainterPath:
    made = QPainterPath()
    size = rect.width(), rect.height()
    left, top, right, bottom = mark_shapes.corners(mark, *size)
    box = QRectF(left, top, right - left, bottom - top)
    if mark.kind == "arrow":
        outline = mark_shapes.arrow(mark, *size, scale.line)
        made.addPolygon(QPolygonF([QPointF(*point) for point in outline]))
        made.closeSubpath()
    elif mark.kind == "box":
        made.addRect(box)
    elif mark.kind == "ellipse":
        made.addEllipse(box)
    return made


def _pen(mark: Mark, ink: QColor, line: float, out: float) -> QPen:
    """For a line, or for its white edge when `out` is how far that reaches on either side.

    An arrow is an area: only its edge is a line.
    """
    width = 2 * out if mark.kind == "arrow" else line + 2 * out
    if not width:
        return QPen(Qt.PenStyle.NoPen)
    join = Qt.PenJoinStyle.RoundJoin if mark.kind == "arrow" else Qt.PenJoinStyle.MiterJoin
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, join)


def _badges(
    marks: Sequence[Mark], rect: QRectF, scale: Scale
) -> list[tuple[int, QPointF, float]]:
    """Number, centre and radius of what stands beside marks; a dot for notes where room is short."""
    size = rect.width(), rect.height()
    found = []
    for number, mark in zip(numbers(marks), marks, strict=True):
        radius = scale.badge or (scale.line * 1.5 if mark.kind == "text" else 0.0)
        if number and radius:
            room = Scale(scale.line, scale.edge, radius)
            centre = QPointF(*mark_shapes.badge_centre(mark, *size, room))
            found.append((number if scale.badge else 0, centre, radius))
    return found


def _paint_figures(painter: QPainter, badges: Iterable[tuple[int, QPointF, float]]) -> None:
    painter.setPen(Qt.GlobalColor.white)
    for number, centre, radius in badges:
        if number:
            words = str(number)
            font = QFont(look.font(look.TEXT, 700))
            font.setPixelSize(max(round(radius * (1.35 if len(words) == 1 else 1.1)), 1))
            painter.setFont(font)
            place = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


def badge_centre(mark: Mark, rect: QRectF) -> QPointF:
    """Where the number of a mark stands, in the coordinates of `rect`."""
    place = mark_shapes.badge_centre(mark, rect.width(), rect.height(), scale_for(rect))
    return rect.topLeft() + QPointF(*place)


def paint_selection(
    painter: QPainter, rect: QRectF, mark: Mark, places: Iterable[tuple[float, float]]
) -> None:
    """Show which mark is selected: its handles, or a ring around a note's number."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = look.colour("accent")
    if mark.kind == "text":
        scale = scale_for(rect)
        reach = scale.badge + scale.edge + 3
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((QColor(Qt.GlobalColor.white), 4), (accent, 2)):
            painter.setPen(QPen(ink, width))
            painter.drawEllipse(badge_centre(mark, rect), reach, reach)
    painter.setPen(QPen(accent, 2))
    painter.setBrush(Qt.GlobalColor.white)
    for x, y in places:
        at = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        painter.drawRect(QRectF(at.x() - _HANDLE / 2, at.y() - _HANDLE / 2, _HANDLE, _HANDLE))
    painter.restore()
