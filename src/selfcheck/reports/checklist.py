"""The thirteen duties on one sheet, to pin to a wall or carry round the workshops."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck.reports import ink
from selfcheck.reports.flow import Column, Line, lines_of, set_row
from selfcheck.reports.forms import bound, refuse_missing_glyphs, set_title
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BOTTOM, LEFT, RIGHT, Book, Strip

_TEXT = LEFT + 28
_TEXT_WIDTH = 250.0
_OWNER = _TEXT + _TEXT_WIDTH + 14
_DONE = _OWNER + 72
_REMARK = _DONE + 36
_NUMBER = Letter("Regular", 10, ink.THIRD)
_TITLE = Letter("Medium", 10.5)
_HINT = Letter("Regular", 8.5, ink.SECOND)
_COLUMN_HEAD = Letter("Medium", 8.5, ink.SECOND)
_OWNER_NAME = Letter("Regular", 9.5)
_BOX = Letter("Regular", 15)


@dataclass(frozen=True)
class ChecklistLine:
    """One duty: what to do, how often, who is in charge so far."""

    number: int
    title: str
    hint: str = ""  # 每季度至少 1 次；高危行业每月至少 1 次
    owner: str = ""


def build(
    *, enterprise: str, credit_code: str, period: str, lines: Sequence[ChecklistLine]
) -> bytes:
    """The sheet as PDF; `period` is as printed (2026 年 11 月). Raises NotReady (RP01)."""
    refuse_missing_glyphs(
        (
            ("企业名称", enterprise),
            *((f"第 {line.number} 项职责", f"{line.title}{line.hint}") for line in lines),
            *((f"第 {line.number} 项职责的负责人", line.owner) for line in lines),
        )
    )
    book = Book(Strip(credit_code, "", ""), running=enterprise)
    set_title(book, "十三项职责清单", f"{enterprise} · {period}")
    heads = ((_TEXT, "职责"), (_OWNER, "负责人"), (_DONE, "完成"), (_REMARK, "备注"))
    set_row(book, [Column(x, [Line(text, _COLUMN_HEAD, 12)]) for x, text in heads], pad=4)
    book.rule(book.y, colour=ink.FRAME)
    slot = (book.y - BOTTOM) / max(len(lines), 1)
    for line in lines:
        _set_line(book, line, slot)
    return bound(book, f"十三项职责清单 {period}", enterprise)


def _set_line(book: Book, line: ChecklistLine, slot: float) -> None:
    text = lines_of(line.title, _TEXT_WIDTH, _TITLE, 15)
    if line.hint:
        text += lines_of(line.hint, _TEXT_WIDTH, _HINT, 12)
    height = sum(part.leading for part in text)
    columns = [
        Column(LEFT, [Line(f"{line.number:02d}", _NUMBER, 15)]),
        Column(_TEXT, text),
        Column(_OWNER, lines_of(line.owner, 62, _OWNER_NAME, 15)),
        Column(_DONE, [Line("□", _BOX, 15)]),
        Column(RIGHT, [], "right"),
    ]
    set_row(book, columns, pad=max((slot - height) / 2, 2))
    book.rule(book.y, colour=ink.HAIR)
