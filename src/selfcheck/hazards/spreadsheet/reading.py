"""Opening a ledger that was kept elsewhere: any spreadsheet in, plain sheets out."""

from pathlib import Path

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet import refused
from selfcheck.hazards.spreadsheet.delimited import read_delimited
from selfcheck.hazards.spreadsheet.grid import Book
from selfcheck.hazards.spreadsheet.workbooks import read_legacy, read_packed
from selfcheck.progress import Progress

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_NO_TABLES = {
    b"%PDF": refused.PDF,
    b"\x89PNG": refused.PICTURE,
    b"\xff\xd8\xff": refused.PICTURE,
    b"Rar!": refused.ARCHIVE,
    b"7z\xbc\xaf": refused.ARCHIVE,
    b"PK\x05\x06": refused.ARCHIVE,
    b"{\\rtf": refused.DOCUMENT,
}
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe \r\n\t"
_MARKUP = (b"<html", b"<table", b"<!doctype html", b"<workbook", b"<meta", b"<?xml")


def read_book(path: Path, progress: Progress) -> Book:
    """The sheets of an .xlsx, .xls or text table that hold anything, in their order.

    What the file is, is seen from its content: a wrong ending of its name does no harm. Raises
    `SelfCheckError`, with the remedy, for everything that cannot be read, and `Cancelled`.
    """
    progress.check()
    try:
        if path.stat().st_size > refused.MOST_BYTES:
            raise SelfCheckError(refused.TOO_MANY_BYTES)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        _refuse_other_kinds(head)
        if head.startswith(_ZIP):
            sheets = read_packed(path, progress)
        elif head.startswith(_COMPOUND):
            sheets = read_legacy(path, progress)
        else:
            sheets = [read_delimited(path.read_bytes(), path.stem, progress)]
    except FileNotFoundError as error:
        raise SelfCheckError(f"找不到文件 {path.name}，它可能已被移动或改名。") from error
    except OSError as error:
        raise SelfCheckError(
            f"读不了文件 {path.name}。在 WPS 或 Excel 中关闭它，把它复制到本机硬盘上再试。"
        ) from error
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise SelfCheckError(refused.EMPTY)
    return Book(filled)


def _refuse_other_kinds(head: bytes) -> None:
    if not head.strip(b"\0 \r\n\t"):
        raise SelfCheckError(refused.EMPTY)
    for start, sentence in _NO_TABLES.items():
        if head.startswith(start):
            raise SelfCheckError(sentence)
    # web pages and XML that call themselves .xls; in UTF-16 every other byte is zero
    beginning = head.replace(b"\0", b"").lower().lstrip(_BEFORE_MARKUP)
    is_markup = beginning.startswith(b"<") and any(mark in beginning for mark in _MARKUP)
    if is_markup or beginning.startswith(b"mime-version:"):
        raise SelfCheckError(refused.WEB_PAGE)
