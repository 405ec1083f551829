"""Whether two names are one person: nobody becomes a second person by a blank or a full-width letter."""

import unicodedata
from collections.abc import Iterable

from selfcheck.entered import tidy

_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･．.", "·"))  # between the parts of a name


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", tidy(name)).translate(_DOTS)
    return "".join(plain.split()).casefold()


def same_person(one: str, other: str) -> bool:
    """Whether two names tell one person, however they were typed; nobody is the same as nobody."""
    return bool(_folded(one)) and _folded(one) == _folded(other)


def is_among(name: str, people: Iterable[str]) -> bool:
    """Whether one of these people has this name."""
    return any(same_person(name, one) for one in people)
