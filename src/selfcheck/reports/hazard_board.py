"""重大事故隐患公示: one sheet for the notice board, read from two steps away."""

from selfcheck.reports import ink
from selfcheck.reports.flow import Column, lines_of, set_row
from selfcheck.reports.forms import bound, refuse_missing_glyphs
from selfcheck.reports.hazard_content import WorkersNotice
from selfcheck.reports.hazard_parts import DATE, new_book, place_of, spoken
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, BOTTOM, LEFT, RIGHT, Book, fitting, wrapped

TITLE = "重大事故隐患公示"
_BASIS = (
    "依据《安全生产法》第四十一条第二款，向从业人员通报本单位重大事故隐患的排查治理情况。"
    "发现危及人身安全的紧急情况，有权停止作业、撤离现场，并立即报告。"
)
_LABEL = 92.0
_FEW_LINES = 2  # what is longer is set smaller
_FOOT = BOTTOM + 46  # baseline of the telephone number when there is room
_TITLE = Letter("Bold", 34)
_WHOSE = Letter("Medium", 14, ink.SECOND)
_WHAT = Letter("Bold", 22)
_NAMES = Letter("Regular", 14, ink.THIRD)
_VALUES = Letter("Regular", 14)
_STRONG = Letter("Bold", 15)
_SMALL = Letter("Regular", 10.5, ink.SECOND)


def workers_notice_pdf(notice: WorkersNotice) -> bytes:
    """The sheet; raises NotReady (RP01) when a character has no glyph."""
    hazard = notice.hazard
    refuse_missing_glyphs(spoken(notice, hazard.number))
    book = new_book(notice.origin, hazard)
    book.sheet()
    book.section = TITLE
    book.mark(TITLE)
    _set_head(book, notice)
    stop, since = notice.stop, notice.stop.since
    stopped = "：".join(part for part in (stop.scope, stop.what or stop.reason) if part)
    for label, text, letter in (
        ("地点", place_of(hazard), _VALUES),
        (
            "停用",
            "\n".join(part for part in (stopped, since and f"{since} 起") if part),
            _STRONG,
        ),
        ("现在怎样防范", stop.interim, _VALUES),
        ("怎样治理", notice.measures, _VALUES),
        ("责任人", notice.owner, _VALUES),
        ("完成期限", notice.deadline, _STRONG),
        ("进展", notice.state, _VALUES),
        ("判定依据", hazard.basis, _SMALL),
    ):
        _set_row(book, label, text, letter)
    book.y -= 14
    set_row(book, [Column(LEFT, lines_of(_BASIS, BODY, _SMALL, 18))])
    _set_foot(book, notice)
    return bound(book, f"{TITLE} {hazard.number}", notice.origin.enterprise)


def _set_head(book: Book, notice: WorkersNotice) -> None:
    middle = LEFT + BODY / 2
    book.text(middle, book.y - 34, TITLE, _TITLE, align="center")
    name = fitting(notice.origin.enterprise, BODY, _WHOSE, 10)
    book.y -= 64
    for line in wrapped(notice.origin.enterprise, BODY, name):
        book.text(middle, book.y, line, name, align="center")
        book.y -= name.size * 1.5
    book.y -= 2
    book.rule(book.y, colour=ink.FRAME)
    book.y -= 12
    what = _WHAT
    if len(wrapped(notice.hazard.what, BODY, _WHAT)) > _FEW_LINES:
        what = Letter("Bold", 16)
    set_row(book, [Column(LEFT, lines_of(notice.hazard.what, BODY, what))], pad=4)
    if not notice.hazard.what:
        book.rule(book.y, colour=ink.FRAME)
    book.y -= 10


def _set_row(book: Book, label: str, text: str, letter: Letter) -> None:
    leading = letter.size * 1.6
    columns = [
        Column(LEFT, lines_of(label, _LABEL, _NAMES, 23)),
        Column(LEFT + _LABEL + 8, lines_of(text, BODY - _LABEL - 8, letter, leading)),
    ]
    set_row(book, columns, pad=6 if text else 9)
    if text:
        book.rule(book.y, colour=ink.LINE)
    else:
        book.rule(book.y, colour=ink.FRAME, x=LEFT + _LABEL + 8)


def _set_foot(book: Book, notice: WorkersNotice) -> None:
    book.need(60)
    book.y = min(book.y - 24, _FOOT)
    book.text(LEFT, book.y, f"报告电话　{notice.phone or '____________________'}", _VALUES)
    book.y -= 26
    book.text(LEFT, book.y, f"公示日期　{notice.published_on or DATE}", _VALUES)
    book.text(RIGHT - 24, book.y, "企业盖章", Letter("Regular", 14, ink.THIRD), align="right")
