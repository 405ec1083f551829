"""The act of signing behind the two blocks: a job with the key inside, then one recorded action."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from selfcheck import history
from selfcheck.duties.pages import Walk
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.errors import KeyTrouble, SelfCheckError
from selfcheck.progress import Progress
from selfcheck.submission import actions, queries, snapshot, turns, walks
from selfcheck.submission.actions import Approved, Signed
from selfcheck.submission.keys import Attempts, WrongPassphrase
from selfcheck.submission.pages import SignerNode
from selfcheck.submission.turns import Turn
from selfcheck.ui.one_job import OneJob
from selfcheck.ui.signoff.signer_block import SignerBlock
from selfcheck.ui.workspace import Workspace


class Signing(QObject):
    """Runs one turn at a time. `began` locks the page; the job's end frees it."""

    began = Signal()
    recorded = Signal()  # a turn is over, and kept

    def __init__(
        self,
        workspace: Workspace,
        job: OneJob,
        blocks: tuple[SignerBlock, SignerBlock],
        monotonic: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._job, self._monotonic = workspace, job, monotonic
        self._manager, self._principal = blocks
        self._block: SignerBlock | None = None  # whose turn is under way
        self._attempts: dict[int, Attempts] = {}
        self._manager.signing_wanted.connect(self.approve)
        self._principal.signing_wanted.connect(self.sign)
        for block in blocks:
            block.stop_wanted.connect(job.cancel)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)

    def _walk(self) -> Walk:
        today = self._workspace.now().date()
        return self._workspace.read(walks.current, self._workspace.folder, today)

    def _turn(self, signer: SignerNode, block: SignerBlock) -> Turn:
        assert signer.key is not None, "the button needs a key"
        _, code = self._workspace.read(enterprise_queries.name_and_code)
        return Turn(
            person=signer.name,
            credit_code=code,
            key=turns.key_path(self._workspace.folder, signer.key.file),
            passphrase=block.fields.passphrase.text(),
            at=self._workspace.now(),
        )

    def approve(self) -> None:
        """The safety manager's turn."""
        signer, principal = self._manager.person, self._principal.person
        if signer is None or principal is None:
            return
        walk = self._walk()
        frozen = self._workspace.read(snapshot.take, walk)
        last_entry = self._workspace.read(history.last_moment)
        folder, turn = self._workspace.folder, self._turn(signer, self._manager)

        def work(progress: Progress) -> Approved:
            return turns.approve(
                frozen,
                folder,
                turn,
                principal=principal.name,
                last_entry=last_entry,
                progress=progress,
            )

        self._begin(self._manager, work, partial(self._record_approval, walk))

    def sign(self) -> None:
        """The principal's turn."""
        signer, walk = self._principal.person, self._walk()
        waiting = self._workspace.read(queries.waiting, walk)
        if signer is None or waiting is None:
            return
        folder, turn = self._workspace.folder, self._turn(signer, self._principal)

        def work(progress: Progress) -> Signed:
            return turns.sign(waiting, folder, turn, progress=progress)

        self._begin(self._principal, work, partial(self._record_signature, walk))

    def _begin(
        self, block: SignerBlock, work: Callable[..., Any], record: Callable[[Any], None]
    ) -> None:
        self._block = block
        if self._job.run(work, record, self._on_failed):
            block.begin_work()
            self.began.emit()

    def _record_approval(self, walk: Walk, approved: Approved) -> None:
        self._record(approved.by, actions.record_approval, walk, approved)

    def _record_signature(self, walk: Walk, signed: Signed) -> None:
        self._record(signed.by, actions.record_signature, walk, signed)

    def _record(
        self, by: str, action: Callable[..., int], walk: Walk, done: Approved | Signed
    ) -> None:
        block = self._block
        assert block is not None
        self._attempts_of(block).succeeded()
        block.fields.clear()
        try:
            self._workspace.act_as(by, action, walk, done)
        except SelfCheckError as error:
            block.fields.show_problem(str(error))
        else:
            self.recorded.emit()

    def _attempts_of(self, block: SignerBlock) -> Attempts:
        person = block.person
        return self._attempts.setdefault(person.person_id if person else 0, Attempts())

    def _on_failed(self, error: SelfCheckError) -> None:
        block = self._block
        assert block is not None
        block.end_work()
        if isinstance(error, WrongPassphrase):
            attempts = self._attempts_of(block)
            attempts.failed(self._monotonic())
            wait = math.ceil(attempts.wait(self._monotonic()))
            block.fields.show_wrong_passphrase(str(error), wait)
        elif isinstance(error, KeyTrouble):
            block.key.problem.show_problem(str(error))
        else:
            block.fields.show_problem(str(error))

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        if self._block is not None:
            self._block.show_progress(done, total, text)

    def _on_ended(self) -> None:
        if self._block is not None:
            self._block.end_work()
            self._block = None
