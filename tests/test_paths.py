import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcheck import paths


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    """Where the program lies is asked once only; here it lies somewhere else each time."""
    paths._root.cache_clear()
    yield
    paths._root.cache_clear()


def test_from_the_source_the_questions_lie_beside_it() -> None:
    assert paths.bundled("forms", "plan-2023").is_dir()
    assert paths.bundled("resources", "fonts").is_dir()


def test_in_a_bundle_everything_lies_where_it_was_unpacked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.bundled("forms", "x") == tmp_path / "forms" / "x"


def test_in_a_wheel_everything_lies_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "site-packages" / "selfcheck"
    (package / "_bundled").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.bundled("forms") == package.resolve() / "_bundled" / "forms"


@pytest.mark.parametrize("kind", ["data", "config", "logs"])
def test_each_folder_can_be_put_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    folder = getattr(paths, f"{kind}_folder")
    monkeypatch.setenv(f"SELFCHECK_{kind.upper()}", str(tmp_path / "张 & 李"))
    assert folder() == tmp_path / "张 & 李"
    monkeypatch.setenv(f"SELFCHECK_{kind.upper()}", "")
    assert folder().is_absolute()
    assert "selfcheck" in str(folder())
