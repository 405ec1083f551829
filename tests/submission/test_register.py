"""The register of signers: what it says about a key, and what it says about its own faults."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfcheck.errors import KeyTrouble
from selfcheck.submission import layout, register
from selfcheck.submission.key_info import info_of
from selfcheck.submission.register import Register, State
from tests.submission.cms_kit import APPROVED, MADE_ON, MANAGER, NOW, PRINCIPAL, SIGNED
from tests.submission.judging import a_register, enrolled


def a_line(**changes: object) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "credit_code": PRINCIPAL.credit_code,
        "role": "principal",
        "name": PRINCIPAL.name,
        "fingerprint": layout.in_groups(PRINCIPAL.fingerprint).upper(),
        "valid_from": "2026-11-01T09:00:00+08:00",
        "valid_to": "2029-11-01T09:00:00+08:00",
        "revoked_at": None,
        "enrolled_at": "2026-11-02T09:00:00+08:00",
    }
    return {key: value for key, value in (fields | changes).items() if value != "-"}


def a_file(folder: Path, *lines: object) -> Path:
    path = folder / "登记册.json"
    path.write_text(json.dumps({"signers": lines}, ensure_ascii=False), "utf-8-sig")
    return path


def state_in(
    kept: Register, role: str = "principal", fingerprint: str = "", code: str = ""
) -> State:
    chosen = fingerprint or PRINCIPAL.fingerprint
    return kept.look_up(code or PRINCIPAL.credit_code, role, chosen, SIGNED).state


def test_an_enrolled_signer_is_known_for_that_role_and_enterprise_only(tmp_path: Path) -> None:
    kept = register.load(a_file(tmp_path, a_line()))

    assert state_in(kept) is State.REGISTERED
    assert state_in(kept, role="safety_manager") is State.UNKNOWN
    assert state_in(kept, code="91420200MA1111111X") is State.UNKNOWN
    assert state_in(kept, fingerprint="0" * 64) is State.OTHER_FINGERPRINT
    assert kept.signers[0].enrolled_at is not None


def test_the_enrolled_fingerprint_is_told_beside_the_other_one(tmp_path: Path) -> None:
    standing = a_register().look_up(PRINCIPAL.credit_code, "principal", "0" * 64, SIGNED)
    assert layout.in_groups(PRINCIPAL.fingerprint) in standing.text
    assert standing.enrolled == enrolled(PRINCIPAL)


def test_moments_decide() -> None:
    second = timedelta(seconds=1)
    assert state_in(a_register(valid_from=SIGNED)) is State.REGISTERED
    assert state_in(a_register(valid_from=SIGNED + second)) is State.NOT_CURRENT
    assert state_in(a_register(valid_to=SIGNED)) is State.REGISTERED
    assert state_in(a_register(valid_to=SIGNED - second)) is State.NOT_CURRENT
    assert state_in(a_register(revoked_at=SIGNED)) is State.REVOKED
    assert state_in(a_register(revoked_at=SIGNED + second)) is State.REGISTERED


def test_a_renewed_enrolment_counts_but_never_over_a_revocation() -> None:
    old = enrolled(PRINCIPAL, valid_to=APPROVED)
    new = enrolled(PRINCIPAL)
    revoked = enrolled(PRINCIPAL, revoked_at=MADE_ON)

    assert state_in(Register((old, new))) is State.REGISTERED
    assert state_in(Register((new, revoked))) is State.REVOKED


def test_states_know_their_finding() -> None:
    assert State.REGISTERED.finding is None
    assert len({state.finding for state in State}) == len(State)


def test_certificates_given_by_hand_make_a_register(tmp_path: Path) -> None:
    der, pem = tmp_path / "a.cer", tmp_path / "b.pem"
    der.write_bytes(PRINCIPAL.certificate)
    pem.write_bytes(
        info_of(MANAGER.certificate).certificate_pem
        + info_of(replace(PRINCIPAL, role="", credit_code="").certificate).certificate_pem
    )

    kept = register.from_certificates([der, pem])

    assert [line.name for line in kept.signers] == [
        PRINCIPAL.name,
        MANAGER.name,
        PRINCIPAL.name,
    ]
    assert state_in(kept) is State.REGISTERED
    assert state_in(kept, role="safety_manager") is not State.REGISTERED
    open_ = kept.signers[2].fingerprint  # names neither role nor enterprise: good for any
    assert state_in(kept, role="safety_manager", fingerprint=open_) is State.REGISTERED


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "-"}, "第 2 条的 name"),
        ({"name": ""}, "第 2 条的 name"),
        ({"role": 5}, "第 2 条的 role"),
        ({"role": "boss"}, "principal、safety_manager"),
        ({"fingerprint": "ab"}, "64 位十六进制"),
        ({"valid_from": "2026-11-01"}, "缺少时区"),
        ({"valid_to": "soon"}, "2026-11-24T10:32:05"),
        ({"revoked_at": 7}, "第 2 条的 revoked_at"),
        ({"revoked": "x"}, "不认识的键 revoked"),
    ],
)
def test_a_fault_in_the_register_is_told_with_its_place(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(KeyTrouble, match=said):
        register.load(a_file(tmp_path, a_line(), a_line(**changes)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "不是规范的 JSON"),
        (b"[" * 100_000, "不是规范的 JSON"),
        (b"\xff", "不是规范的 JSON"),
        (b"[]", "没有 signers 列表"),
        (b"{}", "没有 signers 列表"),
        (b'{"signers": [5]}', "第 1 条不是一个对象"),
        (b'{"signers": [{"role": 1, "role": 2}]}', "键 role 出现了两次"),
        (b" " * ((16 << 20) + 1), "超过 16 MB"),
    ],
)
def test_a_file_that_is_no_register_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "登记册.json"
    path.write_bytes(content)
    with pytest.raises(KeyTrouble, match=said):
        register.load(path)


def test_a_register_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="打不开登记册"):
        register.load(tmp_path / "x.json")


@pytest.mark.parametrize("content", [b"hello", b"-----BEGIN CERTIFICATE-----\nx\n", b""])
def test_a_file_that_is_no_certificate_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.cer"
    path.write_bytes(content)
    with pytest.raises(KeyTrouble, match="不是证书"):
        register.from_certificates([path])


def test_a_certificate_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="打不开证书"):
        register.from_certificates([tmp_path / "x.cer"])


def test_revocation_is_told_with_its_day() -> None:
    standing = a_register(revoked_at=APPROVED).look_up(
        PRINCIPAL.credit_code, "principal", PRINCIPAL.fingerprint, NOW
    )
    assert standing.text == "已于 2026-11-24 撤销"
