"""One workspace: the folder of an enterprise, and the one door to its database.

`selfcheck.db` (SQLite, WAL, synchronous FULL, exclusive), `evidence/` by SHA-256, `packages/` (what
was signed), `backups/`, `keys/`, `logs/`. A `Session` lives inside one `transaction()`.
"""

import json
import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Enum, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from selfcheck import backup, moments, places
from selfcheck.errors import StoreError, WorkspaceError, WorkspaceInUse
from selfcheck.migrations import upgrade

FOLDERS = ("evidence", "packages", "backups", "keys", "logs")
_HOLDER = "holder.json"
_COPY_TRIES = 5

# Trouble with the disk or the file, not with our code. Anything else is a bug.
_KNOWN = {
    sqlite3.SQLITE_BUSY: "这份档案正被另一个程序使用，关闭那个程序再试。",
    sqlite3.SQLITE_LOCKED: "这份档案正被另一个程序使用，关闭那个程序再试。",
    sqlite3.SQLITE_FULL: "磁盘空间不足，刚才的修改没有保存。腾出空间后再改一次。",
    sqlite3.SQLITE_IOERR: "读写磁盘出错，刚才的修改没有保存。检查磁盘后再改一次。",
    sqlite3.SQLITE_READONLY: "档案所在的文件夹不能写入，刚才的修改没有保存。检查文件夹权限。",
    sqlite3.SQLITE_CANTOPEN: "数据库文件打不开。检查文件夹是否还在、有没有读写权限。",
    sqlite3.SQLITE_NOTADB: "selfcheck.db 不是本程序的数据库文件，或已经损坏。从“备份”恢复。",
    sqlite3.SQLITE_CORRUPT: "数据库已经损坏。从“备份”恢复最近一份，佐证文件不受影响。",
}


def by_value(kind: type[StrEnum]) -> Enum:
    """The column type of an enumeration that is stored by its value, readable in any SQLite tool."""
    return Enum(
        kind, values_callable=lambda k: [m.value for m in k], native_enum=False, length=24
    )


@contextmanager
def trouble_told() -> Iterator[None]:
    """Turn trouble with the disk or the file into a StoreError; leave bugs alone."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        raw = error.orig if isinstance(error, DBAPIError) else error
        if text := _KNOWN.get(getattr(raw, "sqlite_errorcode", 0) & 0xFF):
            raise StoreError(text) from error
        raise


def _told_json(text: str) -> Any:
    """A column's JSON. Raises StoreError when something else was put there behind our back."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise StoreError(_KNOWN[sqlite3.SQLITE_CORRUPT]) from error


def _connect(database: Path, *, read_only: bool) -> sqlite3.Connection:
    # check_same_thread: reading and writing stay on one thread; closing at exit may not be
    connection = sqlite3.connect(
        database, isolation_level=None, check_same_thread=False, timeout=0.3
    )
    try:
        _set_up(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    # a damaged text is shown as damaged, and named by the change log, instead of ending the program
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        # SQLite's plain "error" for a header it cannot read: here no statement of ours can be wrong
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise StoreError(_KNOWN[sqlite3.SQLITE_NOTADB]) from error
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    upgrade.refuse_unknown(connection)  # before the first thing that changes the file
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("BEGIN EXCLUSIVE")  # take the lock now, not at the first word typed
    connection.execute("COMMIT")


def holder_of(folder: Path) -> str:
    """Who has this workspace open, in words."""
    try:
        held = json.loads((folder / _HOLDER).read_text("utf-8"))
        return f"{held['host']} 上的 {held['user']}（{held['since']} 打开）"
    except (OSError, ValueError, KeyError, TypeError):
        return "另一个程序"


def _sign_in(folder: Path, now: datetime) -> None:
    user = os.environ.get("USERNAME") or os.environ.get("USER") or "当前用户"
    held = {
        "host": socket.gethostname(),
        "user": user,
        "pid": os.getpid(),
        "since": f"{now:%m-%d %H:%M}",
    }
    with suppress(OSError):  # only tells the next one who we are; the lock is SQLite's
        (folder / _HOLDER).write_text(json.dumps(held, ensure_ascii=False), "utf-8")


def _changed_at(database: Path) -> int:
    """When a file was last written, in nanoseconds; 0 when it is not there."""
    return database.stat().st_mtime_ns if database.exists() else 0


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds an enterprise's database."""
    return (folder / backup.DATABASE).is_file()


class Store:
    """One open workspace. Made by `create`, `open` or `open_copy`."""

    def __init__(
        self, folder: Path, connection: sqlite3.Connection, *, read_only: bool
    ) -> None:
        self.folder = folder
        self.read_only = read_only
        self._connection = connection
        self._scratch: Path | None = None
        self._closed = False
        self.engine = self._make_engine()

    def _make_engine(self) -> Engine:
        engine = create_engine(
            "sqlite://",
            poolclass=StaticPool,
            creator=lambda: self._connection,
            pool_reset_on_return=None,
            json_deserializer=_told_json,
        )
        begin = "BEGIN" if self.read_only else "BEGIN IMMEDIATE"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    @classmethod
    def create(cls, folder: Path, *, now: datetime | None = None) -> "Store":
        """Make a new workspace in a folder that holds none yet; the folder is made if it is missing.

        Raises WorkspaceError when the place is unsafe for a database or already taken.
        """
        if is_workspace(folder):
            raise WorkspaceError("这个文件夹里已经有一份档案。直接打开它，或换一个文件夹新建。")
        if reason := places.why_unsuitable(folder):
            raise WorkspaceError(reason)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(
                f"文件夹建不了（{error.strerror}）。换一个能写入的位置。"
            ) from error
        return cls._opened(folder, now or moments.now())

    @classmethod
    def open(cls, folder: Path, *, now: datetime | None = None) -> "Store":
        """Open an existing workspace, bringing an older one up to date.

        Raises WorkspaceInUse when another program holds it, WorkspaceError when there is none or the
        place is unsafe, StoreError for a damaged or newer file.
        """
        if not is_workspace(folder):
            raise WorkspaceError(f"“{folder}”里没有档案。检查文件夹是否选对，或新建一份。")
        if reason := places.why_unsuitable(folder):
            raise WorkspaceError(reason)
        return cls._opened(folder, now or moments.now())

    @classmethod
    def _opened(cls, folder: Path, now: datetime) -> "Store":
        try:
            for name in FOLDERS:
                (folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise WorkspaceError(
                f"文件夹不能写入（{error.strerror}）。检查权限，或换一个位置。"
            ) from error
        try:
            with trouble_told():
                connection = _connect(folder / backup.DATABASE, read_only=False)
        except StoreError as error:
            cause = error.__cause__
            if getattr(cause, "sqlite_errorcode", 0) & 0xFF in (
                sqlite3.SQLITE_BUSY,
                sqlite3.SQLITE_LOCKED,
            ):
                holder = holder_of(folder)
                raise WorkspaceInUse(
                    f"这份档案正由{holder}使用。可以先只读查看。", holder
                ) from error
            raise
        store = cls(folder, connection, read_only=False)
        try:
            with trouble_told():
                if upgrade.needed(connection, folder, now):
                    with store.engine.begin() as upgrading:
                        upgrade.bring_up_to_date(upgrading)
        except BaseException:
            store.close()
            raise
        _sign_in(folder, now)
        return store

    @classmethod
    def open_copy(cls, folder: Path) -> "Store":
        """Look at a workspace that another program holds: a copy as of now, read-only.

        The exclusive lock keeps every other connection out, so the files are copied; the database
        file changes only at checkpoints, and a copy taken across one is taken again.
        """
        database = folder / backup.DATABASE
        scratch = Path(tempfile.mkdtemp(prefix="selfcheck-"))
        copy = scratch / backup.DATABASE
        fault = ""
        for _ in range(_COPY_TRIES):
            try:
                for left in scratch.iterdir():  # a journal of the try before fits no other file
                    left.unlink()
                before = database.stat().st_mtime_ns
                for ending in ("", "-wal"):
                    part = database.with_name(database.name + ending)
                    if part.exists():
                        shutil.copyfile(part, copy.with_name(copy.name + ending))
            except OSError as error:
                shutil.rmtree(scratch, ignore_errors=True)
                raise WorkspaceError(f"档案读不了（{error.strerror}）。") from error
            # WAL checksums end a torn tail; a sound copy made across no checkpoint is a true state
            fault = backup.fault_of(copy)
            if not fault and _changed_at(database) == before:
                break
        else:
            shutil.rmtree(scratch, ignore_errors=True)
            text = f"{fault}从“备份”恢复最近一份，佐证文件不受影响。"
            raise WorkspaceError(text if fault else "档案正在大量写入，稍后再看。")
        with trouble_told():
            connection = _connect(copy, read_only=True)
        store = cls(folder, connection, read_only=True)
        store._scratch = scratch
        if upgrade.revision_of(connection) != upgrade.HEAD:
            store.close()
            raise StoreError("占用这份档案的程序和本程序版本不同。换成同一版本再查看。")
        return store

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One query or one action: commits at the end, rolls back on any exception."""
        with (
            trouble_told(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def take_backup(self, now: datetime) -> backup.Backup:
        """A dated, verified copy; old ones are thinned."""
        taken = backup.take(self._connection, self.folder, now)
        backup.thin(self.folder, now)
        return taken

    def fault(self) -> str:
        """What SQLite's own check finds wrong; empty when the database is sound."""
        with trouble_told():
            found = [row[0] for row in self._connection.execute("PRAGMA integrity_check(3)")]
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        if found != ["ok"]:
            return "；".join(found)
        return f"{len(broken)} 行指向不存在的记录" if broken else ""

    def close(self) -> None:
        """Give the workspace back; harmless when called twice."""
        if self._closed:
            return
        self._closed = True
        if not self.read_only:
            with suppress(
                OSError
            ):  # while the lock is still ours: the next one signs in at once
                (self.folder / _HOLDER).unlink()
        self.engine.dispose()
        self._connection.close()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
