"""The window under test: dressed as at a start, with the light look, and put back after every test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from selfcheck.ui import look

_fonts: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of each window what it cannot do; that is no fault of ours."""
    for item in items:
        if item.path.parent.name in ("ui", "journeys"):
            item.add_marker(
                pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
            )


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The same style as the program's."""
    return ["selfcheck", "-style", "fusion"]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    if not _fonts:
        _fonts.extend(("Regular", "Medium", "Bold"))
        look.load_fonts(*_fonts)
    look.apply("light", "standard")
    yield
    for window in qapp.topLevelWidgets():
        window.hide()
    # what the test has closed goes now: a suite that keeps every window grows slower with each of them
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
