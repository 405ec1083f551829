"""What of the ledger the home page tells: deadlines, what is out of use, and what a major hazard still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlmodel import Session, col, select

from selfcheck.hazards import hazard_query, queries, states
from selfcheck.hazards.pages import HazardPage, Office, View
from selfcheck.hazards.records import (
    OVER,
    STOP_WORDS,
    Hazard,
    HazardGrade,
    Stop,
    StopScope,
)
from selfcheck.submission.falling_due import Rectification
from selfcheck.submission.next_step import Step

_MOST = 50  # deadlines told: nobody works through more from the home page


@dataclass(frozen=True)
class Stopped:
    """Something out of use because of a hazard."""

    what: str  # 2号开式压力机 JH21-160
    place: str  # 冲压车间 · 光电保护失效
    since: str  # 2026-11-16 09:40
    days: int
    hazard_id: int
    photos: int


def deadlines(session: Session, office: Office) -> tuple[Rectification, ...]:
    """Open hazards with a deadline, overdue first."""
    return tuple(islice(_deadlines(session, office), _MOST))


def _deadlines(session: Session, office: Office) -> Iterator[Rectification]:
    found = queries.ids(session, office, View(filter="open", sort="deadline"))
    for start in range(0, len(found), _MOST):
        for row in queries.rows(session, office, found[start : start + _MOST]):
            if row.deadline is None:
                return  # they stand at the end
            if row.days_over is None:
                continue  # accepted: nothing is waited for
            who = f"责任人 {row.owner}" if row.owner else "还没有责任人"
            yield Rectification(
                what=row.description or row.number,
                place=f"{row.number} · {who}",
                deadline=row.deadline,
                days=-row.days_over,
                target=("hazard", str(row.hazard_id)),
            )


def stopped(session: Session, office: Office) -> tuple[Stopped, ...]:
    """What is out of use now, the longest first."""
    asked = (
        select(Stop, Hazard)
        .where(
            Stop.hazard_id == Hazard.id,
            col(Stop.scope) != StopScope.NONE,
            col(Stop.resumed_at) == "",
            col(Hazard.state).not_in(list(OVER)),
        )
        .order_by(col(Stop.stopped_at))
    )
    found = session.exec(asked).all()
    ids = [hazard.id for _, hazard in found if hazard.id is not None]
    photos = {
        kept.hazard.id: len(kept.evidence["stop"])
        for kept in states.wholes(session, office, ids)
    }
    return tuple(
        Stopped(
            what=stop.what or STOP_WORDS[stop.scope],
            place=" · ".join(part for part in (hazard.location, hazard.description) if part),
            since=stop.stopped_at,
            days=_days_since(stop.stopped_at, office),
            hazard_id=hazard.id or 0,
            photos=photos.get(hazard.id, 0),
        )
        for stop, hazard in found
    )


def _days_since(stopped_at: str, office: Office) -> int:
    try:
        return max((office.today - date.fromisoformat(stopped_at[:10])).days, 0)
    except ValueError:  # told in words: 上午停用
        return 0


def steps(session: Session, office: Office) -> Iterator[Step]:
    """Overdue hazards, and major ones without stop, plan or report: they come before everything else."""
    for page in _major(session, office):
        for lack in page.lacks:
            if lack.reason:
                continue
            yield Step(
                key=f"{lack.key} {page.number}",
                text=f"补齐重大隐患 {page.number} 的{lack.words}",
                reason=f"{page.values['description']}：{lack.problems[0].text}（{lack.basis}）。",
                button="去补齐",
                place=f"隐患台账 · {page.values['location']}",
                target=("hazard", str(page.hazard_id), lack.problems[0].where),
            )
    for one in deadlines(session, office):
        if one.days is not None and one.days < 0:
            yield Step(
                key=f"overdue {one.target[1]}",
                text=f"处理超期的隐患“{one.what}”",
                reason=f"整改期限 {one.deadline}，已超期 {-one.days} 天。整改完了申请验收；"
                "没有整改完，办延期，写明理由和批准人。",
                button="去处理",
                place=f"隐患台账 · {one.place}",
                target=one.target,
            )


def _major(session: Session, office: Office) -> Iterator[HazardPage]:
    asked = select(Hazard.id).where(
        col(Hazard.grade) == HazardGrade.MAJOR,
        col(Hazard.state).not_in(list(OVER)),
    )
    ids = [one for one in session.exec(asked.order_by(col(Hazard.id))) if one is not None]
    for kept in states.wholes(session, office, ids):
        yield hazard_query.page_of(kept, office, session)
