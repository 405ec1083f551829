"""Deadlines that are given as a promise instead of a date: 立即整改, 3天内."""

import re
from datetime import date, timedelta

from selfcheck.entered import half_width
from selfcheck.hazards.spreadsheet.grid import Cell

_AT_ONCE = re.compile(
    r"(?:立即|即时|当场|现场|当日|当天|马上|即刻|立刻|限即日|即日)(?:整改|完成|解决|处理|消除|内)*|立行立改|立查立改|即查即改|边查边改|立改"
)
_WITHIN = re.compile(
    r"(?:限|限期)?(\d{1,3})(?:天|日|个?自然日)(?:之?内|以内)?(?:整改|完成|整改完成|完成整改)?"
)


def day_promised(cell: Cell, found_on: date | None) -> tuple[date | None, str] | None:
    """The day a promise counted from the day of finding falls on, with a remark; None: no promise."""
    if not isinstance(cell, str):
        return None
    text = "".join(half_width(cell).split()).strip("。.")
    if _AT_ONCE.fullmatch(text):
        days = 0
    elif match := _WITHIN.fullmatch(text):
        days = int(match[1])
    else:
        return None
    if found_on is None:
        return (
            None,
            f"“{text}”要从发现日期算起，而这一行没有发现日期，写成 2026-11-03 这样的日期",
        )
    day = found_on + timedelta(days=days)
    return day, f"“{text}”从发现日期算起，按 {day} 导入"
