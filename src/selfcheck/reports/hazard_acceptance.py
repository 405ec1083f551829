"""隐患整改验收单: what was done, the place before and after, and what the acceptor says."""

from functools import partial
from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.forms import bound, refuse_missing_glyphs
from selfcheck.reports.hazard_content import Acceptance
from selfcheck.reports.hazard_parts import (
    begin,
    grade_in_words,
    new_book,
    place_of,
    set_facts,
    set_note,
    set_signing,
    set_words,
    spoken,
    stop_rows,
)
from selfcheck.reports.hazard_photos import set_pairs
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import LEFT, Book

TITLE = "隐患整改验收单"
_CHOICES = ((True, "通过，可以销号"), (False, "不通过，退回整改"))
_BOX = 10.0
_CHOICE = Letter("Medium", 10.5)
_TICK = Letter("Regular", 11)
_NOTE = "验收人不能是整改责任人。重大事故隐患由主要负责人组织验收并签字。"
_SUPERVISED = "挂牌督办的隐患，本单位验收后还须部门核查，由部门销号。"


def acceptance_form_pdf(acceptance: Acceptance) -> bytes:
    """The form, to be signed; raises NotReady (RP01) when a character has no glyph."""
    hazard = acceptance.hazard
    refuse_missing_glyphs(spoken(acceptance, hazard.number))
    book = new_book(acceptance.origin, hazard)
    begin(book, TITLE, acceptance.origin.enterprise, hazard)
    rows: list[tuple[str, ...]] = [
        ("地点与部位", place_of(hazard)),
        ("隐患情况", hazard.what),
        ("等级", grade_in_words(hazard), "整改责任人", acceptance.owner),
        ("完成日期", acceptance.done_on, "已用资金", acceptance.spent),
    ]
    if hazard.major or acceptance.stop.scope:
        rows += stop_rows(acceptance.stop)
        if not acceptance.stop.resumed:
            rows.append(("恢复使用", ""))
    if acceptance.supervised_by:
        rows.append(("督办部门", acceptance.supervised_by))
    set_facts(book, rows, strong=("隐患情况", "完成日期"))
    set_words(book, "整改措施", acceptance.measures, blanks=2)
    set_words(book, "整改结果", acceptance.result, blanks=2)
    set_pairs(book, acceptance.before, acceptance.after)
    set_words(book, "验收意见", acceptance.opinion, blanks=2)
    _set_choices(book, acceptance.passed)
    places = [
        ("整改责任人", acceptance.owner, ""),
        ("验收人", acceptance.acceptor, acceptance.accepted_on),
    ]
    if hazard.major:
        places.append(("主要负责人", "", ""))
    set_signing(book, places)
    set_note(book, f"{_NOTE}{_SUPERVISED}" if acceptance.supervised_by else _NOTE)
    return bound(book, f"{TITLE} {hazard.number}", acceptance.origin.enterprise)


def _set_choices(book: Book, passed: bool | None) -> None:
    """Two boxes, the chosen one ticked; both empty when a person is to tick."""
    book.need(118)  # with the signatures beneath
    book.y -= 6
    x, base = LEFT, book.y - 13
    for value, words in _CHOICES:
        book.draw(partial(_draw_box, x=x, y=base + 9))
        if passed is value:
            book.text(x + 0.5, base, "✓", _TICK)
        book.text(x + _BOX + 6, base, words, _CHOICE)
        x += _BOX + 6 + _CHOICE.width(words) + 36
    book.y = base - 4


def _draw_box(canvas: Any, x: float, y: float) -> None:
    ink.box(canvas, x, y, _BOX, _BOX, radius=1.5, fill=None, stroke=ink.FRAME, line=0.8)
