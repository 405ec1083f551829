"""Everything of a round, frozen, read in one transaction: what is signed is what stands here."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from selfcheck import history
from selfcheck.duties import queries as duty_queries
from selfcheck.duties import states as duty_states
from selfcheck.duties.pages import DutyState, ItemLine, Walk
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.queries import EnterprisePage, RoundLine
from selfcheck.evidence import queries as evidence_queries
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.forms.pack import Pack
from selfcheck.history import Head
from selfcheck.replay import Break
from selfcheck.riskmap import states as risk_states
from selfcheck.riskmap.pages import RiskMap
from selfcheck.submission import ledger, ledger_records, risk, risk_papers, walks
from selfcheck.submission.ledger import Ledger
from selfcheck.submission.records import Submission
from selfcheck.submission.risk_papers import Whose

LEDGER = "hazard."  # how the places of the ledger's evidence begin
SCHEMA = 1  # of records.json; resources/schema/records-1.schema.json


@dataclass(frozen=True)
class Snapshot:
    """A round as it stands, in plain values."""

    package_id: str
    enterprise: EnterprisePage
    round: RoundLine
    pack: Pack
    states: tuple[DutyState, ...]
    evidence: tuple[EvidenceCard, ...]
    history: tuple[str, ...]
    head: Head
    previous_id: str  # the package before; empty for the first
    previous_sha256: str
    ledger: Ledger
    linked: Mapping[str, str]  # state of each hazard that an answer names, by number
    risk: RiskMap
    whose: Whose  # the enterprise, as the papers of the risk map need it
    today: date
    broken: Break | None = None  # where the change log, or what it tells, does not hold

    @property
    def content(self) -> dict[str, Any]:
        """What is reported, as records.json holds it, but for the change log's head."""
        return _content(self)

    @property
    def content_sha256(self) -> str:
        """Same content, same digest: a change after the approval is noticed by it."""
        text = json.dumps(self.content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def hazard_numbers(self) -> dict[int, str]:
        """The number of each hazard that is reported, by its id."""
        return {page.hazard_id: page.number for page in self.ledger.hazards}

    def people(self, role: str) -> tuple[enterprise_queries.PersonLine, ...]:
        """Those who hold a role."""
        return tuple(person for person in self.enterprise.people if person.role == role)


def package_id(credit_code: str, period: str, sequence: int) -> str:
    """91420200MA0000000X-2026-11-003."""
    return f"{credit_code}-{period}-{sequence:03d}"


def file_in_package(card: EvidenceCard) -> str:
    """Where a piece of evidence lies in the package: ASCII, flat, by its number in the library."""
    extension = card.path.suffix
    if card.is_photo:
        return f"data/photos/P{card.evidence_id:06d}{extension}"
    return f"data/files/F{card.evidence_id:06d}{extension}"


def last_signed(session: Session) -> Submission | None:
    """The newest submission that was signed: the next package names its fingerprint."""
    signed = select(Submission).where(Submission.tagmanifest_sha256 != "")
    return session.exec(signed.order_by(col(Submission.id).desc()).limit(1)).first()


def take(session: Session, walk: Walk) -> Snapshot:
    """Read everything of the round being worked on. Milliseconds; plain values only."""
    page = enterprise_queries.page(session, walk.pack)
    line = enterprise_queries.current_round(session)
    assert line is not None, "a workspace always has a round"
    before = last_signed(session)
    log = history.lines(session)
    told = ledger.read(
        session,
        walks.office(session, walk.folder, walk.today),
        since=before.approved_at if before else "",
        lines=log[before.history_lines :] if before else (),
    )
    states = duty_states.all_states(session, walk)
    numbers = {line.hazard_number for state in states for line in state.lines}
    return Snapshot(
        package_id=package_id(page.credit_code, line.period, line.sequence),
        enterprise=page,
        round=line,
        pack=walk.pack,
        states=states,
        evidence=_all_evidence(
            evidence_queries.of_round(session, walk.folder, walk.round_id), told.cards
        ),
        history=tuple(log),
        head=history.head(session),
        previous_id=before.package_id if before else "",
        previous_sha256=before.tagmanifest_sha256 if before else "",
        ledger=told,
        linked=ledger.linked_states(session, numbers - {""}),
        risk=risk_states.risk_map(session, walk.folder, walk.today),
        whose=risk_papers.whose(session),
        today=walk.today,
        broken=history.check(session),
    )


def _all_evidence(
    of_round: Iterable[EvidenceCard], of_ledger: Iterable[EvidenceCard]
) -> tuple[EvidenceCard, ...]:
    """Each piece once, with every place it is used at, in the order it was recorded."""
    found: dict[int, EvidenceCard] = {}
    for card in (*of_round, *of_ledger):
        known = found.get(card.evidence_id)
        keys = (*(known.item_keys if known else ()), *card.item_keys)
        found[card.evidence_id] = replace(card, item_keys=tuple(dict.fromkeys(keys)), marks=())
    return tuple(found[number] for number in sorted(found))


def _content(snapshot: Snapshot) -> dict[str, Any]:
    page, line, pack = snapshot.enterprise, snapshot.round, snapshot.pack
    return {
        "schema": SCHEMA,
        "package_id": snapshot.package_id,
        "enterprise": {
            "name": page.name,
            "credit_code": page.credit_code,
            "sector": page.sector,
            "address": page.address,
            "department": page.department,
            "phone": page.phone,
            "head_count": page.head_count,
            "profile": [
                {"key": q.key, "text": q.text, "answer": q.answer} for q in page.profile
            ],
        },
        "people": [
            {"name": p.name, "role": p.role.value, "title": p.title, "phone": p.phone}
            for p in page.people
        ],
        "round": {
            "period": line.period,
            "sequence": line.sequence,
            "opened_at": line.opened_at,
            "previous_package": snapshot.previous_id or None,
        },
        "pack": {
            "id": pack.id,
            "version": pack.version,
            "fingerprint": pack.fingerprint,
            "content": pack.model_dump(mode="json"),
        },
        "duties": [_duty(state) for state in snapshot.states],
        "evidence": [_evidence(card, snapshot.hazard_numbers) for card in snapshot.evidence],
        "ledger": ledger_records.content(snapshot.ledger),
        "risk": risk.content(snapshot.risk),
        "declaration": pack.declaration.text,
    }


def _duty(state: DutyState) -> dict[str, Any]:
    return {
        "key": state.duty.key,
        "number": state.duty.number,
        "title": state.duty.title,
        "reconstructed": state.duty.status == "reconstructed",
        "status": state.status.value,
        "status_words": duty_queries.status_words(state),
        "owner": state.mark.owner,
        "confirmed_by": state.mark.confirmed_by,
        "confirmed_at": state.mark.confirmed_at,
        "not_applicable_reason": "" if state.items else state.mark.not_applicable_reason,
        "items": [_item(line) for line in state.lines],
    }


def _item(line: ItemLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "text": line.text,
        "legal_basis": line.legal_basis,
        "kind": line.kind,
        "value": line.value,
        "words": line.words,
        "note": line.note,
        "reason": line.reason,
        "evidence_reason": line.evidence_reason,
        "rectification": {
            "measures": line.measures,
            "owner": line.owner,
            "deadline": line.deadline.isoformat() if line.deadline else None,
            "corrected_on": line.corrected_on.isoformat() if line.corrected_on else None,
            "hazard": line.hazard_number or None,
        },
        "evidence": [card.code for card in line.cards],
        "rows": [{"code": row.code, "cells": dict(row.cells)} for row in line.rows],
    }


def _evidence(card: EvidenceCard, numbers: Mapping[int, str]) -> dict[str, Any]:
    return {
        "code": card.code,
        "title": card.title,
        "file": file_in_package(card),
        "original_name": card.original_name,
        "media_type": card.media_type,
        "size": card.size,
        "sha256": card.sha256,
        "source": card.source_words,
        "taken_at": card.taken_at,
        "occurred_on": card.occurred_on.isoformat() if card.occurred_on else None,
        "recorded_at": card.recorded_at,
        "items": [key for key in card.item_keys if not key.startswith(LEDGER)],
        "hazards": list(hazards_of(card, numbers)),
    }


def hazards_of(card: EvidenceCard, numbers: Mapping[int, str]) -> tuple[str, ...]:
    """The numbers of the hazards that a piece stands beside; `numbers` is by hazard id."""
    ids = [int(key.split(".")[1]) for key in card.item_keys if key.startswith(LEDGER)]
    return tuple(dict.fromkeys(numbers[one] for one in ids if one in numbers))
