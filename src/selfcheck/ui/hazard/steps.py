"""Taking a step of a hazard from wherever it is shown: the step's own small sheet, never the whole form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from selfcheck.hazards import hazard_query, rules
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.hazards.records import HazardState, ReportTo
from selfcheck.ui.errors import say
from selfcheck.ui.hazard_sheets import control, ending, treatment
from selfcheck.ui.hazard_sheets.asked import Asked
from selfcheck.ui.hazard_sheets.screen import Sheet
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.workspace import Workspace

SHEETS: dict[str, Callable[[HazardPage, Office], Asked]] = {
    "stop": control.stop,
    "resume": control.resume,
    "report.department": control.report_department,
    "report.workers": control.report_workers,
    "plan": treatment.plan,
    "start": treatment.start,
    "extend": treatment.extend,
    "request": treatment.request,
    "accept": ending.accept,
    "send_back": ending.send_back,
    "close": ending.close,
    "correct_on_site": ending.correct_on_site,
    "reopen": ending.reopen,
    "void": ending.void,
    "merge": ending.merge,
}

CLOSING = ("accept", "close")  # a general hazard is closed by its acceptance


def take(
    parent: QWidget, workspace: Workspace, navigator: Navigator, hazard_id: int, step: str
) -> bool:
    """Do a step of rules.TABLE, asking in a small sheet for what it needs; True when it was done.

    `report` leads to the report that is still missing; report.department and report.workers name one.
    A step that does not begin where the hazard stands is told in a box. After a hazard was closed whose
    risk is to be looked at again, it is asked which risk point that is.
    """
    done = _take(parent, workspace, navigator, hazard_id, step)
    if done and step in CLOSING:
        from selfcheck.ui.hazard import reassess as hazard_reassess

        hazard_reassess.follow_up(parent, workspace, navigator, hazard_id)
    return done


def _take(
    parent: QWidget, workspace: Workspace, navigator: Navigator, hazard_id: int, step: str
) -> bool:
    given = office(workspace)
    page = workspace.read(hazard_query.hazard_page, given, hazard_id)
    step = _which_report(page) if step == "report" else step
    lacking = workspace.read(hazard_query.problems_before, given, hazard_id, _in_table(step))
    wrong_state = next((problem for problem in lacking if problem.where == "state"), None)
    if wrong_state is not None:
        say(parent, "现在不能办这一步", wrong_state.text)
        return False
    if step == "register" or (step == "correct_on_site" and page.state is HazardState.DRAFT):
        on_site = step == "correct_on_site"
        return _register(parent, workspace, navigator, hazard_id, on_site=on_site)
    if step in ("grade", "regrade"):
        return _grade(parent, workspace, navigator, hazard_id)
    sheet = Sheet(workspace, navigator, hazard_id, SHEETS[step](page, given), parent)
    return _run(sheet, partial(_take, sheet, workspace, navigator, hazard_id))


def _run(sheet: Sheet, other: Callable[[str], bool]) -> bool:
    """Show a sheet until it is done, closed, or replaced by another step that was done instead."""
    instead = {step for _, step in sheet.asked.others}

    def on_step_wanted(step: str) -> None:
        if other(step) and step in instead:
            sheet.done(QDialog.DialogCode.Accepted)

    sheet.step_wanted.connect(on_step_wanted)
    done = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    return done


def _in_table(step: str) -> str:
    return step if step in rules.STEPS else step.partition(".")[0]


def _which_report(page: HazardPage) -> str:
    missing = (line.told for line in page.reports if line.reported_on is None)
    return f"report.{next(missing, ReportTo.DEPARTMENT).value}"


def _register(
    parent: QWidget,
    workspace: Workspace,
    navigator: Navigator,
    hazard_id: int,
    *,
    on_site: bool,
) -> bool:
    """Go on with a draft, which may also be corrected on the spot."""
    from selfcheck.ui.hazard_register.screen import RegisterDialog

    dialog = RegisterDialog(workspace, navigator, parent, hazard_id=hazard_id, on_site=on_site)
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done


def _grade(parent: QWidget, workspace: Workspace, navigator: Navigator, hazard_id: int) -> bool:
    """The standards are read when the first hazard is graded, once."""
    from selfcheck.ui.hazard_sheets.grading import Grading

    return Grading(parent, workspace, navigator, hazard_id).run()
