"""设置: how it looks, who is at work, the archive and its copies, the keyboard, versions."""

import platform
from dataclasses import replace
from functools import partial

import PySide6
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from selfcheck import backup, settings
from selfcheck.entered import tidy
from selfcheck.errors import SelfCheckError
from selfcheck.health import Health, examine, examine_copy
from selfcheck.paths import bundled
from selfcheck.settings import Look, TextSize
from selfcheck.submission import queries, walks
from selfcheck.ui import archive, look
from selfcheck.ui.jobs import Job
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.settings.cards import (
    ActorCard,
    ArchiveSettings,
    KeysCard,
    LookCard,
    VersionsCard,
)
from selfcheck.ui.settings.machine import MachineCard
from selfcheck.ui.widgets import PageHeader, ScrollPage
from selfcheck.ui.window import NARROW_BELOW
from selfcheck.ui.workspace import Workspace
from selfcheck.version import VERSION


class SettingsScreen(ScrollPage):
    """Every choice takes effect at once and is kept; without an archive its card is left out."""

    def __init__(
        self,
        workspace: Workspace | None,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._navigator = navigator
        self._narrow: bool | None = None
        self._job: Job | None = None
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.header = PageHeader("设置", "改了马上生效，只影响这台电脑上的这个用户")
        self.machine = MachineCard()
        self.look = LookCard()
        self.actor = ActorCard()
        self.archive = ArchiveSettings()
        self.keys = KeysCard()
        self.versions = VersionsCard(_versions(self._workspace))
        self.grid = QGridLayout()
        self.grid.setSpacing(look.GAP)
        self.body.addWidget(self.header)
        self.body.addWidget(self.machine)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)
        self._place_cards(narrow=False)
        self.archive.setVisible(self._workspace is not None)

    def _connect(self) -> None:
        self.look.changed.connect(self._on_look_changed)
        self.actor.name.committed.connect(self._on_actor_committed)
        self.archive.backup_wanted.connect(self._on_backup_wanted)
        self.archive.folder_wanted.connect(self._on_folder_wanted)
        self.archive.check_wanted.connect(self._on_check_wanted)
        self.archive.other_wanted.connect(self._on_other_wanted)

    def reload(self) -> None:
        """Show what is kept."""
        kept = settings.load()
        self.look.show_settings(kept)
        self.actor.name.show_value(self._workspace.actor if self._workspace else kept.actor)
        if self._workspace is not None:
            now = self._workspace.now()
            pack = self._workspace.pack
            self.machine.show_problems(
                self._workspace.read(queries.machine_problems, pack, now=now)
            )
            self.archive.show_archive(
                self._workspace.folder,
                backup.existing(self._workspace.folder),
                now,
                read_only=self._workspace.read_only,
            )

    def first_focus(self) -> QWidget:
        """The first choice."""
        return next(part for part in self.look.colours.parts if part.isChecked())

    # ---- layout

    def _place_cards(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        cards: tuple[QWidget, ...] = (
            self.look, self.actor, self.archive, self.keys, self.versions,
        )  # fmt: skip
        for card in cards:
            self.grid.removeWidget(card)
        if narrow:
            for row, card in enumerate(cards):
                self.grid.addWidget(card, row, 0)
        else:
            self.grid.addWidget(self.look, 0, 0)
            self.grid.addWidget(self.actor, 0, 1)
            self.grid.addWidget(self.archive, 1, 0, 1, 2)
            self.grid.addWidget(self.keys, 2, 0)
            self.grid.addWidget(self.versions, 2, 1)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 0 if narrow else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards(narrow=self.window().width() < look.px(NARROW_BELOW))

    # ---- what the person does

    def _on_look_changed(self, wanted: Look, size: TextSize) -> None:
        settings.save(replace(settings.load(), look=wanted, text_size=size))
        look.apply(wanted, size)

    def _on_actor_committed(self, name: str) -> None:
        name = tidy(name)
        if not name:
            self.actor.field.show_problem("填写姓名，变更记录要写明是谁改的")
            return
        self.actor.field.show_problem("")
        settings.save(replace(settings.load(), actor=name))
        if self._workspace is not None:
            self._workspace.actor = name

    def _on_other_wanted(self) -> None:
        self._navigator.open("welcome")

    def _on_folder_wanted(self) -> None:
        assert self._workspace is not None
        folder = self._workspace.folder
        shown = archive.open_folder(folder)
        text = "" if shown else f"文件夹打不开，在文件管理器里打开：{folder}"
        self.archive.problem.show_problem(text)

    def _on_backup_wanted(self) -> None:
        assert self._workspace is not None
        try:
            archive.back_up(self._workspace)
        except SelfCheckError as error:
            self.archive.problem.show_problem(str(error))
            return
        self.archive.problem.show_problem("")
        self.reload()

    def _on_check_wanted(self) -> None:
        """Check a copy taken now: the open database belongs to this thread alone."""
        assert self._workspace is not None
        workspace = self._workspace
        self.archive.problem.show_problem("")
        self.archive.show_found((), sound=True)
        if workspace.read_only:
            work = partial(examine, workspace.folder)
        else:
            try:
                taken = workspace.store.take_backup(workspace.now())
            except SelfCheckError as error:
                self.archive.problem.show_problem(str(error))
                return
            work = partial(examine_copy, taken.path, workspace.folder)
        self._job = job = Job(work)
        job.progressed.connect(self.archive.show_progress)
        job.succeeded.connect(self._on_checked)
        job.failed.connect(self._on_check_failed)
        job.ended.connect(self._on_check_ended)
        self.archive.stop.clicked.connect(job.cancel)
        self.archive.show_working(working=True)
        self._navigator.jobs.run(job)

    def _on_checked(self, found: Health) -> None:
        self.archive.show_found(found.sentences, sound=found.sound)

    def _on_check_failed(self, error: Exception) -> None:
        if not isinstance(error, SelfCheckError):
            raise error
        self.archive.problem.show_problem(str(error))

    def _on_check_ended(self) -> None:
        self.archive.show_working(working=False)
        self.reload()


def _versions(workspace: Workspace | None) -> list[tuple[str, str]]:
    pack = workspace.pack if workspace else walks.shipped_pack()
    criteria = len(list(bundled("forms", "criteria").glob("*.toml")))
    return [
        ("程序", VERSION),
        ("规则包", f"{pack.title} {pack.version}（{pack.id}）"),
        ("指纹", pack.fingerprint[:16]),
        ("判定标准", f"{criteria} 份，随程序附带"),
        ("说明", pack.notice),
        (
            "运行环境",
            f"Python {platform.python_version()} · Qt {PySide6.__version__} · {_system()}",
        ),
    ]


def _system() -> str:
    return f"{platform.system()} {platform.release()}"
