"""What is known of one file of a package; never the file itself."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from selfcheck.submission.verdict import FileState
from selfcheck.submission.verdict_files import FileLine
from selfcheck.ui import look
from selfcheck.ui.widgets import HexLabel, Label, card_title, plain, spread


class FileFacts(QDialog):
    """Name, place, size and whole digests; Esc closes it."""

    def __init__(self, line: FileLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self.setWindowTitle(line.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        column.addWidget(card_title(line.name))
        bad = line.state is not FileState.OK
        told = [line.state_words, f"{line.size:,} 字节"]
        ink = "bad_ink" if bad else "ink2"
        column.addWidget(Label(" · ".join(told), look.TEXT, ink))
        if line.where:
            column.addWidget(Label(f"包内位置：{line.where}", look.TEXT, "ink2", wrap=True))
        else:
            column.addWidget(
                Label("逐个核对过，全部一致；“展开全部”可看每一个。", look.TEXT, "ink2")
            )
        self._add_digest(column, "签名时的 SHA-256" if bad else "SHA-256", line.expected)
        if line.found != line.expected:
            self._add_digest(column, "现在的 SHA-256", line.found)
        column.addSpacing(8)
        self.copy = plain("复制", "copy")
        close = plain("关闭")
        self.copy.clicked.connect(self._on_copy_clicked)
        close.clicked.connect(self.close)
        column.addLayout(spread(None, self.copy, close))

    def _add_digest(self, column: QVBoxLayout, words: str, digest: str) -> None:
        if not digest:
            return
        column.addWidget(Label(words, look.CAPTION, "ink3"))
        shown = HexLabel(words, size=look.TEXT)
        shown.show_hex(digest)
        column.addWidget(shown)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._line.copied)
        self.copy.setText("已复制")
