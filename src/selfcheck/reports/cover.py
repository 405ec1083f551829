"""The first pages of the report: who reports what to whom, and what a PDF reader will say."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.content import Cover, DutyReport, Figure, Person
from selfcheck.reports.flow import BODY_TEXT, key_values, paragraph, subtitle
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, HEIGHT, LEFT, RIGHT, Book, fitting, wrapped
from selfcheck.reports.tables import Heading, set_table

_QR = 78.0
_FIGURE_HEIGHT = 104.0
_TITLE = Letter("Bold", 28)
_UNDER_TITLE = Letter("Regular", 11.5, ink.SECOND)
_ENTERPRISE = Letter("Bold", 20)
_ROUND = Letter("Medium", 13, ink.SECOND)
_QR_CAPTION = Letter("Regular", 7, ink.THIRD)
_CAPTION = Letter("Medium", 10, ink.SECOND)
_NUMBER = Letter("Bold", 23)
_UNIT = Letter("Regular", 10, ink.SECOND)
_FIGURE_LINE = Letter("Regular", 9, ink.SECOND)
_DRAFT = Letter("Bold", 12)

_ON_SIGNATURES = (
    "本报告带两处电子签名。签名人的证书由本单位自行生成，阅读器会提示“签名者身份未知”或"
    "“有效性未知”，这不表示内容被改动。把末页“签名”所列指纹与部门登记册逐组比对，"
    "一致即为本人所签。"
)
_ON_CHANGES = "签名后又被改动的文件，阅读器会提示“签名后文档已更改”，不要采用。"
_ON_DRAFT = (
    "本件供签署前通读，没有签名，不作为报送材料。内容核对无误后，由安全管理人员审核、"
    "主要负责人签署，程序再生成正式报告。"
)


def round_in_words(cover: Cover) -> str:
    """2026 年 11 月 · 第 003 次报送."""
    year, month = cover.period.split("-")
    return f"{year} 年 {int(month)} 月 · 第 {cover.sequence:03d} 次报送"


def people_in_words(people: Sequence[Person]) -> str:
    """Names with their posts, as the cover lists them."""
    return "；".join(f"{person.name}　{person.title}".rstrip("　") for person in people)


def set_cover(book: Book, report: DutyReport) -> None:
    """Set the cover page."""
    cover = report.cover
    book.sheet()
    book.section = "安全生产自查报告"
    book.mark("封面")
    book.draw(_accent)
    book.text(LEFT, HEIGHT - 150, "安全生产自查报告", _TITLE)
    if book.strip.draft:
        book.text(RIGHT, HEIGHT - 150, "核对稿", _DRAFT, align="right")
    under = "企业主要负责人十三项重点工作"
    book.text(LEFT, HEIGHT - 177, under, _UNDER_TITLE)
    below = _set_enterprise(book, cover)
    _set_qr(book, f"{cover.package_id}\n{report.change_head}", below)
    book.y = below - 34
    key_values(
        book,
        [
            ("统一社会信用代码", cover.credit_code),
            ("报送编号", cover.package_id),
            ("主要负责人", people_in_words(cover.principals)),
            ("安全管理人员", people_in_words(cover.managers)),
            ("行业与规模", f"{cover.sector} · 从业人员 {cover.head_count} 人"),
            ("报送部门", cover.receiver),
            ("自查期间", f"{cover.round_from} 至 {cover.round_to}"),
            ("所用规则包", _pack(cover)),
        ],
        value=Letter("Regular", 10.5),
        strong=("主要负责人",),
    )
    if cover.figures:
        subtitle(book, "本期结论", keep=_FIGURE_HEIGHT, before=20)
        _set_figures(book, cover.figures)
    if book.strip.draft:
        subtitle(book, "这是核对稿", before=22)
        paragraph(book, _ON_DRAFT)
    else:
        subtitle(book, "在 PDF 阅读器里看签名", before=22)
        paragraph(book, _ON_SIGNATURES)
        book.y -= 3
        paragraph(book, _ON_CHANGES)


def _pack(cover: Cover) -> str:
    return "；".join(
        part for part in (f"{cover.pack_title} {cover.pack_version}", cover.pack_notice) if part
    )


def _accent(canvas: Any) -> None:
    canvas.setFillColor(ink.ACCENT)
    canvas.rect(LEFT, HEIGHT - 108, 36, 4, stroke=0, fill=1)


def _set_enterprise(book: Book, cover: Cover) -> float:
    """The name from 20 points down to 15, then on more lines; returns the round's baseline."""
    room = BODY - _QR - 24
    letter = fitting(cover.enterprise, room, _ENTERPRISE, 15)
    y = HEIGHT - 238
    for line in wrapped(cover.enterprise, room, letter):
        book.text(LEFT, y, line, letter)
        y -= letter.size * 1.35
    y -= 26 - letter.size * 1.35
    book.text(LEFT, y, round_in_words(cover), _ROUND)
    return min(y, HEIGHT - 264)


def _set_qr(book: Book, text: str, bottom: float) -> None:
    bottom = max(bottom, HEIGHT - 264)
    book.draw(lambda canvas: ink.qr(canvas, RIGHT - _QR, bottom, _QR, text))
    middle = RIGHT - _QR / 2
    book.text(middle, bottom - 13, "报送编号与变更记录末端", _QR_CAPTION, align="center")


def _set_figures(book: Book, figures: Sequence[Figure]) -> None:
    width = (BODY - 12 * (len(figures) - 1)) / len(figures)
    top = book.y
    for place, figure in enumerate(figures):
        _set_figure(book, figure, LEFT + place * (width + 12), top, width)
    book.y = top - _FIGURE_HEIGHT


def _set_figure(book: Book, figure: Figure, x: float, top: float, width: float) -> None:
    book.draw(lambda canvas: ink.box(canvas, x, top, width, _FIGURE_HEIGHT))
    left = x + 12
    book.text(left, top - 21, figure.caption, fitting(figure.caption, width - 24, _CAPTION, 7))
    book.text(left, top - 51, figure.number, _NUMBER)
    unit = left + _NUMBER.width(figure.number) + 5
    book.text(unit, top - 51, figure.unit, fitting(figure.unit, x + width - unit - 8, _UNIT, 6))
    for number, line in enumerate(figure.lines[:2]):
        letter = fitting(line, width - 24, _FIGURE_LINE, 6)
        book.text(left, top - 73 - 15 * number, line, letter)
    for number, (level, count) in enumerate(figure.levels):
        row, column = divmod(number, 2)
        cell, base = left + column * (width / 2 - 8), top - 73 - 15 * row
        book.draw(partial(ink.swatch, x=cell, y=base - 1.5, level=level))
        book.text(cell + 15, base, f"{level} {count}", _FIGURE_LINE)


def set_profile(book: Book, report: DutyReport) -> None:
    """Set the enterprise's facts, its profile answers and the seven duties of the Law."""
    cover = report.cover
    book.begin("企业情况")
    key_values(
        book,
        [
            ("企业名称", cover.enterprise),
            ("地址", cover.address),
            ("联系电话", cover.phone),
            ("规则包指纹", cover.pack_fingerprint),
            ("规则包说明", report.pack_note),
        ],
    )
    if report.profile:
        subtitle(book, "与检查项有关的情况")
        rows = [(answer.question, answer.answer) for answer in report.profile]
        set_table(book, [Heading("问题", 391), Heading("回答", 60)], rows, cell=BODY_TEXT)
    if report.statutory:
        subtitle(book, "法定职责")
        paragraph(book, "十三项重点工作建立在主要负责人的法定职责之上，以下各项长期有效。")
        book.y -= 4
        duties = [(base.number, base.text, base.clause) for base in report.statutory]
        headings = [Heading("序号", 26), Heading("职责", 255), Heading("依据", 170)]
        set_table(book, headings, duties)
