"""The two questions of the verify page, each with its own answer, and what comes after them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from selfcheck.submission.register import State
from selfcheck.submission.verdict_page import (
    Fact,
    SignerLine,
    Step,
    Tone,
    VerdictPage,
)
from selfcheck.ui import look
from selfcheck.ui.labels import TagKind
from selfcheck.ui.widgets import (
    Card,
    ElidedLabel,
    HexLabel,
    Label,
    Tag,
    clear_layout,
    icon_label,
    link,
    spread,
)

TAGS: dict[Tone, TagKind] = {"ok": "ok", "bad": "bad", "neutral": "accent"}
_SIGNS: dict[Tone, tuple[str, str]] = {
    "ok": ("check", "ok_ink"),
    "bad": ("close", "bad_ink"),
    "neutral": ("info", "accent_text"),
}


def question(title: str) -> tuple[Label, Tag, QHBoxLayout]:
    """A card's question with its answer at the right."""
    words, chip = Label(title, look.CARD, "ink", 700), Tag()
    return words, chip, spread(words, None, chip)


def signed(tone: Tone, words: QWidget) -> QHBoxLayout:
    """Words behind a small sign, which stays with their first line."""
    icon, ink = _SIGNS[tone]
    row = QHBoxLayout()
    row.setSpacing(8)
    sign: QLabel = icon_label(icon, 15, ink)
    sign.setContentsMargins(0, 2, 0, 0)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


class SignerBox(Card):
    """One signer: name, role, when, the whole fingerprint, and what the register says."""

    def __init__(self, line: SignerLine) -> None:
        super().__init__(kind="soft", edge=14)
        self.body.setContentsMargins(14, 8, 14, 8)
        self.setAccessibleName(f"{line.title}{line.name}，{line.signed}，{line.words}")
        self.body.setSpacing(4)
        role = ElidedLabel(line.title, look.TEXT, "ink2")
        name = Label(line.name, look.ROW, "ink", 500)
        if line.name:
            self.body.addLayout(spread(name, role, Label(line.signed, look.CAPTION, "ink2")))
        else:
            self.body.addWidget(Label(line.title, look.ROW, "ink", 500))
        if line.enrolled:
            self._add_digest("登记的指纹", line.enrolled)
            self._add_digest("签名用的指纹", line.fingerprint)
        elif line.fingerprint:
            self._add_digest("", line.fingerprint)
        ink = {"ok": "ink2", "bad": "bad_ink", "neutral": "ink"}[line.tone]
        self.words = Label(line.words, look.CAPTION, ink, wrap=True)
        if line.state is State.REGISTERED:
            self.words.set_look(ink="ink")
        self.body.addLayout(signed(line.tone, self.words))

    def _add_digest(self, words: str, digest: str) -> None:
        if words:
            self.body.addWidget(Label(words, look.CAPTION, "ink3"))
        shown = HexLabel(words or "指纹", size=look.CAPTION, ink="ink2")
        shown.show_hex(digest)
        self.body.addWidget(shown)


class SignersCard(Card):
    """谁签的？ with both signers; `choice` says what they are compared with."""

    def __init__(self, choice: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("谁签的？")
        _, self.chip, head = question("谁签的？")
        self.sentence = Label("", look.TEXT, "ink2", wrap=True)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(8)
        self.body.setContentsMargins(20, 12, 20, 10)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self.sentence)
        self.body.addSpacing(6)
        self.body.addLayout(self._boxes)
        self.body.addSpacing(6)
        self.body.addWidget(choice)

    def show_page(self, page: VerdictPage) -> None:
        """Another package, or another register."""
        text, tone = page.signers_chip
        self.chip.show_status(text, TAGS[tone])
        self.sentence.setText(page.signers_words)
        clear_layout(self._boxes)
        for line in page.signers:
            self._boxes.addWidget(SignerBox(line))


class StepsCard(Card):
    """接下来: what to do about a package that is not accepted."""

    note_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.copy = link("复制给企业的说明", "copy")
        super().__init__("接下来", action=self.copy, parent=parent)
        self.body.setContentsMargins(20, 10, 20, 12)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(6)
        self.body.addLayout(self._steps)
        self.copy.clicked.connect(self.note_wanted)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Other steps."""
        clear_layout(self._steps)
        self.copy.setText("复制给企业的说明")
        for at, step in enumerate(steps, start=1):
            row = QHBoxLayout()
            row.setSpacing(10)
            number = Label(str(at), look.TEXT, "ink3", 500)
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(step.what, look.TEXT, "ink", 500, wrap=True))
            words.addWidget(Label(step.why, look.CAPTION, "ink3", wrap=True))
            row.addLayout(words, 1)
            self._steps.addLayout(row)


class FactsCard(Card):
    """What the package says about itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("报送包里写明", parent=parent)
        self.body.setContentsMargins(20, 10, 20, 10)
        self.body.setSpacing(4)
        self._made: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Those of another package."""
        for old in self._made:
            old.hide()
            old.deleteLater()
        self._made = []
        top = Qt.AlignmentFlag.AlignTop
        for at, fact in enumerate(facts):
            label = Label(fact.label, look.TEXT, "ink3")
            shown: QWidget = Label(fact.words, look.TEXT, "ink", wrap=True)
            if fact.digest:
                shown = HexLabel(fact.label, size=look.CAPTION, ink="ink2")
                shown.show_hex(fact.digest)
            self._grid.addWidget(label, at, 0, top)
            self._grid.addWidget(shown, at, 1, top)
            self._made += [label, shown]
