"""Finding the header of a ledger and what each of its columns is about.

Ledgers begin with titles, units and dates; their headers have one row, or two where a group
(整改) stands over its columns (责任人、措施、期限). Nothing is decided here: a person sees the
guess and corrects it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from selfcheck.entered import half_width
from selfcheck.hazards.spreadsheet.fields import FIELDS, KNOWN_BUT_IGNORED
from selfcheck.hazards.spreadsheet.grid import Book, Cell, GridSheet
from selfcheck.hazards.spreadsheet.values import read_closed

SURE, LIKELY, UNKNOWN = 1.0, 0.6, 0.0
_LAST_HEADER_ROW = 40  # below that nobody begins a ledger
_LONGEST_HEAD = 24  # a longer cell is a sentence
_LEAST_COVER = 0.5  # of a head, by the words that were recognised in it
_LEAST_COLUMNS = 2
_SAMPLE, _LONGEST_STATE = 200, 6
_LEAST_END = 0.3  # of a head, by the words it ends with
_ENDING = re.compile(
    r"(?P<person>人员?|者|组|员)$|(?P<day>时间|日期)$|(?P<place>部门|单位)$|(?P<other>照片|图片|附件|签字|签名|电话)$"
)
_END_MEANS: dict[str, frozenset[str]] = {
    "person": frozenset({"found_by", "owner", "acceptor"}),
    "day": frozenset(spec.key for spec in FIELDS if spec.kind == "date"),
    "place": frozenset({"department", "location"}),
    "other": frozenset(),
}
_GRADE = re.compile(r"(?:一般|较大|重大)(?:事故)?(?:隐患)?")  # columns of ticks, side by side
_REMARKS = re.compile(r"[(\[【〔].*?[)\]】〕]")  # 整改期限（年/月/日）
_NO_LETTERS = re.compile(r"[\W_]+")
_GROUP_FILLERS = re.compile(r"(情况|信息|落实|记录|环节|部分|内容)$")
_IN_TEN_THOUSANDS = re.compile(r"单位\s*[:：]?\s*万元")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-./])")


@dataclass(frozen=True)
class Layout:
    """Where the header is and which field each column holds; a person may correct every part."""

    header_row: int  # the first row of the header, counted from 0
    header_height: int  # 1 or 2 rows
    titles: tuple[str, ...]  # one for each column, groups before a slash: 整改/责任人
    columns: tuple[
        str | None, ...
    ]  # the key of a field for each column; grade may have several
    confidence: tuple[float, ...]  # SURE, LIKELY or UNKNOWN for each column

    @property
    def first_row(self) -> int:
        """The first row below the header, counted from 0."""
        return self.header_row + self.header_height

    def column_of(self, field: str) -> int | None:
        """Where a field is kept."""
        return self.columns.index(field) if field in self.columns else None

    def with_column(self, index: int, field: str | None) -> "Layout":
        """The layout after a person has said what a column is; no field is held twice."""
        columns = [None if field and held == field else held for held in self.columns]
        confidence = [
            UNKNOWN if before and not now else sure
            for before, now, sure in zip(self.columns, columns, self.confidence, strict=True)
        ]
        columns[index], confidence[index] = field, SURE
        return replace(self, columns=tuple(columns), confidence=tuple(confidence))


def guess(sheet: GridSheet) -> Layout:
    """The most likely header of a sheet; a layout without any field when there is none."""
    best, best_worth = guess_at(sheet, 0, 1), 0.0
    for row in range(min(len(sheet.rows), _LAST_HEADER_ROW)):
        for height in (1, 2):
            if row + height > len(sheet.rows) or not _may_be_header(sheet, row, height):
                continue
            layout = guess_at(sheet, row, height)
            worth = _worth(layout)
            if worth > best_worth:
                best, best_worth = layout, worth
    return best


def guess_at(sheet: GridSheet, header_row: int, header_height: int) -> Layout:
    """The layout when the header is known to lie in these rows."""
    heads = _heads(sheet, header_row, header_height)
    found = [_field_of(head) for head in heads]
    columns: list[str | None] = [None] * len(heads)
    confidence = [UNKNOWN] * len(heads)
    # of two columns for one field the surer one, the more usual word, the one to the left has it
    for index in sorted(range(len(heads)), key=lambda i: (-found[i].sure, found[i].rank)):
        field, sure, _ = found[index]
        if field is None:
            confidence[index] = sure
        elif field not in columns or (field == "grade" and _GRADE.fullmatch(heads[index][-1])):
            columns[index], confidence[index] = field, sure
    if "closed" not in columns and "result" in columns:
        result = columns.index("result")
        if _tells_states(sheet, header_row + header_height, result):
            columns[result], confidence[result] = "closed", LIKELY
    titles = tuple("/".join(head) for head in heads)
    return Layout(header_row, header_height, titles, tuple(columns), tuple(confidence))


def likely_sheet(book: Book) -> int:
    """The sheet of a book that most likely is the ledger; hidden ones only if nothing else is."""

    def worth(index: int) -> tuple[bool, float, int]:
        sheet = book.sheets[index]
        return (not sheet.hidden, _worth(guess(sheet)), -index)

    return max(range(len(book.sheets)), key=worth)


def year_told(sheet: GridSheet, layout: Layout) -> int | None:
    """The year that the name of the sheet or the lines above the header speak of."""
    above = [cell for row in sheet.rows[: layout.header_row] for cell in row]
    for text in [*(cell for cell in above if isinstance(cell, str)), sheet.name]:
        if match := _YEAR.search(half_width(text)):
            return int(match[1])
    return None


def counted_in_ten_thousands(sheet: GridSheet, layout: Layout) -> bool:
    """Whether a line above the header says 单位：万元."""
    above = (cell for row in sheet.rows[: layout.header_row] for cell in row)
    return any(isinstance(cell, str) and _IN_TEN_THOUSANDS.search(cell) for cell in above)


def plain_head(text: str) -> str:
    """A head as it is compared: no blanks, signs or remarks in brackets; 整改期限（必填） is 整改期限."""
    plain = _REMARKS.sub("", half_width(text)).casefold()
    return _NO_LETTERS.sub("", plain)


def _heads(sheet: GridSheet, row: int, height: int) -> list[tuple[str, ...]]:
    """What stands over each column: nothing, a word, or a group and a word."""
    upper = _spread(sheet, row)
    if height == 1:
        return [(text,) if text else () for text in upper]
    lower = _spread(sheet, row + 1)
    group = ""
    heads: list[tuple[str, ...]] = []
    for above, below in zip(upper, lower, strict=True):
        # a table that lost its merges, as in CSV, leaves blanks to the right of a group
        group = above or (group if below else "")
        words = (group, below) if group != below else (below,)
        heads.append(tuple(word for word in words if word))
    return heads


def _spread(sheet: GridSheet, row: int) -> list[str]:
    """The texts of a row, each merged block's text in all of its cells."""
    cells: list[Cell] = list(sheet.rows[row])
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom:
            span = slice(merge.left, merge.right + 1)
            cells[span] = [sheet.rows[merge.top][merge.left]] * (merge.right + 1 - merge.left)
    return ["".join(str(cell).split()) if cell is not None else "" for cell in cells]


def _tells_states(sheet: GridSheet, first_row: int, column: int) -> bool:
    """Whether 整改情况 is answered by 已整改 and 未整改 throughout, and not by what was done."""
    cells = [row[column] for row in sheet.rows[first_row : first_row + _SAMPLE]]
    told = [cell for cell in cells if cell is not None]
    return bool(told) and all(
        isinstance(cell, str) and len(cell) <= _LONGEST_STATE and not read_closed(cell)[1]
        for cell in told
    )


def _may_be_header(sheet: GridSheet, row: int, height: int) -> bool:
    """Heads are short texts; titles span the table, and data have figures, dates and sentences."""
    for line in sheet.rows[row : row + height]:
        cells = [cell for cell in line if cell is not None]
        short = sum(isinstance(c, str) and len(plain_head(c)) <= _LONGEST_HEAD for c in cells)
        if not cells or short < len(cells) * 0.8:
            return False
    return True


def _worth(layout: Layout) -> float:
    """How much a layout looks like a real header; nothing for fewer than two known columns."""
    known = [sure for sure in layout.confidence if sure]
    if len(known) < _LEAST_COLUMNS:
        return 0.0
    has_description = "description" in layout.columns
    return sum(known) + 3 * has_description - 0.1 * (layout.header_height - 1)


class _Match(NamedTuple):
    field: str | None = None
    sure: float = UNKNOWN
    rank: int = 0  # how far down its word stands among the synonyms


def _field_of(head: Sequence[str]) -> _Match:
    """The field that a head speaks of, and how sure that is."""
    words = [plain for word in head if (plain := plain_head(word))]
    if not words:
        return _Match()
    last, whole = words[-1], "".join(words)
    trimmed = _GROUP_FILLERS.sub("", words[0]) + last if len(words) > 1 else last
    known = _known_heads()
    for candidate in (whole, trimmed, last):
        if candidate in known:
            field, rank = known[candidate]
            return _Match(field, SURE, rank)
    if whole in KNOWN_BUT_IGNORED or last in KNOWN_BUT_IGNORED:
        return _Match(None, SURE)
    for candidate in (last, trimmed):
        if likely := _contained(candidate):
            return _Match(likely, LIKELY)
    return _Match()


@cache
def _known_heads() -> dict[str, tuple[str, int]]:
    return {
        plain_head(word): (spec.key, rank)
        for spec in FIELDS
        for rank, word in enumerate(spec.synonyms)
    }


def _contained(head: str) -> str | None:
    """The field whose synonym makes up most of a head: 本次检查存在的问题 is a description."""
    if len(head) > _LONGEST_HEAD:
        return None
    ending = _ENDING.search(head)
    inside = [
        (word, field)
        for word, (field, _) in _known_heads().items()
        if len(word) > 1
        and word in head
        and len(word) >= len(head) * (_LEAST_END if head.endswith(word) else _LEAST_COVER)
        and (ending is None or field in _END_MEANS[str(ending.lastgroup)])
    ]
    # the last word tells what a column is about: 整改措施责任人 is a person
    best = max(inside, key=lambda one: (head.endswith(one[0]), len(one[0])), default=None)
    return best and best[1]
