"""One clause of the grading dialog: its words, for whom it is, what it leaves out, and a box to tick."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.hazards.candidates import ClauseCandidate
from selfcheck.hazards.decisions import Answer, why_not
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.grading.marked import MarkedText
from selfcheck.ui.grading.parts import Asked, ClauseText, Fact, noted
from selfcheck.ui.labels import ElidedLabel, Label, Tag
from selfcheck.ui.surfaces import Card

_INDENT = 25  # from the edge of the box to its words
_NATURES = {"guide": "指南、指引", "checklist": "检查事项"}


class ClauseCard(Card):
    """`ticked(key, bool)`, `answered(key, "when" | "except", "yes" | "no")`, `moved(±1)` for ↑ and ↓."""

    ticked = Signal(str, bool)
    answered = Signal(str, str, str)
    moved = Signal(int)

    def __init__(
        self,
        clause: ClauseCandidate,
        *,
        name_standard: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(edge=14, parent=parent)
        self.clause = clause
        self._answers: dict[str, Answer] = {}
        self._may_tick = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setSpacing(5)
        self._fit_edge(chosen=False)
        self.box = QCheckBox(clause.number)
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the card has the keyboard
        self.open_button: Button = link("看条文")
        self.open_button.setToolTip("F1")
        self.open_button.setAccessibleName(f"看条文 {clause.number}")
        self.gist = MarkedText(
            clause.gist or f"{clause.group}：{clause.caution}", clause.gist_spans
        )
        self.refusal = Label("", look.CAPTION, "ink2", wrap=True)
        self.when: Asked | None = None
        self.exception: Asked | None = None
        self.whole = ClauseText(clause)
        self._build(name_standard=name_standard)
        self.refusal.hide()
        self.whole.hide()
        self.box.toggled.connect(self._on_toggled)
        self.open_button.clicked.connect(self.open_text)
        look.follow(self._restyle_box)

    def _build(self, *, name_standard: bool) -> None:
        clause = self.clause
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.box)
        group = clause.group
        if name_standard:
            group += f" · {clause.standard.document_number}"
        head.addWidget(ElidedLabel(group, look.CAPTION, "ink3"), 1)
        if nature := _NATURES.get(clause.standard.nature):
            head.addWidget(Tag(nature))
        if clause.matched:
            head.addWidget(Label("对上", look.CAPTION, "ink3"))
            words = ElidedLabel(" · ".join(clause.matched), look.CAPTION, "ink2")
            words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            head.addWidget(words)
            head.addSpacing(4)
        head.addWidget(self.open_button)
        self.body.addLayout(head)
        rest = QVBoxLayout()
        rest.setContentsMargins(_INDENT, 0, 0, 0)
        rest.setSpacing(5)
        rest.addWidget(self.gist)
        for remark in self._remarks():
            rest.addLayout(noted(remark))
        self._build_conditions(rest)
        rest.addWidget(self.refusal)
        rest.addWidget(self.whole)
        self.body.addLayout(rest)

    def _remarks(self) -> list[str]:
        """What to mind before citing it: for others, not in force, not the whole wording."""
        caution = self.clause.caution if self.clause.gist else ""
        return [text for text in (self.clause.aside, caution, *self.clause.doubts) if text]

    def _build_conditions(self, column: QVBoxLayout) -> None:
        clause = self.clause
        fact = Fact("适用", clause.when or "没有另外的条件", quiet=not clause.when)
        for known in clause.known:
            fact.add_tick(known)
        column.addWidget(fact)
        if clause.question:
            self.when = Asked(
                f"当时属于“{clause.question}”吗？", (("yes", "是"), ("no", "否")), clause.number
            )
            self.when.answered.connect(lambda answer: self._on_answered("when", answer))
            column.addWidget(self.when)
        if clause.exception:
            column.addWidget(Fact("除外", clause.exception))
            self.exception = Asked(
                "属于除外情形吗？", (("yes", "属于"), ("no", "不属于")), clause.number
            )
            self.exception.answered.connect(lambda answer: self._on_answered("except", answer))
            column.addWidget(self.exception)
        else:
            fact.add_right("除外", "本条没有除外情形")

    def _restyle_box(self) -> None:
        self.box.setFont(look.font(look.ROW, 500))

    def _fit_edge(self, *, chosen: bool) -> None:
        less = 1 if chosen else 0  # a border of 2 px takes one of the margin: nothing jumps
        self.body.setContentsMargins(14 - less, 10 - less, 14 - less, 11 - less)

    def show_state(self, *, ticked: bool, answers: Mapping[str, Answer]) -> None:
        """Show what is decided about it so far, without telling anybody."""
        self._answers = dict(answers)
        for asked, name in ((self.when, "when"), (self.exception, "except")):
            if asked is not None:
                asked.show_answer(self._answers.get(name, ""))
        refused = why_not(self.clause, self._answers)
        self._may_tick = not refused
        self.refusal.setText(refused)
        self.refusal.setVisible(bool(refused))
        blocked = self.box.blockSignals(True)
        self.box.setChecked(ticked and self._may_tick)
        self.box.blockSignals(blocked)
        self.box.setEnabled(self._may_tick)
        self.gist.set_ink("ink" if self._may_tick else "ink3")
        self.set_kind("card-chosen" if self.box.isChecked() else "card")
        self._fit_edge(chosen=self.box.isChecked())
        told = "，已勾选" if self.box.isChecked() else ""
        self.setAccessibleName(f"{self.clause.number}{told}：{self.gist.text()}")
        self.setAccessibleDescription(
            f"对上：{'、'.join(self.clause.matched)}。空格勾选，F1 看条文"
        )

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        asked = [one for one in (self.when, self.exception) if one is not None]
        return [self, self.open_button, *(part for one in asked for part in one.parts)]

    @property
    def opened(self) -> bool:
        """Whether everything that is known of the clause is shown."""
        return not self.whole.isHidden()

    def open_text(self) -> None:
        """Show or hide everything that is known of the clause, in place."""
        shown = not self.opened
        self.whole.setVisible(shown)
        self.open_button.setText("收起条文" if shown else "看条文")

    def toggle(self) -> None:
        """Tick it or not, as if the box had been clicked."""
        if self._may_tick:
            self.box.click()

    def _on_toggled(self, on: bool) -> None:
        self.ticked.emit(self.clause.key, on)

    def _on_answered(self, name: str, answer: str) -> None:
        self.answered.emit(self.clause.key, name, answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        # where the keyboard is looks unlike what is chosen: a grey ring, not the accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.box.isChecked()
        style = Qt.PenStyle.DotLine if chosen else Qt.PenStyle.SolidLine
        painter.setPen(QPen(look.colour("ink3"), 1 if chosen else 1.5, style))
        inset = 4.5 if chosen else 1.0
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, 10 - inset, 10 - inset)
        painter.end()
