"""The application under the journeys: dressed as at a start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from selfcheck.ui import look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of each window what it cannot do; that is no fault of ours."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            mark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
            item.add_marker(mark)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The same style as the program's."""
    return ["selfcheck", "-style", "fusion"]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A person's PC: settings, archives and logs of its own."""
    for name in ("SELFCHECK_CONFIG", "SELFCHECK_DATA", "SELFCHECK_LOGS"):
        monkeypatch.setenv(name, str(tmp_path / name.partition("_")[2].lower()))
    look.load_fonts("Regular", "Medium", "Bold")
    look.apply("light", "standard")
    yield tmp_path
    for window in qapp.topLevelWidgets():
        window.hide()
