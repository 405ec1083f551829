"""report.pdf: exactly the two signatures, both holding, the last over the whole file.

A PDF can be changed by appending to it, and readers call an overlaid PDF "valid". So the byte
ranges are checked here, the signatures go through the same strict policy as the others, and pyHanko
says what the second signature's revision changed. pyHanko is slow to import: so is this module.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from selfcheck.submission import active_content, der, layout, policy
from selfcheck.submission.findings import Finding, Malformed
from selfcheck.submission.policy import SignerFacts

_ORDER = (layout.SAFETY_MANAGER, layout.PRINCIPAL)  # of signing
# Whatever a parser may stumble over in a file that was made to make it stumble.
_ODD = (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError)


def check(content: bytes, signers: Mapping[str, SignerFacts], now: datetime) -> None:
    """Raise Malformed unless the report is signed by the two `signers`, in their order."""
    if names := active_content.in_pdf(content):
        raise Malformed(Finding.ACTIVE_PDF, layout.REPORT, "、".join(names))
    try:
        signatures = _signatures(content)
        ranges = [[int(number) for number in one.byte_range] for one in signatures]
        _check_ranges(ranges, len(content))
        for role, signature, span in zip(_ORDER, signatures, ranges, strict=True):
            signer = _signer(content, span, signature, now)
            if signer.fingerprint != signers[role].fingerprint:
                raise Malformed(Finding.REPORT_SIGNER_DIFFERS, layout.REPORT)
            # One turn, one moment: else an older approval's report could stand beside newer data.
            if signer.signed_at != signers[role].signed_at:
                raise Malformed(Finding.REPORT_OF_ANOTHER, layout.REPORT)
        _check_changes(signatures[0])
    except (*_ODD, RecursionError) as error:
        raise Malformed(Finding.REPORT_UNREADABLE, layout.REPORT) from error


def _signatures(content: bytes) -> list[EmbeddedPdfSignature]:
    """The two expected signatures, in the order of signing."""
    reader = PdfFileReader(BytesIO(content))
    fields = [name for name, _, _ in enumerate_sig_fields(reader)]
    wanted = [layout.PDF_FIELD[role] for role in _ORDER]
    signatures = list(reader.embedded_signatures)
    if sorted(fields) != sorted(wanted) or [one.field_name for one in signatures] != wanted:
        raise Malformed(Finding.REPORT_FIELDS, layout.REPORT)
    return signatures


def _check_ranges(ranges: Sequence[Sequence[int]], length: int) -> None:
    """Each range starts at 0 and leaves out its own signature only; the last ends with the file."""
    for start, before, after, rest in ranges:
        if start != 0 or not 0 < before < after or rest < 0 or after + rest > length:
            raise Malformed(Finding.REPORT_SIGNATURE, layout.REPORT, "ByteRange")
    first_end, last_end = (after + rest for _, _, after, rest in ranges)
    if last_end != length:
        raise Malformed(Finding.REPORT_APPENDED, layout.REPORT)
    if first_end > ranges[1][1]:
        raise Malformed(Finding.REPORT_SIGNATURE, layout.REPORT, "ByteRange")


def _signer(
    content: bytes, span: Sequence[int], embedded: EmbeddedPdfSignature, now: datetime
) -> SignerFacts:
    """Who made the signature that stands in the gap of this range, by the strict policy.

    It must be the one that readers find through the field: two would be two answers.
    """
    _, before, after, rest = span
    gap = content[before:after]
    stated, contents = embedded.self_reported_timestamp, embedded.pkcs7_content
    if stated is None or gap.lower() != b"<" + contents.hex().encode() + b">":
        raise Malformed(Finding.REPORT_SIGNATURE, layout.REPORT, "Contents")
    signature, padding = der.first(contents)
    if padding.strip(b"\0"):
        raise Malformed(Finding.REPORT_SIGNATURE, layout.REPORT, "Contents")
    try:
        return policy.check(
            signature,
            content[:before] + content[after : after + rest],
            now,
            where=layout.REPORT,
            content_name=layout.REPORT,
            stated=stated,
        )
    except Malformed as error:
        code = error.found.code
        raise Malformed(Finding.REPORT_SIGNATURE, layout.REPORT, code) from error


def _check_changes(first: EmbeddedPdfSignature) -> None:
    """After the safety manager's signature only the principal's field was filled in."""
    first.compute_integrity_info()  # type: ignore[no-untyped-call]  # pyHanko leaves it open
    changes = first.diff_result
    if (
        not isinstance(changes, DiffResult)
        or changes.modification_level > ModificationLevel.FORM_FILLING
        or changes.changed_form_fields != {layout.PDF_FIELD[layout.PRINCIPAL]}
    ):
        raise Malformed(Finding.REPORT_CHANGED_BETWEEN, layout.REPORT)
