"""What the sheet of a step asks, and what is done with the answers: as data, so that a step is a few lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from selfcheck.errors import Problem
from selfcheck.ui.choices import Choice

Kind = Literal["word", "text", "day", "moment", "money", "parts", "choice", "hazard"]


@dataclass(frozen=True)
class Field:
    """One thing that is asked. Its name is the action's word for it, and the `where` of its problems."""

    name: str
    words: str
    kind: Kind = "word"
    value: str = ""
    hint: str = ""
    offered: tuple[str, ...] = ()  # common values; any other may be typed
    choices: tuple[Choice, ...] = ()  # parts, choice
    kept: bool = False  # a field of the hazard: written down when it is left
    also: tuple[str, ...] = ()  # other names of its problems
    beside: bool = False  # stands in one row with the next one
    only: tuple[str, tuple[str, ...]] = (
        "",
        (),
    )  # asked only while that choice has such a value


@dataclass(frozen=True)
class Files:
    """Photos and papers of one part of the hazard, added and shown right there."""

    part: str  # before, after, stop …
    title: str
    hint: str = ""
    also: tuple[str, ...] = ()  # names of the problems told beneath it
    looked_at: bool = False  # only shown, such as the photos of before
    beside: bool = False  # stands in one row with the next one
    only: tuple[str, tuple[str, ...]] = ("", ())


Part = Field | Files


Told = Mapping[str, str]
Does = Callable[..., Any]  # does(action, …): in the name of who is at work, for this hazard


@dataclass(frozen=True)
class Asked:
    """What the sheet of one step asks, and what is done with the answers."""

    step: str  # of rules.TABLE: what it still lacks is told
    title: str
    line: str  # what happens
    verb: str  # on the one primary button
    do: Callable[[Does, Told], object]
    parts: tuple[Part, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # words and step of another sheet instead of this
    place: Callable[[Problem, Told], str] | None = (
        None  # the field of a problem that names none
    )
    marks: bool = False  # the five marks are shown and fill as one writes
