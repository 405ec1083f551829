"""Two texts compared: what was taken away is struck out, what was put in is heavier."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from selfcheck.ui import look

Kind = Literal["same", "old", "new"]
_WORDS = re.compile(r"[A-Za-z0-9.]+|\n|.", re.DOTALL)
_LEAST = 2  # characters between two changes that are worth keeping apart


class Piece(NamedTuple):
    """A run of a text: kept, taken away or put in."""

    kind: Kind
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """How one text became the other; figures and Latin words stay whole."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Piece] = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        same = what == "equal"
        between = (i or k) and (j < len(before) or m < len(after))
        if same and len(gone.strip()) < _LEAST and between:
            same = False  # a single character kept between two changes only confuses
        if same:
            found.append(Piece("same", gone))
            continue
        found += [Piece("old", gone)] if gone else []
        found += [Piece("new", come)] if come else []
    return tuple(_joined(found))


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring changes as one: all that went, then all that came."""
    gone, come = "", ""
    for kind, text in (*found, Piece("same", "")):
        if kind == "old":
            gone += text
        elif kind == "new":
            come += text
        else:
            if gone:
                yield Piece("old", gone)
            if come:
                yield Piece("new", come)
            gone = come = ""
            if text:
                yield Piece("same", text)


class DiffLabel(QLabel):
    """The difference in the colours of the look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.follow(self._restyle)

    def show_difference(self, old: str, new: str) -> None:
        """Another difference."""
        self._pieces = pieces(old, new)
        gone = "，".join(p.text for p in self._pieces if p.kind == "old")
        come = "，".join(p.text for p in self._pieces if p.kind == "new")
        self.setAccessibleName(f"去掉：{gone}；写入：{come}")
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(look.font())
        look.tint(self, "ink")
        tokens = look.tokens()
        styles = {
            "old": f"color:{tokens.ink3}; text-decoration:line-through",
            "new": f"color:{tokens.ink}; font-weight:500; background-color:{tokens.accent_soft}",
        }
        told = []
        for kind, text in self._pieces:
            shown = escape(text).replace("\n", "<br/>")
            style = styles.get(kind)
            told.append(f'<span style="{style}">{shown}</span>' if style else shown)
        self.setText("".join(told))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            look.tint(self, "ink")
