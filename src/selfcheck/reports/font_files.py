"""Font files of ten megabytes each, held in little memory: only what a document draws is looked at."""

import mmap
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any


class Mapped:
    """A font file as ReportLab reads one, of which only the pages that are looked at take memory."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)

    def read(self) -> mmap.mmap:
        """The bytes, sliced like any others."""
        with Path(self.name).open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class _Metrics:
    """Advance width and left side bearing of each glyph, four bytes a glyph."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._numbers = array("H", (number for pair in pairs for number in pair))

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self._numbers[2 * glyph], self._numbers[2 * glyph + 1]


class _Part:
    """A table of the file that is copied glyph by glyph, never whole."""

    def __init__(self, content: mmap.mmap, start: int) -> None:
        self._content = content
        self._start = start

    def __getitem__(self, place: slice) -> bytes:
        return self._content[self._start + place.start : self._start + place.stop]


def make_small(face: Any, like: Any = None) -> None:
    """Keep what ReportLab read of a mapped font in a quarter of the memory it takes for it.

    `like` is a face that may know the same characters by the same glyphs: another weight.
    """
    if like is not None and like.charToGlyph == face.charToGlyph:
        face.charToGlyph = like.charToGlyph
    face.hmetrics = _Metrics(face.hmetrics)
    face.glyphPos = array("L", face.glyphPos)
    known: dict[float, float] = {}
    face.charWidths = {
        code: known.setdefault(width, width) for code, width in face.charWidths.items()
    }
    whole = face.get_table

    def table(tag: str) -> bytes | _Part:
        if tag != "glyf":
            return bytes(whole(tag))
        return _Part(face._ttf_data, face.get_table_pos(tag)[0])

    face.get_table = table
