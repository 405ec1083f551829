"""From an answer 不符合 to a hazard of the ledger, linked both ways (转为隐患)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from selfcheck.duties import actions as duty_actions
from selfcheck.duties import queries as duty_queries
from selfcheck.duties.pages import ItemLine, Walk
from selfcheck.duties.states import duty_now
from selfcheck.errors import NotReady, Problem
from selfcheck.hazards import actions as hazard_actions
from selfcheck.hazards import fields
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import Hazard, HazardState
from selfcheck.rounds import still_open


def followed_by(session: Session, walk: Walk, item_key: str) -> int | None:
    """The hazard under which the ledger follows an answer; None when there is none, or it is void."""
    number = duty_queries.hazard_number(session, walk, item_key)
    followed = select(Hazard.id).where(
        Hazard.number == number, col(Hazard.state) != HazardState.VOID
    )
    return session.exec(followed).first() if number else None


def void_numbers(session: Session, numbers: Collection[str]) -> frozenset[str]:
    """Which of these numbers are void, so that what was followed under them is followed no more."""
    asked = select(Hazard.number).where(
        col(Hazard.number).in_(numbers), Hazard.state == HazardState.VOID
    )
    return frozenset(session.exec(asked)) if numbers else frozenset()


def to_hazard(
    session: Session, walk: Walk, office: Office, item_key: str, *, by: str, now: datetime
) -> int:
    """Begin a hazard from an answer: what, who, until when and the photos go with it; returns its id.

    It stays a draft until its place and finder are told. What was followed under a number that is void now
    begins anew. Raises NotReady (DU05) for another answer than 不符合, or when it is followed already, HZ46
    beside the answer for words that the ledger has no room for.
    """
    still_open(session, walk.round_id)
    state = duty_now(session, walk, item_key.partition(".")[0])
    line = next(line for line in state.lines if line.key == item_key)
    if followed_by(session, walk, item_key) is not None:
        text = f"这一条已经转为隐患 {line.hazard_number}"
        raise NotReady([Problem("DU05", f"{item_key}#hazard", text)])
    hazard_id = _begun(session, walk, office, line, by=by, now=now)
    for card in line.cards:
        if card.is_photo:
            hazard_actions.use_file(
                session, hazard_id, "before", card.evidence_id, by=by, now=now
            )
    number = session.get_one(Hazard, hazard_id).number
    duty_actions.link_hazard(session, walk, item_key, number)
    return hazard_id


def _begun(
    session: Session, walk: Walk, office: Office, line: ItemLine, *, by: str, now: datetime
) -> int:
    known: dict[str, fields.Value] = {
        "description": line.note or f"不符合：{line.text}",
        "source": "self",
        "found_by": by,
        "measures": line.measures,
        "owner": line.owner,
        "deadline": line.deadline,
    }
    try:
        return hazard_actions.begin(
            session,
            office,
            by=by,
            now=now,
            origin_round=walk.round_id,
            origin_item=line.key,
            **known,
        )
    except NotReady as refused:  # it is told where the words stand: beside the answer
        raise NotReady(
            [
                replace(
                    problem,
                    where=f"{line.key}#{problem.where.replace('description', 'note')}",
                )
                for problem in refused.problems
            ]
        ) from refused
