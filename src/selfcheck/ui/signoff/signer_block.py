"""One of the two who sign: who it is, with which key, and the act itself when it is their turn."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from selfcheck import moments
from selfcheck.enterprise.records import ROLE_WORDS, Role
from selfcheck.submission import pages
from selfcheck.ui import look
from selfcheck.ui.signoff.key_line import FingerprintLine, KeyChoice
from selfcheck.ui.signoff.signer_node import SignerNode, Stage, Standing
from selfcheck.ui.signoff.signing_fields import SigningFields
from selfcheck.ui.widgets import Choice, ChoiceField, ElidedLabel, Label, link, plain, spread

_LONG_NAME = 6  # characters; a longer one pushes the role to the next line


class SignerBlock(QWidget):
    """What is lacking stands beside the name; `signing_wanted` comes only when nothing is."""

    signing_wanted = Signal()
    withdrawal_wanted = Signal()
    registration_wanted = Signal()  # nobody holds this role yet
    stop_wanted = Signal()

    def __init__(
        self, number: int, role: Role, verb: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role, self._verb = role, verb
        self._signers: tuple[pages.SignerNode, ...] = ()
        self._standing = Standing(Stage.WAITING)
        self._working = False
        self.node = SignerNode(number, tail=role is Role.SAFETY_MANAGER)
        self.name = Label("", look.ROW, "ink", 500)
        self.chooser = ChoiceField(name=f"由哪位{ROLE_WORDS[role]}来签")
        self.role = Label(ROLE_WORDS[role], look.TEXT, "ink2")
        self.state = Label("", look.CAPTION, "ink2", 500)
        self.second_line = FingerprintLine()
        self.withdraw = link("撤回审核")
        self.register = link(f"到企业概况登记{ROLE_WORDS[role]}")
        self.key = KeyChoice()
        self.fields = SigningFields()
        self.button = plain(verb, "signoff")
        self.bar = QProgressBar()
        self.progress = ElidedLabel("", look.CAPTION, "ink2")
        self.stop = link("停止")
        self.clock = Label("", look.CAPTION, "ink3", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName(ROLE_WORDS[self._role])
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("签名进度")
        self._at_work = QWidget()
        self._at_work.setLayout(spread(self.progress, self.stop))
        self._second_row = QWidget()
        self._second_row.setLayout(spread(self.second_line, self.withdraw))
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addLayout(spread(self.name, self.chooser, self.role, None, self.state))
        for part in (
            self._second_row,
            self.register,
            self.key,
            self.fields,
            self.button,
            self.bar,
            self._at_work,
            self.clock,
        ):
            column.addWidget(part)
        column.setAlignment(self.register, Qt.AlignmentFlag.AlignLeft)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self.node)
        outer.addLayout(column, 1)
        self._show_person()

    def _connect(self) -> None:
        self.chooser.chosen.connect(self._on_person_chosen)
        self.withdraw.clicked.connect(self.withdrawal_wanted)
        self.register.clicked.connect(self.registration_wanted)
        self.fields.typed.connect(self._show_lacking)
        self.fields.entered.connect(self._on_entered)
        self.button.clicked.connect(self.signing_wanted)
        self.stop.clicked.connect(self._on_stop_clicked)

    def stops(self) -> list[QWidget]:
        """Its controls in the order of reading, for the Tab key."""
        key, fields = self.key, self.fields
        return [
            *(self.chooser, self.withdraw, self.register),
            *(key.change, key.new, key.choose),
            *(fields.name, fields.passphrase.line, fields.passphrase.eye),
            *(self.button, self.stop),
        ]

    # ---- who

    @property
    def person(self) -> pages.SignerNode | None:
        """Who signs here, or has signed; None when nobody holds the role."""
        if done := next((one for one in self._signers if one.done_at), None):
            return done
        chosen = self.chooser.value
        first = self._signers[0] if self._signers else None
        return next((one for one in self._signers if str(one.person_id) == chosen), first)

    def show_signers(self, signers: Sequence[pages.SignerNode], standing: Standing) -> None:
        """Show who may sign here and where they stand."""
        self._signers, self._standing = tuple(signers), standing
        self.chooser.set_choices([Choice(str(one.person_id), one.name) for one in signers])
        if self.chooser.value is None and signers:
            self.chooser.show_value(str(signers[0].person_id))
        self._show_person()

    def show_clock(self, text: str) -> None:
        """What the moment of signing is taken from."""
        self.clock.setText(f"签署时间取本机时钟：{text}")

    def _show_person(self) -> None:
        person, standing = self.person, self._standing
        self.node.show_stage(standing.stage)
        active = standing.stage is Stage.ACTIVE and not standing.locked
        several = len(self._signers) > 1 and standing.stage is not Stage.DONE
        long = person is not None and len(person.name) > _LONG_NAME
        self.name.setText(person.name if person else "还没有登记")
        quiet = standing.stage is Stage.WAITING
        self.name.set_look(ink="ink2" if quiet else "ink", weight=400 if quiet else 500)
        self.name.setVisible(not several)
        self.chooser.setVisible(several)
        self.role.setVisible(not long)
        self._show_second_line(person, with_role=long)
        self.withdraw.setVisible(standing.withdrawable)
        self.register.setVisible(person is None and not standing.locked)
        key = person.key if person else None
        self.key.setVisible(active and person is not None)
        self.key.show_key(key)
        for part in (self.fields, self.clock):
            part.setVisible(active and key is not None)
        self.button.setVisible(active and person is not None)
        self.button.set_kind("primary" if active else "plain")
        self._show_work(self._working)

    def _show_second_line(self, person: pages.SignerNode | None, *, with_role: bool) -> None:
        parts = [ROLE_WORDS[self._role]] if with_role else []
        if self._standing.withdrawable:
            parts.append("有改动就撤回")
        digest = ""
        if person is not None and self._standing.stage is Stage.DONE and person.key is not None:
            digest = person.key.fingerprint
        self.second_line.show_parts(parts, digest)
        self._second_row.setVisible(bool(parts or digest))

    # ---- what is lacking

    @property
    def ready(self) -> bool:
        """Whether the button may be pressed."""
        return self._standing.stage is Stage.ACTIVE and not self._lacking()

    def _lacking(self) -> str:
        """The first thing that is lacking; empty when the button may be pressed."""
        person = self.person
        if person is None:
            return f"先登记{ROLE_WORDS[self._role]}"
        if self._standing.before:
            return self._standing.before
        if person.key is None:
            return "先新建密钥"
        if person.key.expired:
            return "先更换密钥"
        return self.fields.lacking(person.name)

    def _show_lacking(self) -> None:
        standing, person = self._standing, self.person
        if standing.stage is Stage.DONE and person is not None and person.done_at:
            verb = "已审核" if self._role is Role.SAFETY_MANAGER else "已签署"
            words, ink = f"{verb} {moments.read(person.done_at):%m-%d %H:%M}", "ink2"
        elif standing.stage is Stage.ACTIVE:
            words = self._lacking()
            red = standing.bad and words == standing.before
            ink = "bad_ink" if red else "ink2" if words else "accent_text"
            words = words or "轮到本人"
        else:
            words, ink = standing.before, "ink3"
        self.state.setText(words)
        self.state.set_look(ink=ink, weight=500 if standing.stage is Stage.ACTIVE else 400)
        self.button.setAccessibleDescription(words)
        self.button.setEnabled(self.ready and not self._working)

    # ---- while signing

    def begin_work(self) -> None:
        """The signature is being made: everything here is locked."""
        self.fields.show_problem("")
        self.key.problem.show_problem("")
        self.progress.setText("")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self._show_work(True)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """How far the work is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.progress.setText(text)

    def end_work(self) -> None:
        """The work is over, however it ended."""
        self._show_work(False)

    def _show_work(self, working: bool) -> None:
        self._working = working
        self.bar.setVisible(working)
        self._at_work.setVisible(working)
        for part in (self.fields, self.key, self.chooser):
            part.setEnabled(not working)
        doing = "正在审核…" if self._role is Role.SAFETY_MANAGER else "正在签署…"
        self.button.setText(doing if working else self._verb)
        self._show_lacking()

    def _on_stop_clicked(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()

    def _on_entered(self) -> None:
        if self.button.isEnabled():
            self.signing_wanted.emit()

    def _on_person_chosen(self) -> None:
        self.fields.clear()
        self._show_person()
