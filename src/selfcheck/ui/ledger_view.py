"""How the ledger's list was left: the hazard's page walks through it, and coming back finds it again.

Kept per open archive for as long as that is open; screens do not know one another.
"""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from selfcheck.hazards.pages import View
    from selfcheck.ui.workspace import Workspace

_left: "WeakKeyDictionary[Workspace, tuple[View, tuple[int, ...]]]" = WeakKeyDictionary()


def remember(workspace: "Workspace", view: "View", ids: tuple[int, ...]) -> None:
    """The list shows these hazards in this order now."""
    _left[workspace] = (view, ids)


def last_view(workspace: "Workspace") -> "View | None":
    """What the list was showing last; None before it was opened."""
    left = _left.get(workspace)
    return left[0] if left else None


def last_ids(workspace: "Workspace") -> tuple[int, ...]:
    """The hazards the list showed last, in its order, for 上一条 and 下一条; empty before."""
    left = _left.get(workspace)
    return left[1] if left else ()
