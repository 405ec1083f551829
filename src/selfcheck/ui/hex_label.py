"""Digests in fixed cells: two of them are compared by eye, group by group, without a second font."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.ui import look

_GROUP = 8  # figures
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def paint_hex(
    painter: QPainter, box: QRectF, digest: str, size: int = look.CAPTION, ink: str = "ink2"
) -> None:
    """Draw one line of hex, in groups of eight, from the left edge of a rectangle."""
    cell = look.px(size) * 0.615
    painter.setFont(look.font(size))
    painter.setPen(look.colour(ink))
    for at, figure in enumerate(digest):
        x = box.left() + (at + at // _GROUP * 0.7) * cell
        painter.drawText(QRectF(x - 4, box.top(), cell + 8, box.height()), _CENTRE, figure)


class HexLabel(QWidget):
    """A digest that can be read group by group, focused and copied (Ctrl+C, without spaces)."""

    def __init__(
        self,
        name: str = "SHA-256",
        *,
        groups: int = 4,
        size: int = look.TEXT,
        ink: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._groups, self._size, self._ink = name, groups, size, ink
        self._digest = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def digest(self) -> str:
        """What is shown, without spaces."""
        return self._digest

    def show_hex(self, digest: str) -> None:
        """Show a digest."""
        self._digest = digest
        self.setAccessibleName(f"{self._name} {digest}")
        self._restyle()

    def copy(self) -> None:
        """Put it on the clipboard, without spaces."""
        QGuiApplication.clipboard().setText(self._digest)

    def _lines(self) -> list[str]:
        step = self._groups * _GROUP
        return [self._digest[at : at + step] for at in range(0, len(self._digest), step)]

    def sizeHint(self) -> QSize:
        cell = look.px(self._size) * 0.615
        figures = min(len(self._digest), self._groups * _GROUP)
        gaps = max(0, (figures - 1) // _GROUP) * 0.7
        height = max(1, len(self._lines())) * look.px(self._size + 8)
        return QSize(round((figures + gaps) * cell) + 4, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        step = look.px(self._size + 8)
        for at, line in enumerate(self._lines()):
            box = QRectF(2, at * step, self.width(), step)
            paint_hex(painter, box, line, self._size, self._ink)
        painter.end()
