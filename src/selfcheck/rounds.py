"""Rounds of self-checking: what every answer belongs to, and whether it may still change.

Every feature's actions ask `still_open` first and `editable` when something really changes, so this
lies below them all. A change after the safety manager's approval withdraws it, looking does not; a
signed round is frozen, and a correction is a new round.
"""

from enum import StrEnum

from sqlalchemy import Column
from sqlmodel import Field, Session, SQLModel, col, select

from selfcheck.errors import NotReady, Problem
from selfcheck.store import by_value


class RoundStatus(StrEnum):
    DRAFT = "draft"  # 草稿
    APPROVED = "approved"  # 已审核，待签署
    SIGNED = "signed"  # 已签署


STATUS_WORDS = {
    RoundStatus.DRAFT: "草稿",
    RoundStatus.APPROVED: "已审核，待签署",
    RoundStatus.SIGNED: "已签署",
}


class Round(SQLModel, table=True):
    """One round of self-checking (自查轮次): pinned to the questions it is answered against."""

    __tablename__ = "rounds"

    id: int | None = Field(default=None, primary_key=True)
    period: str  # 2026-11
    sequence: int = Field(unique=True)  # 第 n 次报送
    status: RoundStatus = Field(
        default=RoundStatus.DRAFT, sa_column=Column(by_value(RoundStatus), nullable=False)
    )
    pack_id: str
    pack_version: str
    pack_fingerprint: str
    opened_at: str


def current(session: Session) -> Round | None:
    """The round being worked on: the newest."""
    return session.exec(select(Round).order_by(col(Round.sequence).desc()).limit(1)).first()


def all_rounds(session: Session) -> list[Round]:
    """Every round, newest first."""
    return list(session.exec(select(Round).order_by(col(Round.sequence).desc())))


def still_open(session: Session, round_id: int) -> Round:
    """The round, if it is not frozen; asked before anything else, even if nothing will change.

    Raises NotReady (RD01) when the round is signed.
    """
    found = session.get_one(Round, round_id)
    if found.status == RoundStatus.SIGNED:
        text = "本期已签署冻结，不能再改。要更正，在“签署与报送”里开始新的一次报送。"
        raise NotReady([Problem("RD01", "round", text)])
    return found


def editable(session: Session, round_id: int) -> Round:
    """The round, about to be changed; an approval that was given is withdrawn.

    Raises NotReady (RD01) when the round is signed.
    """
    found = still_open(session, round_id)
    if found.status == RoundStatus.APPROVED:
        found.status = RoundStatus.DRAFT
    return found


def withdraw_approval(session: Session) -> None:
    """The ledger, which no round freezes, is about to change: an approval given before no longer holds.

    A signed round stays as it was signed; the change belongs to the next.
    """
    found = current(session)
    if found is not None and found.status == RoundStatus.APPROVED:
        found.status = RoundStatus.DRAFT
