"""Boards and lists on paper and in a workbook, from the list of risk points."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.progress import Progress
from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger.strip import WorkStrip
from selfcheck.ui.paper_viewer import open_file
from selfcheck.ui.riskmap.papers import MapPapers
from selfcheck.ui.workspace import Workspace

if TYPE_CHECKING:
    from selfcheck.reports.risk_content import RiskBoard, RiskLists
    from selfcheck.reports.risk_formats import SheetFormat


class RiskPapers(MapPapers):
    """One paper at a time; what is exported is written where the person says."""

    def __init__(
        self, workspace: Workspace, jobs: Jobs, strip: WorkStrip, parent: QWidget
    ) -> None:
        super().__init__(workspace, jobs, strip, parent)
        self._window = parent
        self._target: Path | None = None

    def print_ticked(
        self, found: RiskMap, points: tuple[int, ...], size: str, *, public: bool
    ) -> None:
        """The boards of these points on a paper: a4, a4_wide, a3, a3_wide."""
        from selfcheck.reports import risk_formats
        from selfcheck.submission import risk_boards, risk_papers

        paper = {
            "a4": risk_formats.BOARD_A4,
            "a4_wide": risk_formats.BOARD_A4_WIDE,
            "a3": risk_formats.BOARD_A3,
            "a3_wide": risk_formats.BOARD_A3_WIDE,
        }[size]
        whose = self._workspace.read(risk_papers.whose)
        boards = risk_boards.boards(found, whose, self._today, points=points, public=public)
        name = f"告知牌 {boards[0].number}" if len(boards) == 1 else f"告知牌 {len(boards)} 块"
        name += " 公开版" if public else ""
        self._begin(f"{name} {self._code(found)}.pdf", partial(_boards, boards, paper))

    def print_lists(self, found: RiskMap, *, three: bool) -> None:
        """三清单, or JHA and SCL: one PDF on A3."""
        from selfcheck.reports.risk_lists import lists_pdf

        lists, name = self._lists(found, three)
        self._begin(f"{name} {self._code(found)}.pdf", partial(lists_pdf, lists))

    def export_lists(self, found: RiskMap, *, three: bool) -> None:
        """The same rows as a workbook; asks where."""
        from selfcheck.reports.risk_sheet import lists_xlsx

        lists, name = self._lists(found, three)
        target = self._asked(f"{name} {self._code(found)}.xlsx")
        if target is not None:
            self._begin(target.name, partial(lists_xlsx, lists))
            self._target = target

    def _lists(self, found: RiskMap, three: bool) -> "tuple[RiskLists, str]":
        from selfcheck.submission import risk_papers

        whose = self._workspace.read(risk_papers.whose)
        make = risk_papers.three_lists if three else risk_papers.analyses
        name = "风险管控三清单" if three else "风险评估表 JHA、SCL"
        return make(found, whose, self._today), name

    def _asked(self, name: str) -> Path | None:
        """Where the person wants it; the system asks before it replaces a file."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        found, _ = QFileDialog.getSaveFileName(
            self._window, "保存到哪里", str(folder / name), "Excel 表格 (*.xlsx)"
        )
        if not found:
            return None
        return Path(found if found.lower().endswith(".xlsx") else found + ".xlsx")

    def _begin(self, name: str, make: Callable[[Progress], bytes]) -> None:
        if not self.busy:
            self._target = None
        super()._begin(name, make)

    def _on_made(self, name: str, content: bytes) -> None:
        if self._target is None:
            super()._on_made(name, content)
            return
        from selfcheck.submission import ledger_files

        self._made = (name, content)
        try:
            ledger_files.put(self._target, content)
        except SelfCheckError as error:
            self._strip.show_done(str(error))
        else:
            self._strip.show_done(f"已导出 {name}", (("open", "打开"),))

    def _open(self) -> None:
        if self._target is None:
            super()._open()
            return
        try:
            open_file(self._target)
        except SelfCheckError as error:
            self._strip.show_done(str(error))


def _boards(boards: "Sequence[RiskBoard]", paper: "SheetFormat", progress: Progress) -> bytes:
    from selfcheck.reports.risk_board import boards_pdf

    return boards_pdf(boards, paper, progress)
