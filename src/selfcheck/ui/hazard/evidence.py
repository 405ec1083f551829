"""The evidence of a hazard: adding to a part of it, showing in full, taking away, finding lost files again."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from selfcheck.errors import EvidenceError, NotReady, StoreError
from selfcheck.evidence import actions as evidence_actions
from selfcheck.evidence import queries as evidence_queries
from selfcheck.evidence.marks import Mark, written
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards import actions
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui.evidence.adding import EvidenceAdder, Source, Taken, pasted
from selfcheck.ui.evidence.asking import FileAsker
from selfcheck.ui.evidence.dialogs import EvidenceDetails, EvidenceLibrary
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.photos.viewer import PhotoViewer

PART_WORDS = {
    "before": "整改前照片",
    "after": "整改后照片",
    "stop": "停用的照片和材料",
    "resume": "恢复使用的材料",
    "department": "监管部门报告回执",
    "workers": "向职工报告的材料",
    "plan": "治理方案",
    "acceptance": "验收材料",
    "closeout": "部门核查材料",
    "note": "其他材料",
    "earlier": "以前整改的材料",
}
_BACK = "back"  # a lost file is pointed to again


class HazardEvidence(QObject):
    """Stands between the parts of the page, the dialogs and what is recorded."""

    problem = Signal(str)  # what could not be done; empty when a new try begins
    worked = Signal(int, int, str)  # done, total (0: over), what is at hand

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page: HazardPage | None = None
        self.read_only = False
        self.asker = FileAsker(desk.window)
        self.details: EvidenceDetails | None = None
        self.library: EvidenceLibrary | None = None
        self.viewer: PhotoViewer | None = None
        self.adder = EvidenceAdder(desk.navigator.jobs, desk.workspace.folder, self)
        self.adder.worked.connect(self.worked)
        self.adder.taken.connect(self._on_taken)
        self.adder.failed.connect(self.problem)

    def show_page(self, page: HazardPage, *, read_only: bool) -> None:
        """What is recorded now."""
        self._page, self.read_only = page, read_only
        if self.details is not None:
            part = self.details.property("part_of")
            for card in page.evidence.get(part, ()):
                if card.evidence_id == self.details.card.evidence_id:
                    self.details.show_card(card)

    @property
    def mendable(self) -> bool:
        """Whether a lost file may be found again or dropped: in every state, unless the archive is held."""
        return not self._desk.workspace.read_only

    def cards(self, part: str) -> tuple[EvidenceCard, ...]:
        """The pieces of a part."""
        return self._page.evidence.get(part, ()) if self._page is not None else ()

    # ---- adding

    def add(self, part: str, how: str) -> None:
        """Add to a part: from a file, from the clipboard, or from the library."""
        if how == "paste":
            self.paste(part)
        elif how == "library":
            self._choose_from_library(part)
        else:
            self.take(part, self.asker.ask(f"添加{PART_WORDS[part]}"))

    def take(self, part: str, sources: Sequence[Source]) -> None:
        """Take these in, for a part of the hazard that is shown now."""
        if sources and (not self.read_only or part == "note"):
            self.problem.emit("")
            self.adder.add(f"{self._desk.hazard_id}:{part}", sources)

    def paste(self, part: str) -> None:
        """Take what the clipboard carries."""
        found = pasted(QGuiApplication.clipboard().mimeData())
        if found:
            self.take(part, found)
        elif not self.read_only:
            self.problem.emit("剪贴板里没有图片或文件，先复制再粘贴")

    def _on_taken(self, purpose: str, taken: Taken) -> None:
        hazard, _, part = purpose.partition(":")
        self.problem.emit("")
        if hazard == _BACK:
            for stored in taken.stored[:1]:
                self._try(evidence_actions.bring_back, int(part), stored=stored)
        elif taken.stored:
            # a file belongs to the hazard that was shown when it was chosen
            self._try(actions.add_files, int(hazard), part, taken.stored, **self._who())
        if taken.faults:
            self.problem.emit("\n".join(taken.faults))

    def _choose_from_library(self, part: str) -> None:
        workspace = self._desk.workspace
        cards = workspace.read(evidence_queries.library, workspace.folder)
        used = {card.evidence_id for card in self.cards(part)}
        self.library = EvidenceLibrary(
            [card for card in cards if card.evidence_id not in used],
            self._desk.navigator.thumbnails,
            part,
            PART_WORDS[part],
            self._desk.window,
        )
        self.library.chosen.connect(self._on_library_chosen)
        self.library.finished.connect(self._on_library_closed)
        self.library.open()

    def _on_library_chosen(self, part: str, evidence: list[int]) -> None:
        for number in evidence:
            self._try(actions.use_file, self._desk.hazard_id, part, number, **self._who())

    def _on_library_closed(self) -> None:
        if self.library is not None:
            self.library.deleteLater()
            self.library = None

    # ---- looking

    def look(self, part: str, evidence_id: int) -> None:
        """Show a photo among the photos of its part; anything else with what is known of it."""
        photos = [card for card in self.cards(part) if card.is_photo and card.present]
        at = next((n for n, one in enumerate(photos) if one.evidence_id == evidence_id), -1)
        if at < 0:
            self.show_details(part, evidence_id)
            return
        self.view(photos, at, part)

    def view(self, cards: Sequence[EvidenceCard], at: int, part: str = "") -> None:
        """Look through photos; those of a part can be marked."""
        editable = bool(part) and not self.read_only
        viewer = PhotoViewer(cards, at, self._desk.window, editable=editable)
        viewer.marked.connect(partial(self._on_marked, part))
        viewer.finished.connect(self._on_viewer_closed)
        self.viewer = viewer
        viewer.open()

    def _on_marked(self, part: str, evidence_id: int, marks: tuple[Mark, ...]) -> None:
        workspace = self._desk.workspace
        self._try(
            actions.mark_photo, self._desk.hazard_id, part, evidence_id, written(marks),
            now=workspace.now(),
        )  # fmt: skip

    def _on_viewer_closed(self) -> None:
        if self.viewer is not None:
            self.viewer.deleteLater()
            self.viewer = None

    def show_lost(self) -> bool:
        """Show the first piece whose file is gone, to point to it again; False when there is none."""
        for part, cards in self._page.evidence.items() if self._page is not None else ():
            for card in cards:
                if not card.present:
                    self.show_details(part, card.evidence_id)
                    return True
        return False

    # ---- one piece in full

    def show_details(self, part: str, evidence_id: int) -> None:
        """Its name and day, its file, and taking it away."""
        cards = (one for one in self.cards(part) if one.evidence_id == evidence_id)
        card = next(cards, None)
        if card is None:
            return
        details = EvidenceDetails(
            card, [(part, PART_WORDS[part])], read_only=self.read_only, parent=self._desk.window,
            mendable=self.mendable,
        )  # fmt: skip
        details.setProperty("part_of", part)
        details.described.connect(self._on_described)
        details.taken_away.connect(self._on_taken_away)
        details.found_again_wanted.connect(self.find_again)
        details.finished.connect(self._on_details_closed)
        self.details = details
        details.open()

    def _on_described(self, evidence_id: int, title: str, occurred_on: str) -> None:
        workspace = self._desk.workspace
        day = date.fromisoformat(occurred_on) if occurred_on else None
        try:
            workspace.act(
                evidence_actions.describe,
                evidence_id,
                round_id=None,
                title=title,
                occurred_on=day,
                now=workspace.now(),
            )
        except NotReady as error:
            if self.details is not None:
                for problem in error.problems:
                    self.details.refuse(problem.where, problem.text)
        except StoreError as error:
            if self.details is not None:
                self.details.refuse("title", str(error))

    def _on_taken_away(self, evidence_id: int, part: str) -> None:
        cards = (one for one in self.cards(part) if one.evidence_id == evidence_id)
        card = next(cards, None)
        if card is not None and not card.present:
            self.drop_lost(part, evidence_id)
            return
        hazard = self._desk.hazard_id
        self._try(actions.remove_file, hazard, part, evidence_id, **self._who())

    def drop_lost(self, part: str, evidence_id: int) -> None:
        """The file will not be found again: its record is taken away, and the history tells it."""
        self.problem.emit("")
        given, hazard = self._desk.office, self._desk.hazard_id
        self._try(actions.drop_lost, given, hazard, part, evidence_id, **self._who())

    def find_again(self, evidence_id: int) -> None:
        """The file is lost: ask for it, and take only the very same content."""
        files = self.asker.ask("重新指定原文件")
        if files:
            self.problem.emit("")
            self.adder.add(f"{_BACK}:{evidence_id}", files[:1])

    def _on_details_closed(self) -> None:
        if self.details is not None:
            self.details.deleteLater()
            self.details = None

    # ---- keeping

    def _who(self) -> dict[str, Any]:
        workspace = self._desk.workspace
        return {"by": workspace.actor, "now": workspace.now()}

    def _try(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        try:
            self._desk.workspace.act(action, *args, **kwargs)
        except NotReady as error:
            self.problem.emit("；".join(problem.text for problem in error.problems))
        except (StoreError, EvidenceError) as error:
            self.problem.emit(str(error))
