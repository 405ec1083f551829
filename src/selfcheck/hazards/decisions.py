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
class Draft:
    """A decision as far as it has been made; it can be put away and taken up again."""

    ticked: tuple[str, ...] = ()  # keys of clauses, in the order they were ticked
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    grade: str = ""  # "" until one is chosen
    reason: str = ""
    by: str = ""
    second_by: str = ""
    argument: str = ""
    argued_by: str = ""


@dataclass(frozen=True)
class Decision:
    """What the person decided, with everything it rests on."""

    grade: str  # pending | general | major
    clauses: list[CitedClause]
    reason: str
    by: str
    second_by: str  # who agreed to a lower grade
    argument: str  # written, where no clause fits
    argued_by: str
    answers: dict[str, dict[str, str]]
    matched: list[str]
    unmatched: list[str]


def why_not(clause: ClauseCandidate, answers: Mapping[str, Answer]) -> str:
    """Why a clause cannot be cited after what the person answered; "" when it can."""
    if answers.get("when") == "no":
        return f"您答了“否”：当时不属于“{clause.question}”，这一条不适用"
    if answers.get("except") == "yes":
        return "您答了“属于”：除外情形不适用这一条"
    return ""


def lowers(asked: GradingAsked, draft: Draft) -> bool:
    """Whether a major hazard would become a lesser one, which needs a second person."""
    return asked.grade == "major" and draft.grade in ("general", "pending")


def lacking(
    asked: GradingAsked, draft: Draft, clauses: Mapping[str, ClauseCandidate]
) -> tuple[str, ...]:
    """What is missing before a decision can be recorded, each as something to do.

    HZ11 grade, reason, person · HZ12 a clause with its conditions, or an argument · HZ13 second person.
    """
    told = [] if draft.grade else ["选择等级"]
    if draft.grade == "major":
        told += _lacking_grounds(draft, clauses)
    if not draft.reason.strip():
        told.append("写明理由")
    if not draft.by.strip():
        told.append("选择判定人")
    if lowers(asked, draft):
        second = draft.second_by.strip()
        if not second:
            told.append("填写同意降级的人")
        elif second == draft.by.strip():
            told.append("同意降级的人换成判定人以外的人")
    return tuple(told)


def _lacking_grounds(draft: Draft, clauses: Mapping[str, ClauseCandidate]) -> Iterable[str]:
    if not draft.ticked:
        if not draft.argument.strip():
            yield "勾选依据的条款，没有合适的写明论证"
        elif not draft.argued_by.strip():
            yield "填写论证人"
    for key in draft.ticked:
        clause, told = clauses[key], draft.answers.get(key, {})
        if clause.question and "when" not in told:
            yield f"{clause.number}：回答当时是否属于“{clause.question}”"
        if clause.exception and "except" not in told:
            yield f"{clause.number}：回答是否属于除外情形"


def decided(
    draft: Draft, candidates: Candidates, clauses: Mapping[str, ClauseCandidate]
) -> Decision:
    """The decision that a complete draft stands for."""
    argued = draft.grade == "major" and not draft.ticked
    kept = chosen_json((clauses[key] for key in draft.ticked), candidates, draft.answers)
    return Decision(
        grade=draft.grade,
        clauses=kept["clauses"],
        reason=draft.reason.strip(),
        by=draft.by.strip(),
        second_by=draft.second_by.strip(),
        argument=draft.argument.strip() if argued else "",
        argued_by=draft.argued_by.strip() if argued else "",
        answers=kept["answers"],
        matched=kept["matched"],
        unmatched=kept["unmatched"],
    )
