"""Bringing an older ledger in, for the screen and the command line alike.

Reading the file is long work on plain values; what it would do is asked and shown; doing it goes in small
steps that whoever drives them may pace, so that a window stays alive and a cancelled import can be taken back.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlmodel import Session

from selfcheck.errors import SelfCheckError
from selfcheck.hazards import import_batches, import_states, importing
from selfcheck.hazards.import_plan import Known, Plan, plan
from selfcheck.hazards.spreadsheet import headers, mapping, reading
from selfcheck.hazards.spreadsheet.grid import Book, GridSheet
from selfcheck.hazards.spreadsheet.headers import Layout
from selfcheck.hazards.spreadsheet.imported import Reading
from selfcheck.progress import Progress
from selfcheck.submission.snapshot import last_signed

T = TypeVar("T")
_CHUNK = 1 << 20


class Door(Protocol):
    """The one door to what is kept: the window's workspace, or the command line's."""

    def read(self, query: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Ask a query."""
        ...

    def act(self, action: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Let an action happen as one transaction."""
        ...


@dataclass(frozen=True)
class OpenedFile:
    """A file as it was read: its sheets, the one that most likely is the ledger."""

    path: Path
    sha256: str
    book: Book
    likely: int

    def sheet_named(self, name: str) -> int:
        """Where a sheet stands. Raises SelfCheckError naming those that there are."""
        names = [sheet.name for sheet in self.book.sheets]
        if name not in names:
            raise SelfCheckError(
                f"没有名为“{name}”的工作表；这个文件里有：{'、'.join(names)}。"
            )
        return names.index(name)


@dataclass(frozen=True)
class Step:
    """How far an import, or taking it back, has come."""

    batch_id: int
    done: int
    total: int


def open_file(path: Path, progress: Progress) -> OpenedFile:
    """Read a spreadsheet. Raises SelfCheckError when it cannot be read, Cancelled."""
    book = reading.read_book(path, progress)
    return OpenedFile(path, _digest(path), book, headers.likely_sheet(book))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def layout_of(sheet: GridSheet) -> Layout:
    """Where the header most likely is and what each column holds; a person may correct every part."""
    return headers.guess(sheet)


def read_rows(sheet: GridSheet, layout: Layout, today: date, progress: Progress) -> Reading:
    """The hazards of a sheet, with what is wrong row by row; a year that is not told is this one's."""
    year = headers.year_told(sheet, layout) or today.year
    common, void = import_states.in_common_words(sheet, layout)
    found = mapping.read_rows(common, layout, default_year=year, today=today, progress=progress)
    return import_states.with_void(found, void)


def compared(rows: Reading, known: Known, today: date, progress: Progress) -> Plan:
    """What importing these rows would do to the hazards that are known: long work where there are many."""
    progress.check()
    return plan(rows, known, today)


def planned(session: Session, rows: Reading, today: date) -> Plan:
    """What importing these rows would do now."""
    return plan(rows, import_batches.known(session, rows.rows), today)


def _parts(values: Sequence[T], at_once: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), at_once):
        yield values[start : start + at_once]


def taking_over(
    door: Door,
    opened: OpenedFile,
    sheet: str,
    chosen: Plan,
    *,
    ticked: Collection[int] | None,
    by: str,
    now: Callable[[], datetime],
) -> Iterator[Step]:
    """Import a plan, step by step; whoever stops half-way drives `taking_back` next.

    `ticked` are the ids of conflicts to change as well, None for all. Raises NotReady (HZ62), StoreError.
    """
    file, changed = opened.path.name, chosen.chosen(ticked)
    total = len(chosen.new) + len(changed)
    free = importing.first_free(chosen.new)
    batch_id = door.act(
        importing.start, changed, file=file, sha256=opened.sha256, sheet=sheet, by=by, now=now()
    )
    done = 0
    yield Step(batch_id, done, total)
    for part in _parts(chosen.new, importing.AT_ONCE):
        door.act(importing.take_new, batch_id, part, file=file, free=free, by=by, now=now())
        done += len(part)
        yield Step(batch_id, done, total)
    for some in _parts(changed, importing.AT_ONCE):
        door.act(importing.take_changed, batch_id, some, file=file, by=by, now=now())
        done += len(some)
        yield Step(batch_id, done, total)
    made = door.read(import_batches.made, batch_id)
    door.act(importing.finish, batch_id, rows_new=len(made.new), rows_changed=len(made.changed))


def taking_back(door: Door, batch_id: int, *, keep: bool = False) -> Iterator[Step]:
    """Take an import back, step by step; one that stops half-way can be begun again.

    `keep`: what was worked on since stays. Raises NotReady (HZ61, HZ63), StoreError.
    """
    door.act(importing.begin_undo, batch_id, keep=keep, reported=door.read(_reported_at))
    made = door.read(import_batches.made, batch_id)
    total, done = len(made.new) + len(made.changed), 0
    yield Step(batch_id, done, total)
    for part in _parts(made.new, importing.BACK_AT_ONCE):
        door.act(importing.take_back, batch_id, part, ())
        done += len(part)
        yield Step(batch_id, done, total)
    for part in _parts(made.changed, importing.BACK_AT_ONCE):
        door.act(importing.take_back, batch_id, (), part)
        done += len(part)
        yield Step(batch_id, done, total)
    door.act(importing.forget, batch_id)


def _reported_at(session: Session) -> str:
    """When what is in the ledger was last approved for a submission that was signed."""
    found = last_signed(session)
    return found.approved_at if found else ""
