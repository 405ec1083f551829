"""The rows of the ledger's list: all ids of a view at once, the rows themselves in pages as they are seen."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from selfcheck.hazards.pages import LedgerRow

PAGE = 200  # rows asked for at once
_KEPT = 12  # pages that stay in memory

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[LedgerRow]]


class LedgerModel(QAbstractListModel):
    """A hundred thousand rows cost their ids and the pages that were looked at last."""

    def __init__(self, fetch: Fetch, parent: QObject) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: tuple[int, ...] = ()
        self._pages: OrderedDict[int, dict[int, LedgerRow]] = OrderedDict()
        self.checked: set[int] = set()  # read for what is told to screen readers

    @property
    def ids(self) -> tuple[int, ...]:
        """Every hazard of the view, in its order."""
        return self._ids

    def show_ids(self, ids: tuple[int, ...]) -> bool:
        """Show these hazards, asking for their rows anew; True when the list itself is another one."""
        self._pages.clear()
        if ids == self._ids:
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return False
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()
        return True

    def id_at(self, row: int) -> int:
        """The hazard of a row."""
        return self._ids[row]

    def row_of(self, hazard_id: int) -> int:
        """Where a hazard stands; -1 when it is not in the view."""
        try:
            return self._ids.index(hazard_id)
        except ValueError:
            return -1

    def at(self, row: int) -> LedgerRow | None:
        """A row as it is shown; None when it went away since the view was asked for."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {one.hazard_id: one for one in self._fetch(wanted)}
            self._pages[number] = page
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    # ---- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.at(index.row())
        if row is None:
            return ""
        ticked = "已选中，" if row.hazard_id in self.checked else ""
        return ticked + spoken(row)


def late_words(row: LedgerRow) -> str:
    """超期 3 天 · 今天到期 · 还剩 4 天; empty when nothing is waited for."""
    days = row.days_over
    if days is None:
        return ""
    if days == 0:
        return "今天到期"
    return f"超期 {days} 天" if days > 0 else f"还剩 {-days} 天"


def second_line(row: LedgerRow, *, location: bool, owner: bool) -> tuple[str, str]:
    """The small words below the description, and after them the clause of a major hazard or the source.

    Place and owner stand here where their columns have given way.
    """
    first = " · ".join(
        part for part in (row.location if location else "", row.owner if owner else "") if part
    )
    return first, row.basis or row.source_words


def described(row: LedgerRow) -> str:
    """The description on one line; a draft may not have one yet."""
    return " ".join(row.description.split()) or "（还没有写描述）"


def spoken(row: LedgerRow) -> str:
    """The whole row for a screen reader."""
    parts = (
        f"{row.number} {described(row)}",
        f"等级{row.grade_words}",
        row.control_words,
        row.location,
        f"责任人{row.owner}" if row.owner else "没有责任人",
        f"期限 {row.deadline}" if row.deadline else "没有期限",
        row.state_words,
        late_words(row),
    )
    return "，".join(part for part in parts if part)
