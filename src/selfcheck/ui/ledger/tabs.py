"""The saved filters of the ledger with their counts; 全部 stands apart, because it is no list of work."""

from PySide6.QtWidgets import QWidget

from selfcheck.hazards.pages import FILTER_WORDS
from selfcheck.ui.count_tabs import CountTabs


class FilterTabs(CountTabs):
    """One saved filter is chosen; `chosen` tells the person's choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FILTER_WORDS, name="显示哪些隐患", apart="all", parent=parent)
