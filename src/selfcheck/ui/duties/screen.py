"""十三项职责: what each duty still lacks, who looks after it, and where it stands."""

import os
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.duties import queries
from selfcheck.duties.pages import DutyList, DutyRow, Walk
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.progress import Progress
from selfcheck.reports.checklist import ChecklistLine
from selfcheck.submission import walks
from selfcheck.ui import look
from selfcheck.ui.buttons import plain
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.duties.list_rows import entries_of
from selfcheck.ui.duties.list_view import DutyListView
from selfcheck.ui.fields import SearchField
from selfcheck.ui.jobs import Job
from selfcheck.ui.labels import ProblemLabel
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.surfaces import Card, EmptyState, PageHeader
from selfcheck.ui.workspace import Workspace

_FILTERS = (Choice("all", "全部"), Choice("open", "待办"), Choice("done", "已完成"))


def printed(
    progress: Progress, *, enterprise: str, code: str, period: str, lines: list[ChecklistLine]
) -> Path:
    """The checklist as a PDF in a folder of its own, to be opened and printed.

    Raises NotReady when a name cannot be printed, SelfCheckError when the file cannot be written.
    """
    from selfcheck.reports import checklist

    progress.step(0, 1, "正在生成清单")
    content = checklist.build(
        enterprise=enterprise, credit_code=code, period=period, lines=lines
    )
    try:
        place = Path(tempfile.mkdtemp(prefix="selfcheck-")) / f"十三项职责清单 {period}.pdf"
        with place.open("wb") as writer:
            writer.write(content)
            writer.flush()
            os.fsync(writer.fileno())
    except OSError as error:
        raise SelfCheckError(f"清单没有写成（{error.strerror}）。检查磁盘空间再试。") from error
    return place


class DutyListScreen(QWidget):
    """The task list: filter, search, print, and a way into every duty."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace = workspace
        self._navigator = navigator
        self._page = DutyList((), (), ())
        self._visited = ""
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.filter = SegmentedChoice(_FILTERS, name="显示哪些职责", style="tray")
        self.filter.show_value("all")
        self.search = SearchField("搜索职责、条目、责任人")
        self.search.setAccessibleName("搜索职责、条目、责任人")
        self.print_button = plain("打印清单", "print")
        self.header = PageHeader(
            "十三项职责", "", (self.filter, self.search, self.print_button)
        )
        self.problem = ProblemLabel()
        self.view = DutyListView()
        self.empty = EmptyState("", "清除筛选")
        self.card = Card(edge=0)
        self.card.body.setContentsMargins(1, 1, 1, 1)
        self.card.body.setSpacing(0)
        self.card.body.addWidget(self.view, 1)
        self._nothing = QWidget()
        holder = QVBoxLayout(self._nothing)
        holder.setContentsMargins(look.CARD_EDGE, 12, look.CARD_EDGE, 12)
        holder.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self._nothing.hide()
        self.card.body.addWidget(self._nothing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*look.PAGE_MARGINS)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.problem)
        column.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.filter.chosen.connect(self._draw)
        self.search.searched.connect(self._draw)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.view.opened.connect(self._on_opened)
        self.empty.followed.connect(self._on_filter_cleared)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(
            self._on_print_clicked
        )

    # ---- what the window asks

    def reload(self) -> None:
        """Ask again and draw."""
        workspace = self._workspace
        today = workspace.now().date()
        walk = workspace.read(walks.current, workspace.folder, today)
        self._page = workspace.read(queries.duty_list, walk)
        self._navigator.set_badge("duties", self._page.open)
        self._show_head(walk)
        self._draw()

    def first_focus(self) -> QWidget:
        """The list, on the duty last visited."""
        return self.view

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.header, self.view]

    # ---- drawing

    def _show_head(self, walk: Walk) -> None:
        page = self._page
        current = self._workspace.read(enterprise_queries.current_round)
        assert current is not None  # the walk has a round
        _, days = enterprise_queries.days_until_report(walk.pack, current.period, walk.today)
        month = int(current.period.split("-")[1])
        left = (
            f"距 {month} 月报送还有 {days} 天"
            if days >= 0
            else f"{month} 月报送已过 {-days} 天"
        )
        missing = page.missing_evidence
        parts = [  # the days left come first: a narrow window cuts the end
            left if days else f"今天是 {month} 月报送日",
            current.period_words,
            f"已完成 {page.done} 项，共 {len(page.rows)} 项",
            f"还缺证据 {missing} 件" if missing else "",
        ]
        self.header.show_subline(" · ".join(part for part in parts if part))

    def _all_rows(self) -> list[DutyRow]:
        return [*self._page.rows, *self._page.standing]

    def _draw(self) -> None:
        rows = self._all_rows()
        open_count = sum(row.open for row in rows)
        done = sum(row.status == "done" for row in rows)
        self.filter.set_words([f"全部 {len(rows)}", f"待办 {open_count}", f"已完成 {done}"])
        wanted = self.search.text().strip().lower()
        which = self.filter.value or "all"
        keep = [
            row
            for row in rows
            if (which == "all" or (row.open if which == "open" else row.status == "done"))
            and all(part in row.search.lower() for part in wanted.split())
        ]
        selected = self.view.selected_key or self._visited
        entries = entries_of(self._page, keep, covered=which == "all" and not wanted)
        self.view.rows.show_entries(entries)
        self.view.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        if entries:
            if not self.view.select(selected):
                self.view.select(keep[0].key if keep else "")
        elif wanted:
            self.empty.show_sentence(
                f"没有符合“{self.search.text().strip()}”的职责", "清除筛选"
            )
        else:
            words = "待办的职责都做完了" if which == "open" else "还没有完成的职责"
            self.empty.show_sentence(words, "显示全部")

    # ---- slots

    def _on_opened(self, key: str) -> None:
        self._visited = key
        self._navigator.open("duty", key)

    def _on_filter_cleared(self) -> None:
        self.search.clear()
        self.filter.show_value("all")
        self._draw()
        self.view.setFocus()

    def _on_print_clicked(self) -> None:
        name, code = self._workspace.read(enterprise_queries.name_and_code)
        current = self._workspace.read(enterprise_queries.current_round)
        period = current.period_words if current else ""
        pack = self._workspace.pack
        lines = [
            ChecklistLine(row.number, row.title, pack.duty(row.key).frequency, row.owner)
            for row in self._page.rows
        ]
        job = Job(partial(printed, enterprise=name, code=code, period=period, lines=lines))
        self.problem.show_problem("")
        self.print_button.setEnabled(False)
        job.succeeded.connect(self._on_printed)
        job.failed.connect(self._on_print_failed)
        job.ended.connect(self._on_print_ended)
        self._navigator.jobs.run(job)

    def _on_printed(self, place: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            self.problem.show_problem(f"没有能打开 PDF 的程序。清单在：{place}")

    def _on_print_failed(self, error: Exception) -> None:
        if not isinstance(error, SelfCheckError):
            raise error
        text = (
            "\n".join(p.text for p in error.problems)
            if isinstance(error, NotReady)
            else str(error)
        )
        self.problem.show_problem(text)

    def _on_print_ended(self) -> None:
        self.print_button.setEnabled(True)
