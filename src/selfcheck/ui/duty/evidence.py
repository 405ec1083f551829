"""The evidence of a duty page: adding, showing in full, taking away, and finding lost files again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from selfcheck.duties.pages import DutyPage, ItemLine
from selfcheck.evidence import queries as evidence_queries
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui.duty.work import DutyWork
from selfcheck.ui.evidence.adding import EvidenceAdder, Source, Taken, pasted
from selfcheck.ui.evidence.asking import FileAsker, only_picture
from selfcheck.ui.evidence.dialogs import EvidenceDetails, EvidenceLibrary
from selfcheck.ui.evidence.tray import EvidenceTray
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.workspace import Workspace

_BACK = "back:"  # a lost file is pointed to again; otherwise the purpose is an item's key


class DutyEvidence(QObject):
    """Stands between the tray, the dialogs and what is recorded."""

    def __init__(
        self,
        work: DutyWork,
        workspace: Workspace,
        navigator: Navigator,
        tray: EvidenceTray,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._workspace = workspace
        self._navigator = navigator
        self._tray = tray
        self._window = parent
        self._page: DutyPage | None = None
        self._target = ""
        self.read_only = False
        self.asker = FileAsker(parent)
        self.details: EvidenceDetails | None = None
        self.library: EvidenceLibrary | None = None
        self.adder = EvidenceAdder(navigator.jobs, workspace.folder, self)
        self.adder.worked.connect(tray.show_work)
        self.adder.taken.connect(self._on_taken)
        self.adder.failed.connect(tray.show_problem)
        tray.stopped.connect(self.adder.stop)
        tray.add_wanted.connect(self._on_add_wanted)
        tray.dropped.connect(self._on_dropped)
        tray.opened.connect(self._on_opened)

    # ---- showing

    def show_page(self, page: DutyPage, *, read_only: bool) -> None:
        """Show what is recorded now."""
        self._page, self.read_only = page, read_only
        self._tray.show_page(page)
        if self.details is not None:
            card = self._card(self.details.card.evidence_id)
            if card is not None:
                self.details.show_card(card)

    def show_target(self, line: ItemLine | None) -> None:
        """The item that a new piece goes to."""
        if line is None and self._page is not None and self._page.lines:
            line = self._page.lines[0]
        self._target = line.key if line is not None else ""
        self._tray.show_target(line.number if line is not None else 0)

    def _card(self, evidence_id: int) -> EvidenceCard | None:
        cards = self._page.evidence if self._page is not None else ()
        return next((card for card in cards if card.evidence_id == evidence_id), None)

    def _line(self, key: str) -> ItemLine | None:
        lines = self._page.lines if self._page is not None else ()
        return next((line for line in lines if line.key == key), None)

    # ---- adding

    def add(self, key: str, how: str) -> None:
        """Add to an item: from a file, from the clipboard, or from the library."""
        if how == "paste":
            self.paste(key)
        elif how == "library":
            self._choose_from_library(key)
        else:
            self.take(key, self.asker.ask("添加证据"))

    def take(self, key: str, sources: Sequence[Source]) -> None:
        """Take these in, for an item."""
        if sources and not self.read_only:
            self._tray.show_problem("")
            self.adder.add(key or self._target, sources)

    def only_picture(self) -> bool:
        """Whether the clipboard carries files or a picture, and no words for a field."""
        return only_picture()

    def paste(self, key: str) -> None:
        """Take what the clipboard carries."""
        found = pasted(QGuiApplication.clipboard().mimeData())
        if found:
            self.take(key, found)
        elif not self.read_only:
            self._tray.show_problem("剪贴板里没有图片或文件，先复制再粘贴")

    def _on_add_wanted(self, how: str) -> None:
        self.add(self._target, how)

    def _on_dropped(self, paths: list[Path]) -> None:
        self.take(self._target, paths)

    def _on_taken(self, purpose: str, taken: Taken) -> None:
        if purpose.startswith(_BACK):
            for stored in taken.stored[:1]:
                number = int(purpose.removeprefix(_BACK))
                self._work.bring_back(number, stored, self._tray.show_problem)
        else:
            self._work.record(taken.stored, purpose, self._tray.show_problem)
        if taken.faults:
            self._tray.show_problem("\n".join(taken.faults))

    def _choose_from_library(self, key: str) -> None:
        cards = self._workspace.read(evidence_queries.library, self._workspace.folder)
        line = self._line(key)
        used = {card.evidence_id for card in line.cards} if line is not None else set()
        words = f"第 {line.number} 条" if line is not None else "本条"
        self.library = EvidenceLibrary(
            [card for card in cards if card.evidence_id not in used],
            self._navigator.thumbnails,
            key,
            words,
            self._window,
        )
        self.library.chosen.connect(self._on_library_chosen)
        self.library.finished.connect(self._on_library_closed)
        self.library.open()

    def _on_library_chosen(self, key: str, evidence: list[int]) -> None:
        self._work.use(evidence, key, self._tray.show_problem)

    def _on_library_closed(self) -> None:
        if self.library is not None:
            self.library.deleteLater()
            self.library = None

    # ---- one piece in full

    def _on_opened(self, evidence_id: int) -> None:
        card = self._card(evidence_id)
        if card is None:
            return
        places = [
            (line.key, f"第 {line.number} 条“{line.short}”")
            for line in (self._page.lines if self._page is not None else ())
            if line.key in card.item_keys
        ]
        self.details = EvidenceDetails(
            card, places, read_only=self.read_only, parent=self._window
        )
        self.details.described.connect(self._on_described)
        self.details.taken_away.connect(self._on_taken_away)
        self.details.found_again_wanted.connect(self._on_found_again_wanted)
        self.details.finished.connect(self._on_details_closed)
        self.details.open()

    def _on_described(self, evidence_id: int, title: str, occurred_on: str) -> None:
        if self.details is not None:
            day = date.fromisoformat(occurred_on) if occurred_on else None
            self._work.describe(evidence_id, title, day, self.details.refuse)

    def _on_taken_away(self, evidence_id: int, key: str) -> None:
        self._work.take_away(evidence_id, key, self._tray.show_problem)

    def _on_found_again_wanted(self, evidence_id: int) -> None:
        files = self.asker.ask("重新指定原文件")
        if files:
            self._tray.show_problem("")
            self.adder.add(f"{_BACK}{evidence_id}", files[:1])

    def _on_details_closed(self) -> None:
        if self.details is not None:
            self.details.deleteLater()
            self.details = None
