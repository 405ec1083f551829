"""What the ledger says when it has nothing to list, with the way on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.pages import FILTER_WORDS, View
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.labels import Label, icon_label
from selfcheck.ui.ledger.filter import narrowed_by
from selfcheck.ui.surfaces import clear_layout

Ways = Sequence[tuple[str, str]]  # what is done, in which words


def words_for(view: View, *, everything: int, within: int) -> tuple[str, Ways]:
    """The sentence, and the ways on.

    `everything` counts the whole ledger; `within`, what the search and the conditions leave of it.
    """
    if not everything:
        return "还没有登记隐患", (("register", "登记隐患"), ("import", "导入旧台账"))
    if view.search:
        sentence = f"没有搜到“{view.search}”"
        if view.filter != "all" and within:
            sentence = f"“{FILTER_WORDS[view.filter]}”里没有搜到“{view.search}”"
            return sentence, (("all", f"在全部中搜索（{within} 项）"), ("forget", "清除搜索"))
        return sentence, (("forget", "清除搜索"),)
    if narrowed_by(view):
        return "没有符合筛选的隐患", (("widen", "清除筛选"),)
    sentence = {
        "due": "没有本周到期的隐患",
        "overdue": "没有已超期的隐患",
        "major": "没有还开着的重大隐患",
        "stopped": "没有因隐患停用的设备和场所",
    }.get(view.filter, "没有未闭环的隐患，都已办完")
    return sentence, (("all", f"查看全部 {everything} 项"),)


class LedgerEmpty(QWidget):
    """One centred sentence, and links below it."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Label("", look.ROW, "ink2")
        self._links = QHBoxLayout()
        self._links.setSpacing(20)
        self.links: dict[str, Button] = {}
        links = QHBoxLayout()
        links.addStretch(1)
        links.addLayout(self._links)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(icon_label("clipboard", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(links)
        column.addStretch(3)
        self._shown: tuple[str, Ways] = ("", ())

    def show_words(self, sentence: str, ways: Ways) -> None:
        """Another sentence with other ways on."""
        if (sentence, ways) == self._shown:
            return
        self._shown = (sentence, ways)
        self.sentence.setText(sentence)
        clear_layout(self._links)
        self.links = {}
        for way, words in ways:
            made = link(words)
            made.setProperty("way", way)
            made.clicked.connect(self._on_clicked)
            self.links[way] = made
            self._links.addWidget(made)

    def _on_clicked(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.followed.emit(sender.property("way"))
