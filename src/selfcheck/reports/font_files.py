"""Font files of ten megabytes each, held in little memory: only what a document draws is looked at."""

import mmap
from array import array
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any


class FontFile:
    """A font file as ReportLab reads one: it lies in memory only while something is read from it."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self.lock = Lock()  # held by whoever reads and then lets go
        self._mapped: mmap.mmap | None = None

    def read(self) -> "FontFile":
        """The bytes, to be sliced."""
        return self

    def __getitem__(self, place: slice) -> bytes:
        if self._mapped is None:
            with Path(self.name).open("rb") as file:
                self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._mapped[place]

    def let_go(self) -> None:
        """Give the memory back until something is read again."""
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None


class _Metrics:
    """Advance width and left side bearing of each glyph, four bytes a glyph."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._numbers = array("H", list(chain.from_iterable(pairs)))

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self._numbers[2 * glyph], self._numbers[2 * glyph + 1]


class _Part:
    """A table of the file that is copied glyph by glyph, never whole."""

    def __init__(self, content: FontFile, start: int) -> None:
        self._content = content
        self._start = start

    def __getitem__(self, place: slice) -> bytes:
        return self._content[self._start + place.start : self._start + place.stop]


def make_small(face: Any, file: FontFile, like: Any = None) -> None:
    """Keep what ReportLab read of a font file in a fifth of the memory it takes for it.

    `like` is a face that may know the same characters by the same glyphs: another weight.
    """
    if like is not None and like.charToGlyph == face.charToGlyph:
        face.charToGlyph = like.charToGlyph
    face.hmetrics = _Metrics(face.hmetrics)
    face.glyphPos = array("L", face.glyphPos)
    face.glyphToChar = {}  # asked for by shaping alone, which Chinese needs none of
    known: dict[float, float] = {}
    face.charWidths = {
        code: known.setdefault(width, width) for code, width in face.charWidths.items()
    }
    whole_table, whole_subset = face.get_table, face.makeSubset

    def table(tag: str) -> bytes | _Part:
        if tag != "glyf":
            return bytes(whole_table(tag))
        return _Part(file, face.get_table_pos(tag)[0])

    def subset(codes: list[int]) -> bytes:
        with file.lock:
            try:
                return bytes(whole_subset(codes))
            finally:
                file.let_go()

    face.get_table, face.makeSubset = table, subset
    file.let_go()
