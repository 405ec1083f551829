"""The ledger as one submission reports it: what is open, and what has changed since the last one was signed.

So every hazard is in at least one signed package as it stood, and a package stays small however old the
ledger is. Drafts are not reported.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from selfcheck.errors import Problem
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards import hazard_query, queries, states
from selfcheck.hazards.pages import HazardPage, Office, Totals
from selfcheck.hazards.records import OVER, Hazard, HazardState
from selfcheck.reports.ledger_content import LedgerSheetRow
from selfcheck.submission import ledger_papers

_CODES = {"stop": "RE09", "plan": "RE10", "report": "RE11"}
_FIELDS = (
    *("description", "location", "part", "found_by", "anonymous", "basis", "situation"),
    *("severity", "difficulty", "goal", "measures", "budget_fen", "spent_fen", "supplies"),
    *("owner", "department", "organisation", "requirements", "safeguards", "plan_approved_by"),
    *("result", "acceptor", "acceptance_note", "on_site", "supervised", "supervision_number"),
    *("supervised_by", "closeout_by", "closeout_number", "closed_at", "closed_by"),
    *("recurrences", "void_reason", "recorded_at", "reward_fen"),
)
_DAYS = ("found_on", "deadline", "rectified_on", "accepted_on", "closeout_on")


@dataclass(frozen=True)
class Ledger:
    """The ledger in figures, and the hazards that this submission reports."""

    since: str  # the moment of the last signed approval; "" for the first submission
    totals: Totals
    hazards: tuple[HazardPage, ...]
    table: tuple[LedgerSheetRow, ...]  # the same hazards as rows of the workbook

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """Every piece of evidence beside these hazards; a piece used twice comes twice."""
        return tuple(
            card
            for hazard in self.hazards
            for cards in hazard.evidence.values()
            for card in cards
        )


def read(session: Session, office: Office, *, since: str) -> Ledger:
    """The ledger for a submission, oldest hazard first."""
    reported = select(Hazard.id).where(
        col(Hazard.state) != HazardState.DRAFT,
        or_(col(Hazard.state).not_in(list(OVER)), col(Hazard.changed_at) >= since),
    )
    ids = [one for one in session.exec(reported.order_by(col(Hazard.id))) if one is not None]
    pages = tuple(
        hazard_query.page_of(kept, office, session)
        for kept in states.wholes(session, office, ids)
    )
    table = tuple(ledger_papers.ledger_sheet(session, office, ids))
    return Ledger(since, queries.totals(session, office), pages, table)


def problems(ledger: Ledger) -> Iterator[Problem]:
    """RE09 stop-use, RE10 plan, RE11 both reports: what an open major hazard lacks stands in the way.

    With the principal's explanation it may be signed, and is printed above the signature.
    """
    for hazard in ledger.hazards:
        for lack in hazard.lacks:
            first = lack.problems[0]
            where = f"hazard.{hazard.hazard_id}#{first.where}"
            code = _CODES[lack.key]
            if lack.reason:
                text = f"{hazard.number} {lack.words}未齐，主要负责人已说明：{lack.reason}"
                yield Problem(code, where, text, blocking=False)
                continue
            rest = len(lack.problems) - 1
            more = f"，另有 {rest} 处" if rest else ""
            text = f"{hazard.number} 重大隐患：{first.text}{more}；做不到的由主要负责人写明原因"
            yield Problem(code, where, text)


def link_problems(linked: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Problem]:
    """RE12: an answer 不符合 is followed by a hazard that is really recorded.

    `linked` is item key → number, `known` number → state of every hazard that an answer names.
    """
    for item_key, number in linked.items():
        state = known.get(number, "")
        where = f"{item_key}#hazard"
        if state == HazardState.DRAFT:
            yield Problem("RE12", where, f"{number} 还是草稿，在隐患台账里登记它")
        elif state in ("", HazardState.VOID):
            text = f"{number} 已作废，改答案，或重新转为隐患"
            yield Problem("RE12", where, text)


def linked_states(session: Session, numbers: set[str]) -> dict[str, str]:
    """The states of the hazards of these numbers."""
    asked = select(Hazard.number, Hazard.state).where(col(Hazard.number).in_(numbers))
    return {number: str(state) for number, state in session.exec(asked)}


def content(ledger: Ledger) -> dict[str, Any]:
    """The ledger as records.json holds it."""
    totals = ledger.totals
    return {
        "since": ledger.since or None,
        "totals": {
            "found": totals.found,
            "open": totals.open,
            "closed": totals.closed,
            "overdue": totals.overdue,
            "major_open": totals.major,
            "stopped": totals.stopped,
            "major_found": totals.major_found,
            "major_closed": totals.major_closed,
        },
        "hazards": [_hazard(page) for page in ledger.hazards],
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _hazard(page: HazardPage) -> dict[str, Any]:
    values = page.values
    return {
        "number": page.number,
        "grade": page.grade.value,
        "grade_words": page.grade_words,
        "state": page.state.value,
        "state_words": page.state_words,
        **{name: values[name] for name in _FIELDS},
        **{name: _day(values[name]) for name in _DAYS},
        **{f"{name}_words": words for name, words in page.words.items()},
        **{name: values[name] for name in page.words},
        "origin_item": page.origin_item or None,
        "merged_into": page.merged_into or None,
        "determinations": [
            {
                "grade": one.grade.value,
                "clauses": [dict(clause) for clause in one.clauses],
                "reason": one.reason,
                "argument": one.argument,
                "argued_by": one.argued_by,
                "decided_by": one.decided_by,
                "second_by": one.second_by,
                "at": one.at,
            }
            for one in page.determinations
        ],
        "stops": [
            {
                "scope": stop.scope.value,
                "scope_words": stop.scope_words,
                "what": stop.what,
                "stopped_at": stop.stopped_at,
                "decided_by": stop.decided_by,
                "interim": stop.interim,
                "reason": stop.reason,
                "resumed_at": stop.resumed_at,
                "resumed_by": stop.resumed_by,
                "resumed_note": stop.resumed_note,
            }
            for stop in page.stops
        ],
        "reports": [
            {
                "told": report.told.value,
                "receiver": report.receiver,
                "reported_on": _day(report.reported_on),
                "way": report.way,
                "note": report.note,
            }
            for report in page.reports
            if report.reported_on
        ],
        "explanations": [
            {"about": lack.key, "reason": lack.reason, "confirmed_by": lack.confirmed_by}
            for lack in page.lacks
            if lack.reason
        ],
        "evidence": {
            part: [card.code for card in cards]
            for part, cards in page.evidence.items()
            if cards
        },
        "marks": [
            {"evidence": card.code, "part": part, "marks": [dict(mark) for mark in card.marks]}
            for part, cards in page.evidence.items()
            for card in cards
            if card.marks
        ],
        "events": [
            {
                "at": line.at,
                "by": line.by,
                "kind": line.kind,
                "words": line.words,
                "state_from": line.state_from,
                "state_to": line.state_to,
                "edits": [dict(edit) for edit in line.edits],
            }
            for line in reversed(page.events)
        ],
    }


def typed(page: HazardPage) -> Iterator[tuple[str, str]]:
    """Every text a person typed that the report prints, with its place in words: for the glyph pre-flight."""
    words = f"隐患 {page.number}"
    values = page.values
    names = ("description", "location", "part", "owner", "measures", "safeguards", "basis")
    yield words, "".join(str(values[name]) for name in names)
    for stop in page.stops:
        yield f"{words}的停用登记", stop.what + stop.decided_by + stop.interim + stop.reason
    for report in page.reports:
        yield f"{words}的报告登记", report.receiver + report.way + report.note
    for lack in page.lacks:
        yield f"{words}的说明", lack.reason + lack.confirmed_by
