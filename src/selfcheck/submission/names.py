"""Which names a package may hold: such that no system can read one as another file.

ASCII only, so that neither code pages nor normalisation matter; Chinese names of evidence
live in data/index.csv. Writer, reader and manifests use the same rules.
"""

import re
from collections.abc import Iterable

LONGEST = 200  # characters of a whole name, base folder included
DEEPEST = 8  # segments, base folder included

_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)


def is_safe_segment(segment: str) -> bool:
    """True for a name that every system keeps as it is: no dot at the end, no device name."""
    return (
        _SEGMENT.fullmatch(segment) is not None
        and not segment.endswith(".")
        and segment.partition(".")[0].lower() not in _RESERVED
    )


def is_safe(name: str) -> bool:
    """True for a relative path with `/` between segments that cannot leave its folder."""
    segments = name.split("/")
    return (
        len(name) <= LONGEST
        and len(segments) <= DEEPEST
        and all(is_safe_segment(segment) for segment in segments)
    )


def first_clash(names: Iterable[str]) -> str | None:
    """The first name that Windows would take for another one, or that is also a folder."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        folded = name.casefold()
        parts = folded.split("/")
        above = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        if folded in files or folded in folders or above & files:
            return name
        files.add(folded)
        folders |= above
    return None
