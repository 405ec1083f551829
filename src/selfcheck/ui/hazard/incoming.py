"""Files that fall on the page of a hazard or are pasted there: they go to the part they most likely belong to."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from selfcheck.hazards.pages import HazardPage
from selfcheck.hazards.records import HazardState
from selfcheck.ui.drop_area import files_in
from selfcheck.ui.hazard.evidence import HazardEvidence
from selfcheck.ui.hazard.files import part_at

_BEFORE_WORK = frozenset(
    {HazardState.DRAFT, HazardState.REGISTERED, HazardState.GRADED, HazardState.PLANNED}
)


def likely_part(page: HazardPage) -> str:
    """Before work begins a photo shows how it was, then how it is; what is over takes papers only."""
    if page.frozen:
        return "note"
    return "before" if page.state in _BEFORE_WORK else "after"


class Incoming(QObject):
    """Watches a screen for what falls on it."""

    def __init__(self, evidence: HazardEvidence, screen: QWidget) -> None:
        super().__init__(screen)
        self._evidence = evidence
        self.page: HazardPage | None = None  # none: nothing is taken
        screen.setAcceptDrops(True)
        screen.installEventFilter(self)

    def paste(self) -> None:
        """Take what the clipboard carries, for the part where the keyboard is."""
        if self.page is not None:
            part = part_at(QApplication.focusWidget()) or likely_part(self.page)
            self._evidence.paste(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and self.page is not None:
            paths = files_in(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                    self._evidence.take(likely_part(self.page), paths)
                return True
        return super().eventFilter(watched, event)
