"""The evidence of a duty: what there is, what is missing by name, and the ways to add more."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QProgressBar, QWidget

from selfcheck.duties.pages import DutyPage, ItemLine
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.evidence.card import EvidenceButton
from selfcheck.ui.evidence.shelf import EvidenceShelf
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.surfaces import Card, spread
from selfcheck.ui.thumbnails import Thumbnails


def missing_words(lines: Sequence[ItemLine]) -> str:
    """What evidence is still to be added, by name: 管理制度、作业审批单."""
    lacking = [
        line.evidence_what or f"第 {line.number} 条照片"
        for line in lines
        if line.evidence_have < line.evidence_least
    ]
    more = f" 等 {len(lacking)} 样" if len(lacking) > 3 else ""  # noqa: PLR2004
    return "、".join(lacking[:3]) + more


class EvidenceTray(Card):
    """The tray of a duty page. Adding goes to the item at hand, which the head names."""

    opened = Signal(int)  # evidence: show its details, or find its file again
    add_wanted = Signal(str)  # file | library | paste
    dropped = Signal(list)  # of Path
    stopped = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        add = link("添加", "plus")
        super().__init__("证据", "", add, edge=16)
        self.add: Button = add
        self._thumbnails = thumbnails
        self._read_only = False
        self._numbers: dict[str, int] = {}
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.library: Button = link("从证据库选择", "inbox")
        self.head.insertWidget(self.head.count() - 1, self.library)
        self.shelf = EvidenceShelf()
        self.empty = Label("", look.TEXT, "ink3", wrap=True)
        self.more: Button = link("")
        self.problem = ProblemLabel()
        self.work = Label("", look.TEXT, "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("添加证据的进度")
        self.stop: Button = link("停止")
        self._working = QWidget()
        self._working.setLayout(spread(self.work, self.bar, self.stop))
        self._working.hide()
        for part in (self._working, self.problem, self.shelf, self.empty):
            self.body.addWidget(part)
        self.body.addLayout(spread(self.more, None))
        self.more.hide()

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add_clicked)
        self.library.clicked.connect(self._on_library_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.stop.clicked.connect(self.stopped)
        self._thumbnails.ready.connect(self._on_ready)
        self._thumbnails.failed.connect(self._on_failed)

    # ---- showing

    def show_page(self, page: DutyPage) -> None:
        """Show the pieces of a duty; cards that stay are updated in place."""
        self._numbers = {line.key: line.number for line in page.lines}
        count = len(page.evidence)
        missing = missing_words(page.lines)
        parts = [f"{count} 件" if count else "", f"还差：{missing}" if missing else ""]
        self.show_note("，".join(part for part in parts if part))
        self.note.set_look(ink="ink2" if missing else "ink3")
        self._show_cards(page.evidence)
        self.empty.setVisible(not count)
        self.empty.setText(
            "还没有证据。把照片或文件拖到这里，或者粘贴（Ctrl+V）。"
            if not self._read_only
            else "没有证据"
        )

    def _places(self, card: EvidenceCard) -> str:
        numbers = sorted(self._numbers[key] for key in card.item_keys if key in self._numbers)
        return f"第 {'、'.join(str(number) for number in numbers)} 条"

    def _show_cards(self, cards: Sequence[EvidenceCard]) -> None:
        known = {button.card.evidence_id: button for button in self.shelf.buttons}
        wanted = {card.evidence_id for card in cards}
        for evidence_id, button in known.items():
            if evidence_id not in wanted:
                button.hide()
                button.deleteLater()
        buttons = []
        for card in cards:
            kept = known.get(card.evidence_id)
            if kept is None:
                kept = EvidenceButton(card, self._places(card), self.shelf)
                kept.clicked.connect(self._on_card_clicked)
            else:
                kept.show_card(card, self._places(card))
            if card.present and card.media_type.startswith("image/") and kept.waiting:
                self._thumbnails.request(card.sha256, card.path)
            buttons.append(kept)
        same = buttons == self.shelf.buttons
        self.shelf.buttons = buttons
        self.shelf.setVisible(bool(buttons))
        if not same:
            self.shelf.place()
            self.shelf.updateGeometry()
        self._show_more()

    def _show_more(self) -> None:
        hidden = self.shelf.hidden_count
        self.more.setVisible(bool(hidden))
        total = len(self.shelf.buttons)
        self.more.setText("收起" if self.shelf.everything else f"全部 {total} 件")

    def show_target(self, number: int) -> None:
        """Which item a new piece goes to."""
        self.add.setText(f"添加到第 {number} 条" if number else "添加")

    def show_work(self, done: int, total: int, text: str) -> None:
        """Files are being taken in; total 0 when it is over."""
        self._working.setVisible(bool(total))
        self.work.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_problem(self, sentence: str) -> None:
        """What could not be added, and what to do."""
        self.problem.show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self._read_only = read_only
        self.add.setVisible(not read_only)
        self.library.setVisible(not read_only)
        self.setAcceptDrops(not read_only)

    # ---- telling

    def _on_add_clicked(self) -> None:
        self.add_wanted.emit("file")

    def _on_library_clicked(self) -> None:
        self.add_wanted.emit("library")

    def _on_more_clicked(self) -> None:
        self.shelf.everything = not self.shelf.everything
        self.shelf.place()
        self.shelf.updateGeometry()
        self._show_more()

    def _on_card_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, EvidenceButton)
        self.opened.emit(button.card.evidence_id)

    def _on_ready(self, sha: str, image: QImage) -> None:
        for button in self.shelf.buttons:
            if button.card.sha256 == sha:
                button.show_image(image)

    def _on_failed(self, sha: str) -> None:
        for button in self.shelf.buttons:
            if button.card.sha256 == sha:
                button.unreadable = True
                button.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()
            self.set_kind("card-chosen")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_kind("card")
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_kind("card")
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Resize:
            self._show_more()
        return done
