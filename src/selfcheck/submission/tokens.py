"""Signing with a USB key: any token that comes with a PKCS#11 module.

python-pkcs11 is an extra: the program runs and signs with key files where it is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto.x509 import Certificate

from selfcheck.errors import KeyTrouble
from selfcheck.submission.key_info import KeyInfo, check_usable, info_of
from selfcheck.submission.signers import Signer

if TYPE_CHECKING:
    import pkcs11
    from pyhanko.sign.signers.pdf_cms import Signer as HankoSigner


@contextmanager
def _trouble_told() -> Iterator[None]:
    """Turn what the token complains of into a sentence for the person in front of it."""
    import pkcs11

    try:
        yield
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise KeyTrouble(
            "USB 密钥的 PIN 码不对。连续输错几次会被锁定，核对后再输入。"
        ) from error
    except pkcs11.PinLocked as error:
        raise KeyTrouble("USB 密钥的 PIN 码已被锁定，要到发放单位解锁。") from error
    except pkcs11.NoSuchToken as error:
        raise KeyTrouble("没有找到 USB 密钥。插好后再试，并核对它的名称。") from error
    except pkcs11.PKCS11Error as error:
        raise KeyTrouble(
            f"USB 密钥没有完成操作（{type(error).__name__}）。拔下后重新插好，再试一次。"
        ) from error


def _pair(session: "pkcs11.Session", label: str) -> tuple[KeyInfo, bytes]:
    """The certificate with this label, and the ID that it shares with its private key."""
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: label}
    entry = next(iter(list(session.get_objects(wanted))), None)
    if entry is None:
        raise KeyTrouble(f"USB 密钥里没有名为「{label}」的证书，核对名称后再试。")
    key_id = bytes(entry[Attribute.ID])
    key = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id}
    if not list(session.get_objects(key)):
        raise KeyTrouble(f"USB 密钥里没有与证书「{label}」成对的密钥，换一张证书再试。")
    try:
        return info_of(bytes(entry[Attribute.VALUE])), key_id
    except ValueError as error:
        raise KeyTrouble(
            f"USB 密钥里的证书「{label}」已损坏，要到发放单位重新写入。"
        ) from error


def token_signer(
    module: Path, *, token: str, pin: str, certificate: str, now: datetime
) -> Signer:
    """Open the key that lies on a USB token beside the certificate with this label.

    `module` is the driver's PKCS#11 library, `token` the token's label. Close the signer after
    use: it holds a session on the token.

    Raises:
        KeyTrouble: no driver, token or certificate found, wrong PIN, not valid now.
    """
    try:
        import pkcs11
    except ImportError as error:
        raise KeyTrouble("本机的程序没有带 USB 密钥组件。改用密钥文件签名。") from error
    with _trouble_told():
        try:
            library = pkcs11.lib(str(module))
        except RuntimeError as error:
            raise KeyTrouble(
                f"USB 密钥的驱动「{module}」打不开。重新安装驱动后再试。"
            ) from error
        session = library.get_token(token_label=token).open(user_pin=pin)
    try:
        with _trouble_told():
            info, key_id = _pair(session, certificate)
        check_usable(info)
        info.check_at(now)
    except BaseException:
        session.close()
        raise

    def hanko() -> "HankoSigner":
        from pyhanko.sign.pkcs11 import PKCS11Signer

        return PKCS11Signer(
            session,
            signing_cert=Certificate.load(info.certificate_der),
            key_id=key_id,
        )

    return Signer(info, hanko, session.close, _trouble_told)
