"""Texts of the grading dialog that are painted: words marked where they match, phrases left over."""

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.hazards.words import Span
from selfcheck.ui import look

_ASK_WIDTH = 240  # asked for before the width is known
_RADIUS = 4


class _Wrapped(QWidget):
    """A widget whose height follows from its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = look.px(_ASK_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), 0)


class MarkedText(_Wrapped):
    """Wrapped text in which the words that were found stand on a tint of the accent."""

    def __init__(
        self,
        text: str = "",
        spans: Sequence[Span] = (),
        *,
        size: int = look.TEXT,
        ink: str = "ink",
        leading: float = 1.05,
        hugging: bool = False,  # no wider than its words; else as wide as there is room
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hugging = hugging
        if hugging:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
            self.setSizePolicy(policy)
        self._text, self._spans = text, tuple(spans)
        self._size, self._ink, self._leading = size, ink, leading
        self.setAccessibleName(text)
        look.follow(self._restyle)

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked words, as they stand in the text."""
        return tuple(self._text[span.start : span.end] for span in self._spans)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def show_text(self, text: str, spans: Sequence[Span] = ()) -> None:
        """Another text."""
        self._text, self._spans = text, tuple(spans)
        self.setAccessibleName(text)
        self._restyle()

    def set_ink(self, ink: str) -> None:
        """Another colour, such as when a clause does not apply."""
        self._ink = ink
        self.update()

    def _restyle(self) -> None:
        self.setFont(look.font(self._size))
        self.updateGeometry()
        self.update()

    def _layout(self, width: int) -> tuple[QTextLayout, float]:
        # a line break of the description is a line of the text; every letter stays at its place
        made = QTextLayout(self._text.replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.setFormats(list(self._formats()))
        step = round(self.fontMetrics().height() * self._leading)
        made.beginLayout()
        top = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top + (step - line.height()) / 2))
            top += step
        made.endLayout()
        return made, top

    def _formats(self) -> Iterable[QTextLayout.FormatRange]:
        for start, end in self._places():
            made = QTextLayout.FormatRange()
            made.start, made.length = start, end - start
            ink = QTextCharFormat()
            ink.setForeground(look.colour("accent_text"))
            made.format = ink
            yield made

    def _places(self) -> Iterable[tuple[int, int]]:
        """Spans in the units of Qt, which counts rare characters as two."""
        for span in self._spans:
            before = _units(self._text[: span.start])
            yield before, before + _units(self._text[span.start : span.end])

    def sizeHint(self) -> QSize:
        if not self._hugging:
            return super().sizeHint()
        made, _ = self._layout(100_000)
        widest = max(
            (made.lineAt(at).naturalTextWidth() for at in range(made.lineCount())), default=0
        )
        width = ceil(widest) + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least.boundedTo(self.sizeHint()) if self._hugging else least

    def heightForWidth(self, width: int) -> int:
        return round(self._layout(width)[1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        made, _ = self._layout(self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        for start, end in self._places():
            for box in _boxes(made, start, end):
                painter.drawRoundedRect(box.adjusted(0.75, 0, -0.75, 0), _RADIUS, _RADIUS)
        painter.setPen(look.colour(self._ink))
        made.draw(painter, QPointF(0, 0))
        painter.end()


def _units(text: str) -> int:
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)  # noqa: PLR2004


def _boxes(made: QTextLayout, start: int, end: int) -> Iterable[QRectF]:
    """Where a piece of a text lies: one box in each line it runs through."""
    for at in range(made.lineCount()):
        line = made.lineAt(at)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            yield QRectF(left, line.y() - 1, right - left, line.height() + 2)


def _x(found: object) -> float:
    """Qt gives the place alone or with the cursor it took, by version."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # either of two


class Phrases(_Wrapped):
    """Phrases as soft plates one beside the other; a long one wraps inside its plate."""

    _EDGE, _GAP = 9, 6

    def __init__(self, phrases: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phrases = tuple(phrases)
        self.setAccessibleName("；".join(phrases))
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font(look.TEXT))
        self.updateGeometry()
        self.update()

    def _plates(self, width: int) -> list[QRectF]:
        metrics = self.fontMetrics()
        inner = max(width - 2 * self._EDGE, 40)
        plates: list[QRectF] = []
        left = top = row = 0.0
        for phrase in self.phrases:
            text = metrics.boundingRect(0, 0, inner, 100_000, _WRAP, phrase)
            size = QSize(
                min(text.width() + 1, inner) + 2 * self._EDGE, text.height() + look.px(6)
            )
            if left and left + size.width() > width:
                left, top = 0.0, top + row + self._GAP
                row = 0.0
            plates.append(QRectF(left, top, size.width(), size.height()))
            left += size.width() + self._GAP
            row = max(row, size.height())
        return plates

    def heightForWidth(self, width: int) -> int:
        return round(max((box.bottom() for box in self._plates(width)), default=0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for phrase, box in zip(self.phrases, self._plates(self.width()), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("tray"))
            radius = min(box.height() / 2, look.px(13))
            painter.drawRoundedRect(box, radius, radius)
            painter.setPen(look.colour("ink"))
            inner = box.adjusted(self._EDGE, 0, -self._EDGE + 1, 0)
            painter.drawText(inner, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), phrase)
        painter.end()


_WRAP = int(Qt.TextFlag.TextWrapAnywhere)
