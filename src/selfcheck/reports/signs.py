"""Safety signs drawn as vectors: the frame of each kind, its pictogram, and its words beneath.

A warning is a yellow triangle, a prohibition a red ring with a bar, an order a blue disc and a hint a green
square; the words make each clear to whoever does not know the picture, and on a grey printer.
"""

from typing import Any

from reportlab.lib.colors import Color, HexColor, white

from selfcheck.forms.signs import Sign, SignKind, Stroke, strokes_of
from selfcheck.reports import ink
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import fitting, wrapped

BLACK = HexColor("#111111")
SIGN_COLOURS: dict[SignKind, Color] = {
    "warning": HexColor("#F9C80E"),
    "prohibition": HexColor("#C8102E"),
    "mandatory": HexColor("#005EB8"),
    "information": HexColor("#007A3D"),
}
# Where the pictogram lies in the sign's square of 100: left, top, side.
_INSIDE: dict[SignKind, tuple[float, float, float]] = {
    "warning": (29.0, 40.0, 42.0),
    "prohibition": (23.0, 22.0, 54.0),
    "mandatory": (21.0, 20.0, 58.0),
    "information": (15.0, 13.0, 70.0),
}
_WORDS_HEIGHT = 0.27  # of the side
_TWO_LINES = 2
_SQUARE = 100.0


def sign_height(side: float) -> float:
    """How high a sign with its words is, in points."""
    return side * (1 + 0.06 + _WORDS_HEIGHT)


def draw_sign(canvas: Any, x: float, top: float, side: float, sign: Sign) -> None:
    """A sign whose upper left corner is at (x, top), with its words on a plate beneath."""
    canvas.saveState()
    canvas.setLineJoin(1)
    canvas.translate(x, top)
    canvas.scale(side / _SQUARE, -side / _SQUARE)
    draw_picture(canvas, sign)
    canvas.restoreState()
    _draw_words(canvas, x, top - side * 1.06, side, sign)


def draw_picture(canvas: Any, sign: Sign) -> None:
    """The sign without words in a square of 100 whose y runs down."""
    colour = SIGN_COLOURS[sign.kind]
    if sign.kind == "warning":
        canvas.setFillColor(colour)
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(6)
        path = canvas.beginPath()
        path.moveTo(50, 7)
        path.lineTo(96, 90)
        path.lineTo(4, 90)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
        _draw_pictogram(canvas, sign, BLACK, colour)
    elif sign.kind == "prohibition":
        for fill, radius in ((colour, 49), (white, 39)):
            canvas.setFillColor(fill)
            canvas.circle(50, 50, radius, stroke=0, fill=1)
        _draw_pictogram(canvas, sign, BLACK, white)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(8)
        canvas.line(21, 21, 79, 79)
    elif sign.kind == "mandatory":
        canvas.setFillColor(colour)
        canvas.circle(50, 50, 49, stroke=0, fill=1)
        _draw_pictogram(canvas, sign, white, colour)
    else:
        canvas.setFillColor(colour)
        canvas.rect(1, 1, 98, 98, stroke=0, fill=1)
        _draw_pictogram(canvas, sign, white, colour)


def _draw_pictogram(canvas: Any, sign: Sign, front: Color, ground: Color) -> None:
    left, top, side = _INSIDE[sign.kind]
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(side / _SQUARE, side / _SQUARE)
    canvas.setLineCap(1)
    for stroke in strokes_of(sign.draw):
        _draw_stroke(canvas, stroke, front, ground)
    canvas.restoreState()


def _draw_stroke(canvas: Any, stroke: Stroke, front: Color, ground: Color) -> None:
    colour = front if stroke.what in ("fill", "line", "disc", "ring") else ground
    lined = stroke.what in ("line", "gap", "ring", "gapring")
    if lined:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(stroke.width)
    else:
        canvas.setFillColor(colour)
    if stroke.circle is not None:
        canvas.circle(*stroke.circle, stroke=int(lined), fill=int(not lined))
        return
    path = canvas.beginPath()
    for step, numbers in stroke.path:
        if step == "M":
            path.moveTo(*numbers)
        elif step == "L":
            path.lineTo(*numbers)
        elif step == "C":
            path.curveTo(*numbers)
        else:
            path.close()
    canvas.drawPath(path, stroke=int(lined), fill=int(not lined))


def _draw_words(canvas: Any, x: float, top: float, side: float, sign: Sign) -> None:
    height = side * _WORDS_HEIGHT
    warning = sign.kind == "warning"
    canvas.setFillColor(white if warning else SIGN_COLOURS[sign.kind])
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.8)
    canvas.rect(x, top - height, side, height, stroke=int(warning), fill=1)
    colour = BLACK if warning else white
    room = side - 4
    letter = fitting(sign.words, room, Letter("Bold", height * 0.56, colour), height * 0.42)
    lines: tuple[str, ...] = (sign.words,)
    if letter.width(sign.words) > room:
        letter = Letter("Bold", height * 0.4, colour)
        lines = wrapped(sign.words, room, letter)[:_TWO_LINES]
    step = letter.size * 1.12
    base = top - height / 2 - letter.size * 0.36 + (len(lines) - 1) * step / 2
    for number, line in enumerate(lines):
        ink.put_text(canvas, x + side / 2, base - number * step, line, letter, align="center")
