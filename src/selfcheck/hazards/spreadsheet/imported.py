"""What comes out of a ledger: typed hazards, and what is wrong with which row."""

import hashlib
from dataclasses import dataclass
from datetime import date

from selfcheck.entered import half_width


@dataclass(frozen=True)
class ImportedRow:
    """One hazard as the ledger tells it. Empty texts and None: not told."""

    row: int  # in the spreadsheet, counted from 1
    key: str  # the same for the same hazard whenever it is imported
    number: str = ""
    description: str = ""
    location: str = ""
    part: str = ""
    source: str = ""
    found_by: str = ""
    found_on: date | None = None
    grade: str = ""  # "general", "major", "pending" or ""
    accident_type: str = ""
    measures: str = ""
    owner: str = ""
    department: str = ""
    deadline: date | None = None
    budget: int | None = None  # fen
    spent: int | None = None  # fen
    safeguards: str = ""
    interim_measures: str = ""
    rectified_on: date | None = None
    result: str = ""
    acceptor: str = ""
    accepted_on: date | None = None
    closed: str = ""  # "open", "rectified", "closed" or ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True)
class RowProblem:
    """One thing about one row that a person should know; a fatal one keeps the row out."""

    row: int  # in the spreadsheet, counted from 1
    column: str  # the field's Chinese title
    text: str
    fatal: bool


@dataclass(frozen=True)
class Reading:
    """What a sheet amounts to. `skipped` rows are no hazards: sums, signatures, repeated headers."""

    rows: tuple[ImportedRow, ...]
    problems: tuple[RowProblem, ...]
    skipped: int


def idempotence_key(description: str, location: str, found_on: date | None) -> str:
    """What makes two entries without a number the same hazard, however they are spaced or typed."""
    parts = (description, location, found_on.isoformat() if found_on else "")
    plain = ("".join(half_width(part).split()).casefold() for part in parts)
    return hashlib.sha256("\x1f".join(plain).encode("utf-8", "surrogatepass")).hexdigest()
