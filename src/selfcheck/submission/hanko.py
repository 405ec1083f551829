"""Where pyHanko is asked for signatures; slow to import: only imported when somebody signs."""

import asyncio
from datetime import UTC, datetime

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer, SimpleSigner
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

DIGEST = "sha256"


def from_key(certificate_der: bytes, key: rsa.RSAPrivateKey) -> Signer:
    """pyHanko's signer for a key in memory; the certificate goes along, nothing else does."""
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    nothing_else: CertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    return SimpleSigner(
        signing_cert=Certificate.load(certificate_der),
        signing_key=PrivateKeyInfo.load(der),
        cert_registry=nothing_else,
    )


def detached(signer: Signer, content: bytes, at: datetime) -> bytes:
    """A CAdES-BES signature over `content`: CMS SignedData, detached, one SignerInfo, DER."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    signed = asyncio.run(
        signer.async_sign_general_data(
            content,
            DIGEST,
            use_cades=True,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=moment),
        )
    )
    der: bytes = signed.dump()
    return der
