"""What a phone makes of a painted scene: tilt, softness, noise, and the time it writes."""

import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from build_scripts.sample.space import HEIGHT, WIDTH, grain


def _vignette(strength: float) -> Image.Image:
    small = Image.new("L", (160, 120))
    pen = ImageDraw.Draw(small)
    for y in range(120):
        for x in range(160):
            away = math.hypot((x - 80) / 100, (y - 58) / 80)
            pen.point((x, y), round(255 * (1 - strength * max(0.0, away - 0.35) ** 1.6)))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def as_taken(
    image: Image.Image,
    *,
    seed: int,
    tilt: float = 0.8,
    warm: float = 0.0,
    dim: float = 1.0,
    soft: float = 1.1,
    strength: float = 0.5,
) -> Image.Image:
    """The painting as a phone would have taken it: slightly tilted, soft, uneven and noisy."""
    image = image.rotate(tilt, Image.Resampling.BICUBIC)
    cut = 40
    image = image.crop((cut, cut * 3 // 4, WIDTH - cut, HEIGHT - cut * 3 // 4))
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.GaussianBlur(soft))
    patchy = grain(512, 3, seed % 11 + 3).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    patchy = patchy.point([232 + round((v - 128) * 0.22) for v in range(256)])
    image = ImageChops.multiply(image, Image.merge("RGB", [patchy] * 3))
    image = ImageChops.multiply(image, Image.merge("RGB", [_vignette(strength)] * 3))
    curve = [min(255, max(0, round(255 * (v / 255) ** 0.94 * 1.1 * dim))) for v in range(256)]
    red = [min(255, round(curve[v] * (1 + warm))) for v in range(256)]
    blue = [min(255, round(curve[v] * (1 - warm))) for v in range(256)]
    image = image.point([*red, *curve, *blue])
    rng = random.Random(seed)  # noqa: S311 - noise, not a secret
    channels = []
    for channel in image.split():
        half = (WIDTH // 2, HEIGHT // 2)
        noise = Image.frombytes("L", half, rng.randbytes(half[0] * half[1]))
        noise = noise.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
        noise = noise.point([128 + round((v - 128) * 0.055) for v in range(256)])
        channels.append(ImageChops.add(channel, noise, 1, -128))
    return Image.merge("RGB", channels)


def as_jpeg(image: Image.Image, taken: str, *, most: int = 100_000) -> bytes:
    """The photo as a JPEG of at most that many bytes, with the time the camera wrote."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x0132] = "Sample", "Sample Phone", taken
    inner = tags.get_ifd(0x8769)
    inner[0x9003], inner[0x9004] = taken, taken
    for quality in range(84, 30, -4):
        made = io.BytesIO()
        image.save(made, "JPEG", quality=quality, subsampling=2, optimize=True, exif=tags)
        if made.tell() <= most:
            break
    return made.getvalue()
