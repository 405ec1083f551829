"""Looking through photos one after the other: large, with what is known of each and its marks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, StoreError
from selfcheck.evidence.marks import Mark, legend, read_marks
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.moments import read
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, plain
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, announce
from selfcheck.ui.paper_viewer import open_file
from selfcheck.ui.photos.marks import PhotoMarksDialog, large_over
from selfcheck.ui.photos.viewer_picture import KEPT, SIDE, PhotoPicture
from selfcheck.ui.surfaces import spread
from selfcheck.ui.thumbnails import Thumbnails


class PhotoViewer(QDialog):
    """Several pieces of evidence, ← and → between them; documents and lost files say what they are.

    Where `editable`, marks can be drawn: `marked` carries the evidence's id and all its marks after
    each finished change.
    """

    marked = Signal(int, object)  # evidence, tuple[Mark, ...]

    def __init__(
        self,
        cards: Sequence[EvidenceCard],
        start: int = 0,
        parent: QWidget | None = None,
        *,
        editable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._cards = tuple(cards)
        self._at = min(max(start, 0), len(self._cards) - 1)
        self._editable = editable
        self._marks: dict[int, tuple[Mark, ...]] = {}  # by place, as they have been read
        self._reader = Thumbnails(SIDE, self, kept=KEPT)
        self.title = ElidedLabel("", look.STEP, "ink", 700)
        self.count = Label("", look.TEXT, "ink2")
        self.picture = PhotoPicture(self._reader)
        self.legend = ElidedLabel("", look.TEXT, "ink", lines=3)
        self.facts = ElidedLabel("", look.TEXT, "ink2")
        self.problem = ProblemLabel()
        self.back: Button = plain("上一张", "back")
        self.next: Button = plain("下一张", "chevron-right")
        self.shown = QCheckBox("显示标注")
        self.mark_button: Button = plain("画标注…", "note")
        self.open_button: Button = plain("打开原文件", "eye")
        self.close_button: Button = plain("关闭")
        self.board: PhotoMarksDialog | None = None
        self.setWindowTitle("查看照片")
        self._build()
        self._connect()
        self.resize(large_over(parent))
        self._show_card()
        self.next.setFocus()

    def _build(self) -> None:
        self.shown.setChecked(True)
        self.mark_button.setVisible(self._editable)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(spread(self.title, self.count, spacing=16))
        column.addWidget(self.picture, 1)
        column.addWidget(self.legend)
        column.addWidget(self.facts)
        column.addWidget(self.problem)
        column.addLayout(
            spread(
                self.back,
                self.next,
                8,
                self.shown,
                None,
                self.mark_button,
                self.open_button,
                self.close_button,
            )
        )
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.shown.setFont(look.font())

    def _connect(self) -> None:
        self.back.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.shown.toggled.connect(self._show_marks)
        self.mark_button.clicked.connect(self._on_mark_clicked)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.close_button.clicked.connect(self.accept)
        keys: tuple[tuple[Qt.Key, Callable[[], None]], ...] = (
            (Qt.Key.Key_Left, self.show_previous),
            (Qt.Key.Key_PageUp, self.show_previous),
            (Qt.Key.Key_Right, self.show_next),
            (Qt.Key.Key_PageDown, self.show_next),
        )
        for key, slot in keys:
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    # ---- which one

    @property
    def card(self) -> EvidenceCard:
        """The piece that is shown."""
        return self._cards[self._at]

    def show_next(self) -> None:
        """The next one, if there is one."""
        self._go_to(self._at + 1)

    def show_previous(self) -> None:
        """The one before, if there is one."""
        self._go_to(self._at - 1)

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self._cards):
            self._at = at
            self._show_card()
            announce(self.title)

    # ---- what is shown

    def _show_card(self) -> None:
        card, last = self.card, len(self._cards) - 1
        self.title.setText(card.title)
        self.title.setAccessibleName(f"{card.title}，第 {self._at + 1} 张，共 {last + 1} 张")
        self.count.setText(f"{self._at + 1} / {last + 1}")
        self.picture.setAccessibleName(f"照片：{card.title}")
        self.facts.setText(_facts(card))
        self.problem.show_problem("")
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < last)
        self.open_button.setEnabled(card.present)
        self.mark_button.setEnabled(card.present and card.is_photo)
        if not card.present:
            self.picture.show_words("找不到这张照片的文件")
        elif not card.is_photo:
            self.picture.show_words("这一件不是照片，用“打开原文件”查看")
        else:
            self.picture.show_photo(card.path)
            self._read_neighbours()
        self._show_marks()

    def _read_neighbours(self) -> None:
        """Have the next and the last one at hand before they are asked for."""
        for at in (self._at + 1, self._at - 1):
            if 0 <= at < len(self._cards):
                near = self._cards[at]
                if near.present and near.is_photo:
                    self._reader.request(str(near.path), near.path)

    def _marks_now(self) -> tuple[Mark, ...]:
        if self._at not in self._marks:
            self._marks[self._at] = read_marks(self.card.marks)
        return self._marks[self._at]

    def _show_marks(self) -> None:
        try:
            marks = self._marks_now()
        except NotReady as error:
            marks = ()
            self.problem.show_problem(str(error.problems[0].text))
        shown = self.shown.isChecked()
        self.shown.setVisible(bool(marks))
        self.picture.show_marks(marks, shown=shown)
        lines = legend(marks) if shown else ()
        self.legend.setText("　".join(lines))
        self.legend.setVisible(bool(lines))

    # ---- what the person does

    def _on_mark_clicked(self) -> None:
        self.board = PhotoMarksDialog(self.card.path, self.picture.marks, self.card.title, self)
        self.board.changed.connect(self._on_marked)
        self.board.finished.connect(self._on_board_closed)
        self.board.open()

    def _on_marked(self, marks: tuple[Mark, ...]) -> None:
        self._marks[self._at] = marks
        self.shown.setChecked(True)
        self.problem.show_problem("")
        self._show_marks()
        self.marked.emit(self.card.evidence_id, marks)

    def _on_board_closed(self) -> None:
        if self.board is not None:
            self.board.deleteLater()
            self.board = None

    def _on_open_clicked(self) -> None:
        try:
            open_file(self.card.path)
        except StoreError as error:
            self.problem.show_problem(str(error))

    def done(self, result: int) -> None:
        self._reader.shut_down()
        super().done(result)


def _facts(card: EvidenceCard) -> str:
    """When it was taken, where it came from and what it is, in one line."""
    told = (
        f"拍摄 {card.taken_at}" if card.taken_at else "",
        f"发生 {card.occurred_on}" if card.occurred_on else "",
        f"来源 {card.source_words}",
        f"登记 {read(card.recorded_at):%Y-%m-%d %H:%M}",
        card.code,
        f"SHA-256 {card.sha256[:8]}…{card.sha256[-8:]}",
    )
    return " · ".join(words for words in told if words)
