"""What is done with the drawing: keep an operation, take it back, make it again; and what the lint offers."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from selfcheck import moments
from selfcheck.errors import SelfCheckError
from selfcheck.riskmap import floor_plans, states
from selfcheck.riskmap.draft import Edit, Undoing
from selfcheck.riskmap.pages import RiskMap
from selfcheck.ui.workspace import Workspace


class MapDesk(QObject):
    """Holds the map as it is kept and every operation since the screen was made."""

    changed = Signal()  # the map was read anew
    failed = Signal(str)  # an operation was not kept, with the reason

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._undoing = Undoing()
        self._read_on = self._today
        self._stale = True
        self.map: RiskMap = self._read()
        workspace.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._stale = True

    @property
    def _today(self) -> date:
        return self._workspace.now().astimezone(moments.CHINA).date()

    def _read(self) -> RiskMap:
        self._stale, self._read_on = False, self._today
        return self._workspace.read(states.risk_map, self._workspace.folder, self._read_on)

    def refresh(self) -> None:
        """Read the map again if anything was kept since, or midnight has passed."""
        if self._stale or self._read_on != self._today:
            self.map = self._read()
            self.changed.emit()

    @property
    def can_undo(self) -> str:
        """What 撤销 would take back; empty when there is nothing."""
        return self._undoing.made[-1].words if self._undoing.made else ""

    @property
    def can_redo(self) -> str:
        """What 重做 would make again."""
        return self._undoing.taken_back[-1].words if self._undoing.taken_back else ""

    def keep(self, edit: Edit) -> bool:
        """Keep an operation of the person."""
        if not self._draw(edit):
            return False
        self._undoing.remember(edit)
        self.refresh()
        return True

    def undo(self) -> None:
        """Take the newest operation back."""
        self._back_or_forth(self._undoing.undo, self._undoing.redo)

    def redo(self) -> None:
        """Make it again."""
        self._back_or_forth(self._undoing.redo, self._undoing.undo)

    def _back_or_forth(
        self, step: Callable[[], Edit | None], put_back: Callable[[], Edit | None]
    ) -> None:
        edit = step()
        if edit is None:
            return
        if not self._draw(edit):
            put_back()  # nothing was kept: it can be tried again
        self.refresh()

    def _draw(self, edit: Edit) -> bool:
        try:
            self._workspace.act(floor_plans.draw, edit)
        except SelfCheckError as error:
            self.failed.emit(str(error))
            return False
        return True
