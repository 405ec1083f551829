"""The ledger of a submission as records.json holds it (resources/schema/records-1.schema.json)."""

from datetime import date
from typing import Any

from selfcheck.hazards.pages import HazardPage
from selfcheck.submission.ledger import Ledger

_FIELDS = (
    *("description", "location", "part", "found_by", "anonymous", "basis", "situation"),
    *("severity", "difficulty", "goal", "measures", "budget_fen", "spent_fen", "supplies"),
    *("owner", "department", "organisation", "requirements", "safeguards", "plan_approved_by"),
    *("result", "acceptor", "acceptance_note", "on_site", "supervised", "supervision_number"),
    *("supervised_by", "closeout_by", "closeout_number", "closed_at", "closed_by"),
    *("recurrences", "void_reason", "recorded_at", "reward_fen"),
)
_DAYS = ("found_on", "deadline", "rectified_on", "accepted_on", "closeout_on")


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
