"""What happened to a hazard (经过), newest first, and a place to write a note. Nothing here is ever changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.hazards.pages import EventLine, HazardPage
from selfcheck.moments import read
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link, plain
from selfcheck.ui.fields import LabelledField, TextField
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.event_list import EventList
from selfcheck.ui.labels import Label
from selfcheck.ui.surfaces import Card, spread

_TOGETHER = timedelta(minutes=30)


def gathered(events: Sequence[EventLine]) -> tuple[EventLine, ...]:
    """Fields that one person filled in one after the other are one line, newest first as all of it."""
    found: list[EventLine] = []
    for event in events:
        last = found[-1] if found else None
        if last is not None and _belongs(last, event):
            found[-1] = replace(last, edits=(*event.edits, *last.edits))
        else:
            found.append(event)
    return tuple(found)


def _belongs(newer: EventLine, older: EventLine) -> bool:
    edits = newer.kind == older.kind == "edit" and newer.by == older.by
    plain = not (newer.words or older.words or newer.cards or older.cards)
    return edits and plain and read(newer.at) - read(older.at) <= _TOGETHER


class NoteBox(QWidget):
    """A note is written whole and then kept for good: it is not kept by leaving the field."""

    written = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = TextField(name="备注", hint="写下看到的、做了的、商定的", least=3, most=8)
        self.text.setAcceptDrops(False)  # a file that falls here is evidence, not words
        self.field = LabelledField("备注", self.text, "记下以后不能改，要更正就再写一条")
        self.keep: Button = plain("记下", "check")
        self.drop: Button = link("不写了")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(spread(self.keep, self.drop, None))
        self.keep.clicked.connect(self._on_keep)
        self.drop.clicked.connect(self.dropped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.text.toPlainText().strip():
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _on_keep(self) -> None:
        self.field.show_problem("")
        self.written.emit(self.text.toPlainText())


class HazardTimeline(Card):
    """The card at the right."""

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(edge=0)
        self._desk = desk
        self._hazard_id = 0
        self._notes: dict[int, str] = {}  # begun and not kept yet, by hazard
        self.heading = Label("经过", look.TEXT, "ink2", 500)
        self.count = Label("", look.CAPTION, "ink3")
        self.write: Button = link("写备注", "note")
        self.write.setToolTip("写备注（N）")
        self.note_box = NoteBox()
        self.note_box.hide()
        self.list = EventList(desk.navigator.thumbnails)
        head = spread(self.heading, self.count, None, self.write)
        head.setContentsMargins(16, 10, 16, 4)
        self.body.setContentsMargins(0, 0, 0, 8)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self.note_box)
        self.body.addWidget(self.list, 1)
        self.setAccessibleName("经过")
        self.write.clicked.connect(self.begin_note)
        self.note_box.written.connect(self._on_written)
        self.note_box.dropped.connect(self._on_dropped)

    def show_page(self, page: HazardPage, year: int) -> None:
        """Show what happened."""
        if page.hazard_id != self._hazard_id:
            self._change_hazard(page.hazard_id)
        events = gathered(page.events)
        self.count.setText(f"{len(events)} 条")
        self.write.setVisible(not self._desk.workspace.read_only)
        self.list.show_events(events, year)

    def _change_hazard(self, hazard_id: int) -> None:
        if self.note_box.isVisibleTo(self):
            self._notes[self._hazard_id] = self.note_box.text.toPlainText()
        self._hazard_id = hazard_id
        self.list.begin_anew()
        begun = self._notes.pop(hazard_id, "")
        self.note_box.text.setPlainText(begun)
        self.note_box.field.show_problem("")
        self.note_box.setVisible(bool(begun))

    def begin_note(self) -> None:
        """N: write a note."""
        if not self._desk.workspace.read_only:
            self.note_box.show()
            self.note_box.text.setFocus()

    def _on_written(self, text: str) -> None:
        def refuse(field: str, sentence: str) -> None:  # noqa: ARG001 - there is one field
            self.note_box.field.show_problem(sentence)

        if self._desk.write_note(text, refuse):
            self._on_dropped()

    def _on_dropped(self) -> None:
        self.note_box.text.setPlainText("")
        self.note_box.field.show_problem("")
        self.note_box.hide()
        self.write.setFocus()
