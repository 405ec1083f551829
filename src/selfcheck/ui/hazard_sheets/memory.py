"""What was written in a sheet that was closed without doing the step: it stands there again the next time."""

from typing import Any
from weakref import WeakKeyDictionary

from selfcheck.ui.workspace import Workspace

_written: WeakKeyDictionary[Workspace, dict[tuple[int, str], Any]] = WeakKeyDictionary()


def remember(workspace: Workspace, hazard_id: int, step: str, written: Any) -> None:
    """Keep it while the program runs and the archive is open."""
    _written.setdefault(workspace, {})[hazard_id, step] = written


def recall(workspace: Workspace, hazard_id: int, step: str) -> Any:
    """What was written; None when there is nothing."""
    return _written.get(workspace, {}).get((hazard_id, step))


def forget(workspace: Workspace, hazard_id: int, step: str) -> None:
    """The step was done."""
    _written.get(workspace, {}).pop((hazard_id, step), None)
