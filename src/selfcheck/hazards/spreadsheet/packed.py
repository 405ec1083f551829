"""New workbooks (.xlsx), walked through before the library sees them.

The library lays out everything between the first and the last cell: a single blank typed in the far
corner of a sheet would need more memory than any PC has, and end the program at once.
"""

import errno
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet import refused
from selfcheck.progress import Progress

_CHUNK, _OVERLAP = 1 << 20, 1 << 12
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>(?!</)"""
)
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_NO_ADDRESS = re.compile(rb"<(?:\w+:)?c(?:\s(?!r=)(?![^>]*\sr=)[^>]*)?>")
# RuntimeError: an encrypted member, or a compression nobody uses here
_DAMAGE = (zipfile.BadZipFile, EOFError, zlib.error, struct.error, ValueError, RuntimeError)
_NOT_READ = {
    "xl/workbook.bin": refused.BINARY_SHEET,
    "mimetype": refused.OPEN_DOCUMENT,
    "word/document.xml": refused.DOCUMENT,
}


def check_packed(file: IO[bytes], progress: Progress) -> None:
    """Raise `SelfCheckError` for what is no .xlsx, is damaged, or reaches too far."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            names = {i.filename.replace("\\", "/").lstrip("/").lower() for i in infos}
            for name, sentence in _NOT_READ.items():
                if name in names:
                    raise SelfCheckError(sentence)
            if not any(name.startswith("xl/") for name in names):
                raise SelfCheckError(refused.ARCHIVE)
            parts = [i for i in infos if "/media/" not in i.filename]  # pictures stay unread
            if sum(info.file_size for info in parts) > refused.MOST_BYTES:
                raise SelfCheckError(refused.TOO_MANY_BYTES)
            for info in parts:
                with archive.open(info) as part:
                    rows, columns = _extent(_pieces(part, progress))
                refused.check_extent("工作表", rows, columns)
    except _DAMAGE as error:
        raise SelfCheckError(refused.DAMAGED) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise SelfCheckError(refused.DAMAGED) from error
        raise


def _pieces(part: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """A part's bytes, overlapping; reading to its end proves its size and its checksum."""
    tail = b""
    while chunk := part.read(_CHUNK):
        progress.check()
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and the last column of a sheet in which anything stands."""
    last_row = last_column = counted = 0
    for piece in pieces:
        if not any(mark in piece for mark in (b"<v", b":v", b"<is", b":is")):
            continue  # formatted blanks: a million rows of them go by in a moment
        for match in _CELL.finditer(piece):
            last_row = max(last_row, int(match[2]))
            last_column = max(last_column, _column(match[1]))
        if _NO_ADDRESS.search(piece):  # allowed: such cells are counted off
            first, *rows = _ANY_ROW.split(piece)
            counted += len(rows)
            last_row = max(last_row, counted)
            cells = (len(_ANY_CELL.findall(row)) for row in (first, *rows))
            last_column = max(last_column, *cells)
    return last_row, last_column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
