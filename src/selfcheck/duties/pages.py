"""What the screens and the report are given of the duties: frozen values, everything decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from selfcheck.duties.rules import Conformity, DutyStatus, Given, Marked
from selfcheck.errors import Problem
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.forms.conditions import Fact
from selfcheck.forms.pack import Column, Duty, Item, Option, Pack

NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Walk:
    """What every question about the duties needs: the questions, the round, the enterprise's facts."""

    pack: Pack
    round_id: int
    facts: Mapping[str, Fact]
    today: date
    folder: Path  # the workspace, for evidence files


@dataclass(frozen=True)
class Need:
    """One thing that a 不符合 asks for, met or not (说明, 照片, 整改)."""

    key: str  # note | photo | rectification
    text: str
    hint: str
    met: bool


@dataclass(frozen=True)
class RowLine:
    row_id: int
    code: str  # KJ-01
    cells: Mapping[str, str]  # as stored
    words: Mapping[str, str]  # as shown: options and yes/no in words
    faults: Mapping[str, str]  # column → what is missing or wrong
    odd: Mapping[str, str]  # column → what contradicts a requirement (expired, not locked)


@dataclass(frozen=True)
class ItemLine:
    """One check item with what was given and what is missing."""

    key: str
    number: int
    text: str
    short: str
    kind: str
    clause: str
    legal_basis: str
    frequency: str
    help: str
    reconstructed: bool
    required: bool
    value: str
    words: str  # the value as people say it
    note: str
    reason: str
    evidence_reason: str
    measures: str
    owner: str
    deadline: date | None
    corrected_on: date | None
    hazard_number: str  # followed in the ledger under this number
    unit: str
    options: tuple[Option, ...]
    evidence_what: str  # 培训签到表; empty when none is asked for
    evidence_kind: str  # photo | document | ""
    evidence_least: int
    evidence_have: int
    cards: tuple[EvidenceCard, ...]
    needs: tuple[Need, ...]  # only for 不符合
    problems: tuple[Problem, ...]
    columns: tuple[Column, ...]
    rows: tuple[RowLine, ...]
    register_title: str
    register_noun: str
    add_text: str
    none_text: str

    @property
    def answered(self) -> bool:
        return bool(self.value)

    @property
    def mark(self) -> str:
        """todo | ok | bad | na | partly: the shape in the outline.

        A 不符合 whose note, photos and rectification are there lacks nothing, and is no alarm any more.
        """
        if self.value == Conformity.NOT_APPLICABLE:
            return "na"
        blocking = {p.code for p in self.problems if p.blocking}
        nonconforming = self.value == Conformity.DOES_NOT_CONFORM
        if blocking and (nonconforming or blocking & {"DU11", "DU14"}):
            return "bad"
        if not self.value:
            return "todo"
        return "partly" if blocking else "ok"


@dataclass(frozen=True)
class DutyPage:
    """One duty, everything decided."""

    key: str
    number: int
    ordinal: str  # 第六项 · 法定职责二
    title: str
    short_title: str
    summary: str
    group: str
    source: str
    reconstructed: bool
    frequency: str
    legal_basis: tuple[str, ...]
    personal: bool
    status: DutyStatus
    status_words: str
    owner: str
    done: bool
    confirmed_by: str
    confirmed_at: str
    applies: bool
    not_applicable_reason: str
    waiting_for: tuple[str, ...]
    lines: tuple[ItemLine, ...]
    problems: tuple[Problem, ...]
    next_key: str  # the next open duty; empty when there is none
    next_title: str

    @property
    def answered(self) -> int:
        return sum(line.answered for line in self.lines)

    @property
    def evidence(self) -> tuple[EvidenceCard, ...]:
        """Every piece used on this page, once."""
        seen = {card.evidence_id: card for line in self.lines for card in line.cards}
        return tuple(seen.values())

    @property
    def evidence_have(self) -> int:
        return sum(min(line.evidence_have, line.evidence_least) for line in self.lines)

    @property
    def evidence_need(self) -> int:
        return sum(line.evidence_least for line in self.lines)

    @property
    def still_missing(self) -> str:
        """What the foot of the page says: the first things missing, by name."""
        open_ones = [p for p in self.problems if p.blocking and p.code != "DU12"]
        told = [p.text for p in open_ones[:2]]
        more = f" 等 {len(open_ones)} 项" if len(open_ones) > len(told) else ""
        return "；".join(told) + more


@dataclass(frozen=True)
class DutyRow:
    """One row of the list of duties."""

    key: str
    number: int
    title: str
    short_title: str
    group: str
    status: DutyStatus
    status_words: str
    situation: str  # what is missing, or the fact that finished it
    answered: int
    total: int
    evidence_have: int
    evidence_need: int
    owner: str
    confirmed_by: str
    confirmed_at: str
    marks: tuple[tuple[str, str, str], ...]  # item key, short name, mark: the outline
    search: str  # everything the search box looks into

    @property
    def open(self) -> bool:
        """Neither finished nor not applicable: something remains to be done."""
        return self.status not in (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)

    @property
    def standing(self) -> bool:
        """One of the statutory duties that stand beneath the thirteen."""
        return self.key.startswith("s")

    @property
    def label(self) -> str:
        """The number at the left of the row: 6, or 法二."""
        return f"法{NUMERALS[self.number]}" if self.standing else str(self.number)

    @property
    def accessible(self) -> str:
        """The row as a screen reader says it."""
        number = f"法定职责{NUMERALS[self.number]}" if self.standing else f"第{self.number}项"
        parts = [number, self.title, self.status_words, self.situation]
        parts.append(f"证据 {self.evidence_have}/{self.evidence_need}")
        if self.owner:
            parts.append(f"责任人{self.owner}")
        return "，".join(part for part in parts if part)


@dataclass(frozen=True)
class DutyGroup:
    key: str
    title: str  # 一、责任落实
    rows: tuple[DutyRow, ...]

    @property
    def done(self) -> int:
        return sum(row.status == DutyStatus.DONE for row in self.rows)


@dataclass(frozen=True)
class DutyList:
    """The thirteen duties, grouped; the standing statutory base comes after them."""

    groups: tuple[DutyGroup, ...]
    standing: tuple[DutyRow, ...]  # 法定常设职责 with items of their own
    covered: tuple[tuple[str, str], ...]  # the others: title, which duties carry them

    @property
    def rows(self) -> tuple[DutyRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def done(self) -> int:
        return sum(row.status == DutyStatus.DONE for row in self.rows)

    @property
    def open(self) -> int:
        return sum(row.open for row in (*self.rows, *self.standing))

    @property
    def missing_evidence(self) -> int:
        return sum(
            row.evidence_need - row.evidence_have
            for row in (*self.rows, *self.standing)
            if row.open
        )


@dataclass(frozen=True)
class DutyState:
    """A duty with what was given, as rules and pages need it."""

    duty: Duty
    items: tuple[tuple[Item, Given], ...]
    lines: tuple["ItemLine", ...]  # the same items as they are shown and reported
    mark: Marked
    waiting_for: tuple[str, ...]
    status: DutyStatus
    problems: tuple[Problem, ...]
