"""Every bent signature we think of is refused with its own finding."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms, core, tsp

from selfcheck.submission import der, layout
from selfcheck.submission.findings import Finding
from tests.submission import cms_kit, forge
from tests.submission.cms_kit import (
    APPROVED,
    MANAGER,
    PRINCIPAL,
    SIGNED,
    Bend,
    another,
    instead,
    stranger,
    without,
)
from tests.submission.forge import Plan
from tests.submission.judging import (
    after,
    verdict_of,
)

HISTORY, MANIFEST, TAGMANIFEST = layout.HISTORY, layout.MANIFEST, layout.TAGMANIFEST
PRINCIPAL_P7S = layout.SIGNATURE[layout.PRINCIPAL]
MANAGER_P7S = layout.SIGNATURE[layout.SAFETY_MANAGER]
BASE = forge.PACKAGE_ID

# Signatures, each made with a real key


def principal(**changes: Any) -> Plan:
    """Signed by a principal whose certificate differs."""
    return Plan(principal=replace(PRINCIPAL, **changes))


def bent(**changes: Any) -> Plan:
    """The principal's signature bent."""
    return Plan(principal_bend=Bend(**changes))


def v3(signer: Any) -> None:
    signer["version"] = "v3"


def unsigned(signer: Any) -> None:
    signer["unsigned_attrs"] = [{"type": "content_type", "values": ["data"]}]


def outer_v3(data: Any) -> None:
    data["version"] = "v3"


SHA256 = bytes.fromhex("0609608648016503040201")
RSA = bytes.fromhex("06092a864886f70d010101")


def with_parameters(encoded: bytes) -> bytes:
    """What stands where the digest's NULL should: an empty OCTET STRING."""
    return encoded.replace(SHA256 + b"\x05\x00", SHA256 + b"\x04\x00")


def unsorted(encoded: bytes) -> bytes:
    """The signed attributes in another order; the signature is over the sorted ones."""
    signer = cms.ContentInfo.load(encoded)["content"]["signer_infos"][0]
    contents = signer["signed_attrs"].contents
    return encoded.replace(contents, b"".join(reversed(der.elements(contents))))


def indefinite(encoded: bytes) -> bytes:
    """The outer SEQUENCE as BER allows it: without a length, closed by two zeros."""
    assert encoded[1] == 0x82
    return b"\x30\x80" + encoded[4:] + b"\0\0"


def long_length(encoded: bytes) -> bytes:
    return encoded[:1] + b"\x83\0" + encoded[2:]


def not_signed_data(encoded: bytes) -> bytes:
    whole: bytes = cms.ContentInfo({"content_type": "data", "content": b"nothing"}).dump()
    return whole


def other_hash(attributes: Any) -> Any:
    named = tsp.ESSCertIDv2({"cert_hash": bytes(32)})
    value = tsp.SigningCertificateV2({"certs": [named]})
    return instead("signing_certificate_v2", value)(attributes)


def two_certificates_named(attributes: Any) -> Any:
    named = tsp.ESSCertIDv2({"cert_hash": bytes(32)})
    value = tsp.SigningCertificateV2({"certs": [named, named]})
    return instead("signing_certificate_v2", value)(attributes)


def weakly_named(attributes: Any) -> Any:
    named = tsp.ESSCertIDv2({"hash_algorithm": {"algorithm": "sha1"}, "cert_hash": bytes(20)})
    value = tsp.SigningCertificateV2({"certs": [named]})
    return instead("signing_certificate_v2", value)(attributes)


def by_another_key(data: bytes) -> bytes:
    return cms_kit.rsa_sign(stranger(PRINCIPAL).key, data, "sha256")


BOTH_SAME = replace(MANAGER, owner=PRINCIPAL.name)

SIGNATURES: list[tuple[str, Callable[[], Plan], Finding, str]] = [
    (
        "no signature",
        lambda: after(**{PRINCIPAL_P7S: None}),
        Finding.MISSING_FILE,
        PRINCIPAL_P7S,
    ),
    ("no tagmanifest", lambda: after(**{TAGMANIFEST: None}), Finding.MISSING_FILE, TAGMANIFEST),
    ("no approval", lambda: after(**{MANAGER_P7S: None}), Finding.MISSING_FILE, MANAGER_P7S),
    ("no manifest", lambda: after(**{MANIFEST: None}), Finding.MISSING_FILE, MANIFEST),
    (
        "too large",
        lambda: after(**{PRINCIPAL_P7S: bytes(70_000)}),
        Finding.FILE_TOO_LARGE,
        PRINCIPAL_P7S,
    ),
    ("MD5", lambda: bent(digest="md5"), Finding.WEAK_DIGEST, PRINCIPAL_P7S),
    ("SHA-1", lambda: bent(digest="sha1"), Finding.WEAK_DIGEST, PRINCIPAL_P7S),
    ("PSS named", lambda: bent(algorithm="rsassa_pss"), Finding.WRONG_ALGORITHM, PRINCIPAL_P7S),
    (
        "another digest named",
        lambda: bent(algorithm="sha512_rsa"),
        Finding.WRONG_ALGORITHM,
        PRINCIPAL_P7S,
    ),
    ("RSA-1024", lambda: principal(bits=1024), Finding.WEAK_KEY, PRINCIPAL_P7S),
    ("RSA-2048, self-issued", lambda: principal(bits=2048), Finding.WEAK_KEY, PRINCIPAL_P7S),
    (
        "RSA-1024 of a CA",
        lambda: principal(bits=1024, issuer="CA"),
        Finding.WEAK_KEY,
        PRINCIPAL_P7S,
    ),
    ("exponent 3", lambda: principal(exponent=3), Finding.WEAK_KEY, PRINCIPAL_P7S),
    ("a curve's key", lambda: principal(curve=True), Finding.WRONG_ALGORITHM, PRINCIPAL_P7S),
    ("expired", lambda: principal(days=(-900, 5)), Finding.OUTSIDE_VALIDITY, PRINCIPAL_P7S),
    (
        "not yet valid",
        lambda: principal(days=(40, 900)),
        Finding.OUTSIDE_VALIDITY,
        PRINCIPAL_P7S,
    ),
    ("a CA", lambda: principal(authority=True), Finding.CA_CERTIFICATE, PRINCIPAL_P7S),
    (
        "signs certificates",
        lambda: principal(makes_certificates=True),
        Finding.CA_CERTIFICATE,
        PRINCIPAL_P7S,
    ),
    (
        "for encryption",
        lambda: principal(signing=False),
        Finding.WRONG_KEY_USAGE,
        PRINCIPAL_P7S,
    ),
    (
        "without key usage",
        lambda: principal(usage=False),
        Finding.WRONG_KEY_USAGE,
        PRINCIPAL_P7S,
    ),
    ("two signers", lambda: bent(signers=2), Finding.NOT_ONE_SIGNER, PRINCIPAL_P7S),
    ("no signer", lambda: bent(signers=0), Finding.NOT_ONE_SIGNER, PRINCIPAL_P7S),
    (
        "no certificate",
        lambda: bent(certificates=lambda _: []),
        Finding.NOT_ONE_CERTIFICATE,
        PRINCIPAL_P7S,
    ),
    (
        "two certificates",
        lambda: bent(certificates=lambda one: [*one, cms_kit.loaded(MANAGER)]),
        Finding.NOT_ONE_CERTIFICATE,
        PRINCIPAL_P7S,
    ),
    (
        "another's certificate",
        lambda: bent(certificates=lambda _: [cms_kit.loaded(stranger(PRINCIPAL))]),
        Finding.WRONG_CERTIFICATE_HASH,
        PRINCIPAL_P7S,
    ),
    (
        "the other signer's certificate",
        lambda: bent(certificates=lambda _: [cms_kit.loaded(MANAGER)]),
        Finding.SIGNATURE_STRUCTURE,
        PRINCIPAL_P7S,
    ),
    ("content attached", lambda: bent(attach=True), Finding.CONTENT_ATTACHED, PRINCIPAL_P7S),
    (
        "no time",
        lambda: bent(attributes=without("signing_time")),
        Finding.MISSING_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "no digest",
        lambda: bent(attributes=without("message_digest")),
        Finding.MISSING_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "no certificate named",
        lambda: bent(attributes=without("signing_certificate_v2")),
        Finding.MISSING_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "two times",
        lambda: bent(attributes=another("signing_time", cms_kit.moment(APPROVED))),
        Finding.DUPLICATE_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "two values",
        lambda: bent(attributes=instead("message_digest", bytes(32), bytes(32))),
        Finding.DUPLICATE_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "an unknown attribute",
        lambda: bent(attributes=another("1.2.3.4", core.Integer(1))),
        Finding.UNEXPECTED_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "an unsigned attribute",
        lambda: bent(signer=unsigned),
        Finding.UNEXPECTED_ATTRIBUTE,
        PRINCIPAL_P7S,
    ),
    (
        "another hash named",
        lambda: bent(attributes=other_hash),
        Finding.WRONG_CERTIFICATE_HASH,
        PRINCIPAL_P7S,
    ),
    (
        "two certificates named",
        lambda: bent(attributes=two_certificates_named),
        Finding.WRONG_CERTIFICATE_HASH,
        PRINCIPAL_P7S,
    ),
    (
        "SHA-1 of the certificate",
        lambda: bent(attributes=weakly_named),
        Finding.WEAK_DIGEST,
        PRINCIPAL_P7S,
    ),
    (
        "another content type signed",
        lambda: bent(attributes=instead("content_type", "signed_data")),
        Finding.WRONG_CONTENT_TYPE,
        PRINCIPAL_P7S,
    ),
    (
        "another content type",
        lambda: bent(signed_type="tst_info"),
        Finding.WRONG_CONTENT_TYPE,
        PRINCIPAL_P7S,
    ),
    (
        "no SignedData",
        lambda: bent(finish=not_signed_data),
        Finding.SIGNATURE_STRUCTURE,
        PRINCIPAL_P7S,
    ),
    ("another version", lambda: bent(signer=v3), Finding.SIGNATURE_STRUCTURE, PRINCIPAL_P7S),
    (
        "another outer version",
        lambda: bent(data=outer_v3),
        Finding.SIGNATURE_STRUCTURE,
        PRINCIPAL_P7S,
    ),
    (
        "attributes out of order",
        lambda: bent(finish=unsorted),
        Finding.SIGNATURE_NOT_DER,
        PRINCIPAL_P7S,
    ),
    (
        "an algorithm with parameters",
        lambda: bent(finish=with_parameters),
        Finding.SIGNATURE_STRUCTURE,
        PRINCIPAL_P7S,
    ),
    (
        "a certificate of version 6",
        lambda: principal(patch=(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x05")),
        Finding.SIGNATURE_STRUCTURE,
        PRINCIPAL_P7S,
    ),
    (
        "a key of an unknown kind",
        lambda: principal(patch=(RSA, RSA[:-1] + b"\x3f")),
        Finding.SIGNATURE_STRUCTURE,
        PRINCIPAL_P7S,
    ),
    ("BER", lambda: bent(finish=indefinite), Finding.SIGNATURE_NOT_DER, PRINCIPAL_P7S),
    (
        "a length not minimal",
        lambda: bent(finish=long_length),
        Finding.SIGNATURE_NOT_DER,
        PRINCIPAL_P7S,
    ),
    (
        "bytes after",
        lambda: bent(finish=lambda one: one + b"\0"),
        Finding.SIGNATURE_NOT_DER,
        PRINCIPAL_P7S,
    ),
    (
        "text",
        lambda: bent(finish=lambda _: b"signed by me"),
        Finding.SIGNATURE_NOT_DER,
        PRINCIPAL_P7S,
    ),
    ("another's key", lambda: bent(sign=by_another_key), Finding.BAD_SIGNATURE, PRINCIPAL_P7S),
    (
        "another content",
        lambda: bent(attributes=instead("message_digest", bytes(32))),
        Finding.SIGNED_CONTENT_CHANGED,
        TAGMANIFEST,
    ),
    (
        "an approval of something else",
        lambda: Plan(manager_bend=Bend(attributes=instead("message_digest", bytes(32)))),
        Finding.SIGNED_CONTENT_CHANGED,
        MANIFEST,
    ),
    (
        "swapped roles",
        lambda: Plan(manager=replace(MANAGER, role=layout.PRINCIPAL)),
        Finding.WRONG_ROLE,
        MANAGER_P7S,
    ),
    (
        "a member of staff",
        lambda: principal(role="staff"),
        Finding.WRONG_ROLE,
        PRINCIPAL_P7S,
    ),
    (
        "somebody of another enterprise",
        lambda: principal(credit_code="91420200MA1111111X"),
        Finding.WRONG_ENTERPRISE,
        PRINCIPAL_P7S,
    ),
    (
        "the same key twice",
        lambda: Plan(manager=BOTH_SAME),
        Finding.SAME_KEY_TWICE,
        PRINCIPAL_P7S,
    ),
    (
        "approved after signing",
        lambda: Plan(approved=SIGNED + timedelta(seconds=1)),
        Finding.APPROVED_AFTER_SIGNING,
        MANAGER_P7S,
    ),
]


@pytest.mark.parametrize(
    ("plan", "expected", "where"),
    [row[1:] for row in SIGNATURES],
    ids=[row[0] for row in SIGNATURES],
)
def test_a_bent_signature_is_refused_with_its_own_finding(
    tmp_path: Path, plan: Callable[[], Plan], expected: Finding, where: str
) -> None:
    verdict = verdict_of(tmp_path, plan())

    fatal = [(found.code, found.where) for found in verdict.findings if found.fatal]
    assert fatal == [(expected, where)]
    assert not verdict.intact
    assert not verdict.accepted
