"""One hazard as its page shows it: facts, next step, timeline."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from selfcheck.errors import Problem
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards import fields, rules, telling
from selfcheck.hazards.facts import Facts
from selfcheck.hazards.pages import (
    DeterminationLine,
    EventLine,
    HazardPage,
    Lack,
    Mark,
    Office,
    PathStop,
    ReportLine,
    StepLine,
    StopLine,
)
from selfcheck.hazards.records import (
    GRADE_WORDS,
    OVER,
    REPORT_WORDS,
    STATE_WORDS,
    STOP_WORDS,
    Hazard,
    HazardEvent,
    HazardState,
    ReportTo,
)
from selfcheck.hazards.states import (
    Whole,
    explanations_that_count,
    facts_of,
    reports_that_count,
    whole,
)

_PATH = (
    *(HazardState.REGISTERED, HazardState.GRADED, HazardState.PLANNED, HazardState.RECTIFYING),
    *(HazardState.AWAITING, HazardState.ACCEPTED, HazardState.CLOSED),
)


def hazard_page(
    session: Session, office: Office, hazard_id: int, *, among: Sequence[int] = ()
) -> HazardPage:
    """One hazard; `among` is the view the person came from, for 上一条 and 下一条."""
    page, _ = page_and_facts(whole(session, office, hazard_id), office, session, among)
    return page


def page_of(kept: Whole, office: Office, session: Session) -> HazardPage:
    """A hazard that was read already, as papers and packages take it: without steps, path and neighbours."""
    return _told(kept, facts_of(kept, office), office, session)


def page_and_facts(
    kept: Whole, office: Office, session: Session, among: Sequence[int]
) -> tuple[HazardPage, Facts]:
    """The page, and the facts it was decided from."""
    facts = facts_of(kept, office)
    following = rules.next_step(facts)
    number = facts.hazard_id
    place = among.index(number) if number in among else -1
    page = replace(
        _told(kept, facts, office, session),
        next=None if following is None else _step_line(following, facts),
        steps=tuple(_step_line(step, facts) for step in rules.steps_from(facts)),
        met=() if following is None else telling.ticked(rules.met(following, facts)),
        path=_path(kept),
        previous_id=among[place - 1] if place > 0 else None,
        next_id=among[place + 1] if 0 <= place < len(among) - 1 else None,
    )
    return page, facts


def _told(kept: Whole, facts: Facts, office: Office, session: Session) -> HazardPage:
    hazard = kept.hazard
    assert hazard.id is not None
    merged = session.get(Hazard, hazard.merged_into) if hazard.merged_into else None
    return HazardPage(
        hazard_id=hazard.id,
        number=hazard.number,
        state=hazard.state,
        state_words=STATE_WORDS[hazard.state],
        grade=hazard.grade,
        grade_words=GRADE_WORDS[hazard.grade],
        stopped=facts.stopped,
        frozen=hazard.state in OVER,
        values={name: getattr(hazard, name) for name in (*fields.FIELDS, *_SHOWN)},
        words=telling.chosen_words(hazard),
        days_over=rules.days_over(hazard.deadline, hazard.state, office.today),
        next=None,
        steps=(),
        met=(),
        path=(),
        marks=_marks(facts, hazard),
        stops=_stops(kept),
        reports=tuple(_report(kept, told) for told in ReportTo),
        determinations=_determinations(kept),
        lacks=_lacks(kept, facts),
        evidence=kept.evidence,
        events=_events(kept),
        merged_into=merged.number if merged else "",
        origin_item=hazard.origin_item,
    )


_SHOWN = (
    *("basis", "recorded_at", "accepted_on", "acceptance_note", "on_site", "closed_at"),
    *("closed_by", "recurrences", "void_reason", "batch_id"),
)


def _step_line(step: rules.Step, facts: Facts) -> StepLine:
    return StepLine(step.name, step.words, rules.missing(step, facts))


def _path(kept: Whole) -> tuple[PathStop, ...]:
    """The main path with when each state was reached; 退回整改 stands in the place of 整改中."""
    hazard = kept.hazard
    reached: dict[str, str] = {}
    for line in reversed(kept.events):  # oldest first: a later arrival counts
        if line.kind == "reopen":
            reached.clear()
        if line.state_to:
            reached[line.state_to] = line.at
    shown = hazard.state
    stops = []
    for state in _PATH:
        at, words = reached.get(state, ""), STATE_WORDS[state]
        current = state is shown
        if state is HazardState.RECTIFYING and shown is HazardState.RETURNED:
            at, words, current = reached.get(shown, ""), STATE_WORDS[shown], True
        stops.append(PathStop(state, words, at, current))
    return tuple(stops)


def _marks(facts: Facts, hazard: Hazard) -> tuple[Mark, ...]:
    left = rules.days_over(hazard.deadline, hazard.state, facts.today)
    ahead = "" if left is None else f"还剩 {-left} 天" if left <= 0 else f"超期 {left} 天"
    spent = f"已用 {fields.yuan(hazard.spent_fen)}" if hazard.spent_fen is not None else ""
    funds = "" if hazard.budget_fen is None else f"预算 {fields.yuan(hazard.budget_fen)}"
    until = f"{hazard.deadline} 前" if hazard.deadline else ""
    told = (
        ("owner", "责任", hazard.owner, hazard.department),
        ("measures", "措施", hazard.measures, ""),
        ("budget_fen", "资金", funds, spent),
        ("deadline", "时限", until, ahead),
        ("safeguards", "预案", hazard.safeguards, ""),
    )
    return tuple(Mark(key, words, value, note, bool(value)) for key, words, value, note in told)


def _lacks(kept: Whole, facts: Facts) -> tuple[Lack, ...]:
    found = []
    for duty in rules.AT_ONCE:
        problems = rules.lacking(duty, facts)
        told = next((e for e in explanations_that_count(kept) if e.about == duty.key), None)
        if problems:
            reason, by = (told.reason, told.confirmed_by) if told else ("", "")
            found.append(Lack(duty.key, duty.words, duty.basis, problems, reason, by))
    return tuple(found)


def _stops(kept: Whole) -> tuple[StopLine, ...]:
    return tuple(
        StopLine(
            stop.id or 0, stop.scope, STOP_WORDS[stop.scope], stop.what, stop.stopped_at,
            stop.decided_by, stop.interim, stop.reason, stop.resumed_at, stop.resumed_by,
            stop.resumed_note,
        )
        for stop in kept.stops
    )  # fmt: skip


def _report(kept: Whole, told: ReportTo) -> ReportLine:
    made = next((one for one in reports_that_count(kept) if one.told is told), None)
    cards = kept.evidence[told.value]
    if made is None:
        return ReportLine(told, REPORT_WORDS[told], "", None, "", "", cards)
    return ReportLine(
        told, REPORT_WORDS[told], made.receiver, made.reported_on, made.way, made.note, cards
    )


def _determinations(kept: Whole) -> tuple[DeterminationLine, ...]:
    return tuple(
        DeterminationLine(
            grade=one.grade, grade_words=GRADE_WORDS[one.grade], clauses=tuple(one.clauses),
            reason=one.reason, argument=one.argument, argued_by=one.argued_by,
            decided_by=one.decided_by, second_by=one.second_by, at=one.at,
            matched=tuple(one.matched), unmatched=tuple(one.unmatched), answers=one.answers,
        )
        for one in kept.determinations
    )  # fmt: skip


def _events(kept: Whole) -> tuple[EventLine, ...]:
    cards: dict[int, EvidenceCard] = {
        card.evidence_id: card for found in kept.evidence.values() for card in found
    }
    return tuple(_event(line, cards) for line in kept.events)


def _event(line: HazardEvent, cards: dict[int, EvidenceCard]) -> EventLine:
    return EventLine(
        at=line.at,
        by=line.by,
        kind=line.kind,
        kind_words=telling.KIND_WORDS.get(line.kind, line.kind),
        state_from=STATE_WORDS[HazardState(line.state_from)] if line.state_from else "",
        state_to=STATE_WORDS[HazardState(line.state_to)] if line.state_to else "",
        words=line.words,
        edits=tuple(
            {**edit, "field": telling.field_words(edit["field"])} for edit in line.edits
        ),
        cards=tuple(cards[number] for number in line.evidence if number in cards),
    )


def problems_before(
    session: Session, office: Office, hazard_id: int, step: str
) -> tuple[Problem, ...]:
    """What a step still lacks for a hazard, for a list's row menu and for many at once."""
    facts = facts_of(whole(session, office, hazard_id), office)
    return rules.missing(rules.STEPS[step], facts)


def steps_of(session: Session, office: Office, hazard_id: int) -> tuple[StepLine, ...]:
    """The steps that begin where a hazard stands, for the menu of its row."""
    facts = facts_of(whole(session, office, hazard_id), office)
    return tuple(_step_line(step, facts) for step in rules.steps_from(facts))
