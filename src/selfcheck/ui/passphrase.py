"""A passphrase: never kept, never told by a signal; shown only while the eye is held."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton
from selfcheck.ui.fields import mark_wrong

_BULLET = 10  # pixels: at the size of text, bullets would shout


class PassphraseField(QWidget):
    """`changed` at every change, `entered` on Enter; the words are fetched with `take`, which clears."""

    changed = Signal()
    entered = Signal()

    def __init__(self, *, name: str = "密钥口令", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setMaxLength(256)
        self.eye = IconButton("eye", f"按住显示{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.eye.pressed.connect(self._show)
        self.eye.released.connect(self._hide)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self.entered)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setFont(look.font(_BULLET if hidden else look.TEXT))

    @property
    def length(self) -> int:
        """How many characters have been typed."""
        return len(self.line.text())

    def text(self) -> str:
        """What has been typed, leaving it there: for a first check of a new passphrase."""
        return self.line.text()

    def take(self) -> str:
        """The passphrase; the field is empty afterwards."""
        taken = self.line.text()
        self.line.clear()
        return taken

    def show_wrong(self, wrong: bool) -> None:
        """Give it the red edge and select what was typed."""
        mark_wrong(self.line, wrong)
        if wrong:
            self.line.setFocus()
            self.line.selectAll()

    def _show(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal)
        self._restyle()

    def _hide(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._restyle()

    def _on_text_changed(self) -> None:
        mark_wrong(self.line, False)
        self.changed.emit()
