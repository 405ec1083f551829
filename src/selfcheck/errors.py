"""What goes wrong, sorted by who has to act.

`Problem` is a value: something not filled in or not yet allowed; many at once. A `SelfCheckError` is
something the person can act on, and its text is ready to be shown. `Cancelled` ends work quietly.
Everything else is a bug and is left to rise.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is missing or contradictory, at one place."""

    code: str  # stable, English: DU03
    where: str  # "d06.entrance_locked#note", "enterprise#phone"
    text: str  # one Chinese sentence that says what to do
    blocking: bool = True  # False: may be sent as it is, with the reason that was given


class SelfCheckError(Exception):
    """Something the person can act on; its text is shown as it is."""


class NotReady(SelfCheckError):
    """An action refused because of problems; all of them are told at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text for problem in self.problems))


class StoreError(SelfCheckError):
    """Trouble with the disk or the file; nothing that was acknowledged is lost."""


class WorkspaceError(StoreError):
    """A folder that cannot serve as a workspace, with the reason and the remedy."""


class WorkspaceInUse(WorkspaceError):
    """Another program holds this workspace; `holder` says who."""

    def __init__(self, text: str, holder: str) -> None:
        self.holder = holder
        super().__init__(text)


class EvidenceError(SelfCheckError):
    """A file that cannot be taken in as evidence."""


class PackError(SelfCheckError):
    """A pack of questions with faults; every fault is listed."""

    def __init__(self, faults: Sequence[object]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PackageError(SelfCheckError):
    """A file that is no submission package at all."""


class KeyTrouble(SelfCheckError):
    """A key file, passphrase or certificate that cannot be used."""


class SigningError(SelfCheckError):
    """Sealing stopped: a source file is missing or has changed."""


class Cancelled(Exception):
    """The person pressed cancel; nobody has to act."""
