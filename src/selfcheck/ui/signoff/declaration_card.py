"""「声明」 and, beneath it, the two who sign in their order."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from selfcheck.enterprise.records import Role
from selfcheck.submission.pages import SignoffPage
from selfcheck.ui import look
from selfcheck.ui.signoff.signer_block import SignerBlock
from selfcheck.ui.widgets import Card, Label, hairline, link, primary


class _Tick(QCheckBox):
    """A tick whose whole line may be clicked, also the empty part behind its words."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)


class DeclarationCard(Card):
    """What is signed, the tick that it was read, and the acts of signing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.basis_link = link("依据")
        super().__init__("声明", action=self.basis_link, parent=parent)
        self.text = Label("", look.ROW, "ink", wrap=True)
        self.basis = Label("", look.CAPTION, "ink3", wrap=True)
        self.tick = _Tick("我已通读以上声明")
        self.locked = Label("", look.TEXT, "ink2", wrap=True)
        self.manager = SignerBlock(1, Role.SAFETY_MANAGER, "审核并转主要负责人")
        self.principal = SignerBlock(2, Role.PRINCIPAL, "签署并冻结本期")
        self.export = primary("导出", "export")
        self.basis.hide()
        self.body.setSpacing(5)
        self.body.setContentsMargins(look.CARD_EDGE, 11, look.CARD_EDGE, 14)
        for part in (
            self.text,
            self.basis,
            self.tick,
            hairline(),
            self.locked,
            self.manager,
            self.principal,
            self.export,
        ):
            self.body.addWidget(part)
        self.basis_link.clicked.connect(self._on_basis_clicked)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_basis_clicked)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.tick.setFont(look.font(look.TEXT, 500))

    def show_page(self, page: SignoffPage) -> None:
        """Show the words of the declaration."""
        self.text.setText(page.declaration)
        self.basis.setText(f"依据：{page.declaration_basis}")

    def show_turn(self, principal: bool, *, signed: bool) -> None:
        """Whether the principal may tick now, and whether all has been signed."""
        self.tick.setVisible(not signed)
        self.tick.setEnabled(principal)
        self.tick.setText("我已通读以上声明" if principal else "主要负责人签署时在这里勾选")
        self.export.setVisible(signed)

    def show_locked(self, text: str) -> None:
        """Why nothing can be signed here at all; empty when it can."""
        self.locked.setText(text)
        self.locked.setVisible(bool(text))

    def _on_basis_clicked(self) -> None:
        self.basis.setVisible(self.basis.isHidden())
