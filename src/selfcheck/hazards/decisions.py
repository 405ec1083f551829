"""What is asked when a grade is decided, and the answer, ready to be kept: later editions of the
library do not change what was cited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypedDict

from selfcheck.hazards.candidates import Candidates, ClauseCandidate

Answer = Literal["yes", "no"]


@dataclass(frozen=True)
class GradingAsked:
    """The hazard whose grade is to be decided, as it stands."""

    number: str  # YH-2026-052
    location: str
    found_on: date
    description: str
    grade: str  # pending | general | major
    by: str  # who decides, unless another is chosen


class CitedClause(TypedDict):
    """A clause as it is kept with a decision: later editions of the library do not change it."""

    pack: str
    title: str
    document_number: str
    effective_from: str  # ISO date, "" where it is not verified
    key: str
    clause: str
    gist: str
    when: str
    exception: str


class Grounds(TypedDict):
    """What a decision rests on, ready to be kept as JSON."""

    clauses: list[CitedClause]
    matched: list[str]
    unmatched: list[str]
    answers: dict[str, dict[str, str]]  # clause key → "when", "except" → yes | no


def chosen_json(
    chosen: Iterable[ClauseCandidate],
    candidates: Candidates,
    answers: Mapping[str, Mapping[str, Answer]],
) -> Grounds:
    """What is kept with a decision. Answers of clauses that were not chosen are kept too: they say why not."""
    return Grounds(
        clauses=[cited(one) for one in chosen],
        matched=list(candidates.matched),
        unmatched=list(candidates.unmatched),
        answers={key: dict(told) for key, told in answers.items() if told},
    )


def cited(clause: ClauseCandidate) -> CitedClause:
    """A clause as a decision keeps it."""
    since = clause.standard.effective_from
    return CitedClause(
        pack=clause.standard.key,
        title=clause.standard.title,
        document_number=clause.standard.document_number,
        effective_from=since.isoformat() if since else "",
        key=clause.key,
        clause=clause.number,
        gist=clause.gist,
        when=clause.when,
        exception=clause.exception,
    )


@dataclass(frozen=True)
class Decision:
    """What the person decided, with everything it rests on."""

    grade: str  # pending | general | major
    reason: str
    by: str
    second_by: str = ""  # who agreed to a lower grade
    argument: str = ""  # written, where no clause fits
    argued_by: str = ""
    clauses: list[CitedClause] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
