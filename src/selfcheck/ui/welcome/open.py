"""An archive that is there already: the recent ones, any folder, and a way back from a damaged one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from selfcheck import backup, moments
from selfcheck.backup import Backup
from selfcheck.errors import StoreError, WorkspaceError, WorkspaceInUse
from selfcheck.store import Store, is_workspace
from selfcheck.ui import look
from selfcheck.ui.home.rows import Line, ListRow
from selfcheck.ui.widgets import (
    Button,
    Card,
    Label,
    ProblemLabel,
    body,
    clear_layout,
    hairline,
    link,
    plain,
    primary,
    spread,
    step_title,
)

_LISTED = 12  # copies that are offered; older ones are chosen as a file


def trouble_with(folder: Path) -> StoreError | None:
    """Why an archive cannot be opened here; None when it can, or is only in use by somebody else."""
    try:
        Store.open(folder).close()
    except WorkspaceInUse:
        return None
    except StoreError as error:
        return error
    return None


class RecentList(QWidget):
    """The archives that were opened last, newest first; one whose folder is gone says so."""

    chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ListRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_folders(self, folders: Sequence[Path]) -> None:
        """Other archives."""
        clear_layout(self._column)
        self.rows = []
        for at, folder in enumerate(folders):
            there = is_workspace(folder)
            line = Line(
                folder.name, str(folder), "" if there else "找不到文件夹", (str(folder),)
            )
            row = ListRow(line, first=at == 0)
            row.setEnabled(there)
            row.clicked.connect(self._on_clicked)
            self._column.addWidget(row)
            self.rows.append(row)

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, ListRow)
        self.chosen.emit(Path(row.line.target[0]))


class RestoreCard(Card):
    """A damaged archive: why, and the copies it can go back to. Needs no database that opens."""

    restored = Signal(Path)  # the folder, good again
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self.buttons: list[Button] = []  # one for each copy, newest first
        self.heading = step_title("这份档案打不开")
        self.reason = Label("", look.TEXT, "bad_ink", wrap=True)
        self.where = Label("", look.CAPTION, "ink2", wrap=True)
        self.copies = QVBoxLayout()
        self.copies.setSpacing(0)
        self.problem = ProblemLabel()
        self.other = plain("选备份文件…", "folder")
        self.back = link("返回")
        self.body.setSpacing(8)
        for part in (self.heading, self.reason, self.where):
            self.body.addWidget(part)
        self.body.addWidget(
            body("选一份备份恢复。佐证文件不受影响；打不开的数据库改名留在原处，不会删除。")
        )
        self.body.addLayout(self.copies)
        self.body.addWidget(self.problem)
        self.body.addLayout(spread(self.other, self.back, None))
        self.other.clicked.connect(self._on_other_clicked)
        self.back.clicked.connect(self.left)

    def show_trouble(self, folder: Path, reason: str) -> None:
        """Another archive that cannot be opened."""
        self._folder = folder
        self.reason.setText(reason)
        self.where.setText(str(folder))
        self.problem.show_problem("")
        clear_layout(self.copies)
        self.buttons = []
        found = backup.existing(folder)[:_LISTED]
        for at, one in enumerate(found):
            if at:
                self.copies.addWidget(hairline())
            self.copies.addWidget(self._row(one))
        if not found:
            self.copies.addWidget(
                body("备份文件夹里没有备份。如果另存过备份文件，点“选备份文件”。")
            )

    def _row(self, one: Backup) -> QWidget:
        when = f"{moments.day_in_words(one.taken_at.date())} {one.taken_at:%H:%M:%S}"
        button = plain("恢复到这一份") if self.buttons else primary("恢复到这一份")
        button.setAccessibleName(f"恢复到 {when} 的备份")
        button.clicked.connect(lambda _=False, path=one.path: self.restore(path))
        self.buttons.append(button)
        row = QWidget()
        line = spread(Label(when, look.TEXT), None, button)
        line.setContentsMargins(0, 6, 0, 6)
        row.setLayout(line)
        return row

    def restore(self, copy: Path) -> None:
        """Put a copy in the place of the database; says so when that is not possible."""
        try:
            backup.restore(self._folder, copy, moments.now())
        except StoreError as error:
            self.problem.show_problem(str(error))
            return
        self.restored.emit(self._folder)

    def _on_other_clicked(self) -> None:
        start = str(self._folder / backup.BACKUPS)
        found, _ = QFileDialog.getOpenFileName(self, "选一份备份", start, "备份 (*.db)")
        if found:
            self.restore(Path(found))


def is_damaged(error: StoreError) -> bool:
    """Whether going back to a copy helps: not when there is no archive, or the place is wrong."""
    return not isinstance(error, WorkspaceError)
