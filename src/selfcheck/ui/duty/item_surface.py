"""What an item's row is drawn on: hairline, bar, the tint of the current one; and files that fall on it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from selfcheck.duties.pages import ItemLine
from selfcheck.ui import look
from selfcheck.ui.drop_area import files_in

EDGE, INDENT = 20, 48  # to the number, to the text
_WAYS = (
    ("从文件添加…", "file"),
    ("粘贴图片或文件\tCtrl+V", "paste"),
    ("从证据库选择…", "library"),
)


class ItemSurface(QWidget):
    """A row that files may be dropped on."""

    dropped = Signal(list)  # of Path

    def __init__(self) -> None:
        super().__init__()
        self._first = False
        self._current = False
        self._over = False
        self._bar = ""
        self.setAcceptDrops(True)

    def set_place(self, *, first: bool) -> None:
        """The first row has no hairline above it."""
        self._first = first

    def set_current(self, current: bool) -> None:
        """The row that evidence goes to."""
        if current != self._current:
            self._current = current
            self.update()

    def set_bar(self, token: str) -> None:
        """The bar along a row that needs more than its answer; none for an empty token."""
        if token != self._bar:
            self._bar = token
            self.update()

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._over or self._current:
            painter.fillRect(box, look.colour("accent_soft" if self._over else "hover"))
        if not self._first:
            line = QRectF(EDGE, 0, box.width() - 2 * EDGE, 1)
            painter.fillRect(line, look.colour("line2"))
        if self._bar:
            painter.fillRect(QRectF(0, 0, 3, box.height()), look.colour(self._bar))
        painter.end()


def evidence_menu(parent: QWidget, line: ItemLine, *, read_only: bool) -> QMenu:
    """The ways in which evidence comes to an item; each action's data names its way."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if read_only:
        menu.addAction("只读查看，证据在页面下方").setEnabled(False)
        return menu
    for words, way in _WAYS:
        menu.addAction(words).setData(way)
    if line.evidence_what:
        menu.addSeparator()
        menu.addAction("不能提供，写明理由").setData("reason")
    return menu
