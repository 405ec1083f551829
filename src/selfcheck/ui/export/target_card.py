"""「写到哪里」: the sticks that are plugged in, each with its room, or any folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.submission.media import Medium, why_not
from selfcheck.ui import look
from selfcheck.ui.widgets import (
    Button,
    Card,
    ElidedLabel,
    EmptyState,
    Label,
    ProblemLabel,
    clear_layout,
    hairline,
    icon_label,
    link,
    plain,
    primary,
    spread,
)

_NONE = "没有插着的 U 盘。插好 U 盘后点“刷新”，也可以先写到本机文件夹。"


class StickRow(QWidget):
    """One stick: name, room, and why it would not do."""

    def __init__(self, medium: Medium, trouble: str, *, first: bool) -> None:
        super().__init__()
        self.medium = medium
        self.write: Button = (primary if first else plain)("写到这个 U 盘", "stick")
        self.write.setAccessibleName(f"写到 U 盘 {medium.name}")
        self.write.setEnabled(not trouble)
        self.problem = ProblemLabel()
        self.problem.show_problem(trouble)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(f"U 盘 {medium.name}", look.ROW, "ink", 500))
        words.addWidget(ElidedLabel(medium.room_words, look.CAPTION, "ink3"))
        words.addWidget(self.problem)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(icon_label("stick", 20))
        row.addLayout(words, 1)
        row.addWidget(self.write)


class TargetCard(Card):
    """`chosen` carries the folder to write into, once it is known to take the package."""

    chosen = Signal(object)  # Path

    def __init__(
        self,
        sticks: Callable[[], tuple[Medium, ...]],
        medium_of: Callable[[Path], Medium],
        parent: QWidget | None = None,
    ) -> None:
        self.refresh = link("刷新", "refresh")
        super().__init__("写到哪里", action=self.refresh, parent=parent)
        self._sticks, self._medium_of = sticks, medium_of
        self._files, self._size = 0, 0
        self.rows: list[StickRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.empty = EmptyState(_NONE)
        self.folder = plain("选择文件夹…", "folder")
        self.problem = ProblemLabel()
        self.body.addLayout(self._column)
        self.body.addWidget(self.empty)
        self.body.addWidget(hairline())
        self.body.addLayout(spread(Label("写到其他位置", look.TEXT, "ink2"), None, self.folder))
        self.body.addWidget(self.problem)
        self.refresh.clicked.connect(self.look_around)
        self.folder.clicked.connect(self._on_folder_clicked)

    def show_package(self, files: int, size: int) -> None:
        """How large what is to be written is, in bytes."""
        self._files, self._size = files, size
        self.look_around()

    def look_around(self) -> None:
        """See which sticks are there now."""
        clear_layout(self._column)
        self.rows = []
        self.problem.show_problem("")
        for medium in self._sticks():
            trouble = why_not(medium, self._files, self._size)
            usable = not any(row.write.isEnabled() for row in self.rows)
            row = StickRow(medium, trouble, first=usable and not trouble)
            row.write.clicked.connect(
                lambda _=False, root=medium.root: self.chosen.emit(root / "自查报送")
            )
            self._column.addWidget(row)
            self.rows.append(row)
        self.empty.setVisible(not self.rows)
        self.folder.set_kind(
            "plain" if any(row.write.isEnabled() for row in self.rows) else "primary"
        )

    def _on_folder_clicked(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择写到哪个文件夹")
        if name:
            self.take(Path(name))

    def take(self, folder: Path) -> None:
        """Write into this folder, if its drive takes the package."""
        trouble = why_not(self._medium_of(folder), self._files, self._size)
        self.problem.show_problem(trouble)
        if not trouble:
            self.chosen.emit(folder)
