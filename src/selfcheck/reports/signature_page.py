"""The last page: the declaration, one box for each signature, and what the signatures cover."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from selfcheck.errors import NotReady
from selfcheck.reports import ink
from selfcheck.reports.content import DutyReport, SignatureName, SignerLine
from selfcheck.reports.flow import (
    Column,
    Line,
    key_values,
    lines_of,
    paragraph,
    set_row,
    subtitle,
)
from selfcheck.reports.fonts import font_name, load, preflight
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import BODY, LEFT, RIGHT, Book, fitting
from selfcheck.reports.photos import UNREADABLE

BOX_HEIGHT = 132.0
_MARGIN = 1.0  # the field is this much larger than its frame, so that the line is covered too
FIELD_WIDTH = BODY + 2 * _MARGIN
FIELD_HEIGHT = BOX_HEIGHT + 2 * _MARGIN
_BAR = 28.0
_DRAWN = 138.0  # width of the field for a drawn signature
_HAND_PIXELS = 600  # on the longer side; 300 dots per inch of its field
_VERBS: dict[SignatureName, tuple[int, str, str]] = {
    "safety_manager": (1, "审核", "尚未审核"),
    "principal": (2, "签署", "尚未签署"),
}
_DECLARATION = Letter("Regular", 11)
_VERB = Letter("Bold", 11)
_AT = Letter("Regular", 9.5, ink.SECOND)
_PENDING = Letter("Regular", 9.5, ink.THIRD)
_NAME = Letter("Bold", 17)
_ROLE = Letter("Regular", 11, ink.SECOND)
_CAPTION = Letter("Regular", 9, ink.THIRD)
_DECORATION = Letter("Regular", 7.5, ink.THIRD)
_KEY = Letter("Medium", 10)


@dataclass(frozen=True)
class SignatureBox:
    """Where a signature field lies: page counted from 0, corners in points from the lower left."""

    name: SignatureName
    page_index: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class _Face:
    """What one box shows."""

    number: int
    verb: str
    name: str
    role: str
    at: str
    fingerprint: str = ""
    drawn: bytes | None = None


def set_signatures(book: Book, report: DutyReport) -> tuple[SignatureBox, ...]:
    """Set the signature page and return the place of each box, in the order of signing."""
    book.begin("签名")
    subtitle(book, "声明", before=4)
    paragraph(book, report.declaration, _DECLARATION, 19)
    book.y -= 12
    boxes = tuple(_set_box(book, signer) for signer in report.signers)
    subtitle(book, "签名覆盖什么", before=12)
    key_values(
        book,
        [
            ("本报告", "两处电子签名，先审核、后签署；第二处覆盖整个文件"),
            ("报送包", "审核签名覆盖文件清单；签署签名覆盖清单、说明和审核签名"),
            ("以前的报送", _previous(report.previous_package)),
            ("时间", "取自本机时钟；部门回执另行证明收到时间"),
        ],
        label=84,
    )
    book.y -= 10
    _set_head(book, report)
    book.y -= 8
    compare = (
        "部门登记册中每位签名人有一条 64 位指纹，按 8 位一组与上面逐组比对。"
        "不用本软件也能核对，步骤见报送包内的 VERIFY.txt。"
    )
    words = lines_of(compare, BODY - 84, Letter("Regular", 10, ink.SECOND), 17)
    set_row(book, [Column(LEFT, [Line("如何比对", _KEY, 17)]), Column(LEFT + 84, words)])
    return boxes


def _previous(words: str) -> str:
    if words:
        return f"包内写明{words}的指纹，前后相连"
    return "这是第一次报送，之前没有可相连的"


def _set_box(book: Book, signer: SignerLine) -> SignatureBox:
    book.need(BOX_HEIGHT + 14)
    number, verb, pending = _VERBS[signer.box]
    face = _Face(number, verb, signer.name, signer.role, pending)
    top = book.y
    book.draw(lambda canvas: _draw_box(canvas, (LEFT, top, BODY, BOX_HEIGHT), face))
    book.y = top - BOX_HEIGHT - 14
    low, high = top - BOX_HEIGHT - _MARGIN, top + _MARGIN
    return SignatureBox(signer.box, book.page_index, LEFT - _MARGIN, low, RIGHT + _MARGIN, high)


def _set_head(book: Book, report: DutyReport) -> None:
    """The change log's head in full: in groups for the eye, in one line for copying."""
    book.need(60)
    top, x = book.y, LEFT + 84
    book.text(LEFT, top - 12, "变更记录末端", _KEY)
    book.text(x, top - 12, f"{report.change_lines:,} 条", Letter("Regular", 10, ink.SECOND))

    def stroke(canvas: Any) -> None:
        ink.put_hidden(canvas, x, top - 18, report.change_head)
        ink.hex_groups(canvas, x, top - 31, report.change_head)

    book.draw(stroke)
    book.y = top - 54


def appearance(
    *,
    number: int,
    verb: str,
    name: str,
    role: str,
    at: str,
    fingerprint: str,
    drawn: bytes | None = None,
    width: float = FIELD_WIDTH,
    height: float = FIELD_HEIGHT,
) -> bytes:
    """One page of `width` × `height` points that covers a box once its field is signed.

    `at` is the moment as printed (2026-11-23 09:48:12 +08:00), `fingerprint` 64 hex of the signer's
    certificate, `drawn` a PNG or JPEG of a handwritten signature: decoration only, and it says so;
    one that cannot be read is left out. Raises NotReady (RP01) when the name has no glyph.
    """
    load()
    if problems := preflight([(f"{role}姓名", name)]):
        raise NotReady(problems)
    target = BytesIO()
    canvas = Canvas(
        target, pagesize=(width, height), invariant=1, initialFontName=font_name("Regular")
    )
    ink.blank(canvas, width, height)
    hand = _hand(drawn) if drawn else None
    face = _Face(number, verb, name, role, at, fingerprint, hand)
    frame = (_MARGIN, height - _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)
    _draw_box(canvas, frame, face)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _hand(drawn: bytes) -> bytes | None:
    """The drawn signature as a small PNG, or None when it is no picture."""
    try:
        with Image.open(BytesIO(drawn), formats=("PNG", "JPEG")) as image:
            image.thumbnail((_HAND_PIXELS, _HAND_PIXELS))
            target = BytesIO()
            image.convert("RGBA").save(target, "PNG")
    except UNREADABLE:
        return None
    return target.getvalue()


def _draw_box(canvas: Any, place: tuple[float, float, float, float], face: _Face) -> None:
    x, top, width, height = place
    ink.box(canvas, x, top, width, height, radius=6, fill=white, stroke=ink.FRAME, line=0.8)
    canvas.saveState()
    edge = canvas.beginPath()
    edge.roundRect(x + 0.4, top - height + 0.4, width - 0.8, height - 0.8, 5.6)
    canvas.clipPath(edge, stroke=0, fill=0)
    canvas.setFillColor(ink.SOFT)
    canvas.rect(x, top - _BAR, width, _BAR, stroke=0, fill=1)
    canvas.restoreState()
    ink.rule(canvas, x, top - _BAR, x + width)
    ink.put_text(canvas, x + 14, top - 19, f"{face.number}　{face.verb}", _VERB)
    when = _AT if face.fingerprint else _PENDING
    ink.put_text(canvas, x + width - 14, top - 19, face.at, when, align="right")
    room = width - 28 - (_DRAWN + 14 if face.drawn else 0)
    _draw_signer(canvas, x + 14, top - 56, room, face)
    if face.fingerprint:
        ink.put_text(canvas, x + 14, top - 82, "证书指纹（SHA-256）", _CAPTION)
        ink.put_hidden(canvas, x + 14, top - 86, face.fingerprint)
        ink.hex_groups(canvas, x + 14, top - 99, face.fingerprint)
    if face.drawn:
        _draw_hand(canvas, x + width - _DRAWN - 14, top - height + 14, height - 56, face.drawn)


def _draw_signer(canvas: Any, x: float, y: float, room: float, face: _Face) -> None:
    """Name and role on one line; a long name becomes smaller, then pushes the role below it."""
    beside = room - _ROLE.width(face.role) - 12
    name = fitting(face.name, beside, _NAME, 12)
    if name.width(face.name) <= beside:
        ink.put_text(canvas, x, y, face.name, name)
        ink.put_text(canvas, x + name.width(face.name) + 12, y, face.role, _ROLE)
        return
    name = fitting(face.name, room, _NAME, 5)
    ink.put_text(canvas, x, y + 6, face.name, name)
    ink.put_text(
        canvas,
        x,
        y - 10,
        face.role,
        fitting(face.role, room, Letter("Regular", 9.5, ink.SECOND), 5),
    )


def _draw_hand(canvas: Any, x: float, y: float, height: float, drawn: bytes) -> None:
    canvas.saveState()
    canvas.setStrokeColor(ink.LINE)
    canvas.setLineWidth(0.6)
    canvas.setDash(2, 2)
    canvas.roundRect(x, y, _DRAWN, height, 4, stroke=1, fill=0)
    canvas.restoreState()
    ink.put_text(
        canvas, x + _DRAWN / 2, y + 6, "手写图样仅作装饰，不作依据", _DECORATION, align="center"
    )
    with Image.open(BytesIO(drawn), formats=("PNG", "JPEG")) as image:
        columns, rows = image.size
    scale = min((_DRAWN - 16) / columns, (height - 24) / rows)
    wide, high = columns * scale, rows * scale
    middle = y + 16 + (height - 20) / 2
    ink.picture(canvas, drawn, (x + (_DRAWN - wide) / 2, middle - high / 2, wide, high))
