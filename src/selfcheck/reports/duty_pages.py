"""The thirteen duties on paper: an overview on one page, then every item with its answer.

Answers are quiet; only what does not conform stands out, by weight and a bar as well as by colour.
"""

from selfcheck.reports import ink
from selfcheck.reports.content import DutyPart, DutyReport, ItemLine
from selfcheck.reports.flow import Column, Line, lines_of, paragraph, set_row
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, RIGHT, Book

_NUMBER_WIDTH = 30.0
_TEXT = LEFT + _NUMBER_WIDTH
_TEXT_WIDTH = 292.0
_ANSWER = _TEXT + _TEXT_WIDTH + 14
_ANSWER_WIDTH = 62.0
_PROOF = _ANSWER + _ANSWER_WIDTH + 8
_PROOF_WIDTH = RIGHT - _PROOF
_LABEL = 30.0  # 说明, 理由, 整改 before their words

_DUTY = Letter("Bold", 13)
_DUTY_NUMBER = Letter("Bold", 13, ink.THIRD)
_STATUS = Letter("Medium", 10, ink.SECOND)
_STATUS_WRONG = Letter("Bold", 10, ink.WRONG)
_BY = Letter("Regular", 9, ink.THIRD)
_COLUMN_HEAD = Letter("Medium", 8.5, ink.SECOND)
_ITEM = Letter("Regular", 9.5)
_ITEM_NUMBER = Letter("Regular", 9.5, ink.THIRD)
_CLAUSE = Letter("Regular", 8, ink.THIRD)
_ANSWERED = Letter("Medium", 9.5)
_ANSWERED_WRONG = Letter("Bold", 9.5, ink.WRONG)
_NOTE = Letter("Regular", 9, ink.SECOND)
_NOTE_LABEL = Letter("Regular", 9, ink.THIRD)
_CODES = Letter("Regular", 8.5, ink.SECOND)

_RECONSTRUCTED = "本条为重建，以本区印发的方案为准"


def set_duties(book: Book, report: DutyReport) -> None:
    """Set the overview of the duties and then each duty with its items."""
    book.begin("十三项职责")
    _set_overview(book, report.duties)
    for duty in report.duties:
        _set_duty(book, duty)


def _status(duty: DutyPart) -> Letter:
    return _STATUS_WRONG if duty.problem else _STATUS


def _set_overview(book: Book, duties: tuple[DutyPart, ...]) -> None:
    for duty in duties:
        title = lines_of(duty.title, 300, Letter("Medium", 10), 15)
        if duty.reason:
            title += lines_of(duty.reason, 300, _BY, 13)
        columns = [
            Column(LEFT, [Line(duty.number, Letter("Regular", 10, ink.THIRD), 15)]),
            Column(_TEXT, title),
            Column(
                _TEXT + 310, lines_of(duty.owner, 62, Letter("Regular", 9.5, ink.SECOND), 15)
            ),
            Column(RIGHT, lines_of(duty.status, 62, _status(duty), 15), "right"),
        ]
        set_row(book, columns, pad=5, bar=ink.WRONG if duty.problem else None)
        book.rule(book.y, colour=ink.HAIR)


def _set_duty(book: Book, duty: DutyPart) -> None:
    book.section = "十三项职责"
    book.need(150)
    book.y -= 24
    book.mark(f"{duty.number} {duty.title}", 1)
    columns = [
        Column(LEFT, [Line(duty.number, _DUTY_NUMBER, 20)]),
        Column(_TEXT, lines_of(duty.title, BODY - _NUMBER_WIDTH - 80, _DUTY, 20)),
        Column(RIGHT, [Line(duty.status, _status(duty), 20)], "right"),
    ]
    set_row(book, columns)
    book.section = f"十三项职责 · {duty.number} {duty.title}"
    if by := _by(duty):
        set_row(book, [Column(_TEXT, lines_of(by, BODY - _NUMBER_WIDTH, _BY, 14))])
    book.y -= 4
    book.rule(book.y, colour=ink.FRAME)
    if duty.reason:
        book.y -= 6
        paragraph(
            book,
            f"不涉及的理由：{duty.reason}",
            Letter("Regular", 9.5, ink.SECOND),
            16,
            x=_TEXT,
        )
    if duty.items:
        _set_column_heads(book)
    for item in duty.items:
        _set_item(book, item)


def _by(duty: DutyPart) -> str:
    parts = []
    if duty.owner:
        parts.append(f"负责人 {duty.owner}")
    if duty.confirmed_by:
        parts.append(f"确认 {duty.confirmed_by} {duty.confirmed_at}".rstrip())
    if duty.reconstructed:
        parts.append("本项为重建，以本区印发的方案为准")
    return " · ".join(parts)


def _set_column_heads(book: Book) -> None:
    heads = ((_TEXT, "检查项"), (_ANSWER, "答案"), (_PROOF, "佐证"))
    columns = [Column(x, [Line(text, _COLUMN_HEAD, 12)]) for x, text in heads]
    set_row(book, columns, pad=4)
    book.rule(book.y, colour=ink.HAIR)


def _set_item(book: Book, item: ItemLine) -> None:
    answered = _ANSWERED_WRONG if item.problem else _ANSWERED
    beside = "\n" not in item.answer and answered.width(item.answer) <= _ANSWER_WIDTH * 2
    text = lines_of(item.text, _TEXT_WIDTH, _ITEM, 15)
    small = " · ".join(
        part for part in (item.clause, _RECONSTRUCTED if item.reconstructed else "") if part
    )
    if small:
        text += lines_of(small, _TEXT_WIDTH, _CLAUSE, 13)
    for label, words in (
        ("答案", "" if beside else item.answer),
        ("说明", item.note),
        ("理由", item.reason),
        ("整改", item.rectification),
    ):
        if words:
            text += lines_of(f"{label}：{words}", _TEXT_WIDTH, _NOTE, 15)
    columns = [
        Column(LEFT, [Line(item.number, _ITEM_NUMBER, 15)]),
        Column(_TEXT, text),
        Column(_ANSWER, lines_of(item.answer if beside else "", _ANSWER_WIDTH, answered, 15)),
        Column(_PROOF, lines_of(" ".join(item.evidence), _PROOF_WIDTH, _CODES, 15)),
    ]
    set_row(book, columns, pad=5, bar=ink.WRONG if item.problem else None)
    book.rule(book.y, colour=ink.HAIR)
