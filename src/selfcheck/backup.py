"""Dated, verified copies of a workspace's database; restore works when the program cannot open it.

Evidence files never change once they are stored (their name is their SHA-256), so a backup is the
database alone, and restoring it loses no file.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from selfcheck import moments
from selfcheck.errors import StoreError

DATABASE = "selfcheck.db"
BACKUPS = "backups"
_STAMP = "%Y%m%d-%H%M%S"
_KEEP_ALL_DAYS = 2
_KEEP_DAILY_DAYS = 14
_KEEP_WEEKLY_DAYS = 70


@dataclass(frozen=True)
class Backup:
    """One copy, by the moment it was taken."""

    path: Path
    taken_at: datetime


def fault_of(path: Path) -> str:
    """What is wrong with a database file, in one sentence; empty when it is sound."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
            verdict = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return f"数据库打不开（{error}）。"
    return "" if verdict == "ok" else f"数据库内部损坏（{verdict}）。"


def _stranger(path: Path) -> bool:
    """Whether a sound database is none of ours: an empty file passes SQLite's own check."""
    ask = "SELECT 1 FROM sqlite_master WHERE type='table' AND name='history'"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
        return found.execute(ask).fetchone() is None


def _in_use(database: Path) -> bool:
    """Whether another program holds a database, sound or not; nothing is written to find out."""
    uri = f"{database.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=0.3)) as asking:
            asking.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def take(source: sqlite3.Connection, folder: Path, now: datetime) -> Backup:
    """Copy an open database into the workspace's backups and check the copy before it counts.

    Raises StoreError when the copy cannot be written or does not pass SQLite's own check.
    """
    backups = folder / BACKUPS
    final = backups / f"selfcheck-{now.astimezone(moments.CHINA).strftime(_STAMP)}.db"
    partial = final.with_suffix(".partial")
    try:
        backups.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)  # left by a program that was killed
        with closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        if fault := fault_of(partial):
            raise StoreError(
                f"备份没有通过检查：{fault}档案本身没有改动，腾出磁盘空间后再备份一次。"
            )
        os.replace(partial, final)  # noqa: PTH105 - one atomic call, the same on Windows
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"备份没有写成（{error}）。检查磁盘空间和文件夹权限，档案本身没有改动。"
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return Backup(final, now.replace(microsecond=0))


def existing(folder: Path) -> tuple[Backup, ...]:
    """The copies that lie in a workspace, newest first."""
    found = []
    for path in (folder / BACKUPS).glob("selfcheck-*.db"):
        try:
            stamp = datetime.strptime(path.stem.removeprefix("selfcheck-"), _STAMP)  # noqa: DTZ007 - names hold Chinese time
        except ValueError:
            continue  # somebody's own copy: not ours to touch
        found.append(Backup(path, stamp.replace(tzinfo=moments.CHINA)))
    return tuple(sorted(found, key=lambda backup: backup.taken_at, reverse=True))


def superfluous(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Copies that thinning removes: all of two days stay, then one a day, a week, a month."""
    kept: set[tuple[int, ...]] = set()
    rest = []
    for backup in sorted(backups, key=lambda one: one.taken_at, reverse=True):
        age = now - backup.taken_at
        year, week, _ = backup.taken_at.isocalendar()
        if age < timedelta(days=_KEEP_ALL_DAYS):
            continue
        if age < timedelta(days=_KEEP_DAILY_DAYS):
            slot: tuple[int, ...] = (1, backup.taken_at.toordinal())
        elif age < timedelta(days=_KEEP_WEEKLY_DAYS):
            slot = (2, year, week)
        else:
            slot = (3, backup.taken_at.year, backup.taken_at.month)
        if slot in kept:
            rest.append(backup)
        kept.add(slot)
    return tuple(rest)


def thin(folder: Path, now: datetime) -> None:
    """Remove what `superfluous` names; a copy that cannot be removed stays."""
    for backup in superfluous(existing(folder), now):
        with suppress(OSError):
            backup.path.unlink(missing_ok=True)


def _name_aside(database: Path, now: datetime) -> Path:
    """A name for the former database that nothing else has."""
    stamp = now.astimezone(moments.CHINA).strftime(_STAMP)
    aside, number = database.with_name(f"selfcheck-恢复前-{stamp}.db"), 1
    while any(aside.with_name(aside.name + ending).exists() for ending in ("", "-wal")):
        number += 1
        aside = database.with_name(f"selfcheck-恢复前-{stamp}-{number}.db")
    return aside


def restore(folder: Path, backup: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the database; the one that was there is set aside, never deleted.

    Returns where the former database was set aside, or None when there was none. Raises StoreError
    when the copy itself is damaged or the database is in use.
    """
    if fault := fault_of(backup):
        raise StoreError(f"这份备份不能用：{fault}换一份较早的备份。")
    if _stranger(backup):
        raise StoreError("这个文件不是本程序的备份。从“备份”列表里选一份，或换一个文件。")
    database = folder / DATABASE
    if database.exists() and _in_use(database):
        raise StoreError("这份档案正在使用，没有恢复。先关闭正在使用它的程序，再恢复一次。")
    aside = _name_aside(database, now)
    fresh = database.with_name(f"{DATABASE}.partial")
    try:
        fresh.write_bytes(backup.read_bytes())
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        moved = None
        # even without a database: SQLite would apply a leftover journal to the restored one
        for ending in ("-wal", "-shm", "-journal"):
            beside = database.with_name(DATABASE + ending)
            if beside.exists():
                os.replace(beside, aside.with_name(aside.name + ending))  # noqa: PTH105 - one atomic call
        if database.exists():
            os.replace(database, aside)  # noqa: PTH105 - one atomic call
            moved = aside
        os.replace(fresh, database)  # noqa: PTH105 - one atomic call
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(
            f"没有恢复成（{error}）。先关闭正在使用这份档案的程序，再恢复一次。"
        ) from error
    return moved
