"""The text files of a bag say what they should, in the form that stock tools read."""

import subprocess
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from selfcheck.submission import bag, bag_info, manifest
from selfcheck.submission.bag import Description
from selfcheck.submission.verify_txt import verify_txt
from tests.submission.builders import (
    ENTERPRISE,
    PACKAGE_ID,
    a_description,
    the_manager,
    the_principal,
)

ON = date(2026, 11, 24)


def info(about: Description | None = None, previous: str = "") -> str:
    return bag.bag_info(
        about or a_description(), on=ON, payload_bytes=1234, payload_files=5, previous=previous
    ).decode()


def test_bag_info_tells_package_payload_and_chain() -> None:
    lines = info(previous="ab" * 32).splitlines()

    assert f"External-Identifier: {PACKAGE_ID}" in lines
    assert "Payload-Oxum: 1234.5" in lines
    assert "Bagging-Date: 2026-11-24" in lines
    assert f"Source-Organization: {ENTERPRISE}" in lines
    assert f"Previous-Package-SHA256: {'ab' * 32}" in lines
    assert f"Change-Log-Head: {a_description().history_head}" in lines


def test_the_first_package_names_none_before() -> None:
    assert "Previous-Package-SHA256: none\n" in info()


def test_the_verifier_reads_what_was_written() -> None:
    bag_info.check_declaration(bag.bagit_txt())
    read = bag_info.parse(info(previous="ab" * 32).encode())

    assert (read.identifier, read.enterprise) == (PACKAGE_ID, ENTERPRISE)
    assert (read.payload_bytes, read.payload_files) == (1234, 5)
    assert read.previous_sha256 == "ab" * 32
    assert read.change_log_head == a_description().history_head


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_line_break_in_a_name_begins_no_new_label(break_: str) -> None:
    odd = a_description(enterprise=f"某厂{break_}Payload-Oxum: 0.0")
    lines = info(odd).split("\n")

    assert "Source-Organization: 某厂 Payload-Oxum: 0.0" in lines
    assert sum(line.startswith("Payload-Oxum: ") for line in lines) == 1


def test_what_is_not_known_is_left_out() -> None:
    assert "Contact-Phone" not in info(a_description(contact_phone=""))


def test_sha256sum_reads_the_manifest(tmp_path: Path) -> None:
    contents = {"data/b.txt": b"b", "data/B.txt": b"B", "data/a/c.txt": b"c"}
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    digests = {name: sha256(content).hexdigest() for name, content in contents.items()}
    text = bag.manifest(digests.items())
    (tmp_path / "manifest-sha256.txt").write_bytes(text)

    subprocess.run(
        ["sha256sum", "--strict", "-c", "manifest-sha256.txt"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert manifest.parse(text, "manifest-sha256.txt") == digests
    assert list(manifest.parse(text, "manifest-sha256.txt")) == sorted(contents)


def instructions() -> str:
    content = verify_txt(
        package_id=PACKAGE_ID,
        enterprise=ENTERPRISE,
        principal=the_principal().info,
        manager=the_manager().info,
        software="selfcheck 1.0",
    )
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def test_verify_txt_holds_both_fingerprints_in_groups() -> None:
    text = instructions()

    assert the_principal().info.groups in text
    assert the_manager().info.groups in text
    assert PACKAGE_ID in text
    assert "不要用报送包 certs 文件夹里的证书" in text
    assert not any(word in text for word in ("请", "抱歉", "非法", "无效"))
    assert "{" not in text.split("三、")[0]


def test_verify_txt_names_every_tool_with_its_options() -> None:
    text = instructions()

    for command in (
        "certutil -hashfile manifest-sha256.txt SHA256",
        "[Security.Cryptography.Pkcs.SignedCms]::new($content, $true)",
        "sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt",
        "bagit.py --validate .",
        "-in signatures/principal.p7s",
        "-in approvals/safety-manager.p7s",
        "pdfsig report.pdf",
    ):
        assert command in text
    assert text.count("openssl cms -verify -binary -inform DER") == 2
