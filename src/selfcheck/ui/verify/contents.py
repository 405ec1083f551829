"""内容完整吗？ on the verify page: the answer, what was found, and the files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.submission.verdict_page import FindingLine, VerdictPage
from selfcheck.ui import look
from selfcheck.ui.verify.cards import TAGS, question, signed
from selfcheck.ui.verify.files import FileHead, FileTable
from selfcheck.ui.widgets import (
    Card,
    ElidedLabel,
    Label,
    clear_layout,
    hairline,
    link,
    spread,
)

_FINDINGS = 5  # kinds shown before the rest is folded
_EDGE = 19


class _Finding(QWidget):
    """One kind of finding: what to do, and where."""

    def __init__(self, line: FindingLine) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        text = Label(line.text, look.TEXT, "bad_ink" if line.fatal else "ink2", wrap=True)
        words.addWidget(text)
        if line.places:
            words.addWidget(Label(line.places, look.CAPTION, "ink3", wrap=True))
        holder = QWidget()
        words.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(words)
        row = signed("bad" if line.fatal else "neutral", holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.setAccessibleName(f"{line.places}：{line.text}" if line.places else line.text)


class ContentsCard(Card):
    """内容完整吗？ with what was found and the table of files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=1, parent=parent)
        self.setAccessibleName("内容完整吗？")
        _, self.chip, head = question("内容完整吗？")
        self.sentence = Label("", look.TEXT, "ink2", wrap=True)
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        self.more = link("")
        self.table = FileTable()
        self.captions = FileHead(self.table)
        self.order = ElidedLabel("", look.CAPTION, "ink3")
        self.unfold = link("")
        self._page: VerdictPage | None = None
        self._unfolded = self._all_findings = False
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, 11, _EDGE, 8)
        top.setSpacing(2)
        top.addLayout(head)
        top.addWidget(self.sentence)
        top.addLayout(self._found)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot = QWidget()
        foot = spread(self.order, self.unfold)
        foot.setContentsMargins(_EDGE, 6, _EDGE, 6)
        self.foot.setLayout(foot)
        self.line = hairline()
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        for part in (self.captions, self.table, self.line, self.foot):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.unfold.clicked.connect(self._on_unfold_clicked)
        self.more.clicked.connect(self._on_more_clicked)

    def show_page(self, page: VerdictPage) -> None:
        """Another package."""
        self._page = page
        self._unfolded = self._all_findings = False
        text, tone = page.contents_chip
        self.chip.show_status(text, TAGS[tone])
        self.sentence.setText(page.contents)
        self._show_findings(page)
        self._show_files(page)

    def _show_findings(self, page: VerdictPage) -> None:
        clear_layout(self._found)
        shown = page.findings if self._all_findings else page.findings[:_FINDINGS]
        if shown:
            self._found.addSpacing(6)
        for line in shown:
            self._found.addWidget(_Finding(line))
        rest = len(page.findings) - len(shown)
        self.more.setText(f"其余 {rest} 种")
        self.more.setVisible(bool(rest))

    def _show_files(self, page: VerdictPage) -> None:
        lines = page.all_lines if self._unfolded else page.lines
        for part in (self.captions, self.table, self.line, self.foot):
            part.setVisible(bool(lines))
        self.table.show_lines(lines)
        self.captions.update()
        differs = page.counts.trouble
        self.order.setText("与签名时不同的排在最前" if differs else "")
        count = len(page.verdict.files)
        self.unfold.setText("折叠" if self._unfolded else f"展开全部 {count} 个文件")
        self.unfold.setVisible(len(page.lines) < count)

    def _on_unfold_clicked(self) -> None:
        assert self._page is not None
        self._unfolded = not self._unfolded
        self._show_files(self._page)

    def _on_more_clicked(self) -> None:
        assert self._page is not None
        self._all_findings = True
        self._show_findings(self._page)
