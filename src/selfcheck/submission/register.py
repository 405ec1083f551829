"""The department's register of enrolled signers: whose key is it, and is it good at that moment?

Identity has no certificate authority behind it: a person enrols a fingerprint on paper, for one
role at one enterprise. "Intact" and "known" are two answers; this is the second one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from asn1crypto import pem

from selfcheck import moments
from selfcheck.errors import KeyTrouble
from selfcheck.submission import layout
from selfcheck.submission.findings import Finding
from selfcheck.submission.key_info import info_of

_LARGEST = 16 << 20  # bytes of a register
_REQUIRED = ("credit_code", "role", "name", "fingerprint", "valid_from", "valid_to")
_OPTIONAL = ("revoked_at", "enrolled_at")


class State(StrEnum):
    """What the register says about a signer at the moment of signing."""

    REGISTERED = "registered"  # 在登记册中
    UNKNOWN = "unknown"  # 未登记
    REVOKED = "revoked"  # 签名前已撤销
    NOT_CURRENT = "not_current"  # 不在登记的有效期内
    OTHER_FINGERPRINT = "other_fingerprint"  # 这个职务登记的是另一枚指纹

    @property
    def finding(self) -> Finding | None:
        """The finding that stands for this state; None for a registered signer."""
        return _FINDINGS.get(self)


_FINDINGS = {
    State.UNKNOWN: Finding.SIGNER_UNKNOWN,
    State.REVOKED: Finding.SIGNER_REVOKED,
    State.NOT_CURRENT: Finding.SIGNER_NOT_CURRENT,
    State.OTHER_FINGERPRINT: Finding.OTHER_FINGERPRINT,
}


@dataclass(frozen=True)
class Enrolled:
    """One line of the register."""

    credit_code: str  # "": a certificate given by hand that does not name its enterprise
    role: str  # "": likewise
    name: str
    fingerprint: str  # SHA-256 of the certificate, 64 hex
    valid_from: datetime
    valid_to: datetime
    revoked_at: datetime | None = None
    enrolled_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """Whether a signer is known, with a sentence for the verdict page."""

    state: State
    text: str
    enrolled: Enrolled | None = None


@dataclass(frozen=True)
class Register:
    """Everybody who may sign, for every enterprise this department receives from."""

    signers: tuple[Enrolled, ...] = field(default=())

    def look_up(
        self, credit_code: str, role: str, fingerprint: str, signed_at: datetime
    ) -> Standing:
        """What is known about this key, for this role at this enterprise, at this moment."""
        same_role = [
            line
            for line in self.signers
            if line.credit_code in ("", credit_code) and line.role in ("", role)
        ]
        lines = [line for line in same_role if line.fingerprint == fingerprint]
        if not lines:
            return _unknown(same_role)
        standings = [_standing(line, signed_at) for line in lines]
        # A renewed enrolment of the same key counts, but never over a revocation.
        order = (State.REVOKED, State.REGISTERED, State.NOT_CURRENT)
        return min(standings, key=lambda standing: order.index(standing.state))


def _unknown(same_role: Sequence[Enrolled]) -> Standing:
    """Nobody with this fingerprint; perhaps somebody else holds this role."""
    if not same_role:
        return Standing(State.UNKNOWN, "未登记")
    line = same_role[-1]
    groups = layout.in_groups(line.fingerprint)
    text = f"指纹与登记册不同：登记的是{line.name}，{groups}"
    return Standing(State.OTHER_FINGERPRINT, text, line)


def _standing(line: Enrolled, signed_at: datetime) -> Standing:
    if line.revoked_at is not None and line.revoked_at <= signed_at:
        day = line.revoked_at.astimezone(moments.CHINA).date()
        return Standing(State.REVOKED, f"已于 {day} 撤销", line)
    until = line.valid_to.astimezone(moments.CHINA).date()
    if not line.valid_from <= signed_at <= line.valid_to:
        since = line.valid_from.astimezone(moments.CHINA).date()
        return Standing(State.NOT_CURRENT, f"登记有效期为 {since} 至 {until}", line)
    text = f"在登记册中，有效期至 {until}"
    if line.revoked_at is not None:  # signed while it was good
        text += f"；{line.revoked_at.astimezone(moments.CHINA).date()} 起已撤销"
    return Standing(State.REGISTERED, text, line)


def load(path: Path) -> Register:
    """A register from its JSON file. Raises KeyTrouble naming the place of the first fault."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise KeyTrouble(f"“{path.name}”不是文件：选择登记册文件。")
        if path.stat().st_size > _LARGEST:
            raise KeyTrouble(f"登记册“{path.name}”超过 16 MB：确认选的是登记册文件。")
        content = json.loads(path.read_text("utf-8-sig"), object_pairs_hook=_no_key_twice)
    except OSError as error:
        raise KeyTrouble(f"打不开登记册“{path.name}”：确认文件还在，再试一次。") from error
    except (ValueError, RecursionError) as error:
        detail = error.args[0] if isinstance(error, _Twice) else "不是规范的 JSON"
        raise KeyTrouble(f"登记册“{path.name}”：{detail}。改正后再试。") from error
    if not isinstance(content, dict) or not isinstance(content.get("signers"), list):
        raise KeyTrouble(f"登记册“{path.name}”里没有 signers 列表。改正后再试。")
    lines = [
        _line(line, f"登记册“{path.name}”第 {number} 条")
        for number, line in enumerate(content["signers"], 1)
    ]
    return Register(tuple(lines))


class _Twice(ValueError):
    """A key that stands twice in one object."""


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(f"键 {key} 出现了两次")
        found[key] = value
    return found


def _line(line: object, place: str) -> Enrolled:
    """One checked line of a register file."""
    if not isinstance(line, dict):
        raise KeyTrouble(f"{place}不是一个对象。改正后再试。")
    for key in (*_REQUIRED, *_OPTIONAL):
        value = line.get(key)
        if not (isinstance(value, str) and value) and (key in _REQUIRED or value is not None):
            raise KeyTrouble(f"{place}的 {key} 应当是不空的文字。改正后再试。")
    if odd := sorted(set(line) - {*_REQUIRED, *_OPTIONAL}):
        raise KeyTrouble(f"{place}有不认识的键 {odd[0]}。改正后再试。")
    if line["role"] not in layout.ROLE_TITLES:
        roles = "、".join(layout.ROLE_TITLES)
        raise KeyTrouble(f"{place}的 role 应当是 {roles} 之一。改正后再试。")
    fingerprint = line["fingerprint"].replace(" ", "").replace(":", "").lower()
    if not layout.SHA256_HEX.fullmatch(fingerprint):
        raise KeyTrouble(f"{place}的 fingerprint 应当是 64 位十六进制。改正后再试。")
    times = {
        key: _moment(line.get(key), f"{place}的 {key}")
        for key in ("valid_from", "valid_to", "revoked_at", "enrolled_at")
    }
    valid_from, valid_to = times["valid_from"], times["valid_to"]
    assert valid_from is not None
    assert valid_to is not None
    return Enrolled(
        line["credit_code"],
        line["role"],
        line["name"],
        fingerprint,
        valid_from,
        valid_to,
        times["revoked_at"],
        times["enrolled_at"],
    )


def _moment(text: str | None, place: str) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise KeyTrouble(f"{place} 应当写成 2026-11-24T10:32:05+08:00。改正后再试。") from error
    if moment.tzinfo is None:
        raise KeyTrouble(f"{place} 缺少时区，应当以 +08:00 结尾。改正后再试。")
    return moment


def from_certificates(paths: Iterable[Path]) -> Register:
    """A register of the certificates given by hand (PEM or DER): known is who is among them.

    Raises KeyTrouble naming the file that is no certificate.
    """
    return Register(tuple(line for path in paths for line in _from_file(path)))


def _from_file(path: Path) -> list[Enrolled]:
    try:
        if path.exists() and not path.is_file():
            raise KeyTrouble(f"“{path.name}”不是文件：选择 .cer 或 .pem 证书文件。")
        content = path.read_bytes()
        ders = [content]
        if pem.detect(content):
            ders = [der for kind, _, der in pem.unarmor(content, multiple=True)]
        infos = [info_of(der) for der in ders]
    except OSError as error:
        raise KeyTrouble(f"打不开证书“{path.name}”：确认文件还在，再试一次。") from error
    except ValueError as error:
        text = f"“{path.name}”不是证书：选择 .cer 或 .pem 证书文件。"
        raise KeyTrouble(text) from error
    return [
        Enrolled(i.credit_code, i.role, i.name, i.fingerprint, i.valid_from, i.valid_to)
        for i in infos
    ]
