"""What a person does on the page of a hazard, done through the workspace, with the way back remembered.

`tell` is called with the field and the rule's own sentence when something could not be kept; what is on
the screen then stays as it is.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from selfcheck.errors import NotReady, StoreError
from selfcheck.hazards import actions, grading, hazard_query, queries
from selfcheck.hazards.fields import Value
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.ui.ledger import view as ledger_view
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import act, office
from selfcheck.ui.undoing import Undoing
from selfcheck.ui.workspace import Workspace

Tell = Callable[[str, str], object]  # field, sentence


def _silent(field: str, sentence: str) -> None:
    """An undo that is refused (the hazard was closed meanwhile) leaves everything as it is."""


class HazardDesk(QObject):
    """One hazard at a time: its page, and what may be done with it."""

    def __init__(self, workspace: Workspace, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self.workspace = workspace
        self.navigator = navigator
        self.window = window
        self.undoing = Undoing()
        self.hazard_id = 0
        self.office: Office = office(workspace)
        self.known: dict[str, tuple[str, ...]] = {}

    def page(self) -> HazardPage | None:
        """Ask again who is there, what day it is, and how the hazard stands; None: the draft was taken back."""
        self.office = office(self.workspace)
        if not self.workspace.read(queries.rows, self.office, (self.hazard_id,)):
            self.hazard_id = 0
            return None
        among = ledger_view.last_ids(self.workspace)
        return self.workspace.read(
            hazard_query.hazard_page, self.office, self.hazard_id, among=among
        )

    def ask_known(self) -> None:
        """Read what was typed before, to offer it again; asked when fields are opened."""
        self.known = self.workspace.read(queries.known)

    def offers(self, name: str, *, major: bool) -> tuple[str, ...]:
        """What is offered for a field of words; any other may be typed."""
        office = self.office
        if name == "plan_approved_by" or (name == "acceptor" and major):
            return office.principals
        if name in ("owner", "found_by", "acceptor"):
            return tuple(dict.fromkeys((*office.people, *self.known.get(name, ()))))
        if name in ("supervised_by", "closeout_by"):
            return (office.department,) if office.department else ()
        return self.known.get(name, ())

    # ---- doing

    def _try(self, tell: Tell, field: str, what: Callable[[], Any]) -> tuple[bool, Any]:
        try:
            return True, what()
        except NotReady as error:
            for problem in error.problems:
                tell(problem.where or field, problem.text)
        except StoreError as error:
            tell(field, str(error))
        return False, None

    def write(self, name: str, value: Value, tell: Tell, *, undo: bool = True) -> bool:
        """Keep a field as it was left."""
        hazard_id = self.hazard_id
        kept, before = self._try(
            tell, name, lambda: act(self.workspace, actions.write, hazard_id, name, value)
        )
        if kept and undo and before != value:
            self.undoing.remember(name, lambda: self.write(name, before, _silent, undo=False))
        return kept

    def write_note(self, text: str, tell: Tell) -> bool:
        """Write a note into the history."""
        workspace = self.workspace
        kept, _ = self._try(
            tell,
            "note",
            lambda: workspace.act(
                actions.note, self.hazard_id, text, by=workspace.actor, now=workspace.now()
            ),
        )
        return kept

    def explain(self, about: str, reason: str, confirmed_by: str, tell: Tell) -> bool:
        """Say why something the law asks for is missing."""
        told = {"reason": reason, "confirmed_by": confirmed_by}
        kept, _ = self._try(
            tell,
            "reason",
            lambda: act(self.workspace, grading.explain, self.hazard_id, about, **told),
        )
        return kept

    def take_step(self, step: str) -> bool:
        """Do a step in a sheet of its own; True when it was done."""
        from selfcheck.ui.hazard import steps as hazard_steps

        done = hazard_steps.take(
            self.window, self.workspace, self.navigator, self.hazard_id, step
        )
        if done:
            self.undoing.forget()  # what was written before belongs to the step now
        return done

    def undo(self) -> str:
        """Put the last field back; returns its name, empty when there is nothing."""
        return self.undoing.undo()
