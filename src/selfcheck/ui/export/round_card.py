"""The round being worked on: its period, its questions, and what of them is reconstructed."""

from PySide6.QtWidgets import QGridLayout, QWidget

from selfcheck import moments
from selfcheck.enterprise.queries import RoundLine
from selfcheck.forms.pack import Pack
from selfcheck.ui import look
from selfcheck.ui.widgets import Card, ElidedLabel, HexLabel, Label, hairline

_SHORT = 16  # figures of a fingerprint that are enough to tell two packs apart


class RoundCard(Card):
    """Which round this is, and against which questions it is answered."""

    def __init__(self) -> None:
        super().__init__("本次自查")
        self.period = ElidedLabel()
        self.sequence = ElidedLabel()
        self.opened = ElidedLabel()
        self.pack = ElidedLabel()
        self.fingerprint = HexLabel("规则包指纹", groups=2, ink="ink2")
        self.notice = Label("", look.CAPTION, "ink2", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("期间", self.period),
            ("报送", self.sequence),
            ("开始", self.opened),
            ("规则包", self.pack),
            ("指纹", self.fingerprint),
        )
        for at, (name, value) in enumerate(rows):
            grid.addWidget(Label(name, look.TEXT, "ink3"), at, 0)
            grid.addWidget(value, at, 1)
        self.body.addLayout(grid)
        self.body.addWidget(hairline())
        self.body.addWidget(self.notice)
        self.body.addStretch(1)

    def show_round(self, line: RoundLine, pack: Pack) -> None:
        """The round as it stands."""
        self.period.setText(line.period_words)
        self.sequence.setText(f"第 {line.sequence} 次 · {line.status_words}")
        self.opened.setText(f"{moments.read(line.opened_at):%Y-%m-%d %H:%M}")
        self.pack.setText(f"{pack.short_title} {line.pack_version}（{line.pack_id}）")
        self.fingerprint.show_hex(line.pack_fingerprint[:_SHORT])
        self.notice.setText(pack.notice)
