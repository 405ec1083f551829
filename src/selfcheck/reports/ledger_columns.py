"""The sixteen columns of the printed ledger: what they are called and where they stand."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import LANDSCAPE, wrapped

HEADER = 23.0  # height of the titles
_GAP = 6.0  # between two columns, with a hairline in the middle
_LEADING = 8.5
_HEAD = Letter("Medium", 7, ink.SECOND)


@dataclass(frozen=True)
class LedgerColumn:
    """A column: what it is called, which field it shows, and how wide it is in points."""

    title: str
    name: str
    width: float


COLUMNS = (
    LedgerColumn("编号", "number", 46),
    LedgerColumn("发现时间", "found_on", 36.5),
    LedgerColumn("隐患内容与部位", "what", 98),
    LedgerColumn("等级与判定依据", "grade", 52),
    LedgerColumn("临时措施/停用", "interim", 48),
    LedgerColumn("责任人", "owner", 29),
    LedgerColumn("措施", "measures", 73),
    LedgerColumn("资金", "money", 40),
    LedgerColumn("时限", "deadline", 36.5),
    LedgerColumn("预案", "emergency_plan", 32),
    LedgerColumn("报告部门", "department", 36.5),
    LedgerColumn("公示", "workers", 36.5),
    LedgerColumn("完成时间", "done_on", 36.5),
    LedgerColumn("验收人\n与时间", "acceptance", 36.5),
    LedgerColumn("状态", "state", 27),
    LedgerColumn("备注", "note", 31.8),
)
assert sum(column.width + _GAP for column in COLUMNS) - _GAP <= LANDSCAPE.body
NUMBER, GRADE = 0, 3  # places among the columns
TEXTS = attrgetter(*(column.name for column in COLUMNS))  # of a row, in the columns' order
EDGES = tuple(
    LANDSCAPE.left + sum(column.width + _GAP for column in COLUMNS[:place])
    for place in range(len(COLUMNS))
)
BETWEEN = tuple(edge - _GAP / 2 for edge in EDGES[1:])  # where the hairlines run


def draw_titles(canvas: Any) -> None:
    """The titles of the columns, hanging from y = 0."""
    canvas.setFillColor(ink.SOFT)
    canvas.rect(LANDSCAPE.left, -HEADER, LANDSCAPE.body, HEADER, stroke=0, fill=1)
    cells = []
    for x, column in zip(EDGES, COLUMNS, strict=True):
        lines = wrapped(column.title, column.width, _HEAD)
        base = -HEADER / 2 - 2.6 + (len(lines) - 1) * _LEADING / 2
        cells += [(x, base - _LEADING * place, line) for place, line in enumerate(lines)]
    ink.put_cells(canvas, cells, _HEAD)
    ink.rule(canvas, LANDSCAPE.left, -HEADER, LANDSCAPE.right, colour=ink.FRAME)
