"""The words a hazard is described with: sources, check categories, accident types, hazard factors.

They are data (`forms/vocabulary/hazards.toml`), with the document each list is taken from; a key is never
given to another word.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from selfcheck.errors import PackError
from selfcheck.forms.faults import Fault, faults_of_shape
from selfcheck.forms.reading import read_table, repeated
from selfcheck.paths import bundled

Text = Annotated[str, Field(min_length=1)]
FOLDER, FILE = "vocabulary", "hazards.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(_Part):
    """One word to choose."""

    key: str = Field(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9_.-]*$")
    text: Text
    group: str = ""  # the heading it stands under


class TermList(_Part):
    """One list to choose from, with the document it is taken from."""

    key: Literal["source", "category", "accident_type", "accident_type_1986", "factor"]
    title: Text
    basis: Text  # the document, or that the list is reconstructed
    effective_from: date | None = None
    effective_to: date | None = None
    terms: tuple[Term, ...] = Field(min_length=1)


class Vocabulary(_Part):
    """All lists."""

    format: Literal[1]
    lists: tuple[TermList, ...]

    def of(self, key: str) -> TermList:
        """The list of this key. Raises KeyError."""
        for one in self.lists:
            if one.key == key:
                return one
        raise KeyError(key)

    def words(self, field: str, key: str) -> str:
        """A chosen key in words; an older ledger's word that is in no list stands for itself."""
        lists = (
            ("accident_type", "accident_type_1986") if field == "accident_type" else (field,)
        )
        for name in lists:
            for term in self.of(name).terms:
                if term.key == key:
                    return term.text
        return key


def load_vocabulary(folder: Path) -> Vocabulary:
    """The lists of a folder. Raises PackError with every fault."""
    table, faults = read_table(folder / FILE)
    if table is None:
        raise PackError(faults)
    faults += faults_of_shape(FILE, Vocabulary, table)
    if faults:
        raise PackError(faults)
    found = Vocabulary.model_validate(table, strict=True)
    for one in found.lists:
        faults += [
            Fault(FILE, f"{one.key}.{key}", f"“{key}”写了两次，删去一条或换一个编号")
            for key in repeated([term.key for term in one.terms])
        ]
    faults += [
        Fault(FILE, key, f"“{key}”这张表写了两次，删去一张")
        for key in repeated([one.key for one in found.lists])
    ]
    missing = {"source", "category", "accident_type", "accident_type_1986", "factor"} - {
        one.key for one in found.lists
    }
    faults += [Fault(FILE, key, f"缺少“{key}”这张表，补上") for key in sorted(missing)]
    if faults:
        raise PackError(faults)
    return found


@cache
def shipped_vocabulary() -> Vocabulary:
    """The lists that ship with the program, read once."""
    return load_vocabulary(bundled("forms", FOLDER))
