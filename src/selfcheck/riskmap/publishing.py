"""Boards written by hand, and publishing: map, boards and lists as one revision."""

from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem
from selfcheck.riskmap import board_texts, states
from selfcheck.riskmap.pages import code_of
from selfcheck.riskmap.records import (
    BoardText,
    MapRevision,
)
from selfcheck.rounds import withdraw_approval


def write_board(session: Session, point_id: int, field: str, text: str) -> None:
    """A text of a board other than the data give; empty, or the same as they, takes it back."""
    text = tidy(text)
    point = next(p for p in states.points(session) if p.point_id == point_id)
    given = board_texts.board_fields(point)[field]
    place = select(BoardText).where(
        BoardText.point_id == point_id,
        BoardText.field == field,
        col(BoardText.struck).is_(False),
    )
    kept = session.exec(place).first()
    if text in ("", given):
        if kept is not None:
            withdraw_approval(session)
            kept.struck = True
        return
    withdraw_approval(session)
    if kept is None:
        session.add(BoardText(point_id=point_id, field=field, text=text, replaced=given))
    else:
        kept.text, kept.replaced = text, given


def publish(
    session: Session,
    folder: Path,
    *,
    made_by: str,
    checked_by: str,
    approved_by: str,
    next_review: date | None,
    principals: tuple[str, ...],
    today: date,
) -> str:
    """Publish map, boards and lists as one revision; returns its code.

    Raises NotReady with the lint (RK20–RK29), RK30 names, RK31 approval by a principal, RK32 days.
    """
    now = states.risk_map(session, folder, today)
    # that a board is older than its risk is cured by this very revision
    problems = [p for p in now.problems if p.blocking and p.code != "RK24"]
    made_by, checked_by, approved_by = tidy(made_by), tidy(checked_by), tidy(approved_by)
    if not made_by:
        problems.append(Problem("RK30", "made_by", "填写编制人"))
    if not checked_by:
        problems.append(Problem("RK30", "checked_by", "填写审核人"))
    if approved_by not in principals:
        problems.append(Problem("RK31", "approved_by", "由主要负责人批准，选择主要负责人"))
    if next_review is None or next_review <= today:
        problems.append(Problem("RK32", "next_review", "下次复评日期应晚于今天"))
    if not now.points:
        problems.append(Problem("RK20", "points", "还没有风险点，先登记风险点"))
    if problems:
        raise NotReady(problems)
    assert next_review is not None
    withdraw_approval(session)
    number = now.published.number + 1
    code = code_of(number, now.content_sha256)
    session.add(
        MapRevision(
            number=number, code=code, content_sha256=now.content_sha256, made_by=made_by,
            checked_by=checked_by, approved_by=approved_by, published_on=today,
            next_review=next_review,
            points={p.number: board_texts.board_digest(p) for p in now.points},
        )
    )  # fmt: skip
    return code
