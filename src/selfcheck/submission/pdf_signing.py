"""Signatures inside the report: PAdES-B-B, the safety manager's first, then the principal's.

Both fields exist before the first signature: one added later would be a change to a signed file,
and readers would say so. This imports pyHanko, which is slow: import it only to sign.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError as HankoSigningError
from pyhanko.sign.signers.pdf_signer import (
    PdfSignatureMetadata,
    PdfSigner,
    PdfSigningSession,
)
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle

from selfcheck.errors import SigningError
from selfcheck.reports.signature_page import SignatureBox
from selfcheck.submission.hanko import DIGEST
from selfcheck.submission.signers import Signer

_ID_BYTES = 16


class _Writer(IncrementalPdfFileWriter):
    """Appends to a PDF as pyHanko does, but takes no clock and no chance into the file.

    The file's second ID comes from the bytes before; the dates of its properties stay those of
    the report. So the same report, time and key give the same bytes.
    """

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        prev.stream.seek(0)
        before = generic.ByteStringObject(sha256(prev.stream.read()).digest()[:_ID_BYTES])
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else before
        if isinstance(first, generic.TextStringObject):
            first = generic.ByteStringObject(first.original_bytes)
        return generic.ArrayObject([first, before])

    def _update_meta(self) -> None:
        """The report's properties are left as they were made."""


class _Picture(PdfContent):
    """The first page of a small PDF, drawn where a signature stands."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        writer: BasePdfFileWriter = self._ensure_writer
        form = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Picture"] = form
        left, bottom, right, top = (float(edge) for edge in form.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Picture Do"


class _Signer(PdfSigner):
    """pyHanko's signer of PDFs, told the time instead of asking the PC."""

    at: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def add_fields(pdf: bytes, boxes: Sequence[SignatureBox]) -> bytes:
    """The same report with empty signature fields, ready to be signed in any order.

    Raises:
        SigningError: these bytes are no PDF that can be added to.
    """
    writer = _opened(pdf)
    for box in boxes:
        spec = SigFieldSpec(
            sig_field_name=box.name,
            on_page=box.page_index,
            # Declared as whole points; fractions are written as they are.
            box=(box.x0, box.y0, box.x1, box.y1),  # type: ignore[arg-type]
        )
        append_signature_field(writer, spec)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko leaves it open
    return out.getvalue()


def _opened(pdf: bytes) -> _Writer:
    try:
        return _Writer(BytesIO(pdf))
    except (PdfError, ValueError, KeyError) as error:
        raise SigningError("报告文件损坏，不能签名。重新生成报告后再签。") from error


def sign(
    pdf: bytes,
    field: str,
    signer: Signer,
    *,
    at: datetime,
    appearance: bytes | None = None,
    certify: bool,
    reason: str,
) -> bytes:
    """Sign one of the fields; everything before stays as it is, byte for byte.

    `appearance` is a one-page PDF that is drawn in the field. `certify` is for the first
    signature: it says that afterwards fields may be filled in and nothing else be changed.

    Raises:
        SigningError: no such empty field, or not a PDF.
        KeyTrouble: the certificate is not valid at `at`, or the token refuses.
    """
    signer.info.check_at(at)
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        name=signer.info.name,
        reason=reason,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    out = BytesIO()
    with signer.trouble_told():
        pdf_signer = _Signer(meta, signer.hanko(), stamp_style=_style(appearance))
        pdf_signer.at = at.replace(microsecond=0)
        try:
            asyncio.run(
                pdf_signer.async_sign_pdf(_opened(pdf), existing_fields_only=True, output=out)
            )
        except (HankoSigningError, PdfError) as error:
            raise SigningError("报告上的签名栏不可用。重新生成报告后再签。") from error
    return out.getvalue()


def signed_by(pdf: bytes, field: str) -> str:
    """The fingerprint of the key whose signature in this field holds for the whole file.

    Empty when the field is not signed, anything was changed, or anything was added after it.
    """
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures
        last = next((one for one in found if one.field_name == field), None)
        return _fingerprint(last) if last is not None else ""
    except (PdfError, ValueError, KeyError):
        return ""


def _fingerprint(signature: EmbeddedPdfSignature) -> str:
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]  # as above
    certificate = signature.signer_cert
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        certificate,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    whole = signature.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return sha256(certificate.dump()).hexdigest() if intact and valid and whole else ""


def _style(appearance: bytes | None) -> StaticStampStyle | None:
    if appearance is None:
        return StaticStampStyle(border_width=0)
    middle = AxisAlignment.ALIGN_MID
    return StaticStampStyle(
        border_width=0,
        background=_Picture(appearance),
        background_layout=SimpleBoxLayoutRule(x_align=middle, y_align=middle),
    )
