"""「签署与报送」: what is being signed, what stands in the way, then the two turns of signing."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.duties.pages import Walk
from selfcheck.errors import SelfCheckError
from selfcheck.progress import Progress
from selfcheck.rounds import RoundStatus
from selfcheck.submission import actions, handover, queries, snapshot, walks
from selfcheck.submission.layout import REPORT
from selfcheck.submission.pages import SignoffPage
from selfcheck.ui import look
from selfcheck.ui.asking import agreed, may_open_for_change
from selfcheck.ui.columns import Columns
from selfcheck.ui.duty.grid import STANDING
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.paper_viewer import show_pdf
from selfcheck.ui.signoff.cards import DutiesCard, FreezeCard, TotalsCard
from selfcheck.ui.signoff.declaration_card import DeclarationCard
from selfcheck.ui.signoff.key_desk import KeyDesk
from selfcheck.ui.signoff.missing_list import MissingCard
from selfcheck.ui.signoff.signer_block import SignerBlock
from selfcheck.ui.signoff.signer_node import Stage, Standing
from selfcheck.ui.signoff.signing import Signing
from selfcheck.ui.widgets import PageHeader, ProblemLabel, ScrollPage, StepLine, plain
from selfcheck.ui.workspace import Workspace

_LOOK_ONLY = "这份档案是只读查看，不能签署。关闭占用它的程序，再重新打开。"


class SignoffScreen(QWidget):
    """The safety manager approves, then the principal signs; after that everything here is read-only."""

    def __init__(
        self,
        workspace: Workspace,
        navigator: Navigator,
        parent: QWidget | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._navigator = workspace, navigator
        self._page: SignoffPage | None = None
        self._job = OneJob(navigator.jobs, self)
        self._last_duty = ""
        self._turn_over = False
        self.steps = StepLine()
        self.draft = plain("打印核对稿", "print")
        self.header = PageHeader("签署与报送", actions=(self.steps, self.draft))
        self.problem = ProblemLabel()
        self.duties = DutiesCard()
        self.totals = TotalsCard()
        self.freeze = FreezeCard()
        self.missing = MissingCard()
        self.signing = DeclarationCard()
        self.columns = Columns()
        self._act = Signing(workspace, self._job, self.blocks, monotonic, self)
        self.desks = tuple(
            KeyDesk(workspace, navigator.jobs, block, self._asked, self)
            for block in self.blocks
        )
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        for card in (self.duties, self.totals, self.freeze):
            self.columns.left.addWidget(card)
        self.columns.left.addStretch(1)
        self.columns.right.addWidget(self.missing)
        self.columns.right.addWidget(self.signing)
        self.columns.right.addStretch(1)
        self.page = ScrollPage(spacing=look.GAP - 4)
        self.page.body.addWidget(self.header)
        self.page.body.addWidget(self.problem)
        self.page.body.addWidget(self.columns)
        self.page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _connect(self) -> None:
        self.draft.clicked.connect(self._on_draft_clicked)
        self.freeze.read.clicked.connect(self._on_read_clicked)
        self.duties.grid.followed.connect(self._on_duty_followed)
        self.duties.answers.clicked.connect(self._on_answers_clicked)
        self.missing.followed.connect(self._on_missing_followed)
        self.missing.all_wanted.connect(self._on_answers_clicked)
        self.signing.tick.toggled.connect(self._show_signers)
        self.signing.export.clicked.connect(self._on_export_clicked)
        for block in self.blocks:
            block.registration_wanted.connect(self._on_registration_wanted)
        self.manager.withdrawal_wanted.connect(self._on_withdrawal_wanted)
        self._act.began.connect(self._lock)
        self._act.recorded.connect(self._on_recorded)
        self._job.ended.connect(self._on_ended)
        printing = QShortcut(QKeySequence("Ctrl+P"), self)
        printing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        printing.activated.connect(self._on_draft_clicked)

    @property
    def manager(self) -> SignerBlock:
        """The block of the safety manager."""
        return self.signing.manager

    @property
    def principal(self) -> SignerBlock:
        """The block of the principal."""
        return self.signing.principal

    @property
    def blocks(self) -> tuple[SignerBlock, SignerBlock]:
        """Both, in the order of signing."""
        return (self.manager, self.principal)

    # ---- what the window asks

    def show_place(self, *where: str) -> None:
        """Come back to the row that was left from."""
        self.reload()
        self._last_duty = where[0] if where else ""

    def place(self) -> tuple[str, ...]:
        """The row that was left from."""
        return (self._last_duty,) if self._last_duty else ()

    def first_focus(self) -> QWidget | None:
        """The row that was left from, else the first thing missing, else the principal's tick."""
        if self._last_duty and (cell := self.duties.grid.cell(self._last_duty)):
            return cell.go
        if self._page is not None and self._page.status is RoundStatus.SIGNED:
            return self.signing.export
        if self.missing.rows and self._page and self._page.blockers:
            return self.missing.rows[0].go
        return self.signing.tick if self.signing.tick.isEnabled() else None

    def regions(self) -> list[QWidget]:
        """For F6: left column, what is missing, the act."""
        return [self.duties, self.missing, self.signing]

    # ---- showing

    def reload(self) -> None:
        """Ask for the page and draw it."""
        now = self._workspace.now()
        page = self._workspace.read(queries.signoff_page, self._walk(now), now=now)
        if self._page is not None and self._page.submission_id != page.submission_id:
            self.signing.tick.setChecked(False)
        self._page = page
        frozen = page.status is RoundStatus.SIGNED
        left = (
            f"还有 {page.days_left} 天" if page.days_left >= 0 else f"已过 {-page.days_left} 天"
        )
        parts = [page.period_words, f"第 {page.sequence:03d} 次报送"]
        due = f"{page.due.month} 月 {page.due.day} 日截止，{left}"
        parts.append("已签署并冻结" if frozen else due)
        self.header.show_subline(" · ".join(parts))
        self.steps.show_step(page.step - 1)
        self.draft.setVisible(not frozen)
        self.duties.show_page(page, frozen=frozen)
        self.totals.show_page(page)
        self.freeze.show_page(page, frozen=frozen)
        self.missing.setVisible(not frozen)
        self.missing.show_missing(page.missing)
        self.signing.show_page(page)
        self._show_signers()
        order_tabs(self._stops())

    def _stops(self) -> list[QWidget]:
        """Every control, what is missing before what is signed."""
        return [
            self.draft,
            *(row.go for row in self.missing.rows),
            self.duties.answers,
            *(cell.go for cell in self.duties.grid.cells),
            self.freeze.read,
            *(self.signing.basis_link, self.signing.tick),
            *(self.manager.stops() + self.principal.stops()),
            self.signing.export,
        ]

    def _walk(self, now: datetime) -> Walk:
        return self._workspace.read(walks.current, self._workspace.folder, now.date())

    def _show_signers(self) -> None:
        page = self._page
        if page is None:
            return
        locked = self._workspace.read_only
        draft = page.status is RoundStatus.DRAFT
        signed = page.status is RoundStatus.SIGNED
        lacking = f"先补齐 {page.blockers} 项" if page.blockers else ""
        first = Stage.ACTIVE if draft else Stage.DONE
        self.manager.show_signers(
            page.managers,
            Standing(
                first,
                lacking,
                bad=bool(lacking),
                withdrawable=page.status is RoundStatus.APPROVED and not locked,
                locked=locked,
            ),
        )
        second = Stage.WAITING if draft else Stage.DONE if signed else Stage.ACTIVE
        before = "审核后签署"
        if second is Stage.ACTIVE:
            before = lacking or ("" if self.signing.tick.isChecked() else "先勾选声明")
        self.principal.show_signers(
            page.principals, Standing(second, before, bad=bool(lacking), locked=locked)
        )
        self.signing.show_turn(second is Stage.ACTIVE and not locked, signed=signed)
        self.signing.show_locked(_LOOK_ONLY if locked and not signed else "")
        clock = f"{self._workspace.now():%Y-%m-%d %H:%M} +08:00"
        for block in self.blocks:
            block.show_clock(clock)

    # ---- going elsewhere

    def _on_duty_followed(self, key: str) -> None:
        self._last_duty = key
        page = self._page
        if page is None or not may_open_for_change(self, self._workspace, page):
            return
        if key == STANDING:
            self._navigator.open("duties")
        else:
            self._navigator.open("duty", key)

    def _on_missing_followed(self, target: tuple[str, ...]) -> None:
        self._last_duty = ""
        if self._page is not None and may_open_for_change(self, self._workspace, self._page):
            self._navigator.open(*target)

    def _on_answers_clicked(self) -> None:
        self._navigator.open("answers")

    def _on_export_clicked(self) -> None:
        self._navigator.open("export")

    def _on_registration_wanted(self) -> None:
        self._navigator.open("enterprise", "person")

    # ---- reading before signing

    def _on_draft_clicked(self) -> None:
        if self._job.busy or self.draft.isHidden():
            return
        now = self._workspace.now()
        frozen = self._workspace.read(snapshot.take, self._walk(now))

        def work(progress: Progress) -> tuple[str, bytes]:
            content = handover.draft_report(frozen, now=now, progress=progress)
            return f"核对稿-{frozen.package_id}.pdf", content

        self.draft.setText("正在生成…")
        self.draft.setEnabled(False)
        self._job.run(work, self._on_drafted, self._on_trouble)

    def _on_drafted(self, made: tuple[str, bytes]) -> None:
        self._show_paper(*made)

    def _on_read_clicked(self) -> None:
        page = self._page
        if page is None or page.status is RoundStatus.DRAFT:
            self._on_draft_clicked()
            return
        staged = handover.staging_folder(self._workspace.folder, page.package_id)
        for path in (staged / "sealed" / REPORT, staged / REPORT):
            if path.exists():
                self._show_paper(f"自查报告-{page.package_id}.pdf", path.read_bytes())
                return
        self.problem.show_problem("签署材料不在这台电脑上，看导出的报送包里的报告。")

    def _show_paper(self, name: str, content: bytes) -> None:
        self.problem.show_problem("")
        try:
            show_pdf(content, name)
        except SelfCheckError as error:
            self._on_trouble(error)

    def _on_trouble(self, error: SelfCheckError) -> None:
        self.problem.show_problem(str(error))

    # ---- signing

    def _asked(self) -> SignoffPage:
        assert self._page is not None
        return self._page

    def _on_withdrawal_wanted(self) -> None:
        page = self._asked()
        who = next((one.name for one in page.managers if one.done_at), "")
        text = f"撤回{who}的审核，回到草稿。已填的内容都在，改完要重新审核。"
        if not agreed(self, "撤回审核", text, "撤回"):
            return
        try:
            self._workspace.act(actions.withdraw_approval, self._walk(self._workspace.now()))
        except SelfCheckError as error:
            self._on_trouble(error)

    def _lock(self) -> None:
        self._enable(False)

    def _on_ended(self) -> None:
        self.draft.setText("打印核对稿")
        self._enable(True)
        self._show_signers()
        if self._turn_over:
            self._turn_over = False
            self.reload()  # the window asks again only later
            self._focus_next()

    def _on_recorded(self) -> None:
        self._turn_over = True

    def _focus_next(self) -> None:
        """The button that had the focus has done its work: go to what comes next."""
        if (following := self.first_focus()) is not None:
            following.setFocus()
            self.page.ensureWidgetVisible(following)

    def _enable(self, enabled: bool) -> None:
        for part in (self.header, self.draft, self.duties, self.freeze, self.missing):
            part.setEnabled(enabled)
        self.signing.basis_link.setEnabled(enabled)
        if not enabled:
            self.signing.tick.setEnabled(False)
