"""What a person does on a duty page, done through the workspace, with the way back remembered.

Every method takes `tell`, called with the rule's own sentence when something could not be kept; what is on
the screen then stays as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from selfcheck.duties import actions
from selfcheck.duties.pages import ItemLine, Walk
from selfcheck.errors import EvidenceError, NotReady, StoreError
from selfcheck.evidence import actions as evidence_actions
from selfcheck.evidence.files import Stored
from selfcheck.submission import conversion, walks
from selfcheck.ui.undoing import Undoing
from selfcheck.ui.workspace import Workspace

T = TypeVar("T")
Tell = Callable[[str], object]


def _silent(text: str) -> None:
    """An undo that is refused (the round was signed meanwhile) leaves everything as it is."""


class DutyWork:
    """Answers, fields, rows and evidence of one round."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.undoing = Undoing()
        self.walk: Walk = self.fresh_walk()

    def fresh_walk(self) -> Walk:
        """Ask again which questions apply, and what day it is."""
        today = self._workspace.now().date()
        self.walk = self._workspace.read(walks.current, self._workspace.folder, today)
        return self.walk

    def _try(self, tell: Tell, act: Callable[[], T]) -> tuple[bool, T | None]:
        try:
            return True, act()
        except NotReady as error:
            tell("；".join(problem.text for problem in error.problems))
        except (StoreError, EvidenceError) as error:
            tell(str(error))
        return False, None

    # ---- answers and fields

    def answer(self, key: str, value: str, tell: Tell = _silent, *, undo: bool = True) -> None:
        """Keep an answer."""
        act, now = self._workspace.act, self._workspace.now()
        kept, before = self._try(
            tell, lambda: act(actions.answer, self.walk, key, value, now=now)
        )
        if kept and undo and before is not None and before != value:
            again = before
            self.undoing.remember(key, lambda: self.answer(key, again, undo=False))

    def write(
        self,
        key: str,
        field: str,
        value: str | date | None,
        tell: Tell = _silent,
        *,
        undo: bool = True,
    ) -> None:
        """Keep a word field or a day beside an answer."""
        act, now = self._workspace.act, self._workspace.now()
        kept, before = self._try(
            tell, lambda: act(actions.write, self.walk, key, field, value, now=now)
        )
        if kept and undo and before != value:
            self.undoing.remember(key, lambda: self.write(key, field, before, undo=False))

    def correct_on_site(self, key: str, corrected: bool, tell: Tell) -> None:
        """已当场整改: today, until the person says another day; or back to a plan."""
        self.write(key, "corrected_on", self.walk.today if corrected else None, tell)

    def hazard_of(self, key: str, tell: Tell) -> int | None:
        """The hazard that an answer became; it becomes one now when it has not yet (转为隐患)."""
        from selfcheck.ui.office import office

        followed = self._workspace.read(conversion.followed_by, self.walk, key)
        if followed is not None:
            return followed
        act, now, by = self._workspace.act, self._workspace.now(), self._workspace.actor
        given = office(self._workspace)
        _, made = self._try(
            tell,
            lambda: act(conversion.to_hazard, self.walk, given, key, by=by, now=now),
        )
        return made

    def followed_lines(self, lines: Sequence[ItemLine]) -> tuple[ItemLine, ...]:
        """The lines without the numbers of hazards that are void: what they stood for may begin anew."""
        numbers = {line.hazard_number for line in lines} - {""}
        if not numbers:
            return tuple(lines)
        void = self._workspace.read(conversion.void_numbers, numbers)
        return tuple(
            replace(line, hazard_number="") if line.hazard_number in void else line
            for line in lines
        )

    def assign(self, duty: str, owner: str, tell: Tell) -> None:
        """Name who looks after the duty."""
        self._try(tell, lambda: self._workspace.act(actions.assign, self.walk, duty, owner))

    # ---- registers

    def add_row(self, key: str, before: str, tell: Tell) -> int:
        """Add an empty row; returns its id, 0 when it could not be added."""
        act, now = self._workspace.act, self._workspace.now()
        kept, row_id = self._try(
            tell, lambda: act(actions.add_row, self.walk, key, {}, now=now)
        )
        if not kept or row_id is None:
            return 0

        def put_back() -> None:
            self.strike_row(key, row_id, struck=True)
            if before == "none":
                self.declare_empty(key, undo=False)

        self.undoing.remember(key, put_back)
        return row_id

    def change_cell(
        self,
        key: str,
        row_id: int,
        column: str,
        text: str,
        tell: Tell = _silent,
        *,
        undo: bool = True,
    ) -> None:
        """Keep one cell."""
        act = self._workspace.act
        kept, before = self._try(
            tell, lambda: act(actions.change_cell, self.walk, row_id, column, text)
        )
        if kept and undo and before is not None and before != text:
            again = before
            self.undoing.remember(
                key, lambda: self.change_cell(key, row_id, column, again, undo=False)
            )

    def strike_row(
        self,
        key: str,
        row_id: int,
        tell: Tell = _silent,
        *,
        struck: bool = True,
        undo: bool = False,
    ) -> bool:
        """Take a row out of its register, or back in."""
        act, now = self._workspace.act, self._workspace.now()
        kept, _ = self._try(
            tell, lambda: act(actions.strike_row, self.walk, row_id, struck=struck, now=now)
        )
        if kept and undo:
            self.undoing.remember(key, lambda: self.strike_row(key, row_id, struck=not struck))
        return kept

    def declare_empty(self, key: str, tell: Tell = _silent, *, undo: bool = True) -> None:
        """There is nothing to list."""
        act, now = self._workspace.act, self._workspace.now()
        kept, _ = self._try(tell, lambda: act(actions.declare_empty, self.walk, key, now=now))
        if kept and undo:
            self.undoing.remember(key, lambda: self.answer(key, "", undo=False))

    # ---- the whole duty

    def say_done(self, duty: str, by: str, tell: Tell) -> None:
        """是，已完成."""
        act, now = self._workspace.act, self._workspace.now()
        self._try(tell, lambda: act(actions.say_done, self.walk, duty, by=by, now=now))

    def say_not_done(self, duty: str, tell: Tell) -> None:
        """否，稍后继续; also takes back that a duty does not apply."""
        self._try(tell, lambda: self._workspace.act(actions.say_not_done, self.walk, duty))

    def confirm_absence(self, duty: str, reason: str, by: str, tell: Tell) -> None:
        """The principal confirms that the duty does not apply."""
        act, now = self._workspace.act, self._workspace.now()
        self._try(
            tell,
            lambda: act(
                actions.confirm_not_applicable, self.walk, duty, reason=reason, by=by, now=now
            ),
        )

    # ---- evidence

    def record(self, stored: Sequence[Stored], key: str, tell: Tell) -> None:
        """Record files that lie in the library, for an item."""
        act, now, round_id = self._workspace.act, self._workspace.now(), self.walk.round_id
        for piece in stored:
            kept, number = self._try(
                tell,
                lambda piece=piece: act(  # type: ignore[misc]  # bound now, called now
                    evidence_actions.add, piece, round_id=round_id, item_key=key, now=now
                ),
            )
            if not kept:
                return
            if number is not None:
                self._remember_use(number, key)

    def use(self, evidence: Sequence[int], key: str, tell: Tell) -> None:
        """Use pieces of the library for an item."""
        act, round_id = self._workspace.act, self.walk.round_id
        for number in evidence:
            kept, _ = self._try(
                tell,
                lambda number=number: act(  # type: ignore[misc]  # bound now, called now
                    evidence_actions.use, number, round_id=round_id, item_key=key
                ),
            )
            if kept:
                self._remember_use(number, key)

    def _remember_use(self, number: int, key: str) -> None:
        self.undoing.remember(key, lambda: self.take_away(number, key, undo=False))

    def take_away(
        self, evidence: int, key: str, tell: Tell = _silent, *, undo: bool = True
    ) -> None:
        """Stop using a piece for an item."""
        act, round_id = self._workspace.act, self.walk.round_id
        kept, _ = self._try(
            tell,
            lambda: act(evidence_actions.take_away, evidence, round_id=round_id, item_key=key),
        )
        if kept and undo:
            self.undoing.remember(
                key,
                lambda: self._try(
                    _silent,
                    lambda: act(
                        evidence_actions.use, evidence, round_id=round_id, item_key=key
                    ),
                ),
            )

    def describe(
        self,
        evidence: int,
        title: str,
        occurred_on: date | None,
        tell: Callable[[str, str], object],
    ) -> None:
        """Correct what a piece is called and when it occurred; `tell` gets the field and the sentence."""
        act, now = self._workspace.act, self._workspace.now()
        try:
            act(
                evidence_actions.describe,
                evidence,
                round_id=self.walk.round_id,
                title=title,
                occurred_on=occurred_on,
                now=now,
            )
        except NotReady as error:
            for problem in error.problems:
                tell(problem.where, problem.text)
        except StoreError as error:
            tell("title", str(error))

    def bring_back(self, evidence: int, stored: Stored, tell: Tell) -> None:
        """A missing file was pointed to again."""
        self._try(
            tell,
            lambda: self._workspace.act(evidence_actions.bring_back, evidence, stored=stored),
        )


def register_lines(lines: Sequence[ItemLine]) -> list[ItemLine]:
    """The items of a duty that ask for a register."""
    return [line for line in lines if line.kind == "register"]
