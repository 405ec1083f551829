"""A list of painted rows of one height, as the risk points and their boards are shown."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from selfcheck.ui import look
from selfcheck.ui.risk_list.rows import ROW


class RowsView(QListView):
    """Scrolls by pixels, never sideways, and follows the size of the text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)

    def show_with(self, rows: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        """Take the rows from a model and let one delegate paint them."""
        self.setModel(rows)
        self.setItemDelegate(delegate)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())
        self.verticalScrollBar().setSingleStep(look.px(ROW))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
