"""What a person does with the hazards of the list without opening one: steps from the row, many at once."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.hazards import actions, hazard_query, many
from selfcheck.hazards.pages import Office
from selfcheck.ui.ledger.assign import AssignSheet, DeadlineSheet
from selfcheck.ui.ledger.menu import DISCARD, NOTICE, OPEN, RowMenu
from selfcheck.ui.ledger.printing import LedgerPrinting
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.workspace import Workspace


class LedgerDoing(QObject):
    """Opens the menu of a row and the small sheets; `refused` tells in words what was not done."""

    refused = Signal(str)
    discarded = Signal(int)  # a draft with nothing in it is gone

    def __init__(
        self,
        workspace: Workspace,
        navigator: Navigator,
        printing: LedgerPrinting,
        screen: QWidget,
    ) -> None:
        super().__init__(screen)
        self._workspace, self._navigator = workspace, navigator
        self._printing, self._screen = printing, screen
        self.menu: RowMenu | None = None  # while it is open

    def open(self, hazard_id: int) -> None:
        """Go to the hazard's own page."""
        self._navigator.open("hazard", str(hazard_id))

    def bring_in(self) -> None:
        """导入旧台账."""
        self._navigator.open("ledger_import")

    def register(self) -> int:
        """登记隐患; the new hazard, 0 when the person thought better of it."""
        from selfcheck.ui.hazard_register.screen import RegisterDialog

        dialog = RegisterDialog(self._workspace, self._navigator, self._screen)
        hazard_id = dialog.exec()
        dialog.deleteLater()
        return hazard_id

    def offer(self, office: Office, hazard_id: int, at: QPoint) -> None:
        """Open the menu of a row, and do what is chosen from it."""
        workspace = self._workspace
        (ticked,) = workspace.read(many.for_notice, [hazard_id])
        self.menu = RowMenu(
            workspace.read(hazard_query.steps_of, office, hazard_id),
            notice=not ticked.refused and not self._printing.busy,
            blank=workspace.read(actions.is_blank, hazard_id),
            read_only=workspace.read_only,
            parent=self._screen,
        )
        chosen = self.menu.exec(at)
        self.menu.deleteLater()
        self.menu = None
        if chosen is None:
            return
        try:
            self._do(office, hazard_id, str(chosen.data()))
        except SelfCheckError as error:
            self.refused.emit(str(error))

    def _do(self, office: Office, hazard_id: int, what: str) -> None:
        from selfcheck.ui.hazard import steps as hazard_steps

        self.refused.emit("")
        if what == OPEN:
            self.open(hazard_id)
        elif what == NOTICE:
            self._printing.print_notices(office, [hazard_id])
        elif what == DISCARD:
            self._workspace.act(actions.discard, hazard_id)
            self.discarded.emit(hazard_id)
        else:
            hazard_steps.take(self._screen, self._workspace, self._navigator, hazard_id, what)

    def assign(self, ids: Sequence[int]) -> bool:
        """指派责任人 for all of them; whether it was done."""
        return _done(AssignSheet(self._workspace, ids, self._screen))

    def move_deadlines(self, ids: Sequence[int]) -> bool:
        """调整期限 for all of them; whether it was done."""
        return _done(DeadlineSheet(self._workspace, ids, self._screen))


def _done(sheet: QDialog) -> bool:
    done = bool(sheet.exec())
    sheet.deleteLater()
    return done
