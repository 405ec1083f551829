"""A USB key signs like a key file; SoftHSM2 stands in for the token."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from selfcheck.errors import KeyTrouble
from selfcheck.submission import pdf_signing, tokens
from selfcheck.submission.signers import Signer
from tests.submission.builders import (
    BOXES,
    LATER,
    NOW,
    a_bare_key,
    a_certificate,
    a_pdf,
)

PIN = "2468"
MODULE = next(
    (
        path
        for path in map(
            Path,
            (
                "/usr/lib/softhsm/libsofthsm2.so",
                "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
                "/usr/local/lib/softhsm/libsofthsm2.so",
            ),
        )
        if path.exists()
    ),
    None,
)
pkcs11 = pytest.importorskip("pkcs11", reason="python-pkcs11 (extra: token) is not installed")
pytestmark = pytest.mark.skipif(
    MODULE is None or shutil.which("softhsm2-util") is None,
    reason="SoftHSM2 (softhsm2) is not installed",
)


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The driver of a token that holds one key and its certificate."""
    assert MODULE is not None
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    (folder / "key.pem").write_bytes(
        a_bare_key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    for command in (
        ["--init-token", "--free", "--label", "公司U盾", "--so-pin", "13579", "--pin", PIN],
        ["--import", str(folder / "key.pem"), "--token", "公司U盾", "--label", "key",
         "--id", "A1", "--pin", PIN],
    ):  # fmt: skip
        subprocess.run(["softhsm2-util", *command], check=True, capture_output=True)
    certificate = a_certificate(a_bare_key())
    library = pkcs11.lib(str(MODULE))
    library.reinitialize()
    with library.get_token(token_label="公司U盾").open(rw=True, user_pin=PIN) as session:
        for label, key_id in (("签名证书", b"\xa1"), ("孤证", b"\xb2")):
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: label,
                    pkcs11.Attribute.ID: key_id,
                    pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: certificate.public_bytes(
                        serialization.Encoding.DER
                    ),
                }
            )
    yield MODULE
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def opened(module: Path, **changes: str) -> Signer:
    words = {"token": "公司U盾", "pin": PIN, "certificate": "签名证书"} | changes
    return tokens.token_signer(module, now=NOW, **words)


def test_openssl_accepts_a_tokens_signature(module: Path, tmp_path: Path) -> None:
    with opened(module) as signer:
        (tmp_path / "s").write_bytes(signer.sign_detached(b"content\n", NOW))
        (tmp_path / "p").write_bytes(signer.info.certificate_pem)
        assert (signer.info.name, signer.info.path) == ("王证书", None)
    (tmp_path / "c").write_bytes(b"content\n")

    subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "s", "-content", "c",
         "-CAfile", "p", "-partial_chain", "-attime", str(int(NOW.timestamp())), "-out", "/dev/null"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip


def test_a_token_signs_the_report(module: Path) -> None:
    report = pdf_signing.add_fields(a_pdf("one", "two"), BOXES)
    with opened(module) as signer:
        signed = pdf_signing.sign(
            report, "principal", signer, at=LATER, certify=False, reason="签发"
        )
        assert pdf_signing.signed_by(signed, "principal") == signer.info.fingerprint


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pin": "9999"}, "PIN 码不对"),
        ({"token": "另一个U盾"}, "没有找到 USB 密钥"),
        ({"certificate": "没有的证书"}, "没有名为「没有的证书」的证书"),
    ],
)
def test_what_is_wrong_with_the_token_is_told(
    module: Path, changes: dict[str, str], told: str
) -> None:
    with pytest.raises(KeyTrouble, match=told):
        opened(module, **changes)


def test_a_driver_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="驱动"):
        opened(tmp_path / "no-driver.so")


def test_an_expired_certificate_on_a_token_is_told(module: Path) -> None:
    with pytest.raises(KeyTrouble, match="到期"):
        tokens.token_signer(
            module,
            token="公司U盾",
            pin=PIN,
            certificate="签名证书",
            now=NOW + timedelta(days=1000),
        )


def test_a_token_pulled_out_while_signing_is_told(module: Path) -> None:
    with (
        opened(module) as signer,
        pytest.raises(KeyTrouble, match="重新插好"),
        signer.trouble_told(),
    ):
        raise pkcs11.DeviceRemoved


def test_a_certificate_without_its_key_is_told(module: Path) -> None:
    with pytest.raises(KeyTrouble, match="没有与证书「孤证」成对的密钥"):
        opened(module, certificate="孤证")
