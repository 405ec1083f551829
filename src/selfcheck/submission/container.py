"""The strict reader of the zip that a package is: accepts only what our own writer emits.

Zip parsers disagree about malformed files, so that two people can see two contents in one file.
Here every byte has one meaning: the end record is the last 22 bytes, the directory stands right
before it, the entries lie back to back from byte 0 in sorted order, both headers of an entry
are equal, and re-encoding what was read gives the same bytes. Limits are applied to the
directory before any content is read; nothing is ever written to disk. What a package holds is
not known here.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from selfcheck.errors import PackageError
from selfcheck.submission import directory, layout, names
from selfcheck.submission import zip_records as records
from selfcheck.submission.findings import Finding, Malformed


@dataclass(frozen=True)
class Limits:
    """What is refused before anything is read; bytes and files."""

    total: int = layout.MAX_PACKAGE
    files: int = layout.MAX_FILES


LIMITS = Limits()


class Archive:
    """An opened package: names and sizes are known and consistent, nothing else is read."""

    def __init__(self, file: BinaryIO, entries: tuple[records.Entry, ...]) -> None:
        self._file = file
        self.base = entries[0].name.split("/")[0]
        self.entries = {entry.name.removeprefix(self.base + "/"): entry for entry in entries}

    @classmethod
    def open(cls, path: Path, limits: Limits = LIMITS) -> Self:
        """Read the structure. Raises PackageError for no zip, Malformed for a wrong one."""
        try:
            if path.exists() and not path.is_file():  # a pipe would be waited for without end
                raise PackageError(f"“{path.name}”不是文件：选择以 .zip 结尾的报送包。")
            file = path.open("rb")
        except OSError as error:
            raise PackageError(
                f"打不开“{path.name}”：确认文件还在、没有被占用，再试一次。"
            ) from error
        try:
            return cls(file, _structure(file, path.name, limits))
        except OSError as error:
            file.close()
            raise PackageError(f"读不出“{path.name}”：重新复制一份，再核验一次。") from error
        except BaseException:
            file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def size(self, name: str) -> int:
        """Bytes of the file of this name, which is given without the base folder."""
        return self.entries[name].size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The file's bytes, at most 1 MiB at a time.

        Raises Malformed at the end when the CRC is not the declared one.
        """
        entry = self.entries[name]
        at, crc = entry.data_offset, 0
        while at < entry.end:
            self._file.seek(at)
            block = self._file.read(min(layout.BUFFER, entry.end - at))
            if not block:  # shortened while it was being read
                raise Malformed(Finding.TRUNCATED, name)
            crc = zlib.crc32(block, crc)
            at += len(block)
            yield block
        if crc != entry.crc:
            raise Malformed(Finding.WRONG_CRC, name)

    def read(self, name: str, limit: int) -> bytes:
        """A whole file of at most `limit` bytes. Raises Malformed: too large, wrong CRC."""
        if self.size(name) > limit:
            raise Malformed(Finding.FILE_TOO_LARGE, name)
        return b"".join(self.chunks(name))


def _structure(file: BinaryIO, shown: str, limits: Limits) -> tuple[records.Entry, ...]:
    """Every entry, after all checks that need no content."""
    bounds = directory.find(file, shown)
    if bounds.files > limits.files:
        raise Malformed(Finding.TOO_MANY_FILES, f"{bounds.files}")
    entries = directory.entries(file, bounds)
    if sum(entry.size for entry in entries) > limits.total:
        raise Malformed(Finding.TOO_LARGE, shown)
    _check_names([entry.name for entry in entries])
    _check_positions(file, entries, bounds.offset)
    return entries


def _check_names(found: list[str]) -> None:
    """One base folder, safe names, none twice, sorted."""
    for name in found:
        if not names.is_safe(name):
            raise Malformed(Finding.UNSAFE_NAME, name)
    bases = {name.split("/")[0] for name in found}
    if len(bases) != 1 or any("/" not in name for name in found):
        raise Malformed(Finding.SEVERAL_BASE_FOLDERS, "、".join(sorted(bases)[:3]))
    name, count = Counter(found).most_common(1)[0]
    if count > 1:
        raise Malformed(Finding.DUPLICATE_NAME, name)
    if clash := names.first_clash(found):
        raise Malformed(Finding.CLASHING_NAME, clash)
    if found != sorted(found):
        raise Malformed(Finding.NOT_SORTED, found[0])


def _check_positions(
    file: BinaryIO, entries: tuple[records.Entry, ...], directory_offset: int
) -> None:
    """Entries back to back from byte 0 to the directory, both headers equal."""
    expected = 0
    for entry in entries:
        if entry.offset < expected:
            raise Malformed(Finding.OVERLAP, entry.name)
        if entry.offset > expected:
            raise Malformed(Finding.GAP if expected else Finding.PREPENDED_BYTES, entry.name)
        expected = entry.end
        if expected > directory_offset:
            raise Malformed(Finding.OVERLAP, entry.name)
        wanted = records.local_header(entry)
        file.seek(entry.offset)
        if file.read(len(wanted)) != wanted:
            raise Malformed(Finding.HEADERS_DIFFER, entry.name)
    if expected != directory_offset:
        raise Malformed(Finding.GAP, entries[-1].name)
