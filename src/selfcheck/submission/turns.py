"""One person's turn with the key file in hand: open it, see whose it is, sign; ordinary long work.

The key is opened inside the work, for that takes half a second by design.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from selfcheck.enterprise.records import Role
from selfcheck.errors import KeyTrouble, NotReady
from selfcheck.progress import Progress
from selfcheck.submission import handover, keys, readiness
from selfcheck.submission.actions import Approved, Signed
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.pages import Waiting
from selfcheck.submission.signers import Signer
from selfcheck.submission.snapshot import Snapshot

OPENING = "正在打开密钥"


@dataclass(frozen=True)
class Turn:
    """Who signs now, with which file; lives as long as the work does."""

    person: str
    credit_code: str  # of the enterprise
    key: Path
    passphrase: str = field(repr=False)
    at: datetime


def key_path(workspace: Path, file: str) -> Path:
    """Where an enrolled key file lies: a bare name is in the archive's keys folder."""
    return workspace / "keys" / file


def kept_as(workspace: Path, path: Path) -> str:
    """How a key file's place is recorded: its name inside the keys folder, its full path elsewhere."""
    inside = path.parent.resolve() == (workspace / "keys").resolve()
    return path.name if inside else str(path.absolute())


def refuse_foreign(info: KeyInfo, credit_code: str, at: datetime) -> None:
    """Raise KeyTrouble for a key of another enterprise, or one that does not serve at this moment."""
    if info.credit_code not in ("", credit_code):
        raise KeyTrouble(
            f"这把密钥是为“{info.enterprise}”（{info.credit_code}）建的，"
            "与本企业的统一社会信用代码不同。换用本企业的密钥，或新建一把。"
        )
    info.check_at(at)


def _opened(turn: Turn, role: Role, progress: Progress) -> Signer:
    progress.step(0, 0, OPENING)
    signer = keys.open_key(turn.key, turn.passphrase, now=turn.at)
    refuse_foreign(signer.info, turn.credit_code, turn.at)
    if problems := readiness.signer_problems(role, signer.info.name, (turn.person,)):
        raise NotReady(problems)
    return signer


def approve(
    frozen: Snapshot,
    workspace: Path,
    turn: Turn,
    *,
    principal: str,
    last_entry: datetime | None,
    progress: Progress,
) -> Approved:
    """The safety manager's turn. Raises what `handover.approve` and `keys.open_key` raise."""
    with _opened(turn, Role.SAFETY_MANAGER, progress) as signer:
        return handover.approve(
            frozen,
            workspace,
            signer,
            principal=principal,
            at=turn.at,
            last_entry=last_entry,
            progress=progress,
        )


def sign(waiting: Waiting, workspace: Path, turn: Turn, *, progress: Progress) -> Signed:
    """The principal's turn. Raises what `handover.sign` and `keys.open_key` raise."""
    with _opened(turn, Role.PRINCIPAL, progress) as signer:
        return handover.sign(waiting, workspace, signer, at=turn.at, progress=progress)
