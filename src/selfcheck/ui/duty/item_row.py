"""One check item: number, text, clause, answer, note and evidence; what it needs stands below it.

A row is updated in place: what is being typed, the focus and the scroll position are left alone.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from selfcheck.duties.pages import ItemLine
from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton
from selfcheck.ui.duty import answer_editors
from selfcheck.ui.duty.answer_editors import AnswerEditor, RegisterEditor, editor_for
from selfcheck.ui.duty.clause_popup import ClauseButton
from selfcheck.ui.duty.item_details import ItemDetails
from selfcheck.ui.duty.item_surface import EDGE, INDENT, ItemSurface, evidence_menu
from selfcheck.ui.fields import is_typing
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, Tag

TOOL = 46  # a column, in pixels of the standard text size
_REBUILT = "本条为重建，以本区印发的方案为准（F1 查看依据）"


class ItemRow(ItemSurface):
    """One row of the check items."""

    answered = Signal(str, str)  # item, value
    written = Signal(str, str, object)  # item, field, value
    corrected = Signal(str, bool)  # item, 已当场整改
    hazard_wanted = Signal(str)
    evidence_wanted = Signal(str, str)  # item, file | library | paste
    clause_wanted = Signal(str)
    register_wanted = Signal(str)
    moved = Signal(str, int)  # to the row above or below
    dropped_on = Signal(str, list)  # item, of Path

    def __init__(self, line: ItemLine, people: Sequence[str]) -> None:
        super().__init__()
        self.line = line
        self.key = line.key
        self._refused: str | None = (
            None  # the value that stood there when an answer was refused
        )
        self._read_only = False
        self.setAccessibleName(f"第 {line.number} 条 {line.text}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._build(people)
        self._connect()
        self.show_line(line, fresh=True)

    # ---- building

    def _build(self, people: Sequence[str]) -> None:
        line = self.line
        self.number = Label(str(line.number), look.TEXT, "ink3")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.text = ElidedLabel(line.text, look.ROW, "ink", 500, lines=2)
        self.told = ElidedLabel("", look.CAPTION, "ink2")
        self.rebuilt = Tag("重建", "quiet")
        self.rebuilt.setToolTip(_REBUILT)
        self.clause = ClauseButton(line.clause, f"第 {line.number} 条依据：{line.legal_basis}")
        self.editor: AnswerEditor = editor_for(line)
        self.note_tool = IconButton("note", f"第 {line.number} 条备注（N）", side=28)
        self.evidence_tool = IconButton("clip", f"第 {line.number} 条证据（E）", side=28)
        self.problem = ProblemLabel()
        self.details = ItemDetails(line, people)
        self._lay_out()
        self.rebuilt.setVisible(line.reconstructed)
        self._watch_keys()
        look.follow(self._restyle)

    def _lay_out(self) -> None:
        self._place = QWidget()  # keeps the answers in one column, whatever their kind
        place = QHBoxLayout(self._place)
        place.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.text)
        words.addWidget(self.told)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.number)
        top.addSpacing(12)
        top.addLayout(words, 1)
        top.addSpacing(8)
        for part, gap in ((self.rebuilt, 8), (self.clause, 12), (self._place, 10)):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            top.addSpacing(gap)
        self._tools = [self.note_tool, self.evidence_tool]
        self._holders: list[QWidget] = []
        for tool in self._tools:
            holder = QWidget()
            self._holders.append(holder)
            holder.setLayout(row := QHBoxLayout())
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(tool, 0, Qt.AlignmentFlag.AlignLeft)
            top.addWidget(holder)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addLayout(top)
        below = QVBoxLayout()
        below.setContentsMargins(INDENT - (EDGE - 8), 0, 0, 0)
        below.setSpacing(6)
        if self.editor.beneath:
            below.addWidget(self.editor)
        else:
            place.addWidget(self.editor)
        below.addWidget(self.problem)
        below.addWidget(self.details)
        self._column.addLayout(below)

    def _restyle(self) -> None:
        self._column.setContentsMargins(EDGE - 8, 4, EDGE - 8, 4)
        self.number.setFixedWidth(look.px(24))
        self._place.setFixedWidth(look.px(answer_editors.WIDTH))
        for holder in self._holders:
            holder.setFixedWidth(look.px(TOOL))
        self.setMinimumHeight(look.px(36))

    def _watch_keys(self) -> None:
        """Arrows and letters belong to the row where the widget would use them otherwise."""
        watched: list[QWidget] = [*self._tools]
        watched += self.editor.findChildren(QAbstractButton)
        watched += self.editor.findChildren(QComboBox)
        for widget in watched:
            widget.installEventFilter(self)

    def _connect(self) -> None:
        self.editor.answered.connect(self._on_answered)
        self.clause.clicked.connect(self._on_clause_clicked)
        self.note_tool.clicked.connect(self._on_note_clicked)
        self.evidence_tool.clicked.connect(self._on_evidence_clicked)
        self.details.written.connect(self._on_written)
        self.details.corrected.connect(self._on_corrected)
        self.details.hazard_wanted.connect(self._on_hazard_wanted)
        self.dropped.connect(self._on_dropped)
        self.details.photo_wanted.connect(self._on_photo_wanted)
        if isinstance(self.editor, RegisterEditor):
            self.editor.wanted.connect(self._on_register_wanted)

    # ---- showing

    def show_line(self, line: ItemLine, *, fresh: bool = False) -> None:
        """Show what is kept now; a field being typed in, or refused, is left alone."""
        changed = fresh or line != self.line
        self.line = line
        if not (self._refused is not None and line.value == self._refused):
            self._refused = None
            self.problem.show_problem("")
            self.editor.show_line(line)
        if changed:
            self._show_state(line)
        self.details.show_line(line)
        lacking = any(not need.met for need in line.needs)
        self.set_bar("bad" if lacking else "line3" if line.needs else "")

    def _show_state(self, line: ItemLine) -> None:
        quiet = line.mark in ("ok", "na", "partly")
        self.text.set_look(ink="ink2" if quiet else "ink", weight=400 if quiet else 500)
        sentence, urgent = self._lacking(line)
        self.told.setText(sentence)
        self.told.set_look(ink="bad_ink" if urgent else "ink2")
        self.told.setVisible(bool(sentence))
        self.note_tool.show_count(1 if line.note else 0)
        self.note_tool.setAccessibleName(
            f"第 {line.number} 条备注，{'已写' if line.note else '没有写'}"
        )
        self.evidence_tool.show_count(len(line.cards))
        asked = f"，需要{line.evidence_what}" if line.evidence_what else ""
        self.evidence_tool.setToolTip(f"证据 {len(line.cards)} 件{asked}（E）")

    @staticmethod
    def _lacking(line: ItemLine) -> tuple[str, bool]:
        """What is still missing of an answered item, in the rule's own words; and whether it is urgent."""
        shown_below = line.needs or line.mark == "na"
        rest = [
            p
            for p in line.problems
            if p.blocking and p.code != "DU01" and not (shown_below and p.code != "DU14")
        ]
        if not rest or not (line.value or line.rows):
            return "", False
        more = f" 等 {len(rest)} 处" if len(rest) > 1 else ""
        urgent = [p for p in rest if p.code in ("DU11", "DU14")]
        return (urgent or rest)[0].text + more, bool(urgent)

    def refuse(self, field: str, sentence: str) -> None:
        """An answer ("") or a field could not be kept; what was typed stays."""
        if field:
            self.details.refuse(field, sentence)
            return
        self._refused = self.line.value
        self.editor.refuse(self.line)
        self.problem.show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at, not changed."""
        self._read_only = read_only
        self.editor.set_read_only(read_only)
        self.details.set_read_only(read_only)
        self.setAcceptDrops(not read_only)

    def focus_place(self) -> QWidget:
        """Where the keyboard goes when this becomes the current row."""
        place = self.editor.keyboard_place()
        return place if place.isEnabledTo(self) else self.note_tool

    def focus_answer(self) -> None:
        """Put the keyboard here."""
        self.focus_place().setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """The keyboard has left: what is complete may fold."""
        self.details.show_line(self.line)

    # ---- telling

    def _on_answered(self, value: str) -> None:
        self._refused = None  # another answer is another try
        self.answered.emit(self.key, value)

    def _on_written(self, field: str, value: object) -> None:
        self.written.emit(self.key, field, value)

    def _on_hazard_wanted(self) -> None:
        self.hazard_wanted.emit(self.key)

    def _on_corrected(self, corrected: bool) -> None:
        self.corrected.emit(self.key, corrected)

    def _on_dropped(self, paths: list[Path]) -> None:
        self.dropped_on.emit(self.key, paths)

    def _on_photo_wanted(self) -> None:
        self.evidence_wanted.emit(self.key, "file")

    def _on_register_wanted(self) -> None:
        self.register_wanted.emit(self.key)

    def _on_clause_clicked(self) -> None:
        self.clause_wanted.emit(self.key)

    def _on_note_clicked(self) -> None:
        self.details.open_note()

    def _on_evidence_clicked(self) -> None:
        self.evidence_menu().popup(
            self.evidence_tool.mapToGlobal(self.evidence_tool.rect().bottomLeft())
        )

    def evidence_menu(self) -> QMenu:
        """The ways in which evidence comes, and the words for when it does not."""
        menu = evidence_menu(self, self.line, read_only=self._read_only)
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    def _on_menu_triggered(self, action: QAction) -> None:
        how = action.data()
        if how == "reason":
            self.details.open_evidence_reason()
        else:
            self.evidence_wanted.emit(self.key, how)

    # ---- keys

    def _on_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers:
            return False
        typing = is_typing(QApplication.focusWidget())
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self.key, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_F1:
            self.clause_wanted.emit(self.key)
        elif typing:
            return False
        elif key == Qt.Key.Key_N:
            self.details.open_note()
        elif key == Qt.Key.Key_E:
            self._on_evidence_clicked()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.editor.choose(key - Qt.Key.Key_1)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)
