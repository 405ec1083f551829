"""After a hazard was closed: which risk point is to be assessed again, and the way there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.riskmap.records import RiskLevel
from selfcheck.submission import reassessment
from selfcheck.submission.reassessment import Candidate, Question
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, plain, primary
from selfcheck.ui.fields import SearchField
from selfcheck.ui.labels import Label, ProblemLabel, step_title
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.riskmap.tints import paint_swatch
from selfcheck.ui.riskpoint.level import level_word
from selfcheck.ui.surfaces import Card, spread
from selfcheck.ui.workspace import Workspace

_EDGE, _WIDTH, _HEIGHT, _ROW = 24, 560, 268, 44
_SWATCH = QSize(22, 16)
_ID = Qt.ItemDataRole.UserRole


def follow_up(
    parent: QWidget, workspace: Workspace, navigator: Navigator, hazard_id: int
) -> None:
    """Ask which risk point it was in, where the person said that its risk is to be looked at again."""
    asked = workspace.read(reassessment.question, hazard_id)
    if asked is None:
        return
    sheet = ReassessSheet(workspace, asked, parent)
    sheet.exec()
    sheet.deleteLater()
    if sheet.go_there:
        navigator.open("riskpoint", str(sheet.point_id))


class ReassessSheet(QDialog):
    """`point_id` is the risk point that was marked, 0 for none; `go_there`: to be assessed right now.

    Enter or Ctrl+Enter goes to the assessment, Esc leaves everything as it is.
    """

    def __init__(self, workspace: Workspace, asked: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._asked = workspace, asked
        self.point_id, self.go_there = 0, False
        self._build()
        self._connect()
        self._show("")
        likely = [one for one in asked.candidates if one.likely]
        if len(likely) == 1:  # several are for the person to tell apart
            self.list.setCurrentRow(0)
        self._show_usable()
        look.follow(self._restyle)

    # ---- building

    def _build(self) -> None:
        title = "重新评估哪个风险点"
        self.setWindowTitle(title)
        place = f"，位置：{self._asked.location}" if self._asked.location else ""
        self.line = Label(
            f"隐患 {self._asked.number} 已销号{place}。选中的风险点会标为需要重新评估。",
            look.TEXT,
            "ink2",
            wrap=True,
        )
        self.search = SearchField("搜索编号、名称、区域、位置")
        self.list = QListWidget()
        self.list.setAccessibleName("风险点")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.nothing = Label("没有找到，换几个字再找", look.CAPTION, "ink3", wrap=True)
        self.problem = ProblemLabel()
        self.none: Button = link("不在清单里")
        self.none.setToolTip("只在隐患的经过里留下记录，不标记风险点")
        self.mark: Button = plain("以后评估")
        self.go: Button = primary("去评估")
        frame = Card(edge=8)
        frame.body.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 20, _EDGE, 20)
        column.setSpacing(12)
        for part in (step_title(title), self.line, self.search):
            column.addWidget(part)
        column.addWidget(frame, 1)
        column.addWidget(self.nothing)
        column.addWidget(self.problem)
        column.addLayout(spread(self.none, None, self.mark, self.go))

    def _connect(self) -> None:
        self.search.searched.connect(self._show)
        self.list.currentItemChanged.connect(self._show_usable)
        self.list.itemDoubleClicked.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.mark.clicked.connect(self._on_mark)
        self.none.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go.click)
        self.search.setFocus()

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(_WIDTH))
        self.list.setFont(look.font())
        self.list.setMinimumHeight(look.px(_HEIGHT))
        self.list.setIconSize(_SWATCH * look.px(100) / 100)

    # ---- showing

    def _show(self, words: str) -> None:
        chosen = self._chosen()
        self.list.clear()
        for one in reassessment.matching(self._asked.candidates, words):
            entry = self._entry(one)
            self.list.addItem(entry)
            if one.point_id == chosen:
                self.list.setCurrentItem(entry)
        self.nothing.setVisible(not self.list.count())
        self._show_usable()

    def _entry(self, one: Candidate) -> QListWidgetItem:
        level = level_word(one.level, colour=True)
        under = " · ".join(filter(None, (level, one.place, "与隐患位置相符" * one.likely)))
        entry = QListWidgetItem(_swatch(one.level), f"{one.number}　{one.name}\n{under}")
        entry.setData(_ID, one.point_id)
        entry.setToolTip(f"{one.number} {one.name}")
        entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.number} {one.name}，{under}")
        entry.setSizeHint(QSize(0, look.px(_ROW)))
        return entry

    def _chosen(self) -> int:
        current = self.list.currentItem()
        return int(current.data(_ID)) if current is not None else 0

    def _show_usable(self) -> None:
        for button in (self.go, self.mark):
            button.setEnabled(bool(self._chosen()))

    # ---- doing

    def _on_go(self) -> None:
        self.go_there = self._marked()

    def _on_mark(self) -> None:
        self._marked()

    def _marked(self) -> bool:
        chosen = self._chosen()
        if not chosen:
            return False
        try:
            self._workspace.act(reassessment.ask, chosen, self._asked.number)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
            return False
        self.point_id = chosen
        self.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.search.hasFocus() and self.list.count() == 1:
                self.list.setCurrentRow(0)
            self._on_go()
        else:
            super().keyPressEvent(event)


def _swatch(level: RiskLevel | None) -> QIcon:
    """The patch of a level, with its hatch; the word stands beside it."""
    size = QSize(look.px(_SWATCH.width()), look.px(_SWATCH.height()))
    picture = QPixmap(size * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    box = QRectF(1, 1, size.width() - 2, size.height() - 2)
    paint_swatch(painter, box, level)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # or the colour of a chosen row would mix in
    return icon
