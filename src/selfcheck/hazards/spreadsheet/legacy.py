"""Old workbooks (.xls), walked through before the library sees them.

A sheet in them begins with a record of its dimensions, and the library reserves that much memory at
once: one wrong figure, as damaged files and some exports have it, would end the program. The record
says nothing that is needed, so it is made small. The layout is that of [MS-CFB] and [MS-XLS].
"""

import struct
from collections.abc import Iterator

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet import compound, refused

_END, _FILEPASS, _BOUNDSHEET, _STRINGS, _DIMENSIONS = 0x000A, 0x002F, 0x0085, 0x00FC, 0x0200
_MULTIPLE = 0x00BD  # several numbers in one row; its last column stands at its end
_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _MULTIPLE})
_ONE_CELL = {14: struct.pack("<IIHHH", 0, 1, 0, 1, 0), 10: struct.pack("<HHHHH", 0, 1, 0, 1, 0)}


def made_safe(data: bytes) -> bytes:
    """The same workbook with harmless dimensions.

    Raises `SelfCheckError` when it is protected, damaged, or no workbook.
    """
    try:
        streams = compound.streams(data)
        if "EncryptedPackage" in streams:
            raise SelfCheckError(refused.PROTECTED)
        if "WordDocument" in streams:
            raise SelfCheckError(refused.DOCUMENT)
        stream = streams.get("Workbook") or streams["Book"]
        safe = bytearray(data)
        for offset, length in _dimensions(stream.content(data)):
            for index, byte in enumerate(_ONE_CELL[length], start=offset):
                safe[stream.place(index)] = byte
    except (struct.error, IndexError, KeyError, compound.Broken) as error:
        raise SelfCheckError(refused.DAMAGED) from error
    return bytes(safe)


def _dimensions(stream: bytes) -> Iterator[tuple[int, int]]:
    """Where the dimensions of each sheet stand in the workbook's stream, and how long they are.

    Raises `SelfCheckError` when there is a password or cells stand too far away.
    """
    sheets = []
    for kind, offset, _ in _records(stream, 0):
        if kind == _FILEPASS:
            raise SelfCheckError(refused.PROTECTED)
        if kind == _STRINGS and struct.unpack_from("<I", stream, offset + 4)[0] > len(stream):
            raise SelfCheckError(refused.DAMAGED)  # as many texts are given room at once
        if kind == _BOUNDSHEET:
            sheets.append(struct.unpack_from("<I", stream, offset)[0])
    for sheet in sheets:
        last_row = last_column = 0
        for kind, offset, length in _records(stream, sheet):
            if kind == _DIMENSIONS:
                yield offset, length
            elif kind in _CELLS:
                row, column = struct.unpack_from("<HH", stream, offset)
                if kind == _MULTIPLE:
                    (column,) = struct.unpack_from("<H", stream, offset + length - 2)
                last_row, last_column = max(last_row, row), max(last_column, column)
        refused.check_extent("工作表", last_row + 1, last_column + 1)


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of a part of the stream."""
    unpack = struct.Struct("<HH").unpack_from
    while offset + 4 <= len(stream):
        kind, length = unpack(stream, offset)
        if kind == _END:
            return
        offset += 4
        yield kind, offset, length
        offset += length
