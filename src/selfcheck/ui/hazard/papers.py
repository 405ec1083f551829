"""Every other file of a hazard, part by part with its count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from selfcheck.hazards.pages import HazardPage
from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.evidence import PART_WORDS, HazardEvidence
from selfcheck.ui.hazard.files import FilesLink
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.labels import Label

_FOR_MAJOR = ("stop", "resume", "department", "workers", "plan")
_PARTS = (*_FOR_MAJOR, "acceptance", "closeout", "note", "earlier")
_COLUMNS = 2
_ACCEPTED_SOON = frozenset(
    {HazardState.RECTIFYING, HazardState.RETURNED, HazardState.AWAITING, HazardState.ACCEPTED}
)


class PapersSection(HazardSection):
    """其他材料: what a part holds, behind one link each."""

    def __init__(self, desk: HazardDesk, evidence: HazardEvidence) -> None:
        super().__init__(desk, "其他材料")
        self._evidence = evidence
        self.links = {part: FilesLink(evidence, part, "材料") for part in _PARTS}
        self.names = ()
        self._words = {part: Label(PART_WORDS[part], look.TEXT, "ink3") for part in _PARTS}
        for made in (*self.links.values(), *self._words.values()):
            made.setParent(self.view)  # before any is shown: without one it would be a window
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at * 2 + 1, 1)
        self.shown.addLayout(self._grid)

    def fill(self, page: HazardPage) -> None:
        """Parts that hold something, and those that belong to a hazard of this kind."""
        shown = []
        for part, link in self.links.items():
            frozen = self.read_only and not (part == "note" and page.frozen)
            frozen = frozen or part == "earlier" or self.desk.workspace.read_only
            link.show_cards(page.evidence[part], read_only=frozen)
            fits = part == "note" or (part in _FOR_MAJOR and page.major)
            fits = fits or (part == "acceptance" and page.state in _ACCEPTED_SOON)
            fits = fits or (part == "closeout" and bool(page.values["supervised"]))
            if page.evidence[part] or (fits and not frozen):
                shown.append(part)
        for part in _PARTS:
            self._grid.removeWidget(self._words[part])
            self._grid.removeWidget(self.links[part])
            self._words[part].setVisible(part in shown)
            self.links[part].setVisible(part in shown)
            if part in shown:
                at = shown.index(part)
                row, column = divmod(at, _COLUMNS)
                self._grid.addWidget(self._words[part], row, column * 2)
                left = Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(self.links[part], row, column * 2 + 1, left)
        self.setVisible(bool(shown))
