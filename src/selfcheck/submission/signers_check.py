"""The two signers together: two people, two keys, this enterprise, in this order; are they known?"""

from collections.abc import Iterator, Mapping

from asn1crypto import pem, x509

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding, Found, found
from selfcheck.submission.package_id import PackageId
from selfcheck.submission.policy import SignerFacts
from selfcheck.submission.register import Register
from selfcheck.submission.verdict import SignerVerdict


def check(signers: Mapping[str, SignerFacts], package_id: PackageId) -> Iterator[Found]:
    """What is wrong between the two signatures, both of which hold by themselves."""
    credit_code = package_id.credit_code
    for role, signer in signers.items():
        where = layout.SIGNATURE[role]
        left_open = () if signer.self_issued else ("",)  # only an authority may leave it open
        if signer.role not in (*left_open, role):
            yield found(Finding.WRONG_ROLE, where, layout.ROLE_TITLES.get(signer.role, ""))
        if signer.credit_code not in (*left_open, credit_code):
            yield found(Finding.WRONG_ENTERPRISE, where, signer.enterprise)
    if len(signers) == len(layout.ROLE_TITLES):
        manager, principal = signers[layout.SAFETY_MANAGER], signers[layout.PRINCIPAL]
        if _public_key(manager) == _public_key(principal):
            yield found(Finding.SAME_KEY_TWICE, layout.SIGNATURE[layout.PRINCIPAL])
        if manager.signed_at > principal.signed_at:
            yield found(Finding.APPROVED_AFTER_SIGNING, layout.SIGNATURE[layout.SAFETY_MANAGER])


def _public_key(signer: SignerFacts) -> bytes:
    """The key itself: two certificates over one key are still one key."""
    encoded: bytes = x509.Certificate.load(signer.certificate_der).public_key.dump()
    return encoded


def is_same_certificate(content: bytes, name: str, signer: SignerFacts) -> bool:
    """Whether certs/*.cer or *.pem holds the certificate that signed, and nothing else."""
    if name.endswith(".cer"):
        return content == signer.certificate_der
    armoured: bytes = pem.armor("CERTIFICATE", signer.certificate_der)
    return content == armoured


def stand(
    role: str, signer: SignerFacts, register: Register, package_id: PackageId
) -> tuple[SignerVerdict, list[Found]]:
    """What the register says about a signer; not being known is never a change of content."""
    standing = register.look_up(
        package_id.credit_code, role, signer.fingerprint, signer.signed_at
    )
    verdict = SignerVerdict(
        signer.name,
        role,
        signer.enterprise,
        signer.fingerprint,
        signer.signed_at,
        signer.valid_to,
        standing.state,
        standing.text,
        standing.enrolled.fingerprint if standing.enrolled else "",
    )
    code = standing.state.finding
    where = layout.SIGNATURE[role]
    return verdict, [found(code, where, signer.name, fatal=False)] if code else []
