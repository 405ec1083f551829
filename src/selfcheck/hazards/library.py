"""The standards with their words indexed, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from selfcheck.forms.criteria import CriteriaSet, Criterion, load_criteria
from selfcheck.hazards import standing
from selfcheck.hazards.words import COMMON, all_in, by_first_letter, folded
from selfcheck.paths import bundled


@dataclass(frozen=True)
class Standard:
    """The head of a standard, as it is cited."""

    key: str
    title: str
    document_number: str
    effective_from: date | None
    nature: str  # criteria | guide | checklist
    notices: tuple[str, ...]  # what to know before resting a decision on it
    general_rules: tuple[str, ...]


class Indexed:
    """A clause with its words, prepared once."""

    __slots__ = ("criterion", "gist", "gist_words", "keywords", "standard")

    def __init__(self, standard: CriteriaSet, criterion: Criterion) -> None:
        self.standard = standard
        self.criterion = criterion
        self.gist = folded(criterion.gist)
        self.keywords = frozenset(map(folded, criterion.keywords))
        self.gist_words: frozenset[str] = frozenset()  # of the whole library's words


class Library:
    """The standards with their words indexed; building it costs some tens of milliseconds."""

    def __init__(self, sets: Sequence[CriteriaSet]) -> None:
        self.sets = tuple(sets)
        self.by_key = {standard.key: standard for standard in sets}
        self.clauses = [Indexed(one, item) for one in sets for item in one.items]
        self.shown = {
            folded(word): word for one in self.clauses for word in one.criterion.keywords
        }
        self.words = by_first_letter(self.shown)
        self.heads = {one.key: _head(one) for one in sets}
        for one in self.clauses:
            one.gist_words = all_in(one.gist, self.words) - COMMON


@cache
def library() -> Library:
    """The standards that ship with the program, read once. Raises PackError when a file is damaged."""
    return Library(load_criteria(bundled("forms", "criteria")))


def _head(standard: CriteriaSet) -> Standard:
    return Standard(
        key=standard.key,
        title=standard.title,
        document_number=standard.document_number,
        effective_from=standard.effective_from,
        nature=standard.nature,
        notices=standing.notices(standard),
        general_rules=standard.general_rules,
    )
