"""A new enterprise: its name, its code, where its archive lies; then what it does."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from selfcheck import paths, places
from selfcheck.enterprise import rules
from selfcheck.enterprise.queries import profile_lines
from selfcheck.store import is_workspace
from selfcheck.submission import walks
from selfcheck.ui import look
from selfcheck.ui.enterprise.code_field import LabelledCode
from selfcheck.ui.enterprise.profile_card import ProfileCard
from selfcheck.ui.widgets import (
    Card,
    Label,
    LabelledField,
    LineField,
    ProblemLabel,
    body,
    link,
    plain,
    primary,
    spread,
    step_title,
)

_FORBIDDEN = '<>:"/\\|?*'  # in the name of a folder, on Windows


def folder_for(name: str, inside: Path) -> Path:
    """Where the archive of an enterprise of this name lies, unless the person chooses."""
    safe = "".join(c for c in name.strip() if c not in _FORBIDDEN and c.isprintable())
    return inside / (safe.rstrip(". ") or "企业档案")


def why_not_here(folder: Path) -> str:
    """Why no new archive can be made in a folder, with the remedy; empty when it can."""
    if is_workspace(folder):
        return "这个文件夹里已经有一份档案。返回后选“打开已有档案”，或换一个文件夹。"
    if folder.is_file():
        return "这是一个文件，不是文件夹。换一个文件夹。"
    return places.why_unsuitable(folder)


class NamePage(QWidget):
    """First step: name, code, place. `ready` says that all three are right."""

    ready = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inside = paths.data_folder()
        self._chosen: Path | None = None
        self._told = False
        self.name = LineField(name="企业名称", hint="全称，与营业执照一致")
        self.coded = LabelledCode()
        self.code = self.coded.code
        self.place = Label("", look.TEXT, "ink", wrap=True)
        self.choose = plain("换个位置…", "folder")
        self.default = link("用默认位置")
        self.place_problem = ProblemLabel()
        self.next = primary("下一步")
        self.cancel = link("返回")
        self.named = LabelledField("企业名称", self.name)
        card = Card()
        card.body.setSpacing(14)
        card.body.addWidget(step_title("新建企业档案"))
        card.body.addWidget(self.named)
        card.body.addWidget(self.coded)
        where = QVBoxLayout()
        where.setSpacing(4)
        where.addWidget(Label("档案放在", look.TEXT, "ink", 500))
        where.addWidget(self.place)
        where.addWidget(self.place_problem)
        where.addLayout(spread(self.choose, self.default, None))
        card.body.addLayout(where)
        card.body.addWidget(
            body("档案是一个文件夹，存在本机，不上传。以后换电脑，整个文件夹拷走就行。")
        )
        card.body.addLayout(spread(self.next, self.cancel, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.name.textChanged.connect(self._show_place)
        self.name.committed.connect(self._on_left)
        self.code.line.committed.connect(self._on_left)
        self.name.returnPressed.connect(self.code.setFocus)
        self.code.line.returnPressed.connect(self._on_next_clicked)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.default.clicked.connect(self._on_default_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.cancel.clicked.connect(self.back)
        self._show_place()

    @property
    def folder(self) -> Path:
        """Where the archive will lie."""
        return self._chosen or folder_for(self.name.text(), self._inside)

    def place_at(self, folder: Path) -> None:
        """The person has chosen a folder: an empty one is taken as it is, a full one gets one inside."""
        full = folder.is_dir() and any(folder.iterdir()) and not is_workspace(folder)
        self._chosen = folder_for(self.name.text(), folder) if full else folder
        self._show_place()

    def _show_place(self) -> None:
        self.place.setText(str(self.folder))
        self.place_problem.show_problem(why_not_here(self.folder))
        self.default.setVisible(self._chosen is not None)

    def _on_choose_clicked(self) -> None:
        start = self.folder.parent
        found = QFileDialog.getExistingDirectory(self, "选一个本机文件夹", str(start))
        if found:
            self.place_at(Path(found))

    def _on_default_clicked(self) -> None:
        self._chosen = None
        self._show_place()

    def _on_left(self) -> None:
        if self._told:
            self.check()

    def check(self) -> bool:
        """Say what is still wrong beside each field; True when nothing is."""
        self._told = True
        code = rules.tidy_credit_code(self.code.line.text())
        found = rules.enterprise_problems({"name": self.name.text(), "credit_code": code})
        told = {p.where: p.text for p in found}
        self.named.show_problem(told.get("enterprise#name", ""))
        self.coded.show_problem(told.get("enterprise#credit_code", ""))
        wrong = ("enterprise#name" in told, "enterprise#credit_code" in told)
        first = self.name if wrong[0] else self.code.line if wrong[1] else None
        if first is not None:
            first.setFocus()
        self._show_place()
        return first is None and not self.place_problem.text()

    def _on_next_clicked(self) -> None:
        if self.check():
            self.ready.emit()


class ProfilePage(QWidget):
    """Second step: the questions that decide what applies; all of them may wait."""

    wanted = Signal()  # found the archive now
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[str, bool] = {}
        self.card = ProfileCard("企业情况")
        self.card.show_note("决定哪些检查条目适用；拿不准的先空着，以后在“企业概况”里改")
        self.count = Label("", look.TEXT, "ink2")
        self.problem = ProblemLabel()
        self.begin = primary("建好档案，开始自查")
        self.cancel = link("上一步")
        self.card.body.addSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.card)
        column.addWidget(self.problem)
        column.addLayout(spread(self.begin, self.cancel, None, self.count))
        self.card.answered.connect(self._on_answered)
        self.begin.clicked.connect(self.wanted)
        self.cancel.clicked.connect(self.back)
        self._draw()

    @property
    def answers(self) -> Mapping[str, bool]:
        """What has been answered so far."""
        return self._answers

    def _on_answered(self, key: str, answer: bool) -> None:
        self._answers[key] = answer
        self._draw()

    def _draw(self) -> None:
        pack = walks.shipped_pack()
        lines = profile_lines(pack, self._answers)
        self.card.show_lines(lines)
        applying = len(rules.applying(pack, dict(self._answers)))
        left = sum(line.answer is None for line in lines)
        rest = f"，还有 {left} 个问题没答" if left else ""
        self.count.setText(f"现在适用 {applying} 个检查条目{rest}")
