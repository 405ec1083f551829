"""What a signature file must be before it is asked whether it holds.

Libraries are generous: some take RSA-1024 and MD5, some overlook expiry and key usage. So the file
is read strictly first (RFC 5652, RFC 5035), each way of bending it with its own finding; what is
left of freedom is closed by encoding the same signature again and comparing the bytes. Whether
the signer is *known* is not asked here: see `register`.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, core, tsp  # noqa: F401 - tsp teaches cms signingCertificateV2
from asn1crypto import x509 as asn1_x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from selfcheck.moments import CHINA
from selfcheck.submission import certificate_policy, der, layout
from selfcheck.submission.findings import Finding, Found, Malformed, found, shown
from selfcheck.submission.key_info import info_of

_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_NEEDED = ("content_type", "message_digest", "signing_time", "signing_certificate_v2")
_OPTIONAL = "cms_algorithm_protection"
_CLOCKS = timedelta(days=1)  # how far a PC's clock may run ahead before it is worth a word
# What asn1crypto raises for well-formed DER that is not the structure it should be.
_ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError)


@dataclass(frozen=True)
class SignerFacts:
    """Who made a signature that holds, and when: as the certificate and the signature say."""

    name: str
    role: str  # "" where a certificate authority's certificate leaves it open
    enterprise: str
    credit_code: str  # "" likewise
    fingerprint: str  # SHA-256 of the certificate, 64 hex
    signed_at: datetime
    valid_from: datetime
    valid_to: datetime
    certificate_der: bytes
    self_issued: bool
    warnings: tuple[Found, ...] = ()


@dataclass(frozen=True)
class _Parts:
    """The pieces of a signature file, each of the one form that is accepted."""

    signer: Any  # asn1crypto's SignerInfo
    digest: str
    certificate_der: bytes
    attributes: dict[str, Any]


def check(
    signature: bytes,
    content: bytes,
    now: datetime,
    *,
    where: str,
    content_name: str,
    stated: datetime | None = None,
) -> SignerFacts:
    """Who signed `content` with this detached CMS signature, and when.

    `stated` is for signatures inside a PDF, where the time stands beside the CMS (ETSI EN
    319 142-1 §6.3); then the CMS holds none.

    Raises Malformed with the finding when the file is not what our writer emits, when the
    certificate may not sign, when `content` is not what was signed, or when the key does not fit.
    """
    if len(signature) > layout.MAX_SIGNATURE:
        raise Malformed(Finding.FILE_TOO_LARGE, where)
    if not der.is_strict(signature):
        raise Malformed(Finding.SIGNATURE_NOT_DER, where)
    try:
        needed = [name for name in _NEEDED if stated is None or name != "signing_time"]
        parts = _parts(signature, where, needed)
        signed_at = stated or _signing_time(parts)
        _check_certificate_attribute(parts, where)
    except _ODD as error:
        raise Malformed(Finding.SIGNATURE_STRUCTURE, where) from error
    key, warnings = certificate_policy.check(parts.certificate_der, signed_at, where)
    if parts.attributes["message_digest"].native != hashlib.new(parts.digest, content).digest():
        raise Malformed(Finding.SIGNED_CONTENT_CHANGED, content_name)
    try:
        key.verify(
            parts.signer["signature"].native,
            _signed_bytes(parts.signer),
            padding.PKCS1v15(),
            _DIGESTS[parts.digest],
        )
    except InvalidSignature as error:
        raise Malformed(Finding.BAD_SIGNATURE, where) from error
    if signed_at > now + _CLOCKS:
        warnings.append(found(Finding.SIGNED_IN_FUTURE, where, fatal=False))
    info = info_of(parts.certificate_der)
    return SignerFacts(
        shown(info.name),
        info.role,
        shown(info.enterprise),
        info.credit_code,
        info.fingerprint,
        signed_at,
        info.valid_from,
        info.valid_to,
        info.certificate_der,
        certificate_policy.is_self_issued(info.certificate_der),
        tuple(warnings),
    )


def _parts(signature: bytes, where: str, needed: list[str]) -> _Parts:
    """The pieces, after everything that can be told without keys and content."""
    outer = cms.ContentInfo.load(signature, strict=True)
    if outer["content_type"].native != "signed_data":
        raise Malformed(Finding.SIGNATURE_STRUCTURE, where)
    data = outer["content"]
    inner = data["encap_content_info"]
    if inner["content_type"].native != "data":
        raise Malformed(Finding.WRONG_CONTENT_TYPE, where)
    if inner["content"].native is not None:
        raise Malformed(Finding.CONTENT_ATTACHED, where)
    if len(data["signer_infos"]) != 1:
        raise Malformed(Finding.NOT_ONE_SIGNER, where)
    if len(data["certificates"]) != 1 or data["certificates"][0].name != "certificate":
        raise Malformed(Finding.NOT_ONE_CERTIFICATE, where)
    signer = data["signer_infos"][0]
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in _DIGESTS:
        raise Malformed(Finding.WEAK_DIGEST, where, str(digest).upper())
    if signer["signature_algorithm"]["algorithm"].native not in (
        f"{digest}_rsa",
        "rsassa_pkcs1v15",
    ):
        raise Malformed(Finding.WRONG_ALGORITHM, where)
    if signer["unsigned_attrs"].native is not None:
        raise Malformed(Finding.UNEXPECTED_ATTRIBUTE, where, "unsigned")
    certificate = data["certificates"][0].chosen
    attributes = _attributes(signer, where, needed)
    if _has_parameters(signer) or _again(signer, certificate) != signature:
        raise Malformed(Finding.SIGNATURE_STRUCTURE, where)
    return _Parts(signer, digest, certificate.dump(), attributes)


def _has_parameters(signer: Any) -> bool:
    """Whether an algorithm carries more than NULL: none of the accepted ones has parameters."""
    algorithms = (signer["digest_algorithm"], signer["signature_algorithm"])
    return any(one["parameters"].dump() not in (b"", core.Null().dump()) for one in algorithms)


def _again(signer: Any, certificate: asn1_x509.Certificate) -> bytes:
    """The same signature in the only form that is accepted: nothing optional, nothing beside it."""
    identifier = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )
    plain = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", identifier),
            "digest_algorithm": signer["digest_algorithm"],
            "signed_attrs": signer["signed_attrs"],
            "signature_algorithm": signer["signature_algorithm"],
            "signature": signer["signature"].native,
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [signer["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [plain],
        }
    )
    whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return whole


def _attributes(signer: Any, where: str, needed: list[str]) -> dict[str, Any]:
    """The signed attributes by name, each once and with one value, sorted as DER wants it."""
    found_once: dict[str, Any] = {}
    for attribute in signer["signed_attrs"]:
        name = attribute["type"].native
        if name in found_once or len(attribute["values"]) != 1:
            raise Malformed(Finding.DUPLICATE_ATTRIBUTE, where, name)
        if name not in (*needed, _OPTIONAL):
            raise Malformed(Finding.UNEXPECTED_ATTRIBUTE, where, name)
        found_once[name] = attribute["values"][0]
    for name in needed:
        if name not in found_once:
            raise Malformed(Finding.MISSING_ATTRIBUTE, where, name)
    if found_once["content_type"].native != "data":
        raise Malformed(Finding.WRONG_CONTENT_TYPE, where)
    encodings = der.elements(signer["signed_attrs"].contents)
    if encodings != sorted(encodings):
        raise Malformed(Finding.SIGNATURE_NOT_DER, where)
    return found_once


def _signing_time(parts: _Parts) -> datetime:
    moment: datetime = parts.attributes["signing_time"].native
    return moment.astimezone(CHINA)


def _check_certificate_attribute(parts: _Parts, where: str) -> None:
    """signingCertificateV2 (RFC 5035) names the enclosed certificate and no other."""
    named = parts.attributes["signing_certificate_v2"]["certs"]
    if len(named) != 1:
        raise Malformed(Finding.WRONG_CERTIFICATE_HASH, where)
    algorithm = named[0]["hash_algorithm"]["algorithm"].native
    if algorithm not in _DIGESTS:
        raise Malformed(Finding.WEAK_DIGEST, where, str(algorithm).upper())
    wanted = hashlib.new(algorithm, parts.certificate_der).digest()
    if named[0]["cert_hash"].native != wanted:
        raise Malformed(Finding.WRONG_CERTIFICATE_HASH, where)


def _signed_bytes(signer: Any) -> bytes:
    """What the key signed: the attributes as a SET (RFC 5652 §5.4)."""
    encoded: bytes = signer["signed_attrs"].untag().dump()
    return encoded
