"""A plan with a base picture: choose the file, the page of a PDF, and what the plan is called."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from selfcheck.errors import EvidenceError, NotReady, Problem, SelfCheckError
from selfcheck.riskmap import floor_plans
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.drop_area import FileDropArea
from selfcheck.ui.fields import LineField
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.riskmap.picture import PATTERN, BasePicture, pages_of, prepare
from selfcheck.ui.riskmap.sheet import MapSheet
from selfcheck.ui.workspace import Workspace


class PicturePlanSheet(MapSheet):
    """Closes when the picture lies in the library and the plan is kept; `plan_id` then names it."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(
            "选择底图", "添加", parent, "底图锁定在最下面，不会被拖动；原文件一并存入佐证库。"
        )
        self._workspace = workspace
        self.plan_id = 0
        self._path: Path | None = None
        self._work = OneJob(jobs, self)
        self.area = FileDropArea(
            "把平面图拖到这里",
            "选择文件",
            hint="PNG、JPG、PDF、SVG",
            icon="map",
            pattern=PATTERN,
        )
        self.area.setMinimumHeight(150)
        self.page = ChoiceField(name="第几页")
        self.name = LineField(hint="1号厂房一层")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.ask("file", "文件", self.area)
        self._page_field = self.ask("page", "PDF 的第几页", self.page)
        self.ask("name", "图名", self.name)
        self.fields.addWidget(self.bar)
        self._page_field.hide()
        self.bar.hide()
        self.area.chosen.connect(self.take)
        self.area.button.setFocus()
        self._work.progressed.connect(self._on_progressed)
        self._work.ended.connect(self._on_ended)
        self.rejected.connect(self._work.cancel)

    def take(self, paths: list[Path]) -> None:
        """The file that was chosen or dropped."""
        self.show_problem_at("file", "")
        try:
            count = pages_of(paths[0])
        except EvidenceError as error:
            self.show_problem_at("file", str(error))
            return
        self._path = paths[0]
        self.area.sentence.setText(self._path.name)
        self.page.set_choices([Choice(str(n), f"第 {n} 页") for n in range(1, count + 1)])
        self.page.show_value("1")
        self._page_field.setVisible(count > 1)
        if not self.name.text():
            self.name.setText(self._path.stem)
        self.name.setFocus()
        self.fit()

    def _do(self) -> bool:
        problems = []
        if self._path is None:
            problems.append(Problem("RK03", "file", "选择平面图文件"))
        if not self.name.text().strip():
            problems.append(Problem("RK03", "name", "填写图名，如“1号厂房一层”"))
        if problems or self._path is None:
            raise NotReady(problems)
        page = int(self.page.value or "1")
        work = partial(prepare, self._workspace.folder, self._path, page)
        if self._work.run(work, self._on_prepared, self._on_failed):
            self.do_button.setEnabled(False)
            self.bar.setRange(0, 0)
            self.bar.show()
        return False

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleDescription(text)

    def _on_prepared(self, made: BasePicture) -> None:
        try:
            self.plan_id = self._workspace.act(
                floor_plans.add_plan, name=self.name.text(), base=made.picture, given=made.given,
                page=made.page, width=float(made.size.width()), height=float(made.size.height()),
                now=self._workspace.now(),
            )  # fmt: skip
        except NotReady as refusal:
            self.tell(refusal.problems)
        except SelfCheckError as error:
            self._on_failed(error)
        else:
            self.accept()

    def _on_failed(self, error: SelfCheckError) -> None:
        self.problem.show_problem(str(error))

    def _on_ended(self) -> None:
        self.do_button.setEnabled(True)
        self.bar.hide()
        self.fit()
