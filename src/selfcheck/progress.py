"""How long work says how far it is, and how it is asked to stop. Knows no Qt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

from selfcheck.errors import Cancelled

T = TypeVar("T")


def _silent(done: int, total: int, text: str) -> None:
    """Report to nobody."""


@dataclass
class Progress:
    """Passed to anything that may take longer than a blink."""

    report: Callable[[int, int, str], None] = _silent
    stop: Event = field(default_factory=Event)

    def check(self) -> None:
        """Raise `Cancelled` when the person has asked to stop."""
        if self.stop.is_set():
            raise Cancelled

    def step(self, done: int, total: int, text: str) -> None:
        """Say how far we are; raise `Cancelled` when asked."""
        self.check()
        self.report(done, total, text)

    def over(self, items: Sequence[T], text: str) -> Iterator[T]:
        """Yield each item, saying how far we are; raise `Cancelled` when asked."""
        for done, item in enumerate(items):
            self.step(done, len(items), text)
            yield item
        self.report(len(items), len(items), text)
