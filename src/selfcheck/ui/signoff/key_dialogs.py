"""Taking a key file that somebody already has; what the dialogs about keys are built of."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.progress import Progress
from selfcheck.submission import keys, turns
from selfcheck.submission.key_info import KeyInfo
from selfcheck.ui import look
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.widgets import (
    LabelledField,
    PassphraseField,
    ProblemLabel,
    body,
    plain,
    primary,
    spread,
    step_title,
)

KEY_FILES = "密钥文件 (*.key *.pfx *.p12)"
WIDTH = 520  # of the dialogs, in pixels before scaling


def dialog_page(*parts: QWidget) -> QWidget:
    """Parts one below the other, with a dialog's margins."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(24, 20, 24, 18)
    column.setSpacing(10)
    for part in parts[:-1]:
        column.addWidget(part)
    column.addStretch(1)
    column.addWidget(parts[-1])
    return whole


def dialog_row(*parts: QWidget | None) -> QWidget:
    """Controls side by side; None takes the room that is left."""
    row = QWidget()
    row.setLayout(spread(*parts))
    return row


def choose_key_file(parent: QWidget) -> Path | None:
    """Let the person point at a key file."""
    name, _ = QFileDialog.getOpenFileName(parent, "选择密钥文件", "", KEY_FILES)
    return Path(name) if name else None


class KeyFileDialog(QDialog):
    """A .pfx or .p12 tells whose it is only when opened: its passphrase is asked once, not kept.

    `taken` carries the KeyInfo.
    """

    taken = Signal(object)

    def __init__(
        self,
        path: Path,
        jobs: Jobs,
        *,
        credit_code: str,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path, self._code, self._now = path, credit_code, now
        self._job = OneJob(jobs, self)
        self.passphrase = PassphraseField()
        self.problem = ProblemLabel()
        self.open_it = primary("查看持有人", "key")
        self.cancel = plain("取消")
        self.setWindowTitle("选择密钥文件")
        self.setMinimumWidth(look.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            dialog_page(
                step_title(path.name),
                body("这种密钥文件要输入口令才能看到持有人。口令不保存，签署时再输入一次。"),
                LabelledField("密钥口令", self.passphrase),
                self.problem,
                dialog_row(None, self.cancel, self.open_it),
            )
        )
        self.open_it.setEnabled(False)
        self._connect()

    def _connect(self) -> None:
        self.passphrase.changed.connect(self._on_typed)
        self.passphrase.entered.connect(self._on_open_clicked)
        self.open_it.clicked.connect(self._on_open_clicked)
        self.cancel.clicked.connect(self.reject)
        self._job.ended.connect(self._on_ended)

    def _on_typed(self) -> None:
        self.problem.show_problem("")
        self.open_it.setEnabled(self.passphrase.length > 0)

    def _on_open_clicked(self) -> None:
        if self._job.busy or not self.passphrase.length:
            return
        self.open_it.setEnabled(False)
        words = self.passphrase.text()
        work = partial(_opened, self._path, words, self._code, self._now)
        self._job.run(work, self._on_opened, self._on_failed)

    def _on_opened(self, info: KeyInfo) -> None:
        self.passphrase.take()
        self.taken.emit(info)
        self.accept()

    def _on_failed(self, error: SelfCheckError) -> None:
        self.problem.show_problem(str(error))
        self.passphrase.show_wrong(True)

    def _on_ended(self) -> None:
        self.open_it.setEnabled(self.passphrase.length > 0)

    def reject(self) -> None:
        if not self._job.busy:
            self.passphrase.take()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job.busy:
            event.ignore()
            return
        super().closeEvent(event)


def _opened(
    path: Path, passphrase: str, credit_code: str, now: datetime, progress: Progress
) -> KeyInfo:
    progress.step(0, 0, turns.OPENING)
    with keys.open_key(path, passphrase, now=now) as signer:
        turns.refuse_foreign(signer.info, credit_code, now)
        return signer.info
