"""What was exported, in cards: the file with its contents, its fingerprint, the chain before it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck import moments, sizes
from selfcheck.submission.pages import ChainLine, ExportPage
from selfcheck.submission.table_of_contents import ContentsLine
from selfcheck.ui import icons, look
from selfcheck.ui.widgets import (
    Card,
    ElidedLabel,
    HexLabel,
    Label,
    ProblemLabel,
    clear_layout,
    hairline,
    icon_label,
    link,
    spread,
)

_ICONS = {
    "report": "file",
    "records": "book",
    "history": "duties",
    "papers": "map",
    "tables": "table",
    "index": "clipboard",
    "photos": "photo",
    "files": "folder",
    "certificates": "key",
    "signatures": "signoff",
    "lists": "verify",
}
_SHOWN = 3  # of the chain


def _right(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class _Same(QWidget):
    """Read back and found the same."""

    def __init__(self) -> None:
        super().__init__()
        row = spread(
            icon_label("check", 14, "ok_ink"), Label("一致", look.TEXT, "ink2"), spacing=5
        )
        self.setLayout(row)


class ContentsTable(QWidget):
    """Ten lines: what, words, how many files, how large, and whether it was read back the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 3)
        self._made: list[QWidget] = []

    def _put(self, part: QWidget, row: int, column: int, across: int = 1) -> None:
        self._grid.addWidget(part, row, column, 1, across)
        self._made.append(part)

    def show_lines(self, lines: Sequence[ContentsLine], *, compared: bool) -> None:
        """Draw the table anew."""
        for old in self._made:
            old.hide()
            old.deleteLater()
        self._made = []
        heads = ("内容", "", "说明", "文件数", "大小", "复核" if compared else "")
        for column, words in enumerate(heads):
            if words:
                head = Label(words, look.CAPTION, "ink3")
                place = 0 if words == "内容" else column
                self._put(_right(head) if column in (3, 4) else head, 0, place, 2 - bool(place))
        for at, line in enumerate(lines, start=1):
            self._put(hairline(), 2 * at - 1, 0, 6)
            row = 2 * at
            self._grid.setRowMinimumHeight(row, look.px(33))
            self._put(icon_label(_ICONS[line.key]), row, 0)
            name = ElidedLabel(line.name, look.TEXT, "ink", 500)
            name.setToolTip(line.example)
            self._put(name, row, 1)
            self._put(ElidedLabel(line.words, look.CAPTION, "ink2"), row, 2)
            self._put(_right(Label(f"{line.files}", look.TEXT, "ink2")), row, 3)
            self._put(_right(Label(sizes.in_words(line.bytes), look.TEXT, "ink")), row, 4)
            if compared:
                self._put(_Same(), row, 5)


class FileCard(Card):
    """The package: its name, where it is, what is in it, and how much room is left there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = ElidedLabel("", look.CARD, "ink", 500)
        self.place = ElidedLabel("", look.CAPTION, "ink3", mode=Qt.TextElideMode.ElideMiddle)
        self.copy_path = link("复制路径", "copy")
        self.table = ContentsTable()
        self.trouble = ProblemLabel()
        self.total = Label("", look.TEXT, "ink", 500)
        self.room = ElidedLabel("", look.TEXT, "ink2")
        self.room.setAlignment(Qt.AlignmentFlag.AlignRight)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.place)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icon_label("box", 28, "ink2"))
        head.addLayout(words, 1)
        head.addWidget(self.copy_path)
        self.body.addLayout(head)
        for part in (self.trouble, self.table, hairline()):
            self.body.addWidget(part)
        self.body.addLayout(spread(self.total, self.room))
        self.copy_path.clicked.connect(self._on_copy_path_clicked)
        self._path = ""

    def show_package(
        self, page: ExportPage, lines: Sequence[ContentsLine], room: str, trouble: str
    ) -> None:
        """Show the last file that was written, or what is going to be written."""
        last = page.exports[0] if page.exports else None
        self._path = last.path if last else ""
        self.setAccessibleName(f"{page.package_id}.zip")
        self.name.setText(f"{page.package_id}.zip")
        self.copy_path.setVisible(bool(last))
        self.place.setVisible(bool(last))
        if last:
            at = moments.read(last.written_at)
            self.place.setText(
                f"{Path(last.path).parent} · {at:%Y-%m-%d %H:%M:%S} 写完，用时 {last.seconds:.1f} 秒"
            )
            self.place.setToolTip(last.path)
        self.trouble.show_problem(trouble)
        self.table.show_lines(lines, compared=bool(last))
        count = sum(line.files for line in lines) or page.files
        size = last.bytes if last else sum(line.bytes for line in lines) or page.bytes
        self.total.setText(f"合计 {count} 个文件，{sizes.in_words(size)}")
        self.room.setText(room)

    def _on_copy_path_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._path)
        self.copy_path.setText("已复制")


class FingerprintCard(Card):
    """The package's fingerprint, the same as on the slip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.copy = link("复制", "copy")
        super().__init__("报送包指纹", "SHA-256", self.copy, parent=parent)
        self.digest = HexLabel("报送包指纹", size=look.TEXT)
        self.body.addWidget(self.digest)
        self.body.addWidget(
            Label(
                "交接单上印的是同一串；部门核验时两边一致，即为同一份",
                look.CAPTION,
                "ink3",
                wrap=True,
            )
        )
        self.copy.clicked.connect(self._on_copy_clicked)

    def show_fingerprint(self, digest: str) -> None:
        """Show it in groups of eight."""
        self.digest.show_hex(digest)
        self.copy.setText("复制")

    def _on_copy_clicked(self) -> None:
        self.digest.copy()
        self.copy.setText("已复制")


class _Link(QWidget):
    """A ring of the chain, with a line down to the one before."""

    def __init__(self, current: bool, tail: bool) -> None:
        super().__init__()
        self._current, self._tail = current, tail
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        side = look.px(22)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tail:
            painter.setPen(QPen(look.colour("line"), 1.5))
            painter.drawLine(QPointF(side / 2, side + 3), QPointF(side / 2, self.height()))
        circle = QRectF(0.75, 0.75, side - 1.5, side - 1.5)
        painter.setPen(QPen(look.colour("accent" if self._current else "ink3"), 1.5))
        painter.setBrush(look.colour("accent") if self._current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        token = "accent_ink" if self._current else "ink2"
        icons.paint_centred(painter, "link", circle, look.px(12), token)
        painter.end()


class ChainCard(Card):
    """「与历次报送相连」: the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("与历次报送相连", parent=parent)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.words = Label("", look.CAPTION, "ink3", wrap=True)
        self.body.addLayout(self._column)
        self.body.addWidget(self.words)

    def show_chain(self, chain: Sequence[ChainLine]) -> None:
        """Draw the last few rings."""
        clear_layout(self._column)
        shown = chain[:_SHOWN]
        for at, line in enumerate(shown):
            self._column.addWidget(self._ring(line, tail=at < len(shown) - 1))
        earlier = len(chain) - len(shown)
        self.show_note("这是第一次报送" if len(chain) == 1 else "")
        words = f"本次已写明第 {chain[1].sequence:03d} 次的指纹。" if len(chain) > 1 else ""
        self.words.setText(words + (f"更早 {earlier} 次。" if earlier else ""))
        self.words.setVisible(bool(words))

    def _ring(self, line: ChainLine, *, tail: bool) -> QWidget:
        ring = QWidget()
        grid = QGridLayout(ring)
        grid.setContentsMargins(0, 0, 0, 10 if tail else 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.addWidget(_Link(line.current, tail), 0, 0, 2, 1)
        now = "（本次）" if line.current else ""
        title = Label(f"第 {line.sequence:03d} 次{now}", look.TEXT, "ink", 500)
        short = f"{line.fingerprint[:8]} {line.fingerprint[8:16]}"
        grid.addWidget(title, 0, 1)
        grid.addWidget(_right(Label(f"{line.signed_on}", look.CAPTION, "ink3")), 0, 2)
        grid.addWidget(Label(short, look.CAPTION, "ink2"), 1, 1)
        delivered = ElidedLabel(line.delivered, look.CAPTION, "ink2")
        delivered.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(delivered, 1, 2)
        grid.setColumnStretch(2, 1)
        return ring
