"""Where files come in: dropped, pasted or chosen."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import Button, plain
from selfcheck.ui.labels import Label, icon_label

_CENTRE = Qt.AlignmentFlag.AlignHCenter


def files_in(mime: QMimeData) -> list[Path]:
    """The local files and folders that a drop or the clipboard carries."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class FileDropArea(QWidget):
    """A dashed frame that takes files. `chosen` carries paths, whichever way they came.

    Other widgets inside go into `body`. Ctrl+V takes copied files while it has the focus.
    """

    chosen = Signal(list)  # of Path

    def __init__(
        self,
        sentence: str,
        button: str = "选择文件",
        *,
        hint: str = "",
        icon: str = "inbox",
        pattern: str = "所有文件 (*)",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pattern = pattern
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.sentence = Label(sentence, look.CARD, "ink", 500, wrap=True)
        self.sentence.setAlignment(_CENTRE)
        self.hint = Label(hint, look.TEXT, "ink2", wrap=True)
        self.hint.setAlignment(_CENTRE)
        self.button: Button = plain(button, "folder")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 24)
        self.body.setSpacing(10)
        self.body.addStretch(1)
        self.body.addWidget(icon_label(icon, 32), 0, _CENTRE)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.hint)
        self.hint.setVisible(bool(hint))  # only now: without a parent it would be a window
        self.body.addWidget(self.button, 0, _CENTRE)
        self.body.addStretch(1)
        self.button.clicked.connect(self.choose)

    def choose(self) -> None:
        """Let the person choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.button.text(), "", self._pattern)
        self.take([Path(name) for name in names])

    def take(self, paths: list[Path]) -> bool:
        """Tell of files; says whether there were any."""
        if paths:
            self.chosen.emit(paths)
        return bool(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        if self.take(files_in(event.mimeData())):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(files_in(QGuiApplication.clipboard().mimeData()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._over or self.hasFocus()
        pen = QPen(look.colour("accent" if strong else "ink3"), 2 if strong else 1)
        if not self._over:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("accent_soft" if self._over else "surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
