"""From a sheet and its layout to hazards with typed fields, and to what is wrong, row by row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from selfcheck.hazards.rules import LONGEST_TEXT, LONGEST_WORD
from selfcheck.hazards.spreadsheet import values
from selfcheck.hazards.spreadsheet.dates import read_date
from selfcheck.hazards.spreadsheet.fields import SPECS
from selfcheck.hazards.spreadsheet.grid import Cell, GridSheet
from selfcheck.hazards.spreadsheet.headers import Layout, counted_in_ten_thousands
from selfcheck.hazards.spreadsheet.imported import (
    ImportedRow,
    Reading,
    RowProblem,
    idempotence_key,
)
from selfcheck.hazards.spreadsheet.promises import day_promised
from selfcheck.hazards.spreadsheet.rows import FoundRow, Passed, hazard_rows
from selfcheck.progress import Progress

_ONE_LINE = frozenset({"word", "number"})
_ROLLED_OVER = 180  # days: 1月5日 after 12月28日 is in the next year
_TEN_THOUSAND = 10_000


def read_rows(
    sheet: GridSheet,
    layout: Layout,
    *,
    default_year: int,
    today: date,
    progress: Progress | None = None,
) -> Reading:
    """All hazards of a sheet that can be imported, and everything that is wrong or was assumed.

    `default_year` is for dates without a year where no neighbour has one. Raises `Cancelled`.
    """
    progress = progress or Progress()
    if "description" not in layout.columns:
        text = "还没有指定哪一列是隐患内容，先在表头处选定"
        return Reading(
            (), (RowProblem(layout.header_row + 1, _title("description"), text, True),), 0
        )
    passed = Passed()
    titles = {key: layout.titles[i] for i, key in enumerate(layout.columns) if key}
    in_general = _TEN_THOUSAND if counted_in_ten_thousands(sheet, layout) else 1
    multiples = {
        key: _TEN_THOUSAND if "万元" in title else 1 if "元" in title else in_general
        for key, title in titles.items()
    }
    reader = _Reader(default_year, today, titles, multiples)
    drafts: list[_Draft] = []
    for found in hazard_rows(sheet, layout, passed):
        if len(drafts) % 500 == 0:
            progress.step(found.row, len(sheet.rows), "正在核对各行")
        drafts.append(reader.read(found))
    for row in passed.nothing_found:
        reader.tell(row, "description", "这一行写的是没有发现隐患，没有导入")
    rows = tuple(_keyed(drafts, reader))
    problems = sorted(reader.problems, key=lambda problem: problem.row)  # stable within a row
    return Reading(rows, tuple(problems), passed.count)


def _title(key: str) -> str:
    return SPECS[key].title


Value: TypeAlias = str | int | date | None


@dataclass
class _Draft:
    row: int
    values: dict[str, Value]
    fatal: bool = False
    bad_found_on: bool = False  # something stands there, but no date

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None


@dataclass
class _Reader:
    """Reads row after row; remembers the last year seen in each column of dates."""

    default_year: int
    today: date
    titles: dict[str, str]  # the head of each field's column
    multiples: dict[str, int]  # 10,000 for each field counted in 万元
    problems: list[RowProblem] = field(default_factory=list)
    _last: dict[str, date] = field(default_factory=dict)

    def tell(self, row: int, key: str, text: str, *, fatal: bool = False) -> None:
        self.problems.append(RowProblem(row, _title(key), text, fatal))

    def read(self, found: FoundRow) -> _Draft:
        draft = _Draft(found.row, {})
        self._take(draft, "found_on", found.cells.get("found_on"))  # other dates lean on it
        for key, cell in found.cells.items():
            if key != "found_on":
                self._take(draft, key, cell)
        for more in found.continued:
            self._append(draft, more)
        for key, origin in found.not_repeated:
            self.tell(found.row, key, f"与第 {origin} 行合并，只记在第 {origin} 行")
        self._weigh(draft)
        return draft

    def _take(self, draft: _Draft, key: str, cell: Cell) -> None:
        value, remark = self._value(draft, key, cell)
        draft.values[key] = value
        if remark:
            draft.bad_found_on |= key == "found_on" and value is None
            self._complain(draft, key, remark, fatal=key == "found_on" and value is None)

    def _complain(self, draft: _Draft, key: str, text: str, *, fatal: bool = False) -> None:
        draft.fatal |= fatal
        self.tell(draft.row, key, text, fatal=fatal)

    def _value(self, draft: _Draft, key: str, cell: Cell) -> tuple[Value, str]:
        match SPECS[key].kind:
            case "date":
                return self._day(draft, key, cell)
            case "money":
                return values.read_money(cell, self.multiples[key])
            case "grade":
                return values.read_grade(cell, self.titles[key])
            case "closed":
                return values.read_closed(cell, self.titles[key])
            case "number":
                return values.read_number(cell)
            case "word":
                return " ".join(self._text(cell).split()), ""
            case "text":
                return self._text(cell), ""

    @staticmethod
    def _text(cell: Cell) -> str:
        text = values.read_text(cell)
        return "" if text in values.CROSSED_OUT else text

    def _day(self, draft: _Draft, key: str, cell: Cell) -> tuple[date | None, str]:
        found_on = draft.day("found_on")
        if key == "deadline" and (promised := day_promised(cell, found_on)):
            return promised
        near = found_on or self._last.get(key)
        day, remark = read_date(cell, near.year if near else self.default_year)
        if day and remark and near:
            day, remark = _rolled_over(day, near, remark)
        if day and day.year <= self.today.year + 1:  # a mistyped year is not handed on
            self._last[key] = day
        return day, remark

    def _append(self, draft: _Draft, more: FoundRow) -> None:
        """Take over what a row tells that is merged into the description of the row above."""
        for key, cell in more.own.items():
            value, remark = self._value(draft, key, cell)
            before = draft.values.get(key)
            if value in {None, "", before} and not remark:
                continue
            if not before and value:
                draft.values[key] = value
            elif SPECS[key].kind in {"text", "word"}:
                between = "\n" if SPECS[key].kind == "text" else "、"
                if str(value) not in str(before).split(between):
                    draft.values[key] = f"{before}{between}{value}"
            else:
                told = values.read_text(cell)
                text = f"与第 {draft.row} 行是同一条隐患，“{told}”没有导入，需要时写到第 {draft.row} 行"
                self.tell(more.row, key, text)

    def _weigh(self, draft: _Draft) -> None:
        """What no cell alone can show."""
        if not draft.values.get("description"):
            self._complain(draft, "description", "没有写隐患内容，补上后再导入", fatal=True)
        for key, value in draft.values.items():
            most = LONGEST_WORD if SPECS[key].kind in _ONE_LINE else LONGEST_TEXT
            if isinstance(value, str) and len(value) > most:
                text = f"有 {len(value)} 个字，最多 {most} 个，缩短后再导入"
                self._complain(draft, key, text, fatal=True)
        found_on = draft.day("found_on")
        if found_on is None and not draft.bad_found_on:
            self._complain(draft, "found_on", "没有写发现日期，导入后补上")
        if found_on and found_on > self.today:
            text = f"{found_on} 在今天之后，核对后再导入"
            self._complain(draft, "found_on", text, fatal=True)
        for key in ("rectified_on", "accepted_on"):
            day = draft.day(key)
            if day and day > self.today:
                draft.values[key] = None
                self._complain(draft, key, f"{day} 在今天之后，没有导入，核对后补上")
        for key in ("deadline", "rectified_on", "accepted_on"):
            day = draft.day(key)
            if day and found_on and day < found_on:
                text = f"{day} 早于发现日期 {found_on}，已照原样导入，核对后改正"
                self._complain(draft, key, text)


def _rolled_over(day: date, near: date, remark: str) -> tuple[date, str]:
    """A day without a year lies close to its neighbour, also across the turn of the year."""
    for year in (near.year - 1, near.year + 1):
        try:
            other = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if abs(other - near) < abs(day - near) and abs(day - near).days > _ROLLED_OVER:
            return other, remark.replace(str(day.year), str(year))
    return day, remark


def _keyed(drafts: Iterable[_Draft], reader: _Reader) -> Iterable[ImportedRow]:
    """The rows that can be imported, each with its key; repeated ones are told and left out."""
    drafts = list(drafts)
    numbers = Counter(str(draft.values.get("number") or "") for draft in drafts)
    first_row: dict[str, int] = {}
    for draft in drafts:
        number = str(draft.values.get("number") or "")
        if number and numbers[number] > 1:
            earlier = first_row.setdefault(f"same:{number}", draft.row)
            if earlier != draft.row:
                reader.tell(
                    draft.row, "number", f"编号“{number}”与第 {earlier} 行相同，按隐患内容区分"
                )
        if number and numbers[number] == 1:
            key = f"no:{number}"
        else:
            description, location = (
                str(draft.values.get(name) or "") for name in ("description", "location")
            )
            key = idempotence_key(description, location, draft.day("found_on"))
        earlier = first_row.setdefault(key, draft.row)
        if draft.fatal:
            continue
        if earlier != draft.row:
            text = f"与第 {earlier} 行重复，没有导入；确是两条隐患的，写明各自的地点"
            reader.tell(draft.row, "description", text, fatal=True)
            continue
        known = {key: value for key, value in draft.values.items() if value is not None}
        yield ImportedRow(row=draft.row, key=key, **known)  # type: ignore[arg-type]  # by SPECS
