"""Keys, certificates and signatures of every kind, also of the kinds that must be refused."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from selfcheck.moments import CHINA
from selfcheck.submission import layout

ENTERPRISE = "江城精密机械有限公司"
CREDIT_CODE = "91420200MA0000000X"
MADE_ON = datetime(2026, 11, 1, 9, 0, 0, tzinfo=CHINA)
APPROVED = datetime(2026, 11, 24, 10, 32, 5, tzinfo=CHINA)
SIGNED = datetime(2026, 11, 24, 16, 5, 40, tzinfo=CHINA)
NOW = datetime(2026, 11, 25, 8, 0, 0, tzinfo=CHINA)

Attributes = list[dict[str, Any]]


@cache
def rsa_key(owner: str, bits: int = 3072, exponent: int = 65537) -> rsa.RSAPrivateKey:
    """One key per owner and size for the whole run: they are slow to make."""
    return rsa.generate_private_key(exponent, bits)


@cache
def curve_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Person:
    """Somebody who signs, with everything about the certificate that a forger may bend."""

    name: str
    role: str
    bits: int = 3072
    exponent: int = 65537
    owner: str = ""  # whose key; "" for the person's own
    credit_code: str = CREDIT_CODE
    authority: bool = False
    signing: bool = True
    usage: bool = True
    makes_certificates: bool = False
    days: tuple[int, int] = (0, 3 * 365)  # valid from and to, counted from MADE_ON
    issuer: str = ""  # "" for a self-issued certificate
    curve: bool = False
    patch: tuple[bytes, bytes] = (b"", b"")  # one passage of the certificate replaced

    @property
    def key(self) -> rsa.RSAPrivateKey:
        return rsa_key(self.owner or self.name, self.bits, self.exponent)

    @property
    def certificate(self) -> bytes:
        return _certificate(self)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.certificate).hexdigest()


MANAGER = Person("李安全", layout.SAFETY_MANAGER)
PRINCIPAL = Person("张𠮷", layout.PRINCIPAL)


@cache
def _certificate(person: Person) -> bytes:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, person.name),
            x509.NameAttribute(NameOID.TITLE, layout.ROLE_TITLES.get(person.role, "其他")),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ENTERPRISE),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, person.credit_code),
        ]
    )
    issuer = subject
    if person.issuer:
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, person.issuer)])
    start = MADE_ON.astimezone(UTC)
    public = curve_key().public_key() if person.curve else person.key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(7)
        .not_valid_before(start + timedelta(days=person.days[0]))
        .not_valid_after(start + timedelta(days=person.days[1]))
        .add_extension(x509.BasicConstraints(ca=person.authority, path_length=None), True)
    )
    if person.usage:
        usage = x509.KeyUsage(
            digital_signature=person.signing,
            content_commitment=person.signing,
            key_encipherment=not person.signing,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=person.makes_certificates,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        )
        builder = builder.add_extension(usage, True)
    signing_key = rsa_key("authority", 3072) if person.issuer or person.curve else person.key
    digest = hashes.SHA256()
    der = builder.sign(signing_key, digest).public_bytes(serialization.Encoding.DER)
    return der.replace(*person.patch, 1) if person.patch[0] else der


def _attribute(kind: str, *values: Any) -> dict[str, Any]:
    return {"type": kind, "values": list(values)}


def honest_attributes(content: bytes, person: Person, at: datetime, digest: str) -> Attributes:
    """What our own signer puts under the signature."""
    named = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(person.certificate).digest()})
    return [
        _attribute("content_type", "data"),
        _attribute("signing_time", moment(at)),
        _attribute("message_digest", hashlib.new(digest, content).digest()),
        _attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [named]})),
    ]


@dataclass(frozen=True)
class Bend:
    """How a signature departs from what our own signer makes; as it stands, it does not."""

    digest: str = "sha256"
    attributes: Callable[[Attributes], Attributes] = lambda attributes: attributes
    attach: bool = False
    signers: int = 1
    certificates: Callable[[list[Any]], list[Any]] = lambda certificates: certificates
    data: Callable[[Any], None] = lambda _: None
    signer: Callable[[Any], None] = lambda _: None
    signed_type: str = "data"
    algorithm: str = ""
    sign: Callable[[bytes], bytes] | None = None
    finish: Callable[[bytes], bytes] = field(default=lambda encoded: encoded)


HONEST = Bend()


def signature(content: bytes, person: Person, at: datetime, bend: Bend = HONEST) -> bytes:
    """A detached CMS signature in DER, bent as told."""
    certificate = asn1_x509.Certificate.load(person.certificate)
    attributes = cms.CMSAttributes(
        bend.attributes(honest_attributes(content, person, at, bend.digest))
    )
    sign = bend.sign or (lambda data: rsa_sign(person.key, data, bend.digest))
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber(
                    {
                        "issuer": certificate.issuer,
                        "serial_number": certificate.serial_number,
                    }
                ),
            ),
            "digest_algorithm": {"algorithm": bend.digest, "parameters": core.Null()},
            "signed_attrs": attributes,
            "signature_algorithm": {
                "algorithm": bend.algorithm or f"{bend.digest}_rsa",
                "parameters": algos.RSASSAPSSParams({"salt_length": 32})
                if bend.algorithm == "rsassa_pss"
                else core.Null(),
            },
            "signature": sign(attributes.dump()),
        }
    )
    bend.signer(signer)
    inner: dict[str, Any] = {"content_type": bend.signed_type}
    if bend.attach:
        inner["content"] = content
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": bend.digest, "parameters": core.Null()}],
            "encap_content_info": inner,
            "certificates": bend.certificates([certificate]),
            "signer_infos": [signer] * bend.signers,
        }
    )
    bend.data(data)
    encoded = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return bend.finish(encoded)


def rsa_sign(key: rsa.RSAPrivateKey, data: bytes, digest: str) -> bytes:
    kinds: dict[str, hashes.HashAlgorithm] = {
        "md5": hashes.MD5(),  # noqa: S303 - a forgery
        "sha1": hashes.SHA1(),  # noqa: S303 - a forgery
        "sha256": hashes.SHA256(),
        "sha384": hashes.SHA384(),
        "sha512": hashes.SHA512(),
    }
    return key.sign(data, padding.PKCS1v15(), kinds[digest])


def loaded(person: Person) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(person.certificate)


def moment(at: datetime) -> cms.Time:
    return cms.Time({"utc_time": at.astimezone(UTC)})


def without(kind: str) -> Callable[[Attributes], Attributes]:
    """The attributes but for one."""
    return lambda attributes: [one for one in attributes if one["type"] != kind]


def another(kind: str, *values: Any) -> Callable[[Attributes], Attributes]:
    """The attributes and one more."""
    return lambda attributes: [*attributes, _attribute(kind, *values)]


def instead(kind: str, *values: Any) -> Callable[[Attributes], Attributes]:
    """The attributes with other values for one."""
    return lambda attributes: [
        _attribute(kind, *values) if one["type"] == kind else one for one in attributes
    ]


def stranger(person: Person) -> Person:
    """Somebody with the same words in the certificate and another key."""
    return replace(person, owner="stranger")
