"""The big button of a hazard's next step."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from selfcheck.ui import look
from selfcheck.ui.buttons import Button


class StepButton(Button):
    """The big button of the ribbon; locked while something is missing."""

    def __init__(self) -> None:
        super().__init__("", "plain")

    def show_step(
        self, words: str, lacking: Sequence[str], *, locked: bool, quiet: bool = False
    ) -> None:
        """Say the step; the tooltip and the description repeat what is missing."""
        self.setText(words)
        told = "；".join(lacking)
        self._icon = "lock" if locked else ""
        self.setIcon(QIcon())
        self.set_kind("plain" if quiet else "primary")
        self.setEnabled(not locked)
        self.setToolTip(f"还差：{told}" if locked else "Ctrl+Enter")
        self.setAccessibleDescription(f"还不能做，还差：{told}" if locked else "")

    def _restyle(self) -> None:
        super()._restyle()
        self.setFont(look.font(look.CARD, 500))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), look.px(148)), look.px(48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
