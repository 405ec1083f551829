"""A hazard with all that belongs to it, read once, as the rules look at it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from sqlmodel import Session, col, select

from selfcheck.evidence import queries as evidence_queries
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards.facts import Facts, StopFacts
from selfcheck.hazards.pages import PARTS, Office
from selfcheck.hazards.records import (
    Determination,
    Explanation,
    Hazard,
    HazardEvent,
    HazardReport,
    HazardState,
    Stop,
)
from selfcheck.hazards.step_forms import EARLIEST

_TOLD = (  # what the rules take as it stands in the row
    *("number", "state", "grade", "description", "location", "source", "found_by", "anonymous"),
    *("found_on", "situation", "severity", "difficulty", "goal", "measures", "budget_fen"),
    *("supplies", "owner", "organisation", "deadline", "requirements", "safeguards"),
    *("plan_approved_by", "rectified_on", "result", "acceptor", "accepted_on", "supervised"),
    *("supervised_by", "closeout_on", "closeout_by", "closeout_number"),
)


@dataclass(frozen=True)
class Whole:
    """Everything kept of one hazard. Newest first, but for the evidence."""

    hazard: Hazard
    determinations: tuple[Determination, ...]
    stops: tuple[Stop, ...]
    reports: tuple[HazardReport, ...]
    explanations: tuple[Explanation, ...]
    events: tuple[HazardEvent, ...]
    evidence: dict[str, tuple[EvidenceCard, ...]]  # by part


def place_of(hazard_id: int, part: str) -> str:
    """Where a piece of a hazard's evidence stands: hazard.12.before."""
    return f"hazard.{hazard_id}.{part}"


def whole(session: Session, office: Office, hazard_id: int) -> Whole:
    """One hazard with all that belongs to it. Raises NoResultFound when there is none."""
    return wholes(session, office, [hazard_id])[0]


def wholes(session: Session, office: Office, ids: Sequence[int]) -> tuple[Whole, ...]:
    """Many hazards at once, in the order asked for: few questions to the database, however many."""
    rows = {row.id: row for part in _parts(ids) for row in _hazards(session, part)}
    if len(ids) == 1 and not rows:
        session.get_one(Hazard, ids[0])
    places = {place_of(one, part): (one, part) for one in ids for part in PARTS}
    evidence: dict[int, dict[str, tuple[EvidenceCard, ...]]] = {one: {} for one in ids}
    for place, cards in evidence_queries.beside(session, office.folder, places).items():
        one, part = places[place]
        evidence[one][part] = cards
    determinations = _of(session, Determination, ids)
    stops = _of(session, Stop, ids)
    reports = _of(session, HazardReport, ids)
    explanations = _of(session, Explanation, ids)
    events = _of(session, HazardEvent, ids)
    return tuple(
        Whole(
            hazard=rows[one],
            determinations=determinations.get(one, ()),
            stops=stops.get(one, ()),
            reports=reports.get(one, ()),
            explanations=explanations.get(one, ()),
            events=events.get(one, ()),
            evidence=evidence[one],
        )
        for one in ids
    )


_AT_ONCE = 500  # SQLite takes a limited number of values in one question
Child = TypeVar("Child", Determination, Stop, HazardReport, Explanation, HazardEvent)


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield list(ids[start : start + _AT_ONCE])


def _hazards(session: Session, ids: list[int]) -> Sequence[Hazard]:
    return session.exec(select(Hazard).where(col(Hazard.id).in_(ids))).all()


def _of(
    session: Session, kind: type[Child], ids: Sequence[int]
) -> dict[int, tuple[Child, ...]]:
    """What belongs to each hazard, newest first."""
    grouped: dict[int, list[Child]] = {}
    for part in _parts(ids):
        asked = select(kind).where(col(kind.hazard_id).in_(part)).order_by(col(kind.id).desc())
        for row in session.exec(asked):
            grouped.setdefault(row.hazard_id, []).append(row)
    return {one: tuple(rows) for one, rows in grouped.items()}


def _by_camera(card: EvidenceCard) -> str:
    """When a photo was taken by its camera's clock; "" without one, or with one that cannot be right."""
    taken = card.taken_at.replace(" ", "T")
    return taken if EARLIEST.isoformat() <= taken <= card.recorded_at[:19] else ""


def since_reopened(kept: Whole) -> tuple[HazardEvent, ...]:
    """The lines of the history since the hazard came back, newest first; all when it never did.

    By the order in which they were written: a clock may be set back.
    """
    found = takewhile(lambda line: line.kind != "reopen", kept.events)
    return tuple(found)


def reports_that_count(kept: Whole) -> tuple[HazardReport, ...]:
    """The reports of this occurrence, newest first: what came back is reported again."""
    return kept.reports[: _told_since(kept, "report.", len(kept.reports))]


def explanations_that_count(kept: Whole) -> tuple[Explanation, ...]:
    """The explanations of this occurrence, newest first."""
    return kept.explanations[: _told_since(kept, "explain", len(kept.explanations))]


def _told_since(kept: Whole, kind: str, everything: int) -> int:
    """How many rows of a kind were written since the hazard came back: each has its line in the history."""
    told = since_reopened(kept)
    if len(told) == len(kept.events):
        return everything
    return sum(line.kind.startswith(kind) for line in told)


def _stop_that_counts(kept: Whole) -> Stop | None:
    """The newest decision about stopping; one that was resumed controls nothing that is open again."""
    newest = kept.stops[0] if kept.stops else None
    over = kept.hazard.state in (HazardState.ACCEPTED, HazardState.CLOSED)
    return newest if newest is not None and (over or not newest.resumed_at) else None


def facts_of(kept: Whole, office: Office) -> Facts:
    """The hazard as the rules look at it."""
    hazard = kept.hazard
    newest = kept.determinations[0] if kept.determinations else None
    before = [card for card in kept.evidence["before"] if card.is_photo and card.present]
    after = [card for card in kept.evidence["after"] if card.is_photo and card.present]
    stop = _stop_that_counts(kept)
    return Facts(
        today=office.today,
        principals=office.principals,
        hazard_id=hazard.id or 0,
        **{name: getattr(hazard, name) for name in _TOLD},
        clauses=len(newest.clauses) if newest else 0,
        argued=bool(newest and newest.argument and newest.argued_by),
        determined=newest is not None,
        stop=None
        if stop is None
        else StopFacts(
            stop.scope, stop.what, stop.stopped_at, stop.decided_by, stop.interim, stop.reason,
            resumed=bool(stop.resumed_at),
        ),
        reported=frozenset(report.told for report in reports_that_count(kept)),
        before_photos=len(before),
        after_photos=len(after),
        last_before=max(map(_by_camera, before), default=""),
        first_after=min((_by_camera(c) or c.recorded_at[:19] for c in after), default=""),
        same_photo=not {c.sha256 for c in before}.isdisjoint(c.sha256 for c in after),
        stop_photos=sum(c.is_photo and c.present for c in kept.evidence["stop"]),
        lost=sum(not c.present for cards in kept.evidence.values() for c in cards),
    )  # fmt: skip


def facts_now(session: Session, office: Office, hazard_id: int) -> Facts:
    """One hazard as the rules look at it now."""
    return facts_of(whole(session, office, hazard_id), office)
