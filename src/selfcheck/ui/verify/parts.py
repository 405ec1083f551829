"""Small parts of the verify page: where files come in, the ribbon's right side, the dragging frame."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfcheck.submission.verdict_page import VerdictPage
from selfcheck.ui import look
from selfcheck.ui.widgets import ElidedLabel, FileDropArea, ProblemLabel, link

_PATTERN = "报送包 (*.zip);;所有文件 (*)"


class PackageArea(FileDropArea):
    """The page while nothing has been verified."""

    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "把报送包拖到这里，或按 Ctrl+O 选择",
            "选择报送包",
            hint="可以一次拖入多个，也可以拖入整个文件夹。只读取，不解开，不改动原文件。",
            pattern=_PATTERN,
            parent=parent,
        )
        self.button.set_kind("primary")
        self.folder = link("选择文件夹…")
        self.problem = ProblemLabel()
        self.problem.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        at = self.body.indexOf(self.button) + 1
        self.body.insertWidget(at, self.folder, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.insertWidget(at + 1, self.problem)
        self.folder.clicked.connect(self.folder_wanted)


class DragFrame(QWidget):
    """The accent frame while files are dragged over the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 10, 10)
        painter.end()


class Particulars(QWidget):
    """The file's name, size, folder and the time used, at the right of the ribbon."""

    def __init__(self) -> None:
        super().__init__()
        right = Qt.AlignmentFlag.AlignRight
        self.name = ElidedLabel("", look.TEXT, "ink", 500, mode=Qt.TextElideMode.ElideMiddle)
        self.line = ElidedLabel("", look.CAPTION, "ink2", mode=Qt.TextElideMode.ElideMiddle)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 4, 0)
        column.setSpacing(2)
        for part in (self.name, self.line):
            part.setAlignment(right)
            column.addWidget(part)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(look.px(400))

    def show_file(self, page: VerdictPage) -> None:
        self.name.setText(page.verdict.path.name)
        self.line.setText(page.file_line)
        self.line.setToolTip(str(page.verdict.path))
