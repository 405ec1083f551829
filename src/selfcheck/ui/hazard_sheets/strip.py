"""The photos and papers of one part of a hazard in a row, and the ways to add more."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.evidence.card import EvidenceButton
from selfcheck.ui.evidence.shelf import EvidenceShelf
from selfcheck.ui.hazard_sheets.asked import Files
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.surfaces import spread
from selfcheck.ui.thumbnails import Thumbnails

_EMPTY = "把照片或文件拖到这里，或者粘贴（Ctrl+V）"


class FileStrip(QFrame):
    """One part's files in a row, and the ways to add more."""

    add_wanted = Signal(str)  # part
    paste_wanted = Signal(str)
    dropped = Signal(str, list)  # part, paths
    opened = Signal(str, int)  # part, evidence
    removed = Signal(str, int)
    visited = Signal(str)  # the keyboard has come here: what is pasted belongs here

    def __init__(self, asked: Files, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.asked = asked
        self._thumbnails = thumbnails
        self.setProperty("part", "soft")
        self.setAccessibleName(asked.title)
        self.title = Label(asked.title, look.TEXT, "ink", 500)
        self.hint = Label(asked.hint, look.CAPTION, "ink3", wrap=True)
        self.add: Button = link("添加", "plus")
        self.add.setAccessibleName(f"添加{asked.title}")
        self.paste: Button = link("粘贴", "clipboard")
        self.paste.setAccessibleName(f"粘贴{asked.title}")
        self.shelf = EvidenceShelf()
        self.shelf.everything = True
        self.empty = Label("没有" if asked.looked_at else _EMPTY, look.TEXT, "ink3", wrap=True)
        self.work = Label("", look.TEXT, "ink2", wrap=True)
        self.work.hide()
        self.problem = ProblemLabel()
        self.note = Label("", look.CAPTION, "ink2", wrap=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(spread(self.title, None, self.add, self.paste))
        for part in (self.hint, self.shelf, self.empty, self.work, self.problem, self.note):
            column.addWidget(part)
        column.addStretch(1)
        self.hint.setVisible(bool(asked.hint))
        for button in (self.add, self.paste):
            button.setVisible(not asked.looked_at)
            button.installEventFilter(self)
        self.setAcceptDrops(not asked.looked_at)
        self.add.clicked.connect(self._on_add_clicked)
        self.paste.clicked.connect(self._on_paste_clicked)
        thumbnails.ready.connect(self._on_ready)
        thumbnails.failed.connect(self._on_failed)

    def show_cards(self, cards: Sequence[EvidenceCard]) -> None:
        """Show what is recorded now; cards that stay keep their picture."""
        known = {button.card.evidence_id: button for button in self.shelf.buttons}
        wanted = {card.evidence_id for card in cards}
        for number, button in known.items():
            if number not in wanted:
                button.hide()
                button.deleteLater()
        self.shelf.buttons = [self._button(card, known.get(card.evidence_id)) for card in cards]
        self.shelf.setVisible(bool(cards))
        self.empty.setVisible(not cards)
        self.shelf.place()
        self.shelf.updateGeometry()

    def _button(self, card: EvidenceCard, kept: EvidenceButton | None) -> EvidenceButton:
        words = self.asked.title.partition("（")[0]
        if kept is None:
            kept = EvidenceButton(card, words, self.shelf)
            kept.clicked.connect(self._on_card_clicked)
            kept.installEventFilter(self)
        else:
            kept.show_card(card, words)
        if card.present and card.media_type.startswith("image/") and kept.waiting:
            self._thumbnails.request(card.sha256, card.path)
        return kept

    def show_problem(self, text: str) -> None:
        """Say what to do here, or nothing."""
        self.problem.show_problem(text)

    def show_note(self, text: str) -> None:
        """Something to know that does not hold anything up."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_work(self, text: str) -> None:
        """Files are being taken in; "" when that is over."""
        self.work.setText(text)
        self.work.setVisible(bool(text))

    def _on_add_clicked(self) -> None:
        self.add_wanted.emit(self.asked.part)

    def _on_paste_clicked(self) -> None:
        self.paste_wanted.emit(self.asked.part)

    def _on_card_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, EvidenceButton)
        if self.asked.looked_at:
            self.opened.emit(self.asked.part, button.card.evidence_id)
            return
        menu = QMenu(button)
        look_at = menu.addAction("查看，画标注" if button.card.is_photo else "查看")
        away = menu.addAction("移开\tDelete")
        look_at.triggered.connect(
            lambda: self.opened.emit(self.asked.part, button.card.evidence_id)
        )
        away.triggered.connect(
            lambda: self.removed.emit(self.asked.part, button.card.evidence_id)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_ready(self, sha: str, image: QImage) -> None:
        for button in self.shelf.buttons:
            if button.card.sha256 == sha:
                button.show_image(image)

    def _on_failed(self, sha: str) -> None:
        for button in self.shelf.buttons:
            if button.card.sha256 == sha:
                button.unreadable = True
                button.update()

    # ---- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.visited.emit(self.asked.part)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
            and isinstance(watched, EvidenceButton)
            and not self.asked.looked_at
        ):
            self.removed.emit(self.asked.part, watched.card.evidence_id)
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(over=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(over=False)
        if paths := files_in(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(self.asked.part, paths)

    def _show_over(self, *, over: bool) -> None:
        self.setProperty("part", "card-chosen" if over else "soft")
        self.style().unpolish(self)
        self.style().polish(self)
