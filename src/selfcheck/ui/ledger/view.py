"""How the ledger's list was left: the hazard's page walks through it, and coming back finds it again.

Kept per open archive for as long as that is open; screens do not know one another.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from selfcheck.hazards.pages import View

if TYPE_CHECKING:
    from selfcheck.ui.workspace import Workspace

_left: "WeakKeyDictionary[Workspace, tuple[View, tuple[int, ...]]]" = WeakKeyDictionary()
_DAYS = ("found_from", "found_to")


def remember(workspace: "Workspace", view: View, ids: tuple[int, ...]) -> None:
    """The list shows these hazards in this order now."""
    _left[workspace] = (view, ids)


def last_view(workspace: "Workspace") -> View | None:
    """What the list was showing last; None before it was opened."""
    left = _left.get(workspace)
    return left[0] if left else None


def last_ids(workspace: "Workspace") -> tuple[int, ...]:
    """The hazards the list showed last, in its order, for 上一条 and 下一条; empty before."""
    left = _left.get(workspace)
    return left[1] if left else ()


def written(view: View) -> str:
    """A view without its saved filter as text, for the way back through the screens."""
    plain = asdict(View(filter=view.filter))
    told = {name: value for name, value in asdict(view).items() if value != plain[name]}
    return json.dumps(told, default=date.isoformat, ensure_ascii=False)


def read(text: str, view: View) -> View:
    """The view with what `written` told of it."""
    told: dict[str, Any] = json.loads(text)
    days = {name: date.fromisoformat(told[name]) for name in _DAYS if name in told}
    return replace(view, **(told | days))
