"""The bytes of a zip's own records, in the one form that a package uses.

Everything is fixed but name, CRC, size and offset: stored, no flags, 1980-01-01, made on Unix
with mode 0644. ZIP64 appears only where a number needs more than 32 bits (a file of 2 GiB is
still plain), in the form of APPNOTE 6.3.10 §4.5.3 and §4.3.14. Writer and reader use the same
functions, so that the reader accepts exactly what the writer emits.
"""

from struct import Struct, pack
from typing import NamedTuple

MAX_32 = 0xFFFF_FFFF  # this value itself means "see the ZIP64 field"

LOCAL = Struct("<4s5H3L2H")
CENTRAL = Struct("<4s6H3L5H2L")
END = Struct("<4s4H2LH")
END_64 = Struct("<4sQ2H2L4Q")
LOCATOR_64 = Struct("<4sLQL")

LOCAL_MARK = b"PK\x03\x04"
CENTRAL_MARK = b"PK\x01\x02"
END_MARK = b"PK\x05\x06"
END_64_MARK = b"PK\x06\x06"
LOCATOR_64_MARK = b"PK\x06\x07"

UNIX = 3 << 8
VERSION = 20
VERSION_64 = 45
DATE_1980 = (1 << 5) | 1  # 1980-01-01; the time is 0
REGULAR_0644 = 0o100644 << 16


class Entry(NamedTuple):
    """What differs from file to file."""

    name: str  # with the base folder
    crc: int
    size: int
    offset: int  # of the local header

    @property
    def data_offset(self) -> int:
        """Where the file's own bytes begin."""
        return self.offset + len(local_header(self))

    @property
    def end(self) -> int:
        """The byte after the last one: where the next entry must begin."""
        return self.data_offset + self.size


def _extra(*numbers: int) -> bytes:
    """The ZIP64 field holding these numbers; nothing when there are none."""
    return pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""


def local_header(entry: Entry) -> bytes:
    """What stands before a file's bytes."""
    name = entry.name.encode("ascii")
    large = entry.size >= MAX_32
    size = MAX_32 if large else entry.size
    extra = _extra(entry.size, entry.size) if large else b""
    version = VERSION_64 if large else VERSION
    fixed = LOCAL.pack(
        LOCAL_MARK, version, 0, 0, 0, DATE_1980, entry.crc, size, size, len(name), len(extra)
    )
    return fixed + name + extra


def central_header(entry: Entry) -> bytes:
    """The file's line in the directory."""
    name = entry.name.encode("ascii")
    sizes = (entry.size, entry.size) if entry.size >= MAX_32 else ()
    offsets = (entry.offset,) if entry.offset >= MAX_32 else ()
    extra = _extra(*sizes, *offsets)
    version = VERSION_64 if extra else VERSION
    size = min(entry.size, MAX_32)
    fixed = CENTRAL.pack(
        CENTRAL_MARK,
        UNIX | version,
        VERSION_64 if sizes else VERSION,
        0,
        0,
        0,
        DATE_1980,
        entry.crc,
        size,
        size,
        len(name),
        len(extra),
        0,
        0,
        0,
        REGULAR_0644,
        min(entry.offset, MAX_32),
    )
    return fixed + name + extra


def end_records(count: int, size: int, offset: int) -> bytes:
    """What closes the zip: `count` files, a directory of `size` bytes at `offset`."""
    large = b""
    if max(size, offset) >= MAX_32:
        large = END_64.pack(
            END_64_MARK, 44, UNIX | VERSION_64, VERSION_64, 0, 0, count, count, size, offset
        ) + LOCATOR_64.pack(LOCATOR_64_MARK, 0, offset + size, 1)
    return large + END.pack(
        END_MARK, 0, 0, count, count, min(size, MAX_32), min(offset, MAX_32), 0
    )
