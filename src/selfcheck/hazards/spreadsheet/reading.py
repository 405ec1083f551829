"""Opening a ledger that was kept elsewhere: any spreadsheet in, plain sheets out."""

from pathlib import Path

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet.delimited import read_delimited
from selfcheck.hazards.spreadsheet.grid import Book
from selfcheck.hazards.spreadsheet.workbooks import MOST_BYTES, read_workbook
from selfcheck.progress import Progress

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_SAVE_AS = "用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
_NO_TABLES = {
    b"%PDF": f"这是 PDF，不是表格。把其中的表格{_SAVE_AS}",
    b"\x89PNG": "这是图片，不是表格。选择台账的 .xlsx、.xls 或 .csv 文件。",
    b"\xff\xd8\xff": "这是图片，不是表格。选择台账的 .xlsx、.xls 或 .csv 文件。",
    b"Rar!": "这是压缩包，不是表格。先解压，再选择其中的表格文件。",
    b"7z\xbc\xaf": "这是压缩包，不是表格。先解压，再选择其中的表格文件。",
    b"{\\rtf": "这是文字文档，不是表格。把其中的表格复制到 WPS 或 Excel，存为 .xlsx 后再导入。",
}
_MARKUP = (b"<html", b"<table", b"<!doctype html", b"<workbook", b"mime-version:", b"<meta")


def read_book(path: Path, progress: Progress) -> Book:
    """The sheets of an .xlsx, .xls or text table that hold anything, in their order.

    What the file is, is seen from its content: a wrong ending of its name does no harm. Raises
    `SelfCheckError`, with the remedy, for everything that cannot be read, and `Cancelled`.
    """
    progress.check()
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SelfCheckError(
                f"文件超过 {MOST_BYTES // 1_000_000} MB，分成几个文件后分别导入。"
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
        _refuse_other_kinds(head)
        if head.startswith((_ZIP, _COMPOUND)):
            sheets = read_workbook(path, zipped=head.startswith(_ZIP), progress=progress)
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
        raise SelfCheckError("这个表格里没有内容。选择填有隐患的台账文件。")
    return Book(filled)


def _refuse_other_kinds(head: bytes) -> None:
    if not head.strip():
        raise SelfCheckError("这个文件是空的。选择填有隐患的台账文件。")
    for start, sentence in _NO_TABLES.items():
        if head.startswith(start):
            raise SelfCheckError(sentence)
    # web pages and XML that call themselves .xls; in UTF-16 every other byte is zero
    beginning = head.replace(b"\0", b"").lower()
    if beginning.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(
        (b"<", b"mime-version:")
    ) and any(mark in beginning for mark in _MARKUP):
        raise SelfCheckError(f"这个文件其实是网页或 XML，只是改了扩展名。{_SAVE_AS}")
