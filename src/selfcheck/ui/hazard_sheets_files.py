"""Photos and papers of a part of a hazard, right where they are asked for: add, paste, drop, look, take away."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.evidence import marks
from selfcheck.evidence.marks import Mark
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards import actions
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.evidence_adding import EvidenceAdder, Source, Taken, pasted
from selfcheck.ui.evidence_card import EvidenceButton
from selfcheck.ui.evidence_shelf import EvidenceShelf
from selfcheck.ui.hazard_sheets_fields import Files
from selfcheck.ui.labels import Label, ProblemLabel
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.surfaces import spread
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.workspace import Workspace

PATTERN = (
    "照片和文件 (*.jpg *.jpeg *.png *.heic *.pdf *.doc *.docx *.xls *.xlsx *.wps *.et *.ofd *.mp4);;"
    "所有文件 (*)"
)
_EMPTY = "把照片或文件拖到这里，或者粘贴（Ctrl+V）"


def only_picture() -> bool:
    """Whether the clipboard carries files or a picture, and no words for a field."""
    mime = QGuiApplication.clipboard().mimeData()
    return mime is not None and (
        bool(files_in(mime)) or (mime.hasImage() and not mime.hasText())
    )


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
        words = self.asked.title
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
        self._folder = ""  # where the person found the last file
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
        title = f"添加{self._strips[part].asked.title}"
        names, _ = QFileDialog.getOpenFileNames(self._window, title, self._folder, PATTERN)
        if names:
            self._folder = str(Path(names[0]).parent)
        self.take(part, [Path(name) for name in names])

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
            except (NotReady, SelfCheckError) as error:
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
        from selfcheck.ui.photo_viewer import PhotoViewer

        cards = tuple(self._cards.get(part, ()))
        at = next((i for i, card in enumerate(cards) if card.evidence_id == evidence), 0)
        editable = not self._strips[part].asked.looked_at
        viewer = PhotoViewer(cards, at, self._window, editable=editable)
        viewer.marked.connect(lambda number, drawn: self._mark(part, number, drawn))
        viewer.exec()
        viewer.deleteLater()

    def _mark(self, part: str, evidence: int, drawn: Sequence[Mark]) -> None:
        act, now = self._workspace.act, self._workspace.now()
        act(actions.mark_photo, self._hazard(), part, evidence, marks.written(drawn), now=now)


def told_by(error: SelfCheckError) -> str:
    """What an error says to the person."""
    if isinstance(error, NotReady):
        return "\n".join(problem.text for problem in error.problems)
    return str(error)
