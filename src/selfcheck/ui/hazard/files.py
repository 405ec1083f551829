"""The files beside a part of a hazard behind one link: look at them, or add more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui import icons
from selfcheck.ui.buttons import Button
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.hazard.evidence import PART_WORDS, HazardEvidence

_WAYS = (("file", "从文件添加…"), ("paste", "粘贴"), ("library", "从证据库选择…"))
_LONGEST = 30  # characters of a name in the menu


class FilesLink(Button):
    """证据 3 件, or 添加证据: opens a menu with every file and the ways to add. Files may be dropped on it."""

    def __init__(self, evidence: HazardEvidence, part: str, word: str = "证据") -> None:
        super().__init__("", "link")
        self._evidence = evidence
        self.part, self._word = part, word
        self._read_only = False
        self.cards: tuple[EvidenceCard, ...] = ()
        self.menu_of_files = QMenu(self)
        self.setAcceptDrops(True)
        self.clicked.connect(self.open_menu)

    def show_cards(self, cards: Sequence[EvidenceCard], *, read_only: bool) -> None:
        """Show how many there are."""
        self.cards, self._read_only = tuple(cards), read_only
        lost = sum(not card.present for card in cards)
        told = f"{self._word} {len(cards)} 件" if cards else f"添加{self._word}"
        if lost:
            told += f"（{lost} 件找不到文件）"
        self.setText(told)
        self.setAccessibleName(f"{PART_WORDS[self.part]}：{told}")
        self.setVisible(bool(cards) or not read_only)
        self.setAcceptDrops(not read_only)

    def fill_menu(self) -> None:
        """Every file, then the ways to add."""
        menu = self.menu_of_files
        menu.clear()
        for card in self.cards:
            name = card.title if len(card.title) <= _LONGEST else card.title[:_LONGEST] + "…"
            lost = "" if card.present else "（找不到文件）"
            icon = "photo" if card.is_photo else "file"
            action = menu.addAction(
                icons.icon(icon if card.present else "file-missing"), name + lost
            )
            look = self._evidence.look
            action.triggered.connect(partial(look, self.part, card.evidence_id))
        if self.cards and not self._read_only:
            menu.addSeparator()
            details = menu.addMenu("名称、日期和移开")
            for card in self.cards:
                action = details.addAction(card.title[:_LONGEST])
                show = self._evidence.show_details
                action.triggered.connect(partial(show, self.part, card.evidence_id))
        if not self._read_only:
            menu.addSeparator()
            for how, words in _WAYS:
                action = menu.addAction(words)
                action.triggered.connect(partial(self._evidence.add, self.part, how))

    def open_menu(self) -> None:
        """Open the menu below the link."""
        self.fill_menu()
        self.menu_of_files.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._evidence.take(self.part, paths)


def part_at(target: QObject | None) -> str:
    """The part a widget belongs to: where a picture is pasted."""
    while target is not None:
        if isinstance(target, FilesLink):
            return target.part
        part = target.property("evidence_part")
        if part:
            return str(part)
        target = target.parent()
    return ""
