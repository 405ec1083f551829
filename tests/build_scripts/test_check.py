import tomllib

import pytest

from build_scripts import check
from build_scripts.check import Check
from build_scripts.environment import ROOT


def test_all_checks_run_after_one_has_failed_and_the_sum_says_which(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran: list[str] = []

    def a_check(name: str, code: int) -> Check:
        def run() -> int:
            ran.append(name)
            return code

        return Check(name, run)

    code = check.perform([a_check("first", 0), a_check("second", 3), a_check("third", 0)])

    assert code == 1
    assert ran == ["first", "second", "third"]
    summary = capsys.readouterr().out.split("--- all checks")[1].split("\n")
    assert [line.split()[:2] for line in summary if line] == [
        ["ok", "first"],
        ["FAILED", "second"],
        ["ok", "third"],
    ]


def test_everything_well_is_zero() -> None:
    assert check.perform([Check("only", lambda: 0)]) == 0


def test_the_tests_can_be_left_out_and_nothing_else_goes_with_them() -> None:
    every = [one.name for one in check.all_checks(with_tests=True)]
    without = [one.name for one in check.all_checks(with_tests=False)]
    assert every == [*without, "pytest"]
    assert without == [
        "text", "ruff format", "ruff check", "import-linter", "mypy", "forms"
    ]  # fmt: skip


def test_a_tool_that_fails_fails_its_check(capfd: pytest.CaptureFixture[str]) -> None:
    assert check.tool("python", "-c", "import sys; sys.exit(4)")() == 4
    assert check.tool("python", "-c", "print('fine')")() == 0
    assert "fine" in capfd.readouterr().out


def test_mypy_is_strict_and_looks_at_everything() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    assert {"src", "build_scripts"} <= set(settings["files"])
