"""What is shown of the enterprise: its profile with what is missing, its people, its round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from selfcheck import moments, rounds
from selfcheck.enterprise import rules
from selfcheck.enterprise.records import ROLE_WORDS, Enterprise, Person, Role
from selfcheck.errors import Problem
from selfcheck.forms.pack import Pack


@dataclass(frozen=True)
class PersonLine:
    person_id: int
    name: str
    role: Role
    role_words: str
    title: str
    phone: str


@dataclass(frozen=True)
class ProfileLine:
    key: str
    text: str
    hint: str
    answer: bool | None  # None: not answered yet
    items: int  # how many check items a yes switches on


@dataclass(frozen=True)
class EnterprisePage:
    """The enterprise screen, decided."""

    name: str
    credit_code: str
    sector: str
    address: str
    department: str
    phone: str
    head_count: int | None
    people: tuple[PersonLine, ...]
    profile: tuple[ProfileLine, ...]
    problems: tuple[Problem, ...]

    def problem_at(self, where: str) -> str:
        """The sentence beside one field; empty when it is right."""
        return next((p.text for p in self.problems if p.where == where), "")


@dataclass(frozen=True)
class RoundLine:
    """The round being worked on, as the title bar and the status bar say it."""

    round_id: int
    period: str
    period_words: str
    sequence: int
    status: rounds.RoundStatus
    status_words: str
    pack_id: str
    pack_version: str
    pack_fingerprint: str
    opened_at: str


def people(session: Session) -> tuple[PersonLine, ...]:
    """Everybody who is still there: principals first, then safety managers."""
    order = list(Role)
    found = session.exec(
        select(Person).where(col(Person.left).is_(False)).order_by(col(Person.id))
    ).all()
    lines = [
        PersonLine(p.id or 0, p.name, p.role, ROLE_WORDS[p.role], p.title, p.phone)
        for p in found
    ]
    return tuple(sorted(lines, key=lambda line: order.index(line.role)))


def facts(session: Session) -> dict[str, bool | str]:
    """What the pack's conditions are asked against; nothing is true of an unnamed enterprise."""
    found = session.get(Enterprise, 1)
    return rules.facts_of(found.profile, found.sector) if found else {}


@dataclass(frozen=True)
class About:
    """The enterprise in short, as the ledger and its papers need it."""

    name: str
    credit_code: str
    sector: str
    department: str


def about(session: Session) -> About:
    """The enterprise in short; empty before it is named."""
    found = session.get(Enterprise, 1) or Enterprise(name="", credit_code="")
    return About(found.name, found.credit_code, found.sector, found.department)


def name_and_code(session: Session) -> tuple[str, str]:
    """The enterprise's name and credit code; empty before it is named."""
    found = session.get(Enterprise, 1)
    return (found.name, found.credit_code) if found else ("", "")


def profile_lines(
    pack: Pack, answers: Mapping[str, bool], sector: str = ""
) -> tuple[ProfileLine, ...]:
    """The profile questions with their answers, and how many check items each switches."""
    known = rules.facts_of(answers, sector)
    return tuple(
        ProfileLine(
            question.key,
            question.text,
            question.hint,
            answers.get(question.key),
            rules.switched_by(pack, known, question.key),
        )
        for question in pack.profile_questions
    )


def page(session: Session, pack: Pack) -> EnterprisePage:
    """The enterprise screen."""
    found = session.get(Enterprise, 1) or Enterprise(name="", credit_code="")
    listed = people(session)
    keys = [question.key for question in pack.profile_questions]
    problems = [
        *rules.enterprise_problems(found.model_dump()),
        *rules.people_problems([(line.name, line.role) for line in listed]),
        *rules.profile_problems(found.profile, keys),
    ]
    return EnterprisePage(
        name=found.name,
        credit_code=found.credit_code,
        sector=found.sector,
        address=found.address,
        department=found.department,
        phone=found.phone,
        head_count=found.head_count,
        people=listed,
        profile=profile_lines(pack, found.profile, found.sector),
        problems=tuple(problems),
    )


def _round_line(found: rounds.Round) -> RoundLine:
    return RoundLine(
        round_id=found.id or 0,
        period=found.period,
        period_words=moments.period_in_words(found.period),
        sequence=found.sequence,
        status=found.status,
        status_words=rounds.STATUS_WORDS[found.status],
        pack_id=found.pack_id,
        pack_version=found.pack_version,
        pack_fingerprint=found.pack_fingerprint,
        opened_at=found.opened_at,
    )


def current_round(session: Session) -> RoundLine | None:
    """The round being worked on; None before the first is opened."""
    found = rounds.current(session)
    return _round_line(found) if found else None


def days_until_report(pack: Pack, period: str, today: date) -> tuple[date, int]:
    """When this period's figures are due, and how many days are left (negative when past)."""
    year, month = (int(part) for part in period.split("-"))
    due = date(year, month, pack.reporting.day_of_month)
    return due, (due - today).days
