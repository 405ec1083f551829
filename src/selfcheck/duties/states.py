"""What was given to every duty of a round, and what that amounts to: read once, decided by the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from selfcheck.duties import rules
from selfcheck.duties.pages import (
    NUMERALS,
    DutyState,
    ItemLine,
    Need,
    RowLine,
    Walk,
)
from selfcheck.duties.records import Answer, DutyMark, RegisterRow
from selfcheck.duties.rules import Conformity, DutyStatus, Given, Marked
from selfcheck.evidence import queries as evidence_queries
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.forms.conditions import applicable_items
from selfcheck.forms.pack import Duty, Item


@dataclass(frozen=True)
class Kept:
    """Everything kept of one round, read once."""

    answers: Mapping[str, Answer]
    rows: Mapping[str, tuple[RegisterRow, ...]]
    marks: Mapping[str, DutyMark]
    cards: Mapping[str, tuple[EvidenceCard, ...]]


def ordinal(duty: Duty) -> str:
    """第六项; 法定职责二."""
    tens, ones = divmod(duty.number, 10)
    numeral = ("十" if tens else "") + (NUMERALS[ones] if ones else "")
    return f"法定职责{numeral}" if duty.key.startswith("s") else f"第{numeral}项"


def kept_of(session: Session, walk: Walk) -> Kept:
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
    return Kept(
        answers={given.item_key: given for given in answers},
        rows={key: tuple(kept) for key, kept in rows.items()},
        marks={mark.duty_key: mark for mark in marks},
        cards={key: tuple(kept) for key, kept in cards.items()},
    )


def given_of(kept: Kept, item: Item) -> Given:
    found = kept.answers.get(item.key)
    cards = kept.cards.get(item.key, ())
    there = [card for card in cards if card.present]
    base = Given() if found is None else Given(
        value=found.value, note=found.note, reason=found.reason, evidence_reason=found.evidence_reason,
        measures=found.measures, owner=found.owner, deadline=found.deadline, corrected_on=found.corrected_on,
        hazard=found.hazard_number,
    )  # fmt: skip
    rows = kept.rows.get(item.key, ())
    if not (cards or rows):
        return base
    return Given(
        **{**vars(base), "photos": sum(card.is_photo for card in there), "pieces": len(there),
           "lost": len(cards) - len(there), "rows": tuple(row.cells for row in rows)}
    )  # fmt: skip


def marked(kept: Kept, duty: Duty) -> Marked:
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


def states_of(walk: Walk, kept: Kept) -> dict[str, DutyState]:
    """Every duty with items of its own, in the pack's order."""
    finished = (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)
    states: dict[str, DutyState] = {}

    def settle(duty: Duty) -> None:
        if duty.key in states or not (duty.items or duty in walk.pack.duties):
            return
        for key in duty.after:  # whatever their numbers: a pack has no circle of prerequisites
            settle(walk.pack.duty(key))
        items = tuple(
            (item, given_of(kept, item)) for item in applicable_items(duty, walk.facts)
        )
        mark = marked(kept, duty)
        waiting = tuple(
            ordinal(states[key].duty)
            for key in duty.after
            if key in states and states[key].status not in finished
        )
        problems = rules.duty_problems(duty, items, mark, walk.today, waiting_for=waiting)
        status = rules.duty_status(duty, items, mark, walk.today, waiting_for=waiting)
        lines = tuple(
            line_of(number, item, given, kept, walk.today)
            for number, (item, given) in enumerate(items, start=1)
        )
        states[duty.key] = DutyState(duty, items, lines, mark, waiting, status, tuple(problems))

    for duty in walk.pack.all_duties:
        settle(duty)
    return {duty.key: states[duty.key] for duty in walk.pack.all_duties}


def all_states(session: Session, walk: Walk) -> tuple[DutyState, ...]:
    """Every duty with what was given: for the answers page, readiness and the snapshot."""
    return tuple(states_of(walk, kept_of(session, walk)).values())


def duty_now(session: Session, walk: Walk, duty_key: str) -> DutyState:
    """One duty with what was given."""
    return states_of(walk, kept_of(session, walk))[duty_key]


def evidence_counts(items: tuple[tuple[Item, Given], ...]) -> tuple[int, int]:
    need = have = 0
    for item, given in items:
        missing = rules.missing_pieces(item, given)
        if given.value == Conformity.NOT_APPLICABLE:
            continue
        least = item.evidence.least if item.evidence else 0
        if given.value == Conformity.DOES_NOT_CONFORM:
            least = 0 if given.hazard else 2 if given.corrected_on else 1
        need += max(least, missing)
        have += max(least, missing) - missing
    return have, need


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
    if given.hazard:
        followed = Need("rectification", "转为隐患", f"{given.hazard} 在台账里整改", met=True)
        return (
            Need("note", "说明", given.note or "写明哪里不符合", bool(given.note)),
            followed,
        )
    photo_day = f"已有 {given.photos} 张" if given.photos else "拍下不符合的地方"
    if given.corrected_on:
        plan = Need(
            "rectification", "当场整改", f"{given.corrected_on} 已整改", bool(given.measures)
        )
        photo = Need("photo", "整改前、后照片", photo_day, given.photos >= 2)  # noqa: PLR2004 - before and after
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


def line_of(number: int, item: Item, given: Given, kept: Kept, today: date) -> ItemLine:
    register = item.register
    rows = kept.rows.get(item.key, ())
    have, need = evidence_counts(((item, given),))
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
        hazard_number=given.hazard,
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
