"""A key is made, told whose it is, and opens for its passphrase alone."""

import hashlib
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import Certificate

from selfcheck.errors import KeyTrouble
from selfcheck.submission import key_file, keys
from selfcheck.submission.key_info import KeyInfo, info_of
from tests.submission.builders import (
    CREDIT_CODE,
    ENTERPRISE,
    MADE_ON,
    NOW,
    PASSPHRASE,
    a_bare_key,
    a_certificate,
    a_key,
)


def run(*command: str, stdin: bytes = b"") -> bytes:
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def path_of(info: KeyInfo) -> Path:
    assert info.path is not None
    return info.path


def a_copy(info: KeyInfo, folder: Path, change: bytes = b"", to: bytes = b"") -> Path:
    copy = folder / path_of(info).name
    copy.write_bytes(path_of(info).read_bytes().replace(change, to, 1))
    return copy


def test_a_new_key_tells_whose_it_is_without_the_passphrase() -> None:
    made = a_key()
    read = keys.read_info(path_of(made))

    assert read == made
    assert (read.name, read.role) == ("张𠮷", "principal")
    assert (read.enterprise, read.credit_code) == (ENTERPRISE, CREDIT_CODE)
    assert read.valid_from == MADE_ON
    assert read.valid_to == MADE_ON.replace(year=2029)
    assert read.fingerprint == hashlib.sha256(read.certificate_der).hexdigest()
    assert read.sha1 == hashlib.sha1(read.certificate_der, usedforsecurity=False).hexdigest()
    assert read.groups.replace(" ", "") == read.fingerprint
    assert [len(group) for group in read.groups.split()] == [8] * 8


def test_names_with_quotes_and_ampersands_come_back_as_they_were() -> None:
    made = a_key("safety_manager", '李"安"全 & 王')

    assert keys.read_info(path_of(made)).name == '李"安"全 & 王'
    assert path_of(made).name == f"safety_manager-{made.fingerprint[:8]}.key"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")
def test_only_the_owner_may_read_the_key_file() -> None:
    assert stat.S_IMODE(path_of(a_key()).stat().st_mode) == 0o600
    assert not list(path_of(a_key()).parent.glob("*.partial"))


def test_openssl_sees_a_leaf_for_signatures_only(tmp_path: Path) -> None:
    pem = tmp_path / "one.pem"
    pem.write_bytes(a_key().certificate_pem)
    text = run("openssl", "x509", "-in", str(pem), "-noout", "-text").decode()

    assert "CA:FALSE" in text
    assert "X509v3 Basic Constraints: critical" in text
    assert "X509v3 Key Usage: critical" in text
    assert "Digital Signature, Non Repudiation\n" in text
    assert "Extended Key Usage" not in text
    assert "Public-Key: (3072 bit)" in text
    fingerprint = run("openssl", "x509", "-in", str(pem), "-noout", "-fingerprint", "-sha256")
    assert fingerprint.decode().split("=")[1].strip().replace(":", "").lower() == (
        a_key().fingerprint
    )


def test_openssl_unlocks_the_key_with_the_parameters_written_in_it() -> None:
    """`openssl pkey` stops at 32 MB of scrypt; its parts derive and decrypt the same key."""
    locked = key_file.blocks(path_of(a_key()).read_bytes())["ENCRYPTED PRIVATE KEY"]
    parsed = run("openssl", "asn1parse", "-inform", "DER", stdin=locked).decode()
    values = [line.split(":")[-1] for line in parsed.splitlines()]
    salt, cost, block, parallel = values[values.index("scrypt") + 2 :][:4]
    start = values[values.index("aes-256-cbc") + 1]
    derive = {"n": str(int(cost, 16)), "r": str(int(block, 16)), "p": str(int(parallel, 16))}
    assert derive == {"n": "131072", "r": "8", "p": "1"}

    options = {
        "hexpass": PASSPHRASE.encode().hex(),
        "hexsalt": salt,
        "maxmem_bytes": str(256 << 20),
    }
    arguments = [f"{name}:{value}" for name, value in (options | derive).items()]
    command = ["openssl", "kdf", "-keylen", "32", "-binary"]
    for argument in arguments:
        command += ["-kdfopt", argument]
    key = run(*command, "SCRYPT").hex()
    plain = run(
        "openssl", "enc", "-d", "-aes-256-cbc", "-K", key, "-iv", start,
        stdin=bytes.fromhex(values[-1]),
    )  # fmt: skip

    pem = run("openssl", "pkey", "-inform", "DER", "-pubout", stdin=plain)
    certificate = a_key().certificate_pem
    assert pem == run("openssl", "x509", "-noout", "-pubkey", stdin=certificate)


@pytest.mark.parametrize("passphrase", ["", "十一个字符的口令不够长", "short pass!"])
def test_a_short_passphrase_is_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(KeyTrouble, match=f"至少要有 12 个字符，现在是 {len(passphrase)} 个"):
        keys.create(
            tmp_path,
            name="张三",
            role="principal",
            enterprise=ENTERPRISE,
            credit_code=CREDIT_CODE,
            passphrase=passphrase,
            now=NOW,
        )
    assert not list(tmp_path.iterdir())


def test_twelve_characters_are_counted_as_people_count_them() -> None:
    keys.check_passphrase("𠮷" * 12)
    with pytest.raises(KeyTrouble):
        keys.check_passphrase("𠮷" * 11)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": " "}, "先填写姓名"),
        ({"name": "买买提" * 8}, "最多 21 个汉字"),
        ({"enterprise": "厂" * 201}, "企业名称太长"),
        ({"credit_code": ""}, "先填写统一社会信用代码"),
    ],
)
def test_what_no_certificate_can_hold_is_told(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    words = {"name": "张三", "enterprise": ENTERPRISE, "credit_code": CREDIT_CODE} | changes
    with pytest.raises(KeyTrouble, match=told):
        keys.create(tmp_path, role="principal", passphrase=PASSPHRASE, now=NOW, **words)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(KeyTrouble, match="密钥文件无法写入"):
        keys.create(
            tmp_path / "file",
            name="张三",
            role="principal",
            enterprise=ENTERPRISE,
            credit_code=CREDIT_CODE,
            passphrase=PASSPHRASE,
            now=NOW,
        )


def test_three_years_from_a_leap_day_end_on_the_twenty_eighth() -> None:
    leap = MADE_ON.replace(year=2028, month=2, day=29)
    der = key_file.self_signed(
        a_bare_key(),
        name="张三",
        title="主要负责人",
        enterprise=ENTERPRISE,
        credit_code=CREDIT_CODE,
        now=leap,
    )
    assert info_of(der).valid_to == leap.replace(year=2031, day=28)


def test_a_wrong_passphrase_opens_nothing() -> None:
    with pytest.raises(KeyTrouble, match="口令不对"):
        keys.open_key(path_of(a_key()), PASSPHRASE + "!", now=NOW)


def test_a_passphrase_is_the_same_however_it_was_composed(tmp_path: Path) -> None:
    """é as one character or as two: keyboards differ, the person does not."""
    made = keys.create(
        tmp_path,
        name="张三",
        role="principal",
        enterprise=ENTERPRISE,
        credit_code=CREDIT_CODE,
        passphrase="caf\u00e9 caf\u00e9 caf\u00e9",
        now=NOW,
    )
    opened = keys.open_key(path_of(made), "cafe\u0301 cafe\u0301 cafe\u0301", now=NOW)
    assert opened.info == made


def test_an_expired_key_says_until_when() -> None:
    after = a_key().valid_to + timedelta(seconds=1)
    with pytest.raises(KeyTrouble, match="已于 2029-11-01T09:00:00\\+08:00 到期"):
        keys.open_key(path_of(a_key()), PASSPHRASE, now=after)


def test_a_clock_before_the_key_was_made_is_told() -> None:
    before = a_key().valid_from - timedelta(seconds=1)
    with pytest.raises(KeyTrouble, match="从 2026-11-01T09:00:00\\+08:00 起才有效"):
        keys.open_key(path_of(a_key()), PASSPHRASE, now=before)


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (b"-----BEGIN CERTIFICATE-----", b"-----BEGIN NOTHING-----"),
        (b"ENCRYPTED PRIVATE KEY", b"PRIVATE KEY"),
        (b"-----END ENCRYPTED", b""),
        (b"KEY-----\nMII", b"KEY-----\nAAA"),
        (b"CERTIFICATE-----\nMII", b"CERTIFICATE-----\nAAA"),
    ],
)
def test_a_damaged_key_file_is_told(tmp_path: Path, change: bytes, to: bytes) -> None:
    with pytest.raises(KeyTrouble, match="已损坏"):
        keys.open_key(a_copy(a_key(), tmp_path, change, to), PASSPHRASE, now=NOW)


def test_an_empty_key_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "principal.key").write_bytes(b"")
    with pytest.raises(KeyTrouble, match="已损坏"):
        keys.read_info(tmp_path / "principal.key")


def test_a_key_beside_another_persons_certificate_is_damaged(tmp_path: Path) -> None:
    mine, theirs = a_key(), a_key("safety_manager", '李"安"全 & 王')
    mixed = a_copy(mine, tmp_path, mine.certificate_pem, theirs.certificate_pem)
    with pytest.raises(KeyTrouble, match="已损坏"):
        keys.open_key(mixed, PASSPHRASE, now=NOW)


def test_a_missing_key_file_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="读不到密钥文件"):
        keys.open_key(tmp_path / "gone.key", PASSPHRASE, now=NOW)


def test_a_key_locked_in_an_unknown_way_is_told(tmp_path: Path) -> None:
    """AES-256-CBC by its number, replaced by one that nobody has given away."""
    locked = key_file.blocks(path_of(a_key()).read_bytes())["ENCRYPTED PRIVATE KEY"]
    aes, other = bytes.fromhex("60864801650304012a"), bytes.fromhex("60864801650304017f")
    changed = tmp_path / "odd.key"
    changed.write_bytes(
        pem.armor("ENCRYPTED PRIVATE KEY", locked.replace(aes, other)) + a_key().certificate_pem
    )
    with pytest.raises(KeyTrouble, match="密钥文件已损坏"):
        keys.open_key(changed, PASSPHRASE, now=NOW)


def a_pfx(folder: Path, *options: str) -> Path:
    """A key as certificate authorities hand it out, packed by openssl."""
    key = a_bare_key()
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate = a_certificate(key).public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(certificate)
    run(
        "openssl", "pkcs12", "-export", *options, "-passout", "pass:123456",
        "-inkey", str(folder / "key.pem"), "-in", str(folder / "certificate.pem"),
        "-out", str(folder / "ca.pfx"),
    )  # fmt: skip
    return folder / "ca.pfx"


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("-legacy",),  # RC2-40 around the certificate, 3DES around the key
        ("-legacy", "-keypbe", "PBE-SHA1-RC2-40", "-certpbe", "PBE-SHA1-3DES"),
    ],
    ids=["present", "legacy", "rc2-key"],
)
def test_a_certificate_authoritys_file_opens(tmp_path: Path, options: tuple[str, ...]) -> None:
    opened = keys.open_key(a_pfx(tmp_path, *options), "123456", now=NOW)

    assert (opened.info.name, opened.info.role) == ("王证书", "")
    assert opened.info.path == tmp_path / "ca.pfx"


def test_a_pfx_with_a_wrong_passphrase_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="口令不对"):
        keys.open_key(a_pfx(tmp_path), "654321", now=NOW)


def test_a_pfx_tells_nothing_unopened(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="输入口令后"):
        keys.read_info(a_pfx(tmp_path))


def packed(
    folder: Path,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None,
    certificate: Certificate | None = None,
) -> Path:
    content = pkcs12.serialize_key_and_certificates(
        None,
        key,
        certificate or a_certificate(key or a_bare_key()),
        None,
        serialization.BestAvailableEncryption(b"123456"),
    )
    (folder / "made.p12").write_bytes(content)
    return folder / "made.p12"


def test_a_p12_without_a_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="没有成对的密钥和证书"):
        keys.open_key(packed(tmp_path, None), "123456", now=NOW)


@pytest.mark.parametrize(
    ("certificate", "told"),
    [
        (a_certificate(a_bare_key(), usage=False), "不能用于签名"),
        (a_certificate(a_bare_key(), usage=None), "不能用于签名"),
        (a_certificate(a_bare_key(), authority=True), "签发机构的证书"),
        (a_certificate(a_bare_key(), own=True), "不短于 3072 位"),
    ],
    ids=["encryption", "no-usage", "authority", "short-own"],
)
def test_a_certificate_that_would_be_turned_away_is_told_at_once(
    tmp_path: Path, certificate: Certificate, told: str
) -> None:
    with pytest.raises(KeyTrouble, match=told):
        keys.open_key(packed(tmp_path, a_bare_key(), certificate), "123456", now=NOW)


def test_a_short_key_of_an_authority_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="不短于 2048 位"):
        keys.open_key(packed(tmp_path, a_bare_key(1024)), "123456", now=NOW)


def test_a_key_that_is_not_rsa_is_refused(tmp_path: Path) -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(KeyTrouble, match="RSA"):
        keys.open_key(packed(tmp_path, curve), "123456", now=NOW)


def test_each_wrong_passphrase_makes_the_next_attempt_wait_longer() -> None:
    attempts = keys.Attempts()
    waits = []
    for failure in range(7):
        attempts.failed(now=100.0 * failure)
        waits.append(attempts.wait(now=100.0 * failure))

    assert waits == [0, 5, 15, 30, 60, 60, 60]
    assert attempts.wait(now=640.0) == 20
    assert attempts.wait(now=700.0) == 0
    attempts.succeeded()
    assert attempts.wait(now=640.0) == 0
