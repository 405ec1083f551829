"""Dates as people write them in ledgers, and what to write where no date can be seen."""

import re
from datetime import date, datetime, timedelta

from selfcheck.entered import half_width
from selfcheck.hazards.spreadsheet.grid import Cell

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
BLANK_WORDS = frozenset(
    {
        "",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "―",
        "–",
        "无",
        "空",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
    }
)
_SERIAL_ZERO = date(1899, 12, 30)  # Excel counts days from here since 1 March 1900
_FIRST_SERIAL, _LAST_SERIAL = ((day - _SERIAL_ZERO).days for day in (EARLIEST, LATEST))
_TWO_FIGURE_YEARS = (
    8  # 26.11.3 is taken for 2026 if that is not further away from the year given
)
_CENTURY = 2000
_EXAMPLE = "写成 2026-11-03 这样的日期"
_TIME = r"""
    [T\s,]*
    (?:\(?(?:星期|周)[一二三四五六日天]\)?)?
    \s*(?:凌晨|早上|早晨|上午|中午|下午|晚上|夜间|[AaPp]\.?[Mm]\.?)?
    \s*(?:\d{1,2}\s*(?:[:时点]\s*(?:\d{1,2}\s*(?:[:分]\s*(?:\d{1,2}(?:\.\d+)?\s*秒?)?)?)?)(?:整|半)?)?
    \s*(?:[AaPp]\.?[Mm]\.?)?
    (?:Z|[+-]\d{2}:?\d{2})?
    \s*(?:左右|前|之前|以前)?
"""
_FULL = re.compile(
    rf"(\d{{4}})\s*[-./年,、\\]\s*(\d{{1,2}})\s*[-./月,、\\]\s*(\d{{1,2}})\s*[日号]?{_TIME}",
    re.VERBOSE,
)
_SHORT_YEAR = re.compile(  # one and the same sign twice: 11.3-5 is no date
    rf"(\d{{2}})\s*(?:年|([-./]))\s*(\d{{1,2}})\s*(?(2)\2|月)\s*(\d{{1,2}})\s*[日号]?{_TIME}",
    re.VERBOSE,
)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:\d{{4}}|\d{{6}}|{_TIME})", re.VERBOSE)
_NO_YEAR = re.compile(rf"(\d{{1,2}})\s*[-./月]\s*(\d{{1,2}})\s*[日号]?{_TIME}", re.VERBOSE)
_NO_DAY = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?(?:份|底|末|初|中旬|上旬|下旬)?")
_UNTIL = re.compile(r"\s*(?:--|-|—+|–|~|至|到)\s*")
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?")
_LONGEST_SPAN = 366  # days
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")


def read_date(cell: Cell, default_year: int) -> tuple[date | None, str]:
    """The day a cell tells of, and a sentence.

    With a day the sentence is a remark (which year was assumed) or empty; without one it is what to
    write instead, or empty because the cell is blank. `default_year` is for 11月3日.
    """
    if isinstance(cell, datetime):
        return _within(cell.date(), str(cell))
    if isinstance(cell, date):
        return _within(cell, str(cell))
    if cell is None or isinstance(cell, bool):
        return None, "" if cell is None else f"“是/否”不是日期，{_EXAMPLE}"
    if isinstance(cell, float):
        return _from_number(cell, default_year)
    text = half_width(str(cell)).strip(" .。,;；'’")
    if text.casefold() in BLANK_WORDS:
        return None, ""
    return _from_text(text, default_year)


def _from_number(number: float, default_year: int) -> tuple[date | None, str]:
    """A serial with a time of day, or 11.3, of which nobody can say whether it was 11.30."""
    if _FIRST_SERIAL <= number <= _LAST_SERIAL + 1:
        return _SERIAL_ZERO + timedelta(days=int(number)), ""
    text = repr(number)
    month, _, day = text.partition(".")
    if len(day) == 1 and day in "123" and _day(default_year, int(month), int(day) * 10):
        return None, (
            f"“{text}”可能是 {month} 月 {day} 日，也可能是 {month} 月 {day}0 日，{_EXAMPLE}"
        )
    return _from_text(text, default_year)


def _from_text(text: str, default_year: int) -> tuple[date | None, str]:
    if match := _COMPACT.fullmatch(text):
        return _checked(text, *(int(part) for part in match.groups()))
    if match := _FULL.fullmatch(text):
        return _checked(text, *(int(part) for part in match.groups()))
    if match := _SHORT_YEAR.fullmatch(text):
        year = _CENTURY + int(match[1])
        if abs(year - default_year) > _TWO_FIGURE_YEARS:
            return None, f"“{_short(text)}”的年份只有两位，看不出是哪一年，{_EXAMPLE}"
        return _checked(text, year, int(match[3]), int(match[4]))
    if _SERIAL.fullmatch(text) and _FIRST_SERIAL <= float(text) <= _LAST_SERIAL + 1:
        return _SERIAL_ZERO + timedelta(days=int(float(text))), ""
    if match := _NO_YEAR.fullmatch(text):
        found, problem = _checked(text, default_year, int(match[1]), int(match[2]))
        return found, problem or f"“{text}”没有写年份，按 {default_year} 年导入"
    if _NO_DAY.fullmatch(text):
        return None, f"“{text}”没有写到日，{_EXAMPLE}"
    return _from_span(text, default_year)


def _from_span(text: str, default_year: int) -> tuple[date | None, str]:
    """The last day of 2026.11.3-4 or 11月3日至5日: nothing is dated too early."""
    if last := _end_of_span(text, default_year):
        return last, f"“{_short(text)}”是一段时间，按最后一天 {last} 导入"
    return None, f"“{_short(text)}”看不出是哪一天，{_EXAMPLE}"


def _end_of_span(text: str, default_year: int) -> date | None:
    for sign in _UNTIL.finditer(text):
        before, after = text[: sign.start()], text[sign.end() :]
        if sign[0] == "-" and "-" in before and not _FULL.fullmatch(after):
            continue
        first = _plain_day(before, default_year)
        if first is None:
            continue
        if match := _DAY_ALONE.fullmatch(after):
            last = _day(first.year, first.month, int(match[1]))
        else:
            last = _plain_day(after, first.year)
        if last and first <= last and (last - first).days <= _LONGEST_SPAN:
            return last
    return None


def _plain_day(text: str, default_year: int) -> date | None:
    """A day with or without its year, and nothing else."""
    if match := _FULL.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _NO_YEAR.fullmatch(text):
        return _day(default_year, int(match[1]), int(match[2]))
    return None


def _checked(text: str, year: int, month: int, day: int) -> tuple[date | None, str]:
    found = _day(year, month, day)
    if found is None:
        return None, f"“{_short(text)}”这一天不存在，核对后{_EXAMPLE}"
    return _within(found, text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within(found: date, text: str) -> tuple[date | None, str]:
    if EARLIEST <= found <= LATEST:
        return found, ""
    return (
        None,
        f"“{_short(text)}”的年份不在 {EARLIEST.year} 至 {LATEST.year} 之间，核对后{_EXAMPLE}",
    )


def _short(text: str) -> str:
    longest = 20
    return text if len(text) <= longest else text[:longest] + "…"
