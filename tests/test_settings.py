import os
from pathlib import Path

import pytest

from selfcheck import settings
from selfcheck.settings import Settings


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    folder = tmp_path / "张三 & 李四" / "config"
    kept = Settings(look="dark", text_size="larger", recent=("D:\\自查 & 档案",), actor="张𠮷")
    settings.save(kept, folder)

    assert settings.load(folder) == kept
    assert [path.name for path in folder.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"look": "pink", "text_size": 3, "recent": "x", "actor": null, "more": 1}',
        b'{"look": ["light"], "recent": {}, "actor": {}}',
    ],
)
def test_a_damaged_file_falls_back_to_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert settings.load(tmp_path) == Settings()


def test_what_can_be_read_is_kept_beside_what_cannot(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"look": "dark", "text_size": "huge"}', "utf-8")
    assert settings.load(tmp_path) == Settings(look="dark")


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "nothing") == Settings()


def test_the_newest_workspaces_come_first_and_each_once() -> None:
    kept = Settings()
    for name in [*"abcdefghij", "c"]:
        kept = kept.opened(Path(name))

    assert kept.recent == ("c", "j", "i", "h", "g", "f", "e", "d")


@pytest.mark.skipif(os.name == "nt", reason="names that are no text exist on POSIX")
def test_a_folder_whose_name_is_no_text_is_remembered_all_the_same(tmp_path: Path) -> None:
    odd = Path(os.fsdecode("档案".encode("gbk")))
    settings.save(Settings().opened(odd), tmp_path)

    assert settings.load(tmp_path).recent == (str(odd),)


def test_settings_lie_in_the_config_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SELFCHECK_CONFIG", str(tmp_path))
    settings.save(Settings(actor="王芳"))
    assert settings.load().actor == "王芳"
