"""「不用本软件怎么核验」: the commands of what is on every PC, to be copied one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from selfcheck.submission import stock_commands
from selfcheck.ui import look
from selfcheck.ui.widgets import Button, Label, ScrollPage, card_title, link, plain, spread

_WIDTH = 760


@dataclass(frozen=True)
class Block:
    """One thing to type, and what to look for."""

    title: str
    words: str
    command: str


_ENROLLED = "把 -enrolled.pem 换成登记过的那张证书，不要用包里 certs 文件夹里的。"
WINDOWS = (
    Block(
        "核对一个文件",
        "在“命令提示符”里进入解压出的文件夹。显示的值应与总清单 tagmanifest-sha256.txt 里的那一行相同。",
        stock_commands.CERTUTIL,
    ),
    Block(
        "核对全部文件",
        "在 Windows PowerShell 里粘贴。没有出现“不一致”，就是全部相同。",
        stock_commands.COMPARE_ALL,
    ),
    Block(
        "核对两份签名",
        "仍在 PowerShell 里粘贴。没有红字，签名就成立；显示的两行指纹应与登记册相同。",
        stock_commands.CHECK_SIGNATURES,
    ),
)
LINUX = (
    Block("核对全部文件", "在终端里进入解压出的文件夹。", stock_commands.SHA256SUM),
    Block("核对打包格式", "需要装有 bagit-python。", stock_commands.BAGIT),
    Block("核对主要负责人的签名", _ENROLLED, stock_commands.CHECK_PRINCIPAL),
    Block("核对安全管理人员的签名", _ENROLLED, stock_commands.CHECK_MANAGER),
    Block("核对报告里的两处签名", "poppler-utils 里的工具。", stock_commands.PDFSIG),
)


class _Command(QWidget):
    """A command that can be selected, with a link that copies all of it."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.text = QPlainTextEdit(block.command)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(f"{block.title}的命令")
        self.copy: Button = link("复制", "copy")
        self.copy.setAccessibleName(f"复制：{block.title}的命令")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addLayout(spread(Label(block.title, look.ROW, "ink", 500), None, self.copy))
        column.addWidget(Label(block.words, look.TEXT, "ink2", wrap=True))
        column.addWidget(self.text)
        self.copy.clicked.connect(self._on_copy_clicked)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        font = look.font(look.TEXT)
        self.text.setFont(font)
        metrics = QFontMetrics(font)
        lines = self.text.toPlainText().split("\n")
        widest = max(metrics.horizontalAdvance(line) for line in lines)
        bar = self.text.horizontalScrollBar().sizeHint().height()
        room = bar if widest > look.px(_WIDTH) - 100 else 0
        self.text.setFixedHeight(metrics.lineSpacing() * len(lines) + room + 24)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText("已复制")


class ManualDialog(QDialog):
    """Stays open beside the page; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("不用本软件怎么核验")
        self.commands: list[_Command] = []
        page = ScrollPage(spacing=8)
        page.body.addWidget(
            Label(
                "先把报送包解压到一个空文件夹。下面的工具都不是我们写的；每一条都可以复制。"
                "包里的 VERIFY.txt 也写着同样的方法。",
                look.TEXT,
                "ink2",
                wrap=True,
            )
        )
        self._add(page, "Windows（不用安装任何东西）", WINDOWS)
        self._add(page, "Linux（含统信、麒麟）", LINUX)
        page.body.addStretch(1)
        close = plain("关闭")
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(page, 1)
        foot = spread(None, close)
        foot.setContentsMargins(0, 0, 20, 0)
        column.addLayout(foot)
        room = parent.window().size()
        self.resize(min(look.px(_WIDTH), room.width()), min(look.px(640), room.height()))

    def _add(self, page: ScrollPage, title: str, blocks: Sequence[Block]) -> None:
        page.body.addSpacing(6)
        page.body.addWidget(card_title(title))
        for block in blocks:
            made = _Command(block)
            self.commands.append(made)
            page.body.addWidget(made)
