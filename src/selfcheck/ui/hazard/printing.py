"""The papers about a hazard, made off the UI thread and opened by the system's viewer, which prints them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.hazards import actions
from selfcheck.hazards.pages import HazardPage
from selfcheck.hazards.records import HazardState
from selfcheck.progress import Progress
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.paper_viewer import show_pdf
from selfcheck.ui.workspace import Workspace

_FOR_ALL = (("notice", "整改通知单"), ("acceptance", "整改验收单"))
_FOR_MAJOR = (
    ("report", "重大事故隐患报告"),
    ("plan", "治理方案"),
    ("board", "重大事故隐患公示"),
)


class PrintMenu(QMenu):
    """Offers the papers that fit the hazard; `told` says how it went, `refused` what to do."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: HazardDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job = OneJob(desk.navigator.jobs, self)

    def show_page(self, page: HazardPage) -> None:
        """A draft has no papers; the report, the plan and the notice board are for major hazards."""
        self.clear()
        if page.state is HazardState.DRAFT:
            return
        papers = [*_FOR_ALL[:1], *(_FOR_MAJOR if page.major else ()), *_FOR_ALL[1:]]
        for key, words in papers:
            action = self.addAction(words)
            action.setData(key)
            action.triggered.connect(partial(self._on_chosen, key, words, page.number))

    def _on_chosen(self, key: str, paper: str, number: str) -> None:
        if self._job.busy:
            return
        try:
            make = self._maker(key)
        except SelfCheckError as error:
            self.refused.emit(str(error))
            return
        self.refused.emit("")
        name = f"{paper} {number}"
        self.told.emit(f"正在做{name}")
        made = partial(self._on_made, self._desk.hazard_id, paper, f"{name}.pdf")
        self._job.run(make, made, self._on_failed)

    def _maker(self, key: str) -> Callable[[Progress], bytes]:
        """What is printed, read now; the pages are set by a job."""
        from selfcheck.reports import (
            hazard_acceptance,
            hazard_board,
            hazard_notice,
            hazard_report,
        )
        from selfcheck.submission import hazard_papers

        workspace, number = self._desk.workspace, self._desk.hazard_id
        office, pack = self._desk.office, workspace.pack
        read = workspace.read
        if key == "notice":
            told = read(hazard_papers.notices, office, [number], issuer=workspace.actor)
            return partial(hazard_notice.notices_pdf, told)
        if key == "acceptance":
            form = read(hazard_papers.acceptance_form, office, number)
            return partial(_plain, hazard_acceptance.acceptance_form_pdf, form)
        if key == "report":
            report = read(hazard_papers.report_form, office, number, pack)
            return partial(_plain, hazard_report.report_form_pdf, report)
        if key == "plan":
            plan = read(hazard_papers.plan_form, office, number)
            return partial(_plain, hazard_report.plan_pdf, plan)
        board = read(hazard_papers.workers_notice, office, number, pack)
        return partial(_plain, hazard_board.workers_notice_pdf, board)

    def _on_made(self, hazard_id: int, paper: str, name: str, content: bytes) -> None:
        self.told.emit("")
        try:
            show_pdf(content, name)
            note_print(self._desk.workspace, [hazard_id], paper)
        except SelfCheckError as error:
            self.refused.emit(str(error))

    def _on_failed(self, error: SelfCheckError) -> None:
        self.told.emit("")
        self.refused.emit(str(error))


def note_print(workspace: Workspace, hazard_ids: Sequence[int], paper: str) -> None:
    """Leave a line in the history of each hazard; an archive that is only looked at keeps none.

    Raises StoreError when it cannot be kept.
    """
    if not workspace.read_only:
        by, now = workspace.actor, workspace.now()
        workspace.act(actions.printed, hazard_ids, paper, by=by, now=now)


def _plain(make: Callable[[Any], bytes], form: Any, progress: Progress) -> bytes:
    """One paper is quick: it can only be stopped before it begins."""
    progress.check()
    return make(form)
