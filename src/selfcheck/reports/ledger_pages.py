"""The ledger of hazards in the report of a round: all listed rows, then each major hazard in full.

What the Law asks for a major hazard and is missing stands out, with the reason that the principal
has confirmed beside it: nobody signs a gap without seeing it.
"""

from selfcheck.reports import ink
from selfcheck.reports.content import FiveMark, LedgerPart, LedgerRowPart, MajorBlock
from selfcheck.reports.flow import Column, Line, lines_of, paragraph, set_row, subtitle
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, RIGHT, Book

_SECTION = "隐患台账"
# left edge and width of each column
_NUMBER, _WHAT, _GRADE, _OWNER, _STATE = (
    (LEFT, 62.0),
    (LEFT + 70, 204.0),
    (LEFT + 284, 34.0),
    (LEFT + 326, 70.0),
    (LEFT + 404, BODY - 404),
)
_TITLES = (
    (_NUMBER, "编号"),
    (_WHAT, "内容与地点"),
    (_GRADE, "等级"),
    (_OWNER, "责任人 · 期限"),
    (_STATE, "状态"),
)
_LABEL = 70.0
_VALUE = BODY - _LABEL

_HEAD = Letter("Medium", 8.5, ink.SECOND)
_CODE = Letter("Regular", 9, ink.THIRD)
_CELL = Letter("Regular", 9.5)
_STRONG = Letter("Medium", 9.5)
_BELOW = Letter("Regular", 8.5, ink.THIRD)
_WRONG = Letter("Bold", 9.5, ink.WRONG)
_LATE = Letter("Medium", 8.5, ink.WRONG)
_TITLE = Letter("Bold", 11)
_LABELS = Letter("Regular", 9.5, ink.THIRD)
_VALUES = Letter("Regular", 9.5, ink.SECOND)
_TICK = Letter("Regular", 10)
_RING = Letter("Regular", 10, ink.WRONG)


def set_ledger(book: Book, part: LedgerPart | None) -> None:
    """Set the section; nothing at all when the report has no ledger."""
    if part is None:
        return
    book.begin(_SECTION)
    paragraph(book, _totals(part), Letter("Medium", 10))
    if part.note:
        paragraph(book, part.note, Letter("Regular", 9.5, ink.SECOND), 16)
    book.y -= 4
    if part.rows:
        _set_titles(book)
    for row in part.rows:
        _set_row(book, row)
    if part.majors:
        subtitle(book, "重大事故隐患", keep=150, before=20)
        for block in part.majors:
            _set_major(book, block)


def _totals(part: LedgerPart) -> str:
    words = [f"列出 {len(part.rows):,} 项" if part.rows else "没有登记隐患"]
    return "　".join((*words, *(f"{word} {count:,}" for word, count in part.totals)))


def _set_titles(book: Book) -> None:
    columns = [Column(x, lines_of(title, width, _HEAD, 12)) for (x, width), title in _TITLES]
    set_row(book, columns, pad=4)
    book.rule(book.y, colour=ink.FRAME)


def _set_row(book: Book, row: LedgerRowPart) -> None:
    def cell(
        column: tuple[float, float], text: str, letter: Letter, below: list[Line]
    ) -> Column:
        return Column(column[0], lines_of(text, column[1], letter, 14.5) + below)

    def small(column: tuple[float, float], text: str, letter: Letter = _BELOW) -> list[Line]:
        return lines_of(text, column[1], letter, 13) if text else []

    columns = [
        cell(_NUMBER, row.number, _CODE, []),
        cell(_WHAT, row.what, _STRONG if row.major else _CELL, small(_WHAT, row.place)),
        cell(_GRADE, row.grade, _WRONG if row.major else _CELL, []),
        cell(_OWNER, row.owner or "—", _CELL, small(_OWNER, row.deadline)),
        cell(_STATE, row.state, _CELL, small(_STATE, row.late, _LATE)),
    ]
    bar = ink.WRONG if row.major else None
    set_row(book, columns, pad=4, bar=bar, turned=lambda: _set_titles(book))
    book.rule(book.y, colour=ink.HAIR)


def _set_major(book: Book, block: MajorBlock) -> None:
    book.section = _SECTION
    book.need(170)
    book.y -= 8
    book.mark(f"{block.number} {block.what}"[:60], 1)
    head = [
        Column(LEFT, lines_of(block.number, _LABEL - 6, Letter("Bold", 9.5, ink.THIRD), 17)),
        Column(LEFT + _LABEL, lines_of(block.what, _VALUE - 76, _TITLE, 17)),
        Column(
            RIGHT, lines_of(block.state, 66, Letter("Medium", 9.5, ink.SECOND), 17), "right"
        ),
    ]
    set_row(book, head)
    book.section = f"{_SECTION} · {block.number}"
    book.y -= 3
    book.rule(book.y, colour=ink.FRAME)
    _set_pair(book, "地点", block.place)
    _set_pair(book, "判定依据", block.clause, "没有引用条款")
    stop = _WRONG if block.stop_missing else _VALUES
    _set_pair(book, "停用", block.stop, "没有停用，也没有写明理由", stop)
    if block.interim:
        _set_pair(book, "临时措施", block.interim)
    _set_pair(book, "报告部门", block.department, "尚未报告监管部门")
    _set_pair(book, "告知职工", block.workers, "尚未向职工代表大会报告或公示")
    _set_marks(book, block.marks)
    if block.explanation:
        _set_explanation(book, block)
    book.y -= 12


def _set_pair(
    book: Book, label: str, words: str, missing: str = "—", letter: Letter = _VALUES
) -> None:
    if not words and missing != "—":
        letter = _WRONG
    columns = [
        Column(LEFT, [Line(label, _LABELS, 15)]),
        Column(LEFT + _LABEL, lines_of(words or missing, _VALUE, letter, 15)),
    ]
    set_row(book, columns, pad=2.5)
    book.rule(book.y, colour=ink.HAIR, x=LEFT + _LABEL)


def _set_marks(book: Book, marks: tuple[FiveMark, ...]) -> None:
    """责任 措施 资金 时限 预案: a tick and what was settled, or a ring."""
    if not marks:
        return
    width = _VALUE / len(marks)
    columns = [Column(LEFT, [Line("五落实", _LABELS, 15)])]
    for place, mark in enumerate(marks):
        name = Line(
            f"{'✓' if mark.done else '○'} {mark.name}", _TICK if mark.done else _RING, 15
        )
        words = lines_of(mark.words if mark.done else "未落实", width - 10, _BELOW, 13)
        columns.append(Column(LEFT + _LABEL + place * width, [name, *words]))
    set_row(book, columns, pad=3)
    book.rule(book.y, colour=ink.HAIR, x=LEFT + _LABEL)


def _set_explanation(book: Book, block: MajorBlock) -> None:
    lines = lines_of(f"说明（主要负责人确认）：{block.explanation}", _VALUE, _STRONG, 15.5)
    if block.explained_by:
        lines += lines_of(block.explained_by, _VALUE, _VALUES, 15)
    book.y -= 3
    set_row(book, [Column(LEFT + _LABEL, lines)], pad=2, bar=ink.ACCENT)
