"""「新建密钥」: a passphrase twice, the key is made and enrolled, and where its file is."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedLayout, QWidget

from selfcheck.enterprise.records import ROLE_WORDS
from selfcheck.errors import KeyTrouble, SelfCheckError
from selfcheck.progress import Progress
from selfcheck.submission import actions, keys, turns
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.pages import SignerNode, SignoffPage
from selfcheck.ui import look
from selfcheck.ui.caps_lock import CapsLock
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.paper_viewer import open_file
from selfcheck.ui.signoff.key_dialogs import KEY_FILES, WIDTH, dialog_page, dialog_row
from selfcheck.ui.widgets import (
    Label,
    LabelledField,
    PassphraseField,
    ProblemLabel,
    body,
    link,
    plain,
    primary,
    step_title,
)
from selfcheck.ui.workspace import Workspace


class NewKeyDialog(QDialog):
    """「新建密钥」: passphrase twice, the key is made and enrolled, then where its file is.

    `form_wanted` asks for the enrolment form.
    """

    form_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        page: SignoffPage,
        signer: SignerNode,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._page, self._signer = workspace, page, signer
        self._job = OneJob(jobs, self)
        self.made: KeyInfo | None = None
        self.first = PassphraseField(name="口令")
        self.second = PassphraseField(name="再输一次口令")
        self.problem = ProblemLabel()
        self.caps_lock = Label("大写锁定已开", look.CAPTION, "ink", 500)
        self.make = primary("新建密钥", "key")
        self.cancel = plain("取消")
        self.file = Label("", look.TEXT, "ink", 500, wrap=True)
        self.told = ProblemLabel()
        self.backup = plain("把密钥文件另存一份…", "stick")
        self.form = primary("打印登记表", "print")
        self.folder = link("打开所在文件夹")
        self.finish = plain("完成")
        self._pages = QStackedLayout(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        who = f"{self._signer.name}（{ROLE_WORDS[self._signer.role]}）"
        self.setWindowTitle(f"新建密钥：{who}")
        self.setMinimumWidth(look.px(WIDTH))
        self.caps_lock.hide()
        shortest = keys.SHORTEST_PASSPHRASE
        self._pages.addWidget(
            dialog_page(
                step_title(f"为{self._signer.name}新建签名密钥"),
                body(
                    "口令由本人想、本人输入，不告诉别人，也不存在电脑里。"
                    "忘了口令，谁也找不回来，只能新建一把密钥、重新登记。"
                ),
                LabelledField(
                    f"口令（至少 {shortest} 个字符）",
                    self.first,
                    "想一句只有自己知道的话，用字母和数字写成，如拼音加数字；其他字符也能用。不用生日和电话。",
                ),
                LabelledField("再输一次", self.second),
                self.caps_lock,
                self.problem,
                dialog_row(None, self.cancel, self.make),
            )
        )
        self._pages.addWidget(
            dialog_page(
                step_title("密钥已建好，可以用来签署"),
                body(
                    "密钥文件在下面的位置。另存一份到本人保管的 U 盘：电脑坏了，没有备份就签不了。"
                ),
                self.file,
                dialog_row(self.backup, self.folder, None),
                body(
                    "部门要凭登记表认这把密钥：打印，本人签字、企业盖章，和第一次报送一起交。"
                    "以后也可以在“签署与报送”里点“更换”打印。"
                ),
                self.told,
                dialog_row(None, self.finish, self.form),
            )
        )
        self._ready()

    def _connect(self) -> None:
        for field in (self.first, self.second):
            field.changed.connect(self._ready)
            CapsLock(field.line).changed.connect(self.caps_lock.setVisible)
            field.entered.connect(self._on_entered)
        self.make.clicked.connect(self._on_create_clicked)
        self.cancel.clicked.connect(self.reject)
        self.backup.clicked.connect(self._on_backup_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self._job.ended.connect(self._on_ended)
        self.form.clicked.connect(self.form_wanted)
        self.finish.clicked.connect(self.accept)

    def _ready(self) -> None:
        self.problem.show_problem("")
        self.make.setEnabled(bool(self.first.length and self.second.length))

    def _on_entered(self) -> None:
        if self.first.length and not self.second.length:
            self.second.setFocus()
        elif self.make.isEnabled():
            self._on_create_clicked()

    def _on_create_clicked(self) -> None:
        try:
            keys.check_passphrase(self.first.text())
        except KeyTrouble as error:
            self.problem.show_problem(str(error))
            self.first.show_wrong(True)
            return
        if self.first.text() != self.second.text():
            self.problem.show_problem("两次输入的口令不一样，再输一次")
            self.second.show_wrong(True)
            return
        self._work(True)
        given = {
            "name": self._signer.name,
            "role": self._signer.role.value,
            "enterprise": self._page.enterprise,
            "credit_code": self._page.credit_code,
            "passphrase": self.first.text(),
        }
        folder = self._workspace.folder / "keys"
        work = partial(_made, folder, given, self._workspace.now())
        self._job.run(work, self._on_made, self._on_failed)

    def _work(self, working: bool) -> None:
        for part in (self.first, self.second, self.cancel, self.make):
            part.setEnabled(not working)
        self.make.setText("正在新建…" if working else "新建密钥")

    def _on_made(self, info: KeyInfo) -> None:
        assert info.path is not None
        try:
            self._workspace.act_as(
                self._signer.name,
                actions.enrol_key,
                self._signer.person_id,
                info,
                file=turns.kept_as(self._workspace.folder, info.path),
                now=self._workspace.now(),
            )
        except SelfCheckError as error:
            info.path.unlink(missing_ok=True)
            self.problem.show_problem(str(error))
            return
        self.made = info
        self.first.take()
        self.second.take()
        self.file.setText(str(info.path))
        self._pages.setCurrentIndex(1)
        self.form.setFocus()

    def _on_failed(self, error: SelfCheckError) -> None:
        self.problem.show_problem(str(error))

    def _on_ended(self) -> None:
        self._work(False)

    def _on_backup_clicked(self) -> None:
        assert self.made is not None
        assert self.made.path is not None
        name, _ = QFileDialog.getSaveFileName(
            self, "把密钥文件另存一份", self.made.path.name, KEY_FILES
        )
        if name:
            self.save_copy(Path(name))

    def save_copy(self, target: Path) -> None:
        """Copy the key file to where the person keeps it."""
        assert self.made is not None
        assert self.made.path is not None
        try:
            shutil.copyfile(self.made.path, target)
        except OSError:
            self.told.show_problem(f"“{target}”写不进去，换一个 U 盘或文件夹。")
            return
        self.told.show_problem("")
        self.backup.setText("已另存一份")

    def _on_folder_clicked(self) -> None:
        assert self.made is not None
        assert self.made.path is not None
        try:
            open_file(self.made.path.parent)
        except SelfCheckError as error:
            self.told.show_problem(str(error))

    def reject(self) -> None:
        if not self._job.busy:
            self.first.take()
            self.second.take()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job.busy:
            event.ignore()
            return
        super().closeEvent(event)


def _made(folder: Path, given: Mapping[str, str], now: datetime, progress: Progress) -> KeyInfo:
    progress.step(0, 0, "正在新建密钥")
    return keys.create(
        folder,
        name=given["name"],
        role=given["role"],
        enterprise=given["enterprise"],
        credit_code=given["credit_code"],
        passphrase=given["passphrase"],
        now=now,
    )
