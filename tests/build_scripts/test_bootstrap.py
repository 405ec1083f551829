import ast
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from build_scripts import bootstrap, commands, system_packages
from build_scripts.console import SetupError
from build_scripts.environment import ROOT, Environment


@pytest.mark.parametrize("version", [(3, 11), (3, 12, 1), (3, 14, 0, "final", 0)])
def test_a_python_that_can_run_the_program_is_accepted(version: tuple[int, ...]) -> None:
    assert bootstrap.too_old(version) == ""


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_told_what_to_install_in_two_sentences(
    version: tuple[int, ...],
) -> None:
    chinese, english = bootstrap.too_old(version).split("\n")
    assert "Python 3.11" in chinese
    assert f"{version[0]}.{version[1]}" in chinese
    assert english.startswith("Python 3.11 or newer is needed")


def test_the_first_file_uses_no_syntax_that_python_3_7_lacks() -> None:
    source = (ROOT / "build_scripts" / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); from build_scripts import commands;"
        "outside = [m for m in sys.modules if 'site-packages' in"
        " str(getattr(sys.modules[m], '__file__', ''))]; sys.exit(str(outside) if outside else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_command_has_its_needs() -> None:
    assert set(commands.NEEDS) == set(commands._COMMANDS)


def test_an_earlier_demo_is_removed_before_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "old.zip").write_bytes(b"PK")
    commands._clear_demo(tmp_path)
    assert not tmp_path.exists()


def test_a_folder_with_other_files_is_never_cleared_for_the_demo(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"precious")
    with pytest.raises(SetupError, match="换一个空文件夹"):
        commands._clear_demo(tmp_path)
    assert (tmp_path / "holiday.jpg").read_bytes() == b"precious"


def test_what_stops_the_set_up_is_said_in_one_sentence_each_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(needs: object) -> None:
        raise SetupError("缺少系统组件。", "Something is missing.")

    monkeypatch.setattr(system_packages, "provide", refuse)
    assert commands.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert said == "! 缺少系统组件。\n! Something is missing.\n"


def test_the_command_gets_the_arguments_that_follow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def note(python: Path, rest: Sequence[str]) -> int:
        seen.append((python, rest))
        return 0

    monkeypatch.setattr(system_packages, "provide", lambda _needs: None)
    monkeypatch.setattr(Environment, "prepare", lambda _self: Path("python"))
    monkeypatch.setitem(commands._COMMANDS, "test", note)
    assert commands.main(["test", "-k", "forms"]) == 0
    assert seen == [(Path("python"), ["-k", "forms"])]
