"""What a package's ID says: whose it is, for which month, which one of that enterprise."""

from typing import NamedTuple

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding, Malformed


class PackageId(NamedTuple):
    """91420200MA0000000X-2026-11-003 in its parts."""

    credit_code: str
    period: str  # 2026-11
    sequence: int


def parse(text: str) -> PackageId:
    """The parts of an ID. Raises Malformed when the text is none."""
    if not layout.is_package_id(text):
        raise Malformed(Finding.WRONG_IDENTIFIER, text)
    credit_code, year, month, sequence = text.split("-")
    return PackageId(credit_code, f"{year}-{month}", int(sequence))
