"""The draft behind 登记隐患: it begins with the first thing told, and is taken back while it says nothing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import cast

from selfcheck.errors import NotReady
from selfcheck.hazards import actions, hazard_query
from selfcheck.hazards.fields import Value
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui.hazard_sheets.values import kept_value
from selfcheck.ui.office import act, office
from selfcheck.ui.workspace import Workspace


class HazardDraft:
    """A hazard that is being written down."""

    def __init__(
        self, workspace: Workspace, known: Mapping[str, Value], hazard_id: int | None
    ) -> None:
        self._workspace = workspace
        self.known = dict(known)  # told where it begins, kept with the first thing told here
        self.hazard_id = hazard_id

    def begun(self) -> int:
        """Its id; it begins now if nothing was told before. Raises NotReady for a known field."""
        if self.hazard_id is None:
            by, now = self._workspace.actor, self._workspace.now()
            given = office(self._workspace)
            begin = cast("Callable[..., int]", actions.begin)  # takes any field
            self.hazard_id = self._workspace.act(begin, given, by=by, now=now, **self.known)
        return self.hazard_id

    def write(self, name: str, text: str) -> None:
        """Keep a field as it was left. Raises ValueError for no sum of money, NotReady as the action."""
        act(self._workspace, actions.write, self.begun(), name, kept_value(name, text))

    def page(self) -> HazardPage | None:
        """What is kept of it; None before it has begun."""
        if self.hazard_id is None:
            return None
        given = office(self._workspace)
        return self._workspace.read(hazard_query.hazard_page, given, self.hazard_id)

    def take_back(self) -> None:
        """One that says nothing is taken back; any other is kept, to be gone on with."""
        if self.hazard_id is not None:
            with suppress(NotReady):
                self._workspace.act(actions.discard, self.hazard_id)
                self.hazard_id = None
