"""One line of a hazard's history: who, when, and what: a state reached, a field changed, a note, photos."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.pages import EventLine
from selfcheck.hazards.records import STATE_WORDS
from selfcheck.ui import icons, look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.facts import FoldedText
from selfcheck.ui.hazard.photo_tile import PhotoTile
from selfcheck.ui.hazard.pills import Pill
from selfcheck.ui.hazard.words import one_line, short_time
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.surfaces import spread
from selfcheck.ui.thumbnails import Thumbnails

_STATES = {words: state for state, words in STATE_WORDS.items()}
_ICONS = {
    "note": "note",
    "edit": "pencil",
    "extend": "calendar",
    "stop": "stopped",
    "resume": "redo",
    "report": "send",
    "files": "photo",
    "print": "print",
    "import": "import",
    "explain": "info",
    "merged": "link",
    "begin": "plus",
}
EMPTY = "（空）"  # how an edit tells that nothing stood there
_SIDE, _TEXT_AT, _GAP = 22, 35, 9
_SHORT = 17  # characters of a change that stand on one line
_PHOTOS = 4
_CHANGES = 2  # shown before the rest is asked for
_TAKEN_AWAY = frozenset({"files.removed", "files.lost"})
_TOLD_WITH_NAME = frozenset({"explain", "print", "import", "reopen", "void", "resume"})


class _Change(QWidget):
    """A field: the old value struck out, the new one beside it, or below where both are long."""

    def __init__(self, edit: Mapping[str, str]) -> None:
        super().__init__()
        field, old, new = edit["field"], edit["old"], edit["new"]
        name = Label(field, look.TEXT, "ink2")
        fresh = old == EMPTY
        before = _Struck("" if fresh else one_line(old))
        arrow = Label("→", look.TEXT, "ink3")
        self.setAccessibleName(f"{field}由“{old}”改为“{new}”")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        length = len(field) + len(new) + (0 if fresh else len(old) + 2)
        if length <= _SHORT and "\n" not in new:
            after = ElidedLabel(new, look.TEXT, "ink", 500)
            column.addLayout(spread(name, before, arrow, after, spacing=6))
            before.setMaximumWidth(before.sizeHint().width())
            arrow.setVisible(not fresh)
        else:
            column.addLayout(spread(name, before, spacing=8))
            column.addWidget(FoldedText(new))
        before.setVisible(not fresh)  # only now: without a parent it would be a window


class _Struck(ElidedLabel):
    """What stood there before."""

    def __init__(self, text: str) -> None:
        super().__init__(text, look.TEXT, "ink3")
        self.setToolTip(text)

    def _restyle(self) -> None:
        super()._restyle()
        font = self.font()
        font.setStrikeOut(True)
        self.setFont(font)


class EventRow(QWidget):
    """A line of the history. `opened` carries the evidence whose photo was pressed."""

    opened = Signal(int)

    def __init__(self, event: EventLine, year: int, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.told = event
        self._last = False
        self._moved = bool(event.state_to)
        head, _, _ = event.kind.partition(".")
        self._icon = "flag" if self._moved else _ICONS.get(head, "flag")
        photos = [card for card in event.cards if card.is_photo]
        if head == "files" and not photos:
            self._icon = "clip"
        column = QVBoxLayout(self)
        column.setContentsMargins(_TEXT_AT, 1, 0, _GAP)
        column.setSpacing(2)
        who = ElidedLabel(event.by, look.TEXT, "ink", 500)
        when = Label(short_time(event.at, year), look.CAPTION, "ink3")
        when.setToolTip(event.at.replace("T", " ")[:19])
        column.addLayout(spread(who, when))
        if self._moved:
            column.addLayout(self._pills(event))
        self.changes = [_Change(edit) for edit in event.edits]
        for change in self.changes:
            column.addWidget(change)
        self.unfold: Button = link("")
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_changes(folded=len(self.changes) > _CHANGES + 1)
        self.unfold.clicked.connect(self._on_unfold)
        quiet = self._moved or bool(event.edits)
        words = self._words(event, quiet=quiet)
        if words:
            size, ink = (look.CAPTION, "ink3") if quiet else (look.TEXT, "ink2")
            column.addWidget(FoldedText(words, ink, size))
        self.tiles = [self._tile(card.evidence_id, thumbnails) for card in photos[:_PHOTOS]]
        for tile, card in zip(self.tiles, photos, strict=False):
            tile.show_card(card)
        if self.tiles:
            more = len(photos) - len(self.tiles)
            rest = [Label(f"等 {len(photos)} 张", look.CAPTION, "ink3")] if more else []
            column.addLayout(spread(*self.tiles, *rest, None, spacing=6))
        for card in event.cards:
            if not card.is_photo:
                column.addWidget(self._paper(card.evidence_id, card.title))
        self.setAccessibleName(f"{when.text()} {event.by} {event.kind_words} {words}")

    def _show_changes(self, *, folded: bool) -> None:
        for change in self.changes[_CHANGES:]:
            change.setVisible(not folded)
        self.unfold.setVisible(folded)
        self.unfold.setText(f"还有 {len(self.changes) - _CHANGES} 处")

    def _on_unfold(self) -> None:
        self._show_changes(folded=False)

    @staticmethod
    def _words(event: EventLine, *, quiet: bool) -> str:
        if event.kind.startswith("files.") and event.kind not in _TAKEN_AWAY:
            photos = sum(card.is_photo for card in event.cards)
            papers = len(event.cards) - photos
            told = [f"{photos} 张" if photos else "", f"{papers} 件文件" if papers else ""]
            return " ".join([event.kind_words, *(word for word in told if word)])
        if not event.words:
            return "" if quiet else event.kind_words
        named = event.kind in _TOLD_WITH_NAME
        return f"{event.kind_words}：{event.words}" if named else event.words

    @staticmethod
    def _pills(event: EventLine) -> QHBoxLayout:
        parts: list[QWidget | int | None] = []
        for words in (event.state_from, event.state_to):
            state = _STATES.get(words)
            if state is not None:
                pill = Pill()
                pill.show_state(state, words, past=words is event.state_from)
                parts.append(pill)
        if len(parts) > 1:
            parts.insert(1, Label("→", look.TEXT, "ink3"))
        return spread(*parts, None, spacing=6)

    def _tile(self, evidence_id: int, thumbnails: Thumbnails) -> PhotoTile:
        tile = PhotoTile(thumbnails, (54, 38), 5)
        tile.clicked.connect(lambda: self.opened.emit(evidence_id))
        return tile

    def _paper(self, evidence_id: int, title: str) -> QWidget:
        name = link(one_line(title)[:24], "file")
        name.setToolTip(title)
        name.clicked.connect(lambda: self.opened.emit(evidence_id))
        made = QWidget()
        made.setLayout(spread(name, None))
        return made

    def show_last(self, last: bool) -> None:
        """Whether nothing comes below."""
        if last != self._last:
            self._last = last
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(_SIDE)
        disc = QRectF(0, 0, side, side)
        painter.setPen(QPen(look.colour("line"), 1.4))
        if not self._last:
            painter.drawLine(
                QPointF(disc.center().x(), disc.bottom() + 2),
                QPointF(disc.center().x(), self.height() - 2),
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft" if self._moved else "idle_soft"))
        painter.drawEllipse(disc)
        ink = "accent_text" if self._moved else "ink2"
        icons.paint_centred(painter, self._icon, disc, look.px(13), ink)
        painter.end()
