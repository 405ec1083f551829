"""Words on a page: labels that follow the look, elided lines, status tags, red sentences."""

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from selfcheck.ui import icons, look

LINE_END = "\u2028"  # where a paragraph goes on in a new line, as text layouts take it
TagKind = Literal["neutral", "accent", "bad", "ok", "plain", "quiet"]


def announce(widget: QWidget) -> None:
    """Tell a screen reader that this widget's words have changed and matter now."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


class Label(QLabel):
    """Plain text at one of the six sizes, in the colour of a token."""

    def __init__(
        self,
        text: str = "",
        size: int = look.TEXT,
        ink: str = "ink",
        weight: int = 400,
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._size, self._ink, self._weight = size, ink, weight
        self.setTextFormat(Qt.TextFormat.PlainText)  # a name with "<" in it is a name
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.follow(self._restyle)

    def set_look(self, *, ink: str | None = None, weight: int | None = None) -> None:
        """Change colour or weight, such as when a row is done."""
        self._ink = ink or self._ink
        self._weight = weight or self._weight
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(look.font(self._size, self._weight))
        look.tint(self, self._ink)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # moved into another styled window, Qt puts back the first colour it saw
            look.tint(self, self._ink)


def title(text: str = "") -> Label:
    """The name of a page: 24, bold."""
    return Label(text, look.TITLE, "ink", 700)


def step_title(text: str = "") -> Label:
    """The next step, a ribbon's verdict, a duty's name: 18, bold."""
    return Label(text, look.STEP, "ink", 700)


def card_title(text: str = "") -> Label:
    """The name of a card: 15, medium."""
    return Label(text, look.CARD, "ink", 500)


def row_title(text: str = "") -> Label:
    """The first line of a row that still needs doing: 14, medium."""
    return Label(text, look.ROW, "ink", 500)


def body(text: str = "", *, wrap: bool = True) -> Label:
    """An explanation: 13, second ink."""
    return Label(text, look.TEXT, "ink2", wrap=wrap)


def caption(text: str = "") -> Label:
    """A caption or hint: 12, third ink."""
    return Label(text, look.CAPTION, "ink3")


class ElidedLabel(QLabel):
    """Text on one line (or a few), cut with … where it does not fit; then the tooltip has all of it."""

    def __init__(
        self,
        text: str = "",
        size: int = look.TEXT,
        ink: str = "ink",
        weight: int = 400,
        *,
        lines: int = 1,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._size, self._ink, self._weight = size, ink, weight
        self._lines, self._mode = lines, mode
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setTextFormat(Qt.TextFormat.PlainText)
        look.follow(self._restyle)

    def set_look(self, *, ink: str | None = None, weight: int | None = None) -> None:
        """Change colour or weight, such as when a row is done."""
        self._ink = ink or self._ink
        self._weight = weight or self._weight
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(look.font(self._size, self._weight))
        self.updateGeometry()
        self.update()

    def _layout(self, width: int) -> tuple[list[str], bool]:
        """The lines as drawn, and whether something was cut."""
        metrics = self.fontMetrics()
        if self._lines == 1:
            drawn = metrics.elidedText(self.text(), self._mode, width)
            return [drawn], drawn != self.text()
        from PySide6.QtGui import QTextLayout

        broken = QTextLayout(self.text(), self.font())
        broken.beginLayout()
        found: list[str] = []
        while True:
            line = broken.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            if len(found) == self._lines - 1:
                rest = self.text()[line.textStart() :].rstrip(LINE_END)
                if LINE_END in rest:
                    broken.endLayout()
                    shown = rest.partition(LINE_END)[0] + "…"
                    return [*found, metrics.elidedText(shown, self._mode, width)], True
                drawn = metrics.elidedText(rest, self._mode, width)
                broken.endLayout()
                return [*found, drawn], drawn != rest
            drawn = self.text()[line.textStart() : line.textStart() + line.textLength()]
            found.append(drawn.rstrip(LINE_END))  # drawn, it would begin a line of its own
        broken.endLayout()
        return found, False

    @property
    def cut(self) -> bool:
        """Whether the text does not fit as it is now."""
        return self._layout(self.width())[1]

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("字字…"), metrics.height())

    def hasHeightForWidth(self) -> bool:
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:
        return len(self._layout(width)[0]) * self.fontMetrics().lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(look.colour("ink3" if not self.isEnabled() else self._ink))
        drawn, _ = self._layout(self.width())
        step = self.fontMetrics().lineSpacing()
        top = (self.height() - step * len(drawn)) / 2
        for at, line in enumerate(drawn):
            place = QRectF(0, top + at * step, self.width(), step)
            painter.drawText(place, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), line)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            from PySide6.QtGui import QCursor
            from PySide6.QtWidgets import QToolTip

            whole = self.toolTip() or (self.text() if self.cut else "")
            QToolTip.showText(QCursor.pos(), whole, self)
            return True
        return super().event(event)


class ProblemLabel(Label):
    """The red sentence beside a field; takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", look.TEXT, "bad_ink", wrap=True, parent=parent)
        self.hide()

    def show_problem(self, text: str) -> None:
        """Say what to do, or nothing; a new sentence is announced to screen readers."""
        if text == self.text():
            return
        self.setText(text)
        self.setAccessibleName(f"问题：{text}" if text else "")
        self.setVisible(bool(text))
        if text:
            announce(self)


_TAG_COLOURS: dict[str, tuple[str, str]] = {
    "neutral": ("ink2", "idle_soft"),
    "accent": ("accent_text", "accent_soft"),
    "bad": ("bad_ink", "bad_soft"),
    "ok": ("ok_ink", "ok_soft"),
    "plain": ("ink", ""),
    "quiet": ("ink3", ""),
}


def tag_size(text: str, kind: TagKind = "neutral") -> QSize:
    """How much room `paint_tag` takes."""
    metrics = QFontMetrics(look.font(look.CAPTION, 500))
    edge = 16 if _TAG_COLOURS[kind][1] else 0
    return QSize(metrics.horizontalAdvance(text) + edge + 1, look.px(22))


def paint_tag(
    painter: QPainter,
    at: QPointF,
    text: str,
    kind: TagKind = "neutral",
    room: float = 0,
    *,
    raised: bool = False,
) -> float:
    """Draw a status tag, its left edge and vertical middle at a point; returns its width.

    Flat tint, small radius, no edge: it must not look like a button. `room` elides a long one;
    `raised` stands out from a row that is tinted itself, such as the selected one.
    """
    ink, soft = _TAG_COLOURS[kind]
    fill = "surface" if raised else soft
    size = tag_size(text, kind)
    width = min(size.width(), room) if room else size.width()
    edge = 8 if soft else 0
    box = QRectF(at.x(), at.y() - size.height() / 2, width, size.height())
    if soft:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(box, 4, 4)
    painter.setFont(look.font(look.CAPTION, 500 if soft else 400))
    painter.setPen(look.colour(ink))
    inner = box.adjusted(edge, 0, -edge, 0)
    drawn = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1
    )
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), drawn)
    return width


class Tag(QLabel):
    """A status in a word or two: neutral, accent (进行中), bad (有问题), ok; plain and quiet have no tint."""

    def __init__(
        self, text: str = "", kind: TagKind = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._kind: TagKind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def show_status(self, text: str, kind: TagKind) -> None:
        """Another status."""
        self._kind = kind
        self.setText(text)
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return tag_size(self.text(), self._kind)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_tag(painter, QPointF(0, self.height() / 2), self.text(), self._kind)
        painter.end()


def icon_label(name: str, size: int = 16, ink: str = "ink3") -> QLabel:
    """A still icon that follows the look."""
    return _IconLabel(name, size, ink)


class _IconLabel(QLabel):
    def __init__(self, name: str, size: int, ink: str) -> None:
        super().__init__()
        self._name, self._size, self._ink = name, size, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        side = look.px(self._size)
        colour = getattr(look.tokens(), self._ink)
        self.setPixmap(icons.pixmap(self._name, colour, side, self.devicePixelRatioF()))
