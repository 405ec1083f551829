"""The states of this program in a table that is imported: it wrote them itself, in words of its own."""

from collections.abc import Mapping
from dataclasses import replace

from selfcheck.hazards.records import STATE_WORDS, HazardState
from selfcheck.hazards.spreadsheet.grid import GridSheet
from selfcheck.hazards.spreadsheet.headers import Layout
from selfcheck.hazards.spreadsheet.imported import Reading

VOID = "void"  # 作废 or 并案: nothing is left to follow, so it is no new hazard
_AS_LEDGERS_SAY: Mapping[str, str | None] = {
    **{
        STATE_WORDS[state]: "未整改"
        for state in (
            *(HazardState.DRAFT, HazardState.REGISTERED, HazardState.GRADED),
            *(HazardState.PLANNED, HazardState.RECTIFYING, HazardState.RETURNED),
        )
    },
    STATE_WORDS[HazardState.MERGED]: None,
    STATE_WORDS[HazardState.VOID]: None,
    "作废": None,
}


def in_common_words(sheet: GridSheet, layout: Layout) -> tuple[GridSheet, frozenset[int]]:
    """The sheet with those states as any ledger says them, and the rows (from 1) that are void or merged."""
    column = layout.column_of("closed")
    if column is None:
        return sheet, frozenset()
    rows, void = list(sheet.rows), set()
    for at in range(layout.first_row, len(rows)):
        cell = rows[at][column]
        if isinstance(cell, str) and cell in _AS_LEDGERS_SAY:
            told = _AS_LEDGERS_SAY[cell]
            rows[at] = (*rows[at][:column], told, *rows[at][column + 1 :])
            if told is None:
                void.add(at + 1)
    return replace(sheet, rows=tuple(rows)), frozenset(void)


def with_void(reading: Reading, void: frozenset[int]) -> Reading:
    """The rows that are void or merged, marked as such."""
    rows = tuple(replace(row, closed=VOID) if row.row in void else row for row in reading.rows)
    return replace(reading, rows=rows)
