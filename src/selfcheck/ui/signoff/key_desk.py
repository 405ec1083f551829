"""What can be done about a signer's key: make one, take one from a file, print its enrolment form."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from selfcheck.errors import SelfCheckError
from selfcheck.submission import actions, keys, papers, queries, turns, walks
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.pages import SignerNode, SignoffPage
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.paper_viewer import show_pdf
from selfcheck.ui.signoff.key_dialogs import KeyFileDialog, choose_key_file
from selfcheck.ui.signoff.new_key_dialog import NewKeyDialog
from selfcheck.ui.signoff.signer_block import SignerBlock
from selfcheck.ui.workspace import Workspace


class KeyDesk:
    """Serves one signer's block; trouble is told beneath the key."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        block: SignerBlock,
        asked: Callable[[], SignoffPage],
        over: QWidget,
    ) -> None:
        self._workspace, self._jobs, self._block = workspace, jobs, block
        self._asked, self._over = asked, over
        self.dialog: NewKeyDialog | KeyFileDialog | None = (
            None  # the one that is open, or was last
        )
        block.key.new_wanted.connect(self.make)
        block.key.file_wanted.connect(self.choose)
        block.key.form_wanted.connect(self.print_form)

    def _say(self, text: str) -> None:
        self._block.key.problem.show_problem(text)

    def _signer(self) -> SignerNode:
        signer = self._block.person
        assert signer is not None, "a block without a person offers no keys"
        return signer

    def make(self) -> None:
        """A new key in the archive's keys folder."""
        made = NewKeyDialog(
            self._workspace, self._jobs, self._asked(), self._signer(), self._over
        )
        made.form_wanted.connect(self.print_form)
        self.dialog = made
        self._say("")
        made.open()

    def choose(self) -> None:
        """A key file that somebody already has."""
        path = choose_key_file(self._over)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Enrol the key in a file for the person of this block, after seeing whose it is."""
        now, code = self._workspace.now(), self._asked().credit_code
        if path.suffix.lower() in keys.PKCS12_SUFFIXES:
            asking = KeyFileDialog(
                path, self._jobs, credit_code=code, now=now, parent=self._over
            )
            asking.taken.connect(self._enrol)
            self.dialog = asking
            asking.open()
            return
        try:
            info = keys.read_info(path)
            turns.refuse_foreign(info, code, now)
        except SelfCheckError as error:
            self._say(str(error))
        else:
            self._enrol(info)

    def _enrol(self, info: KeyInfo) -> None:
        assert info.path is not None
        signer = self._signer()
        try:
            self._workspace.act_as(
                signer.name,
                actions.enrol_key,
                signer.person_id,
                info,
                file=turns.kept_as(self._workspace.folder, info.path),
                now=self._workspace.now(),
            )
        except SelfCheckError as error:
            self._say(str(error))
        else:
            self._say("")

    def print_form(self) -> None:
        """The enrolment form of the key in use, as it stands after a change."""
        now = self._workspace.now()
        walk = self._workspace.read(walks.current, self._workspace.folder, now.date())
        page = self._workspace.read(queries.signoff_page, walk, now=now)
        mine = self._signer().person_id
        everybody = (*page.managers, *page.principals)
        signer = next(one for one in everybody if one.person_id == mine)
        try:
            show_pdf(papers.enrolment_form(page, signer), f"登记表-{signer.name}.pdf")
        except SelfCheckError as error:
            self._say(str(error))
