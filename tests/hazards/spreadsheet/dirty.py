"""Ledgers as they lie about on office PCs, written by the tests: each with one kind of dirt."""

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from selfcheck.hazards.spreadsheet.grid import GridSheet, RawCell, sheet_of
from selfcheck.hazards.spreadsheet.headers import guess, likely_sheet
from selfcheck.hazards.spreadsheet.imported import Reading
from selfcheck.hazards.spreadsheet.mapping import read_rows
from selfcheck.hazards.spreadsheet.reading import read_book
from selfcheck.progress import Progress

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 24)
HEADER: list[Any] = [
    "序号",
    "隐患编号",
    "检查时间",
    "隐患内容",
    "所在区域",
    "隐患等级",
    "整改责任人",
    "整改期限",
    "是否闭环",
]
FIRST: list[Any] = [
    1,
    "YH-001",
    "2026-11-03",
    "配电箱门缺失",
    "一车间",
    "一般",
    "张三",
    "2026-11-10",
    "已闭环",
]
SECOND: list[Any] = [
    2,
    "YH-002",
    "2026-11-04",
    "安全出口堵塞",
    "仓库",
    "重大",
    "李四",
    "2026-11-12",
    "整改中",
]
LEDGER: list[list[Any]] = [HEADER, FIRST, SECOND]


def workbook(path: Path, rows: Sequence[Sequence[Any]] = LEDGER, **options: Any) -> Path:
    """An .xlsx with one sheet; `merges` are (top, left, bottom, right, text)."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(options.get("name", "隐患台账"))
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write(number, column, value)
    for top, left, bottom, right, text in options.get("merges", ()):
        sheet.merge_range(top, left, bottom, right, text)
    if also := options.get("also"):
        also(book, sheet)
    book.close()
    return path


def delimited(
    path: Path, separator: str = ",", encoding: str = "utf-8", start: str = ""
) -> Path:
    """The same ledger as text."""
    lines = [separator.join(str(cell) for cell in row) for row in LEDGER]
    path.write_bytes((start + "\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def patched(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook after `change` has gone over each of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data))
    return path


def with_dimension(path: Path, dimension: str) -> Path:
    """What WPS and some exports write: a <dimension> that does not fit."""
    told = f'<dimension ref="{dimension}"/>'.encode()

    def change(name: str, data: bytes) -> bytes:
        assert "sheet1" not in name or b"<dimension" in data
        return re.sub(rb"<dimension[^>]*/>", told, data)

    return patched(path, change)


def grid(
    *rows: Sequence[RawCell], name: str = "Sheet1", merges: Sequence[Any] = ()
) -> GridSheet:
    """A sheet that needs no file."""
    return sheet_of(name, rows, merges)


def read(path: Path, *, year: int = 2026, today: date = TODAY) -> Reading:
    """The whole way of a file, as it goes when nobody corrects anything."""
    book = read_book(path, Progress())
    sheet = book.sheets[likely_sheet(book)]
    return read_rows(sheet, guess(sheet), default_year=year, today=today)


def rows_of(sheet: GridSheet, *, year: int = 2026, today: date = TODAY) -> Reading:
    """A sheet read with the layout that is guessed for it."""
    return read_rows(sheet, guess(sheet), default_year=year, today=today)
