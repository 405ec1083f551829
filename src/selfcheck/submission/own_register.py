"""The keys that this enterprise itself has enrolled, as a register: to look at its own packages."""

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.submission.records import SigningKey
from selfcheck.submission.register import Enrolled, Register


def own_register(session: Session) -> Register:
    """Every key that signs or has signed here; says nothing about what a department enrolled."""
    _, credit_code = enterprise_queries.name_and_code(session)
    names = {person.person_id: person.name for person in enterprise_queries.people(session)}
    kept = session.exec(select(SigningKey).order_by(col(SigningKey.id)))
    return Register(
        tuple(
            Enrolled(
                credit_code,
                key.role.value,
                names.get(key.person_id, ""),
                key.fingerprint,
                moments.read(key.valid_from),
                moments.read(key.valid_to),
            )
            for key in kept
        )
    )
