"""「导出」: written to a stick or folder, read back, and what to do with it then."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.duties.pages import Walk
from selfcheck.errors import NotReady, SelfCheckError, SigningError
from selfcheck.submission import actions, handover, papers, periods, queries, sealing, walks
from selfcheck.submission.media import Medium
from selfcheck.submission.pages import ExportPage
from selfcheck.submission.table_of_contents import ContentsLine, listed
from selfcheck.ui.columns import Columns
from selfcheck.ui.export import media
from selfcheck.ui.export.cards import ChainCard, FileCard, FingerprintCard
from selfcheck.ui.export.delivery_card import DeliveryCard
from selfcheck.ui.export.exporting import Exporting
from selfcheck.ui.export.next_round_card import NextRoundCard
from selfcheck.ui.export.target_card import TargetCard
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.paper_viewer import open_file, show_pdf
from selfcheck.ui.widgets import (
    Button,
    Card,
    EmptyState,
    PageHeader,
    ProblemLabel,
    Ribbon,
    ScrollPage,
    StepLine,
    plain,
    primary,
)
from selfcheck.ui.workspace import Workspace


class ExportScreen(QWidget):
    """The newest signed submission: where it goes, and how it ended."""

    def __init__(
        self,
        workspace: Workspace,
        navigator: Navigator,
        parent: QWidget | None = None,
        *,
        sticks: Callable[[], tuple[Medium, ...]] = media.sticks,
        medium_of: Callable[[Path], Medium] = media.medium_of,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._navigator, self._medium_of = workspace, navigator, medium_of
        self._page: ExportPage | None = None
        self._lines: tuple[ContentsLine, ...] = ()
        self._again = False  # choosing a place although it was written before
        self.steps = StepLine()
        self.again = plain("再导出一份", "stick")
        self.header = PageHeader("签署与报送", actions=(self.steps, self.again))
        self.empty = EmptyState("还没有签署过的报送。先审核、签署，再导出。", "去签署")
        self.nothing = Card()
        self.nothing.body.addWidget(self.empty)
        self.ribbon = Ribbon()
        job = OneJob(navigator.jobs, self)
        self._act = Exporting(workspace, job, self.ribbon, medium_of, self)
        self.folder: Button = plain("打开文件夹", "folder")
        self.slip: Button = primary("打印交接单", "print")
        self.problem = ProblemLabel()
        self.target = TargetCard(sticks, medium_of)
        self.file = FileCard()
        self.fingerprint = FingerprintCard()
        self.chain = ChainCard()
        self.delivery = DeliveryCard()
        self.next_round = NextRoundCard()
        self.columns = Columns()
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.ribbon.set_actions((self.folder, self.slip))
        self.columns.left.addWidget(self.target)
        self.columns.left.addWidget(self.file)
        self.columns.left.addStretch(1)
        for card in (self.fingerprint, self.chain, self.delivery, self.next_round):
            self.columns.right.addWidget(card)
        self.columns.right.addStretch(1)
        self.page = page = ScrollPage()
        for part in (self.header, self.nothing, self.ribbon, self.problem, self.columns):
            page.body.addWidget(part)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _connect(self) -> None:
        self.empty.followed.connect(lambda: self._navigator.open("signoff"))
        self.again.clicked.connect(self._on_again_clicked)
        self.target.chosen.connect(self.write_to)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.slip.clicked.connect(self._on_slip_clicked)
        self.delivery.opened.connect(self._on_delivery_opened)
        self.delivery.recorded.connect(self._on_delivery_recorded)
        self.next_round.begun.connect(self._on_next_begun)
        self._act.ended.connect(self._on_ended)
        printing = QShortcut(QKeySequence("Ctrl+P"), self)
        printing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        printing.activated.connect(self._on_slip_clicked)

    # ---- what the window asks

    def first_focus(self) -> QWidget | None:
        """The thing to do next: print the slip, or say where to write."""
        if self._page is None:
            return self.empty.link
        if not self.target.isHidden():
            ready = [row.write for row in self.target.rows if row.write.isEnabled()]
            return ready[0] if ready else self.target.folder
        return self.slip

    def regions(self) -> list[QWidget]:
        """For F6: verdict, left column, right column."""
        return [self.ribbon, self.file, self.fingerprint, self.delivery]

    # ---- showing

    def reload(self) -> None:
        """Ask for the page and draw it."""
        walk = self._walk()
        try:
            page = self._workspace.read(queries.latest_export, walk)
        except NotReady:
            page = None
        if page is None or (self._page and self._page.package_id != page.package_id):
            self._again = False
            self._act.start_over()
        self._page = page
        self.nothing.setVisible(page is None)
        for part in (self.steps, self.ribbon, self.columns):
            part.setVisible(page is not None)
        idle = not (self._again or self._act.busy or self._act.failure)
        self.again.setVisible(bool(page and page.exports and idle))
        self.header.show_subline("" if page is None else _subline(page))
        if page is None:
            return
        self.steps.show_step(4 if page.delivered_on else 3)
        self.fingerprint.show_fingerprint(page.fingerprint)
        self.chain.show_chain(page.chain)
        self.delivery.show_page(page, walk.today, read_only=self._workspace.read_only)
        self.next_round.show_page(page, periods.after(page.period, walk.today))
        self.next_round.setVisible(page.newest and not self._workspace.read_only)
        self._show_file(page)
        self._show_outcome(page)
        order_tabs(self._stops())

    def _stops(self) -> list[QWidget]:
        """Every control in the order of reading."""
        return [
            self.again,
            *(self.ribbon.stop, self.folder, self.slip),
            *(self.target.refresh, *(row.write for row in self.target.rows)),
            *(self.target.folder, self.file.copy_path),
            *(self.fingerprint.copy, self.fingerprint.digest),
            *self.delivery.stops(),
            *(self.next_round.period, self.next_round.following, self.next_round.correct),
        ]

    def _walk(self) -> Walk:
        today = self._workspace.now().date()
        return self._workspace.read(walks.current, self._workspace.folder, today)

    def _show_file(self, page: ExportPage) -> None:
        trouble = ""
        try:
            self._lines = listed(self._files(page), page)
        except SigningError as error:
            self._lines, trouble = (), str(error)
        room = ""
        if page.exports:
            folder = Path(page.exports[0].path).parent
            if folder.is_dir():
                medium = self._medium_of(folder)
                room = ("U 盘 " if medium.removable else "") + medium.room_words
        self.file.show_package(page, self._lines, room, trouble)

    def _files(self, page: ExportPage) -> list[tuple[str, int]]:
        if (written := self._act.written) is not None:
            return [(one.name, one.size) for one in written.verdict.files]
        staged = handover.staging_folder(self._workspace.folder, page.package_id)
        return [(m.name, m.size) for m in sealing.members(staged, self._workspace.folder)]

    def _show_outcome(self, page: ExportPage) -> None:
        if self._act.busy:
            return
        failed = self._act.failure is not None
        choosing = self._again or not page.exports or failed
        self.target.setVisible(choosing and not self._workspace.read_only)
        if choosing:
            self.target.show_package(page.files, page.bytes)
        self._act.show_outcome(page)
        for action in (self.folder, self.slip):
            action.setVisible(bool(page.exports) and not failed)
        self.slip.set_kind("plain" if choosing else "primary")

    # ---- writing

    def _on_again_clicked(self) -> None:
        self._again = True
        self._act.forget()
        self.reload()

    def write_to(self, folder: Path) -> None:
        """Write the package into a folder, read it back, record it."""
        page = self._page
        if page is None or not self._act.write(page, folder):
            return
        self.problem.show_problem("")
        self.target.hide()
        self.again.hide()
        for card in (self.delivery, self.next_round):
            card.setEnabled(False)
        self.page.ensureWidgetVisible(self.ribbon)

    def _on_ended(self) -> None:
        self._again = self._again and self._act.failure is not None
        for card in (self.delivery, self.next_round):
            card.setEnabled(True)
        self.reload()
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()

    # ---- afterwards

    def _on_folder_clicked(self) -> None:
        page = self._page
        if page is not None and page.exports:
            self._try(lambda: open_file(Path(page.exports[0].path).parent))

    def _on_slip_clicked(self) -> None:
        page = self._page
        if page is None or not page.exports or self._act.busy:
            return
        name = f"交接单-{page.package_id}.pdf"
        self._try(
            lambda: show_pdf(papers.handover_slip(page, page.exports[0], self._lines), name)
        )

    def _try(self, what: Callable[[], object]) -> None:
        self.problem.show_problem("")
        try:
            what()
        except SelfCheckError as error:
            self.problem.show_problem(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._act.busy:
            self._navigator.open(
                "home"
            )  # unless a field took it: there it brings back the text
            return
        super().keyPressEvent(event)

    def _on_delivery_opened(self) -> None:
        QTimer.singleShot(0, self, self._show_delivery_form)  # once it has its place

    def _show_delivery_form(self) -> None:
        self.page.ensureWidgetVisible(self.delivery.keep)

    def _on_delivery_recorded(self, day: str, to: str, how: str) -> None:
        page = self._page
        assert page is not None
        try:
            self._workspace.act(
                actions.record_delivery,
                page.submission_id,
                day=date.fromisoformat(day) if day else None,
                to=to,
                how=how,
                today=self._workspace.now().date(),
            )
        except NotReady as refused:
            self.delivery.show_refusal(refused)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
        else:
            self.delivery.finish()

    def _on_next_begun(self, period: str, correction: bool) -> None:
        try:
            self._workspace.act(
                actions.begin_next,
                pack=self._workspace.pack,
                period=period,
                correction=correction,
                now=self._workspace.now(),
            )
        except SelfCheckError as error:
            self.next_round.problem.show_problem(str(error))
        else:
            self._navigator.open("duties" if correction else "home")


def _subline(page: ExportPage) -> str:
    at = moments.read(page.signed_at)
    return (
        f"{page.period_words} · 第 {page.sequence:03d} 次报送 · "
        f"{at:%m-%d %H:%M} 由{page.signed_by}签署并冻结"
    )
