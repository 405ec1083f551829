"""The report of a round: from plain values to a PDF that two people sign.

Nothing is drawn before every character is known to have a glyph: a name is never printed wrong.
"""

from dataclasses import dataclass

from selfcheck.errors import NotReady
from selfcheck.progress import Progress
from selfcheck.reports.annexes import set_evidence, set_photo_pages, set_registers
from selfcheck.reports.content import DutyReport
from selfcheck.reports.cover import round_in_words, set_cover, set_profile
from selfcheck.reports.duty_pages import set_duties
from selfcheck.reports.fonts import preflight
from selfcheck.reports.ledger_pages import set_ledger
from selfcheck.reports.paper import Book, Strip
from selfcheck.reports.risk_pages import set_risk
from selfcheck.reports.signature_page import SignatureBox, set_signatures
from selfcheck.reports.spoken import spoken


@dataclass(frozen=True)
class BuiltReport:
    """The finished PDF and where its two signature fields belong, in the order of signing."""

    pdf: bytes
    boxes: tuple[SignatureBox, ...]
    page_count: int


def build(report: DutyReport, *, progress: Progress, draft: bool = False) -> BuiltReport:
    """Make the report; the same values give the same bytes.

    `draft` makes the 核对稿: for reading before signing, marked on every page. Raises NotReady with
    RP01 for every character that no font draws, and Cancelled when the person stops.
    """
    progress.check()
    if problems := preflight(spoken(report)):
        raise NotReady(problems)
    cover = report.cover
    number = cover.package_id.removeprefix(f"{cover.credit_code}-")
    strip = Strip(cover.credit_code, number, report.change_head, draft)
    book = Book(strip, running=f"{cover.enterprise} · {round_in_words(cover).split(' · ')[0]}")
    set_cover(book, report)
    set_profile(book, report)
    set_duties(book, report)
    set_registers(book, report.registers)
    set_ledger(book, report.ledger)
    set_risk(book, report.risk)
    set_evidence(book, report.evidence)
    set_photo_pages(book, report)
    boxes = set_signatures(book, report)
    title = f"安全生产自查报告 {number}"
    pdf = book.bind(
        f"{title} 核对稿" if draft else title, cover.enterprise, progress, "正在排印报告"
    )
    return BuiltReport(pdf, boxes, len(book.pages))
