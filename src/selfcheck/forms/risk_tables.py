"""What risks are assessed with: the factors of both methods with every meaning, thresholds, direct conditions.

They are data (`forms/vocabulary/risk.toml`); an enterprise may set thresholds of its own, and each assessment
keeps those it was made with.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from selfcheck.errors import PackError
from selfcheck.forms.faults import faults_of_shape
from selfcheck.forms.reading import read_table
from selfcheck.forms.vocabulary import FOLDER
from selfcheck.paths import bundled

Text = Annotated[str, Field(min_length=1)]
Number = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$")]
FILE = "risk.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactorChoice(_Part):
    """One value of a factor, with what it means."""

    value: Number
    text: Text


class Factor(_Part):
    """One factor of a method: L, E, C or L, S."""

    method: Literal["lec", "ls"]
    key: Literal["L", "E", "C", "S"]
    title: Text
    hint: str = ""
    choices: tuple[FactorChoice, ...] = Field(min_length=2)


class BandSet(_Part):
    """Thresholds: a score at or above one of them has its level; below all it is low."""

    method: Literal["lec", "ls"]
    key: str
    title: Text
    major: Number
    considerable: Number
    general: Number
    note: str = ""


class DirectCondition(_Part):
    """A situation that is major without any score (common to several provinces' rules; reconstructed)."""

    key: str
    text: Text


class RiskTables(_Part):
    """All of it."""

    format: Literal[1]
    factors: tuple[Factor, ...]
    bands: tuple[BandSet, ...]
    direct: tuple[DirectCondition, ...]

    def of(self, method: str) -> tuple[Factor, ...]:
        """The factors of a method, in the order they are multiplied."""
        return tuple(factor for factor in self.factors if factor.method == method)

    def bands_of(self, method: str) -> tuple[BandSet, ...]:
        """The thresholds offered for a method, the default first."""
        return tuple(one for one in self.bands if one.method == method)


def load_risk_tables(folder: Path) -> RiskTables:
    """The tables of a folder. Raises PackError with every fault."""
    table, faults = read_table(folder / FILE)
    if table is not None:
        faults += faults_of_shape(FILE, RiskTables, table)
    if table is None or faults:
        raise PackError(faults)
    return RiskTables.model_validate(table, strict=True)


@cache
def shipped_risk_tables() -> RiskTables:
    """The tables that ship with the program, read once."""
    return load_risk_tables(bundled("forms", FOLDER))
