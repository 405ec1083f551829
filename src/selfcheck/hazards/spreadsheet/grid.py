"""What a spreadsheet holds once it is read: plain values, whatever kind of file they came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from selfcheck.entered import tidy

Cell: TypeAlias = (
    str | int | float | bool | date | datetime | None
)  # None: nothing to see there
RawCell: TypeAlias = Cell | time | timedelta


@dataclass(frozen=True)
class Merge:
    """A block of merged cells, counted from 0, ends included; only its first cell has a value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class GridSheet:
    """One sheet. `rows[0]` is row 1 of the spreadsheet; all rows are equally long.

    Blank rows and columns at the end are gone, however many of them were formatted. Texts are
    tidied: nothing in them is invisible, nothing stands around them.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Book:
    """The sheets of one file that hold anything, in their order."""

    sheets: tuple[GridSheet, ...]


def sheet_of(
    name: str,
    rows: Iterable[Sequence[RawCell]],
    merges: Iterable[Merge] = (),
    *,
    hidden: bool = False,
) -> GridSheet:
    """A sheet from whatever a reader delivers: tidied, trimmed and made rectangular."""
    kept: list[list[Cell]] = []
    height = width = 0
    for number, raw in enumerate(rows, start=1):
        row = [_plain(cell) for cell in raw]
        while row and row[-1] is None:
            row.pop()
        if row:
            height = number
            width = max(width, len(row))
        kept.append(row)
    even = tuple((*row, *(None,) * (width - len(row))) for row in kept[:height])
    inside = tuple(
        Merge(merge.top, merge.left, min(merge.bottom, height - 1), min(merge.right, width - 1))
        for merge in merges
        if merge.top < height and merge.left < width
    )
    return GridSheet(name, even, inside, hidden)


def _plain(cell: RawCell) -> Cell:
    if isinstance(cell, str):
        # what is printable needs no tidying, and nearly all cells are
        return (cell.strip() if cell.isprintable() else tidy(cell)) or None
    if isinstance(cell, float):  # spreadsheets know no whole numbers: 12 arrives as 12.0
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return cell
