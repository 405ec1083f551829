"""Safety signs as data: what they say, how they are drawn, when they suggest themselves; limits of gases.

The signs are those of GB 2894 that a workshop needs; the pictograms are drawings of our own, as strokes in
a square of 100 by 100 units whose y runs down. Limits for confined spaces differ by the kind of enterprise.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from selfcheck.errors import PackError
from selfcheck.forms.faults import Fault, faults_of_shape
from selfcheck.forms.reading import read_table, repeated
from selfcheck.forms.vocabulary import FOLDER, shipped_vocabulary
from selfcheck.paths import bundled

Text = Annotated[str, Field(min_length=1)]
SignKind = Literal["warning", "prohibition", "mandatory", "information"]
FILE = "signs.toml"
# Side by side they hang in this order, from the left, from the top (GB/T 13861, GB 2894).
ORDER: tuple[SignKind, ...] = ("warning", "prohibition", "mandatory", "information")
KIND_WORDS: dict[SignKind, str] = {
    "warning": "警告标志",
    "prohibition": "禁止标志",
    "mandatory": "指令标志",
    "information": "提示标志",
}
_NUMBER = r"-?\d+(?:\.\d+)?"
_STROKE = re.compile(
    rf"(?:(?P<kind>fill|hole)|(?P<pen>line|gap) (?P<width>{_NUMBER})) (?P<path>[MLCZ][-MLCZ0-9. ]*)"
    rf"|(?P<round>disc|dot|ring|gapring)(?P<sizes>(?: {_NUMBER}){{3,4}})"
)
_STEPS = {"M": 2, "L": 2, "C": 6, "Z": 0}
_ROUND = {"disc": 3, "dot": 3, "ring": 4, "gapring": 4}


class Sign(BaseModel):
    """One sign. `draw` is a list of strokes: see `Stroke`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    kind: SignKind
    words: Text
    accident_types: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    confined: bool = False  # suggests itself in a confined space
    draw: tuple[str, ...] = Field(min_length=1)


class Limit(BaseModel):
    """A limit of the air in a confined space."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: Text
    limit: Text


class LimitSet(BaseModel):
    """The limits of one standard, for the enterprises it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Literal["chemical", "general"]
    word: Text  # what the standard calls such a space
    basis: Text
    limits: tuple[Limit, ...] = Field(min_length=1)


class Stroke(BaseModel):
    """A stroke of a pictogram, taken apart.

    `what`: fill, line, disc, ring in the sign's colour; hole, gap, dot, gapring in that of its ground.
    """

    model_config = ConfigDict(frozen=True)

    what: Literal["fill", "hole", "line", "gap", "disc", "dot", "ring", "gapring"]
    width: float = 0.0  # of a line, a gap, a ring
    path: tuple[tuple[str, tuple[float, ...]], ...] = ()  # M, L, C, Z with their coordinates
    circle: tuple[float, float, float] | None = None  # x, y, radius


class SafetySigns(BaseModel):
    """All signs and limits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    basis: Text
    signs: tuple[Sign, ...] = Field(min_length=1)
    limits: tuple[LimitSet, ...]

    def sign(self, key: str) -> Sign | None:
        """The sign of this key; None when a newer program knew it."""
        return next((sign for sign in self.signs if sign.key == key), None)

    def limits_of(self, *, chemical: bool) -> LimitSet:
        """The limits for chemical enterprises (GB 30871), or for all others (GB 46768)."""
        key = "chemical" if chemical else "general"
        return next(one for one in self.limits if one.key == key)

    def chosen(self, keys: Iterable[str]) -> tuple[Sign, ...]:
        """The signs of these keys in the order they hang; an unknown key is left out."""
        wanted = set(keys)
        return ordered(sign for sign in self.signs if sign.key in wanted)

    def suggested(
        self, accident_types: Iterable[str], factors: Iterable[str], *, confined: bool = False
    ) -> tuple[Sign, ...]:
        """The signs that these accident types and hazard factors call for, in the order they hang."""
        types, causes = set(accident_types), set(factors)
        return ordered(
            sign
            for sign in self.signs
            if not types.isdisjoint(sign.accident_types)
            or not causes.isdisjoint(sign.factors)
            or (confined and sign.confined)
        )


def ordered(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """Warning, prohibition, mandatory, information; within a kind as they are listed."""
    return tuple(sorted(signs, key=lambda sign: ORDER.index(sign.kind)))


@cache
def strokes_of(draw: tuple[str, ...]) -> tuple[Stroke, ...]:
    """The strokes of a drawing, taken apart. Raises ValueError with the text of one that is wrong."""
    return tuple(_stroke(text) for text in draw)


def _stroke(text: str) -> Stroke:
    found = _STROKE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if name := found["round"]:
        numbers = [float(number) for number in found["sizes"].split()]
        if len(numbers) != _ROUND[name]:
            raise ValueError(text)
        width = numbers.pop(0) if len(numbers) > 3 else 0.0  # noqa: PLR2004 - x, y, radius
        x, y, radius = numbers
        return Stroke.model_validate({"what": name, "width": width, "circle": (x, y, radius)})
    return Stroke.model_validate(
        {
            "what": found["kind"] or found["pen"],
            "width": float(found["width"] or 0),
            "path": _path(found["path"], text),
        }
    )


def _path(path: str, text: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    steps = []
    for name, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        values = tuple(float(number) for number in numbers.split())
        each = _STEPS[name]
        if (not each and values) or (each and (not values or len(values) % each)):
            raise ValueError(text)
        for start in range(0, len(values), each) if each else (0,):
            # what follows a place without a letter of its own are lines to further places
            step = "L" if name == "M" and start else name
            steps.append((step, values[start : start + each]))
    if not steps or steps[0][0] != "M":
        raise ValueError(text)
    return tuple(steps)


def load_signs(folder: Path) -> SafetySigns:
    """The signs of a folder. Raises PackError with every fault."""
    table, faults = read_table(folder / FILE)
    if table is None:
        raise PackError(faults)
    faults += faults_of_shape(FILE, SafetySigns, table)
    if faults:
        raise PackError(faults)
    found = SafetySigns.model_validate(table, strict=True)
    faults += _content_faults(found)
    if faults:
        raise PackError(faults)
    return found


def _content_faults(found: SafetySigns) -> list[Fault]:
    vocabulary = shipped_vocabulary()
    types = {
        term.key
        for name in ("accident_type", "accident_type_1986")
        for term in vocabulary.of(name).terms
    }
    factors = {term.key for term in vocabulary.of("factor").terms}
    faults = [
        Fault(FILE, key, f"“{key}”写了两次，删去一条或换一个编号")
        for key in repeated([sign.key for sign in found.signs])
    ]
    for sign in found.signs:
        unknown = (set(sign.accident_types) - types) | (set(sign.factors) - factors)
        faults += [
            Fault(FILE, f"{sign.key}.{key}", f"词表里没有“{key}”，改成词表里的编号")
            for key in sorted(unknown)
        ]
        for text in sign.draw:
            try:
                _stroke(text)
            except ValueError:
                faults.append(
                    Fault(FILE, f"{sign.key}.draw", f"“{text}”不是一笔，照别的图形改")
                )
    missing = {"chemical", "general"} - {one.key for one in found.limits}
    faults += [Fault(FILE, key, f"缺少“{key}”这组限值，补上") for key in sorted(missing)]
    return faults


@cache
def shipped_signs() -> SafetySigns:
    """The signs that ship with the program, read once."""
    return load_signs(bundled("forms", FOLDER))
