"""Marks on a page: text with its fallback, lines, boxes, hex groups, risk swatches, QR codes.

Positions are points from the lower left corner, as in PDF. The only colours are the accent
bar, the risk swatches and a dark red for what does not conform; each also differs in grey.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import segno
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.utils import ImageReader

from selfcheck.reports.content import RiskWord
from selfcheck.reports.fonts import Face, font_name, runs, width_of

INK = HexColor("#17202E")
SECOND = HexColor("#3F4A5A")
THIRD = HexColor("#687487")
LINE = HexColor("#D5DBE4")
HAIR = HexColor("#E6EAF0")
FRAME = HexColor("#98A3B3")
SOFT = HexColor("#F6F8FB")
ACCENT = HexColor("#1D4ED8")
WRONG = HexColor("#9B1C1C")  # 不符合, 有问题: dark enough to print as black

Align = Literal["left", "right", "center"]

# Red, orange, yellow and blue as GB 2893 has them on a wall; the hatch survives a grey printer.
RISK_COLOURS: dict[RiskWord, Color] = {
    "重大": HexColor("#D92D20"),
    "较大": HexColor("#F08A1D"),
    "一般": HexColor("#F5CE2E"),
    "低": HexColor("#1F78D1"),
}
_STRIPE, _DOT, _PALE = HexColor("#6B3200"), HexColor("#5A4700"), HexColor("#CFE4F8")


@dataclass(frozen=True)
class Letter:
    """How a text is set: weight, size in points, colour."""

    face: Face = "Regular"
    size: float = 10
    colour: Color = INK

    def width(self, text: str) -> float:
        """How wide the text is in points."""
        return width_of(text, self.face, self.size)


PLAIN = Letter()


def put_text(
    canvas: Any, x: float, y: float, text: str, letter: Letter = PLAIN, *, align: Align = "left"
) -> None:
    """Draw one line on its baseline; the rare font steps in where the face lacks a glyph."""
    if align != "left":
        x -= letter.width(text) / (1 if align == "right" else 2)
    put_cells(canvas, [(x, y, text)], letter)


def put_cells(canvas: Any, cells: Iterable[tuple[float, float, str]], letter: Letter) -> None:
    """Draw many short texts (x, y, text) in one go; a ledger page is one text object."""
    rare, heavy = font_name("Rare"), letter.face != "Regular"
    if heavy:
        canvas.setLineWidth(letter.size * (0.045 if letter.face == "Bold" else 0.025))
    pen = canvas.beginText(0, 0)
    pen.setFillColor(letter.colour)
    current = ""
    for x, y, text in cells:
        pen.setTextOrigin(x, y)
        for name, run in runs(text, letter.face):
            if name != current:
                pen.setFont(name, letter.size)
                if heavy and rare in {name, current}:
                    # The rare font has one weight: its outline is inked to match the words around.
                    pen.setStrokeColor(letter.colour)
                    pen.setTextRenderMode(2 if name == rare else 0)
                current = name
            pen.textOut(run)
    if heavy and current == rare:
        pen.setTextRenderMode(0)
    canvas.drawText(pen)


def put_hidden(canvas: Any, x: float, y: float, text: str) -> None:
    """Text that is not seen but found and copied: a whole fingerprint beside its groups."""
    canvas.saveState()  # the mode would stay on for all text that follows
    pen = canvas.beginText(x, y)
    pen.setTextRenderMode(3)
    pen.setFont(font_name("Regular"), 1)
    pen.textOut(text)
    canvas.drawText(pen)
    canvas.restoreState()


def hex_groups(
    canvas: Any,
    x: float,
    y: float,
    digits: str,
    *,
    letter: Letter = PLAIN,
    cell: float = 6.1,
    gap: float = 10,
    leading: float = 16,
    per_line: int = 4,
) -> None:
    """Groups of eight characters in fixed cells: two fingerprints compare at a glance."""
    for start in range(0, len(digits), 8):
        row, column = divmod(start // 8, per_line)
        left = x + column * (8 * cell + gap)
        base = y - row * leading
        group = [
            (left + (place + 0.5) * cell - letter.width(char) / 2, base, char)
            for place, char in enumerate(digits[start : start + 8])
        ]
        # Readers guess words from gaps; a narrow f in its cell would be taken for a word of its own.
        canvas.addLiteral(f"/Span <</ActualText ({digits[start : start + 8]})>> BDC")
        put_cells(canvas, group, letter)
        canvas.addLiteral("EMC")


def hex_width(groups: int, cell: float = 6.1, gap: float = 10) -> float:
    """How wide a line of so many groups is, in points."""
    return groups * (8 * cell + gap) - gap


def rule(
    canvas: Any, x: float, y: float, right: float, *, colour: Color = LINE, width: float = 0.6
) -> None:
    """A horizontal line."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.line(x, y, right, y)


def box(
    canvas: Any,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    radius: float = 5,
    fill: Color | None = SOFT,
    stroke: Color = LINE,
    line: float = 0.6,
) -> None:
    """A rounded frame whose upper left corner is at (x, y)."""
    canvas.setStrokeColor(stroke)
    canvas.setLineWidth(line)
    if fill is not None:
        canvas.setFillColor(fill)
    canvas.roundRect(x, y - height, width, height, radius, stroke=1, fill=int(fill is not None))


def swatch(canvas: Any, x: float, y: float, level: RiskWord, side: float = 10) -> None:
    """The mark of a risk level, its corner at (x, y): solid, striped, dotted or hollow."""
    canvas.saveState()
    edge = canvas.beginPath()
    edge.roundRect(x, y, side, side, 2)
    canvas.clipPath(edge, stroke=0)
    canvas.setFillColor(RISK_COLOURS[level])
    canvas.rect(x, y, side, side, stroke=0, fill=1)
    if level == "低":
        canvas.setFillColor(_PALE)
        canvas.rect(x + 1.4, y + 1.4, side - 2.8, side - 2.8, stroke=0, fill=1)
    elif level == "较大":
        canvas.setStrokeColor(_STRIPE)
        canvas.setLineWidth(0.9)
        for step in range(-3, 3):
            left = x + step * side / 3
            canvas.line(left, y, left + side, y + side)
    elif level == "一般":
        canvas.setFillColor(_DOT)
        for row in range(3):
            for column in range(3):
                shift = 0.5 if row % 2 else 0.2
                canvas.circle(
                    x + (column + shift) * side / 2.8,
                    y + (row + 0.55) * side / 3.1,
                    side * 0.07,
                    stroke=0,
                    fill=1,
                )
    canvas.restoreState()


def qr(canvas: Any, x: float, y: float, side: float, text: str) -> None:
    """A QR code (error correction M, no margin of its own), lower left corner at (x, y)."""
    rows: Sequence[bytearray] = segno.make(
        text, error="m", micro=False, encoding="utf-8"
    ).matrix
    module = side / len(rows)
    canvas.setFillColor(HexColor("#000000"))
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        start: int | None = None
        for column, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                bottom = y + side - (number + 1) * module
                path.rect(x + start * module, bottom, (column - start) * module, module)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


def picture(canvas: Any, data: bytes, place: tuple[float, float, float, float]) -> None:
    """A JPEG or PNG stretched over (x, y, width, height); transparency is kept."""
    canvas.drawImage(ImageReader(io.BytesIO(data)), *place, mask="auto")


def blank(canvas: Any, width: float, height: float) -> None:
    """Paint the whole page white: a signature's appearance covers what stood there before."""
    canvas.setFillColor(white)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
