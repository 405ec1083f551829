"""A question before something that is not taken back by Ctrl+Z; and one that is asked only once."""

from PySide6.QtWidgets import QMessageBox, QWidget

from selfcheck.rounds import RoundStatus
from selfcheck.submission.pages import SignoffPage
from selfcheck.ui.workspace import Workspace

_TOLD = "withdrawal_told"


def agreed(parent: QWidget, title: str, text: str, yes: str, no: str = "取消") -> bool:
    """Whether the person goes on; the harmless answer is the default."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(text)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton() is go
    box.deleteLater()
    return clicked


def may_open_for_change(parent: QWidget, workspace: Workspace, page: SignoffPage) -> bool:
    """Asked once for each approval: a change takes it back."""
    told = workspace.property(_TOLD)
    if page.status is not RoundStatus.APPROVED or told == page.submission_id:
        return True
    who = next((node.name for node in page.managers if node.done_at), "安全管理人员")
    text = f"更改会撤回{who}的审核，改完要重新审核。只看不改不会撤回。"
    if not agreed(parent, "更改会撤回审核", text, "打开", "不打开"):
        return False
    workspace.setProperty(_TOLD, page.submission_id)
    return True
