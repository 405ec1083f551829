"""What Ctrl+Z takes back: the last answers, fields and rows, newest first."""

from collections.abc import Callable

_KEPT = 100


class Undoing:
    """Holds what would put things back as they stood; `undo` does the newest of it once.

    Each change is remembered with the place where it can be seen.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[str, Callable[[], object]]] = []

    def remember(self, place: str, put_back: Callable[[], object]) -> None:
        """Something was changed; `put_back` restores what stood there before."""
        self._kept.append((place, put_back))
        del self._kept[:-_KEPT]

    def undo(self) -> str:
        """Take back the newest change; returns its place, empty when there is nothing."""
        if not self._kept:
            return ""
        place, put_back = self._kept.pop()
        put_back()
        return place

    def forget(self) -> None:
        """Nothing can be taken back any more: another page is shown."""
        self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)
