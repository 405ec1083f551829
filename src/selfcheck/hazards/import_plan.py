"""What an import would do, before it does anything: new, changed, the same, or refused, row by row.

The same file a second time is all the same. Of a hazard that is there already only what describes it is
changed, never where it stands; and one that was worked on here is left alone unless a person ticks it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from selfcheck.entered import half_width
from selfcheck.hazards import import_values
from selfcheck.hazards.edits import editing_problem
from selfcheck.hazards.fields import Value
from selfcheck.hazards.import_states import VOID
from selfcheck.hazards.records import GRADE_WORDS, OVER, STATE_WORDS, HazardGrade, HazardState
from selfcheck.hazards.spreadsheet.fields import SPECS
from selfcheck.hazards.spreadsheet.imported import ImportedRow, Reading, RowProblem

_ALIKE = 0.6  # of two descriptions under one number: somebody corrected the wording


@dataclass(frozen=True)
class KnownHazard:
    """A hazard that is in the ledger already, as far as an import looks at it."""

    hazard_id: int
    number: str
    own_number: bool  # given by this program: YH-2026-052
    import_key: str
    state: HazardState
    grade: HazardGrade
    anonymous: bool
    determined: bool  # the grade was decided here
    worked_on: bool  # something was done with it here, beside importing it
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Known:
    """The hazards that a file may speak of."""

    by_key: Mapping[str, KnownHazard] = field(default_factory=dict)
    by_number: Mapping[str, KnownHazard] = field(default_factory=dict)


@dataclass(frozen=True)
class Edit:
    """One field of a hazard that the file tells otherwise."""

    name: str
    words: str
    old: Value
    new: Value
    old_told: str
    new_told: str


@dataclass(frozen=True)
class NewHazard:
    """A row that becomes a hazard."""

    row: int
    key: str
    number: str  # "" for the next of this program
    values: Mapping[str, Value]
    standing: import_values.Standing
    remarks: str

    @property
    def state_words(self) -> str:
        """Where it will stand."""
        return STATE_WORDS[self.standing.state]


@dataclass(frozen=True)
class ChangedHazard:
    """A hazard that the file tells otherwise. With a `conflict` it was worked on here: a person decides."""

    row: int
    hazard_id: int
    number: str
    edits: tuple[Edit, ...]
    conflict: str = ""
    locked: bool = False  # it is over: nobody can decide to change it


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    rows_read: int
    new: tuple[NewHazard, ...]
    changed: tuple[ChangedHazard, ...]
    same: int
    refused: int  # rows
    problems: tuple[RowProblem, ...]  # of refused rows, and remarks

    @property
    def free(self) -> tuple[ChangedHazard, ...]:
        """The changes that nobody has to decide."""
        return tuple(one for one in self.changed if not one.conflict)

    @property
    def conflicts(self) -> tuple[ChangedHazard, ...]:
        """The changes of hazards that were worked on here."""
        return tuple(one for one in self.changed if one.conflict)

    def chosen(self, ticked: Collection[int] | None) -> tuple[ChangedHazard, ...]:
        """The changes to make: `ticked` are ids of conflicts, None ticks every one that can be."""
        return tuple(
            one
            for one in self.changed
            if not one.conflict
            or (not one.locked and (ticked is None or one.hazard_id in ticked))
        )


def plan(reading: Reading, known: Known, today: date) -> Plan:
    """What importing these rows would do to the hazards that are known."""
    work = _Planning(known, today, Counter(row.number for row in reading.rows))
    refused = {problem.row for problem in reading.problems if problem.fatal}
    for row in reading.rows:
        work.take(row)
    refused |= {problem.row for problem in work.problems if problem.fatal}
    problems = sorted((*reading.problems, *work.problems), key=lambda problem: problem.row)
    return Plan(
        rows_read=len(refused | {row.row for row in reading.rows}),
        new=tuple(work.new),
        changed=tuple(work.changed),
        same=work.same,
        refused=len(refused),
        problems=tuple(problems),
    )


class _Planning:
    """Goes through the rows and sorts them."""

    def __init__(self, known: Known, today: date, numbers: Counter[str]) -> None:
        self._known, self._today, self._numbers = known, today, numbers
        self.new: list[NewHazard] = []
        self.changed: list[ChangedHazard] = []
        self.problems: list[RowProblem] = []
        self.same = 0
        self._seen: dict[int, int] = {}  # hazard → the row that spoke of it

    def take(self, row: ImportedRow) -> None:
        values = import_values.values_of(row)
        problems = import_values.problems_of(row.number, values, self._today)
        for name, problem in problems:
            self._tell(row, name, f"{problem.text}，改好后再导入", fatal=True)
        if problems:
            return
        number = row.number if self._numbers[row.number] == 1 else ""
        found = self._known.by_key.get(row.key)
        if found is not None and row.key.startswith("no:") and not _is_same(found, row):
            found = None  # another ledger counts from 1 as well
        by_number = self._known.by_number.get(number) if number else None
        if found is None and by_number is not None:
            if not _is_same(by_number, row):
                self._tell(row, "number", _taken(by_number), fatal=True)
                return
            found = by_number
        if found is None:
            self._add(row, number, values)
        else:
            self._compare(row, found, values)

    def _tell(self, row: ImportedRow, name: str, text: str, *, fatal: bool = False) -> None:
        title = SPECS[name].title if name in SPECS else import_values.words_of(name)
        self.problems.append(RowProblem(row.row, title, text, fatal))

    def _add(self, row: ImportedRow, number: str, values: dict[str, Value]) -> None:
        if row.closed == VOID:
            self._tell(row, "closed", "已作废或已并案，没有导入")
            return
        standing = import_values.standing(row, values)
        remarks = import_values.remarks_of(row, number_kept=bool(number))
        self.new.append(NewHazard(row.row, row.key, number, values, standing, remarks))

    def _compare(
        self, row: ImportedRow, found: KnownHazard, values: Mapping[str, Value]
    ) -> None:
        earlier = self._seen.setdefault(found.hazard_id, row.row)
        if earlier != row.row:
            text = f"与第 {earlier} 行是同一条隐患 {found.number}，没有导入"
            self._tell(row, "description", text, fatal=True)
            return
        self._tell_standing(row, found)
        edits = tuple(_edits(found, values))
        if not edits:
            self.same += 1
            return
        if not found.worked_on:
            self.changed.append(ChangedHazard(row.row, found.hazard_id, found.number, edits))
            return
        if found.state in OVER:
            text = f"{STATE_WORDS[found.state]}，不能再改"
            self._conflict(row, found, edits, text, locked=True)
            return
        held = {
            edit.name: problem.text
            for edit in edits
            if (problem := editing_problem(found.state, edit.name, edit.old, edit.new))
        }
        for name, text in held.items():
            told = import_values.TAKEN.get(name, name)
            self._tell(row, told, f"{found.number}：{text}，这一项不改")
        free = tuple(edit for edit in edits if edit.name not in held)
        if free:
            self._conflict(row, found, free, "在本程序里办理过", locked=False)
        else:
            self._conflict(row, found, edits, next(iter(held.values())), locked=True)

    def _conflict(
        self,
        row: ImportedRow,
        found: KnownHazard,
        edits: tuple[Edit, ...],
        text: str,
        *,
        locked: bool,
    ) -> None:
        self.changed.append(
            ChangedHazard(row.row, found.hazard_id, found.number, edits, text, locked)
        )

    def _tell_standing(self, row: ImportedRow, found: KnownHazard) -> None:
        """A file moves nothing through the closed loop; what it says otherwise is told."""
        done = (*OVER, HazardState.ACCEPTED)
        if row.closed == "closed" and found.state not in done:
            text = f"表里写已闭环，{found.number} 这里是{STATE_WORDS[found.state]}；在本程序里验收销号"
            self._tell(row, "closed", text)
        if row.grade == HazardGrade.MAJOR and found.grade is not HazardGrade.MAJOR:
            text = f"表里写重大，{found.number} 这里是{GRADE_WORDS[found.grade]}；在本程序里判定等级"
            self._tell(row, "grade", text)


def _taken(by: KnownHazard) -> str:
    what = str(by.values.get("description") or "")
    return f"编号“{by.number}”已是另一条隐患（{what[:20]}）的编号，改编号或清空这一格后再导入"


def _plain(text: object) -> str:
    return "".join(half_width(str(text or "")).split()).casefold()


def _is_same(found: KnownHazard, row: ImportedRow) -> bool:
    """Whether a number that is known speaks of the same hazard.

    Many ledgers simply count from 1, so day and place must agree where the description does not; one of
    the two is enough under a number of this program.
    """
    there, here = _plain(found.values.get("description")), _plain(row.description)
    if there == here:
        return True
    place = _plain(row.location)
    agree = (
        row.found_on is not None and row.found_on == found.values.get("found_on"),
        bool(place) and place == _plain(found.values.get("location")),
    )
    if any(agree) if found.own_number else all(agree):
        return True
    return SequenceMatcher(None, there, here, autojunk=False).ratio() >= _ALIKE


def _edits(found: KnownHazard, values: Mapping[str, Value]) -> Iterable[Edit]:
    for name, new in values.items():
        if name == "anonymous" or _held(found, name):
            continue
        old = found.values.get(name)
        if old == new or import_values.told(name, old) == import_values.told(name, new):
            continue
        yield Edit(
            name, import_values.words_of(name), old, new,
            import_values.told(name, old), import_values.told(name, new),
        )  # fmt: skip


def _held(found: KnownHazard, name: str) -> bool:
    """What no file changes: the name beside an anonymous report, and what a step wrote down."""
    return (
        (name == "found_by" and found.anonymous)
        or (name == "basis" and found.determined)
        or (name == "accepted_on" and found.worked_on)
    )
