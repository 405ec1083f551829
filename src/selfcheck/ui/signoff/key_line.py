"""The key somebody signs with: its file, how long it serves, and how to get another one."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from selfcheck.submission.layout import in_groups
from selfcheck.submission.pages import KeyLine
from selfcheck.ui import look
from selfcheck.ui.widgets import (
    ElidedLabel,
    Label,
    ProblemLabel,
    icon_label,
    link,
    plain,
    spread,
)


class FingerprintLine(ElidedLabel):
    """Words, then a fingerprint in as many whole groups as there is room for; the tooltip has all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", look.CAPTION, "ink3", parent=parent)
        self._parts: tuple[str, ...] = ()
        self._digest = ""

    def show_parts(self, parts: Sequence[str], digest: str) -> None:
        """Show some words and a fingerprint in hexadecimal; either may be empty."""
        self._parts, self._digest = tuple(parts), digest
        whole = f"指纹 {in_groups(digest)}" if digest else ""
        self.setToolTip(whole)
        self.setAccessibleName(" · ".join((*parts, *([whole] if whole else []))))
        self._fill()

    def _fill(self) -> None:
        groups = in_groups(self._digest).split() if self._digest else []
        for count in range(len(groups), 0, -1):
            some = " ".join(groups[:count]) + (" …" if count < len(groups) else "")
            text = " · ".join((*self._parts, f"指纹 {some}"))
            if self.fontMetrics().horizontalAdvance(text) <= self.width():
                break
        else:
            text = " · ".join((*self._parts, *(["指纹 …"] if groups else [])))
        if text != self.text():
            self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()


class KeyChoice(QWidget):
    """One line when there is a key; two ways to get one when there is none."""

    new_wanted = Signal()
    file_wanted = Signal()
    form_wanted = Signal()  # 登记表

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key: KeyLine | None = None
        self.file = ElidedLabel("", look.CAPTION, "ink2", mode=Qt.TextElideMode.ElideMiddle)
        self.change = link("更换")
        self.change.setAccessibleName("更换密钥，打印登记表")
        self.until = Label("", look.CAPTION, "ink2")
        self.new = plain("新建密钥…", "key")
        self.choose = link("选择已有密钥文件…")
        self.problem = ProblemLabel()
        self.menu = QMenu(self)
        self._kept, self._none = QWidget(), QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._kept.setLayout(
            spread(icon_label("key", 14), self.file, self.until, self.change, spacing=6)
        )
        self._none.setLayout(spread(self.new, self.choose, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._kept, self._none, self.problem):
            column.addWidget(part)

    def _connect(self) -> None:
        self.menu.addAction("新建密钥…").triggered.connect(self.new_wanted)
        self.menu.addAction("选择已有密钥文件…").triggered.connect(self.file_wanted)
        self.menu.addSeparator()
        self.menu.addAction("打印登记表").triggered.connect(self.form_wanted)
        self.change.clicked.connect(self._on_change_clicked)
        self.new.clicked.connect(self.new_wanted)
        self.choose.clicked.connect(self.file_wanted)

    def show_key(self, key: KeyLine | None) -> None:
        """Show the key in use, or that there is none yet."""
        changed = key != self._key
        self._key = key
        self._kept.setVisible(key is not None)
        self._none.setVisible(key is None)
        if key is None:
            return
        self.file.setText(PurePath(key.file).name)
        self.until.setText(f"有效至 {key.valid_to}")
        self.file.setToolTip(key.file)
        if key.expired:
            self.problem.show_problem(
                f"这把密钥已于 {key.valid_to} 到期。用“更换”新建一把，再交登记表。"
            )
        elif changed:
            self.problem.show_problem("")

    def _on_change_clicked(self) -> None:
        self.menu.popup(self.change.mapToGlobal(QPoint(0, self.change.height())))
