"""Workbooks of Excel and WPS: .xlsx and .xls, recognised by what they hold, not by their name.

The library believes no <dimension> of an .xlsx and passes over formatted blanks.
"""

from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet import refused
from selfcheck.hazards.spreadsheet.grid import GridSheet, Merge, sheet_of
from selfcheck.hazards.spreadsheet.legacy import made_safe
from selfcheck.hazards.spreadsheet.packed import check_packed
from selfcheck.progress import Progress


def read_packed(path: Path, progress: Progress) -> list[GridSheet]:
    """The worksheets of an .xlsx, also the empty ones.

    Raises `SelfCheckError` when it is damaged, too large, or another kind of file.
    """
    with path.open("rb") as file:
        check_packed(file, progress)
        file.seek(0)
        return _sheets(file, progress)


def read_legacy(path: Path, progress: Progress) -> list[GridSheet]:
    """The worksheets of an .xls, also the empty ones.

    Raises `SelfCheckError` when it is protected, damaged, too large, or another kind of file.
    """
    return _sheets(BytesIO(made_safe(path.read_bytes())), progress)


def _sheets(file: IO[bytes], progress: Progress) -> list[GridSheet]:
    with _DamageTold(), CalamineWorkbook.from_filelike(file) as book:
        wanted = [m for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
        return [
            _grid(
                book.get_sheet_by_name(about.name),
                hidden=about.visible is not SheetVisibleEnum.Visible,
            )
            for about in progress.over(wanted, "正在读取表格")
        ]


class _DamageTold:
    """Tells as a damaged file whatever ends the library's reading.

    Where the library meets what it never expected, it panics; that is no `Exception` and has no
    class that could be imported.
    """

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            return
        if issubclass(kind, CalamineError | OSError) or kind.__name__ == "PanicException":
            raise SelfCheckError(refused.DAMAGED) from error


def _grid(sheet: CalamineSheet, *, hidden: bool) -> GridSheet:
    refused.check_extent(sheet.name, sheet.total_height, sheet.total_width)
    merges = (
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return sheet_of(sheet.name, sheet.to_python(skip_empty_area=False), merges, hidden=hidden)
