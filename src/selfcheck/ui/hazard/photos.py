"""Before and after: one photo each with when, by whom and its hash; adding more by button, drop or paste."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.evidence import HazardEvidence
from selfcheck.ui.hazard.photo_tile import PhotoTile
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.hazard.words import as_told, short_time
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel

_WORDS = {"before": "整改前", "after": "整改后"}
_WAYS = (("file", "从文件添加…"), ("paste", "粘贴"), ("library", "从证据库选择…"))
_EMPTY = "点这里添加，或把照片拖进来"


class PhotoSide(QWidget):
    """The photos of one part. The tile opens the viewer, or asks for a file while there is none."""

    def __init__(self, evidence: HazardEvidence, desk: HazardDesk, part: str) -> None:
        super().__init__()
        self._evidence, self._desk, self.part = evidence, desk, part
        self._read_only = False
        self.cards: tuple[EvidenceCard, ...] = ()
        self.setProperty("evidence_part", part)  # where a picture is pasted
        self.tile = PhotoTile(desk.navigator.thumbnails)
        self.word = Label(_WORDS[part], look.TEXT, "ink", 500)
        self.taken = ElidedLabel("", look.CAPTION, "ink2")
        self.who = ElidedLabel("", look.CAPTION, "ink2")
        self.hash = ElidedLabel("", look.CAPTION, "ink3")
        self.problem = ProblemLabel()
        self.see: Button = link("查看原图")
        self.more: Button = link("添加照片")
        self.menu = QMenu(self)
        info = QVBoxLayout()
        info.setSpacing(2)
        for label in (self.word, self.taken, self.who, self.hash, self.problem):
            info.addWidget(label)
        info.addStretch(1)
        info.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        info.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(info, 1)
        self.setAcceptDrops(True)
        self.tile.clicked.connect(self._on_tile)
        self.see.clicked.connect(self._on_see)
        self.more.clicked.connect(self.open_menu)

    def show_page(self, page: HazardPage, problem: str, *, read_only: bool) -> None:
        """Show the first photo of before, the newest of after, those that are there first."""
        self._read_only = read_only
        self.cards = page.evidence[self.part]
        card = self._shown(self.cards)
        count = len(self.cards)
        empty = f"没有{_WORDS[self.part]}照片" if read_only else _EMPTY
        self.tile.show_card(card, count, empty)
        self.tile.setEnabled(card is not None or not read_only)
        self.setAcceptDrops(not read_only)
        self._show_more(
            mends=self._evidence.mendable and not all(one.present for one in self.cards)
        )
        for label in (self.taken, self.who, self.hash):
            label.setVisible(card is not None)
        self.see.setVisible(card is not None)
        lost = sum(not one.present for one in self.cards)
        told = f"有 {lost} 张找不到文件" if lost and card is not None and card.present else ""
        self.problem.show_problem(problem or told)
        self.taken.set_look(ink="bad_ink" if problem else "ink2")
        if card is None:
            return
        lost_words = "重新选择" if self._evidence.mendable else "查看记录"
        self.see.setText("查看原图" if card.present else lost_words)
        year = self._desk.office.today.year
        told = as_told(card.taken_at, year) or short_time(card.recorded_at, year)
        self.taken.setText(told)
        self.taken.setToolTip("照片里的拍摄时间" if card.taken_at else "录入时间")
        self.who.setText(f"{_who_added(page, card)} {card.source_words}".strip())
        self.hash.setText(f"SHA-256 {card.sha256[:4]}…{card.sha256[-2:]}")
        self.hash.setToolTip(card.sha256)

    def _show_more(self, *, mends: bool) -> None:
        """Where nothing can be added any more, what is lost can still be mended."""
        self.more.setVisible(mends or not self._read_only)
        told = "找不到的照片" if self._read_only else "添加照片"
        self.more.setText(told)
        named = (
            f"{_WORDS[self.part]}，{told}"
            if self._read_only
            else f"添加{_WORDS[self.part]}照片"
        )
        self.more.setAccessibleName(named)

    def _shown(self, cards: Sequence[EvidenceCard]) -> EvidenceCard | None:
        there = [card for card in cards if card.present] or list(cards)
        if not there:
            return None
        return there[0] if self.part == "before" else there[-1]

    def open_menu(self) -> None:
        """The ways to add, and each photo by its name."""
        self.menu.clear()
        for card in self.cards:
            if not card.present:
                again = partial(self._evidence.find_again, card.evidence_id)
                self.menu.addAction(f"重新选择“{card.title}”…").triggered.connect(again)
                drop = partial(self._evidence.drop_lost, self.part, card.evidence_id)
                self.menu.addAction(f"移除“{card.title}”的记录").triggered.connect(drop)
        if self._read_only:
            self._pop_up()
            return
        for how, words in _WAYS:
            action = self.menu.addAction(words)
            action.triggered.connect(partial(self._evidence.add, self.part, how))
        if self.cards:
            details = self.menu.addMenu("名称、日期和移开")
            for card in self.cards:
                show = partial(self._evidence.show_details, self.part, card.evidence_id)
                details.addAction(card.title).triggered.connect(show)
        self._pop_up()

    def _pop_up(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_tile(self) -> None:
        if self.tile.card is None:
            self._evidence.add(self.part, "file")
        else:
            self._on_see()

    def _on_see(self) -> None:
        card = self.tile.card
        if card is None:
            return
        if card.present:
            self._evidence.look(self.part, card.evidence_id)
        elif not self._evidence.mendable:
            self._evidence.show_details(self.part, card.evidence_id)
        else:
            self._evidence.find_again(card.evidence_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._evidence.take(self.part, paths)


def _who_added(page: HazardPage, card: EvidenceCard) -> str:
    """Who put it here, as the history tells it."""
    adding = (
        event.by
        for event in page.events
        if any(one.evidence_id == card.evidence_id for one in event.cards)
    )
    return next(adding, "")


class PhotosSection(HazardSection):
    """照片: before left, after right."""

    def __init__(self, desk: HazardDesk, evidence: HazardEvidence) -> None:
        super().__init__(desk, "")
        self.setAccessibleName("照片")
        self.sides = {part: PhotoSide(evidence, desk, part) for part in _WORDS}
        both = QHBoxLayout()
        both.setSpacing(12)
        for side in self.sides.values():
            both.addWidget(side, 1)
        self.shown.addLayout(both)

    def fill(self, page: HazardPage) -> None:
        """Both sides; a photo of after that is not later says so (HZ08)."""
        found = (p.text for step in page.steps for p in step.missing if p.code == "HZ08")
        too_early = next(found, "")
        for part, side in self.sides.items():
            problem = too_early if part == "after" else ""
            side.show_page(page, problem, read_only=self.read_only)

    def focus_place(self, part: str) -> QWidget:
        """Where a photo of this part is added."""
        side = self.sides[part]
        return side.more if side.cards else side.tile
