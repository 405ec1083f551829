"""判定等级 and 改判: the grading dialog opened for a hazard, its decision recorded."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.hazards import grading, hazard_query
from selfcheck.hazards.candidates import find
from selfcheck.hazards.decisions import Decision, Draft, GradingAsked
from selfcheck.hazards.library import library
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.hazards.records import HazardGrade
from selfcheck.ui.grading.dialog import GradingDialog
from selfcheck.ui.hazard_sheets import memory
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.workspace import Workspace

_STEP = "grade"


class Grading(QObject):
    """Stands between the dialog and what is recorded."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, navigator: Navigator, hazard_id: int
    ) -> None:
        super().__init__(parent)
        self._workspace, self._navigator = workspace, navigator
        self._hazard_id = hazard_id
        self._office = office(workspace)
        page = workspace.read(hazard_query.hazard_page, self._office, hazard_id)
        self.dialog = _dialog_for(page, self._office, workspace, parent)
        self.dialog.decided.connect(self._on_decided)
        self.dialog.put_away.connect(self._on_put_away)
        self.dialog.edit_description.connect(self._on_edit_description)

    def run(self) -> bool:
        """Show it; True when a decision was recorded."""
        done = self.dialog.exec() == QDialog.DialogCode.Accepted
        self.dialog.deleteLater()
        self.deleteLater()
        return done

    def _on_decided(self, decision: Decision) -> None:
        workspace = self._workspace
        try:
            workspace.act(
                grading.grade, self._office, self._hazard_id, HazardGrade(decision.grade),
                clauses=[dict(clause) for clause in decision.clauses], reason=decision.reason,
                by=decision.by, second_by=decision.second_by, argument=decision.argument,
                argued_by=decision.argued_by, matched=decision.matched,
                unmatched=decision.unmatched, answers=dict(decision.answers),
                now=workspace.now(),
            )  # fmt: skip
        except NotReady as error:
            self.dialog.show_problems(error.problems)
        except SelfCheckError as error:
            self.dialog.show_problems([Problem("HZ11", "", str(error))])
        else:
            memory.forget(workspace, self._hazard_id, _STEP)
            self.dialog.accept_decision()

    def _on_put_away(self, draft: Draft) -> None:
        memory.remember(self._workspace, self._hazard_id, _STEP, draft)

    def _on_edit_description(self) -> None:
        self._navigator.open("hazard", str(self._hazard_id), "description")


def _dialog_for(
    page: HazardPage, given: Office, workspace: Workspace, parent: QWidget
) -> GradingDialog:
    values = page.values
    found_on = values["found_on"] or given.today
    asked = GradingAsked(
        page.number, values["location"], found_on, values["description"], page.grade.value,
        workspace.actor,
    )  # fmt: skip
    candidates = find(
        library(),
        description=values["description"],
        day=found_on,
        location=values["location"],
        part=values["part"],
        sector=given.sector,
        facts=given.facts,
    )
    draft = memory.recall(workspace, page.hazard_id, _STEP)
    return GradingDialog(asked, candidates, given.people, parent, draft=draft)
