"""The cards of the settings: look, who is at work, the archive and its copies, keys, versions."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from selfcheck.backup import Backup
from selfcheck.settings import Settings
from selfcheck.ui import look
from selfcheck.ui.status_bar import moment_in_words
from selfcheck.ui.widgets import (
    Card,
    Choice,
    ElidedLabel,
    Label,
    LabelledField,
    LineField,
    ProblemLabel,
    SegmentedChoice,
    body,
    caption,
    clear_layout,
    link,
    plain,
    primary,
    spread,
)

LOOKS = (Choice("light", "浅色"), Choice("dark", "深色"))
SIZES = (Choice("standard", "标准"), Choice("large", "大"), Choice("larger", "特大"))
_LISTED = 6

KEYS = (
    ("Ctrl+1 … Ctrl+5", "到左边的各个页面"),
    ("Ctrl+,", "设置"),
    ("Alt+←", "返回刚才的地方"),
    ("F6", "在导航、页面、状态栏之间移动"),
    ("Tab、Shift+Tab", "下一个、上一个输入框或按钮"),
    ("Ctrl+F", "搜索"),
    ("Enter", "打开选中的一行"),
    ("1　2　3", "在检查条目上答 符合、不符合、不适用"),
    ("F1", "看依据条文"),
    ("Ctrl+Enter", "下一条没有答的"),
    ("Ctrl+Z", "撤销上一个答案"),
    ("Ctrl+V", "把剪贴板里的图片加为佐证"),
    ("Esc", "放弃正在输入的内容"),
    ("Ctrl+S", "看一眼保存的时间（本来就随时保存）"),
)


class LookCard(Card):
    """Light or dark, and how large the text is; put on at once."""

    changed = Signal(str, str)  # look, text size

    def __init__(self) -> None:
        super().__init__("外观")
        self.colours = SegmentedChoice(LOOKS, name="颜色")
        self.text_size = SegmentedChoice(SIZES, name="文字大小")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for at, (name, choice) in enumerate(
            (("颜色", self.colours), ("文字大小", self.text_size))
        ):
            grid.addWidget(Label(name, look.TEXT, "ink2"), at, 0)
            grid.addWidget(choice, at, 1, Qt.AlignmentFlag.AlignLeft)
            choice.chosen.connect(self._on_chosen)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_settings(self, kept: Settings) -> None:
        """What is chosen."""
        self.colours.show_value(kept.look)
        self.text_size.show_value(kept.text_size)

    def _on_chosen(self) -> None:
        self.changed.emit(self.colours.value or "light", self.text_size.value or "standard")


class ActorCard(Card):
    """Whose name the change log gets; and what that name does not promise."""

    def __init__(self) -> None:
        super().__init__("操作人")
        self.name = LineField(name="操作人姓名", hint="姓名")
        self.field = LabelledField("姓名", self.name, "写进变更记录：谁在什么时候改了什么")
        self.body.addWidget(self.field)
        self.body.addWidget(
            body(
                "屏幕上的身份只是方便，不是权限：谁坐在电脑前都能填写。口令才是把关——审核和签署要输入本人密钥的口令。"
            )
        )
        self.body.addStretch(1)


class ArchiveSettings(Card):
    """The archive at hand: its folder, its copies, whether everything is still as it was written."""

    backup_wanted = Signal()
    folder_wanted = Signal()
    check_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("本机档案")
        self.folder = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.show_folder = link("打开文件夹")
        self.other = link("换一份档案")
        self.take = primary("立即备份", "backup")
        self.check = plain("检查档案", "check")
        self.stop = link("停止")
        self.copies = QVBoxLayout()
        self.copies.setSpacing(4)
        self.problem = ProblemLabel()
        self.doing = Label("", look.TEXT, "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.said: list[Label] = []  # what the last check found
        self.found = QVBoxLayout()
        self.found.setSpacing(4)
        self.working = QWidget()
        working = QVBoxLayout(self.working)
        working.setContentsMargins(0, 0, 0, 0)
        working.addLayout(spread(self.doing, None, self.stop))
        working.addWidget(self.bar)
        self.working.hide()
        for part in (
            spread(Label("位置", look.TEXT, "ink3"), self.folder, self.show_folder, self.other),
            spread(self.take, self.check, None),
        ):
            self.body.addLayout(part)
        self.body.addWidget(self.working)
        self.body.addWidget(self.problem)
        self.body.addLayout(self.found)
        self.body.addWidget(Label("备份", look.TEXT, "ink", 500))
        self.body.addLayout(self.copies)
        self.body.addWidget(
            body(
                "程序每天自动留一份；两天内的全留，再早的按天、按周、按月各留一份。备份是数据库的副本，"
                "佐证文件不会变，不用备份第二份。要防硬盘损坏，把整个档案文件夹拷到别的盘。"
            )
        )
        self.body.addWidget(
            body(
                "恢复：档案打不开时，“打开已有档案”会列出备份，选一份就恢复。档案能打开、想退回某一天时，"
                "关闭本程序，运行 selfcheck restore --workspace 档案文件夹 备份文件；现在的数据库改名保留。"
            )
        )
        for button, wanted in (
            (self.take, self.backup_wanted),
            (self.show_folder, self.folder_wanted),
            (self.check, self.check_wanted),
            (self.other, self.other_wanted),
        ):
            button.clicked.connect(wanted)

    def show_archive(
        self, folder: Path, copies: Sequence[Backup], now: datetime, *, read_only: bool
    ) -> None:
        """Where it is, and its copies, newest first."""
        self.folder.setText(str(folder))
        self.take.setVisible(not read_only)
        clear_layout(self.copies)
        for one in copies[:_LISTED]:
            told = Label(moment_in_words(one.taken_at, now), look.TEXT)
            self.copies.addLayout(
                spread(told, ElidedLabel(one.path.name, look.CAPTION, "ink3"))
            )
        if not copies:
            self.copies.addWidget(caption("还没有备份。"))
        elif len(copies) > _LISTED:
            self.copies.addWidget(caption(f"另有更早的 {len(copies) - _LISTED} 份"))

    def show_working(self, *, working: bool) -> None:
        """While the archive is being checked."""
        self.working.setVisible(working)
        self.check.setEnabled(not working)
        self.doing.setText("正在检查…")
        self.bar.setRange(0, 0)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """How far the check is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.doing.setText(f"{text}，{done}/{total}")

    def show_found(self, sentences: Sequence[str], *, sound: bool) -> None:
        """What the check found."""
        clear_layout(self.found)
        ink = "ink2" if sound else "bad_ink"
        self.said = [Label(sentence, look.TEXT, ink, wrap=True) for sentence in sentences]
        for label in self.said:
            self.found.addWidget(label)


class KeysCard(Card):
    """What the keyboard does everywhere."""

    def __init__(self) -> None:
        super().__init__("键盘")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (keys, does) in enumerate(KEYS):
            grid.addWidget(Label(keys, look.TEXT, "ink", 500), at, 0)
            grid.addWidget(Label(does, look.TEXT, "ink2", wrap=True), at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)


class VersionsCard(Card):
    """Which program and which questions these are, and under what terms."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__("版本和许可")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(rows):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(name, look.TEXT, "ink3"), at, 0, top)
            grid.addWidget(Label(value, look.TEXT, "ink", wrap=True), at, 1)
        self.body.addLayout(grid)
        self.body.addWidget(
            body(
                "本程序按 Apache-2.0 许可使用。界面用 Qt（LGPL-3.0）和思源黑体 Noto Sans SC（SIL OFL 1.1）；"
                "其余组件的许可见安装目录里的 NOTICE 和 LICENSES。"
            )
        )
        self.body.addStretch(1)
