"""Does every row hold what the change log tells? The log is replayed and compared with the file.

The file is read raw, table by table, whatever records are imported: who wrote into it behind the
program's back may have put anything there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlmodel import Session

_BESIDE_THE_LOG = frozenset({"history", "alembic_version"})  # tables that no action writes to


@dataclass(frozen=True)
class Break:
    """The first place where the log, or what it tells, does not hold."""

    seq: int
    text: str


_Told = dict[tuple[str, str], tuple[int, dict[str, Any] | None]]


def _told_state(session: Session) -> _Told:
    """What every row should hold, replayed from the log, with the last line that touched it."""
    state: _Told = {}
    log = session.connection().exec_driver_sql("SELECT seq, line FROM history ORDER BY seq")
    for seq, line in log:
        for change in json.loads(line)["changes"]:
            place = (change["table"], change["key"])
            before = state.get(place, (0, None))[1]
            new = change["new"]
            state[place] = (seq, None if new is None else {**(before or {}), **new})
    return state


def _tables(session: Session) -> dict[str, list[str]]:
    """Every table of the file with the columns of its key, whatever records are imported."""
    asked = session.connection()
    names = asked.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {}
    for (name,) in names.fetchall():
        if name not in _BESIDE_THE_LOG and not name.startswith("sqlite_"):
            columns = asked.exec_driver_sql(f"PRAGMA table_info({_quoted(name)})").fetchall()
            keys = sorted((column[5], column[1]) for column in columns if column[5])
            tables[name] = [key for _, key in keys]
    return tables


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _differs(kept: object, told: object) -> bool:
    """Whether a stored value is another than the log tells; read raw, for it may hold anything."""
    if isinstance(told, dict | list):
        try:
            kept = json.loads(cast("str", kept))
        except (TypeError, ValueError):
            return True
        return json.dumps(kept, sort_keys=True) != json.dumps(told, sort_keys=True)
    return kept != told


def _contradictions(
    table: str, kept: dict[str, dict[str, object]], told: _Told
) -> Iterator[Break]:
    for key, values in kept.items():
        seq, expected = told.pop((table, key), (0, None))
        if expected is None:
            yield Break(seq, f"{table} 第 {key} 行不是通过本程序写入的")
        elif names := sorted(
            n for n in values.keys() & expected.keys() if _differs(values[n], expected[n])
        ):
            text = f"{table} 第 {key} 行的 {'、'.join(names)} 与变更记录第 {seq} 条不同"
            yield Break(seq, text)


def first_contradiction(session: Session) -> Break | None:
    """The first row that holds something else than the log tells: changed behind the program's back."""
    try:
        told = _told_state(session)
    except (KeyError, TypeError, AttributeError):
        return Break(1, "变更记录里有不是本程序写的内容")
    found: list[Break] = []
    for table, keys in _tables(session).items():
        everything = f"SELECT * FROM {_quoted(table)}"  # noqa: S608 - the file's own table
        rows = session.connection().exec_driver_sql(everything).mappings()
        kept = {"/".join(str(row[key]) for key in keys): dict(row) for row in rows}
        found += _contradictions(table, kept, told)
    found += [
        Break(seq, f"{table} 第 {key} 行被删除，变更记录第 {seq} 条里还有")
        for (table, key), (seq, new) in told.items()
        if new is not None
    ]
    return min(found, key=lambda one: one.seq, default=None)
