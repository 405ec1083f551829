"""The one door between the screens and what is kept.

`read` asks a query for a page, `act` lets a person's action happen and then says `changed`. A Session
never leaves this module; queries and actions get it as their first argument, screens pass the rest.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from selfcheck import moments
from selfcheck.errors import StoreError

if TYPE_CHECKING:  # the first paint waits for neither pydantic nor SQLAlchemy
    from selfcheck.forms.pack import Pack
    from selfcheck.store import Store

P = ParamSpec("P")
T = TypeVar("T")


class Workspace(QObject):
    """An enterprise's open archive, with the questions its round is pinned to and who is at work."""

    changed = Signal()  # an action has changed something: show it again
    trouble = Signal(str)  # an action was not kept, with the reason; empty when it is over

    def __init__(
        self,
        store: "Store",
        pack: "Pack",
        actor: str,
        *,
        clock: Callable[[], datetime] = moments.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.pack = pack
        self.actor = actor
        self.now = clock
        self.saved_at: datetime | None = None  # when the last action was kept
        self._troubled = False

    @property
    def store(self) -> "Store":
        """For backups, export and the change log; screens use `read` and `act`."""
        return self._store

    @property
    def folder(self) -> Path:
        """Where this enterprise's files are."""
        return self._store.folder

    @property
    def read_only(self) -> bool:
        """Whether another program holds the archive and this is a copy to look at."""
        return self._store.read_only

    def read(
        self, query: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query; its answer is a plain frozen value."""
        with self._store.transaction() as session:
            return query(session, *args, **kwargs)

    def act(
        self, action: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Let an action happen as one transaction with its line in the change log.

        Raises NotReady with every problem, StoreError when it could not be kept (also told by
        `trouble`); both leave the archive as it was.
        """
        return self.act_as(self.actor, action, *args, **kwargs)

    def act_as(
        self,
        actor: str,
        action: Callable[Concatenate[Any, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same in the name of another, such as the one whose key has just signed."""
        from selfcheck import history

        if self.read_only:
            raise StoreError("这是只读查看，不能修改。关闭占用这份档案的程序，再重新打开。")
        now = self.now()
        try:
            result = history.act(self._store, history.By(actor, now), action, *args, **kwargs)
        except StoreError as error:
            self._troubled = True
            self.trouble.emit(str(error))
            raise
        self.saved_at = now
        if self._troubled:
            self._troubled = False
            self.trouble.emit("")
        self.changed.emit()
        return result

    def close(self) -> None:
        """Give the archive back."""
        self._store.close()
