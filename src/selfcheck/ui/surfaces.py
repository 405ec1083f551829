"""What a page is built of: header, scrolling body, cards, footer, and the line for "nothing here yet"."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.labels import ElidedLabel, Label

CardKind = Literal["card", "card-accent", "card-chosen", "card-bad", "soft"]


def hairline() -> QFrame:
    """A line of one pixel between rows."""
    made = QFrame()
    made.setProperty("part", "line")
    made.setFixedHeight(1)
    return made


class Card(QFrame):
    """A white surface with a hairline border. Content goes into `body`; a head only if it has a title.

    `show_note` sets the small words beside the title; `action` stands at the right of the head.
    """

    def __init__(
        self,
        title: str = "",
        note: str = "",
        action: QWidget | None = None,
        *,
        kind: CardKind = "card",
        edge: int = look.CARD_EDGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", kind)
        self.title = Label(title, look.CARD, "ink", 500)
        self.note = ElidedLabel(note, look.CAPTION, "ink3")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(edge, edge - 4, edge, edge - 4)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        if title or action is not None:
            self.setAccessibleName(title)
            self.head.addWidget(self.title)
            self.head.addWidget(self.note, 1)
            if action is not None:
                self.head.addWidget(action)
            self.body.addLayout(self.head)

    def show_title(self, title: str) -> None:
        """Another title."""
        self.title.setText(title)
        self.setAccessibleName(title)

    def show_note(self, note: str) -> None:
        """The small words beside the title."""
        self.note.setText(note)

    def set_kind(self, kind: CardKind) -> None:
        """Another edge: the next step, the chosen one, a missing file."""
        self.setProperty("part", kind)
        self.style().unpolish(self)
        self.style().polish(self)


class PageHeader(QWidget):
    """Title, one line below it, actions at the right."""

    def __init__(
        self,
        title: str,
        subline: str = "",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, look.TITLE, "ink", 700)
        self.subline = ElidedLabel(subline, look.TEXT, "ink2")
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self.words.addWidget(self.title)
        self.words.addWidget(self.subline)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)
        self.row.addLayout(self.words, 1)
        for action in actions:
            self.add_action(action)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add_action(self, action: QWidget) -> None:
        """One more control at the right."""
        self.row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_subline(self, text: str) -> None:
        """Another line below the title."""
        self.subline.setText(text)


class _Content(QWidget):
    """What scrolls. Its height is that of its texts as they are wrapped now, not as Qt first guesses."""

    def minimumSizeHint(self) -> QSize:
        if self.hasHeightForWidth():
            return QSize(super().minimumSizeHint().width(), 0)
        return super().minimumSizeHint()


class ScrollPage(QScrollArea):
    """A page that scrolls up and down only. Content goes into `body`; its margins are the page's."""

    def __init__(
        self,
        margins: tuple[int, int, int, int] = look.PAGE_MARGINS,
        spacing: int = look.GAP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = _Content()
        self._content.setProperty("part", "page")
        self._content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        self.setWidget(self._content)
        self._content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a page that is being taken apart is told of its last events without its parts
        content = getattr(self, "_content", None)
        if (
            content is not None
            and watched is content
            and event.type() == QEvent.Type.LayoutRequest
        ):
            self._keep_width()
        return super().eventFilter(watched, event)

    def _keep_width(self) -> None:
        # a child that asks for more than there is must be squeezed, not cut off at the right
        self._content.setMaximumWidth(max(self.viewport().width(), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_width()


class Footer(QFrame):
    """The fixed strip below a scrolling page; content goes into `row`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "footer")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(20, 8, 20, 8)
        self.row.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class EmptyState(QWidget):
    """Says that there is nothing here yet, and offers the one thing to do about it."""

    followed = Signal()

    def __init__(
        self, sentence: str, link_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sentence = Label(sentence, look.TEXT, "ink3", wrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.link: Button = link(link_text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.link)
        self.link.setVisible(bool(link_text))  # only now: without a parent it would be a window
        self.link.clicked.connect(self.followed)

    def show_sentence(self, sentence: str, link_text: str = "") -> None:
        """Another sentence, such as after a filter."""
        self.sentence.setText(sentence)
        self.link.setText(link_text)
        self.link.setVisible(bool(link_text))


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take every widget out of a layout and let it go, before rows are drawn anew."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QVBoxLayout | QHBoxLayout):
            clear_layout(inner)


def spread(*parts: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """A row of widgets; a number is that many pixels, None takes the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        if part is None:
            row.addStretch(1)
        elif isinstance(part, int):
            row.addSpacing(part)
        else:
            stretch = 1 if isinstance(part, ElidedLabel) else 0
            row.addWidget(part, stretch)
    return row
