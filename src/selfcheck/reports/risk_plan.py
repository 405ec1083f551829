"""One floor plan drawn into a rectangle of a page: base, zones, routes, marks, points, labels.

The places are those of the screen; only the labels are set anew, for the size of the paper.
"""

import io
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import hypot
from typing import Any

from PIL import Image
from reportlab.lib.colors import white

from selfcheck.reports import ink
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import wrapped
from selfcheck.reports.photos import Unreadable, reduced
from selfcheck.reports.risk_content import UNKNOWN, MapPoint, MapSheet, MapZone
from selfcheck.reports.risk_ink import (
    EDGE_COLOURS,
    UNKNOWN_EDGE,
    level_area,
    level_word,
    level_word_width,
    pin,
    pin_width,
)
from selfcheck.reports.risk_labels import XY, Box, Place, Taken, beside, near
from selfcheck.reports.risk_marks import ROUTE, draw_mark, draw_route

_PIXELS_PER_POINT = 2.2  # 158 dots per inch
_LARGEST_BASE = 900_000  # bytes of one base picture
_LABEL_ROOM = 128.0  # the widest a label of a zone or a point becomes before it is wrapped
_PIN = 15.0
_MARK = 13.0


class PlanDrawing:
    """A plan while it is drawn: where its units lie on the page, and what already stands there."""

    def __init__(
        self, canvas: Any, sheet: MapSheet, frame: Box, unit: float, points_per_unit: float
    ) -> None:
        self._canvas = canvas
        self._sheet = sheet
        self._unit = unit
        self._scale = points_per_unit
        wide, high = sheet.width * points_per_unit, sheet.height * points_per_unit
        self._area = Box.around(frame.middle, wide, high)
        self._taken = Taken(frame)

    def at(self, place: XY) -> XY:
        """A place of the plan on the page."""
        x, y = place
        return self._area.left + x * self._scale, self._area.top - y * self._scale

    def draw(self) -> None:
        """Everything, from the base up."""
        canvas, sheet, unit = self._canvas, self._sheet, self._unit
        self._draw_base()
        for zone in sorted(sheet.zones, key=lambda zone: -_area(zone.points)):
            if len(zone.points) > 2:  # noqa: PLR2004 - a triangle is the least area
                level_area(canvas, [self.at(p) for p in zone.points], zone.level, unit)
        for route in sheet.routes:
            draw_route(canvas, [self.at(place) for place in route], unit)
        for mark in sheet.marks:
            x, y = self.at((mark.x, mark.y))
            draw_mark(canvas, mark.kind, x, y, _MARK * unit)
            self._taken.add(Box.around((x, y), _MARK * unit, _MARK * unit))
        for point in sheet.points:
            width = pin_width(_short(point.number), _PIN * unit)
            self._taken.add(Box.around(self.at((point.x, point.y)), width, _PIN * unit))
        labels = [self._zone_label(zone) for zone in _placed_first(sheet.zones)]
        labels += [self._point_label(p) for p in sheet.points if p.level in ("重大", "较大")]
        labels += [self._mark_label(m.name, (m.x, m.y)) for m in sheet.marks if m.name]
        for point in sheet.points:
            place = self.at((point.x, point.y))
            pin(canvas, place, _short(point.number), point.level, _PIN * unit)
        for label in labels:
            label()

    def _draw_base(self) -> None:
        canvas, sheet, area = self._canvas, self._sheet, self._area
        if sheet.base is not None:
            edge = round(max(area.width, area.height) * _PIXELS_PER_POINT)
            try:
                data = reduced(sheet.base, edge, _LARGEST_BASE)
            except Unreadable:
                self._say("底图的文件读不出来，没有印出")
                return
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
            # the picture keeps its own shape, whatever the sheet's numbers say
            scale = min(area.width / width, area.height / height)
            wide, high = width * scale, height * scale
            ink.picture(canvas, data, (area.left, area.top - high, wide, high))
        elif sheet.base_missing:
            self._say("底图的文件不在档案里，没有印出")

    def _say(self, words: str) -> None:
        letter = Letter("Regular", 9 * self._unit, ink.SECOND)
        x, y = self._area.left + 4 * self._unit, self._area.top - 12 * self._unit
        ink.put_text(self._canvas, x, y, words, letter)

    # ---- labels: each is placed now and drawn when everything has its place

    def _zone_label(self, zone: MapZone) -> Any:
        unit = self._unit
        name = Letter("Bold", 10 * unit)
        below = Letter("Medium", 8.5 * unit)
        lines = wrapped(zone.name, _LABEL_ROOM * unit, name) if zone.name else ()
        wide = max(
            *(name.width(line) for line in lines), level_word_width(zone.level or UNKNOWN, below),
            0.0,
        )  # fmt: skip
        width = wide + 12 * unit
        height = (len(lines) * 12.5 + 12 + 6.5) * unit
        middle = self.at(zone.label)
        corners = [self.at(place) for place in zone.points]
        if zone.moved:
            places = [Place(middle)]
        else:
            places = [
                Place(p.middle, p.dislike + _outside(p.middle, width, height, corners))
                for p in near(middle, width, height)
            ]
        box = self._taken.take(places, width, height, 1.5 * unit)
        home = self.at(zone.label) if not zone.moved else _middle_of(corners)
        far = bool(corners) and not _inside(corners, box.middle)
        return partial(self._draw_zone_label, zone, box, lines, home if far else None)

    def _draw_zone_label(
        self, zone: MapZone, box: Box, lines: Sequence[str], home: XY | None
    ) -> None:
        canvas, unit = self._canvas, self._unit
        edge = EDGE_COLOURS[zone.level] if zone.level else UNKNOWN_EDGE
        if home is not None:
            self._lead(home, box)
        _plate(canvas, box, unit, edge, 0.9)
        y = box.top - 3 * unit
        letter = Letter("Bold", 10 * unit)
        x = box.left + 6 * unit
        for line in lines:
            y -= 12.5 * unit
            ink.put_text(canvas, x, y + 2.6 * unit, line, letter)
        y -= 12 * unit
        below = Letter("Medium", 8.5 * unit)
        if zone.level:
            level_word(canvas, x, y + 2.4 * unit, zone.level, below)
        else:
            ink.put_text(canvas, x, y + 2.4 * unit, UNKNOWN, below)

    def _lead(self, home: XY, box: Box) -> None:
        """A thin line from a label outside its zone to the zone."""
        canvas = self._canvas
        canvas.setStrokeColor(ink.INK)
        canvas.setLineWidth(0.7 * self._unit)
        x = min(max(home[0], box.left), box.right)
        y = min(max(home[1], box.bottom), box.top)
        canvas.line(*home, x, y)
        canvas.setFillColor(ink.INK)
        canvas.circle(*home, 1.6 * self._unit, stroke=0, fill=1)

    def _point_label(self, point: MapPoint) -> Any:
        return self._named(
            point.name,
            self.at((point.x, point.y)),
            (pin_width(_short(point.number), _PIN * self._unit) / 2, _PIN * self._unit / 2),
            Letter("Medium", 8.5 * self._unit),
        )

    def _mark_label(self, name: str, place: XY) -> Any:
        half = _MARK * self._unit / 2
        return self._named(
            name, self.at(place), (half, half), Letter("Regular", 8 * self._unit, ROUTE)
        )

    def _named(self, name: str, place: XY, half: XY, letter: Letter) -> Any:
        unit = self._unit
        lines = wrapped(name, _LABEL_ROOM * unit, letter)
        width = max(letter.width(line) for line in lines) + 5 * unit
        height = len(lines) * letter.size * 1.25 + 2.5 * unit
        away = half[0] + 1.5 * unit, half[1] + 1.5 * unit
        box = self._taken.take(beside(place, away, width, height), width, height, 0.6 * unit)
        return partial(self._draw_named, box, lines, letter, place)

    def _draw_named(self, box: Box, lines: Sequence[str], letter: Letter, place: XY) -> None:
        unit = self._unit
        x, y = box.middle
        if hypot(x - place[0], y - place[1]) > box.width / 2 + 24 * unit:
            self._lead(place, box)
        _plate(self._canvas, box, unit, None, 0.86)
        step = letter.size * 1.25
        base = box.top - 1.2 * unit - letter.size * 0.95
        for number, line in enumerate(lines):
            ink.put_text(self._canvas, x, base - number * step, line, letter, align="center")


def _plate(canvas: Any, box: Box, unit: float, edge: Any, strength: float) -> None:
    canvas.saveState()
    canvas.setFillColor(white, alpha=strength)
    radius = 2.5 * unit
    canvas.roundRect(box.left, box.bottom, box.width, box.height, radius, stroke=0, fill=1)
    canvas.restoreState()
    if edge is not None:
        canvas.setStrokeColor(edge)
        canvas.setLineWidth(0.9 * unit)
        canvas.roundRect(box.left, box.bottom, box.width, box.height, radius, stroke=1, fill=0)


def _short(number: str) -> str:
    """R-01 is written 01 in its mark."""
    return number.removeprefix("R-")


def _placed_first(zones: Sequence[MapZone]) -> list[MapZone]:
    """Labels that a person has put somewhere stay there; then small zones, which have least room."""
    return sorted(zones, key=lambda zone: (not zone.moved, _area(zone.points)))


def _area(points: Sequence[XY]) -> float:
    around = (*points, *points[:1])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(around)))


def _middle_of(points: Sequence[XY]) -> XY:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _outside(middle: XY, width: float, height: float, corners: Sequence[XY]) -> float:
    """How much a label reaches out of its zone: a quarter of its area for each corner outside."""
    box = Box.around(middle, width, height)
    places = (
        (box.left, box.bottom), (box.left, box.top), (box.right, box.bottom), (box.right, box.top),
    )  # fmt: skip
    return sum(not _inside(corners, place) for place in places) * width * height / 4


def _inside(points: Sequence[XY], place: XY) -> bool:
    x, y = place
    found = False
    around = (*points, *points[:1])
    for (x1, y1), (x2, y2) in pairwise(around):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            found = not found
    return found
