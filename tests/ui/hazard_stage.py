"""A real ledger behind the sheets of a hazard: opened, typed in, and looked at again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from selfcheck.hazards import hazard_query
from selfcheck.ui.hazard import steps as hazard_steps
from selfcheck.ui.hazard_register.screen import RegisterDialog
from selfcheck.ui.hazard_sheets.screen import Sheet
from selfcheck.ui.hazard_sheets.strip import FileStrip
from selfcheck.ui.office import office
from selfcheck.ui.workspace import Workspace
from tests.builders import a_pack
from tests.hazards.builders import MANAGER, Ledger, a_ledger
from tests.ui.duty_stage import settle
from tests.ui.stage import RecordingNavigator, write

D = TypeVar("D", bound=QDialog)


class HazardStage:
    """One archive with its ledger, a window that remembers where it was sent, and a person's hands."""

    def __init__(self, ledger: Ledger, qtbot: QtBot) -> None:
        self.ledger = ledger
        self.qtbot = qtbot
        self.navigator = RecordingNavigator()
        self.workspace = Workspace(
            ledger.work.store, a_pack(), MANAGER, clock=lambda: ledger.now
        )
        self.window = QWidget()
        qtbot.addWidget(self.window)

    def sheet(self, step: str, hazard_id: int) -> Sheet:
        """The sheet of a step, shown and active."""
        given = office(self.workspace)
        page = self.workspace.read(hazard_query.hazard_page, given, hazard_id)
        asked = hazard_steps.SHEETS[step](page, given)
        sheet = Sheet(self.workspace, self.navigator, hazard_id, asked, self.window)
        return self._shown(sheet)

    def register(self, hazard_id: int | None = None, **known: object) -> RegisterDialog:
        """登记隐患, shown and active."""
        return self._shown(
            RegisterDialog(
                self.workspace,
                self.navigator,
                self.window,
                known=known,  # type: ignore[arg-type]  # a test may give anything
                hazard_id=hazard_id,
            )
        )

    def _shown(self, dialog: D) -> D:
        self.qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        settle()
        return dialog

    def take(self, hazard_id: int, step: str) -> bool:
        """The step as a screen takes it."""
        return hazard_steps.take(self.window, self.workspace, self.navigator, hazard_id, step)

    def add(self, strip: FileStrip, *names: Path) -> None:
        """Let files fall on a strip, and wait until they are recorded."""
        have = len(strip.shelf.buttons)
        strip.dropped.emit(strip.asked.part, list(names))
        self.qtbot.waitUntil(lambda: len(strip.shelf.buttons) == have + len(names))
        self.qtbot.waitUntil(strip.work.isHidden)


@contextmanager
def a_hazard_stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    """An empty ledger in a workspace of its own."""
    with a_ledger(tmp_path / "档案") as ledger:
        stage = HazardStage(ledger, qtbot)
        yield stage
        stage.navigator.shut_down()
        settle()


def fill(field: QWidget, text: str) -> None:
    """Replace what stands in a field, as an input method commits it, and leave it."""
    field.setFocus()
    target = field
    while (inner := target.focusProxy()) is not None:
        target = inner
    target.selectAll()  # type: ignore[attr-defined]  # every field of a sheet is typed in
    QTest.keyClick(target, Qt.Key.Key_Delete)
    if text:
        write(target, text)
    target.clearFocus()
    settle()


_waiting: list[object] = []


def meanwhile(kind: type[D], do: Callable[[D], object]) -> None:
    """Do something in the dialog that is about to hold up everything else; it must close by that."""
    _waiting.append(do)

    def act() -> None:
        shown = QApplication.activeModalWidget()
        if shown is not None and not shown.isActiveWindow():
            shown.activateWindow()  # the offscreen platform forgets to
        if not isinstance(shown, kind) or not shown.isActiveWindow():
            QTimer.singleShot(20, act)
            return
        _waiting.remove(do)
        try:
            do(shown)
            assert _waiting or not shown.isVisible(), f"still open: {shown.windowTitle()}"
        except BaseException:
            shown.reject()  # or the test would wait for ever
            raise

    QTimer.singleShot(0, act)
