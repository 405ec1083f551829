import subprocess
from pathlib import Path

import pytest

from build_scripts import tracked_text
from build_scripts.tracked_text import slips


@pytest.mark.parametrize(
    "code",
    [
        0x200B,  # zero width space
        0x200D,  # zero width joiner
        0x202E,  # right-to-left override
        0x2066,  # left-to-right isolate
        0xFEFF,  # byte order mark
        0x00A0,  # no-break space
        0x2003,  # em space
        0x3164,  # Hangul filler
        0xE000,  # private use: a different picture in every font
        0xE0100,  # ideographic variation selector
        0x0007,  # bell
        0x2028,  # line separator
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_line(code: int) -> None:
    (slip,) = slips("forms/duty.toml", f"第一行\n第二{chr(code)}行\n")
    assert (slip.path, slip.line) == ("forms/duty.toml", 2)
    assert f"U+{code:04X}" in slip.what


def test_ordinary_chinese_text_passes() -> None:
    text = "key = “d01”\t# 《安全生产法》第二十一条，第（一）项：　全角空格可以见到。𠮷\r\n"
    assert list(slips("a.toml", text)) == []


@pytest.mark.parametrize(
    "line",
    [
        'OUT = "/tm' + 'p/demo"',
        "see /wo" + "rk/main",
        "/ro" + "ot/.cache/x",
        "/ho" + "me/li/selfcheck",
        "C:\\Us" + "ers\\li",
    ],
)
def test_a_path_of_one_machine_is_found(line: str) -> None:
    assert [slip.what.split(":")[0] for slip in slips("a.py", line)] == ["path of one machine"]


@pytest.mark.parametrize(
    "line",
    [
        "https://py" + "pi.org/simple",
        "registry" + ".example.com/package",
        "--index" + "-url x",
        "http://mirrors.ali" + "yun.com/",
    ],
)
def test_the_address_of_a_package_registry_is_found(line: str) -> None:
    assert [slip.what.split(":")[0] for slip in slips("a.py", line)] == [
        "address of a package registry"
    ]


@pytest.mark.parametrize("line", ["{folder}/work/x", "build/tmp/x", "~/root/", "a registry"])
def test_a_folder_that_only_ends_like_one_passes(line: str) -> None:
    assert list(slips("a.py", line)) == []


def test_tracked_and_new_files_are_read_and_ignored_and_binary_ones_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    hidden = f"a{chr(0x200B)}b\n"
    (tmp_path / ".gitignore").write_text("ignored.txt\n", "utf-8")
    (tmp_path / "ignored.txt").write_text(hidden, "utf-8")
    (tmp_path / "新的.txt").write_text(hidden, "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0" + hidden.encode())

    assert tracked_text.main(tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        "新的.txt:1: hidden character U+200B (ZERO WIDTH SPACE)",
        "3 files, 1 slips",
    ]
