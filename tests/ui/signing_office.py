"""An enterprise on the day of signing, with its screens and real keys; keys are made once a process."""

import atexit
import shutil
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from selfcheck.enterprise import actions as enterprise
from selfcheck.enterprise.records import Role
from selfcheck.progress import Progress
from selfcheck.store import Store
from selfcheck.submission import actions, keys, queries, snapshot, turns, walks
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.media import Medium
from selfcheck.submission.pages import SignerNode, SignoffPage
from selfcheck.submission.turns import Turn
from selfcheck.ui.export.screen import ExportScreen
from selfcheck.ui.signoff.answers import AnswersScreen
from selfcheck.ui.signoff.screen import SignoffScreen
from selfcheck.ui.signoff.signer_block import SignerBlock
from selfcheck.ui.workspace import Workspace
from tests.prepared import NOW, a_filled_workspace
from tests.ui.stage import RecordingNavigator, write

S = TypeVar("S", SignoffScreen, ExportScreen, AnswersScreen)
PASSPHRASE = "一句只有本人知道的话 2026"


@cache
def _keys() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-office-keys-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def a_key(name: str, role: str, enterprise_name: str, credit_code: str) -> KeyInfo:
    """A key file that is made once and only read afterwards."""
    return keys.create(
        _keys(),
        name=name,
        role=role,
        enterprise=enterprise_name,
        credit_code=credit_code,
        passphrase=PASSPHRASE,
        now=NOW - timedelta(days=1),
    )


@cache
def _signed() -> Path:
    """An archive whose round both have signed: made once a process, copied for each test."""
    folder = Path(mkdtemp(prefix="selfcheck-signed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store.open(a_filled_workspace(folder))
    now = NOW + timedelta(hours=1)
    workspace = Workspace(store, walks.shipped_pack(), "林晓燕", clock=lambda: now)
    walk = workspace.read(walks.current, store.folder, now.date())
    frozen = workspace.read(snapshot.take, walk)
    page = workspace.read(queries.signoff_page, walk, now=now)
    turn = {}
    for signer in (page.managers[0], page.principals[0]):
        info = a_key(signer.name, signer.role.value, page.enterprise, page.credit_code)
        assert info.path is not None
        turn[signer.role] = Turn(signer.name, page.credit_code, info.path, PASSPHRASE, now)
    approved = turns.approve(
        frozen,
        store.folder,
        turn[Role.SAFETY_MANAGER],
        principal=page.principals[0].name,
        last_entry=None,
        progress=Progress(),
    )
    workspace.act_as(approved.by, actions.record_approval, walk, approved)
    waiting = workspace.read(queries.waiting, walk)
    assert waiting is not None
    signed = turns.sign(waiting, store.folder, turn[Role.PRINCIPAL], progress=Progress())
    workspace.act_as(signed.by, actions.record_signature, walk, signed)
    workspace.close()
    return store.folder


def a_signed_archive(folder: Path) -> Path:
    """A copy of the sample, signed and not yet exported."""
    return Path(shutil.copytree(_signed(), folder / "示例 已签署"))


class Viewer(QObject):
    """Stands in for the system's PDF viewer: remembers what it was to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []
        method: Any = "open"  # PySide's stub asks for bytes, the call for str
        QDesktopServices.setUrlHandler("file", self, method)

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))

    def close(self) -> None:
        QDesktopServices.unsetUrlHandler("file")


class Office:
    """The sample enterprise, its workspace open, its screens made when asked for."""

    def __init__(
        self,
        folder: Path,
        *,
        complete: bool = True,
        signed: bool = False,
        looking: bool = False,
    ) -> None:
        filled = partial(a_filled_workspace, complete=complete)
        archive = (a_signed_archive if signed else filled)(folder)
        store = Store.open_copy(archive) if looking else Store.open(archive)
        self.now = NOW + timedelta(hours=1)
        self.ticks = 0.0  # of the monotonic clock
        self.navigator = RecordingNavigator()
        self.viewer = Viewer()
        self.sticks: tuple[Medium, ...] = ()
        self.workspace = Workspace(
            store, walks.shipped_pack(), "林晓燕", clock=lambda: self.now
        )
        self._screens: list[QWidget] = []

    def signoff(self) -> SignoffScreen:
        return self._shown(
            SignoffScreen(self.workspace, self.navigator, monotonic=lambda: self.ticks)
        )

    def export(self) -> ExportScreen:
        return self._shown(
            ExportScreen(
                self.workspace,
                self.navigator,
                sticks=lambda: self.sticks,
                medium_of=self.medium_of,
            )
        )

    def answers(self) -> AnswersScreen:
        return self._shown(AnswersScreen(self.workspace, self.navigator))

    def _shown(self, screen: S) -> S:
        screen.resize(1180, 760)
        screen.show()
        self.workspace.changed.connect(screen.reload)
        self._screens.append(screen)
        return screen

    def medium_of(self, folder: Path) -> Medium:
        """The stick that a folder lies on, or the PC's own disk."""
        for stick in self.sticks:
            if folder.is_relative_to(stick.root):
                return stick
        return Medium(folder, "", "ext4", free=10**11, removable=False)

    @property
    def walk(self):
        return self.workspace.read(
            walks.current, self.workspace.folder, self.workspace.now().date()
        )

    @property
    def page(self) -> SignoffPage:
        return self.workspace.read(queries.signoff_page, self.walk, now=self.now)

    def key_for(self, signer: SignerNode) -> KeyInfo:
        page = self.page
        return a_key(signer.name, signer.role.value, page.enterprise, page.credit_code)

    def enrol(self, signer: SignerNode) -> KeyInfo:
        info = self.key_for(signer)
        self.workspace.act_as(
            signer.name,
            actions.enrol_key,
            signer.person_id,
            info,
            file=str(info.path),
            now=self.now,
        )
        return info

    def enrol_everybody(self) -> None:
        page = self.page
        for signer in (*page.managers, *page.principals):
            self.enrol(signer)

    def only_principal(self) -> None:
        """Let all principals but the first leave."""
        for extra in self.page.principals[1:]:
            self.workspace.act(enterprise.person_leaves, extra.person_id)

    def add_principal(self, name: str) -> None:
        self.workspace.act(
            enterprise.add_person, name=name, role=Role.PRINCIPAL, title="总经理"
        )

    def finish(self, qtbot, timeout: int = 60_000) -> None:
        """Wait until no work is under way."""
        qtbot.waitUntil(lambda: not self.navigator.jobs.running, timeout=timeout)

    def close(self) -> None:
        for screen in self._screens:
            screen.hide()
            screen.deleteLater()
        self.navigator.shut_down()
        self.workspace.close()
        self.viewer.close()


def fill_in(block: SignerBlock, passphrase: str = PASSPHRASE, name: str = "") -> None:
    """Type name and passphrase as the person of the block does."""
    assert block.person is not None
    block.fields.name.clear()
    block.fields.passphrase.take()
    write(block.fields.name, name or block.person.name)
    write(block.fields.passphrase.line, passphrase)


def press(button: QWidget) -> None:
    """Click with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_box(word: str) -> list[str]:
    """When a question appears, press the button with this word; returns what was asked."""
    asked: list[str] = []

    def look_for_it() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, look_for_it)
            return
        asked.append(box.text())
        next(button for button in box.buttons() if button.text() == word).click()

    QTimer.singleShot(0, look_for_it)
    return asked
