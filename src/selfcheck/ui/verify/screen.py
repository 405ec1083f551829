"""核验: drop a package and read two answers, is it as it was signed and whose keys are they.

Works without an open archive. Nothing is unpacked or changed.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QWidget,
)

from selfcheck import moments
from selfcheck.submission.verdict import Verdict
from selfcheck.submission.verdict_files import FileLine
from selfcheck.submission.verdict_page import VerdictPage, note_to_enterprise
from selfcheck.ui import look
from selfcheck.ui.columns import Columns
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.verify.cards import FactsCard, SignersCard, StepsCard
from selfcheck.ui.verify.contents import ContentsCard
from selfcheck.ui.verify.list import WIDTH, PackageList
from selfcheck.ui.verify.parts import DragFrame, PackageArea, Particulars
from selfcheck.ui.verify.register import RegisterChoice
from selfcheck.ui.verify.work import Verifying
from selfcheck.ui.widgets import (
    Card,
    PageHeader,
    Ribbon,
    ScrollPage,
    files_in,
    plain,
    primary,
)
from selfcheck.ui.workspace import Workspace

_SUBLINE = "把报送包或文件夹拖到窗口里；只读取，不解开，不改动原文件"
_NOTHING = "这个文件夹里没有 .zip 文件。选择企业导出的报送包，或另一个文件夹。"
OWN = "own"  # second where-argument: compare with this enterprise's own keys


class VerifyScreen(ScrollPage):
    """One package at a time; several stand in a list at the left."""

    def __init__(self, workspace: Workspace | None, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._verdicts: list[Verdict] = []
        self._shown = 0
        self._fresh: list[Verdict] | None = None  # being verified anew, with another register
        self.choice = RegisterChoice(workspace)
        self.work = Verifying(navigator.jobs, self)
        self._build()
        self._connect()
        self._show_state()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.manual = plain("不用本软件怎么核验", "terminal")
        self.choose = primary("选择文件", "import")
        self.header = PageHeader("核验", _SUBLINE, [self.manual, self.choose])
        self.area = PackageArea()
        self.particulars = Particulars()
        self.ribbon = Ribbon(actions=[self.particulars])
        self.contents = ContentsCard()
        self.signers = SignersCard(self.choice)
        self.steps, self.facts = StepsCard(), FactsCard()
        self.columns = Columns(right_width=416, least_left=440)
        self.columns.left.addWidget(self.contents, 1)
        self.columns.left.addStretch(0)
        for card in (self.signers, self.steps, self.facts):
            self.columns.right.addWidget(card)
        self.columns.right.addStretch(1)
        self.list = PackageList()
        self.packages = Card(edge=1)
        self.packages.body.setContentsMargins(1, 6, 1, 6)
        self.packages.body.addWidget(self.list)
        self.results = QWidget()
        row = QHBoxLayout(self.results)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP - 4)
        row.addWidget(self.packages)
        row.addWidget(self.columns, 1)
        self.body.setSpacing(look.GAP - 4)
        self.body.addWidget(self.header)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.ribbon)
        self.body.addWidget(self.results, 1)
        self._rest = QWidget()
        self.body.addWidget(self._rest, 1)
        self._frame = DragFrame(self.viewport())
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.packages.setFixedWidth(look.px(WIDTH))

    def _connect(self) -> None:
        self.area.chosen.connect(self.verify)
        self.choose.clicked.connect(self.area.choose)
        self.area.folder_wanted.connect(self._on_folder_wanted)
        self.manual.clicked.connect(self._on_manual_clicked)
        self.ribbon.stopped.connect(self.work.stop)
        self.work.progressed.connect(self._on_progressed)
        self.work.verified.connect(self._on_verified)
        self.work.nothing_found.connect(self._on_nothing_found)
        self.work.ended.connect(self._on_ended)
        self.list.chosen.connect(self._on_package_chosen)
        self.choice.chosen.connect(self._on_register_chosen)
        self.steps.note_wanted.connect(self._on_note_wanted)
        self.contents.table.facts_wanted.connect(self._on_facts_wanted)
        self._shortcut(QKeySequence.StandardKey.Open, self.area.choose)
        self._shortcut(QKeySequence.StandardKey.Paste, self._on_paste)
        self._shortcut(QKeySequence(Qt.Key.Key_F1), self._on_manual_clicked)

    def _shortcut(self, keys: QKeySequence | QKeySequence.StandardKey, slot: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(slot)

    # ---- the window's side

    def reload(self) -> None:
        """Nothing here comes from the archive; what was verified stays."""

    def show_place(self, *where: str) -> None:
        """Verify a file at once: open("verify", path), or (path, "own") with the own keys."""
        if where[1:] == (OWN,):
            self.choice.use_own(quietly=True)
        self.verify([Path(where[0])])

    def first_focus(self) -> QWidget:
        """Where files come in."""
        return self.choose if self.choose.isVisibleTo(self) else self.area.button

    # ---- verifying

    def verify(self, paths: Sequence[Path]) -> None:
        """Verify files, and the packages in folders, in place of what is shown."""
        self._verdicts, self._shown, self._fresh = [], 0, None
        self.area.problem.show_problem("")
        self._show_working()
        self.work.begin(paths, self.choice.register)

    def _show_working(self) -> None:
        self.area.hide()
        self.choose.hide()
        self.ribbon.show()
        self.results.setVisible(bool(self._verdicts))
        self._rest.setVisible(not self._verdicts)
        self.ribbon.show_progress("正在核对", 0, 0, "正在读取文件…")

    def _on_progressed(self, done: int, total: int, words: str, which: str) -> None:
        self.ribbon.show_progress(words, done, total, which, counted=False)

    def _on_verified(self, verdict: Verdict) -> None:
        kept = self._verdicts if self._fresh is None else self._fresh
        kept.append(verdict)
        if self._fresh is None:
            self._show_results()

    def _on_nothing_found(self) -> None:
        self.area.problem.show_problem(_NOTHING)

    def _on_ended(self) -> None:
        if self._fresh is not None and len(self._fresh) == len(self._verdicts):
            self._verdicts = self._fresh  # a run that was stopped changes nothing
        self._fresh = None
        self._show_state()

    def _on_register_chosen(self) -> None:
        paths = [verdict.path for verdict in self._verdicts]
        if paths:
            self._fresh = []
            self._show_working()
            self.work.begin(paths, self.choice.register)

    # ---- showing

    @property
    def page(self) -> VerdictPage | None:
        """The package that is shown."""
        if not self._verdicts:
            return None
        return self._page_of(self._verdicts[self._shown])

    def _page_of(self, verdict: Verdict) -> VerdictPage:
        return VerdictPage(verdict, self.choice.register is not None)

    def _show_state(self) -> None:
        """As it is when nothing is under way."""
        page = self.page
        for part in (self.ribbon, self.results, self.choose):
            part.setVisible(page is not None)
        self.area.setVisible(page is None)
        self._rest.hide()
        if page is None:
            self.area.button.setFocus()
            return
        self._show_results()
        self.ribbon.show_verdict(page.tone, page.word, page.line)

    def _show_results(self) -> None:
        """The list and the package at hand."""
        self.packages.setVisible(len(self._verdicts) > 1)
        self.list.show_pages([self._page_of(one) for one in self._verdicts], self._shown)
        page = self.page
        assert page is not None
        self.results.show()
        self._rest.hide()
        self.particulars.show_file(page)
        self.contents.show_page(page)
        for at, stretch in enumerate((1, 0) if page.verdict.files else (0, 1)):
            self.columns.left.setStretch(
                at, stretch
            )  # without files there is no table to fill it
        self.signers.show_page(page)
        self.steps.show_steps(page.steps)
        self.steps.setVisible(bool(page.steps))
        self.facts.show_facts(page.facts)
        self.facts.setVisible(page.verdict.intact and bool(page.facts))

    def _on_package_chosen(self, at: int) -> None:
        self._shown = at
        page = self.page
        if page is None:
            return
        self._show_results()
        if not self.work.busy:
            self.ribbon.show_verdict(page.tone, page.word, page.line)

    # ---- what else can be done

    def _on_folder_wanted(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择放着报送包的文件夹")
        if name:
            self.verify([Path(name)])

    def _on_paste(self) -> None:
        paths = files_in(QGuiApplication.clipboard().mimeData())
        if paths:
            self.verify(paths)

    def _on_manual_clicked(self) -> None:
        from selfcheck.ui.verify.manual import ManualDialog

        dialog = ManualDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _on_facts_wanted(self, line: FileLine) -> None:
        from selfcheck.ui.verify.facts import FileFacts

        dialog = FileFacts(line, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_note_wanted(self) -> None:
        page = self.page
        assert page is not None
        QGuiApplication.clipboard().setText(note_to_enterprise(page, moments.now()))
        self.steps.copy.setText("已复制，可粘贴到邮件里")

    # ---- dropping anywhere on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and not self.work.busy:
            self._frame.setGeometry(self.viewport().rect())
            self._frame.raise_()
            self._frame.show()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        self._frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._frame.hide()
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.verify(paths)
