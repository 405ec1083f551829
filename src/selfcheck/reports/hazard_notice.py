"""隐患整改通知书: who is to remove which hazard by when; one, or a batch for many people."""

from collections.abc import Sequence

from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.flow import Column, lines_of, set_row
from selfcheck.reports.forms import refuse_missing_glyphs
from selfcheck.reports.hazard_content import Notice
from selfcheck.reports.hazard_parts import (
    begin,
    found_in_words,
    grade_in_words,
    new_book,
    place_of,
    set_facts,
    set_note,
    set_signing,
    set_words,
    spoken,
    stop_rows,
    strip_of,
)
from selfcheck.reports.hazard_photos import set_photos
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book

TITLE = "隐患整改通知书"
_NOTE = (
    "完成后把整改后照片和完成日期报安全管理人员，由整改人以外的人复查；"
    "到期完不成，期限前书面申请延期。"
)
_TO = Letter("Medium", 13)
_TO_BLANK = Letter("Regular", 13, ink.SECOND)


def notice_pdf(notice: Notice) -> bytes:
    """One notice; raises NotReady (RP01) when a character has no glyph."""
    return notices_pdf((notice,), Progress())


def notices_pdf(notices: Sequence[Notice], progress: Progress) -> bytes:
    """Notices one after the other, each on a new sheet and counted from page 1.

    Raises NotReady (RP01) when a character has no glyph, Cancelled when the person stops, and
    ValueError when there is nothing to print.
    """
    if not notices:
        raise ValueError("no notices")
    refuse_missing_glyphs(
        pair for notice in notices for pair in spoken(notice, notice.hazard.number)
    )
    first = notices[0]
    book = new_book(first.origin, first.hazard)
    for notice in progress.over(notices, "正在排版"):
        book.part(strip_of(notice.origin, notice.hazard))
        _set_notice(book, notice)
    title = f"{TITLE} {first.hazard.number}" if len(notices) == 1 else TITLE
    return book.bind(title, first.origin.enterprise, progress, "正在排印通知书")


def _set_notice(book: Book, notice: Notice) -> None:
    hazard = notice.hazard
    book.running = notice.origin.enterprise
    begin(book, TITLE, notice.origin.enterprise, hazard)
    _set_addressee(book, notice)
    set_facts(
        book,
        [
            ("地点与部位", place_of(hazard)),
            ("隐患情况", hazard.what),
            ("发现", found_in_words(hazard)),
            ("等级", grade_in_words(hazard)),
            ("判定依据", hazard.basis),
        ],
        strong=("隐患情况",),
    )
    set_photos(book, "整改前照片", notice.before)
    set_words(book, "整改要求", notice.demands)
    book.y -= 6
    set_facts(
        book, [("整改期限", notice.deadline), *stop_rows(notice.stop)], strong=("整改期限",)
    )
    set_note(book, _NOTE)
    set_signing(
        book,
        (("签发人", notice.issuer, notice.issued_on), ("接收人", "", "")),
    )


def _set_addressee(book: Book, notice: Notice) -> None:
    """The department and the person, on more lines when the names are long; or a line to fill in."""
    who = "　".join(part for part in (notice.department, notice.owner) if part)
    columns = [
        Column(LEFT, lines_of("致", 24, _TO_BLANK, 22)),
        Column(LEFT + 26, lines_of(who, BODY - 26, _TO, 22)),
    ]
    book.y -= 2
    set_row(book, columns, pad=2)
    if not who:
        book.rule(book.y, colour=ink.FRAME, x=LEFT + 26)
    book.y -= 4
