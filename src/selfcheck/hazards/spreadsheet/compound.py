"""The file system inside of old Office files ([MS-CFB]): where each of its streams lies."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_HEADER = 512
_SMALL = 64  # bytes of a sector of the small streams, which lie together in the root's stream
_LAST = 0xFFFFFFFA  # numbers above mark free sectors and ends of chains
_ENTRY = 128
_ROOT, _STREAM = 5, 2
_SHIFTS = (9, 12)


class Broken(Exception):
    """The sectors contradict one another, or lie beyond the end of the file."""


@dataclass(frozen=True)
class Stream:
    """One stream, as the places of its equally long pieces in the file."""

    pieces: tuple[int, ...]
    step: int
    size: int

    def place(self, offset: int) -> int:
        """Where in the file a byte of the stream stands."""
        return self.pieces[offset // self.step] + offset % self.step

    def content(self, data: bytes) -> bytes:
        """All of the stream."""
        return b"".join(data[piece : piece + self.step] for piece in self.pieces)[: self.size]


def streams(data: bytes) -> dict[str, Stream]:
    """The streams of a compound file by their names.

    Raises `Broken`, and `struct.error` or `IndexError` where the file ends too early.
    """
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SHIFTS:
        raise Broken
    step = 1 << shift
    directory_start, cutoff, small_start = struct.unpack_from("<I4xII", data, 48)
    table = _table(data, step)
    entries = Stream(_chain(directory_start, table, step, len(data)), step, len(data)).content(
        data
    )
    found: dict[str, tuple[int, int]] = {}
    root = Stream((), step, 0)
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length, kind, start, size = struct.unpack_from("<HB49xII", entries, at + 64)
        if kind == _ROOT:
            root = Stream(_chain(start, table, step, len(data)), step, size)
        elif kind == _STREAM:
            name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            found.setdefault(name, (start, size))
    small_table = _numbers(data, _chain(small_start, table, step, len(data)), step)
    result = {}
    for name, (start, size) in found.items():
        if size < cutoff:
            small = _chain(start, small_table, _SMALL, root.size)
            pieces = tuple(root.place(piece - _SMALL) for piece in small)
            result[name] = Stream(pieces, _SMALL, size)
        else:
            result[name] = Stream(_chain(start, table, step, len(data)), step, size)
    return result


def _table(data: bytes, step: int) -> Sequence[int]:
    """Which sector follows on which: first told in the header, then in sectors that are chained."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    seen = set()
    while more < _LAST:
        if more in seen:
            raise Broken
        seen.add(more)
        *numbers, more = struct.unpack_from(f"<{step // 4}I", data, (more + 1) * step)
        sectors += numbers
    return _numbers(data, [(s + 1) * step for s in sectors if s < _LAST], step)


def _numbers(data: bytes, pieces: Sequence[int], step: int) -> Sequence[int]:
    return [
        number
        for piece in pieces
        for number in struct.unpack_from(f"<{step // 4}I", data, piece)
    ]


def _chain(start: int, table: Sequence[int], step: int, end: int) -> tuple[int, ...]:
    """The places of a chain's sectors; a header of one sector stands before the first of them."""
    places: list[int] = []
    sector = start
    while sector < _LAST:
        if len(places) > len(table) or sector * step > end:
            raise Broken
        places.append((sector + 1) * step)
        sector = table[sector]
    return tuple(places)
