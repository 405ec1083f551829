"""Workbooks that Excel and WPS both open: text stays text, dates are dates, same rows same bytes.

A cell that begins with =, +, -, @, tab or CR is written as text and marked so; nothing becomes a
formula or a link, whatever somebody typed into a note.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from selfcheck.errors import SelfCheckError
from selfcheck.moments import CHINA


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money, in fen; shown in yuan with two decimals."""

    fen: int


Cell = str | int | float | Decimal | bool | date | datetime | Money | None

_LONGEST = 32_767  # characters of one cell (ECMA-376 limit of Excel)
_NAME_LENGTH = 31
_FORBIDDEN = str.maketrans(
    {"[": "［", "]": "］", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼"}
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_MANY = 5_000  # rows from which a sheet is written without being held in memory
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp: same rows, same bytes
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_NARROW, _WIDE = 8, 60
_SAMPLE = 1_000  # rows looked at for the width of a column


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook; moments are shown in Chinese time."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def build(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The workbook; raises SelfCheckError when a text is longer than a cell can hold."""
    _refuse_long_texts(sheets)
    target = io.BytesIO()
    many = sum(len(sheet.rows) for sheet in sheets) > _MANY
    options = {
        "in_memory": not many,
        "constant_memory": many,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": title, "created": _CREATED})
    styles = _Styles(book)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_name(sheet.title, taken)), sheet, styles)
    book.close()
    return target.getvalue()


class _Styles:
    """The few looks a cell can have."""

    def __init__(self, book: Any) -> None:
        self._book = book
        top = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F0F3F7", **top})
        self.text = book.add_format({"num_format": "@", **top})
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True, **top})
        self.number = book.add_format({"valign": "top"})
        self.day = book.add_format(
            {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
        )
        self.moment = book.add_format(
            {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left", "valign": "top"}
        )

    @cached_property
    def money(self) -> Any:
        """Made when the first sum is written: a workbook without any has no such look."""
        return self._book.add_format({"num_format": "0.00", "valign": "top"})


def _write(page: Any, sheet: Sheet, styles: _Styles) -> None:
    for place, column in enumerate(sheet.columns):
        cells = [column, *(row[place] for row in sheet.rows[:_SAMPLE])]
        width = max(max(map(_columns_of, cells)) + 2, _NARROW)
        page.set_column(place, place, min(width, _WIDE))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column, styles.head)
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            _write_cell(page, number, place, value, styles)
    if sheet.columns and sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write_cell(page: Any, row: int, column: int, value: Cell, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, column, "是" if value else "否", styles.text)
    elif isinstance(value, Money):
        page.write_number(row, column, value.fen / 100, styles.money)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, float(value), styles.number)
    elif isinstance(value, datetime):
        local = value.astimezone(CHINA).replace(tzinfo=None) if value.tzinfo else value
        page.write_datetime(row, column, local, styles.moment)
    elif isinstance(value, date):
        if value < _FIRST_DAY:
            page.write_string(row, column, value.isoformat(), styles.text)
        else:
            page.write_datetime(row, column, value, styles.day)
    else:
        style = styles.quoted if value.startswith(_RISKY) else styles.text
        page.write_string(row, column, value, style)


def _columns_of(value: Cell) -> int:
    """How many narrow characters wide a cell's longest line is."""
    if isinstance(value, datetime):
        return 19
    if isinstance(value, date):
        return 10
    if isinstance(value, Money):
        return len(str(value.fen)) + 1
    lines = str("" if value is None else value).split("\n")
    return max(
        sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in lines
    )


def _name(title: str, taken: set[str]) -> str:
    """A sheet name that Excel accepts: short, unlike the others, without its forbidden signs."""
    clean = title.translate(_FORBIDDEN).strip("' ") or "表"
    if clean.lower() == "history":  # reserved by Excel
        clean = f"{clean}_"
    name, count = clean[:_NAME_LENGTH], 1
    while name.lower() in taken:
        count += 1
        suffix = f"（{count}）"
        name = clean[: _NAME_LENGTH - len(suffix)] + suffix
    taken.add(name.lower())
    return name


def _refuse_long_texts(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, 1):
            for column, value in zip(sheet.columns, row, strict=True):
                if isinstance(value, str) and len(value) > _LONGEST:
                    raise SelfCheckError(
                        f"“{sheet.title}”第 {number} 行的“{column}”有 {len(value):,} 个字，"
                        f"表格的一格最多放 {_LONGEST:,} 个。把它分成几条再导出。"
                    )
