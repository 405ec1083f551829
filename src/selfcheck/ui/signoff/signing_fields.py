"""Name and passphrase of the one who signs, with what is lacking and what went wrong."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.entered import tidy
from selfcheck.submission.keys import SHORTEST_PASSPHRASE
from selfcheck.ui import look
from selfcheck.ui.caps_lock import CapsLock
from selfcheck.ui.widgets import Label, LineField, PassphraseField, ProblemLabel

_HINT = f"至少 {SHORTEST_PASSPHRASE} 个字符；每次签署都要输入，不保存"
_SECOND = 1000  # ms


class SigningFields(QWidget):
    """`typed` at every change, `entered` on Enter in the passphrase."""

    typed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = 0  # seconds until the next attempt
        self.name = LineField(name="姓名", hint="本人姓名")
        self.passphrase = PassphraseField()
        self.caps_lock = CapsLock(self.passphrase.line)
        self.hint = Label(_HINT, look.CAPTION, "ink3", wrap=True)
        self.problem = ProblemLabel()
        self._countdown = QTimer(self)
        self._countdown.setInterval(_SECOND)
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        pairs: tuple[tuple[str, QWidget, int], ...] = (
            ("姓名", self.name, 2),
            ("密钥口令", self.passphrase, 5),
        )
        for words, field, share in pairs:
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(Label(words, look.CAPTION, "ink2"))
            column.addWidget(field)
            row.addLayout(column, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 2)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self.hint)
        whole.addWidget(self.problem)

    def _connect(self) -> None:
        self.name.textChanged.connect(self.typed)
        self.name.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.changed.connect(self._on_passphrase_changed)
        self.passphrase.entered.connect(self.entered)
        self.caps_lock.changed.connect(self._on_caps_lock_changed)
        self._countdown.timeout.connect(self._on_second_passed)

    def lacking(self, name: str) -> str:
        """What is still lacking before this person can sign; empty when nothing is."""
        typed = tidy(self.name.text())
        if not typed:
            return "先输入姓名"
        if typed != name:
            return "姓名与登记的不同"
        if self._held:
            return f"{self._held} 秒后可再试"
        if self.passphrase.length < SHORTEST_PASSPHRASE:
            return "先输入口令" if not self.passphrase.length else "口令还不够长"
        return ""

    def clear(self) -> None:
        """Forget what was typed: it has served, or belongs to somebody else."""
        self.name.clear()
        self.passphrase.take()
        self.hold(0)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what went wrong in place of the hint."""
        self.problem.show_problem(text)
        self.hint.setVisible(not text)

    def show_wrong_passphrase(self, text: str, seconds: int) -> None:
        """The words do not open the key; they stay, selected. Another attempt after some seconds."""
        self.show_problem(text)
        self.passphrase.show_wrong(True)
        self.hold(seconds)

    def hold(self, seconds: int) -> None:
        """Take no attempt for so many seconds; 0 takes them again."""
        self._held = seconds
        self.passphrase.setEnabled(not seconds)
        if seconds:
            self.show_problem(f"口令不对，还可以再试；{seconds} 秒后可重新输入")
            self._countdown.start()
        else:
            self._countdown.stop()
        self.typed.emit()

    def _on_second_passed(self) -> None:
        self.hold(max(0, self._held - 1))
        if not self._held:
            self.show_problem("口令不对，检查大小写和输入法后重新输入。")
            self.passphrase.show_wrong(True)

    def _on_passphrase_changed(self) -> None:
        if not self._held:
            self.show_problem("")
        self.typed.emit()

    def _on_caps_lock_changed(self, on: bool) -> None:
        self.hint.setText("大写锁定已开" if on else _HINT)
        self.hint.set_look(ink="ink" if on else "ink3", weight=500 if on else 400)
