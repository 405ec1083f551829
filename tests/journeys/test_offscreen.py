"""From the first start to a package that a stranger's tools accept, through the screens alone."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfcheck import moments
from selfcheck.submission import walks
from selfcheck.ui.app import Program
from tests.builders import a_code
from tests.journeys.driver import Person
from tests.journeys.journey import (
    ABSENT,
    ENTERPRISE,
    MANAGER,
    NOT_PROVIDED,
    PRINCIPAL,
    SAID,
    Journey,
    check_as_a_clerk,
)
from tests.journeys.papers import Papers


def first_start() -> tuple[Program, Person]:
    """The window on a PC that has not seen the program before."""
    program = Program()
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    person = Person(program.window)
    person.wait_for("新建企业档案")
    return program, person


def run(command: Sequence[str | Path], where: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=where, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def test_a_new_enterprise_answers_signs_and_hands_over_a_package_that_is_accepted(
    qtbot: QtBot, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, person = first_start()
    now = moments.now()
    journey = Journey(person, walks.shipped_pack(), now.date(), Papers(desk / "照片 文件", now))
    archive, stick = desk / "档案 & 自查", desk / "交 部门"
    stick.mkdir()
    try:
        with person.at_the_file_dialogs():
            journey.begin(a_code(), archive)
            journey.describe()
            answered = journey.answer_from(journey.pack.duties[0])
            assert answered == [duty.key for duty in journey.pack.all_duties]
            journey.approve(reasons=len(NOT_PROVIDED))
            journey.sign()
            package = journey.export(stick)
    finally:
        program.window.close()

    certificates = _enrolled(archive, desk)
    verdict = _verified(package, certificates)
    assert verdict["accepted"] is True, verdict
    assert verdict["signers"] == {"principal": PRINCIPAL, "safety_manager": MANAGER}
    base = _unpacked(package, desk / "unpacked")
    told = (base / "data" / "records.json").read_text("utf-8")
    for words in (ENTERPRISE, PRINCIPAL, *ABSENT.values(), *NOT_PROVIDED.values(), *SAID):
        assert words in told
    _stock_tools_accept(base, certificates)

    monkeypatch.setenv("SELFCHECK_CONFIG", str(desk / "部门的电脑"))
    program, clerk = first_start()
    try:
        with clerk.at_the_file_dialogs():
            check_as_a_clerk(clerk, package, [*certificates.values()])
    finally:
        program.window.close()


def _enrolled(archive: Path, where: Path) -> dict[str, Path]:
    """The two certificates as a clerk has them: what stands open in the key files."""
    made = {}
    for key in (archive / "keys").glob("*.key"):
        _, begin, rest = key.read_text("ascii").partition("-----BEGIN CERTIFICATE-----")
        role = key.name.rpartition("-")[0]
        made[role] = where / f"{role}.pem"
        made[role].write_text(begin + rest, "ascii")
    assert sorted(made) == ["principal", "safety_manager"]
    return made


def _verified(package: Path, certificates: dict[str, Path]) -> dict[str, object]:
    """What `selfcheck verify` says in a process of its own."""
    signers = [part for path in certificates.values() for part in ("--signer", str(path))]
    command = [sys.executable, "-m", "selfcheck", "verify", str(package), *signers, "--json"]
    told = run(command, package.parent)
    assert told.returncode == 0, told.stdout + told.stderr
    verdict: dict[str, object] = json.loads(told.stdout)["packages"][0]
    return verdict


def _unpacked(package: Path, where: Path) -> Path:
    with zipfile.ZipFile(package) as stock:
        stock.extractall(where)
    (base,) = where.iterdir()
    return base


def _stock_tools_accept(base: Path, certificates: dict[str, Path]) -> None:
    """As VERIFY.txt tells a clerk who has none of this program."""
    pairs = (
        ("signatures/principal.p7s", "tagmanifest-sha256.txt", "principal"),
        ("approvals/safety-manager.p7s", "manifest-sha256.txt", "safety_manager"),
    )
    commands: list[list[str | Path]] = [
        ["sha256sum", "--strict", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "."],
    ]
    for signature, content, role in pairs:
        commands.append(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature,
             "-content", content, "-CAfile", certificates[role], "-out", os.devnull]
        )  # fmt: skip
    for command in commands:
        if shutil.which(command[0]) is not None:
            told = run(command, base)
            assert told.returncode == 0, f"{command}: {told.stdout}{told.stderr}"
