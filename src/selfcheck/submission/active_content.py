"""Does a document do something when it is opened? Looked for in its bytes; nothing is run or drawn.

A clerk opens evidence with the system's viewer, on a click. What could act by itself is named before.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm")
# Only names too long to occur by chance in the megabytes of a photo: /JS and /AA would.
_ACTIVE_NAME = re.compile(
    rb"/(JavaScript|Launch|OpenAction|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9_])"
)
_PIECE = 16 << 10  # bytes unpacked at a time; deflate makes at most 1032 of one
_LARGEST_STREAM = 16 << 20  # bytes of one object stream, unpacked
_LARGEST_TOTAL = 256 << 20  # bytes of all of them
_NOT_SEEN_THROUGH = "ObjStm"  # an object stream that could hold anything

_ACTIVE_PART = re.compile(
    r"vbaProject|/activeX/|/embeddings/|/externalLinks/|/customUI/", re.IGNORECASE
)
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_RUNS = frozenset(
    {
        "exe",
        "com",
        "scr",
        "pif",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "hta",
        "msi",
        "msp",
        "lnk",
        "url",
        "reg",
        "jar",
        "dll",
        "cpl",
        "chm",
        "iso",
        "img",
        "html",
        "htm",
        "svg",
        "docm",
        "xlsm",
        "pptm",
        "xlam",
        "dotm",
    }
)


def in_pdf(content: bytes) -> list[str]:
    """The names that make a PDF act, sorted; also inside object streams and written with escapes."""
    found: set[str] = set()
    for part in _pdf_parts(content):
        if part is None:
            found.add(_NOT_SEEN_THROUGH)
        else:
            names = _ACTIVE_NAME.finditer(_NAME_ESCAPE.sub(_unescaped, part))
            found.update(name[1].decode("ascii") for name in names)
    return sorted(found)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _pdf_parts(content: bytes) -> Iterator[bytes | None]:
    """What can hold objects: the file, and its object streams unpacked; None: not readable."""
    yield content
    budget = _LARGEST_TOTAL
    before = 0
    for match in _STREAM.finditer(content):
        header = content[before : match.start()]  # with what is left of the stream before
        before = match.end()
        if _OBJECT_STREAM.search(_NAME_ESCAPE.sub(_unescaped, header)):
            unpacked = _unpacked(content, match.end())
            yield unpacked
            budget -= _LARGEST_STREAM if unpacked is None else len(unpacked)  # work was done
            if budget <= 0:
                yield None
                return


def _unpacked(content: bytes, at: int) -> bytes | None:
    """A deflated stream's contents; None when damaged, cut off, huge or packed otherwise."""
    inflater, whole = zlib.decompressobj(), bytearray()
    try:
        while not inflater.eof and at < len(content) and len(whole) < _LARGEST_STREAM:
            whole += inflater.decompress(content[at : at + _PIECE])
            at += _PIECE
    except zlib.error:
        return None
    return bytes(whole) if inflater.eof else None


def in_office(content: bytes) -> list[str]:
    """Parts of an OOXML file that run, link or embed; ["?"] when it is no readable zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return sorted(name for name in parts.namelist() if _ACTIVE_PART.search("/" + name))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return ["?"]


def in_old_office(content: bytes) -> list[str]:
    """Macros in a .doc, .xls or .ppt, by the name of the stream that holds them."""
    return ["VBA"] if _OLD_MACROS in content else []


def runs_by_itself(name: str) -> bool:
    """True for a file that the system would run rather than show."""
    return name.rpartition(".")[2].lower() in _RUNS
