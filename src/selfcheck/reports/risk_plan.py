"""One floor plan drawn into a rectangle of a page: base, zones, routes, marks, points, labels.

The places are those of the screen; only the labels are set anew, for the size of the paper.
"""

import io
from collections.abc import Sequence
from functools import partial
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
from selfcheck.reports.risk_shapes import area, inside, middle_of, outside

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
        for zone in sorted(sheet.zones, key=lambda zone: -area(zone.points)):
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
        canvas, sheet, whole = self._canvas, self._sheet, self._area
        if sheet.base is not None:
            edge = round(max(whole.width, whole.height) * _PIXELS_PER_POINT)
            try:
                data = reduced(sheet.base, edge, _LARGEST_BASE)
            except Unreadable:
                self._say("底图的文件读不出来，没有印出")
                return
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
            # the picture keeps its own shape, whatever the sheet's numbers say
            scale = min(whole.width / width, whole.height / height)
            wide, high = width * scale, height * scale
            ink.picture(canvas, data, (whole.left, whole.top - high, wide, high))
        elif sheet.base_missing:
            self._say("底图的文件不在档案里，没有印出")

    def _say(self, words: str) -> None:
        letter = Letter("Regular", 9 * self._unit, ink.SECOND)
        x, y = self._area.left + 4 * self._unit, self._area.top - 12 * self._unit
        ink.put_text(self._canvas, x, y, words, letter)

    # ---- labels: each is placed now and drawn when everything has its place

    def _zone_label(self, zone: MapZone) -> Any:
        """In its zone and on nothing else; smaller if need be, and only then elsewhere, with a line to it."""
        corners = [self.at(place) for place in zone.points]
        for smaller in (1.0, 0.85, 0.72):
            label = _ZoneLabel(zone, self._unit * smaller)
            places = [Place(self.at(zone.label))]
            if not zone.moved:
                places = [
                    Place(p.middle, p.dislike + outside(p.middle, *label.size, corners))
                    for p in near(places[0].middle, *label.size)
                ]
            box, covered = self._taken.best(places, *label.size, self._unit)
            if zone.moved or (not covered and inside(corners, box.middle)):
                break
        else:
            label = _ZoneLabel(zone, self._unit)
            box, _ = self._taken.best(places, *label.size, self._unit)
        self._taken.add(box)
        if corners and not inside(corners, box.middle):
            self._lead(middle_of(corners) if zone.moved else self.at(zone.label), box)
        return partial(label.draw, self._canvas, box)

    def _lead(self, home: XY, box: Box) -> None:
        """A thin line from what a label names to the label that stands apart; beneath all labels."""
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
        x, y = box.middle
        if hypot(x - place[0], y - place[1]) > width / 2 + 24 * unit:
            self._lead(place, box)
        return partial(self._draw_named, box, lines, letter)

    def _draw_named(self, box: Box, lines: Sequence[str], letter: Letter) -> None:
        unit, x = self._unit, box.middle[0]
        _plate(self._canvas, box, unit, None, 0.86)
        step = letter.size * 1.25
        base = box.top - 1.2 * unit - letter.size * 0.95
        for number, line in enumerate(lines):
            ink.put_text(self._canvas, x, base - number * step, line, letter, align="center")


class _ZoneLabel:
    """The label of a zone: its name, and its level in word and hatch."""

    def __init__(self, zone: MapZone, unit: float) -> None:
        self._zone = zone
        self._unit = unit
        self._name = Letter("Bold", 10 * unit)
        self._below = Letter("Medium", 8.5 * unit)
        self._lines = wrapped(zone.name, _LABEL_ROOM * unit, self._name) if zone.name else ()
        wide = [self._name.width(line) for line in self._lines]
        wide.append(
            level_word_width(zone.level, self._below)
            if zone.level
            else self._below.width(UNKNOWN)
        )
        self.size = max(wide) + 12 * unit, (len(self._lines) * 12.5 + 18.5) * unit

    def draw(self, canvas: Any, box: Box) -> None:
        """The label in its place."""
        unit, level = self._unit, self._zone.level
        _plate(canvas, box, unit, EDGE_COLOURS[level] if level else UNKNOWN_EDGE, 0.9)
        x, y = box.left + 6 * unit, box.top - 3 * unit
        for line in self._lines:
            y -= 12.5 * unit
            ink.put_text(canvas, x, y + 2.6 * unit, line, self._name)
        y -= 9.6 * unit
        if level:
            level_word(canvas, x, y, level, self._below)
        else:
            ink.put_text(canvas, x, y, UNKNOWN, self._below)


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
    return sorted(zones, key=lambda zone: (not zone.moved, area(zone.points)))
