"""The ledger in records.json: does it agree with itself, with its own figures, and with the evidence?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding, Malformed

_OVER = frozenset({"closed", "merged", "void"})  # as published in the schema


def check(records: Mapping[str, Any]) -> None:
    """Raise Malformed with the first number or code that cannot be true; records without a ledger pass."""
    told = records.get("ledger")
    hazards: list[Mapping[str, Any]] = told["hazards"] if told else []
    evidence: list[Mapping[str, Any]] = records["evidence"]
    _once(hazard["number"] for hazard in hazards)
    _once(piece["code"] for piece in evidence)
    known = {piece["code"] for piece in evidence}
    for hazard in hazards:
        if strange := sorted(set(_codes(hazard)) - known):
            _refuse(f"{hazard['number']}，{strange[0]}")
    beside = {(code, hazard["number"]) for hazard in hazards for code in _codes(hazard)}
    named = {(piece["code"], one) for piece in evidence for one in piece.get("hazards", ())}
    if differing := sorted(beside ^ named):
        code, number = differing[0]
        _refuse(f"{number}，{code}")
    if told:
        _check_figures(told["totals"], hazards)


def _codes(hazard: Mapping[str, Any]) -> Iterator[str]:
    """Every piece of evidence that a hazard names."""
    for codes in hazard["evidence"].values():
        yield from codes
    for marked in hazard.get("marks", ()):
        yield marked["evidence"]


def _check_figures(totals: Mapping[str, int], hazards: list[Mapping[str, Any]]) -> None:
    """Whatever is open is listed: the figures of what is open are those of the list."""
    open_ones = [hazard for hazard in hazards if hazard["state"] not in _OVER]
    major = sum(hazard["grade"] == "major" for hazard in open_ones)
    for name, count in (("open", len(open_ones)), ("major_open", major)):
        if totals.get(name, count) != count:
            _refuse(name)


def _once(names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            _refuse(name)


def _refuse(detail: str) -> None:
    raise Malformed(Finding.WRONG_LEDGER, layout.RECORDS, detail)
