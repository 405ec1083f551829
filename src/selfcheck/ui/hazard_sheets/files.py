"""Photos and papers of a hazard on their way into its record: added, pasted, looked at, taken away."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.evidence import marks
from selfcheck.evidence.marks import Mark
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards import actions
from selfcheck.ui.evidence.adding import EvidenceAdder, Source, Taken, pasted
from selfcheck.ui.evidence.asking import FileAsker
from selfcheck.ui.hazard_sheets.strip import FileStrip
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.workspace import Workspace


class HazardFiles(QObject):
    """Stands between the strips of a sheet and what is recorded of a hazard."""

    working = Signal(bool)  # files are being taken in

    def __init__(
        self,
        workspace: Workspace,
        navigator: Navigator,
        hazard: Callable[[], int],  # whose files they are; a draft begins when first asked
        strips: Sequence[FileStrip],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._hazard = hazard
        self._window = window
        self._strips = {strip.asked.part: strip for strip in strips}
        self._cards: Mapping[str, Sequence[EvidenceCard]] = {}
        self._target = next((s.asked.part for s in strips if not s.asked.looked_at), "")
        self._at_work = ""
        self._asker = FileAsker(window)
        self._adder = EvidenceAdder(navigator.jobs, workspace.folder, self)
        self._adder.taken.connect(self._on_taken)
        self._adder.worked.connect(self._on_worked)
        self._adder.failed.connect(self._on_failed)
        for strip in strips:
            strip.add_wanted.connect(self._on_add_wanted)
            strip.paste_wanted.connect(self._on_paste_wanted)
            strip.dropped.connect(self.take)
            strip.opened.connect(self._on_opened)
            strip.removed.connect(self._on_removed)
            strip.visited.connect(self._on_visited)

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return bool(self._at_work)

    def stop(self) -> None:
        """Stop what is being added; what has been recorded stays."""
        self._adder.stop()

    def show_cards(self, cards: Mapping[str, Sequence[EvidenceCard]]) -> None:
        """Show what is recorded now, part by part."""
        self._cards = cards
        for part, strip in self._strips.items():
            strip.show_cards(cards.get(part, ()))

    def take(self, part: str, sources: Sequence[Source]) -> None:
        """Take these in for a part."""
        if sources and part in self._strips:
            self._strips[part].show_problem("")
            self._at_work = part
            self.working.emit(True)
            self._adder.add(part, sources)

    def paste(self) -> None:
        """Take what the clipboard carries, for the part where the keyboard was last."""
        self._on_paste_wanted(self._target)

    def _on_visited(self, part: str) -> None:
        self._target = part

    def _on_add_wanted(self, part: str) -> None:
        title = f"添加{self._strips[part].asked.title.partition('（')[0]}"
        self.take(part, self._asker.ask(title))

    def _on_paste_wanted(self, part: str) -> None:
        if part not in self._strips:
            return
        found = pasted(QGuiApplication.clipboard().mimeData())
        if found:
            self.take(part, found)
        else:
            self._strips[part].show_problem("剪贴板里没有图片或文件，先复制再粘贴")

    def _on_worked(self, done: int, total: int, text: str) -> None:
        if self._at_work:
            more = f"（{done + 1}/{total}）" if total > 1 else ""
            self._strips[self._at_work].show_work(f"{text}{more}" if total else "")
        if not total:
            self._at_work = ""
            self.working.emit(False)

    def _on_failed(self, text: str) -> None:
        if self._at_work:
            self._strips[self._at_work].show_problem(text)

    def _on_taken(self, part: str, taken: Taken) -> None:
        faults = list(taken.faults)
        if taken.stored:
            try:
                act, now = self._workspace.act, self._workspace.now()
                by = self._workspace.actor
                act(actions.add_files, self._hazard(), part, taken.stored, by=by, now=now)
            except SelfCheckError as error:
                faults.append(told_by(error))
        if faults:
            self._strips[part].show_problem("\n".join(faults))

    def _on_removed(self, part: str, evidence: int) -> None:
        act, now, by = self._workspace.act, self._workspace.now(), self._workspace.actor
        try:
            act(actions.remove_file, self._hazard(), part, evidence, by=by, now=now)
        except SelfCheckError as error:
            self._strips[part].show_problem(told_by(error))

    def _on_opened(self, part: str, evidence: int) -> None:
        from selfcheck.ui.photos.viewer import PhotoViewer

        cards = tuple(self._cards.get(part, ()))
        at = next((i for i, card in enumerate(cards) if card.evidence_id == evidence), 0)
        editable = not self._strips[part].asked.looked_at
        viewer = PhotoViewer(cards, at, self._window, editable=editable)
        viewer.marked.connect(lambda number, drawn: self._mark(part, number, drawn))
        viewer.exec()
        viewer.deleteLater()

    def _mark(self, part: str, evidence: int, drawn: Sequence[Mark]) -> None:
        act, now = self._workspace.act, self._workspace.now()
        kept = marks.written(drawn)
        try:
            act(actions.mark_photo, self._hazard(), part, evidence, kept, now=now)
        except SelfCheckError as error:
            self._strips[part].show_problem(told_by(error))


def told_by(error: SelfCheckError) -> str:
    """What an error says to the person."""
    if isinstance(error, NotReady):
        return "\n".join(problem.text for problem in error.problems)
    return str(error)
