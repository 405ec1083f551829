"""The sample enterprise with its whole risk map, in the real window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from selfcheck import moments, sample, sample_risk
from selfcheck.riskmap import states
from selfcheck.riskmap.pages import PointLine, RiskMap
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.risk_list.screen import RiskListScreen
from selfcheck.ui.riskpoint.screen import RiskPointScreen
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import MainWindow
from selfcheck.ui.workspace import Workspace
from tests.prepared import NOW
from tests.ui.duty_stage import settle
from tests.ui.stage import plain_screens

MANAGER, PRINCIPAL = "林晓燕", "周立民"
SPECS = (
    ScreenSpec("risks", "风险点", "map", "selfcheck.ui.risk_list.screen:RiskListScreen"),
    ScreenSpec(
        "riskpoint",
        "风险点",
        "map",
        "selfcheck.ui.riskpoint.screen:RiskPointScreen",
        "hidden",
        "risks",
    ),
)


@cache
def _told() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-risks-")) / "档案"
    store = sample.found(folder, now=NOW)
    sample_risk.tell(store, by=MANAGER, principal=PRINCIPAL, now=NOW)
    store.close()
    return folder


@cache
def _founded() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-no-risks-")) / "档案"
    sample.found(folder, now=NOW).close()
    return folder


class RiskStage:
    """The window, and short words for looking at what is kept."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self.window, self.workspace = window, workspace

    @property
    def map(self) -> RiskMap:
        today = self.workspace.now().astimezone(moments.CHINA).date()
        return self.workspace.read(states.risk_map, self.workspace.folder, today)

    def point(self, number: str = "R-01") -> PointLine:
        return next(point for point in self.map.points if point.number == number)

    def list(self) -> RiskListScreen:
        self.window.open("risks")
        settle()
        screen = self.window.screen_for("risks")
        assert isinstance(screen, RiskListScreen)
        return screen

    def page(self, number: str = "R-01", *field: str) -> RiskPointScreen:
        self.window.open("riskpoint", str(self.point(number).point_id), *field)
        settle()
        screen = self.window.screen_for("riskpoint")
        assert isinstance(screen, RiskPointScreen)
        return screen


@contextmanager
def a_risk_stage(
    qtbot: QtBot, tmp_path: Path, *, empty: bool = False, read_only: bool = False
) -> Iterator[RiskStage]:
    """The window, shown and active."""
    folder = tmp_path / "档案"
    shutil.copytree(_founded() if empty else _told(), folder)
    store = Store.open_copy(folder) if read_only else Store.open(folder, now=NOW)
    workspace = Workspace(store, walks.shipped_pack(), MANAGER, clock=lambda: NOW)
    jobs = Jobs()
    window = MainWindow(lambda: jobs, Thumbnails, [*SPECS, *plain_screens("riskmap")])
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show_workspace(workspace)
    with qtbot.waitSignal(window.painted), qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield RiskStage(window, workspace)
    jobs.shut_down()
    window.thumbnails.shut_down()
    window.show_workspace(None)
    settle()
    workspace.close()


def in_dialog(does: object) -> list[QDialog]:
    """Do something in the dialog that opens next; it is closed if that left it open."""
    seen: list[QDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, act)
            return
        seen.append(dialog)
        try:
            assert callable(does)
            does(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)
    return seen
