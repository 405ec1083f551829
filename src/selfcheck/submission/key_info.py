"""Whose key it is: what a signing certificate says about its owner."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1, sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from selfcheck import moments
from selfcheck.errors import KeyTrouble
from selfcheck.submission import key_file
from selfcheck.submission.layout import ROLE_TITLES, in_groups

SMALLEST_KEY = 3072  # bits
SMALLEST_CA_KEY = 2048  # what certificate authorities still hand out


@dataclass(frozen=True)
class KeyInfo:
    """Whose key it is and how long it serves: everything that its certificate says."""

    path: Path | None  # None: a USB token
    name: str
    role: str  # "principal", "safety_manager", or "" if a certificate authority left it open
    enterprise: str
    credit_code: str  # "" if a certificate authority left it out
    fingerprint: str  # SHA-256 of the certificate, 64 hex
    sha1: str  # as the Windows dialog shows it, 40 hex
    valid_from: datetime
    valid_to: datetime
    certificate_der: bytes = field(repr=False)

    @property
    def groups(self) -> str:
        """The fingerprint as people compare it: 8 groups of 8."""
        return in_groups(self.fingerprint)

    @property
    def certificate_pem(self) -> bytes:
        """The certificate as openssl's `-CAfile` wants it."""
        return key_file.certificate_pem(self.certificate_der)

    def check_at(self, moment: datetime) -> None:
        """Raise `KeyTrouble` unless the certificate is valid at this moment."""
        if moment < self.valid_from:
            raise KeyTrouble(
                f"这把密钥从 {moments.written(self.valid_from)} 起才有效。"
                "要检查电脑的日期和时间是否正确。"
            )
        if moment > self.valid_to:
            raise KeyTrouble(
                f"这把密钥已于 {moments.written(self.valid_to)} 到期。"
                "新建一把密钥，并向接收部门重新登记。"
            )


def info_of(certificate_der: bytes, path: Path | None = None) -> KeyInfo:
    """What a certificate says about its owner.

    Raises:
        ValueError: these bytes are no certificate.
    """
    certificate = x509.load_der_x509_certificate(certificate_der)
    title = _first(certificate, NameOID.TITLE)
    code = _first(certificate, NameOID.ORGANIZATION_IDENTIFIER)
    return KeyInfo(
        path=path,
        name=_first(certificate, NameOID.COMMON_NAME),
        role=next((role for role, words in ROLE_TITLES.items() if words == title), ""),
        enterprise=_first(certificate, NameOID.ORGANIZATION_NAME),
        credit_code=code,
        fingerprint=sha256(certificate_der).hexdigest(),
        sha1=sha1(certificate_der, usedforsecurity=False).hexdigest(),
        valid_from=certificate.not_valid_before_utc.astimezone(moments.CHINA),
        valid_to=certificate.not_valid_after_utc.astimezone(moments.CHINA),
        certificate_der=certificate_der,
    )


def _first(certificate: x509.Certificate, kind: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(kind)
    return str(found[0].value) if found else ""


def check_usable(info: KeyInfo) -> None:
    """Raise `KeyTrouble` for a certificate that the receiving side would turn away.

    Asked when a key is opened, so that nobody finds out only after handing the package over.
    """
    certificate = x509.load_der_x509_certificate(info.certificate_der)
    public = certificate.public_key()
    own = certificate.issuer == certificate.subject
    smallest = SMALLEST_KEY if own else SMALLEST_CA_KEY
    if not isinstance(public, rsa.RSAPublicKey) or public.key_size < smallest:
        raise KeyTrouble(f"签名密钥须为不短于 {smallest} 位的 RSA 密钥，换一把密钥再签。")
    kinds = {type(extension.value): extension.value for extension in certificate.extensions}
    basic, usage = kinds.get(x509.BasicConstraints), kinds.get(x509.KeyUsage)
    if isinstance(basic, x509.BasicConstraints) and basic.ca:
        raise KeyTrouble("这是签发机构的证书，不是个人的签名证书，换一张再签。")
    if not isinstance(usage, x509.KeyUsage) or not (
        usage.digital_signature or usage.content_commitment
    ):
        raise KeyTrouble("这张证书不能用于签名（密钥用途不含数字签名），换一张签名证书再签。")
