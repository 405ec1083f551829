"""Our own tables hold words and numbers only: no formula, macro, link or embedded object."""

import io
import re
import zipfile
import zlib

from selfcheck.submission import active_content
from selfcheck.submission.findings import Finding, Malformed

_MOST_PARTS = 2_000
_LARGEST = 512 << 20  # bytes, all parts unpacked
_BLOCK = 1 << 20
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what OOXML allows (ECMA-376-2 §B.4)
_ENCRYPTED = 0x1
_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f(?=[\s>/])")
_DOCTYPE = b"<!DOCTYPE"
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_MACRO = b"macroEnabled"
_OVERLAP = 64  # bytes kept from block to block: what is looked for is shorter


def check(content: bytes, where: str) -> None:
    """Raise Malformed unless this is a plain XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_bounds(parts, where)
            if active_content.in_office(content):
                raise Malformed(Finding.ACTIVE_WORKBOOK, where)
            for info in parts.infolist():
                _check_part(parts, info, where)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError) as error:
        raise Malformed(Finding.BAD_WORKBOOK, where) from error


def _check_bounds(parts: zipfile.ZipFile, where: str) -> None:
    infos = parts.infolist()
    names = {info.filename for info in infos}
    if (
        "xl/workbook.xml" not in names
        or len(names) != len(infos)
        or any(
            info.compress_type not in _PACKED or info.flag_bits & _ENCRYPTED for info in infos
        )
        or len(infos) > _MOST_PARTS
        or sum(info.file_size for info in infos) > _LARGEST
    ):
        raise Malformed(Finding.BAD_WORKBOOK, where)


def _check_part(parts: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> None:
    """Look through one part, at most as many bytes as its directory line says."""
    before = b""
    with parts.open(info) as part:
        while block := part.read(_BLOCK):
            text = before + block
            if info.filename.endswith((".xml", ".rels")):
                _check_text(text, where)
            before = text[-_OVERLAP:]


def _check_text(text: bytes, where: str) -> None:
    if b"\0" in text or _DOCTYPE in text:  # another encoding or own entities could hide things
        raise Malformed(Finding.BAD_WORKBOOK, where)
    if _FORMULA.search(text):
        raise Malformed(Finding.FORMULA, where)
    if _EXTERNAL.search(text) or _MACRO in text:
        raise Malformed(Finding.ACTIVE_WORKBOOK, where)
