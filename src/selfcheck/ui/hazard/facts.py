"""The facts of a hazard in one card, by legal weight: basis, stop and reports, plan, photos, then the rest."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.errors import Problem
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui.hazard.basis import BasisSection
from selfcheck.ui.hazard.control import ReportsSection, StopSection
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.evidence import HazardEvidence
from selfcheck.ui.hazard.explain import ExplainSection
from selfcheck.ui.hazard.found import (
    ContentsSection,
    FoundSection,
    ResultSection,
    SupervisionSection,
)
from selfcheck.ui.hazard.papers import PapersSection
from selfcheck.ui.hazard.photos import PhotosSection
from selfcheck.ui.hazard.plan import PlanSection
from selfcheck.ui.hazard.scroll import CardScroll
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.hazard.work_bar import WorkBar
from selfcheck.ui.surfaces import Card, hairline

_FIELD = {"budget": "budget_fen", "closeout": "closeout_on"}  # where a problem names a group


class _Part(QWidget):
    """A section with the hairline above it; both go together."""

    def __init__(self, *sections: HazardSection) -> None:
        super().__init__()
        self.sections = sections
        self.line = hairline()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.between = QFrame()
        self.between.setProperty("part", "line")
        self.between.setFixedWidth(1)
        for at, section in enumerate(sections):
            if at:
                row.addWidget(self.between)
            row.addWidget(section, 1)
        column.addLayout(row)


class HazardFacts(Card):
    """The card at the left. `bring` opens the place of a field and returns what takes the keyboard."""

    step_wanted = Signal(str)

    def __init__(self, desk: HazardDesk, evidence: HazardEvidence) -> None:
        super().__init__(edge=0)
        self._desk = desk
        self.basis = BasisSection(desk)
        self.stop = StopSection(desk, evidence)
        self.reports = ReportsSection(desk, evidence)
        self.plan = PlanSection(desk)
        self.photos = PhotosSection(desk, evidence)
        self.explain = ExplainSection(desk)
        self.found = FoundSection(desk)
        self.contents = ContentsSection(desk)
        self.result = ResultSection(desk)
        self.supervision = SupervisionSection(desk)
        self.papers = PapersSection(desk, evidence)
        self.control = _Part(self.stop, self.reports)
        self.parts: dict[HazardSection, _Part] = {
            section: _Part(section)
            for section in (
                *(self.basis, self.plan, self.photos, self.explain, self.found),
                *(self.contents, self.result, self.supervision, self.papers),
            )
        }
        self.work = WorkBar(evidence)
        self.page_area = CardScroll()
        self._order: tuple[QWidget, ...] = ()
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.work)
        self.body.addWidget(self.page_area, 1)
        self.setAccessibleName("隐患情况")
        for section in (self.basis, self.stop, self.reports):
            section.step_wanted.connect(self.step_wanted)

    @property
    def sections(self) -> tuple[HazardSection, ...]:
        """Every section."""
        return (*self.parts, self.stop, self.reports)

    def show_page(self, page: HazardPage, *, read_only: bool) -> None:
        """Show the hazard; what was found stands first until a grade is decided."""
        for section in self.sections:
            section.show_page(page, read_only=read_only)
        part = self.parts
        graded = bool(page.determinations) or bool(page.values["basis"])
        found = part[self.found]
        order: list[QWidget] = [part[self.basis]] if graded else [found, part[self.basis]]
        order += [self.control, part[self.plan], part[self.photos], part[self.explain]]
        order += [found] if graded else []
        order += [part[one] for one in (self.contents, self.result)]
        order += [part[self.supervision], part[self.papers]]
        self._put(tuple(order))
        draft = page.state.value == "draft"
        begun = bool(page.path and any(stop.reached_at for stop in page.path))
        self.control.setVisible(page.major or bool(page.stops))
        self.reports.setVisible(page.major)
        self.control.between.setVisible(page.major)
        part[self.basis].setVisible(begun or graded)
        part[self.plan].setVisible(not draft)
        part[self.contents].setVisible(page.major)
        part[self.result].setVisible(not draft)
        for section in (self.explain, self.supervision, self.papers):
            part[section].setVisible(section.isVisibleTo(part[section]))

    def _put(self, order: tuple[QWidget, ...]) -> None:
        if order == self._order:
            return
        for old in self._order:
            self.page_area.body.removeWidget(old)
        while self.page_area.body.count():
            self.page_area.body.takeAt(0)
        for part in order:
            self.page_area.body.addWidget(part)
        self.page_area.body.addStretch(1)
        self._order = order
        for at, part in enumerate(order):
            if isinstance(part, _Part):
                part.line.setVisible(at > 0)

    # ---- leading to a place

    def bring(self, field: str) -> QWidget | None:
        """Open the place of a field, bring it into view; returns what takes the keyboard."""
        target = self._target(_FIELD.get(field, field))
        if target is not None:
            self.page_area.settle()
            QTimer.singleShot(0, target, lambda: self.bring_into_view(target))
        return target

    def bring_into_view(self, target: QWidget) -> None:
        """Scroll as little as shows it."""
        if self.page_area.isAncestorOf(target):
            self.page_area.settle()
            self.page_area.ensureWidgetVisible(target, 0, 40)

    def _target(self, field: str) -> QWidget | None:
        if field.startswith("photos"):
            return self._photo_target(field.partition(".")[2])
        if field.startswith("report."):
            return self.reports.focus_place(field)
        if field == "stop":
            return self.stop.focus_place()
        if field == "grade":
            return self.basis.focus_place()
        for section in self.sections:
            if field in section.names:
                return self._opened(section, field)
        return None

    def _opened(self, section: HazardSection, field: str) -> QWidget | None:
        part = self.parts[section]
        part.setVisible(True)
        return section.edit(field)

    def _photo_target(self, part: str) -> QWidget | None:
        if part in self.photos.sides:
            return self.photos.focus_place(part)
        page = self.photos.page
        lost = [
            where
            for where, cards in (page.evidence.items() if page is not None else ())
            if any(not card.present for card in cards)
        ]
        place = lost[0] if lost else "before"
        if place in self.photos.sides:
            return self.photos.sides[place].tile
        return self.papers.links[place]

    def goes_to_step(self, problem: Problem) -> str:
        """The step that mends a missing thing; empty where a field or a photo does."""
        page = self.basis.page
        names = {step.name for step in page.steps} if page is not None else set()
        if problem.where == "grade":
            return "grade" if "grade" in names else "regrade" if "regrade" in names else ""
        if problem.where.startswith("report."):
            return problem.where if "report" in names else ""
        if problem.where == "stop" and problem.code != "HZ18":
            wanted = "resume" if problem.code == "HZ40" else "stop"
            return wanted if wanted in names else ""
        return ""
