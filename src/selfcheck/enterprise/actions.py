"""What a person does about the enterprise: name it, describe it, list its people, open rounds."""

from datetime import datetime

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.entered import half_width, tidy
from selfcheck.enterprise import rules
from selfcheck.enterprise.records import Enterprise, Person, Role
from selfcheck.errors import NotReady, Problem
from selfcheck.forms.pack import Pack
from selfcheck.rounds import Round, RoundStatus, current, editable

_TEXTS = frozenset({"name", "sector", "address", "department", "phone"})


def _touch(session: Session) -> None:
    """What stands on the cover belongs to the round: an approval is withdrawn by changing it.

    A frozen round does not stop the profile from being kept true: it carries its own copy.
    """
    found = current(session)
    if found is not None and found.id is not None and found.status != RoundStatus.SIGNED:
        editable(session, found.id)


def found(session: Session, *, name: str, credit_code: str) -> None:
    """Write the enterprise's name and code into a new workspace.

    Raises NotReady (EN01, EN02).
    """
    values: dict[str, str] = {
        "name": tidy(name),
        "credit_code": rules.tidy_credit_code(credit_code),
    }
    problems = [p for p in rules.enterprise_problems(values) if p.code in ("EN01", "EN02")]
    if problems:
        raise NotReady(problems)
    session.add(Enterprise(id=1, name=values["name"], credit_code=values["credit_code"]))


def describe(session: Session, field: str, value: str | int | None) -> None:
    """Keep one field of the profile as it was left, complete or not; half-done work is never lost.

    Name and credit code identify every package, so a wrong one is refused (NotReady EN01, EN02).
    """
    enterprise = session.get_one(Enterprise, 1)
    if field == "credit_code":
        value = rules.tidy_credit_code(str(value or ""))
        if problems := rules.credit_code_problems(value):
            raise NotReady(problems)
    elif field in _TEXTS:
        value = tidy(str(value or ""))
        if field == "phone":
            value = half_width(value)
        if field == "name" and not value:
            raise NotReady([Problem("EN01", "enterprise#name", "填写企业全称，与营业执照一致")])
    elif field != "head_count":
        raise ValueError(field)
    elif isinstance(value, int) and not 0 <= value <= rules.MOST_PEOPLE:
        text = f"从业人员人数在 1 到 {rules.MOST_PEOPLE} 之间"
        raise NotReady([Problem("EN07", "enterprise#head_count", text)])
    if getattr(enterprise, field) != value:
        _touch(session)
        setattr(enterprise, field, value)


def answer_profile(session: Session, question: str, answer: bool) -> None:
    """Answer one profile question; check items switch on or off at once, no answer is deleted."""
    enterprise = session.get_one(Enterprise, 1)
    if enterprise.profile.get(question) is answer:
        return
    _touch(session)
    enterprise.profile = {**enterprise.profile, question: answer}


def _refuse_twice(session: Session, name: str, role: Role, *, but: int | None = None) -> None:
    same = select(Person).where(
        Person.name == name, Person.role == role, col(Person.left).is_(False)
    )
    if any(person.id != but for person in session.exec(same)):
        raise NotReady([Problem("EN10", "person#name", f"{name}已经登记过这个身份")])


def add_person(
    session: Session, *, name: str, role: Role, title: str = "", phone: str = ""
) -> int:
    """Name somebody with a part in the self-check; returns the person's id.

    Raises NotReady (EN10).
    """
    name, title, phone = tidy(name), tidy(title), half_width(tidy(phone))
    if problems := rules.person_problems(name, phone):
        raise NotReady(problems)
    _refuse_twice(session, name, role)
    _touch(session)
    person = Person(name=name, role=role, title=title, phone=phone)
    session.add(person)
    session.flush()
    assert person.id is not None
    return person.id


def change_person(
    session: Session, person_id: int, *, name: str, title: str, phone: str
) -> None:
    """Correct a person's entry. Raises NotReady (EN10)."""
    name, title, phone = tidy(name), tidy(title), half_width(tidy(phone))
    if problems := rules.person_problems(name, phone):
        raise NotReady(problems)
    person = session.get_one(Person, person_id)
    _refuse_twice(session, name, person.role, but=person_id)
    if (person.name, person.title, person.phone) != (name, title, phone):
        _touch(session)
        person.name, person.title, person.phone = name, title, phone


def person_leaves(session: Session, person_id: int) -> None:
    """Mark a person as gone; old rounds still name them."""
    person = session.get_one(Person, person_id)
    if not person.left:
        _touch(session)
        person.left = True


def open_round(session: Session, *, pack: Pack, period: str, now: datetime) -> int:
    """Open the next round, pinned to the pack's id, version and fingerprint; returns its id.

    Raises NotReady (RD02) while a round is still open.
    """
    last = current(session)
    if last is not None and last.status != RoundStatus.SIGNED:
        text = f"第 {last.sequence} 次报送还没有签署，签署之后才能开始下一次"
        raise NotReady([Problem("RD02", "round", text)])
    opened = Round(
        period=period,
        sequence=last.sequence + 1 if last else 1,
        pack_id=pack.id,
        pack_version=pack.version,
        pack_fingerprint=pack.fingerprint,
        opened_at=moments.written(now),
    )
    session.add(opened)
    session.flush()
    assert opened.id is not None
    return opened.id
