"""Is everything still as it was written? The database, the change log's chain, every evidence file."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfcheck import backup, history
from selfcheck.errors import StoreError, WorkspaceInUse
from selfcheck.evidence import queries as evidence_queries
from selfcheck.progress import Progress
from selfcheck.store import Store


@dataclass(frozen=True)
class Health:
    """What an examination found; empty fields mean that nothing is wrong there."""

    database: str
    broken_line: int | None  # the first line of the change log that does not hold
    broken_text: str
    lines: int
    evidence: tuple[tuple[str, str], ...]  # (title, what is wrong)

    @property
    def sound(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.database or self.broken_text or self.evidence)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell a person, and what to do."""
        told = []
        if self.database:
            told.append(f"数据库：{self.database}。用 selfcheck restore 恢复最近的备份。")
        else:
            told.append("数据库：完好。")
        if self.broken_text:
            place = f"从第 {self.broken_line} 条起" if self.broken_line else "与数据"
            told.append(f"变更记录：{place}对不上——{self.broken_text}。")
            told.append("有人绕过本程序改过数据。对照最近一份备份核实，必要时恢复备份。")
        elif not self.database:
            told.append(f"变更记录：{self.lines} 条，首尾相连，与数据一致。")
        told += [f"佐证：{title}——{fault}。" for title, fault in self.evidence]
        if not (self.evidence or self.database):
            told.append("佐证文件：全部在，内容没有变。")
        return tuple(told)

    def as_json(self) -> dict[str, Any]:
        """The same for scripts."""
        return {
            "sound": self.sound,
            "database": self.database,
            "history": {
                "lines": self.lines,
                "first_broken_line": self.broken_line,
                "text": self.broken_text,
            },
            "evidence": [{"title": title, "text": fault} for title, fault in self.evidence],
        }


def examine(folder: Path, progress: Progress) -> Health:
    """Examine a workspace; one that another program has open is examined in a copy as of now.

    Raises WorkspaceError when the folder holds no workspace, Cancelled.
    """
    try:
        store = Store.open(folder)
    except WorkspaceInUse:
        store = Store.open_copy(folder)
    except StoreError as error:
        if error.__cause__ is None:
            raise
        return Health(str(error).rstrip("。"), None, "", 0, ())
    try:
        return examine_open(store, folder, progress)
    finally:
        store.close()


def examine_open(store: Store, folder: Path, progress: Progress) -> Health:
    """Examine a workspace that is open here."""
    try:
        fault = store.fault()
        with store.transaction() as session:
            broken = history.check(session)
            lines = history.head(session).lines
            evidence = tuple(evidence_queries.faults(session, folder, progress))
    except StoreError as error:
        return Health(str(error).rstrip("。"), None, "", 0, ())
    return Health(
        fault,
        (broken.seq or None) if broken else None,
        broken.text if broken else "",
        lines,
        evidence,
    )


def examine_copy(copy: Path, folder: Path, progress: Progress) -> Health:
    """Examine a workspace that stays open elsewhere: its database by a copy just taken, its files as they lie.

    The open database itself must not be read by a second connection, nor its file copied: closing
    that file would give up SQLite's locks on it (POSIX advisory locks belong to the process).
    """
    with tempfile.TemporaryDirectory(prefix="selfcheck-") as scratch:
        shutil.copyfile(copy, Path(scratch) / backup.DATABASE)
        try:
            store = Store.open_copy(Path(scratch))
        except StoreError as error:
            return Health(str(error).rstrip("。"), None, "", 0, ())
        try:
            return examine_open(store, folder, progress)
        finally:
            store.close()
