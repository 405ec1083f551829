import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from build_scripts import environment, system_packages
from build_scripts.console import SetupError
from build_scripts.environment import HALF_DONE, Environment
from build_scripts.system_packages import Need


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").write_text("rich==15.0.0 --hash=sha256:00\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    return tmp_path


class Commands:
    """Takes the place of what would be run: makes a folder for venv, notes the rest."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        *,
        pip_fails: int = 0,
        ensurepip: bool = True,
        outer_pip: bool = True,
    ) -> None:
        self.asked_for: list[object] = []
        self.venv: list[list[str]] = []
        self.pip_calls: list[list[str]] = []
        self.pip: list[list[str]] = []
        self.failures = pip_fails
        self.pauses: list[float] = []
        monkeypatch.setattr(environment, "_run", self)
        monkeypatch.setattr(environment, "sleep", self.pauses.append)
        # never the machine's own: a test that installs packages is worse than none
        monkeypatch.setattr(environment, "find_spec", lambda name: name if ensurepip else None)
        monkeypatch.setattr(environment, "outer_pip", lambda: outer_pip)
        monkeypatch.setattr(system_packages, "provide", self.asked_for.append)

    def __call__(self, command: list[str]) -> int:
        if command[1:3] == ["-m", "venv"]:
            self.venv.append(command)
            python = environment_in(Path(command[-1]).parent).python
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)
            return 0
        self.pip_calls.append(command[1:])
        self.pip.append(command[command.index("install") + 1 :])
        self.failures -= 1
        return 1 if self.failures >= 0 else 0


def environment_in(project: Path) -> Environment:
    return Environment(project)


def test_a_new_checkout_gets_the_hashed_lock_and_then_the_project_without_dependencies(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Commands(monkeypatch)
    environment_in(project).prepare()

    lock, itself = run.pip
    assert "--require-hashes" in lock
    assert str(project / "requirements.lock") in lock
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(itself)
    assert environment_in(project).is_ready()


def test_no_index_is_ever_named_so_that_the_machines_own_settings_hold(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Commands(monkeypatch)
    environment_in(project).prepare()
    flags = [word for call in run.pip for word in call if not word.startswith(str(project))]
    assert not [word for word in flags if "index" in word or "://" in word]


def test_a_ready_environment_runs_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Commands(monkeypatch)
    environment_in(project).prepare()
    run = Commands(monkeypatch)
    environment_in(project).prepare()
    assert (run.venv, run.pip) == ([], [])


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_over_what_is_there(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    Commands(monkeypatch)
    environment_in(project).prepare()
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    run = Commands(monkeypatch)
    environment_in(project).prepare()
    assert (run.venv, len(run.pip)) == ([], 2)


def test_an_environment_whose_filling_was_cut_off_is_rebuilt(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Commands(monkeypatch)
    environment_in(project).prepare()
    (project / ".venv" / "selfcheck.stamp").write_text(HALF_DONE, "utf-8")

    run = Commands(monkeypatch)
    environment_in(project).prepare()
    assert len(run.venv) == 1


def test_an_environment_whose_python_is_gone_is_rebuilt(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Commands(monkeypatch)
    python = environment_in(project).prepare()
    python.unlink()
    python.symlink_to(project / "no-such-python")

    run = Commands(monkeypatch)
    environment_in(project).prepare()
    assert len(run.venv) == 1


def test_a_failed_download_is_tried_again_after_a_pause(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Commands(monkeypatch, pip_fails=2)
    environment_in(project).prepare()
    assert run.pauses == [environment.PAUSE] * 2
    assert environment_in(project).is_ready()


def test_a_network_that_stays_away_is_told_in_a_sentence_and_leaves_no_stamp(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Commands(monkeypatch, pip_fails=99)
    with pytest.raises(SetupError, match="检查网络") as stop:
        environment_in(project).prepare()
    assert "check the network" in stop.value.english
    assert not environment_in(project).is_ready()


def test_an_environment_that_cannot_be_updated_is_built_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Commands(monkeypatch)
    environment_in(project).prepare()
    (project / "requirements.lock").write_text("rich==16.0.0 --hash=sha256:11\n", "utf-8")

    run = Commands(monkeypatch, pip_fails=environment.TRIES)
    environment_in(project).prepare()
    assert len(run.venv) == 1
    assert environment_in(project).is_ready()


@pytest.mark.skipif(os.name == "nt", reason="Windows' Python always brings ensurepip")
def test_without_ensurepip_the_outer_pip_fills_the_environment(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = subprocess.CompletedProcess([], 1, "", "No module named pip")
    monkeypatch.setattr(Environment, "_ask", lambda _self, _code: bare)

    run = Commands(monkeypatch, ensurepip=False)
    environment_in(project).prepare()
    assert run.asked_for == []
    assert "--without-pip" in run.venv[0]
    assert [call[:4] for call in run.pip_calls] == [
        ["-m", "pip", "--python", str(environment_in(project).python)]
    ] * 2


def test_without_ensurepip_and_pip_the_system_is_asked_for_the_missing_package(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def provide(needs: Sequence[Need], *, look: Callable[[Sequence[Need]], list[Need]]) -> None:
        asked.extend(need.package for need in look(needs))

    run = Commands(monkeypatch, ensurepip=False, outer_pip=False)
    monkeypatch.setattr(system_packages, "provide", provide)
    environment_in(project).prepare()
    assert asked == ["python3-venv"]
    assert "--without-pip" not in run.venv[0]


def test_the_python_that_makes_the_environment_is_never_one_inside_it() -> None:
    inside = Environment().python
    assert Path(environment.OUTER) != inside
    answer = subprocess.run(
        [environment.OUTER, "-c", "import sys; print(sys.prefix == sys.base_prefix)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "True"
