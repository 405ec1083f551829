"""The whole main job on the sample enterprise, in one call: fill in, sign by two, export, verify."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from selfcheck import history, moments, sample, sizes
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.records import Role
from selfcheck.errors import SelfCheckError
from selfcheck.history import By
from selfcheck.progress import Progress
from selfcheck.store import Store
from selfcheck.submission import actions, handover, keys, package, register
from selfcheck.submission.key_info import KeyInfo


@dataclass(frozen=True)
class Demonstration:
    """What a demo made, and where it lies."""

    package_id: str
    package: Path
    workspace: Path
    certificates: Mapping[str, Path]  # PEM, by role
    files: int
    bytes: int
    verdict_words: str

    @property
    def size_words(self) -> str:
        return sizes.in_words(self.bytes)

    def as_json(self) -> dict[str, Any]:
        """As CLI users and tests read it."""
        return {
            "id": self.package_id,
            "package": str(self.package),
            "workspace": str(self.workspace),
            "principal_certificate": str(self.certificates["principal"]),
            "safety_manager_certificate": str(self.certificates["safety_manager"]),
            "files": self.files,
            "bytes": self.bytes,
        }


def _make_keys(store: Store, folder: Path) -> dict[str, KeyInfo]:
    """Two sample keys, as the window makes them, with their certificates beside for the clerk."""
    now = moments.now()
    made = {}
    with store.transaction() as session:
        people = enterprise_queries.people(session)
        name, code = enterprise_queries.name_and_code(session)
    for role in (Role.SAFETY_MANAGER, Role.PRINCIPAL):
        person = next(one for one in people if one.role is role)
        info = keys.create(
            folder,
            name=person.name,
            role=role.value,
            enterprise=name,
            credit_code=code,
            passphrase=sample.PASSPHRASES[role.value],
            now=now - timedelta(minutes=1),
        )
        assert info.path is not None
        history.act(
            store,
            By(person.name, now),
            actions.enrol_key,
            person.person_id,
            info,
            file=str(info.path),
            now=now,
        )
        (folder / f"{role.value}.pem").write_bytes(info.certificate_pem)
        made[role.value] = info
    return made


def run(folder: Path, *, photos: int = 0, progress: Progress) -> Demonstration:
    """Build the sample in `folder`, sign, export and verify it.

    Raises SelfCheckError when the folder already holds a demo, or when the package is not accepted.
    """
    workspace, key_folder = folder / "workspace", folder / "keys"
    store = sample.found(workspace, now=moments.now(), ledger=True)
    try:
        sample.fill(store, now=moments.now(), complete=True, photos=photos, progress=progress)
        infos = _make_keys(store, key_folder)
    finally:
        store.close()
    passphrases = (sample.PASSPHRASES["principal"], sample.PASSPHRASES["safety_manager"])
    written = handover.export_round(
        workspace,
        folder,
        principal=infos["principal"].path,
        safety_manager=infos["safety_manager"].path,
        passphrases=lambda: passphrases,
        progress=progress,
        now=moments.now,
    )
    certificates = {role: key_folder / f"{role}.pem" for role in infos}
    known = register.from_certificates(list(certificates.values()))
    verdict = package.verify(written.path, known, progress)
    if not verdict.accepted:
        raise SelfCheckError(f"示例报送包没有通过核验：{verdict.word}")
    return Demonstration(
        package_id=written.path.stem,
        package=written.path,
        workspace=workspace,
        certificates=certificates,
        files=written.files,
        bytes=written.bytes,
        verdict_words=verdict.word,
    )


def draw_screens(folder: Path) -> None:
    """A picture of every screen, drawn by the program itself without a display.

    Raises SelfCheckError when the window cannot be drawn on this machine.
    """
    program = (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", "selfcheck"]
    )
    target = str(folder / "screens")
    command = [*program, "--workspace", str(folder / "workspace"), "--pictures", target]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    drawn = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own program
    if drawn.returncode:
        raise SelfCheckError("画面没有生成：窗口部件在这台电脑上打不开。其余结果不受影响。")
