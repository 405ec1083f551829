"""What stands in the sheet of a step: what happens, what must come first, the fields and the files."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from selfcheck.errors import Problem
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui import look
from selfcheck.ui.hazard_sheets.asked import Asked, Files, Part
from selfcheck.ui.hazard_sheets.blocked import Blocked
from selfcheck.ui.hazard_sheets.fields import FieldBox, in_rows
from selfcheck.ui.hazard_sheets.picker import HazardPicker
from selfcheck.ui.hazard_sheets.strip import FileStrip
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, body, step_title
from selfcheck.ui.surfaces import ScrollPage
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.workspace import Workspace

_MARGINS = (24, 20, 24, 16)


class SheetBody(ScrollPage):
    """Draws what a step asks, and tells each problem where it can be mended."""

    def __init__(
        self, asked: Asked, workspace: Workspace, hazard_id: int, thumbnails: Thumbnails
    ) -> None:
        super().__init__(_MARGINS, 12)
        self.asked = asked
        self._workspace, self._hazard_id = workspace, hazard_id
        self._thumbnails = thumbnails
        self.boxes: dict[str, FieldBox] = {}
        self.strips: dict[str, FileStrip] = {}
        self.title = step_title(asked.title)
        self.hazard = ElidedLabel("", look.TEXT, "ink2", lines=2)
        self.line = body(asked.line)
        self.marks = Label("", look.TEXT, "ink2", wrap=True)
        self.blocked = Blocked()
        self.problem = ProblemLabel()
        for part in (self.title, self.hazard, self.line, self.marks, self.blocked):
            self.body.addWidget(part)
        self.marks.setVisible(asked.marks)
        for row in in_rows([(self._made(part), part.beside) for part in asked.parts]):
            self.body.addWidget(row)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)

    def _made(self, part: Part) -> QWidget:
        if isinstance(part, Files):
            self.strips[part.part] = FileStrip(part, self._thumbnails)
            return self.strips[part.part]
        picker = (
            HazardPicker(self._workspace, self._hazard_id) if part.kind == "hazard" else None
        )
        self.boxes[part.name] = FieldBox(part, picker)
        return self.boxes[part.name]

    @property
    def inside(self) -> QWidget:
        """What scrolls."""
        found = self.widget()
        assert found is not None
        return found

    def _places(self) -> list[tuple[str, FieldBox | FileStrip]]:
        return [*self.boxes.items(), *self.strips.items()]

    # ---- showing

    def show_page(self, page: HazardPage) -> None:
        """Which hazard it is about, and its five marks."""
        named = (page.values["description"], page.values["location"])
        self.hazard.setText(f"{page.number}　{' · '.join(part for part in named if part)}")
        marks = "　".join(f"{'✓' if mark.met else '○'} {mark.words}" for mark in page.marks)
        self.marks.setText(f"五落实　{marks}")

    def show_asked(self) -> None:
        """Hide what the choices made so far leave out."""
        values = {name: box.value for name, box in self.boxes.items()}
        for _, widget in self._places():
            name, wanted = widget.asked.only
            widget.setVisible(not name or values.get(name, "") in wanted)

    def told(self) -> dict[str, str]:
        """What stands in the fields now; "" in those that are not asked."""
        self.show_asked()
        return {name: "" if box.isHidden() else box.value for name, box in self.boxes.items()}

    def commit(self) -> None:
        """Tell everything that was typed and not told yet."""
        for box in self.boxes.values():
            box.commit()

    def unread(self) -> FieldBox | None:
        """The first field that holds something nobody can read."""
        asked = (box for box in self.boxes.values() if not box.isHidden())
        return next((box for box in asked if box.unread), None)

    # ---- problems

    def _place_of(self, problem: Problem, told: Mapping[str, str]) -> str:
        """The field or strip of this sheet where a problem is told; "" when there is none."""
        if self.asked.place and (own := self.asked.place(problem, told)):
            return own
        for name, box in self.boxes.items():
            if problem.where in (name, *box.asked.also):
                return name
        for name, strip in self.strips.items():
            if problem.where in (f"photos.{name}", *strip.asked.also):
                return name
        return ""

    def _by_place(self, problems: Sequence[Problem]) -> dict[str, list[Problem]]:
        told = self.told()
        found: dict[str, list[Problem]] = {}
        for problem in problems:
            found.setdefault(self._place_of(problem, told), []).append(problem)
        return found

    def show_missing(
        self, problems: Sequence[Problem], page: HazardPage, *, tried: bool
    ) -> None:
        """What the step's guards lack: elsewhere at once, beside the fields only once it was tried.

        What was asked for the step alone keeps its sentence until it is changed.
        """
        found = self._by_place([problem for problem in problems if problem.blocking])
        notes = self._by_place([problem for problem in problems if not problem.blocking])
        self.blocked.show_problems(found.pop("", []), page)
        for name, box in self.boxes.items():
            box.show_note(_texts(notes.get(name, [])))
            if box.asked.kept and not box.refused:
                box.show_problem(_texts(found.get(name, [])) if tried else "")
        for name, strip in self.strips.items():
            if tried or not found.get(name):
                strip.show_problem(_texts(found.get(name, [])))

    def refuse(self, problems: Sequence[Problem], page: HazardPage) -> QWidget | None:
        """The step was refused: every problem where it can be mended; returns the first such place."""
        found = self._by_place(problems)
        self.blocked.show_problems(found.get("", []), page)
        first: QWidget | None = None
        for name, widget in self._places():
            widget.show_problem(_texts(found.get(name, [])))
            if first is None and name in found:
                first = widget
                (widget.field if isinstance(widget, FieldBox) else widget.add).setFocus()
        return first or (self.blocked if "" in found else None)


def _texts(problems: Sequence[Problem]) -> str:
    return "\n".join(problem.text for problem in problems)
