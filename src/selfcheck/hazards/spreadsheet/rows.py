"""Which rows of a ledger are hazards, and what merged cells and 同上 stand for.

A cell merged over several rows holds for all of them: the date, place or person is repeated. Money
and numbers are not, for they would be counted twice. Where the description itself is merged, the
rows below it go on telling about the same hazard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from selfcheck.hazards.spreadsheet import values
from selfcheck.hazards.spreadsheet.fields import SPECS
from selfcheck.hazards.spreadsheet.grid import Cell, GridSheet
from selfcheck.hazards.spreadsheet.headers import Layout
from selfcheck.hazards.spreadsheet.no_hazards import NoHazards, says_nothing_found

_DITTO = frozenset({"同上", "同上。", "同前", "〃", "″", '"', "''", "〞", "〝"})
_NOT_REPEATED = frozenset({"money", "number"})  # kinds


@dataclass
class FoundRow:
    """A row that tells about a hazard: its cells by field, merges and 同上 resolved."""

    row: int  # counted from 1, as the spreadsheet shows it
    cells: dict[str, Cell]
    own: dict[str, Cell]  # only what stands in the row itself
    not_repeated: list[tuple[str, int]]  # field, row of the merged cell that has the value
    continues: int | None = None  # the row whose description this one shares
    continued: list["FoundRow"] = field(default_factory=list)


@dataclass
class Passed:
    """How many rows were passed over, and which of them said that nothing was found."""

    count: int = 0
    nothing_found: list[int] = field(default_factory=list)


def hazard_rows(sheet: GridSheet, layout: Layout, passed: Passed) -> Iterator[FoundRow]:
    """The rows below the header that tell about hazards; `passed` counts the others."""
    no_hazards = NoHazards(sheet, layout)
    last: FoundRow | None = None
    for here in _resolved(sheet, layout):
        description = here.cells.get("description")
        if not here.own or no_hazards.includes(here.row - 1, description):
            passed.count += 1
        elif says_nothing_found(description):
            passed.count += 1
            passed.nothing_found.append(here.row)
        elif last is not None and here.continues == last.row:
            last.continued.append(here)
        else:
            if last is not None:
                yield last
            last = here
    if last is not None:
        yield last


def _resolved(sheet: GridSheet, layout: Layout) -> Iterator[FoundRow]:
    """Every row that is not blank, with what merges and 同上 refer to."""
    wanted = [(i, key) for i, key in enumerate(layout.columns) if key is not None]
    origins = _origins(sheet, layout)
    ticked = _ticked(layout)
    above: dict[str, Cell] = {}
    for index in range(layout.first_row, len(sheet.rows)):
        line = sheet.rows[index]
        if all(cell is None for cell in line):
            continue
        here = FoundRow(index + 1, {}, {}, [])
        for column, key in wanted:
            value, top = line[column], origins.get((index, column))
            if column in ticked:
                value = values.joined(here.cells.get(key), values.ticked(value, ticked[column]))
            if value is not None:
                here.own[key] = value
                value = above.get(key) if _is_ditto(value) else value
            elif top is not None:
                value = _repeated(here, key, sheet.rows[top][column], top)
            here.cells[key] = value
            if value is not None:
                above[key] = value
        yield here


def _repeated(here: FoundRow, key: str, value: Cell, top: int) -> Cell:
    """What a cell below the first of a merged block counts as."""
    if key == "description":
        here.continues = top + 1
    if SPECS[key].kind not in _NOT_REPEATED:
        return value
    if value is not None:
        here.not_repeated.append((key, top + 1))
    return None


def _ticked(layout: Layout) -> dict[int, str]:
    """Where several columns stand for one field, each for one of its words: 一般 | 重大."""
    return {
        column: layout.titles[column].rpartition("/")[2]
        for column, key in enumerate(layout.columns)
        if key is not None and layout.columns.count(key) > 1
    }


def _origins(sheet: GridSheet, layout: Layout) -> dict[tuple[int, int], int]:
    """For each cell below the first of a merged block in the body: the row its value is in."""
    return {
        (row, merge.left): merge.top
        for merge in sheet.merges
        if merge.top >= layout.first_row
        for row in range(merge.top + 1, merge.bottom + 1)
    }


def _is_ditto(value: Cell) -> bool:
    return isinstance(value, str) and value in _DITTO
