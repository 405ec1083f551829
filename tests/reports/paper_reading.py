"""What a PDF page really shows: its fills with their colours, its words with their contrast, its greys."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

XY = tuple[float, float]


@dataclass(frozen=True)
class Fill:
    """A filled polygon: its colour and its corners as they were drawn."""

    colour: str  # #d92d20
    corners: tuple[XY, ...]

    @property
    def size(self) -> XY:
        """Width and height of the box around it."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return max(xs) - min(xs), max(ys) - min(ys)


def fills_of(pdf: bytes, page: int = 0) -> list[Fill]:
    """Every filled path of straight lines on a page, in the order they are drawn."""
    reader = PdfReader(io.BytesIO(pdf))
    stream = reader.pages[page].get_contents()
    assert stream is not None
    found, path, colour = [], [], "#000000"
    for operands, operator in ContentStream(stream, reader).operations:
        name = operator.decode() if isinstance(operator, bytes) else str(operator)
        numbers = [float(value) for value in operands] if name in _NUMBERS else []
        if name == "rg":
            colour = "#" + "".join(f"{round(value * 255):02x}" for value in numbers)
        elif name in ("m", "l"):
            path.append((numbers[0], numbers[1]))
        elif name == "re":
            x, y, width, height = numbers
            path += [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        elif name in ("f", "f*", "B", "B*", "b", "b*"):
            if path:
                found.append(Fill(colour, tuple(path)))
            path = []
        elif name in ("S", "s", "n"):
            path = []
    return found


_NUMBERS = {"rg", "m", "l", "re"}


def words_on(pdf: bytes, page: int = 0) -> str:
    """The text of a page without its gaps."""
    return "".join(PdfReader(io.BytesIO(pdf)).pages[page].extract_text().split())


def in_grey(pdf: bytes, page: int = 0, scale: float = 3.0) -> Image.Image:
    """A page as a grey printer shows it."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[page].render(scale=scale).to_pil()
        return image.convert("L")


def contrasts(pdf: bytes, page: int = 0, scale: float = 5.0) -> Iterator[tuple[str, float]]:
    """Each run of words of a page with its contrast on its ground, in grey (WCAG's ratio)."""
    grey = in_grey(pdf, page, scale)
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        height = sheet.get_height()
        text = sheet.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = text.get_text_bounded(left, bottom, right, top).strip()
            box = (
                left * scale,
                (height - top) * scale,
                right * scale,
                (height - bottom) * scale,
            )
            part = grey.crop(tuple(map(round, box)))
            if words and part.width > 2 and part.height > 2:
                values = sorted(part.tobytes())
                yield words, _contrast(values[len(values) // 50], values[-len(values) // 10])


def _contrast(dark: int, light: int) -> float:
    return (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)


def _luminance(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
