"""The two papers that go by hand: the form that enrols a key, the slip that accompanies a package."""

from collections.abc import Sequence

from selfcheck import moments, sizes
from selfcheck.reports import enrolment, slip
from selfcheck.reports.enrolment import Enrolment
from selfcheck.reports.slip import Slip, SlipLine
from selfcheck.submission.layout import ROLE_TITLES
from selfcheck.submission.pages import ExportLine, ExportPage, SignerNode, SignoffPage
from selfcheck.submission.table_of_contents import ContentsLine


def enrolment_form(page: SignoffPage, signer: SignerNode) -> bytes:
    """登记表: whose key it is, for the department's register; PDF.

    Raises NotReady (RP01) for a character that no font draws.
    """
    key = signer.key
    assert key is not None, "only somebody with a key is enrolled"
    return enrolment.build(
        Enrolment(
            enterprise=page.enterprise,
            credit_code=page.credit_code,
            name=signer.name,
            role=ROLE_TITLES[signer.role],
            title=signer.title,
            receiver=page.receiver,
            sha256=key.fingerprint,
            sha1=key.sha1,
            valid_from=key.valid_from.isoformat(),
            valid_to=key.valid_to.isoformat(),
            replaces=key.replaces,
        )
    )


def _minute(moment: str) -> str:
    return f"{moments.read(moment):%Y-%m-%d %H:%M}"


def handover_slip(
    page: ExportPage, written: ExportLine, contents: Sequence[ContentsLine]
) -> bytes:
    """交接单: what was handed over on which medium, a copy for each side; PDF.

    Raises NotReady (RP01) for a character that no font draws.
    """
    name = f"{page.package_id}.zip"
    return slip.build(
        Slip(
            enterprise=page.enterprise,
            credit_code=page.credit_code,
            package_id=page.package_id,
            round=f"{page.period_words} · 第 {page.sequence:03d} 次报送",
            receiver=page.receiver,
            file_name=name,
            size=f"{sizes.in_words(written.bytes)}（{written.bytes:,} 字节）",
            written_at=_minute(written.written_at),
            fingerprint=page.fingerprint,
            lines=tuple(
                SlipLine(line.name, line.words, str(line.files), sizes.in_words(line.bytes))
                for line in contents
            ),
            signers=(
                ("审核", f"{page.approved_by} {_minute(page.approved_at)}"),
                ("签署", f"{page.signed_by} {_minute(page.signed_at)}"),
            ),
        )
    )
