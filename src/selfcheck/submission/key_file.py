"""The key file: an encrypted private key and its certificate in one PEM text.

The key is a PKCS#8 `EncryptedPrivateKeyInfo`: PBES2 (RFC 8018), scrypt (RFC 7914), AES-256-CBC.
It is put together here because the usual writers stop at 2,048 rounds of PBKDF2, which a
graphics card walks through; scrypt at N=2^17 costs every guess 128 MB and half a second.
"""

import contextlib
import os
import secrets
from datetime import UTC, datetime
from hashlib import scrypt
from pathlib import Path

from asn1crypto import core, pem
from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.x509.oid import NameOID

KEY_BLOCK = "ENCRYPTED PRIVATE KEY"
CERTIFICATE_BLOCK = "CERTIFICATE"
KEY_BITS = 3072
YEARS_VALID = 3

_COST, _BLOCK_SIZE, _PARALLEL = 1 << 17, 8, 1
_SCRYPT_MEMORY = 256 << 20  # bytes; 128 MB are needed
_PBES2 = "1.2.840.113549.1.5.13"
_SCRYPT = "1.3.6.1.4.1.11591.4.11"
_AES_256_CBC = "2.16.840.1.101.3.4.1.42"


class _ScryptParameters(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields = [  # noqa: RUF012 - asn1crypto's way of declaring
        ("salt", core.OctetString),
        ("cost", core.Integer),
        ("block_size", core.Integer),
        ("parallelization", core.Integer),
    ]


class _Algorithm(core.Sequence):  # type: ignore[misc]
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any)]  # noqa: RUF012


class _Pbes2Parameters(core.Sequence):  # type: ignore[misc]
    _fields = [("key_derivation", _Algorithm), ("encryption", _Algorithm)]  # noqa: RUF012


class _EncryptedPrivateKey(core.Sequence):  # type: ignore[misc]
    _fields = [("algorithm", _Algorithm), ("encrypted", core.OctetString)]  # noqa: RUF012


def encrypted(private_key_der: bytes, passphrase: bytes) -> bytes:
    """A PKCS#8 private key, locked with a passphrase; DER in, DER out."""
    salt, start = secrets.token_bytes(16), secrets.token_bytes(16)
    key = scrypt(
        passphrase,
        salt=salt,
        n=_COST,
        r=_BLOCK_SIZE,
        p=_PARALLEL,
        maxmem=_SCRYPT_MEMORY,
        dklen=32,
    )
    padder = padding.PKCS7(128).padder()
    padded = padder.update(private_key_der) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    derivation = _ScryptParameters(
        {
            "salt": salt,
            "cost": _COST,
            "block_size": _BLOCK_SIZE,
            "parallelization": _PARALLEL,
        }
    )
    scheme = _Pbes2Parameters(
        {
            "key_derivation": _algorithm(_SCRYPT, derivation),
            "encryption": _algorithm(_AES_256_CBC, core.OctetString(start)),
        }
    )
    der: bytes = _EncryptedPrivateKey(
        {
            "algorithm": _algorithm(_PBES2, scheme),
            "encrypted": encryptor.update(padded) + encryptor.finalize(),
        }
    ).dump()
    return der


def _algorithm(identifier: str, parameters: core.Asn1Value) -> _Algorithm:
    return _Algorithm({"algorithm": identifier, "parameters": parameters})


def self_signed(
    key: rsa.RSAPrivateKey,
    *,
    name: str,
    title: str,
    enterprise: str,
    credit_code: str,
    now: datetime,
) -> bytes:
    """The certificate of a person's key, DER: a leaf, for signatures only, valid three years.

    Raises:
        ValueError: a name that does not fit into a certificate.
    """
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.TITLE, title),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, enterprise),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, credit_code),
        ]
    )
    start = now.astimezone(UTC).replace(microsecond=0)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,  # nonRepudiation, by its present name
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(_years_later(start))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.DER)


def _years_later(start: datetime) -> datetime:
    try:
        return start.replace(year=start.year + YEARS_VALID)
    except ValueError:  # 29 February
        return start.replace(year=start.year + YEARS_VALID, day=28)


def certificate_pem(certificate_der: bytes) -> bytes:
    """A certificate as openssl's `-CAfile` wants it."""
    text: bytes = pem.armor(CERTIFICATE_BLOCK, certificate_der)
    return text


def written(private_key_der: bytes, certificate_der: bytes, passphrase: bytes) -> bytes:
    """The whole text of a key file."""
    locked: bytes = pem.armor(KEY_BLOCK, encrypted(private_key_der, passphrase))
    return locked + certificate_pem(certificate_der)


def check_locked(der: bytes) -> None:
    """Raise `ValueError` unless the bytes have the shape of a locked PKCS#8 key."""
    if not _EncryptedPrivateKey.load(der, strict=True)["encrypted"].native:
        raise ValueError("no key in it")


def blocks(text: bytes) -> dict[str, bytes]:
    """The PEM blocks of a file by their label, DER.

    Raises:
        ValueError: no PEM text, a broken block, or a label that stands twice.
    """
    found: dict[str, bytes] = {}
    for label, _, der in pem.unarmor(text, multiple=True):
        if label in found:
            raise ValueError(label)
        found[label] = der
    return found


def put(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    partial = path.with_name(f"{path.name}.partial")
    with contextlib.suppress(FileNotFoundError):
        partial.unlink()
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn LF into CRLF
