"""The change log: every action writes one line, chained to the line before by its hash.

A line is canonical JSON; its hash is the SHA-256 of its UTF-8 bytes, so the exported history.jsonl
is checked by hashing each line and comparing with `previous` of the next. What changed is taken from
the session itself: an action can neither forget nor avoid its line. Triggers in the database forbid
updating and deleting lines.
"""

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import event, inspect, text
from sqlmodel import Field, Session, SQLModel, col, select

from selfcheck import moments
from selfcheck.errors import StoreError
from selfcheck.replay import Break, first_contradiction
from selfcheck.store import Store

P = ParamSpec("P")
T = TypeVar("T")

START = "0" * 64  # what the first line names as the one before


class HistoryLine(SQLModel, table=True):
    """One line of the change log (变更记录), kept exactly as it is exported."""

    __tablename__ = "history"

    seq: int = Field(primary_key=True)
    line: str
    hash: str


@dataclass(frozen=True)
class Head:
    """Where the change log stands: how many lines, and the hash of the last."""

    lines: int
    hash: str


@dataclass(frozen=True)
class By:
    """Who acts, and when: what every line of the log begins with."""

    actor: str
    now: datetime


@cache
def _boot() -> str:
    """Which start of the PC this is: monotonic clocks compare only within one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return f"{uuid.getnode():012x}-{int(time.time() - time.monotonic()) // 10}"


def _plain(value: object) -> object:
    """A column's value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return moments.written(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _key(record: SQLModel) -> str:
    return "/".join(
        str(part) for part in inspect(record).mapper.primary_key_from_instance(record)
    )


def _columns(record: SQLModel) -> dict[str, object]:
    names = inspect(type(record)).column_attrs.keys()
    return {name: _plain(getattr(record, name)) for name in sorted(names)}


def _changes(session: Session) -> Iterator[dict[str, Any]]:
    """What the flush that has just happened wrote, row by row."""
    for record in session.new:
        yield {
            "table": record.__tablename__,
            "key": _key(record),
            "old": None,
            "new": _columns(record),
        }
    for record in session.dirty:
        state = inspect(record)
        old, new = {}, {}
        for name in sorted(state.mapper.column_attrs.keys()):
            changed = state.attrs[name].history
            if changed.has_changes() and changed.deleted != changed.added:
                old[name] = _plain(changed.deleted[0]) if changed.deleted else None
                new[name] = _plain(changed.added[0]) if changed.added else None
        if new:
            yield {"table": record.__tablename__, "key": _key(record), "old": old, "new": new}
    for record in session.deleted:
        yield {
            "table": record.__tablename__,
            "key": _key(record),
            "old": _columns(record),
            "new": None,
        }


def head(session: Session) -> Head:
    """Where the log stands now."""
    last = session.exec(
        select(HistoryLine).order_by(col(HistoryLine.seq).desc()).limit(1)
    ).first()
    return Head(last.seq, last.hash) if last else Head(0, START)


def _append(session: Session, by: By, action: str, changes: list[dict[str, Any]]) -> None:
    last = head(session)
    line = json.dumps(
        {
            "seq": last.lines + 1,
            "at": moments.written(by.now),
            "monotonic": time.monotonic_ns(),
            "boot": _boot(),
            "actor": by.actor,
            "action": action,
            "changes": changes,
            "previous": last.hash,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    digest = hashlib.sha256(line.encode()).hexdigest()
    values = {"seq": last.lines + 1, "line": line, "hash": digest}
    session.connection().execute(
        text("INSERT INTO history VALUES (:seq, :line, :hash)"), values
    )


def name_of(action: Callable[..., object]) -> str:
    """「duties.answer」 for selfcheck.duties.actions.answer: how an action is called in the log."""
    module = action.__module__.removeprefix("selfcheck.").removesuffix(".actions")
    return f"{module}.{action.__name__}"


def act(
    store: Store,
    by: By,
    action: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run one action as one transaction and write its line in the log.

    An action that changes nothing writes nothing. Raises what the action raises, after rolling back.
    """
    if store.read_only:
        raise StoreError("现在是只读查看，改动没有保存。等占用的人关闭档案后重新打开再改。")
    changes: list[dict[str, Any]] = []
    with store.transaction() as session:
        event.listen(session, "after_flush", lambda *_: changes.extend(_changes(session)))
        result = action(session, *args, **kwargs)
        session.flush()
        if changes:
            _append(session, by, name_of(action), changes)
    return result


def lines(session: Session) -> list[str]:
    """The whole log, oldest first, as it is exported."""
    return list(session.exec(select(HistoryLine.line).order_by(col(HistoryLine.seq))))


def first_break(kept: Iterable[tuple[int, str, str]]) -> Break | None:
    """The first line whose number, hash or link is wrong; None when the chain holds."""
    previous, expected = START, 1
    for seq, line, digest in kept:
        if seq != expected:
            return Break(expected, f"变更记录缺第 {expected} 条")
        if not isinstance(line, str) or hashlib.sha256(line.encode()).hexdigest() != digest:
            return Break(seq, f"变更记录第 {seq} 条的内容被改过")
        try:
            told = json.loads(line)
        except ValueError:
            return Break(seq, f"变更记录第 {seq} 条读不出来")
        if (
            not isinstance(told, dict)
            or told.get("previous") != previous
            or told.get("seq") != seq
        ):
            return Break(seq, f"变更记录第 {seq} 条与前一条对不上")
        previous, expected = digest, expected + 1
    return None


def check(session: Session) -> Break | None:
    """The first broken line of the log, or the first row that contradicts it; None when all holds."""
    rows = session.exec(
        select(HistoryLine.seq, HistoryLine.line, HistoryLine.hash).order_by(
            col(HistoryLine.seq)
        )
    )
    broken = first_break(cast("Iterable[tuple[int, str, str]]", rows))
    return broken or first_contradiction(session)


def last_moment(session: Session) -> datetime | None:
    """When the newest line was written: the clock must not stand before it."""
    line = session.exec(
        select(HistoryLine.line).order_by(col(HistoryLine.seq).desc()).limit(1)
    ).first()
    return moments.read(json.loads(line)["at"]) if line else None
