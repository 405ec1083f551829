"""What backs the answers: the registers, the list of evidence, and the photos."""

from selfcheck.reports import ink
from selfcheck.reports.content import DutyReport, EvidenceLine, Register
from selfcheck.reports.flow import paragraph, subtitle
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import Book
from selfcheck.reports.photos import set_photos
from selfcheck.reports.tables import Heading, fitted, set_table

_EVIDENCE = (
    Heading("编号", 30),
    Heading("名称与 SHA-256", 236),
    Heading("发生日期", 50),
    Heading("记录时间", 75),
    Heading("用于", 40),
)
_SMALL = Letter("Regular", 6.5, ink.THIRD)


def set_registers(book: Book, registers: tuple[Register, ...]) -> None:
    """Set every register as a table; a declared empty one says so in words."""
    if not registers:
        return
    book.begin("登记清单")
    for place, register in enumerate(registers):
        subtitle(
            book, f"{register.title}（{len(register.rows)} 条）", before=18 if place else 2
        )
        if register.note:
            paragraph(book, register.note)
            book.y -= 4
        if register.rows:
            headings, cell = fitted(register.columns, register.rows)
            set_table(book, headings, register.rows, cell=cell)


def set_evidence(book: Book, evidence: tuple[EvidenceLine, ...]) -> None:
    """Set the list of evidence; each file with its whole SHA-256, to be compared with the package."""
    if not evidence:
        return
    book.begin("佐证清单")
    note = f"共 {len(evidence)} 件。每件下方是文件的 SHA-256，与报送包内的文件一致。"
    paragraph(book, note)
    book.y -= 4
    rows = [
        (
            line.code,
            f"{line.title}（{line.kind}，{line.size}）\n{line.sha256}",
            line.occurred_on,
            line.recorded_at,
            line.used_by,
        )
        for line in evidence
    ]
    set_table(book, _EVIDENCE, rows, cell=Letter("Regular", 8.5), small=_SMALL)


def set_photo_pages(book: Book, report: DutyReport) -> None:
    """Set the photos, six a page."""
    if not report.photos:
        return
    book.begin("照片")
    set_photos(book, report.photos)
