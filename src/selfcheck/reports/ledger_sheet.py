"""The ledger of hazards as a workbook that the import reads back, a hundred thousand rows and more.

Dates are dates and money is a number in yuan, so that a clerk can sort and add up.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, overload

from selfcheck.progress import Progress
from selfcheck.reports.ledger_content import LedgerSheetRow
from selfcheck.reports.sheet import Cell, Money, Sheet, build

TITLE = "隐患台账"
_COLUMNS = (
    ("编号", "number"),
    ("隐患内容", "what"),
    ("隐患地点", "place"),
    ("隐患部位", "part"),
    ("隐患来源", "source"),
    ("排查人", "found_by"),
    ("发现日期", "found_on"),
    ("隐患级别", "grade"),
    ("判定依据", "clause"),
    ("可能事故类型", "accident_type"),
    ("临时措施", "interim"),
    ("停用情况", "stop"),
    ("整改措施", "measures"),
    ("整改责任人", "owner"),
    ("责任部门", "owner_department"),
    ("整改期限", "deadline"),
    ("预算资金（元）", "planned_fen"),
    ("已用资金（元）", "spent_fen"),
    ("安全措施和预案", "safety_and_emergency"),
    ("报告部门时间", "reported_on"),
    ("职代会或公示时间", "published_on"),
    ("整改完成日期", "done_on"),
    ("整改结果", "result"),
    ("验收人", "acceptor"),
    ("验收日期", "accepted_on"),
    ("状态", "state"),
    ("销号日期", "closed_on"),
    ("备注", "note"),
)
COLUMNS = tuple(title for title, _ in _COLUMNS)
_CELLS: Callable[[LedgerSheetRow], tuple[Any, ...]] = attrgetter(
    *(name for _, name in _COLUMNS)
)
_MONEY = tuple(place for place, (_, name) in enumerate(_COLUMNS) if name.endswith("_fen"))
_STEP = 500  # rows between two reports of progress


def ledger_xlsx(rows: Sequence[LedgerSheetRow], progress: Progress) -> bytes:
    """The workbook; the same rows give the same bytes, and they are not held a second time.

    Raises SelfCheckError when a text is longer than a cell can hold, and Cancelled when the person
    stops.
    """
    progress.check()
    return build([Sheet(TITLE, COLUMNS, _Rows(rows, progress))], title=TITLE)


class _Rows(Sequence[Sequence[Cell]]):
    """The rows as cells, made when they are asked for."""

    def __init__(self, rows: Sequence[LedgerSheetRow], progress: Progress) -> None:
        self._rows = rows
        self._progress = progress

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for number, row in enumerate(self._rows):
            if not number % _STEP:
                self._progress.step(number, len(self._rows), "正在写表格")
            yield _cells(row)

    @overload
    def __getitem__(self, place: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[Cell]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        if isinstance(place, slice):
            return [_cells(row) for row in self._rows[place]]
        return _cells(self._rows[place])


def _cells(row: LedgerSheetRow) -> Sequence[Cell]:
    cells: list[Cell] = list(_CELLS(row))
    for place in _MONEY:
        fen = cells[place]
        cells[place] = None if fen is None else Money(int(fen))  # type: ignore[arg-type]  # a count of fen
    return cells
