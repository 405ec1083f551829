"""Drawing arrows, boxes and numbered notes over a photo; the photo itself is never changed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from selfcheck.entered import tidy
from selfcheck.evidence.marks import KIND_WORDS, MOST_MARKS, MOST_TEXT, Kind, Mark
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, plain, primary
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.fields import LabelledField, LineField
from selfcheck.ui.focus import commit_focused
from selfcheck.ui.labels import Label, ProblemLabel, card_title
from selfcheck.ui.photos.marks_board import words_of
from selfcheck.ui.photos.marks_canvas import MarksCanvas
from selfcheck.ui.photos.viewer_picture import KEPT, SIDE
from selfcheck.ui.surfaces import Card, spread
from selfcheck.ui.thumbnails import Thumbnails

_KINDS: dict[str, Kind] = {kind: kind for kind in KIND_WORDS}
_HINT = (
    "在照片上拖动画出，点一下选中。键盘：Tab 换一个，方向键移动（按住 Shift 更细），"
    "Ctrl+方向键改大小，Delete 删除，回车写说明。"
)
_NONE_YET = "还没有标注。选好形状，在照片上拖动；不用鼠标就按“插入”。"
_SHARE = 0.94  # of the window behind


def large_over(parent: QWidget | None) -> QSize:
    """The size of a window for one photo: nearly that of the window it opens over."""
    if parent is None:
        return QSize(look.px(1000), look.px(680))
    behind = parent.window().size()
    return QSize(round(behind.width() * _SHARE), round(behind.height() * _SHARE))


class PhotoMarksDialog(QDialog):
    """One photo with its marks. Every finished change is told at once by `changed` (all marks).

    There is nothing to save when it closes; not editable, it only shows.
    """

    changed = Signal(object)  # tuple[Mark, ...]

    def __init__(
        self,
        path: Path,
        marks: Sequence[Mark],
        title: str,
        parent: QWidget | None = None,
        *,
        editable: bool = True,
    ) -> None:
        super().__init__(parent)
        self._editable = editable
        self._reader = Thumbnails(SIDE, self, kept=KEPT)
        self.canvas = MarksCanvas(self._reader, marks, editable=editable)
        self.kinds = SegmentedChoice(
            [Choice(kind, word) for kind, word in KIND_WORDS.items()], name="画什么"
        )
        self.insert_button: Button = plain("", "plus")
        self.undo_button: Button = plain("撤销", "undo")
        self.redo_button: Button = plain("重做", "redo")
        self.remove_button: Button = plain("删除", "trash")
        self.list = QListWidget()
        self.empty = Label(
            _NONE_YET if editable else "没有标注。", look.TEXT, "ink3", wrap=True
        )
        self.words = LineField(name="说明", hint="写了就有编号")
        self.words_field = LabelledField("说明", self.words, "打印时写在照片下方")
        self.problem = ProblemLabel()
        self.close_button: Button = primary("完成") if editable else plain("关闭")
        self.setWindowTitle(f"标注：{title}" if editable else title)
        self._build()
        self._connect()
        self._on_kind_chosen(self.canvas.kind)
        self._show_state()
        self.resize(large_over(parent))
        self.canvas.show_photo(path)
        self.canvas.setFocus()

    def _build(self) -> None:
        self.list.setAccessibleName("标注")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setMaxLength(MOST_TEXT)
        self.side = Card(edge=16)
        self.side.body.addWidget(card_title("标注"))
        self.side.body.addWidget(self.empty)
        self.side.body.addWidget(self.list, 1)
        self.side.body.addWidget(self.words_field)
        self.side.body.addWidget(self.problem)
        self.tools = QWidget()
        tools = spread(
            self.kinds,
            self.insert_button,
            None,
            self.undo_button,
            self.redo_button,
            self.remove_button,
        )
        self.tools.setLayout(tools)
        self.hint = Label(_HINT, look.CAPTION, "ink3", wrap=True)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.side)
        bottom = QHBoxLayout()
        bottom.setSpacing(16)
        bottom.addWidget(self.hint, 1)
        bottom.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.tools)
        column.addLayout(middle, 1)
        column.addLayout(bottom)
        for part in (self.tools, self.words_field, self.hint):
            part.setVisible(self._editable)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.side.setFixedWidth(look.px(232))
        self.list.setFont(look.font())

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.insert_button.clicked.connect(self.canvas.insert)
        self.undo_button.clicked.connect(self.canvas.undo)
        self.redo_button.clicked.connect(self.canvas.redo)
        self.remove_button.clicked.connect(self.canvas.remove)
        self.close_button.clicked.connect(self.accept)
        self.canvas.changed.connect(self.changed)
        self.canvas.chosen.connect(self._show_state)
        self.canvas.words_wanted.connect(self._on_words_wanted)
        self.canvas.full.connect(self._on_full)
        self.list.currentRowChanged.connect(self.canvas.select)
        self.list.itemActivated.connect(self._on_words_wanted)
        self.words.committed.connect(self._on_words)
        self.words.returnPressed.connect(self.canvas.setFocus)
        for keys, slot in (
            ("Ctrl+Z", self.canvas.undo),
            ("Ctrl+Y", self.canvas.redo),
            ("Ctrl+Shift+Z", self.canvas.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.canvas.remove)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks as they stand."""
        return self.canvas.draft.marks

    # ---- what is shown

    def _show_state(self) -> None:
        """Show what can be done now, and the marks in words."""
        draft, usable = self.canvas.draft, self.canvas.usable
        self.kinds.setEnabled(usable)
        self.insert_button.setEnabled(usable)
        self.undo_button.setEnabled(usable and draft.can_undo)
        self.redo_button.setEnabled(usable and draft.can_redo)
        self.remove_button.setEnabled(usable and draft.mark is not None)
        self.words_field.setEnabled(usable and draft.mark is not None)
        self.words.show_value(draft.mark.text if draft.mark is not None else "")
        if not draft.full:
            self.problem.show_problem("")
        self._show_list()

    def _show_list(self) -> None:
        marks = self.marks
        self.list.blockSignals(True)
        while self.list.count() > len(marks):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(marks):
            self.list.addItem("")
        for at in range(len(marks)):
            self.list.item(at).setText(words_of(marks, at))
        self.list.setCurrentRow(self.canvas.draft.selected)
        self.list.blockSignals(False)
        self.list.setEnabled(bool(marks))  # an empty list is no stop for Tab
        self.empty.setVisible(not marks)

    # ---- what the person does

    def _on_kind_chosen(self, chosen: str) -> None:
        self.canvas.kind = _KINDS[chosen]
        self.kinds.show_value(chosen)
        self.insert_button.setText(f"插入{KIND_WORDS[self.canvas.kind]}")

    def _on_words(self, typed: str) -> None:
        told = tidy(typed)
        self.words.take_as_kept(told)
        self.canvas.write(told)

    def _on_words_wanted(self) -> None:
        if self._editable:
            self.words.setFocus()
            self.words.selectAll()

    def _on_full(self) -> None:
        self.problem.show_problem(f"一张照片最多 {MOST_MARKS} 个标注，删去一些再画")

    def done(self, result: int) -> None:
        if self.isAncestorOf(QApplication.focusWidget() or self):
            commit_focused(QApplication.focusWidget())
        self.canvas.flush()
        self._reader.shut_down()
        super().done(result)
