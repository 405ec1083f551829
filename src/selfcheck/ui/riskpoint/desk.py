"""What a person does on the page of a risk point, done through the workspace, with the way back remembered.

`tell` is called with the rule's own sentence when something could not be kept; what is on the screen then
stays as it is.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from selfcheck import moments
from selfcheck.errors import NotReady, SelfCheckError
from selfcheck.riskmap import actions, publishing, states
from selfcheck.riskmap.pages import PointLine, RiskMap, UnitLine
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.office import office
from selfcheck.ui.undoing import Undoing
from selfcheck.ui.workspace import Workspace

Tell = Callable[[str], object]  # the sentence


def silent(sentence: str) -> None:
    """An undo that is refused leaves everything as it is."""


class _Written(NamedTuple):
    """A field by the action that keeps it, and its place on the page."""

    action: Callable[..., Any]
    key: int
    name: str
    place: str


class PointDesk(QObject):
    """One risk point at a time, out of the whole map."""

    def __init__(self, workspace: Workspace, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self.workspace, self.navigator, self.window = workspace, navigator, window
        self.undoing = Undoing()
        self.point_id = 0
        self.map: RiskMap | None = None
        self.people: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The day it is in China."""
        return self.workspace.now().astimezone(moments.CHINA).date()

    @property
    def read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self.workspace.read_only

    def read(self) -> PointLine | None:
        """Ask for the map again; the point of it, None when it was taken out."""
        workspace = self.workspace
        self.people = ()  # asked for again where they are offered
        self.map = workspace.read(states.risk_map, workspace.folder, self.today)
        return next((p for p in self.map.points if p.point_id == self.point_id), None)

    def known(self, name: str) -> tuple[str, ...]:
        """What was written elsewhere in the map, and for a person everybody, to be offered."""
        assert self.map is not None
        told: list[str] = []
        if name == "owner":
            self.people = self.people or office(self.workspace).people
            told += self.people
        for point in self.map.points:
            told.append(str(getattr(point, name, "")))
            told += [str(getattr(unit, name, "")) for unit in point.units]
        return tuple(dict.fromkeys(word for word in told if word))

    # ---- doing

    def do(self, tell: Tell, action: Callable[..., Any], /, *args: Any, **kw: Any) -> Any:
        """Let an action happen; what stands in its way is told, and then None comes back."""
        try:
            return self.workspace.act(action, *args, **kw)
        except NotReady as error:
            tell("\n".join(problem.text for problem in error.problems))
        except SelfCheckError as error:
            tell(str(error))
        return _REFUSED

    def write(self, name: str, value: Any, tell: Tell, *, undo: bool = True) -> bool:
        """Keep a field of the point as it was left."""
        field = _Written(actions.write_point, self.point_id, name, name)
        return self._write(field, value, tell, undo=undo)

    def write_unit(
        self, unit_id: int, name: str, value: Any, tell: Tell, *, undo: bool = True
    ) -> bool:
        """Keep a field of a unit."""
        field = _Written(actions.write_unit, unit_id, name, f"unit.{unit_id}.{name}")
        return self._write(field, value, tell, undo=undo)

    def _write(self, field: "_Written", value: Any, tell: Tell, *, undo: bool) -> bool:
        now = self.workspace.now()
        before = self.do(tell, field.action, field.key, field.name, value, now=now)
        if before is _REFUSED:
            return False
        if undo and before != value:
            back = partial(self._write, field, before, silent, undo=False)
            self.undoing.remember(field.place, back)
        return True

    def write_board(self, field: str, text: str, tell: Tell, *, undo: bool = True) -> bool:
        """A text of the board other than the data give; empty takes it back."""
        assert self.map is not None
        before, _ = self.map.board_texts.get(self.point_id, {}).get(field, ("", ""))
        if self.do(tell, publishing.write_board, self.point_id, field, text) is _REFUSED:
            return False
        if undo and before != text:
            back = partial(self.write_board, field, before, silent, undo=False)
            self.undoing.remember(f"board.{field}", back)
        return True

    def add_unit(self, table: str, name: str, tell: Tell) -> int:
        """A step or an item to check; returns its id, 0 when it was refused."""
        now = self.workspace.now()
        made = self.do(tell, actions.add_unit, self.point_id, table=table, name=name, now=now)
        return 0 if made is _REFUSED else int(made)

    def strike_unit(self, unit: UnitLine, tell: Tell) -> None:
        """Take a unit out of the point; Ctrl+Z brings it back."""
        strike = partial(self.do, silent, actions.strike_unit, unit.unit_id)
        now = self.workspace.now()
        done = self.do(tell, actions.strike_unit, unit.unit_id, struck=True, now=now)
        if done is not _REFUSED:
            self.undoing.remember(
                f"unit.{unit.unit_id}", partial(strike, struck=False, now=now)
            )

    def strike_point(self, tell: Tell) -> bool:
        """Take the point out of map, boards and lists."""
        now = self.workspace.now()
        done = self.do(tell, actions.strike_point, self.point_id, struck=True, now=now)
        return done is not _REFUSED

    def undo(self) -> str:
        """Put the last field back; returns its place, empty when there is nothing."""
        return self.undoing.undo()


_REFUSED = object()
