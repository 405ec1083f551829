"""One way to sign, wherever the private key lives: key file, .pfx or USB token

pyHanko costs half a second to import, so `hanko` is imported when somebody signs, not before.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import rsa

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
