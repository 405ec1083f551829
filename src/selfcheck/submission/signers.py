"""One way to sign, wherever the private key lives: key file, .pfx or USB token

pyHanko costs half a second to import, so `hanko` is imported when somebody signs, not before.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from typing import TYPE_CHECKING

from asn1crypto import cms
from cryptography import x509 as certificates
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from selfcheck.submission.key_info import KeyInfo

if TYPE_CHECKING:
    from pyhanko.sign.signers.pdf_cms import Signer as HankoSigner


def _nothing_to_close() -> None:
    """A key from a file holds nothing open."""


@dataclass(frozen=True)
class Signer:
    """An opened key, for as long as one signature takes; the passphrase is not kept.

    Use it as a context manager: a token's session ends with the block.
    """

    info: KeyInfo
    hanko: "Callable[[], HankoSigner]"  # what pyHanko signs a PDF with
    close: Callable[[], None] = _nothing_to_close
    # Around each signature: tells what a token complains of as KeyTrouble.
    trouble_told: Callable[[], AbstractContextManager[None]] = nullcontext

    def __enter__(self) -> "Signer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def sign_detached(self, content: bytes, at: datetime) -> bytes:
        """A detached CAdES-BES signature over `content`: CMS SignedData, DER, one signer.

        Raises:
            KeyTrouble: the certificate is not valid at `at`, or the token refuses.
        """
        from selfcheck.submission.hanko import detached

        self.info.check_at(at)
        with self.trouble_told():
            return detached(self.hanko(), content, at)


def file_signer(info: KeyInfo, key: rsa.RSAPrivateKey) -> Signer:
    """A signer whose private key was read from a file."""

    def hanko() -> "HankoSigner":
        from selfcheck.submission.hanko import from_key

        return from_key(info.certificate_der, key)

    return Signer(info, hanko)


def is_signed(content: bytes, signature: bytes, certificate_der: bytes) -> bool:
    """Whether this detached signature over `content` was made with this certificate's key.

    For signatures that this program has just made itself: what comes from outside goes through
    the strict policy of the verifier instead.
    """
    try:
        signer = cms.ContentInfo.load(signature)["content"]["signer_infos"][0]
        attributes = {a["type"].native: a["values"][0].native for a in signer["signed_attrs"]}
        signed = signer["signed_attrs"].untag().dump()
        public = certificates.load_der_x509_certificate(certificate_der).public_key()
        if not isinstance(public, rsa.RSAPublicKey):
            return False
        public.verify(signer["signature"].native, signed, padding.PKCS1v15(), hashes.SHA256())
    except (ValueError, IndexError, TypeError, InvalidSignature):
        return False
    return attributes.get("message_digest") == sha256(content).digest()
