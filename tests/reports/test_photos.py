"""Photos on paper: upright, small, and never an exception."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from selfcheck.reports.photos import LARGEST, LONG_EDGE, Unreadable, reduced
from tests.reports.samples import a_photo


def opened(data: bytes) -> Image.Image:
    """The picture in full."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def a_noise(size: tuple[int, int]) -> bytes:
    """A picture that hardly compresses."""
    target = io.BytesIO()
    Image.effect_noise(size, 120).convert("RGB").save(target, "JPEG", quality=90)
    return target.getvalue()


def a_png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header promises more pixels than a PC has memory for."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(b"IHDR" + head))


def test_a_large_photo_becomes_small_and_keeps_its_shape() -> None:
    image = opened(reduced(a_photo((4000, 3000))))
    assert image.size == (LONG_EDGE, LONG_EDGE * 3 // 4)


def test_even_noise_stays_below_the_limit() -> None:
    assert len(reduced(a_noise((2000, 1500)))) <= LARGEST


@pytest.mark.parametrize(
    ("orientation", "dark"),
    [(1, (0.5, 0.03)), (3, (0.5, 0.97)), (6, (0.97, 0.5)), (8, (0.03, 0.5))],
)
def test_a_photo_taken_sideways_is_printed_upright(
    orientation: int, dark: tuple[float, float]
) -> None:
    image = opened(reduced(a_photo((1600, 1200), orientation=orientation)))
    x, y = int(image.width * dark[0]), int(image.height * dark[1])
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    assert sum(pixel) < 200


def test_a_transparent_png_stands_on_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(target, "PNG")
    assert opened(reduced(target.getvalue())).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        a_photo()[:400],
        b"%PDF-1.7",
        a_png_claiming(60_000, 60_000),
        a_png_claiming(9_000, 9_000),
    ],
)
def test_a_photo_that_cannot_be_read_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="没有打印"):
        reduced(data)


def test_a_photo_whose_file_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="不在档案里"):
        reduced(tmp_path / "gone.jpg")
