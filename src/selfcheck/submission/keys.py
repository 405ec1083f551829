"""Signing keys: make one, see whose it is, open it with its passphrase.

A key belongs to one person in one role at one enterprise. There is no certificate authority:
the receiving department keeps a register of fingerprints, enrolled on a signed paper form.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from selfcheck.errors import KeyTrouble
from selfcheck.submission import key_file
from selfcheck.submission.key_info import KeyInfo, check_usable, info_of
from selfcheck.submission.layout import ROLE_TITLES
from selfcheck.submission.signers import Signer, file_signer

SHORTEST_PASSPHRASE = 12  # characters
PKCS12_SUFFIXES = (".pfx", ".p12")

_NAME_BYTES = 64  # X.520: what a common name may hold, as the libraries count it
_ENTERPRISE_CHARACTERS = 200
_DAMAGED = "密钥文件「{}」已损坏，无法读取，换用密钥文件的备份。"
_WRONG = (
    "口令不对，检查大小写和输入法后重新输入。"
    "如果确定口令没有错，可能是密钥文件已损坏，要换用它的备份。"
)


class WrongPassphrase(KeyTrouble):
    """The file is there, but these words do not open it: further attempts are slowed down."""


def create(
    folder: Path,
    *,
    name: str,
    role: str,
    enterprise: str,
    credit_code: str,
    passphrase: str,
    now: datetime,
) -> KeyInfo:
    """Make a person's key and write it to `folder` as `<role>-<8 hex>.key`.

    Raises:
        KeyTrouble: passphrase too short, a name that fits no certificate, folder not writable.
    """
    check_passphrase(passphrase)
    key = rsa.generate_private_key(public_exponent=65537, key_size=key_file.KEY_BITS)
    certificate = key_file.self_signed(
        key,
        name=_fitting(name, "姓名"),
        title=ROLE_TITLES[role],
        enterprise=_fitting(enterprise, "企业名称"),
        credit_code=_fitting(credit_code, "统一社会信用代码"),
        now=now,
    )
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / f"{role}-{sha256(certificate).hexdigest()[:8]}.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        key_file.put(path, key_file.written(private, certificate, _as_typed(passphrase)))
    except OSError as error:
        raise KeyTrouble(
            f"密钥文件无法写入「{folder}」。要检查该文件夹能否写入、磁盘空间是否足够。"
        ) from error
    return info_of(certificate, path)


def check_passphrase(passphrase: str) -> None:
    """Raise `KeyTrouble` for a passphrase that is too short to protect a key."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KeyTrouble(
            f"口令至少要有 {SHORTEST_PASSPHRASE} 个字符，现在是 {len(passphrase)} 个。"
            "可以用一句只有自己知道的话。"
        )


def _fitting(text: str, what: str) -> str:
    if not text.strip():
        raise KeyTrouble(f"先填写{what}，再新建密钥。")
    if what == "姓名" and len(text.encode()) > _NAME_BYTES:
        raise KeyTrouble(f"姓名太长：最多 {_NAME_BYTES // 3} 个汉字。")
    if len(text) > _ENTERPRISE_CHARACTERS:
        raise KeyTrouble(f"{what}太长：最多 {_ENTERPRISE_CHARACTERS} 个字。")
    return text


def _as_typed(passphrase: str) -> bytes:
    """One text, one sequence of bytes, whichever keyboard composed it."""
    return unicodedata.normalize("NFC", passphrase).encode()


def read_info(path: Path) -> KeyInfo:
    """Whose key file this is; asks for no passphrase. For `.key` files only.

    Raises:
        KeyTrouble: not readable, damaged, or a `.pfx` (which tells nothing unopened).
    """
    if path.suffix.lower() in PKCS12_SUFFIXES:
        raise KeyTrouble("这种密钥文件要输入口令后才能看到持有人。")
    return info_of(_parts(path)[1], path)


def _parts(path: Path) -> tuple[bytes, bytes]:
    """The locked key and the certificate of a `.key` file, both DER."""
    try:
        found = key_file.blocks(_read(path))
        locked = found[key_file.KEY_BLOCK]
        certificate = found[key_file.CERTIFICATE_BLOCK]
        key_file.check_locked(locked)
        x509.load_der_x509_certificate(certificate)
    except (ValueError, KeyError) as error:
        raise KeyTrouble(_DAMAGED.format(path.name)) from error
    return locked, certificate


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyTrouble(f"读不到密钥文件「{path}」。确认文件还在原处、U 盘已插好。") from error


def open_key(path: Path, passphrase: str, *, now: datetime) -> Signer:
    """Open a `.key`, `.pfx` or `.p12` file for signing.

    Raises:
        KeyTrouble: not valid now, damaged, or no key for signatures.
        WrongPassphrase: the same kind of trouble, told apart so that guessing can be slowed down.
    """
    if path.suffix.lower() in PKCS12_SUFFIXES:
        key, certificate = _open_pkcs12(path, passphrase)
    else:
        key, certificate = _open_own(path, passphrase)
    info = info_of(certificate, path)
    check_usable(info)
    public = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, rsa.RSAPrivateKey) or key.public_key() != public:
        raise KeyTrouble(_DAMAGED.format(path.name))
    info.check_at(now)
    return file_signer(info, key)


def _open_own(path: Path, passphrase: str) -> tuple[object, bytes]:
    locked, certificate = _parts(path)
    try:
        return serialization.load_der_private_key(locked, _as_typed(passphrase)), certificate
    except (ValueError, UnsupportedAlgorithm) as error:
        raise WrongPassphrase(_WRONG) from error


def _open_pkcs12(path: Path, passphrase: str) -> tuple[object, bytes]:
    content = _read(path)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise WrongPassphrase(_WRONG) from error
    if key is None or certificate is None:
        raise KeyTrouble(f"「{path.name}」里没有成对的密钥和证书。换用完整的密钥文件。")
    return key, certificate.public_bytes(serialization.Encoding.DER)


@dataclass
class Attempts:
    """Slows down guessing: the more wrong passphrases, the longer the wait.

    Times are seconds of a monotonic clock, so that setting the PC's clock shortens nothing.
    """

    failures: int = 0
    _last: float = 0.0

    _WAITS = (0, 0, 5, 15, 30, 60)  # seconds, after so many failures

    def wait(self, now: float) -> float:
        """Seconds to wait until the next attempt; 0 when it may be made now."""
        due = self._WAITS[min(self.failures, len(self._WAITS) - 1)]
        return max(0.0, self._last + due - now)

    def failed(self, now: float) -> None:
        """A wrong passphrase was given."""
        self.failures += 1
        self._last = now

    def succeeded(self) -> None:
        """The key was opened; the count starts again."""
        self.failures = 0
