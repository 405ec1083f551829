import re
from collections.abc import Iterator

import pytest
import typer

from build_scripts import commands
from build_scripts.environment import ROOT
from selfcheck.cli import app

READMES = ("README.md", "README.zh-CN.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(text: str) -> Iterator[str]:
    """What a reader may type: the fenced blocks and the spans between backticks."""
    yield from re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    yield from re.findall(
        r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    )


@pytest.mark.parametrize("name", READMES)
def test_every_make_command_the_readme_names_exists(name: str) -> None:
    targets = set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))
    named = {word for code in code_of(read(name)) for word in re.findall(r"\bmake (\w+)", code)}
    assert {"demo", "test", "run", "check", "build"} <= named <= targets


@pytest.mark.parametrize("name", READMES)
def test_every_bootstrap_command_the_readme_names_exists(name: str) -> None:
    named = re.findall(r"bootstrap\.py (\w+)", "\n".join(code_of(read(name))))
    assert named
    assert set(named) <= set(commands.NEEDS)


def test_make_offers_what_bootstrap_offers_each_in_one_line() -> None:
    rules = dict(re.findall(r"^(\w+): ; (.*)$", read("Makefile"), re.MULTILINE))
    assert rules == {name: f"$(BOOTSTRAP) {name} $(ARGS)" for name in commands.NEEDS}


@pytest.mark.parametrize("name", READMES)
def test_every_file_the_readme_links_to_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", read(name))
    assert "LICENSE" in links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_languages_give_the_same_commands() -> None:
    def shell_lines(name: str) -> list[str]:
        lines = "\n".join(
            re.findall(
                r"^```(?:sh|powershell)\n(.*?)^```", read(name), re.DOTALL | re.MULTILINE
            )
        )
        return [line.split("#")[0].rstrip() for line in lines.splitlines()]

    english, chinese = (shell_lines(name) for name in READMES)
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_a_clerk_is_given_the_enrolled_certificate_and_never_the_one_in_the_zip(
    name: str,
) -> None:
    given = re.findall(r"(?:-CAfile|--signer) (\S+)", read(name))
    assert len(given) == 4
    assert all(
        "enrolled" in certificate and "certs" not in certificate for certificate in given
    )


def test_the_readme_shows_running_pictures_and_both_languages_show_the_same() -> None:
    english, chinese = (
        re.findall(r"^!\[[^\]]+\]\(([^)]+)\)", read(name), re.MULTILINE) for name in READMES
    )
    assert english == chinese
    assert len(english) == 4


@pytest.mark.parametrize("name", READMES)
def test_every_selfcheck_command_and_option_the_readme_names_exists(name: str) -> None:
    commands_by_name = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    lines = [
        line.split("#")[0]
        for code in code_of(read(name))
        for line in code.splitlines()
        if re.match(r"selfcheck [a-z]", line)
    ]
    assert len(lines) >= 2
    for line in lines:
        _, command, *words = line.split()
        options = {one for part in commands_by_name[command].params for one in part.opts}
        assert {word for word in words if word.startswith("--")} <= options, line
