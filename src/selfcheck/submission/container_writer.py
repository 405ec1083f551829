"""Writing the zip that a package is: one pass, hashed while written, in place only when whole.

Same members, same bytes: stored, fixed date, sorted names. The target appears by a rename after
everything is on the disk, so that a full stick, a pulled cable or a cancel leaves no half file.
"""

import errno
import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from selfcheck.errors import SigningError, StoreError
from selfcheck.progress import Progress
from selfcheck.submission import layout, names
from selfcheck.submission import zip_records as records

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True)
class Written:
    """What was put in place."""

    path: Path
    files: int
    size: int  # bytes of the zip
    sha256: dict[str, str]  # by name inside the base folder: what was found while writing


def write(
    target: Path, base: str, members: Sequence[layout.Member], progress: Progress
) -> Written:
    """Write `members` under the folder `base`, each checked against its size and hash.

    Raises SigningError naming a source that is missing or has changed, StoreError when the
    target cannot be written (what was there stays untouched), Cancelled when asked to stop.
    """
    chosen = sorted(members, key=lambda member: member.name)
    _refuse_odd_names(base, [member.name for member in chosen])
    total = sum(member.size for member in chosen)
    if total > layout.MAX_PACKAGE or len(chosen) > layout.MAX_FILES:
        raise SigningError(
            "报送包超过 8 GB 或 20000 个文件：到“佐证”中换成小一些的照片，再导出一次。"
        )
    partial = target.with_name(target.name + ".partial")
    with _trouble_told(target, total):
        try:
            with partial.open("wb") as out:
                found = _fill(out, base, chosen, progress)
                out.flush()
                os.fsync(out.fileno())
                size = out.tell()
            partial.replace(target)
            _sync_folder(target.parent)
        except BaseException:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise
    return Written(target, len(chosen), size, found)


def _refuse_odd_names(base: str, found: Sequence[str]) -> None:
    """A name that our own reader refuses must never be written: that would be a bug here."""
    whole = [f"{base}/{name}" for name in found]
    odd = next((name for name in whole if not names.is_safe(name)), None)
    if odd := odd or names.first_clash(whole):
        raise ValueError(f"not a name for a package: {odd}")


def _fill(
    out: BinaryIO, base: str, members: Sequence[layout.Member], progress: Progress
) -> dict[str, str]:
    """Write every entry, the directory and the end; give the hashes found."""
    entries: list[records.Entry] = []
    hashes: dict[str, str] = {}
    total, done = sum(member.size for member in members), 0
    with ThreadPoolExecutor(1, "hashing") as hashing:
        for member in members:
            offset = out.tell()
            blank = records.Entry(f"{base}/{member.name}", 0, member.size, offset)
            out.write(records.local_header(blank))
            digest, crc, size = hashlib.sha256(), 0, 0
            for block in _blocks(member):
                progress.step(done + size, total, "正在写入")
                size += len(block)
                if size > member.size:
                    break  # refused below; nothing more of it is written
                pending = hashing.submit(digest.update, block)
                crc = zlib.crc32(block, crc)
                out.write(block)
                pending.result()
            if size != member.size or digest.hexdigest() != member.sha256:
                raise SigningError(f"“{_shown(member)}”在导出时被改动：重新签名后再导出一次。")
            done += size
            entry = blank._replace(crc=crc)
            out.seek(offset)
            out.write(records.local_header(entry))
            out.seek(entry.end)
            entries.append(entry)
            hashes[member.name] = digest.hexdigest()
    start = out.tell()
    for entry in entries:
        out.write(records.central_header(entry))
    out.write(records.end_records(len(entries), out.tell() - start, start))
    progress.report(total, total, "正在写入")
    return hashes


def _blocks(member: layout.Member) -> Iterator[bytes]:
    """The member's bytes, 1 MiB at a time. Raises SigningError when its file cannot be read."""
    if isinstance(member.source, bytes):
        yield member.source
        return
    try:
        with member.source.open("rb") as file:
            while block := file.read(layout.BUFFER):
                yield block
    except OSError as error:
        raise SigningError(
            f"读不到“{_shown(member)}”：确认文件还在原处，再导出一次。"
        ) from error


def _shown(member: layout.Member) -> str:
    """What the person knows the file by."""
    return member.source.name if isinstance(member.source, Path) else member.name


@contextmanager
def _trouble_told(target: Path, total: int) -> Iterator[None]:
    """Turn trouble with the target's disk into a StoreError that says what to do."""
    try:
        yield
    except OSError as error:
        untouched = "原来的文件没有改动。"
        if error.errno in _NO_ROOM:
            need = max(1, -(-total // 1_000_000))
            text = f"“{target.parent}”空间不足，共需约 {need} MB：清理后再导出一次。"
        elif error.errno == errno.EFBIG:
            text = (
                f"“{target.parent}”放不下这么大的文件：换一个硬盘或 NTFS、exFAT 格式的 U 盘。"
            )
        elif error.errno in _NO_RIGHT:
            text = f"“{target.parent}”不允许写入：换一个文件夹，或检查 U 盘的写保护。"
        else:
            text = f"写不到“{target.parent}”：确认 U 盘没有拔出、文件夹还在，再导出一次。"
        raise StoreError(text + untouched) from error


def _sync_folder(folder: Path) -> None:
    """Make the rename itself lasting; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
