"""What a 不符合 needs: a note, a photo, and what is done about it; folds when all is there.

Every field is told by the name of the place it is kept in: note, measures, owner, deadline, corrected_on.
Nothing folds while the person is working in it.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.duties.pages import ItemLine, Need
from selfcheck.ui import icons, look
from selfcheck.ui.buttons import Button, link, plain
from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.date_field import DateField
from selfcheck.ui.duty.item_blocks import Block
from selfcheck.ui.fields import LabelledField, LineField, TextField
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.suggest_field import SuggestField
from selfcheck.ui.surfaces import spread

_PATHS = (Choice("plan", "安排整改"), Choice("corrected", "已当场整改"))


class NeedMark(QWidget):
    """One need, met (a tick) or not (a red box and red words), with what is already there."""

    def __init__(self) -> None:
        super().__init__()
        self._need = Need("", "", "", False)
        self.text = Label("", look.TEXT, "ink")
        self.hint = ElidedLabel("", look.CAPTION, "ink3")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text)
        column.addWidget(self.hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_need(self, need: Need) -> None:
        """Say whether it is met."""
        self._need = need
        self.text.setText(need.text)
        self.text.set_look(
            ink="ink" if need.met else "bad_ink", weight=400 if need.met else 500
        )
        self.hint.setText(need.hint.replace("\n", " "))
        state = "已有" if need.met else "还差"
        self.setAccessibleName(f"{need.text}，{state}：{need.hint}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.text.geometry().center().y() + 1
        box = QRectF(0.75, middle - 8 + 0.75, 14.5, 14.5)
        if self._need.met:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(box.adjusted(-0.75, -0.75, 0.75, 0.75), 4, 4)
            icons.paint_centred(painter, "check", box, 12, "accent_ink")
        else:
            painter.setPen(QPen(look.colour("bad"), 1.5))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, 4, 4)
        painter.end()


class NeedsBlock(Block):
    """这一项需要: note, photo and rectification of a 不符合; folds to one line when all is there."""

    photo_wanted = Signal()
    corrected_wanted = Signal(bool)  # 已当场整改, or back to a plan
    hazard_wanted = Signal()  # 转为隐患, or open the one it became

    def __init__(self, item: str, people: Sequence[str]) -> None:
        super().__init__()
        self._line: ItemLine | None = None
        self._open = False  # the person unfolded it
        self._folded = False
        self._read_only = False
        self._refused: dict[
            str, object
        ] = {}  # field: what was kept when something else was refused
        self.heading = Label("这一项需要", look.TEXT, "ink", 500)
        self.lacking = ElidedLabel("", look.CAPTION, "bad_ink", 500)
        self.fold: Button = link("收起")
        self.column.addLayout(spread(self.heading, self.lacking, self.fold, spacing=12))
        self.marks = [NeedMark() for _ in range(3)]
        self.body = QWidget()
        self.column.addWidget(self.body)
        self._build_body(item, people)
        self._connect_body()

    def _build_body(self, item: str, people: Sequence[str]) -> None:
        self.note = TextField(
            name=f"{item}，哪里不符合", hint="哪里不符合，如“盖板锁具脱落”", least=1
        )
        self.photo: Button = plain("添加照片…", "camera")
        self.photo.setAccessibleName(f"{item}，添加现场照片")
        self.hazard: Button = plain("转为隐患", "alert")
        self.path = SegmentedChoice(_PATHS, name=f"{item}，怎么整改")
        self.measures = TextField(name=f"{item}，整改措施", least=1)
        self.owner = SuggestField(people, name=f"{item}，整改责任人", hint="姓名")
        self.day = DateField(name=f"{item}，整改期限")
        self.note_field = LabelledField("说明", self.note)
        self.measures_field = LabelledField("整改措施", self.measures)
        self.owner_field = LabelledField("整改责任人", self.owner)
        self.day_field = LabelledField("整改期限", self.day)
        self._fields: dict[str, tuple[LabelledField, TextField | LineField]] = {
            "note": (self.note_field, self.note),
            "measures": (self.measures_field, self.measures),
            "owner": (self.owner_field, self.owner),
        }
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        marks = QHBoxLayout()
        marks.setSpacing(16)
        for mark in self.marks:
            marks.addWidget(mark, 1)
        column.addLayout(marks)
        column.addWidget(self.note_field)
        column.addLayout(spread(self.path, 8, self.photo, 8, self.hazard, None))
        self.plan = QWidget()
        row = QHBoxLayout(self.plan)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.measures_field, 4, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.owner_field, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.day_field, 2, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.plan)

    def _connect_body(self) -> None:
        for field in (self.note, self.measures, self.owner, self.day.line):
            field.setAcceptDrops(False)  # files belong to the row
        self.fold.clicked.connect(self._on_fold_clicked)
        self.photo.clicked.connect(self.photo_wanted)
        self.hazard.clicked.connect(self.hazard_wanted)
        self.path.chosen.connect(self._on_path_chosen)
        self.note.committed.connect(self._on_note)
        self.measures.committed.connect(self._on_measures)
        self.owner.committed.connect(self._on_owner)
        self.day.committed.connect(self._on_day)

    # ---- telling

    def _tell(self, field: str, value: object) -> None:
        self._refused.pop(field, None)  # other words are another try
        self.written.emit(field, value)

    def _on_note(self, text: str) -> None:
        self._tell("note", text)

    def _on_measures(self, text: str) -> None:
        self._tell("measures", text)

    def _on_owner(self, text: str) -> None:
        self._tell("owner", text)

    def _on_day(self, text: str) -> None:
        corrected = self._line is not None and self._line.corrected_on is not None
        field = "corrected_on" if corrected else "deadline"
        self._tell(field, date.fromisoformat(text) if text else None)

    def _on_path_chosen(self, path: str) -> None:
        self.corrected_wanted.emit(path == "corrected")

    def _on_fold_clicked(self) -> None:
        self._open = not self._open
        if self._line is not None:
            self.show_line(self._line)

    # ---- showing

    @property
    def folded(self) -> bool:
        """Whether only the one line is shown."""
        return self.body.isHidden()

    def show_line(self, line: ItemLine) -> None:
        """Show what is there and what is lacking."""
        self._line = line
        corrected = line.corrected_on is not None
        lacking = [need for need in line.needs if not need.met]
        folded = not lacking and not self._open and not self.at_work
        self.body.setVisible(not folded)
        self._show_head(line, len(lacking), folded)
        for place, mark in enumerate(self.marks):
            mark.setVisible(place < len(line.needs))
            if place < len(line.needs):
                mark.show_need(line.needs[place])
        self._show_way(line)
        self.owner_field.setVisible(not corrected)
        self.path.show_value("corrected" if corrected else "plan")
        self.photo.setText("添加整改前、后照片…" if corrected else "添加照片…")
        self.measures_field.label.setText("怎么整改的" if corrected else "整改措施")
        self.day_field.label.setText("整改日期" if corrected else "整改期限")
        self._show_fields(line)

    def _show_way(self, line: ItemLine) -> None:
        """What became a hazard is planned, photographed and accepted in the ledger."""
        followed = bool(line.hazard_number)
        self.plan.setVisible(not followed)
        self.path.setVisible(not followed)
        self.photo.setVisible(not followed and not self._read_only)
        self.hazard.setVisible(followed or not self._read_only)
        words = f"打开隐患 {line.hazard_number}" if followed else "转为隐患"
        self.hazard.setText(words)
        self.hazard.setAccessibleName(f"{line.short}，{words}")

    def _show_fields(self, line: ItemLine) -> None:
        """What is kept, except where something else was refused and still stands."""
        for name, (labelled, typed) in self._fields.items():
            kept = getattr(line, name)
            if name not in self._refused or self._refused[name] != kept:
                self._refused.pop(name, None)
                typed.show_value(kept)
                labelled.show_problem("")
        name = "corrected_on" if line.corrected_on is not None else "deadline"
        day = getattr(line, name)
        if name not in self._refused or self._refused[name] != day:
            self._refused.pop(name, None)
            self.day.show_value(day.isoformat() if day else "")

    def _show_head(self, line: ItemLine, lacking: int, folded: bool) -> None:
        self.heading.setText("这一项需要的都有了" if not lacking else "这一项需要")
        plan = next((need.hint for need in line.needs if need.key == "rectification"), "")
        told = f"还差 {lacking} 项" if lacking else plan
        self.lacking.setText(told)
        self.lacking.set_look(
            ink="bad_ink" if lacking else "ink2", weight=500 if lacking else 400
        )
        self.fold.setVisible(not lacking)
        self._folded = folded
        self._word_fold()
        edge = 2 if folded else 10
        self.column.setContentsMargins(14, edge, 14, edge)

    def _word_fold(self) -> None:
        look_in = "查看" if self._read_only else "查看或修改"
        self.fold.setText(look_in if self._folded else "收起")

    def refuse(self, field: str, sentence: str) -> None:
        """What was typed stays; the sentence stands under its field."""
        self._refused[field] = getattr(self._line, field)
        if field in ("deadline", "corrected_on"):
            self.day.line.not_kept()
            self.day.show_problem(sentence)
            return
        labelled, typed = self._fields[field]
        typed.not_kept()
        labelled.show_problem(sentence)

    def first_lacking(self) -> QWidget:
        """The field to go on with."""
        line = self._line
        if line is None or not line.note:
            return self.note
        if line.hazard_number:
            return self.hazard
        if not line.measures:
            return self.measures
        if line.corrected_on is None and not line.owner:
            return self.owner
        return self.day.line if line.corrected_on is None else self.photo

    def set_read_only(self, read_only: bool) -> None:
        """Still to be read and copied."""
        self._read_only = read_only
        self._word_fold()
        for field in (self.note, self.measures, self.owner, self.day.line):
            field.setReadOnly(read_only)
        self.day.button.setEnabled(not read_only)
        self.path.setEnabled(not read_only)
        if self._line is not None:
            self._show_way(self._line)
