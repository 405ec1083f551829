"""The left of the grading dialog: the description with its marked words, and what was not matched."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.candidates import AbsentStandard, Candidates
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.grading.marked import MarkedText, Phrases
from selfcheck.ui.grading.parts import noted, on_sheet
from selfcheck.ui.labels import Label, icon_label, row_title
from selfcheck.ui.surfaces import Card, ScrollPage


class WordsPanel(ScrollPage):
    """`edit_wanted` when the person would rather change the description first."""

    edit_wanted = Signal()

    def __init__(self, candidates: Candidates, parent: QWidget | None = None) -> None:
        super().__init__((24, 14, 16, 8), spacing=7, parent=parent)
        on_sheet(self)
        told = candidates.description.strip()
        self.description = (
            MarkedText(candidates.description, candidates.spans, size=look.ROW, leading=1.2)
            if told
            else MarkedText("还没有写描述", ink="ink3")
        )
        self.edit: Button = link("修改描述" if told else "写描述", "pencil")
        self.folded: Button = link("")
        self.rest = QWidget()
        self.body.addWidget(Label("隐患描述", look.TEXT, "ink2"))
        self.body.addWidget(self.description)
        self.body.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        if candidates.note:
            self.body.addLayout(noted(candidates.note))
        self.body.addWidget(self._left_over(candidates))
        self.body.addStretch(1)
        self.body.addWidget(
            Label(
                "只比对文字，不代替现场判断。条文为要点，以官方文本为准。",
                look.CAPTION,
                "ink3",
                wrap=True,
            )
        )
        self.edit.clicked.connect(self.edit_wanted)
        self.folded.clicked.connect(self._on_folded_clicked)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        return [self.edit, self.folded]

    def _left_over(self, candidates: Candidates) -> Card:
        card = Card(kind="soft", edge=14)
        card.setAccessibleName("没有对上的内容")
        card.body.setContentsMargins(14, 11, 14, 12)
        card.body.setSpacing(5)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(icon_label("help", 15, "ink2"))
        head.addWidget(row_title("没有对上的内容"), 1)
        card.body.addLayout(head)
        if candidates.unmatched:
            card.body.addWidget(_asked("描述里的这些话没有条款提到，自己看："))
            self.phrases = Phrases(candidates.unmatched)
            card.body.addWidget(self.phrases)
        else:
            told = (
                "描述里的话都有条款提到"
                if candidates.matched
                else "没有能比对的话，把描述写具体"
            )
            card.body.addWidget(_asked(told))
        near = [one for one in candidates.absent if one.kind != "sector"]
        far = [one for one in candidates.absent if one.kind == "sector"]
        if near:
            card.body.addSpacing(6)
            card.body.addWidget(_asked("这些标准没有参加比对："))
            for one in near:
                card.body.addLayout(_standard(one))
        self._count = len(far)
        card.body.addWidget(self.folded, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.rest)
        self._fill(far)
        self.folded.setVisible(bool(far))
        self.rest.hide()
        self._name_fold()
        return card

    def _fill(self, standards: Sequence[AbsentStandard]) -> None:
        column = QVBoxLayout(self.rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for one in standards:
            column.addLayout(_standard(one))

    def _name_fold(self) -> None:
        shown = not self.rest.isHidden()
        self.folded.setText(f"{'收起' if shown else '另有'} {self._count} 份只用于其他行业")

    def _on_folded_clicked(self) -> None:
        self.rest.setVisible(self.rest.isHidden())
        self._name_fold()


def _asked(text: str) -> Label:
    return Label(text, look.CAPTION, "ink2", wrap=True)


def _standard(one: AbsentStandard) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(f"{one.title} {one.document_number}", look.TEXT, "ink", wrap=True))
    column.addWidget(Label(one.reason, look.CAPTION, "ink2", wrap=True))
    return column
