"""The signature policy by itself: what it lets through, and that no bit can be turned."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from selfcheck.submission import der, policy
from selfcheck.submission.findings import Finding, Malformed
from tests.submission import builders
from tests.submission.cms_kit import (
    APPROVED,
    NOW,
    PRINCIPAL,
    SIGNED,
    Bend,
    signature,
    without,
)

CONTENT = b"0" * 64 + b"  data/x\n"


def facts_of(encoded: bytes, content: bytes = CONTENT) -> policy.SignerFacts:
    return policy.check(encoded, content, NOW, where="x.p7s", content_name="list")


def refusal(encoded: bytes, content: bytes = CONTENT) -> Finding:
    with pytest.raises(Malformed) as caught:
        facts_of(encoded, content)
    return caught.value.found.code


def test_the_facts_are_those_of_certificate_and_signature() -> None:
    facts = facts_of(signature(CONTENT, PRINCIPAL, SIGNED))

    assert (facts.name, facts.role) == (PRINCIPAL.name, PRINCIPAL.role)
    assert facts.fingerprint == PRINCIPAL.fingerprint
    assert facts.signed_at == SIGNED
    assert facts.signed_at.isoformat() == "2026-11-24T16:05:40+08:00"
    assert facts.valid_from < facts.signed_at < facts.valid_to
    assert facts.warnings == ()


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_every_digest_of_the_second_family_is_accepted(digest: str) -> None:
    assert facts_of(signature(CONTENT, PRINCIPAL, SIGNED, Bend(digest=digest)))


def test_plain_rsa_as_the_algorithms_name_is_accepted() -> None:
    assert facts_of(signature(CONTENT, PRINCIPAL, SIGNED, Bend(algorithm="rsassa_pkcs1v15")))


def test_what_our_own_signer_makes_is_accepted() -> None:
    encoded = builders.the_principal().sign_detached(CONTENT, builders.LATER)
    assert facts_of(encoded).name == "张𠮷"


def test_the_policy_alone_knows_every_attribute(tmp_path: Path) -> None:
    """In a fresh process, where no other library has taught asn1crypto anything."""
    (tmp_path / "x.p7s").write_bytes(builders.the_principal().sign_detached(CONTENT, SIGNED))
    (tmp_path / "x.txt").write_bytes(CONTENT)
    program = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from selfcheck.submission import policy\n"
        "assert 'pyhanko' not in sys.modules\n"
        "signature, content = Path('x.p7s').read_bytes(), Path('x.txt').read_bytes()\n"
        f"now = datetime.fromisoformat('{NOW.isoformat()}')\n"
        "print(policy.check(signature, content, now, where='x', content_name='x').role)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "principal"


def test_an_authoritys_2048_bits_are_accepted_with_a_word() -> None:
    person = replace(PRINCIPAL, bits=2048, issuer="某数字证书公司")
    facts = facts_of(signature(CONTENT, person, SIGNED))
    assert [(f.code, f.fatal) for f in facts.warnings] == [(Finding.SHORT_KEY, False)]


def test_the_time_of_a_pdf_signature_stands_beside_it() -> None:
    bend = Bend(attributes=without("signing_time"))
    encoded = signature(CONTENT, PRINCIPAL, SIGNED, bend)
    facts = policy.check(encoded, CONTENT, NOW, where="x", content_name="x", stated=APPROVED)
    assert facts.signed_at == APPROVED
    with pytest.raises(Malformed) as caught:
        policy.check(
            signature(CONTENT, PRINCIPAL, SIGNED),
            CONTENT,
            NOW,
            where="x",
            content_name="x",
            stated=APPROVED,
        )
    assert caught.value.found.code is Finding.UNEXPECTED_ATTRIBUTE


def test_a_time_that_is_no_day_is_refused() -> None:
    encoded = signature(CONTENT, PRINCIPAL, SIGNED)
    assert encoded.count(b"261124080540Z") == 1
    turned = encoded.replace(b"261124080540Z", b"261324080540Z")
    assert refusal(turned) is Finding.SIGNATURE_STRUCTURE


def test_a_huge_signature_is_not_read() -> None:
    assert refusal(bytes(70_000)) is Finding.FILE_TOO_LARGE


def test_other_content_is_named_as_changed() -> None:
    encoded = signature(CONTENT, PRINCIPAL, SIGNED)
    with pytest.raises(Malformed) as caught:
        facts_of(encoded, CONTENT + b" ")
    assert caught.value.found.where == "list"


def test_no_bit_of_a_signature_file_can_be_turned() -> None:
    encoded = signature(CONTENT, PRINCIPAL, SIGNED)
    for at in range(len(encoded)):
        turned = encoded[:at] + bytes([encoded[at] ^ (1 << at % 8)]) + encoded[at + 1 :]
        refusal(turned)


@pytest.mark.parametrize(
    ("encoded", "strict"),
    [
        ("0500", True),
        ("050000", False),  # something after
        ("", False),
        ("05", False),  # cut off
        ("0501", False),
        ("050100", False),  # NULL with contents
        ("0101ff", True),
        ("010101", False),  # TRUE is FF
        ("020100", True),
        ("02020080", True),
        ("02020001", False),  # a needless zero
        ("0202ff80", False),
        ("0200", False),
        ("0a0101", True),
        ("0302067f", False),  # unused bits that are set
        ("03020640", True),
        ("030100", True),
        ("030101", False),
        ("03020840", False),
        ("0603550403", True),
        ("06025580", False),  # ends in the middle of a number
        ("0603558003", False),  # a needless 80
        ("0600", False),
        ("170d3236313132343038303534305a", True),
        ("170b323631313234303830355a", False),  # no seconds
        ("180f32303236313132343038303534305a", True),
        ("0c0178", True),
        ("2c030c0178", False),  # a string in pieces
        ("3003020101", True),
        ("1003020101", False),  # a SEQUENCE that is not constructed
        ("3080020101" + "0000", False),  # indefinite
        ("308103020101", False),  # a length not minimal
        ("30820003020101", False),
        ("3106020101020102", True),
        ("3106020102020101", False),  # a SET out of order
        ("a003020101", True),
        ("800101", True),
        ("1f8100", False),  # a tag of several bytes
        ("30" * 1 + "8180" + "04" + "7e" + "00" * 126, True),
    ],
)
def test_only_the_one_der_encoding_is_strict(encoded: str, strict: bool) -> None:
    assert der.is_strict(bytes.fromhex(encoded)) is strict


def test_the_first_encoding_is_parted_from_what_follows() -> None:
    assert der.first(bytes.fromhex("0500" + "0000")) == (b"\x05\x00", b"\x00\x00")
    with pytest.raises(ValueError, match="no encoding"):
        der.first(b"")


def test_der_that_nests_without_end_is_refused() -> None:
    encoded = b"\x05\x00"
    for _ in range(30):
        encoded = b"\x30" + bytes([len(encoded)]) + encoded
    assert not der.is_strict(encoded)
