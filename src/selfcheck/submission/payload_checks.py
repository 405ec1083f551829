"""The files under data/ that people will open: is each what its name says, and harmless?

Called only after both signatures and every hash hold, with the bytes that were hashed. What our own
program made must be plain (fatal); in the enterprise's own evidence it is worth a word.
"""

import csv
import io
import struct
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from selfcheck.evidence.files import MOST_PIXELS
from selfcheck.submission import active_content, layout, workbook_check
from selfcheck.submission.findings import Finding, Found, Malformed, found

LARGEST = 128 << 20  # bytes of a file that is looked into
PHOTOS = "data/photos/"
FILES = "data/files/"
TABLES = "data/tables/"
PAPERS = "data/papers/"  # what the program printed itself
_OURS = (layout.RECORDS, layout.HISTORY, layout.INDEX)
_JPEG = ("JPEG", "MPO")  # many phones put a second, smaller picture into the same file
_IMAGES = {"jpg": _JPEG, "jpeg": _JPEG, "png": ("PNG",)}
_OLD_OFFICE = {"doc", "xls", "ppt"}
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OFFICE = {"xlsx", "docx", "pptx"}
# What Pillow raises for a picture that was made to make it stumble.
_ODD = (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, struct.error)
_NAME_COLUMN, _HASH_COLUMN, _SIZE_COLUMN = "包内文件", "SHA-256", "字节数"


def look_into(name: str) -> bool:
    """True when `check` needs this file's bytes."""
    return name.startswith((TABLES, PAPERS)) or _kind(name) in {
        *_IMAGES,
        *_OFFICE,
        *_OLD_OFFICE,
        "pdf",
    }


def must_be_plain(name: str) -> bool:
    """True for what is never so large that it could not be looked into."""
    return name.startswith((TABLES, PHOTOS, PAPERS))


def check(name: str, content: bytes) -> Iterator[Found]:
    """What is worth a word about one file. Raises Malformed for what may not be there."""
    kind = _kind(name)
    if name.startswith(TABLES):
        workbook_check.check(content, name)
    elif kind in _IMAGES:
        check_image(content, name)
    elif name.startswith(PAPERS):
        if kind != "pdf" or active_content.in_pdf(content):
            raise Malformed(Finding.ACTIVE_PDF, name)
    elif kind == "pdf":
        if names := active_content.in_pdf(content):
            yield found(Finding.ACTIVE_EVIDENCE, name, "、".join(names), fatal=False)
    elif parts := _office(content, kind):
        yield found(Finding.ACTIVE_EVIDENCE, name, "、".join(parts[:3]), fatal=False)


def _office(content: bytes, kind: str) -> list[str]:
    if kind in _OLD_OFFICE:
        return active_content.in_old_office(content)
    return active_content.in_office(content)


def check_name(name: str) -> Iterator[Found]:
    """What can be told from a payload file's name alone. Raises Malformed."""
    if name.startswith(PHOTOS) and _kind(name) not in _IMAGES:
        raise Malformed(Finding.BAD_IMAGE, name)
    if active_content.runs_by_itself(name):
        yield found(Finding.ACTIVE_EVIDENCE, name, fatal=False)


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower()


def check_image(content: bytes, where: str) -> None:
    """A JPEG or PNG as its name says, of at most 50 million pixels; only its header is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF data is no reason to refuse a photo
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as image:
                width, height = image.size
                if image.format not in _IMAGES[_kind(where)]:
                    raise Malformed(Finding.BAD_IMAGE, where, str(image.format))
                if width * height > MOST_PIXELS:
                    raise Malformed(Finding.HUGE_IMAGE, where, f"{width} × {height}")
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Malformed(Finding.HUGE_IMAGE, where) from error
    except _ODD as error:
        raise Malformed(Finding.BAD_IMAGE, where) from error


def check_index(
    content: bytes,
    hashes: Mapping[str, str],
    sizes: Mapping[str, int],
    records: Mapping[str, Any],
) -> None:
    """index.csv and records.json name every piece of evidence once, as it is, and no other.

    `hashes` are those of the manifest, `sizes` those of the zip, in bytes. Raises Malformed with
    the first line at fault.
    """
    known = (*_OURS, PHOTOS, FILES, TABLES, PAPERS)
    if strange := sorted(name for name in hashes if not name.startswith(known)):
        raise Malformed(Finding.BAD_INDEX, strange[0])
    evidence = {name for name in hashes if name.startswith((PHOTOS, FILES))}
    told = {entry["file"]: (entry["sha256"], entry["size"]) for entry in records["evidence"]}
    there = {name: (hashes[name], sizes[name]) for name in evidence}
    if told != there or len(told) != len(records["evidence"]):
        raise Malformed(Finding.BAD_INDEX, layout.RECORDS)
    listed: set[str] = set()
    for number, row in enumerate(_rows(content), 2):
        name = row.get(_NAME_COLUMN) or ""
        if any(str(cell).startswith(_READ_AS_FORMULA) for cell in row.values()):
            raise Malformed(Finding.FORMULA, layout.INDEX, f"第 {number} 行")
        if name in listed or hashes.get(name) != row.get(_HASH_COLUMN):
            raise Malformed(Finding.BAD_INDEX, layout.INDEX, f"第 {number} 行")
        listed.add(name)
    if listed != evidence:
        raise Malformed(Finding.BAD_INDEX, layout.INDEX, min(listed ^ evidence))


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Malformed(Finding.BAD_INDEX, layout.INDEX) from error
