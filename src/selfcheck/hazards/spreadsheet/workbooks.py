"""Workbooks of Excel and WPS: .xlsx and .xls, recognised by what they hold, not by their name.

The library believes no <dimension> and passes over formatted blanks; but it lays out everything
between the first and the last cell, and a single blank typed in the far corner of a sheet would
need more memory than any PC has and end the program at once. So an .xlsx is walked through first.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet.delimited import MOST_ROWS
from selfcheck.hazards.spreadsheet.grid import GridSheet, Merge, sheet_of
from selfcheck.progress import Progress

MOST_BYTES = 300_000_000  # unpacked
_MOST_COLUMNS = 1_000
_MOST_CELLS = 20_000_000  # a few hundred megabytes
_CHUNK, _OVERLAP = 1 << 20, 1 << 12
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>(?!<\/)"""
)
_ANY_CELL = re.compile(rb"<c[\s>]")
_NO_ADDRESS = re.compile(rb"<c(?:\s(?!\s*r=)(?![^>]*\sr=)[^>]*)?>")
_ZIPPED_ENDINGS = frozenset({".xlsx", ".xlsm"})
_COMPOUND_ENDINGS = frozenset(
    {".xls", ".xlsx"}
)  # a protected .xlsx is wrapped in a compound file
_DAMAGED = (
    "打不开这个表格：它已损坏、没有下载完整，或设了密码。"
    "用 WPS 或 Excel 打开（有密码的先取消），另存为新的 .xlsx 后再导入。"
)
_PROTECTED = "这个表格设了打开密码。用 WPS 或 Excel 打开并取消密码，保存后再导入。"
_NOT_READ = {
    "xl/workbook.bin": "这是 .xlsb 格式的表格。用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
    "mimetype": "这是 .ods 格式的表格。用 WPS 或 LibreOffice 打开，另存为 .xlsx 后再导入。",
    "word/document.xml": "这是 Word 文档，不是表格。把其中的表格复制到 WPS 或 Excel，存为 .xlsx 后再导入。",
}


def read_workbook(path: Path, *, zipped: bool, progress: Progress) -> list[GridSheet]:
    """The worksheets of an .xlsx (`zipped`) or .xls file, also the empty ones.

    Raises `SelfCheckError` when it is protected, damaged, too large, or another kind of file.
    """
    if zipped:
        _walk_through(path, progress)
    try:
        with path.open("rb") as file, _opened(path, file, zipped=zipped) as book:
            wanted = [m for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
            sheets = []
            for about in progress.over(wanted, "正在读取表格"):
                sheet = book.get_sheet_by_name(about.name)
                hidden = about.visible is not SheetVisibleEnum.Visible
                sheets.append(_grid(sheet, hidden=hidden, progress=progress))
            return sheets
    except PasswordError as error:
        raise SelfCheckError(_PROTECTED) from error
    except CalamineError as error:
        raise SelfCheckError(_DAMAGED) from error


def _opened(path: Path, file: IO[bytes], *, zipped: bool) -> CalamineWorkbook:
    """The library believes the ending of a path, and only then tells that there is a password."""
    if path.suffix.lower() in (_ZIPPED_ENDINGS if zipped else _COMPOUND_ENDINGS):
        try:
            return CalamineWorkbook.from_path(path)
        except PasswordError:
            raise
        except CalamineError:  # an old .xls that was renamed to .xlsx
            file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def _grid(sheet: CalamineSheet, *, hidden: bool, progress: Progress) -> GridSheet:
    progress.check()
    _limit(sheet.name, sheet.total_height, sheet.total_width)
    merges = (
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return sheet_of(sheet.name, sheet.to_python(skip_empty_area=False), merges, hidden=hidden)


def _limit(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise SelfCheckError(
            f"{name}的内容一直到第 {rows:,} 行，最多能导入 {MOST_ROWS:,} 行。"
            "删除台账下方多余的行（或分成几个文件），保存后再导入。"
        )
    if columns > _MOST_COLUMNS or rows * columns > _MOST_CELLS:
        raise SelfCheckError(
            f"{name}的内容一直到第 {columns:,} 列。删除台账右侧多余的列，保存后再导入。"
        )


def _walk_through(path: Path, progress: Progress) -> None:
    """Refuse what could not be read safely, before anything else looks at it."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = {i.filename.replace("\\", "/").lstrip("/").lower() for i in infos}
            for name, sentence in _NOT_READ.items():
                if name in names:
                    raise SelfCheckError(sentence)
            if not any(name.startswith("xl/") for name in names):
                raise SelfCheckError("这是压缩包，不是表格。先解压，再选择其中的表格文件。")
            parts = [i for i in infos if "/media/" not in i.filename]  # pictures stay unread
            if sum(info.file_size for info in parts) > MOST_BYTES:
                raise SelfCheckError(
                    f"表格展开后超过 {MOST_BYTES // 1_000_000} MB，分成几个文件后分别导入。"
                )
            for info in parts:
                with archive.open(info) as part:
                    rows, columns = _extent(_pieces(part, progress))
                _limit("工作表", rows, columns)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, zlib.error) as error:
        raise SelfCheckError(_DAMAGED) from error
    except (
        RuntimeError
    ) as error:  # an encrypted member, or a compression nobody uses for tables
        raise SelfCheckError(_PROTECTED) from error


def _pieces(part: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """A part's bytes, overlapping; reading to its end proves its size and its checksum."""
    tail = b""
    while chunk := part.read(_CHUNK):
        progress.check()
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and the last column of a sheet in which anything stands."""
    last_row = last_column = counted = 0
    for piece in pieces:
        if not any(mark in piece for mark in (b"<v", b":v", b"<is", b":is")):
            continue  # formatted blanks: a million rows of them go by in a moment
        for match in _CELL.finditer(piece):
            last_row = max(last_row, int(match[2]))
            last_column = max(last_column, _column(match[1]))
        if _NO_ADDRESS.search(piece):  # allowed: such cells are counted off
            rows = piece.split(b"<row")
            counted += len(rows) - 1
            last_row = max(last_row, counted)
            last_column = max(last_column, *(len(_ANY_CELL.findall(row)) for row in rows))
    return last_row, last_column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
