"""One line above the ledger's list: how far a paper is, that it is written, and where it can be opened."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import Button, IconButton, link
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.labels import ElidedLabel, announce

_BAR = 160  # width of the progress, in pixels before scaling


class WorkStrip(QFrame):
    """Hidden while there is nothing to say. Ways on stand at the right, such as 打开."""

    stopped = Signal()
    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "soft")
        self.words = ElidedLabel("", look.TEXT, "ink")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.stop_button = link("停止")
        self.close_button = IconButton("close", "收起", side=26)
        self.ways: dict[str, Button] = {}
        self._ways = QHBoxLayout()
        self._ways.setSpacing(14)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(14)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop_button)
        row.addLayout(self._ways)
        row.addWidget(self.close_button)
        self.stop_button.clicked.connect(self._on_stop)
        self.close_button.clicked.connect(self.hide)
        self.hide()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.bar.setFixedWidth(look.px(_BAR))

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Work is under way."""
        self.words.setText(f"{words} {done:,} / {total:,}" if total else words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self._offer(())
        self.stop_button.show()
        self.close_button.hide()
        self.show()

    def show_done(self, words: str, ways: Sequence[tuple[str, str]] = ()) -> None:
        """It has ended, with the ways on: what is done, in which words."""
        self.words.setText(words)
        self.bar.hide()
        self.stop_button.hide()
        self.stop_button.setEnabled(True)
        self.close_button.show()
        self._offer(ways)
        self.show()
        self.setAccessibleName(words)
        announce(self)

    def _offer(self, ways: Sequence[tuple[str, str]]) -> None:
        for old in self.ways.values():
            self._ways.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.ways = {}
        for way, words in ways:
            made = link(words)
            made.setProperty("way", way)
            made.clicked.connect(self._on_followed)
            self.ways[way] = made
            self._ways.addWidget(made)
        order_tabs([self.stop_button, *self.ways.values(), self.close_button])

    def _on_stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.stopped.emit()

    def _on_followed(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.followed.emit(sender.property("way"))
