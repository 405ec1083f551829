"""The questions about the enterprise that switch check items on and off, each with what it switches."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.enterprise.queries import ProfileLine
from selfcheck.ui import look
from selfcheck.ui.widgets import YES_NO, Card, Label, SegmentedChoice, announce, hairline


def effect_words(line: ProfileLine) -> str:
    """What an answer does, or has done, to the check items."""
    if line.answer is None:
        return f"答“是”打开 {line.items} 个检查条目"
    return (
        f"打开了 {line.items} 个检查条目" if line.answer else f"{line.items} 个检查条目不用填"
    )


def change_words(line: ProfileLine, answer: bool) -> str:
    """What it did to the check items that this answer has just been changed."""
    if answer:
        return f"刚打开 {line.items} 个检查条目，在“十三项职责”里填写"
    if line.answer:
        return f"刚收起 {line.items} 个检查条目，已填的内容保留着"
    return f"{line.items} 个检查条目不用填"


class ProfileRow(QWidget):
    """One question: its words and what it switches at the left, yes and no at the right."""

    answered = Signal(str, bool)

    def __init__(self, line: ProfileLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = line.key
        self.text = Label(line.text, look.ROW, "ink", 500, wrap=True)
        self.hint = Label(line.hint, look.CAPTION, "ink3", wrap=True)
        self.effect = Label("", look.CAPTION, "ink2")
        self.choice = SegmentedChoice(YES_NO, name=line.text)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.text, self.hint):
            words.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self.effect, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(right)
        self.hint.setVisible(bool(line.hint))
        self.choice.chosen.connect(self._on_chosen)
        self.show_line(line)

    def show_line(self, line: ProfileLine) -> None:
        """The answer as it is kept."""
        value = None if line.answer is None else "yes" if line.answer else "no"
        self.choice.show_value(value)
        self.effect.setText(effect_words(line))
        self.text.set_look(
            ink="ink" if line.answer is None else "ink2",
            weight=500 if line.answer is None else 400,
        )

    def _on_chosen(self, value: str) -> None:
        self.answered.emit(self.key, value == "yes")


class ProfileCard(Card):
    """All the questions. `answered` tells which, and whether yes."""

    answered = Signal(str, bool)

    def __init__(self, title: str = "企业情况") -> None:
        super().__init__(title, "答了才知道哪些检查条目适用，以后可以改")
        self.rows: dict[str, ProfileRow] = {}
        self.said = Label("", look.TEXT, "accent_text", wrap=True)
        self.said.hide()
        self.body.setSpacing(2)
        self.body.addWidget(self.said)

    def show_lines(self, lines: Sequence[ProfileLine]) -> None:
        """The answers as they are kept."""
        for line in lines:
            row = self.rows.get(line.key)
            if row is None:
                if self.rows:
                    self.body.addWidget(hairline())
                row = self.rows[line.key] = ProfileRow(line)
                row.answered.connect(self.answered)
                self.body.addWidget(row)
            else:
                row.show_line(line)

    def say(self, words: str) -> None:
        """What the last answer did; empty hides it."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self.said)

    def focus_question(self, key: str) -> QWidget | None:
        """The first choice of a question, to be answered from the keyboard; None for an unknown one."""
        row = self.rows.get(key)
        return row.choice.parts[0] if row else None
