"""The cards at the top of the home page: the next step, the countdown, the thirteen duties, the archive."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from selfcheck import moments, sizes
from selfcheck.rounds import RoundStatus
from selfcheck.submission.next_step import Step, at_hand
from selfcheck.submission.overview import HomePage
from selfcheck.ui import look
from selfcheck.ui.home.cells import DutyCells, Legend
from selfcheck.ui.status_bar import moment_in_words
from selfcheck.ui.widgets import (
    Card,
    ElidedLabel,
    Label,
    ProblemLabel,
    hairline,
    link,
    primary,
    spread,
)


class NextCard(Card):
    """One thing to do, its reason, the button that leads there, and another thing if the person prefers."""

    followed = Signal(tuple)  # where to go

    def __init__(self) -> None:
        super().__init__(kind="card-accent")
        self.overline = Label("下一步", look.TEXT, "accent_text", 500)
        self.text = ElidedLabel("", look.STEP, "ink", 700, lines=2)
        self.reason = Label("", look.TEXT, "ink2", wrap=True)
        self.go = primary("")
        self.other = link("换一件")
        self.place = ElidedLabel("", look.CAPTION, "ink3")
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.body.setSpacing(4)
        for part in (self.overline, self.text, self.reason):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addSpacing(4)
        self.body.addLayout(spread(self.go, self.other, self.place))
        self._steps: tuple[Step, ...] = ()
        self._passed: set[str] = set()
        self._day: date | None = None
        self.go.clicked.connect(self._on_go_clicked)
        self.other.clicked.connect(self._on_other_clicked)

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return at_hand(self._steps, self._passed)

    def show_steps(self, steps: tuple[Step, ...], today: date) -> None:
        """What there is to do now; a new day brings back what was passed over."""
        if today != self._day:
            self._passed.clear()
        self._day, self._steps = today, steps
        self._draw()

    def _draw(self) -> None:
        step = self.step
        self.text.setText(step.text)
        self.reason.setText(step.reason)
        self.go.setText(step.button)
        self.go.setAccessibleName(f"{step.button}：{step.text}")
        self.go.setAccessibleDescription(step.reason)
        self.place.setText(step.place)
        self.setAccessibleName(f"下一步：{step.text}")
        self.other.setVisible(len(self._steps) > 1)
        for part in (self.text, self.go):
            part.updateGeometry()

    def _on_go_clicked(self) -> None:
        self.followed.emit(self.step.target)

    def _on_other_clicked(self) -> None:
        self._passed.add(self.step.key)
        if all(step.key in self._passed for step in self._steps):
            self._passed.clear()
        self._draw()


class CountdownCard(Card):
    """How long until the round is to be handed over, to whom, and how far it has come."""

    def __init__(self) -> None:
        super().__init__()
        self.overline = Label("", look.TEXT, "ink2")
        self.figure = Label("", look.TITLE, "ink", 700)
        self.unit = Label("天", look.CARD, "ink2")
        self.day = Label("", look.TEXT, "ink", 500)
        self.receiver = ElidedLabel("", look.CAPTION, "ink3")
        self.receiver.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.sequence = Label("", look.TEXT, "ink2")
        self.state = ElidedLabel("", look.TEXT, "ink")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.day, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self.receiver)
        middle = QHBoxLayout()
        middle.setSpacing(6)
        bottom = Qt.AlignmentFlag.AlignBottom
        middle.addWidget(self.figure, 0, bottom)
        middle.addWidget(self.unit, 0, bottom)
        middle.addLayout(right, 1)
        self.body.setSpacing(4)
        self.body.addWidget(self.overline)
        self.body.addLayout(middle)
        self.body.addStretch(1)
        self.body.addWidget(hairline())
        self.body.addSpacing(4)
        self.body.addLayout(spread(self.sequence, self.state))
        look.follow(self._restyle)

    def _restyle(self) -> None:
        large = look.font(look.TITLE, 700)
        large.setPixelSize(look.px(30))  # the one figure larger than a title
        self.figure.setFont(large)
        self.unit.setContentsMargins(0, 0, 0, look.px(5))  # the two stand on one line

    def show_page(self, page: HomePage) -> None:
        """The days, or that it is over."""
        late = page.days_left < 0 and not page.handed_over
        month = f"{page.due.month} 月"
        figure, unit = str(abs(page.days_left)), "天"
        if page.handed_over:
            words, figure, unit = f"{month}报送", "已送达", ""
        elif late:
            words, figure = f"{month}报送日期", f"已过 {-page.days_left}"
        elif page.days_left == 0:
            words, figure, unit = f"{month}报送", "今天", ""
        else:
            words = f"距 {month}报送还有"
        self.overline.setText(words)
        self.figure.setText(figure)
        self.figure.set_look(ink="bad_ink" if late else "ink")
        self._restyle()
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))
        weekday = moments.day_in_words(page.due).rsplit(" ", maxsplit=1)[1]
        self.day.setText(f"{page.due.month}月{page.due.day}日 {weekday}")
        self.receiver.setText(f"{page.hour}:00 前交到{page.receiver}")
        self.sequence.setText(f"第 {page.round.sequence} 次报送")
        self.state.setText(page.round_words)
        red = late and page.round.status is not RoundStatus.SIGNED
        self.state.set_look(weight=500 if red else 400)
        parts = (words + figure + unit, self.day.text(), self.receiver.text(), page.round_words)
        self.setAccessibleName("，".join(parts))


class DutiesCard(Card):
    """How far the thirteen duties are; each square leads to its page."""

    chosen = Signal(str)
    list_wanted = Signal()

    def __init__(self) -> None:
        self.open_list = link("打开清单")
        super().__init__("十三项职责", "", self.open_list)
        self.cells = DutyCells()
        self.legend = Legend()
        self.missing = Label("", look.CAPTION, "ink2")
        self.body.setSpacing(10)
        self.body.addWidget(self.cells)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.cells.chosen.connect(self.chosen)
        self.open_list.clicked.connect(self.list_wanted)

    def show_page(self, page: HomePage) -> None:
        """The duties as they stand."""
        self.show_note(f"已完成 {page.done} 项，共 {len(page.cells)} 项")
        self.cells.show_cells(page.cells)
        self.legend.show_cells(page.cells)
        pieces = page.missing_evidence
        self.missing.setText(f"还缺证据 {pieces} 件" if pieces else "证据已齐")
        self.missing.setVisible(page.open_duties > 0 or pieces > 0)
        self.setAccessibleName(f"十三项职责，{self.note.text()}")


class ArchiveCard(Card):
    """Whether the archive is safe: the last copy, the evidence, and where it all lies."""

    backup_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("本机档案")
        self.backup = ElidedLabel()
        self.take = link("立即备份")
        self.evidence = ElidedLabel()
        self.folder = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.show_folder = link("打开文件夹")
        self.problem = ProblemLabel()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        rows = (("备份", self.backup, self.take), ("佐证", self.evidence, None),
                ("位置", self.folder, self.show_folder))  # fmt: skip
        for at, (name, value, button) in enumerate(rows):
            grid.addWidget(Label(name, look.TEXT, "ink3"), at, 0)
            grid.addWidget(value, at, 1)
            if button is not None:
                grid.addWidget(button, at, 2, Qt.AlignmentFlag.AlignRight)
        self.body.setSpacing(6)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.take.clicked.connect(self.backup_wanted)
        self.show_folder.clicked.connect(self.folder_wanted)

    def show_page(
        self, page: HomePage, folder: Path, now: datetime, *, read_only: bool
    ) -> None:
        """When it was copied last, how much evidence there is, and where."""
        copied = page.backed_up_at
        self.backup.setText(moment_in_words(copied, now) if copied else "还没有备份")
        self.backup.set_look(weight=400 if page.backed_up_at else 500)
        count = f"{page.evidence} 件，{sizes.in_words(page.evidence_bytes)}"
        self.evidence.setText(count if page.evidence else "还没有佐证")
        self.folder.setText(str(folder))
        self.take.setVisible(not read_only)
