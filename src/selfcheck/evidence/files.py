"""Take a file into the evidence library: copy, hash, recognise, in one pass and constant memory."""

import hashlib
import io
import os
import struct
import warnings
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from selfcheck import moments
from selfcheck.entered import tidy
from selfcheck.errors import EvidenceError
from selfcheck.evidence.records import Source
from selfcheck.progress import Progress

MOST_BYTES = 200 * 1024 * 1024  # one file; longer videos belong on the department's own channel
_CHUNK = 1024 * 1024
_EXIF_TAKEN = 0x9003  # DateTimeOriginal
_EXIF_CHANGED = 0x0132
_EXIF_MAKE = 0x010F
_EXIF_BLOCK = 0x8769
_BY_ENDING = {
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".wps": "application/vnd.ms-works", ".et": "application/vnd.ms-excel", ".txt": "text/plain",
    ".csv": "text/csv", ".mp4": "video/mp4", ".mov": "video/quicktime", ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg", ".wav": "audio/wav", ".bmp": "image/bmp", ".gif": "image/gif",
    ".tif": "image/tiff", ".tiff": "image/tiff", ".webp": "image/webp", ".heic": "image/heic",
    ".ofd": "application/ofd", ".zip": "application/zip", ".rar": "application/vnd.rar",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip
_OFFICE = {
    "word/": (
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xl/": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_PROGRAMS = frozenset(
    {
        ".exe",
        ".bat",
        ".cmd",
        ".com",
        ".scr",
        ".js",
        ".vbs",
        ".ps1",
        ".msi",
        ".lnk",
        ".dll",
        ".sh",
        ".hta",
        ".jar",
        ".pif",
        ".reg",
        ".wsf",
    }
)
MOST_PIXELS = (
    50_000_000  # what the department's verifier opens; phones make more only when told to
)
MISSING = "找不到文件"  # what `fault_of` says of a file that is gone
PHOTO_TYPES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class Stored:
    """A file that lies in the library; not yet recorded in the database."""

    sha256: str
    size: int
    media_type: str
    extension: str
    original_name: str
    taken_at: str
    file_day: date | None  # when the file itself was last changed
    source: Source


def place(folder: Path, sha256: str, extension: str) -> Path:
    """Where a file lies in a workspace's library."""
    return folder / "evidence" / sha256[:2] / f"{sha256}{extension}"


def _recognise(start: bytes, path: Path, name: str) -> tuple[str, str]:
    """Media type and ending, from the content first and the name second."""
    ending = Path(name).suffix.lower()
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", ".jpg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", ".png"
    if start.startswith(b"%PDF-"):
        return "application/pdf", ".pdf"
    if start.startswith(b"PK\x03\x04") and ending not in (".zip", ".pptx", ".ofd"):
        # whatever a damaged archive does to its reader: it is then a file like any other
        unreadable = (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            struct.error,
        )
        with suppress(*unreadable), zipfile.ZipFile(path) as inside:
            for name_inside in inside.namelist()[:200]:
                for mark, known in _OFFICE.items():
                    if name_inside.startswith(mark):
                        return known[1], known[0]
    if ending in _PROGRAMS or start.startswith(b"MZ"):
        raise EvidenceError(
            f"“{name}”是程序，不能作为佐证。添加照片、PDF、Word 或 Excel 文件。"
        )
    safe = ending if ending.isascii() and ending[1:].isalnum() and len(ending) <= 6 else ".bin"  # noqa: PLR2004
    return _BY_ENDING.get(ending, "application/octet-stream"), safe


def _as_photo(path: Path, media_type: str, extension: str, name: str) -> tuple[str, str]:
    """A photo that any reader can open stays one; a damaged one is kept as a plain file.

    Raises EvidenceError for more pixels than the department's verifier opens.
    """
    if media_type not in PHOTO_TYPES:
        return media_type, extension
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=["JPEG", "PNG"]) as photo:
                width, height = photo.size
                if width * height <= MOST_PIXELS:
                    photo.verify()
    except Image.DecompressionBombError:
        width, height = MOST_PIXELS, MOST_PIXELS
    except (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, struct.error):
        return "application/octet-stream", ".bin"
    if width * height > MOST_PIXELS:
        raise EvidenceError(
            f"“{name}”超过 5000 万像素，部门核验时打不开。用手机的普通拍照模式重拍，或缩小后再添加。"
        )
    return media_type, extension


def _exif(path: Path, media_type: str) -> tuple[str, bool]:
    """When a photo was taken as the camera wrote it, and whether a camera made it."""
    if media_type != "image/jpeg":
        return "", False
    from PIL import Image

    # a damaged photo is still evidence: it simply tells no time
    with (
        suppress(OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError),
        Image.open(path) as photo,
    ):
        tags = photo.getexif()
        told = tags.get_ifd(_EXIF_BLOCK).get(_EXIF_TAKEN) or tags.get(_EXIF_CHANGED) or ""
        try:
            taken = datetime.strptime(str(told).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - cameras know no zone
        except ValueError:
            return "", _EXIF_MAKE in tags
        return taken.isoformat(sep=" "), True
    return "", False


def _day_of(timestamp: float) -> date | None:
    """The Chinese calendar day of a file's time; None for a time no calendar holds."""
    try:
        return datetime.fromtimestamp(timestamp, moments.CHINA).date()
    except (OverflowError, OSError, ValueError):
        return None


def _put(partial: Path, final: Path, digest: str) -> None:
    """Move a copy into its place, over one that may have been damaged there."""
    final.parent.mkdir(exist_ok=True)
    try:
        os.replace(partial, final)  # noqa: PTH105 - one atomic call, the same on Windows
    except PermissionError:  # open in a viewer: fine, if it is what it should be
        if not final.is_file() or _digest(final) != digest:
            raise


def _digest(path: Path) -> str:
    with path.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()


def _copy(
    reader: BinaryIO, target: Path, size: int, progress: Progress, name: str
) -> tuple[str, int, bytes]:
    digest, done, start = hashlib.sha256(), 0, b""
    with target.open("wb") as writer:
        while chunk := reader.read(_CHUNK):
            progress.step(done, max(size, 1), f"正在添加 {name}")
            start = start or chunk[:512]
            digest.update(chunk)
            writer.write(chunk)
            done += len(chunk)
            if done > MOST_BYTES:
                raise EvidenceError(
                    f"“{name}”超过 {MOST_BYTES // 1024 // 1024} MB。压缩后再添加，或截取关键部分。"
                )
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest(), done, start


def take_in(
    folder: Path, source: Path | bytes, *, name: str = "", progress: Progress | None = None
) -> Stored:
    """Copy a file (or pasted bytes) into the workspace's library; the same content lies there once.

    Raises EvidenceError for a file that cannot be read, is empty, too big or a program, and Cancelled.
    """
    progress = progress or Progress()
    pasted = isinstance(source, bytes)
    name = name or (source.name if isinstance(source, Path) else "粘贴的图片.png")
    name = tidy(name) or "佐证文件"
    partial = folder / "evidence" / f"{os.urandom(8).hex()}.partial"
    day = None
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, Path):
            told = source.stat()
            day = _day_of(told.st_mtime)
            with source.open("rb") as reader:
                digest, size, start = _copy(reader, partial, told.st_size, progress, name)
        else:
            digest, size, start = _copy(
                io.BytesIO(source), partial, len(source), progress, name
            )
        if not size:
            raise EvidenceError(f"“{name}”是空文件。检查原文件能否打开，再重新添加。")
        media_type, extension = _as_photo(partial, *_recognise(start, partial, name), name)
        final = place(folder, digest, extension)
        _put(partial, final, digest)
    except OSError as error:
        text = f"“{name}”没有添加成（{error.strerror or error}）。检查文件是否还在、磁盘是否有空间。"
        raise EvidenceError(text) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    taken, camera = _exif(final, media_type)
    kind = Source.CLIPBOARD if pasted else Source.CAMERA if camera else Source.IMPORT
    return Stored(digest, size, media_type, extension, name, taken, day, kind)


def fault_of(
    folder: Path, sha256: str, extension: str, size: int, *, deep: bool = False
) -> str:
    """What is wrong with a stored file; `deep` hashes it again (selfcheck doctor, export)."""
    path = place(folder, sha256, extension)
    if not path.is_file():
        return MISSING
    if path.stat().st_size != size:
        return "文件大小变了"
    if deep and _digest(path) != sha256:
        return "文件内容变了"
    return ""
