"""首次启动: what the program does, and three ways to begin; verifying a package needs none of them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from selfcheck import moments, settings
from selfcheck.errors import SelfCheckError
from selfcheck.store import is_workspace
from selfcheck.submission.founding import found_enterprise
from selfcheck.ui import look
from selfcheck.ui.actor import at_work
from selfcheck.ui.home.rows import make_room
from selfcheck.ui.jobs import Job
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.welcome.create import NamePage, ProfilePage
from selfcheck.ui.welcome.open import RecentList, RestoreCard, is_damaged, trouble_with
from selfcheck.ui.welcome.sample import make_sample, sample_folder
from selfcheck.ui.widgets import (
    Button,
    Card,
    Label,
    ProblemLabel,
    ScrollPage,
    body,
    icon_label,
    link,
    plain,
    primary,
    spread,
)
from selfcheck.ui.window import PROGRAM
from selfcheck.ui.workspace import Workspace

_COLUMN = 900  # how wide the words get at most
_WHOLE = 20  # the first page has the height to itself, and stands a little above its middle
_WHAT = "逐条自查十三项重点工作，留存佐证，签署后导出谁都能核验的报送包。全程在本机，不联网。"


@dataclass(frozen=True)
class _Way:
    icon: str
    title: str
    text: str
    button: Button


class WelcomeScreen(ScrollPage):
    """Shows one of: the ways to begin, the two steps of a new enterprise, a damaged archive."""

    def __init__(
        self,
        workspace: Workspace | None,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._navigator = navigator
        self._job: Job | None = None
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.begin = primary("新建", "plus")
        self.open = plain("选文件夹…", "folder")
        self.look = plain("看示例", "eye")
        self.verify = link("核验报送包", "verify")
        self.problem = ProblemLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.doing = body()
        self.stop = link("停止")
        self.recent = RecentList()
        self.start = self._start_page()
        self.naming = NamePage()
        self.profile = ProfilePage()
        self.restoring = RestoreCard()
        self.pages: tuple[QWidget, ...] = (
            self.start, self.naming, self.profile, self.restoring,
        )  # fmt: skip
        column = QVBoxLayout()
        for page in self.pages:
            page.setMaximumWidth(_COLUMN)
            column.addWidget(page, _WHOLE if page is self.start else 0)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column, 20)
        middle.addStretch(1)
        self.body.addSpacing(20)
        self.body.addLayout(middle, 1)
        self._show(self.start)

    def _start_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        column.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(6)
        head.addWidget(Label(PROGRAM, look.TITLE, "ink", 700))
        head.addWidget(Label(_WHAT, look.ROW, "ink2", wrap=True))
        column.addLayout(head)
        ways = QHBoxLayout()
        ways.setSpacing(look.GAP)
        for way in (
            _Way("enterprise", "新建企业档案", "写下名称和信用代码，答八个问题，就可以开始自查。",
                 self.begin),
            _Way("folder", "打开已有档案", "选企业档案所在的文件夹。正在别处使用的，可以只读查看。",
                 self.open),
            _Way("eye", "看示例企业", "一家虚构的机械厂，填了一半。随便改，不影响自己的档案。",
                 self.look),
        ):  # fmt: skip
            ways.addWidget(_way_card(way), 1)
        column.addLayout(ways)
        self.working = QWidget()
        working = QVBoxLayout(self.working)
        working.setContentsMargins(0, 0, 0, 0)
        working.addLayout(spread(self.doing, None, self.stop))
        working.addWidget(self.progress)
        column.addWidget(self.working)
        column.addWidget(self.problem)
        self.recent_card = Card("最近打开")
        make_room(self.recent_card)
        self.recent_card.body.addWidget(self.recent)
        column.addWidget(self.recent_card)
        told = Label("收到别人的报送包，不用建档案也能查真假：", look.TEXT, "ink2")
        column.addLayout(spread(told, self.verify, None))
        column.addStretch(2)
        self.working.hide()
        return page

    def _connect(self) -> None:
        self.begin.clicked.connect(self._on_create_clicked)
        self.open.clicked.connect(self._on_open_clicked)
        self.look.clicked.connect(self._on_look_clicked)
        self.verify.clicked.connect(self._on_verify_clicked)
        self.recent.chosen.connect(self.open_folder)
        self.naming.ready.connect(self._on_named)
        self.naming.back.connect(self._on_back)
        self.profile.wanted.connect(self._on_found_wanted)
        self.profile.back.connect(self._on_create_clicked)
        self.restoring.restored.connect(self._navigator.open_workspace)
        self.restoring.left.connect(self._on_back)

    def reload(self) -> None:
        """List the recent archives again; a page that is being filled in stays."""
        folders = [Path(text) for text in settings.load().recent]
        self.recent.show_folders(folders)
        self.recent_card.setVisible(bool(folders))

    def _show(self, page: QWidget) -> None:
        for other in self.pages:
            other.setVisible(other is page)
        self.verticalScrollBar().setValue(0)

    def first_focus(self) -> QWidget:
        """The first way to begin."""
        return self.begin

    # ---- a new enterprise

    def _on_create_clicked(self) -> None:
        self._show(self.naming)
        self.naming.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_back(self) -> None:
        self._show(self.start)
        self.begin.setFocus()

    def _on_named(self) -> None:
        self._show(self.profile)
        first = self.profile.card.focus_question(next(iter(self.profile.card.rows)))
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_found_wanted(self) -> None:
        folder = self.naming.folder
        try:
            found_enterprise(
                folder,
                name=self.naming.name.text(),
                credit_code=self.naming.code.line.text(),
                profile=self.profile.answers,
                actor=at_work(),
                now=moments.now(),
            )
        except SelfCheckError as error:
            self.profile.problem.show_problem(str(error))
            return
        self._navigator.open_workspace(folder)

    # ---- an archive that is there

    def _on_open_clicked(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "选企业档案所在的文件夹")
        if found:
            self.open_folder(Path(found))

    def open_folder(self, folder: Path) -> None:
        """Open an archive; a damaged one offers its copies, another reason is said here."""
        self.problem.show_problem("")
        if (
            self._workspace is not None
            and folder.absolute() == self._workspace.folder.absolute()
        ):
            self._navigator.open("home")  # it is the one that is open
            return
        error = trouble_with(folder)
        if error is None:
            self._navigator.open_workspace(folder)
        elif is_damaged(error):
            self.restoring.show_trouble(folder, str(error))
            self._show(self.restoring)
        else:
            self.problem.show_problem(str(error))

    # ---- the sample

    def _on_look_clicked(self) -> None:
        folder = sample_folder()
        if is_workspace(folder):
            self.open_folder(folder)
            return
        self.problem.show_problem("")
        self._job = job = Job(partial(make_sample, folder, moments.now()))
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._navigator.open_workspace)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self.stop.clicked.connect(job.cancel)
        self._working(True)
        self._navigator.jobs.run(job)

    def _working(self, working: bool) -> None:
        self.working.setVisible(working)
        self.doing.setText("正在建示例企业…")
        self.progress.setRange(0, 0)
        for button in (self.begin, self.open, self.look):
            button.setEnabled(not working)

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.doing.setText(f"{text}，{done}/{total}")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, SelfCheckError):
            raise error
        self.problem.show_problem(str(error))

    def _on_ended(self) -> None:
        self._working(False)

    def _on_verify_clicked(self) -> None:
        self._navigator.open("verify")


def _way_card(way: _Way) -> Card:
    card = Card()
    card.setAccessibleName(way.title)
    card.body.setSpacing(8)
    card.body.addWidget(icon_label(way.icon, 24, "accent_text"))
    card.body.addWidget(Label(way.title, look.CARD, "ink", 500))
    card.body.addWidget(Label(way.text, look.TEXT, "ink2", wrap=True))
    card.body.addStretch(1)
    card.body.addSpacing(4)
    card.body.addLayout(spread(way.button, None))
    way.button.setAccessibleDescription(way.text)
    return card
