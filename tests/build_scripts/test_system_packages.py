import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

import pytest

from build_scripts import system_packages
from build_scripts.console import SetupError
from build_scripts.system_packages import Need

LIBRARY = Need("libgl1", "libGL.so.1")
TOOL = Need("poppler-utils", "pdfsig", optional=True)


class System:
    """A machine of which only this is known: what it has, and what installing brings."""

    def __init__(self, *has: Need, brings: tuple[Need, ...] = ()) -> None:
        self.has = set(has)
        self.brings = set(brings)
        self.asked: list[list[Need]] = []

    def look(self, needs: Sequence[Need]) -> list[Need]:
        return [need for need in needs if need not in self.has]

    def install(self, needs: Sequence[Need]) -> None:
        self.asked.append(list(needs))
        self.has |= self.brings & set(needs)

    def provide(self, *needs: Need, root: bool) -> None:
        system_packages.provide(
            needs, look=self.look, may_install=lambda: root, install=self.install
        )


def test_nothing_is_installed_when_nothing_is_missing() -> None:
    system = System(LIBRARY, TOOL)
    system.provide(LIBRARY, TOOL, root=True)
    assert system.asked == []


def test_root_on_debian_gets_only_what_is_missing() -> None:
    system = System(LIBRARY, brings=(TOOL,))
    system.provide(LIBRARY, TOOL, root=True)
    assert system.asked == [[TOOL]]


def test_others_are_told_the_one_command_that_installs_a_missing_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    system = System()
    with pytest.raises(SetupError) as stop:
        system.provide(LIBRARY, TOOL, root=False)
    assert "sudo apt-get install libgl1 poppler-utils" in stop.value.chinese
    assert "sudo apt-get install libgl1 poppler-utils" in stop.value.english
    assert system.asked == []


def test_a_system_without_apt_is_told_the_libraries_by_their_own_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SetupError, match=r"libGL\.so\.1"):
        System().provide(LIBRARY, root=False)


def test_missing_tools_of_the_tests_are_named_and_the_command_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    System(LIBRARY).provide(LIBRARY, TOOL, root=False)
    assert "poppler-utils" in capsys.readouterr().err


def test_a_library_that_apt_could_not_bring_stops_the_command() -> None:
    with pytest.raises(SetupError):
        System(brings=()).provide(LIBRARY, root=True)


@pytest.mark.skipif(os.name == "nt", reason="root is a matter of Unix")
@pytest.mark.parametrize(
    ("user", "apt", "able"), [(0, True, True), (1000, True, False), (0, False, False)]
)
def test_only_root_with_apt_installs(
    monkeypatch: pytest.MonkeyPatch, user: int, apt: bool, able: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if apt else None)
    assert system_packages.can_install() is able


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_outside_linux_qt_brings_everything_itself(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert system_packages.missing([LIBRARY], found=lambda _need: False) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the names of Linux libraries")
def test_a_library_and_a_tool_are_looked_for_in_the_real_system() -> None:
    assert system_packages.is_there(Need("libc6", "libc.so.6"))
    assert not system_packages.is_there(Need("none", "libnobody-has-this.so.9"))
    assert system_packages.is_there(Need("git", "git"))
    assert not system_packages.is_there(Need("none", "nobody-has-this-tool"))


class Apt:
    """Takes the place of apt-get: knows some packages, notes what it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *known: str) -> None:
        self.known = set(known)
        self.calls: list[list[str]] = []
        monkeypatch.setattr(subprocess, "run", self.run)

    def run(
        self, command: list[str], *, env: dict[str, str], stdin: int, **_: object
    ) -> "subprocess.CompletedProcess[str]":
        assert env["DEBIAN_FRONTEND"] == "noninteractive"
        assert stdin == subprocess.DEVNULL
        words = [word for word in command[1:] if not word.startswith(("-", "DPkg"))]
        self.calls.append(words)
        unknown = set(words[1:]) - self.known
        return subprocess.CompletedProcess(command, 100 if unknown else 0, "", "unknown\n")


def test_apt_updates_its_lists_first_and_installs_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apt = Apt(monkeypatch, "libgl1", "poppler-utils")
    system_packages.apt_install([LIBRARY, TOOL])
    assert apt.calls == [["update"], ["install", "libgl1", "poppler-utils"]]


def test_one_unknown_package_does_not_keep_the_others_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apt = Apt(monkeypatch, "libgl1")
    system_packages.apt_install([LIBRARY, TOOL])
    assert apt.calls[2:] == [["install", "libgl1"], ["install", "poppler-utils"]]
