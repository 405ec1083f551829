"""In whose name a change is made when nobody has said so: one rule wherever an archive is opened or made."""

import os
from collections.abc import Sequence

from selfcheck import settings
from selfcheck.enterprise.queries import PersonLine
from selfcheck.enterprise.records import Role


def first_of(people: Sequence[PersonLine], role: Role) -> str:
    """The name of the first person of a role; empty when there is none."""
    return next((person.name for person in people if person.role == role), "")


def at_work(people: Sequence[PersonLine] = ()) -> str:
    """The name in the settings; else the first safety manager, else the first principal, else the login."""
    return (
        settings.load().actor
        or first_of(people, Role.SAFETY_MANAGER)
        or first_of(people, Role.PRINCIPAL)
        or os.environ.get("USERNAME")
        or os.environ.get("USER")
        or "本机用户"
    )
