"""Every bent zip we think of is refused with its own finding; the table grows a row a trick."""

from collections.abc import Callable
from pathlib import Path
from struct import pack, pack_into, unpack_from

import pytest

from selfcheck.submission import layout
from selfcheck.submission import zip_records as records
from selfcheck.submission.findings import Finding
from tests.submission import forge
from tests.submission.forge import PHOTO
from tests.submission.judging import (
    honest,
    honest_files,
    verdict_on,
)
from tests.submission.raw_zip import RawZip

HISTORY, MANIFEST, TAGMANIFEST = layout.HISTORY, layout.MANIFEST, layout.TAGMANIFEST
PRINCIPAL_P7S = layout.SIGNATURE[layout.PRINCIPAL]
MANAGER_P7S = layout.SIGNATURE[layout.SAFETY_MANAGER]
BASE = forge.PACKAGE_ID

# The zip's structure

Bytes = Callable[[], bytes]


def with_field(where: str, offset: int, code: str, value: int, name: str = PHOTO) -> Bytes:
    """One number changed in one header, or in both."""

    def forged() -> bytes:
        bent = honest()
        part = bent.part(name)
        if where in ("local", "both"):
            pack_into(code, part.local, offset, value)
        if where in ("central", "both"):
            pack_into(code, part.central, offset if where == "central" else offset + 2, value)
        return bent.bytes()

    return forged


def renamed(old: str, new: bytes) -> Bytes:
    """An entry under another name of the same length, in both headers; not signed for."""

    def forged() -> bytes:
        bent = honest()
        part = bent.part(old)
        before = f"{BASE}/{old}".encode()
        assert len(before) == len(new)
        part.local[:] = part.local.replace(before, new)
        part.central[:] = part.central.replace(before, new)
        return bent.bytes()

    return forged


def with_file(name: str, content: bytes = b"MZ") -> Bytes:
    """One more file, whose name is given without the base folder."""
    return lambda: RawZip.of(honest_files() | {name: content}).bytes()


def twice() -> bytes:
    bent = honest()
    at = bent.parts.index(bent.part(PHOTO))
    bent.parts.insert(at, RawZip.of({PHOTO: forge.a_photo("PNG")}).parts[0])
    return bent.bytes()


def longer_headers(field: bytes, where: str = "both") -> Bytes:
    """An extra field in the headers of the photo."""

    def forged() -> bytes:
        bent = honest()
        part = bent.part(PHOTO)
        if where == "both":
            pack_into("<H", part.local, 28, len(field))
            part.local += field
        pack_into("<H", part.central, 30, len(field))
        part.central += field
        return bent.bytes()

    return forged


def commented_entry() -> bytes:
    bent = honest()
    part = bent.part(PHOTO)
    pack_into("<H", part.central, 32, 3)
    part.central += b"abc"
    return bent.bytes()


def end_field(offset: int, code: str, change: Callable[[int], int]) -> Bytes:
    def forged() -> bytes:
        content = bytearray(honest().bytes())
        at = len(content) - 22 + offset
        pack_into(code, content, at, change(unpack_from(code, content, at)[0]))
        return bytes(content)

    return forged


def counted(change: int) -> bytes:
    """The end record counts other files than there are, twice the same."""
    content = bytearray(honest().bytes())
    at = len(content) - 22 + 8
    count = unpack_from("<H", content, at)[0] + change
    pack_into("<2H", content, at, count, count)
    return bytes(content)


def one_more() -> bytes:
    return counted(1)


def one_less() -> bytes:
    return counted(-1)


def two_ends() -> bytes:
    """An end record inside the comment of the first one, pointing at the same directory."""
    content = honest().bytes()
    end = content[-22:]
    return content[:-2] + pack("<H", 22) + end


def overlapping() -> bytes:
    bent = honest()
    bent.offsets[PHOTO] = 0
    return bent.bytes()


def overlapping_directory() -> bytes:
    """The last entry claims more bytes than there are before the directory."""
    bent = honest()
    part = bent.parts[-1]
    size = len(part.data) + 1000
    entry = records.Entry(f"{BASE}/{part.name}", 0, size, 0)
    part.local[:], part.central[:] = records.local_header(entry), records.central_header(entry)
    return bent.bytes()


def gap_between() -> bytes:
    bent = honest()
    bent.part(PHOTO).data += b"hidden"
    return bent.bytes()


def zip64_needlessly() -> bytes:
    """ZIP64 end records although every number fits."""
    bent = honest()
    lines, start = bent.directory(), len(bent.body)
    count = len(bent.parts)
    large = records.END_64.pack(
        b"PK\x06\x06", 44, 0x032D, 45, 0, 0, count, count, len(lines), start
    )
    locator = records.LOCATOR_64.pack(b"PK\x06\x07", 0, start + len(lines), 1)
    plain = records.end_records(count, len(lines), start)
    return bent.body + lines + large + locator + plain


def zip64_end_lies() -> bytes:
    """The end record defers to a ZIP64 record that is not there."""
    content = bytearray(honest().bytes())
    pack_into("<L", content, len(content) - 22 + 16, 0xFFFFFFFF)
    return bytes(content)


def zip64_end_small() -> bytes:
    """A ZIP64 end record whose numbers would have fitted."""
    content = bytearray(zip64_needlessly())
    pack_into("<L", content, len(content) - 22 + 16, 0xFFFFFFFF)
    return bytes(content)


def zip64_tiny() -> bytes:
    return b"PK\x03\x04" + records.END.pack(b"PK\x05\x06", 0, 0, 1, 1, 0, 0xFFFFFFFF, 0)


def zip64_size(numbers: tuple[int, ...]) -> Bytes:
    """The directory line defers to a ZIP64 field, which says something odd."""
    field = pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers)

    def forged() -> bytes:
        bent = honest()
        part = bent.part(PHOTO)
        pack_into("<2L", part.central, 20, 0xFFFFFFFF, 0xFFFFFFFF)
        pack_into("<H", part.central, 30, len(field))
        part.central += field
        return bent.bytes()

    return forged


def unsorted() -> bytes:
    bent = honest()
    bent.parts.reverse()
    return bent.bytes()


def two_bases() -> bytes:
    bent = honest()
    bent.parts += RawZip.of({"x": b""}, base="Z").parts
    return bent.bytes()


def no_files() -> bytes:
    return b"PK\x03\x04" + records.end_records(0, 0, 4)


def too_many() -> bytes:
    return b"PK\x03\x04" + records.end_records(0xFFFF, 4, 0)


SHORT = f"{BASE}/{PHOTO}"

STRUCTURE: list[tuple[str, Bytes, Finding]] = [
    ("cut off", lambda: honest().bytes()[:3000], Finding.TRUNCATED),
    ("bytes before it", lambda: b"MZ" + honest().bytes(), Finding.PREPENDED_BYTES),
    (
        "bytes before it, offsets adjusted",
        lambda: honest().bytes(before=b"MZ" * 8, shift=16),
        Finding.PREPENDED_BYTES,
    ),
    (
        "a zip before it, offsets adjusted",
        lambda: honest().bytes(before=b"PK\x03\x04" * 4, shift=16),
        Finding.PREPENDED_BYTES,
    ),
    ("fewer files than it says", one_more, Finding.WRONG_COUNT),
    ("more files than it says", one_less, Finding.WRONG_COUNT),
    ("bytes after it", lambda: honest().bytes() + b"\0", Finding.TRAILING_BYTES),
    (
        "a comment",
        lambda: honest().bytes()[:-2] + pack("<H", 5) + b"hello",
        Finding.ARCHIVE_COMMENT,
    ),
    ("two end records", two_ends, Finding.TWO_END_RECORDS),
    ("another disk", end_field(4, "<H", lambda _: 1), Finding.ODD_END_RECORD),
    ("counts that differ", end_field(8, "<H", lambda n: n - 1), Finding.ODD_END_RECORD),
    (
        "bytes between contents and directory",
        lambda: honest().bytes(gap=b"hidden"),
        Finding.GAP,
    ),
    (
        "a directory elsewhere",
        end_field(16, "<L", lambda n: n - 4),
        Finding.DIRECTORY_MISPLACED,
    ),
    ("a broken line", with_field("central", 0, "<L", 0), Finding.BROKEN_DIRECTORY),
    ("a name without end", with_field("central", 28, "<H", 0x7FFF), Finding.BROKEN_DIRECTORY),
    ("no files", no_files, Finding.NO_FILES),
    ("65535 files", too_many, Finding.TOO_MANY_FILES),
    ("ZIP64 that is not needed", zip64_needlessly, Finding.ZIP64_LIE),
    ("ZIP64 that is not there", zip64_end_lies, Finding.ZIP64_LIE),
    ("ZIP64 for small numbers", zip64_end_small, Finding.ZIP64_LIE),
    ("ZIP64 before the beginning", zip64_tiny, Finding.ZIP64_LIE),
    ("a ZIP64 field too short", zip64_size((5,)), Finding.ZIP64_LIE),
    ("a ZIP64 field for a small file", zip64_size((5, 5)), Finding.ZIP64_LIE),
    ("a ZIP64 field for two sizes", zip64_size((5 << 30, 6 << 30)), Finding.SIZES_DIFFER),
    ("a ZIP64 field for nothing", longer_headers(pack("<2HQ", 1, 8, 5)), Finding.ZIP64_LIE),
    ("an extra field", longer_headers(pack("<2HL", 0x5455, 4, 5)), Finding.EXTRA_FIELD),
    ("encrypted", with_field("both", 6, "<H", 1), Finding.ENCRYPTED),
    ("compressed", with_field("both", 8, "<H", 8), Finding.COMPRESSED),
    ("sizes that differ", with_field("central", 20, "<L", 9), Finding.SIZES_DIFFER),
    ("a data descriptor", with_field("both", 6, "<H", 8), Finding.ODD_HEADER),
    ("another date", with_field("both", 12, "<H", 0x21 + 1), Finding.ODD_HEADER),
    ("made on Windows", with_field("central", 4, "<H", 20), Finding.ODD_HEADER),
    (
        "a symbolic link",
        with_field("central", 38, "<L", 0o120777 << 16),
        Finding.NOT_A_REGULAR_FILE,
    ),
    ("a folder", with_field("central", 38, "<L", 0o040755 << 16), Finding.NOT_A_REGULAR_FILE),
    ("executable", with_field("central", 38, "<L", 0o100755 << 16), Finding.NOT_A_REGULAR_FILE),
    ("a comment on an entry", commented_entry, Finding.ENTRY_COMMENT),
    ("another CRC in front", with_field("local", 14, "<L", 1), Finding.HEADERS_DIFFER),
    ("another size in front", with_field("local", 22, "<L", 1), Finding.HEADERS_DIFFER),
    ("another method in front", with_field("local", 8, "<H", 8), Finding.HEADERS_DIFFER),
    ("a false CRC in both", with_field("both", 14, "<L", 1), Finding.WRONG_CRC),
    ("an entry over another", overlapping, Finding.OVERLAP),
    ("an entry over the directory", overlapping_directory, Finding.OVERLAP),
    ("hidden bytes between entries", gap_between, Finding.GAP),
    ("out of order", unsorted, Finding.NOT_SORTED),
    ("two base folders", two_bases, Finding.SEVERAL_BASE_FOLDERS),
    (
        "another ID as folder",
        lambda: RawZip.of({"a": b""}, "X").bytes(),
        Finding.WRONG_IDENTIFIER,
    ),
    ("a file twice", twice, Finding.DUPLICATE_NAME),
    ("two names but for case", with_file("Report.pdf"), Finding.CLASHING_NAME),
    ("a file that is a folder", with_file("data"), Finding.CLASHING_NAME),
    ("a device's name", with_file("data/AUX.txt"), Finding.UNSAFE_NAME),
    ("out of the folder", with_file("../x.exe"), Finding.UNSAFE_NAME),
    ("a dot at the end", with_file("data/x."), Finding.UNSAFE_NAME),
    ("a hidden file", with_file(".htaccess"), Finding.UNSAFE_NAME),
    ("too deep", with_file("a/b/c/d/e/f/g/h"), Finding.UNSAFE_NAME),
    ("an absolute name", renamed(PHOTO, b"/" + SHORT[1:].encode()), Finding.UNSAFE_NAME),
    ("a drive", renamed(PHOTO, b"C:" + SHORT[2:].encode()), Finding.UNSAFE_NAME),
    (
        "a backslash",
        renamed(PHOTO, SHORT.replace("/", "\\").encode()),
        Finding.UNSAFE_NAME,
    ),
    ("a NUL", renamed(PHOTO, SHORT.replace("P0", "P\0").encode()), Finding.UNSAFE_NAME),
    (
        "a Chinese name",
        renamed(PHOTO, SHORT.replace("P00000", "照片").encode()),
        Finding.UNSAFE_NAME,
    ),
    (
        "bytes that are no text",
        renamed(PHOTO, SHORT.encode().replace(b"P0", b"P\xff")),
        Finding.UNSAFE_NAME,
    ),
]


@pytest.mark.parametrize(
    ("forged", "expected"),
    [row[1:] for row in STRUCTURE],
    ids=[row[0] for row in STRUCTURE],
)
def test_a_bent_zip_is_refused_with_its_own_finding(
    tmp_path: Path, forged: Bytes, expected: Finding
) -> None:
    verdict = verdict_on(tmp_path, forged())

    assert [found.code for found in verdict.findings] == [expected]
    assert not verdict.intact
    assert not verdict.accepted
