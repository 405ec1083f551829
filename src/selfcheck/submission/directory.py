"""Finding and reading a zip's directory, strictly: where it is and what its lines say.

Each way of bending it has a finding of its own, because a person who made the file by accident
(another zip program, a broken copy) needs to know which; the rest is caught by re-encoding.
"""

from typing import BinaryIO, NamedTuple

from selfcheck.errors import PackageError
from selfcheck.submission import zip_records as records
from selfcheck.submission.findings import Finding, Malformed

_LARGEST = 8 << 20  # bytes of a directory: 20,000 lines of the longest names fit
_MOST = 0xFFFF - 1  # files; more need ZIP64 counts, which are never written
_LONGEST_TAIL = records.END.size + 0xFFFF  # an end record and the longest comment
_PLACE = "zip 目录"


class Bounds(NamedTuple):
    """Where the directory lies, in bytes, and how many files it names."""

    offset: int
    size: int
    files: int


def find(file: BinaryIO, shown: str) -> Bounds:
    """The directory's place by the end record. `shown` is the file's name for messages."""
    length = file.seek(0, 2)
    tail_length = min(length, _LONGEST_TAIL)
    file.seek(length - tail_length)
    tail = file.read(tail_length)
    file.seek(0)
    starts_as_zip = file.read(4) == records.LOCAL_MARK
    at = tail_length - records.END.size
    if at < 0 or tail[at : at + 4] != records.END_MARK:
        raise _no_end_record(tail, starts_as_zip, shown)
    if not starts_as_zip:
        raise Malformed(Finding.PREPENDED_BYTES, shown)
    count, size, offset = records.END.unpack(tail[at:])[4:7]
    end = length - records.END.size
    if records.MAX_32 in (size, offset):
        count, size, offset = _large_end(file, end)
        end -= records.END_64.size + records.LOCATOR_64.size
    elif tail[max(at - records.LOCATOR_64.size, 0) :].startswith(records.LOCATOR_64_MARK):
        raise Malformed(Finding.ZIP64_LIE, _PLACE)
    if size > _LARGEST or count > _MOST:
        raise Malformed(Finding.TOO_MANY_FILES, _PLACE)
    if offset + size != end:
        raise _misplaced(tail[max(offset + size - (length - tail_length), 0) : at])
    if count == 0 or size == 0:
        raise Malformed(Finding.NO_FILES, shown)
    file.seek(end)
    if file.read() != records.end_records(count, size, offset):
        raise Malformed(Finding.ODD_END_RECORD, _PLACE)
    return Bounds(offset, size, count)


def _misplaced(between: bytes) -> Malformed:
    """Why something stands between the directory and the end record."""
    if records.END_MARK in between:
        return Malformed(Finding.TWO_END_RECORDS, _PLACE)
    return Malformed(Finding.DIRECTORY_MISPLACED, _PLACE)


def _no_end_record(tail: bytes, starts_as_zip: bool, shown: str) -> Exception:
    """Why the last 22 bytes are no end record."""
    at = tail.rfind(records.END_MARK)
    if at < 0:
        if starts_as_zip:
            return Malformed(Finding.TRUNCATED, shown)
        return PackageError(f"“{shown}”不是报送包：选择以 .zip 结尾、由企业导出的文件。")
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    if comment and at + records.END.size + comment == len(tail):
        return Malformed(Finding.ARCHIVE_COMMENT, shown)
    return Malformed(Finding.TRAILING_BYTES, shown)


def _large_end(file: BinaryIO, end: int) -> tuple[int, int, int]:
    """Count, size and offset as the ZIP64 end record gives them."""
    at = end - records.LOCATOR_64.size - records.END_64.size
    if at < 0:
        raise Malformed(Finding.ZIP64_LIE, _PLACE)
    file.seek(at)
    fields = records.END_64.unpack(file.read(records.END_64.size))
    mark, count, size, offset = fields[0], *fields[-3:]
    if mark != records.END_64_MARK or max(size, offset) < records.MAX_32:
        raise Malformed(Finding.ZIP64_LIE, _PLACE)
    return count, size, offset


def entries(file: BinaryIO, bounds: Bounds) -> tuple[records.Entry, ...]:
    """Every line of the directory."""
    file.seek(bounds.offset)
    raw = file.read(bounds.size)
    found: list[records.Entry] = []
    at = 0
    while at < len(raw):
        if len(found) == bounds.files:
            raise Malformed(Finding.WRONG_COUNT, _PLACE)
        entry, at = _line(raw, at)
        found.append(entry)
    if len(found) != bounds.files:
        raise Malformed(Finding.WRONG_COUNT, _PLACE)
    return tuple(found)


def _line(raw: bytes, at: int) -> tuple[records.Entry, int]:
    """One line of the directory and where the next begins."""
    fixed = raw[at : at + records.CENTRAL.size]
    if len(fixed) < records.CENTRAL.size or not fixed.startswith(records.CENTRAL_MARK):
        raise Malformed(Finding.BROKEN_DIRECTORY, _PLACE)
    (
        _,
        _,
        _,
        flags,
        method,
        _,
        _,
        crc,
        packed,
        size,
        name_length,
        extra_length,
        comment,
        *_,
    ) = (fields := records.CENTRAL.unpack(fixed))
    attributes, offset = fields[-2:]
    name_end = at + records.CENTRAL.size + name_length
    end = name_end + extra_length + comment
    raw_name, extra = raw[name_end - name_length : name_end], raw[name_end : end - comment]
    if end > len(raw):
        raise Malformed(Finding.BROKEN_DIRECTORY, _PLACE)
    name = _name(raw_name)
    if flags & 1:
        raise Malformed(Finding.ENCRYPTED, name)
    if method:
        raise Malformed(Finding.COMPRESSED, name)
    if attributes >> 16 != records.REGULAR_0644 >> 16:
        raise Malformed(Finding.NOT_A_REGULAR_FILE, name)
    if comment:
        raise Malformed(Finding.ENTRY_COMMENT, name)
    _, size, offset = _wide(name, [packed, size, offset], extra)
    entry = records.Entry(name, crc, size, offset)
    if records.central_header(entry) != raw[at:end]:
        raise Malformed(Finding.ODD_HEADER, name)
    return entry, end


def _name(raw: bytes) -> str:
    """The name; where it is not ASCII, shown with escapes."""
    if not raw.isascii():
        raise Malformed(Finding.UNSAFE_NAME, raw.decode("utf-8", "backslashreplace"))
    return raw.decode("ascii")


def _wide(name: str, numbers: list[int], extra: bytes) -> list[int]:
    """Packed size, size and offset, taken from the ZIP64 field where it must be there."""
    large = [place for place, number in enumerate(numbers) if number == records.MAX_32]
    if large:
        if len(extra) != 4 + 8 * len(large):
            raise Malformed(Finding.ZIP64_LIE, name)
        for order, place in enumerate(large):
            at = 4 + 8 * order
            numbers[place] = int.from_bytes(extra[at : at + 8], "little")
            if numbers[place] < records.MAX_32:
                raise Malformed(Finding.ZIP64_LIE, name)
    elif extra[:2] == b"\x01\x00":
        raise Malformed(Finding.ZIP64_LIE, name)
    elif extra:
        raise Malformed(Finding.EXTRA_FIELD, name)
    if numbers[0] != numbers[1]:
        raise Malformed(Finding.SIZES_DIFFER, name)
    return numbers
