"""A signature is what openssl calls one, and only over what was signed."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms

from selfcheck.errors import KeyTrouble
from tests.submission.builders import LATER, NOW, a_stranger, the_manager, the_principal

CONTENT = "第一行\nsecond line\n".encode()


def openssl_accepts(signature: bytes, content: bytes, certificate: bytes, folder: Path) -> bool:
    for name, data in (("s", signature), ("c", content), ("p", certificate)):
        (folder / name).write_bytes(data)
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "s", "-content", "c",
         "-CAfile", "p", "-attime", str(int(NOW.timestamp())), "-out", "/dev/null"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode == 0


def test_openssl_accepts_the_signature_and_nothing_else(tmp_path: Path) -> None:
    signature = the_principal().sign_detached(CONTENT, NOW)
    pem = the_principal().info.certificate_pem

    assert openssl_accepts(signature, CONTENT, pem, tmp_path)
    assert not openssl_accepts(signature, CONTENT + b" ", pem, tmp_path)
    assert not openssl_accepts(signature, CONTENT, a_stranger().info.certificate_pem, tmp_path)


def test_a_signature_is_detached_with_one_signer_and_the_bes_attributes() -> None:
    der = the_manager().sign_detached(CONTENT, LATER)
    signed = cms.ContentInfo.load(der, strict=True)["content"]
    (signer,) = signed["signer_infos"]
    attributes = {a["type"].native: a["values"] for a in signer["signed_attrs"]}

    assert len(der) < 64 << 10
    assert signed["encap_content_info"]["content"].native is None
    assert [c.chosen.dump() for c in signed["certificates"]] == [
        the_manager().info.certificate_der
    ]
    assert signer["digest_algorithm"]["algorithm"].native == "sha256"
    assert signer["signature_algorithm"].signature_algo == "rsassa_pkcs1v15"
    assert set(attributes) == {
        "content_type",
        "message_digest",
        "signing_time",
        "signing_certificate_v2",
    }
    assert attributes["signing_time"][0].native == LATER
    assert not signer["unsigned_attrs"].native


def test_the_same_content_at_the_same_moment_gives_the_same_signature() -> None:
    assert the_principal().sign_detached(CONTENT, NOW) == the_principal().sign_detached(
        CONTENT, NOW + timedelta(microseconds=5)
    )


@pytest.mark.parametrize("moment", ["valid_from", "valid_to"])
def test_nothing_is_signed_outside_the_certificates_validity(moment: str) -> None:
    info = the_principal().info
    beyond = timedelta(seconds=-1 if moment == "valid_from" else 1)
    limit: datetime = getattr(info, moment)
    with pytest.raises(KeyTrouble):
        the_principal().sign_detached(CONTENT, limit + beyond)


def test_looking_at_keys_does_not_load_pyhanko() -> None:
    """Half a second that nobody should wait for who is not signing."""
    command = (
        "import sys; import selfcheck.submission.keys, selfcheck.submission.tokens; "
        "sys.exit(any(name.split('.')[0] in ('pyhanko', 'pkcs11') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
