"""Nothing but the window appears while a screen is made: a part shown before it has a place would be a
window of its own for a moment, and take the keyboard with it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from selfcheck.hazards import queries
from selfcheck.hazards.pages import View
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.submission.founding import found_enterprise
from selfcheck.ui.enterprise.screen import EnterpriseScreen
from selfcheck.ui.hazard.screen import HazardScreen
from selfcheck.ui.home.screen import HomeScreen
from selfcheck.ui.ledger.screen import LedgerScreen
from selfcheck.ui.ledger_import.screen import LedgerImportScreen
from selfcheck.ui.office import office
from selfcheck.ui.risk_list.screen import RiskListScreen
from selfcheck.ui.riskmap.screen import RiskMapScreen
from selfcheck.ui.riskpoint.screen import RiskPointScreen
from selfcheck.ui.settings.screen import SettingsScreen
from selfcheck.ui.welcome.screen import WelcomeScreen
from selfcheck.ui.workspace import Workspace
from tests import prepared
from tests.builders import NOW, a_code
from tests.ui.stage import RecordingNavigator


class Watch(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
        ):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Iterator[Workspace]:
    monkeypatch.setenv("SELFCHECK_CONFIG", str(tmp_path / "设置"))
    found_enterprise(
        tmp_path / "档案", name="江城精密机械有限公司", credit_code=a_code(), profile={},
        actor="周建华", now=NOW,
    )  # fmt: skip
    made = Workspace(
        Store.open(tmp_path / "档案"), walks.shipped_pack(), "周建华", clock=lambda: NOW
    )
    yield made
    made.close()


@pytest.mark.parametrize(
    "kind",
    [
        *(HomeScreen, EnterpriseScreen, SettingsScreen, WelcomeScreen),
        *(LedgerScreen, HazardScreen, LedgerImportScreen),
        *(RiskMapScreen, RiskListScreen, RiskPointScreen),
    ],
    ids=lambda k: k.__name__,
)
def test_no_part_of_a_screen_is_a_window_of_its_own(
    qtbot, qapp: QApplication, workspace, kind: Callable[..., QWidget]
):
    navigator = RecordingNavigator()
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        screen = kind(workspace, navigator)
        qtbot.addWidget(screen)
        screen.reload()  # type: ignore[attr-defined]  # every screen has it
    finally:
        qapp.removeEventFilter(watch)
        navigator.shut_down()

    assert watch.seen == []


def test_no_part_of_a_hazard_s_page_is_a_window_of_its_own(qtbot, qapp, tmp_path) -> None:
    folder = prepared.a_filled_workspace(tmp_path, complete=False)
    sample = Workspace(Store.open(folder), walks.shipped_pack(), "林晓燕", clock=lambda: NOW)
    navigator = RecordingNavigator()
    screen = HazardScreen(sample, navigator)
    qtbot.addWidget(screen)
    major = sample.read(queries.ids, office(sample), View(filter="major"))
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        for hazard_id in major:
            screen.show_place(str(hazard_id), "owner")
    finally:
        qapp.removeEventFilter(watch)
        navigator.shut_down()
        sample.close()

    assert len(major) > 1
    assert watch.seen == []
