"""What is shown of the duties: the list, one duty, and what is given for every item. Decided here,
drawn by the screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.duties import rules
from selfcheck.duties.records import Answer, DutyMark, RegisterRow
from selfcheck.duties.rules import Conformity, DutyStatus, Given, Marked
from selfcheck.errors import Problem
from selfcheck.evidence import queries as evidence_queries
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.forms.conditions import Fact, applicable_items
from selfcheck.forms.pack import Column, Duty, Item, Option, Pack

_NUMERALS = "零一二三四五六七八九十"


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
        """todo | ok | bad | na | partly: the shape in the outline."""
        if self.value == Conformity.NOT_APPLICABLE:
            return "na"
        if self.value == Conformity.DOES_NOT_CONFORM or any(
            p.code in ("DU11", "DU14") and p.blocking for p in self.problems
        ):
            return "bad"
        if not self.value:
            return "todo"
        return "partly" if any(p.blocking for p in self.problems) else "ok"


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
        return f"法{_NUMERALS[self.number]}" if self.standing else str(self.number)

    @property
    def accessible(self) -> str:
        """The row as a screen reader says it."""
        number = f"法定职责{_NUMERALS[self.number]}" if self.standing else f"第{self.number}项"
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


@dataclass(frozen=True)
class _Kept:
    """Everything kept of one round, read once."""

    answers: Mapping[str, Answer]
    rows: Mapping[str, tuple[RegisterRow, ...]]
    marks: Mapping[str, DutyMark]
    cards: Mapping[str, tuple[EvidenceCard, ...]]


def ordinal(duty: Duty) -> str:
    """第六项; 法定职责二."""
    tens, ones = divmod(duty.number, 10)
    numeral = ("十" if tens else "") + (_NUMERALS[ones] if ones else "")
    return f"法定职责{numeral}" if duty.key.startswith("s") else f"第{numeral}项"


def _kept(session: Session, walk: Walk) -> _Kept:
    rows: dict[str, list[RegisterRow]] = {}
    place = (
        select(RegisterRow)
        .where(RegisterRow.round_id == walk.round_id)
        .order_by(col(RegisterRow.number))
    )
    for row in session.exec(place):
        if not row.struck:
            rows.setdefault(row.item_key, []).append(row)
    cards: dict[str, list[EvidenceCard]] = {}
    for card in evidence_queries.of_round(session, walk.folder, walk.round_id):
        for key in card.item_keys:
            cards.setdefault(key, []).append(card)
    answers = session.exec(select(Answer).where(Answer.round_id == walk.round_id))
    marks = session.exec(select(DutyMark).where(DutyMark.round_id == walk.round_id))
    return _Kept(
        answers={given.item_key: given for given in answers},
        rows={key: tuple(kept) for key, kept in rows.items()},
        marks={mark.duty_key: mark for mark in marks},
        cards={key: tuple(kept) for key, kept in cards.items()},
    )


def _given(kept: _Kept, item: Item) -> Given:
    found = kept.answers.get(item.key)
    cards = kept.cards.get(item.key, ())
    there = [card for card in cards if card.present]
    base = Given() if found is None else Given(
        value=found.value, note=found.note, reason=found.reason, evidence_reason=found.evidence_reason,
        measures=found.measures, owner=found.owner, deadline=found.deadline, corrected_on=found.corrected_on,
    )  # fmt: skip
    rows = kept.rows.get(item.key, ())
    if not (cards or rows):
        return base
    return Given(
        **{**vars(base), "photos": sum(card.is_photo for card in there), "pieces": len(there),
           "lost": len(cards) - len(there), "rows": tuple(row.cells for row in rows)}
    )  # fmt: skip


def _marked(kept: _Kept, duty: Duty) -> Marked:
    found = kept.marks.get(duty.key)
    if found is None:
        return Marked()
    return Marked(
        found.owner,
        found.done,
        found.not_applicable_reason,
        found.confirmed_by,
        found.confirmed_at,
    )


def _states(walk: Walk, kept: _Kept) -> dict[str, DutyState]:
    """Every duty with items of its own, in the pack's order."""
    finished = (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)
    states: dict[str, DutyState] = {}

    def settle(duty: Duty) -> None:
        if duty.key in states or not (duty.items or duty in walk.pack.duties):
            return
        for key in duty.after:  # whatever their numbers: a pack has no circle of prerequisites
            settle(walk.pack.duty(key))
        items = tuple((item, _given(kept, item)) for item in applicable_items(duty, walk.facts))
        mark = _marked(kept, duty)
        waiting = tuple(
            ordinal(states[key].duty)
            for key in duty.after
            if key in states and states[key].status not in finished
        )
        problems = rules.duty_problems(duty, items, mark, walk.today, waiting_for=waiting)
        status = rules.duty_status(duty, items, mark, walk.today, waiting_for=waiting)
        lines = tuple(
            _line(number, item, given, kept, walk.today)
            for number, (item, given) in enumerate(items, start=1)
        )
        states[duty.key] = DutyState(duty, items, lines, mark, waiting, status, tuple(problems))

    for duty in walk.pack.all_duties:
        settle(duty)
    return {duty.key: states[duty.key] for duty in walk.pack.all_duties}


def all_states(session: Session, walk: Walk) -> tuple[DutyState, ...]:
    """Every duty with what was given: for the answers page, readiness and the snapshot."""
    return tuple(_states(walk, _kept(session, walk)).values())


def duty_now(session: Session, walk: Walk, duty_key: str) -> DutyState:
    """One duty with what was given."""
    return _states(walk, _kept(session, walk))[duty_key]


def status_words(state: DutyState) -> str:
    """The status as the list says it."""
    done = sum(bool(given.value) for _, given in state.items)
    reason = state.mark.not_applicable_reason or state.duty.not_applicable_reason
    return {
        DutyStatus.NOT_STARTED: "未开始",
        DutyStatus.IN_PROGRESS: f"进行中 {done}/{len(state.items)}",
        DutyStatus.HAS_PROBLEM: "有问题",
        DutyStatus.DONE: "已完成",
        DutyStatus.NOT_YET: f"尚不能开始（先完成{'、'.join(state.waiting_for)}）",
        DutyStatus.TO_CONFIRM: "待确认不适用",
        DutyStatus.NOT_APPLICABLE: f"本期不适用（{reason}）",
    }[state.status]


def _situation(state: DutyState) -> str:
    """What is still missing, or the fact that finished the duty; never the status again."""
    if state.status is DutyStatus.DONE:
        answers = [given.value for _, given in state.items]
        wrong = answers.count(Conformity.DOES_NOT_CONFORM)
        absent = answers.count(Conformity.NOT_APPLICABLE)
        facts = f"查出 {wrong} 条不符合，均有整改安排" if wrong else f"{len(answers)} 条已答"
        if absent and not wrong:
            facts += f"，{absent} 条不适用"
        return f"{facts} · {moments.read(state.mark.confirmed_at):%m-%d} {state.mark.confirmed_by}确认"
    if state.status is DutyStatus.NOT_APPLICABLE:
        return f"理由已由主要负责人{state.mark.confirmed_by}确认"
    if state.status is DutyStatus.TO_CONFIRM:
        return f"{state.duty.not_applicable_reason or '没有适用的条目'}，等主要负责人确认"
    if state.status is DutyStatus.HAS_PROBLEM:
        wrong = sum(given.value == Conformity.DOES_NOT_CONFORM for _, given in state.items)
        return (
            f"{wrong} 条“不符合”还没写全整改安排" if wrong else "登记里有过期或不合要求的内容"
        )
    if state.status in (DutyStatus.NOT_STARTED, DutyStatus.NOT_YET):
        return f"共 {len(state.items)} 条，都还没有答"
    todo = [item.short for item, given in state.items if item.required and not given.value]
    if todo:
        return f"还差{'、'.join(todo[:2])}" + (f"等 {len(todo)} 条" if len(todo) > 2 else "")  # noqa: PLR2004
    pieces = sum(rules.missing_pieces(item, given) for item, given in state.items)
    if pieces:
        return f"条目已答完，还差佐证 {pieces} 件"
    missing = [p for p in state.problems if p.blocking and p.code != "DU12"]
    return missing[0].text if missing else "都填好了，确认“已完成”"


def _evidence_counts(items: tuple[tuple[Item, Given], ...]) -> tuple[int, int]:
    need = have = 0
    for item, given in items:
        missing = rules.missing_pieces(item, given)
        if given.value == Conformity.NOT_APPLICABLE:
            continue
        least = item.evidence.least if item.evidence else 0
        if given.value == Conformity.DOES_NOT_CONFORM:
            least = 2 if given.corrected_on else 1
        need += max(least, missing)
        have += max(least, missing) - missing
    return have, need


def _row(state: DutyState, group: str) -> DutyRow:
    have, need = _evidence_counts(state.items)
    duty = state.duty
    marks = tuple((line.key, line.short, line.mark) for line in state.lines)
    return DutyRow(
        key=duty.key,
        number=duty.number,
        title=duty.title,
        short_title=duty.short_title,
        group=group,
        status=state.status,
        status_words=status_words(state),
        situation=_situation(state),
        answered=sum(bool(given.value) for _, given in state.items),
        total=len(state.items),
        evidence_have=have,
        evidence_need=need,
        owner=state.mark.owner,
        confirmed_by=state.mark.confirmed_by,
        confirmed_at=state.mark.confirmed_at,
        marks=marks,
        search=" ".join(
            [
                duty.title,
                duty.short_title,
                state.mark.owner,
                *(i.text + i.short for i, _ in state.items),
            ]
        ),
    )


def duty_list(session: Session, walk: Walk) -> DutyList:
    """The list of duties, grouped as the pack says."""
    return _list(walk, _states(walk, _kept(session, walk)))


def _list(walk: Walk, states: Mapping[str, DutyState]) -> DutyList:
    groups = []
    for number, group in enumerate(walk.pack.groups, start=1):
        title = f"{_NUMERALS[number]}、{group.title}"
        rows = tuple(
            _row(states[duty.key], group.title)
            for duty in walk.pack.duties
            if duty.group == group.key
        )
        if rows:
            groups.append(DutyGroup(group.key, title, rows))
    standing = tuple(
        _row(states[duty.key], "法定常设职责") for duty in walk.pack.statutory if duty.items
    )
    covered = tuple(
        (duty.title, "、".join(ordinal(walk.pack.duty(key)) for key in duty.covered_by))
        for duty in walk.pack.statutory
        if not duty.items
    )
    return DutyList(tuple(groups), standing, covered)


def value_words(item: Item, value: str, rows: int) -> str:
    """A value as people say it: 符合, 是, 12 人, 4 处, 2026-11-24."""
    if not value:
        return "未答"
    if item.answer == "register":
        register = item.register
        assert register is not None
        return f"{rows} {register.noun}" if rows else register.none_text
    if item.answer == "number":
        return f"{value} {item.unit}".strip()
    words: dict[str, str] = {
        **{key.value: words for key, words in rules.CONFORMITY_WORDS.items()},
        **rules.YES_NO_WORDS,
        **{option.key: option.text for option in item.options},
    }
    return words.get(value, value)


def _needs(given: Given) -> tuple[Need, ...]:
    if given.value != Conformity.DOES_NOT_CONFORM:
        return ()
    photo_day = f"已有 {given.photos} 张" if given.photos else "拍下不符合的地方"
    if given.corrected_on:
        plan = Need(
            "rectification", "当场整改", f"{given.corrected_on} 已整改", bool(given.measures)
        )
        photo = Need("photo", "整改前、后照片", photo_day, given.photos >= 2)  # noqa: PLR2004
    else:
        parts = {"措施": given.measures, "责任人": given.owner, "期限": given.deadline}
        lacking = [name for name, told in parts.items() if not told]
        hint = (
            f"还差{'、'.join(lacking)}" if lacking else f"{given.owner} · {given.deadline} 前"
        )
        plan = Need("rectification", "整改安排", hint, not lacking)
        photo = Need("photo", "照片至少 1 张", photo_day, given.photos >= 1)
    note = Need("note", "说明", given.note or "写明哪里不符合", bool(given.note))
    return (note, photo, plan)


def _row_line(item: Item, row: RegisterRow, today: date) -> RowLine:
    register = item.register
    assert register is not None
    words, faults, odd = {}, {}, {}
    for column in register.columns:
        text = row.cells.get(column.key, "")
        options = {option.key: option.text for option in column.options}
        shown = options.get(
            text, rules.YES_NO_WORDS.get(text, text) if column.kind == "yes_no" else text
        )
        words[column.key] = f"{shown} {column.unit}".strip() if shown else ""
        if fault := rules.cell_problem(column, text, today):
            faults[column.key] = fault
        elif contradiction := rules.contradiction(column, text, today):
            odd[column.key] = contradiction
    code = f"{register.code_prefix}-{row.number:02d}"
    return RowLine(row.id or 0, code, dict(row.cells), words, faults, odd)


def _line(number: int, item: Item, given: Given, kept: _Kept, today: date) -> ItemLine:
    register = item.register
    rows = kept.rows.get(item.key, ())
    have, need = _evidence_counts(((item, given),))
    return ItemLine(
        key=item.key,
        number=number,
        text=item.text,
        short=item.short,
        kind=item.answer,
        clause=item.clause,
        legal_basis=item.legal_basis,
        frequency=item.frequency,
        help=item.help,
        reconstructed=item.status == "reconstructed",
        required=item.required,
        value=given.value,
        words=value_words(item, given.value, len(rows)),
        note=given.note,
        reason=given.reason,
        evidence_reason=given.evidence_reason,
        measures=given.measures,
        owner=given.owner,
        deadline=given.deadline,
        corrected_on=given.corrected_on,
        unit=item.unit,
        options=item.options,
        evidence_what=item.evidence.what if item.evidence else "",
        evidence_kind=item.evidence.kind if item.evidence else "",
        evidence_least=need,
        evidence_have=have,
        cards=kept.cards.get(item.key, ()),
        needs=_needs(given),
        problems=tuple(rules.item_problems(item, given, today)),
        columns=register.columns if register else (),
        rows=tuple(_row_line(item, row, today) for row in rows),
        register_title=register.title if register else "",
        register_noun=register.noun if register else "",
        add_text=register.add_text if register else "",
        none_text=register.none_text if register else "",
    )


def duty_page(session: Session, walk: Walk, duty_key: str) -> DutyPage:
    """One duty as its page shows it."""
    return _page(walk, _states(walk, _kept(session, walk)), duty_key)


def page_and_list(session: Session, walk: Walk, duty_key: str) -> tuple[DutyPage, DutyList]:
    """One duty with all of them around it (its outline), out of one reading."""
    states = _states(walk, _kept(session, walk))
    return _page(walk, states, duty_key), _list(walk, states)


def _page(walk: Walk, states: Mapping[str, DutyState], duty_key: str) -> DutyPage:
    state = states[duty_key]
    duty = state.duty
    keys = list(states)
    after = keys[keys.index(duty_key) + 1 :] + keys[: keys.index(duty_key)]
    finished = (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)
    following = next((key for key in after if states[key].status not in finished), "")
    group = next((g.title for g in walk.pack.groups if g.key == duty.group), "法定常设职责")
    return DutyPage(
        key=duty.key,
        number=duty.number,
        ordinal=ordinal(duty),
        title=duty.title,
        short_title=duty.short_title,
        summary=duty.summary,
        group=group,
        source=duty.source,
        reconstructed=duty.status == "reconstructed",
        frequency=duty.frequency,
        legal_basis=duty.legal_basis,
        personal=duty.personal,
        status=state.status,
        status_words=status_words(state),
        owner=state.mark.owner,
        done=state.mark.done,
        confirmed_by=state.mark.confirmed_by,
        confirmed_at=state.mark.confirmed_at,
        applies=bool(state.items),
        not_applicable_reason=state.mark.not_applicable_reason or duty.not_applicable_reason,
        waiting_for=state.waiting_for,
        lines=state.lines,
        problems=state.problems,
        next_key=following,
        next_title=states[following].duty.short_title if following else "",
    )
