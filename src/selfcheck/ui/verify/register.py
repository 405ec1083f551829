"""Whose keys are known: a register or certificates, chosen once and kept until the program ends."""

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from selfcheck.errors import KeyTrouble
from selfcheck.submission import own_register, register
from selfcheck.submission.register import Register
from selfcheck.ui import look
from selfcheck.ui.widgets import ElidedLabel, ProblemLabel, icon_label, link, spread
from selfcheck.ui.workspace import Workspace

_OWN_WARNING = "只能说明是不是本企业自己的密钥，不能代替接收部门的登记册。"


class _Chosen:
    """What was chosen since the program was started; `RegisterChoice` is the only writer."""

    register: Register | None = None
    words: str = ""


def forget() -> None:
    """As at the start of the program."""
    _Chosen.register, _Chosen.words = None, ""


class RegisterChoice(QWidget):
    """One line saying what signers are compared with, and the ways to choose it."""

    chosen = Signal()

    def __init__(self, workspace: Workspace | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.register = _Chosen.register
        self.words = ElidedLabel("", look.CAPTION, "ink2")
        self.choose_register = link("选择登记册…")
        self.choose_certificates = link("选择登记的证书…")
        self.choose_own = link("用本企业登记的密钥核对")
        self.choose_own.setToolTip(_OWN_WARNING)
        self.choose_own.setAccessibleDescription(_OWN_WARNING)
        self.change = link("更换")
        self.change.setAccessibleName("更换登记册或证书")
        self.problem = ProblemLabel()
        self.menu = QMenu(self)
        self._build()
        self._connect()
        self._show(_Chosen.words)

    def _build(self) -> None:
        self._none, self._some = QWidget(), QWidget()
        self._none.setLayout(
            spread(self.choose_register, self.choose_certificates, None, spacing=12)
        )
        self._some.setLayout(spread(icon_label("book", 14), self.words, self.change, spacing=6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._some, self._none, self.choose_own, self.problem):
            column.addWidget(part)

    def _connect(self) -> None:
        self.choose_register.clicked.connect(self.ask_register)
        self.choose_certificates.clicked.connect(self.ask_certificates)
        self.choose_own.clicked.connect(self._on_own_clicked)
        self.change.clicked.connect(self._on_change_clicked)
        self.menu.addAction("选择登记册…").triggered.connect(self.ask_register)
        self.menu.addAction("选择登记的证书…").triggered.connect(self.ask_certificates)
        self._own_action = self.menu.addAction(self.choose_own.text())
        self._own_action.triggered.connect(self._on_own_clicked)

    def _own(self) -> Register | None:
        """This enterprise's own keys; None without an open archive, or before there is a key."""
        if self._workspace is None:
            return None
        found = self._workspace.read(own_register.own_register)
        return found if found.signers else None

    def _show(self, words: str) -> None:
        chosen, own = self.register is not None, self._own() is not None
        self.words.setText(words)
        self._some.setVisible(chosen)
        self._none.setVisible(not chosen)
        self.choose_own.setVisible(own and not chosen)
        self._own_action.setVisible(own)
        self.problem.show_problem("")

    def _take(self, found: Register, words: str) -> None:
        self.register = found
        _Chosen.register, _Chosen.words = found, words
        self._show(words)
        self.chosen.emit()

    def use_own(self, *, quietly: bool = False) -> None:
        """Compare with this enterprise's own keys, as long as this archive is open."""
        own = self._own()
        if own is None:
            return
        self.register = own
        self._show(f"对照：本企业登记的密钥 {len(own.signers)} 把，不代替接收部门的登记册")
        if not quietly:
            self.chosen.emit()

    def _on_own_clicked(self) -> None:
        self.use_own()

    def ask_register(self) -> None:
        """Let the person choose a register."""
        name, _ = QFileDialog.getOpenFileName(self, "选择登记册", "", "登记册 (*.json)")
        if name:
            self.use_register(Path(name))

    def use_register(self, path: Path) -> None:
        """Compare with a register; what is wrong with it is said here."""
        try:
            found = register.load(path)
        except KeyTrouble as trouble:
            self.problem.show_problem(str(trouble))
            return
        self._take(found, f"对照：{path.name}，登记 {len(found.signers)} 条")

    def ask_certificates(self) -> None:
        """Let the person choose certificates."""
        names, _ = QFileDialog.getOpenFileNames(
            self, "选择登记过的证书", "", "证书 (*.cer *.pem *.crt)"
        )
        if names:
            self.use_certificates([Path(name) for name in names])

    def use_certificates(self, paths: list[Path]) -> None:
        """Compare with certificates; what is wrong with one is said here."""
        try:
            found = register.from_certificates(paths)
        except KeyTrouble as trouble:
            self.problem.show_problem(str(trouble))
            return
        names = "、".join(dict.fromkeys(line.name for line in found.signers if line.name))
        self._take(found, f"对照：证书 {len(found.signers)} 张（{names}）")

    def _on_change_clicked(self) -> None:
        self.menu.popup(self.change.mapToGlobal(QPoint(0, self.change.height())))
