"""The ledger's questions and actions, asked from a screen: who is there, which day it is, who is at work."""

from typing import TYPE_CHECKING, Any

from selfcheck import moments

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcheck.hazards.pages import Office
    from selfcheck.ui.workspace import Workspace


def office(workspace: "Workspace") -> "Office":
    """Who is there and what day it is, read anew: people come and go, and midnight passes."""
    from selfcheck.submission import walks

    today = workspace.now().astimezone(moments.CHINA).date()
    return workspace.read(walks.office, workspace.folder, today)


def act(
    workspace: "Workspace",
    action: "Callable[..., Any]",
    hazard_id: int,
    /,
    *args: Any,
    **kwargs: Any,
) -> Any:
    """Let a step of a hazard happen in the name of whoever is at work. Raises what the action raises."""
    given = office(workspace)
    return workspace.act(
        action, given, hazard_id, *args, by=workspace.actor, now=workspace.now(), **kwargs
    )
