"""首页: the one next step, how far the round is, what falls due, and whether the archive is safe."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.errors import SelfCheckError
from selfcheck.moments import CHINA
from selfcheck.submission import walks
from selfcheck.submission.falling_due import SOON_DAYS, Expiry, Rectification
from selfcheck.submission.ledger_due import Stopped
from selfcheck.submission.overview import HomePage, home_page
from selfcheck.ui import archive, look
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.home.cards import ArchiveCard, CountdownCard, DutiesCard, NextCard
from selfcheck.ui.home.rows import Line, ListCard
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.status_bar import moment_in_words
from selfcheck.ui.widgets import PageHeader, ScrollPage, plain
from selfcheck.ui.window import NARROW_BELOW
from selfcheck.ui.workspace import Workspace

# where each card stands: row, column, rows, columns
_WIDE = {
    "next": (0, 0, 1, 2), "countdown": (0, 2, 1, 1), "duties": (1, 0, 1, 2), "archive": (1, 2, 1, 1),
    "repairs": (2, 0, 1, 1), "middle": (2, 1, 1, 1), "expiries": (2, 2, 1, 1),
}  # fmt: skip
_NARROW = {
    "next": (0, 0, 1, 2), "duties": (1, 0, 1, 2), "countdown": (2, 0, 1, 1), "archive": (2, 1, 1, 1),
    "repairs": (3, 0, 1, 1), "middle": (3, 1, 1, 1), "expiries": (4, 0, 1, 2),
}  # fmt: skip
_LISTS = (
    "repairs",
    "stopped",
    "expiries",
    "deeds",
)  # as high as their rows: no tall empty boxes


class HomeScreen(ScrollPage):
    """Asks for the home page and draws it; every card leads to the place it tells of."""

    def __init__(
        self, workspace: Workspace, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._navigator = navigator
        self._narrow: bool | None = None
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.register = plain("登记隐患", "plus")
        self.header = PageHeader("首页", actions=(self.register,))
        self.next = NextCard()
        self.countdown = CountdownCard()
        self.duties = DutiesCard()
        self.archive = ArchiveCard()
        self.repairs = ListCard("整改安排", "没有待整改的隐患和“不符合”。")
        self.stopped = ListCard("停用中的设备", "没有因隐患停用的设备设施。")
        self.expiries = ListCard("证照到期", "登记册里还没有会到期的证照和检验。")
        self.deeds = ListCard("最近操作", "还没有操作记录。")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        column.addWidget(self.stopped)
        column.addWidget(self.deeds)
        self._cards: dict[str, QWidget] = {
            "next": self.next, "countdown": self.countdown, "duties": self.duties,
            "archive": self.archive, "repairs": self.repairs, "middle": middle,
            "expiries": self.expiries,
        }  # fmt: skip
        self.grid = QGridLayout()
        self.grid.setSpacing(look.GAP)
        self.body.addWidget(self.header)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)
        self._place_cards(narrow=False)

    def _connect(self) -> None:
        self.register.clicked.connect(self._on_register_clicked)
        for card in (self.next, self.repairs, self.stopped, self.expiries):
            card.followed.connect(self._on_followed)
        self.duties.chosen.connect(self._on_duty_chosen)
        self.duties.list_wanted.connect(self._on_list_wanted)
        self.archive.backup_wanted.connect(self._on_backup_wanted)
        self.archive.folder_wanted.connect(self._on_folder_wanted)

    def reload(self) -> None:
        """Ask for the page and draw it."""
        now = self._workspace.now()
        today = now.astimezone(CHINA).date()
        walk = self._workspace.read(walks.current, self._workspace.folder, today)
        page = self._workspace.read(home_page, walk, now=now)
        when = f"{moments.day_in_words(today)} · {page.plan} · {page.round.period_words}"
        self.header.show_subline(when)
        self.next.show_steps(page.steps, today)
        self.countdown.show_page(page)
        self.duties.show_page(page)
        self.archive.show_page(
            page, self._workspace.folder, now, read_only=self._workspace.read_only
        )
        self.repairs.show_lines(
            [_repair_line(one) for one in page.rectifications], _repair_note(page)
        )
        self.stopped.show_lines(
            [_stopped_line(one) for one in page.stopped],
            f"{len(page.stopped)} 处" if page.stopped else "",
        )
        self.expiries.show_lines(
            [_expiry_line(one) for one in page.expiries], _expiry_note(page)
        )
        self.deeds.show_lines(
            [Line(deed.words, deed.actor, moment_in_words(deed.at, now)) for deed in page.deeds]
        )
        self._order()
        self._navigator.set_badge("duties", page.open_duties)
        self._navigator.set_badge("ledger", page.ledger.overdue)

    def _order(self) -> None:
        """Tab goes card by card, as they are read."""
        order_tabs([
            self.next.go, self.next.other, self.duties.open_list, *self.duties.cells.cells,
            self.archive.take, self.archive.show_folder, self.repairs.more, *self.repairs.rows,
            self.stopped.more, *self.stopped.rows, self.expiries.more, *self.expiries.rows,
        ])  # fmt: skip

    def first_focus(self) -> QWidget:
        """The one thing to do."""
        return self.next.go

    # ---- layout

    def _place_cards(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for key, (row, column, rows, columns) in (_NARROW if narrow else _WIDE).items():
            self.grid.removeWidget(self._cards[key])
            top = Qt.AlignmentFlag.AlignTop if key in _LISTS else Qt.AlignmentFlag(0)
            self.grid.addWidget(self._cards[key], row, column, rows, columns, top)
        for column in range(3):
            self.grid.setColumnStretch(column, 0 if narrow and column == 2 else 1)  # noqa: PLR2004

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards(narrow=self.window().width() < look.px(NARROW_BELOW))

    # ---- what the person does

    def _on_register_clicked(self) -> None:
        self._navigator.open("ledger", "new")

    def _on_followed(self, target: tuple[str, ...]) -> None:
        self._navigator.open(*target)

    def _on_duty_chosen(self, key: str) -> None:
        self._navigator.open("duty", key)

    def _on_list_wanted(self) -> None:
        self._navigator.open("duties")

    def _on_backup_wanted(self) -> None:
        try:
            archive.back_up(self._workspace)
        except SelfCheckError as error:
            self.archive.problem.show_problem(str(error))
        else:
            self.archive.problem.show_problem("")

    def _on_folder_wanted(self) -> None:
        shown = archive.open_folder(self._workspace.folder)
        trouble = "" if shown else f"文件夹打不开，在文件管理器里打开：{self._workspace.folder}"
        self.archive.problem.show_problem(trouble)


def _repair_line(one: Rectification) -> Line:
    if one.corrected_on is not None:
        return Line(one.what, one.place, f"{one.corrected_on:%m-%d}", one.target, quiet=True)
    if one.days is None:
        return Line(one.what, one.place, "没有期限", one.target, strong=True)
    assert one.deadline is not None
    late = one.days < 0
    day = _days_words(one.days) if one.days <= 7 else f"{one.deadline:%m-%d}"  # noqa: PLR2004
    words = f"超期 {-one.days} 天" if late else day
    return Line(one.what, one.place, words, one.target, late=late, strong=one.days == 0)


def _stopped_line(one: Stopped) -> Line:
    days = f"停用 {one.days} 天" if one.days else "今天停用"
    hint = one.place if one.photos else f"{one.place} · 还缺停用照片"
    target = ("hazard", str(one.hazard_id), "stop")
    return Line(one.what, hint, days, target, strong=not one.photos)


def _days_words(days: int) -> str:
    return {0: "今天", 1: "明天"}.get(days, f"还有 {days} 天")


def _repair_note(page: HomePage) -> str:
    if not page.rectifications:
        return ""
    count = page.open_rectifications
    return f"{count} 条待整改" if count else "没有待整改的"


def _expiry_note(page: HomePage) -> str:
    if not page.expiries:
        return ""
    late = sum(one.days < 0 for one in page.expiries)
    soon = sum(0 <= one.days <= SOON_DAYS for one in page.expiries)
    parts = [f"过期 {late} 项"] if late else []
    if soon or not late:
        parts.append(f"{SOON_DAYS} 天内{f' {soon} 项' if soon else '没有'}")
    return "，".join(parts)


def _expiry_line(one: Expiry) -> Line:
    late = one.days < 0
    words = f"过期 {-one.days} 天" if late else _days_words(one.days)
    hint = f"{one.place} {one.day}"
    far = one.days > SOON_DAYS
    return Line(one.what, hint, words, one.target, late=late, strong=one.days == 0, quiet=far)
