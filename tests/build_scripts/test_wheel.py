"""The installed wheel finds its questions and resources without the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from build_scripts.environment import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what installing the wheel would put beside other packages."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    packages = folder / "site 包"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    return packages


def run(installed: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Python with the wheel in front of anything else, and far away from the checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=installed.parent,
        env=os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_carries_forms_and_resources_and_looks_nowhere_else(installed: Path) -> None:
    done = run(installed, "-c", "from selfcheck.paths import bundled; print(bundled('forms'))")
    assert done.stdout.strip() == str(installed / "selfcheck" / "_bundled" / "forms")


@pytest.mark.parametrize("folder", ["forms", "resources"])
def test_every_file_of_the_checkout_is_in_the_wheel(installed: Path, folder: str) -> None:
    def listing(root: Path) -> set[str]:
        return {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()}

    assert listing(ROOT / folder) == listing(installed / "selfcheck" / "_bundled" / folder)


def test_the_wheel_checks_its_own_questions(installed: Path) -> None:
    done = run(installed, "-c", "from selfcheck.cli import main; main(['forms', 'check'])")
    assert done.returncode == 0, done.stdout + done.stderr


def test_licence_and_notice_travel_with_the_wheel(installed: Path) -> None:
    (licences,) = installed.glob("selfcheck-*.dist-info/licenses")
    names = {
        path.relative_to(licences).as_posix() for path in licences.rglob("*") if path.is_file()
    }
    assert {"LICENSE", "NOTICE", "LICENSES/LGPL-3.0-only.txt"} <= names
