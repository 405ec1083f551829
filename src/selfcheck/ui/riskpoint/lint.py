"""What disagrees about one risk point, on top of its page: each line with the ways to the place that mends it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.labels import Label, icon_label
from selfcheck.ui.riskpoint.words import Told
from selfcheck.ui.surfaces import Card, clear_layout


class PointLint(Card):
    """`wanted` carries a place of the page; hidden while nothing is wrong."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(edge=16)
        self._told: tuple[Told, ...] = ()
        self.links: list[Button] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.setAccessibleName("要处理的问题")
        self.hide()

    def show_told(self, told: Sequence[Told]) -> None:
        """Other problems, or none."""
        self.setVisible(bool(told))
        if tuple(told) == self._told:
            return
        self._told = tuple(told)
        clear_layout(self._list)
        self.links = []
        for one in told:
            self._list.addWidget(self._line(one))

    def _line(self, one: Told) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        ink = "bad_ink" if one.blocking else "ink3"
        row.addWidget(icon_label("alert" if one.blocking else "pencil", 15, ink))
        row.addWidget(
            Label(one.text, look.TEXT, "ink" if one.blocking else "ink2", wrap=True), 1
        )
        for words, place in one.ways:
            way = link(words)
            way.setProperty("place", place)
            way.setAccessibleName(f"{words}：{one.text}")
            way.clicked.connect(self._on_clicked)
            self.links.append(way)
            row.addWidget(way)
        return line

    def _on_clicked(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.wanted.emit(sender.property("place"))
