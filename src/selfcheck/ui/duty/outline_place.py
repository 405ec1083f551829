"""Where the outline of a duty stands: beside the page, or dropped down over it in a narrow window."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from selfcheck.ui.duty.header import DutyHeader
from selfcheck.ui.duty.outline import DutyOutline


class OutlinePlace:
    """Moves the outline between the two places."""

    def __init__(self, outline: DutyOutline, across: QHBoxLayout, header: DutyHeader) -> None:
        self._outline = outline
        self._across = across
        self._header = header
        self._narrow = False

    def arrange(self, narrow: bool) -> None:
        """The page has another size."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._header.show_narrow(narrow)
            if narrow:
                self._across.removeWidget(self._outline)
            else:
                self._across.insertWidget(0, self._outline)
            self._outline.setVisible(not narrow)
            self._outline.show_floating(narrow)
        if narrow:
            self._put_over()

    def _put_over(self) -> None:
        page = self._outline.parentWidget()
        assert isinstance(page, QWidget)
        width = self._outline.width()
        self._outline.setGeometry(page.width() - width, 0, width, page.height())

    def toggle(self) -> None:
        """Drop it down over the page, or put it away."""
        if self._narrow and not self.put_away():
            self._put_over()
            self._outline.show()
            self._outline.raise_()
            self._outline.focus_current()

    def put_away(self) -> bool:
        """Put it away if it lies over the page; says whether it did."""
        lying = self._narrow and self._outline.isVisible()
        if lying:
            self._outline.hide()
        return lying
