"""The map and the boards on paper: made by a job, then opened by the system's viewer, which prints them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from selfcheck import moments
from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.progress import Progress
from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger.strip import WorkStrip
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.paper_viewer import show_pdf
from selfcheck.ui.workspace import Workspace


class MapPapers(QObject):
    """One paper at a time; how far it is and what stops it stand in the strip."""

    def __init__(
        self, workspace: Workspace, jobs: Jobs, strip: WorkStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace, self._strip = workspace, strip
        self._job = OneJob(jobs, self)
        self._made: tuple[str, bytes] | None = None
        self._stopped = False
        self._job.progressed.connect(self._on_progressed)
        self._job.ended.connect(self._on_ended)
        strip.stopped.connect(self._on_stopped)
        strip.followed.connect(self._open)

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._job.busy

    def show_map(self, found: RiskMap) -> None:
        """A3 预览: every plan as it will hang on the wall, with 草稿 across it until it is published."""
        from selfcheck.reports.risk_map import map_pdf
        from selfcheck.submission import risk_papers

        whose = self._workspace.read(risk_papers.whose)
        paper = risk_papers.map_paper(found, whose, self._today)
        self._begin(f"四色分布图 {self._code(found)}.pdf", partial(map_pdf, paper))

    def print_boards(
        self, found: RiskMap, points: tuple[int, ...] | None = None, *, public: bool = False
    ) -> None:
        """Notice boards of these points, of all when none are named; `public`: without names and mobiles."""
        from selfcheck.reports.risk_board import boards_pdf
        from selfcheck.submission import risk_boards, risk_papers

        whose = self._workspace.read(risk_papers.whose)
        boards = risk_boards.boards(found, whose, self._today, points=points, public=public)
        name = f"告知牌 {boards[0].number}" if len(boards) == 1 else "告知牌"
        name += " 公开版" if public else ""
        self._begin(
            f"{name} {self._code(found)}.pdf",
            lambda progress: boards_pdf(boards, progress=progress),
        )

    @property
    def _today(self) -> date:
        return self._workspace.now().astimezone(moments.CHINA).date()

    @staticmethod
    def _code(found: RiskMap) -> str:
        return f"{found.next_code} 草稿" if found.changed else found.published.code

    def _begin(self, name: str, make: Callable[[Progress], bytes]) -> None:
        self._made, self._stopped = None, False
        if self._job.run(make, partial(self._on_made, name), self._on_failed):
            self._strip.show_progress(f"正在生成{name.removesuffix('.pdf')}", 0, 0)

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self._strip.show_progress(text, done, total)

    def _on_stopped(self) -> None:
        self._stopped = True
        self._job.cancel()

    def _on_made(self, name: str, content: bytes) -> None:
        self._made = (name, content)
        self._open()

    def _open(self) -> None:
        if self._made is None:
            return
        name, content = self._made
        try:
            show_pdf(content, name)
        except SelfCheckError as error:
            self._strip.show_done(str(error))
        else:
            self._strip.show_done(f"已打开{name.removesuffix('.pdf')}", (("open", "再打开"),))

    def _on_failed(self, error: SelfCheckError) -> None:
        words = str(error)
        if isinstance(error, NotReady):
            words = "；".join(problem.text for problem in error.problems)
        self._strip.show_done(words)

    def _on_ended(self) -> None:
        if self._stopped and self._made is None:
            self._strip.show_done("已停止")
