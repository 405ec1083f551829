"""What the papers about a hazard share: facts, words or lines to write on, photos, places to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.flow import Column, Line, lines_of, paragraph, set_row, subtitle
from selfcheck.reports.hazard_content import HazardFacts, Origin, SixParts, StopFacts
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, Book, PageFormat, Strip, fitting, wrapped
from selfcheck.reports.photos import caption_of

_FORM = PageFormat(bottom=62.0)  # the signatures of a usual paper still stand on its first page
LABEL = 84.0
DATE = "　　　　年　　月　　日"
_ROW_PAD = 3.5
_BETWEEN = 16.0  # two pairs of facts in one row
_LEADING = 17.5
_KEPT = 240.0  # a text up to this height stays with its heading: it is not cut
_LINE = 23.0  # from one ruled line to the next, for handwriting
_PLACE = 82.0  # height of a place to sign in

_TITLE = Letter("Bold", 20)
_CORNER = Letter("Medium", 10, ink.SECOND)
_UNDER = Letter("Regular", 10, ink.SECOND)
_NAMES = Letter("Regular", 10, ink.THIRD)
_VALUES = Letter("Regular", 10)
_STRONG = Letter("Medium", 10)
_MAJOR = Letter("Bold", 10, ink.WRONG)
_WORDS = Letter("Regular", 10.5)
_PART = Letter("Medium", 10.5)
_NOTE = Letter("Regular", 9, ink.SECOND)
_CAPTION = Letter("Regular", 9, ink.THIRD)
_SIGNED = Letter("Medium", 11)

# Field → what it is called when one of its characters cannot be printed.
_FIELDS = {
    "enterprise": "企业名称", "credit_code": "信用代码", "printed_on": "打印日期", "head": "变更记录末端",
    "number": "编号", "what": "内容", "place": "地点", "part": "部位", "grade": "等级", "basis": "判定依据",
    "found_on": "发现时间", "found_by": "发现人", "source": "来源", "accident_type": "可能事故类型",
    "scope": "停用范围", "since": "停用时间", "decided_by": "停用决定人", "reason": "未停用的理由",
    "interim": "临时措施", "resumed": "恢复使用", "goals": "目标和任务", "methods": "方法和措施",
    "resources": "经费和物资", "people": "机构和人员", "deadline": "时限", "safety": "安全措施和应急预案",
    "owner": "责任人", "department": "责任部门", "demands": "整改要求", "issuer": "签发人",
    "issued_on": "签发日期", "receiver": "报告部门", "principal": "主要负责人", "address": "企业地址",
    "sector": "行业", "phone": "电话", "contact": "联系人", "situation": "现状及其产生原因",
    "severity": "危害程度", "difficulty": "整改难易程度", "reported_on": "报告日期", "budget": "预算",
    "approved_by": "批准人", "approved_on": "批准日期", "measures": "整改措施", "state": "状态",
    "published_on": "公示日期", "result": "整改结果", "spent": "已用资金", "done_on": "完成日期",
    "acceptor": "验收人", "opinion": "验收意见", "accepted_on": "验收日期", "supervised_by": "督办部门",
}  # fmt: skip


def spoken(paper: Any, hazard: str) -> Iterator[tuple[str, str]]:
    """Every text of a paper with its place in words, for the glyph check."""
    for field in fields(paper):
        value = getattr(paper, field.name)
        if isinstance(value, str):
            yield f"隐患 {hazard} 的{_FIELDS[field.name]}", value
        elif isinstance(value, tuple):
            for photo in value:
                yield (
                    f"隐患 {hazard} 的照片 {photo.code} 的说明",
                    f"{photo.code}{caption_of(photo)}",
                )
        elif is_dataclass(value):
            yield from spoken(value, hazard)


def new_book(origin: Origin, hazard: HazardFacts) -> Book:
    """An empty book for a paper about one hazard."""
    return Book(strip_of(origin, hazard), running=origin.enterprise, format=_FORM)


def strip_of(origin: Origin, hazard: HazardFacts) -> Strip:
    """The footer that ties a sheet to its hazard and to the state of the archive."""
    return Strip(origin.credit_code, hazard.number, origin.head, label="隐患")


def begin(book: Book, title: str, under: str, hazard: HazardFacts) -> None:
    """Begin a paper on a new sheet, with its entry in the outline."""
    book.sheet()
    book.section = f"{title} · {hazard.number}"
    book.mark(f"{hazard.number} {title}")
    book.text(LEFT, book.y - 18, title, _TITLE)
    book.text(LEFT + BODY, book.y - 18, hazard.number, _CORNER, align="right")
    book.y -= 28
    set_row(book, [Column(LEFT, lines_of(under, BODY, _UNDER, 15))])
    book.y -= 5
    book.rule(book.y)
    book.y -= 4


def set_facts(
    book: Book, rows: Sequence[tuple[str, ...]], *, strong: Sequence[str] = ()
) -> None:
    """Rows of label and value, or of two such pairs; where there is no value, a line to write on."""
    for row in rows:
        pairs = list(zip(row[::2], row[1::2], strict=True))
        width = (BODY - _BETWEEN * (len(pairs) - 1)) / len(pairs)
        columns, missing = [], []
        for place, (label, text) in enumerate(pairs):
            x = LEFT + place * (width + _BETWEEN)
            letter = _STRONG if label in strong else _VALUES
            if label == "等级" and text.startswith("重大"):
                letter = _MAJOR
            columns.append(Column(x, lines_of(label, LABEL - 8, _NAMES, 15)))
            columns.append(Column(x + LABEL, lines_of(text, width - LABEL, letter, 15)))
            if not text:
                missing.append((x + LABEL, x + width))
        set_row(book, columns, pad=_ROW_PAD + (1.5 if missing else 0))
        book.rule(book.y, colour=ink.HAIR)
        for left, right in missing:
            book.draw(partial(_line, x=left, y=book.y, right=right))


def _line(canvas: Any, x: float, y: float, right: float) -> None:
    ink.rule(canvas, x, y, right, colour=ink.FRAME)


def set_words(book: Book, title: str, text: str, *, blanks: int = 3) -> None:
    """A heading and its text; where there is none, ruled lines to write on."""
    height = sum(line.leading for line in lines_of(text, BODY, _WORDS, _LEADING))
    subtitle(book, title, before=11, keep=min(height, _KEPT) if text else blanks * _LINE)
    _words_or_lines(book, text, blanks, LEFT)


def _words_or_lines(book: Book, text: str, blanks: int, x: float) -> None:
    if text:
        paragraph(book, text, _WORDS, _LEADING, x=x)
        return
    for _ in range(blanks):
        book.need(_LINE)
        book.y -= _LINE
        book.rule(book.y, colour=ink.FRAME, x=x)


def set_note(book: Book, text: str) -> None:
    """A sentence in small print that tells what to do with the paper."""
    book.y -= 6
    paragraph(book, text, _NOTE, 14)


def set_six_parts(book: Book, plan: SixParts, *, blanks: int = 2) -> None:
    """The six parts of a treatment plan, each with its number as in the regulation."""
    for number, title, text in (
        ("（一）", "治理的目标和任务", plan.goals),
        ("（二）", "采取的方法和措施", plan.methods),
        ("（三）", "经费和物资的落实", plan.resources),
        ("（四）", "负责治理的机构和人员", plan.people),
        ("（五）", "治理的时限和要求", plan.deadline),
        ("（六）", "安全措施和应急预案", plan.safety),
    ):
        book.need(48)
        book.y -= 5
        set_row(book, [Column(LEFT, [Line(f"{number}{title}", _PART, 18)])])
        _words_or_lines(book, text, blanks, LEFT + 32)


def stop_rows(stop: StopFacts) -> list[tuple[str, ...]]:
    """What is stopped, as rows of facts; all of it to be filled in when nothing is known."""
    if stop.reason:
        rows: list[tuple[str, ...]] = [("停用情况", f"{stop.scope or '未停用'}：{stop.reason}")]
    else:
        what = "：".join(part for part in (stop.scope, stop.what) if part)
        by = f"{stop.decided_by}决定" if stop.decided_by else ""
        rows = [("停用情况", "，".join(part for part in (what, stop.since, by) if part))]
    rows.append(("临时措施", stop.interim))
    if stop.resumed:
        rows.append(("恢复使用", stop.resumed))
    return rows


def place_of(hazard: HazardFacts) -> str:
    """Where the hazard is, down to the part."""
    return " ".join(part for part in (hazard.place, hazard.part) if part)


def found_in_words(hazard: HazardFacts) -> str:
    """When the hazard was found, by whom and how."""
    return "　".join(part for part in (hazard.found_on, hazard.found_by, hazard.source) if part)


def grade_in_words(hazard: HazardFacts) -> str:
    """The grade as it is called in full."""
    return f"{hazard.grade}事故隐患" if hazard.grade in ("一般", "重大") else hazard.grade


def set_signing(
    book: Book, places: Sequence[tuple[str, str, str]], *, blank: str = DATE
) -> None:
    """Frames side by side to sign in: the role, a name that is known, and the date beneath."""
    book.need(_PLACE + 14)
    top = book.y - 10
    width = (BODY - 12 * (len(places) - 1)) / len(places)
    for number, (role, name, day) in enumerate(places):
        x = LEFT + number * (width + 12)
        book.draw(partial(_frame, x=x, top=top, width=width, height=_PLACE))
        book.text(x + 10, top - 15, role, _CAPTION)
        letter = fitting(name, width - 20, _SIGNED, 8)
        for below, line in enumerate(wrapped(name, width - 20, letter)[:3]):
            book.text(x + 10, top - 33 - below * letter.size * 1.3, line, letter)
        book.text(
            x + 10, top - _PLACE + 10, f"日期　{day}" if day else f"日期{blank}", _CAPTION
        )
    book.y = top - _PLACE - 4


def _frame(canvas: Any, x: float, top: float, width: float, height: float) -> None:
    ink.box(canvas, x, top, width, height, fill=None, stroke=ink.FRAME)
