"""Bring a database up to date, one small released step at a time.

The revision is read with one plain SELECT; Alembic is imported only when there is work (it costs
0.2 s). A new database goes through the same steps as an old one.
"""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from selfcheck import backup
from selfcheck.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0003"
_VERSIONS = Path(__file__).parent / "versions"


def revision_of(connection: sqlite3.Connection) -> str | None:
    """The revision a database stands at; None for a new one."""
    table = "SELECT 1 FROM sqlite_master WHERE type='table' AND name='alembic_version'"
    if connection.execute(table).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def known_revisions() -> frozenset[str]:
    """Every revision this program has a step for."""
    return frozenset(path.name.split("_")[0] for path in _VERSIONS.glob("[0-9]*.py"))


def refuse_unknown(connection: sqlite3.Connection) -> None:
    """Raise StoreError for a database that a newer program, or another one altogether, made."""
    found = revision_of(connection)
    if found is None and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise StoreError("selfcheck.db 是别的程序的数据库，没有改动。检查文件夹是否选对。")
    if found is not None and found not in known_revisions():
        raise StoreError("这份档案由更新版本的程序创建，先升级本程序再打开。数据没有改动。")


def needed(connection: sqlite3.Connection, folder: Path, now: datetime) -> bool:
    """Whether there is work; an older file is copied first. Raises what `refuse_unknown` raises."""
    refuse_unknown(connection)
    found = revision_of(connection)
    if found == HEAD:
        return False
    if found is not None:
        backup.take(connection, folder, now)
    return True


def bring_up_to_date(connection: "Connection") -> None:
    """Run the steps that are missing, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
