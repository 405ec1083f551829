"""The handover slip: what was given to whom on which medium, one copy for each side."""

from dataclasses import dataclass

from selfcheck.reports.flow import key_values, paragraph, subtitle
from selfcheck.reports.forms import (
    bound,
    refuse_missing_glyphs,
    set_fingerprint,
    set_places,
    set_steps,
    set_title,
)
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import Book, Strip
from selfcheck.reports.tables import Heading, set_table

_COPIES = ("部门留存", "企业留存")
_HEADINGS = (
    Heading("内容", 120),
    Heading("说明", 201),
    Heading("文件数", 50, "right"),
    Heading("大小", 70, "right"),
)
_MEDIUM = Letter("Regular", 9.5)
_STEPS = (
    "把压缩包解开，在文件夹里运行：certutil -hashfile tagmanifest-sha256.txt SHA256",
    "结果与上面八组逐组相同，说明收到的就是这一份；其余核对步骤见包内的 VERIFY.txt。",
    "两份都签字：一份留部门，一份由企业带回。部门回执可以以后再给。",
)


@dataclass(frozen=True)
class SlipLine:
    """One kind of contents of the package."""

    name: str  # 佐证材料
    words: str
    count: str
    size: str


@dataclass(frozen=True)
class Slip:
    """What the slip says; sizes and moments are as printed."""

    enterprise: str
    credit_code: str
    package_id: str
    round: str  # 2026 年 11 月 · 第 003 次报送
    receiver: str
    file_name: str
    size: str  # 286.4 MB（300,312,004 字节）
    written_at: str
    fingerprint: str  # SHA-256 of tagmanifest-sha256.txt
    lines: tuple[SlipLine, ...]
    signers: tuple[tuple[str, str], ...] = ()  # 审核 → 林晓燕 2026-11-23 09:48


def build(slip: Slip) -> bytes:
    """The slip as PDF, one page for each side; raises NotReady (RP01) for a missing glyph."""
    refuse_missing_glyphs(
        (
            ("企业名称", slip.enterprise),
            ("报送部门", slip.receiver),
            ("文件名", slip.file_name),
            *((f"{verb}人姓名", words) for verb, words in slip.signers),
        )
    )
    number = slip.package_id.removeprefix(f"{slip.credit_code}-")
    book = Book(Strip(slip.credit_code, number, ""), running=slip.enterprise)
    for copy in _COPIES:
        _set_copy(book, slip, copy)
    return bound(book, f"交接单 {number}", slip.enterprise)


def _set_copy(book: Book, slip: Slip, copy: str) -> None:
    set_title(book, "报送材料交接单", slip.round, copy)
    key_values(
        book,
        [
            ("企业", slip.enterprise),
            ("报送编号", slip.package_id),
            ("报送部门", slip.receiver),
            ("文件", f"{slip.file_name} · {slip.size}"),
            ("写入并复核", slip.written_at),
            *slip.signers,
        ],
        strong=("报送编号",),
        height=20,
    )
    subtitle(book, "这一份的指纹", before=12)
    code = f"{slip.package_id}\n{slip.fingerprint}"
    set_fingerprint(book, "SHA-256，对 tagmanifest-sha256.txt 计算", slip.fingerprint, code)
    book.y -= 6
    rows = [(line.name, line.words, line.count, line.size) for line in slip.lines]
    set_table(book, _HEADINGS, rows)
    subtitle(book, "当面核对和交接", before=10)
    set_steps(book, _STEPS)
    book.y -= 4
    paragraph(book, "介质：□ U 盘　□ 光盘　□ 电子邮件　□ 其他 ____________", _MEDIUM)
    day = "日期　　　　年　　月　　日"
    set_places(book, (("企业交件人签字", day), ("部门收件人签字（盖章）", day)))
