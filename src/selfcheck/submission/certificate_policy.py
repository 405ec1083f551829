"""Which certificates may stand behind a signature (RFC 5280), before asking whose they are."""

from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa

from selfcheck.submission.findings import Finding, Found, Malformed, found

SMALLEST_KEY = 3072  # bits
SMALLEST_CA_KEY = (
    2048  # what tokens of certificate authorities still carry; accepted with a word
)
SMALLEST_EXPONENT = 65537

# What `cryptography` raises for a certificate that is well-formed DER and yet none.
_ODD = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


def check(
    certificate_der: bytes, signed_at: datetime, where: str
) -> tuple[rsa.RSAPublicKey, list[Found]]:
    """The key that the signature must fit, and what is worth a word. Raises Malformed."""
    try:
        certificate = x509.load_der_x509_certificate(certificate_der)
        key = certificate.public_key()
        extensions = certificate.extensions
        own = certificate.issuer == certificate.subject
        valid = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    except _ODD as error:
        raise Malformed(Finding.SIGNATURE_STRUCTURE, where) from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise Malformed(Finding.WRONG_ALGORITHM, where)
    warnings = _key_size(key, own, where)
    _check_purpose(extensions, where)
    if not valid[0] <= signed_at <= valid[1]:
        raise Malformed(Finding.OUTSIDE_VALIDITY, where)
    return key, warnings


def is_self_issued(certificate_der: bytes) -> bool:
    """True for a certificate without an authority: then it must say role and enterprise."""
    certificate = x509.load_der_x509_certificate(certificate_der)
    return certificate.issuer == certificate.subject


def _key_size(key: rsa.RSAPublicKey, own: bool, where: str) -> list[Found]:
    """Long enough; a little shorter is passed for a certificate authority's token, with a word."""
    smallest = SMALLEST_KEY if own else SMALLEST_CA_KEY
    if key.key_size < smallest or key.public_numbers().e < SMALLEST_EXPONENT:
        raise Malformed(Finding.WEAK_KEY, where, f"RSA {key.key_size}")
    short = key.key_size < SMALLEST_KEY
    return [found(Finding.SHORT_KEY, where, fatal=False)] if short else []


def _check_purpose(extensions: x509.Extensions, where: str) -> None:
    """A person's certificate for signatures, not one that makes other certificates."""
    for extension in extensions:
        if isinstance(extension.value, x509.BasicConstraints) and extension.value.ca:
            raise Malformed(Finding.CA_CERTIFICATE, where)
    for extension in extensions:
        if isinstance(usage := extension.value, x509.KeyUsage):
            if usage.key_cert_sign:
                raise Malformed(Finding.CA_CERTIFICATE, where)
            if usage.digital_signature or usage.content_commitment:
                return
    raise Malformed(Finding.WRONG_KEY_USAGE, where)
