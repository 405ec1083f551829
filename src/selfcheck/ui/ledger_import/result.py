"""The result of a pre-check: four figures, the lines of each group, the row at hand as the file has it."""

from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.hazards.import_plan import Plan
from selfcheck.hazards.spreadsheet.grid import GridSheet
from selfcheck.hazards.spreadsheet.headers import Layout
from selfcheck.hazards.spreadsheet.values import read_text
from selfcheck.ui import look
from selfcheck.ui.columns import Columns
from selfcheck.ui.ledger_import.lines import GROUPS, Group, Line, counts_of, lines_of
from selfcheck.ui.ledger_import.list import LineList
from selfcheck.ui.widgets import (
    Button,
    Card,
    Choice,
    Label,
    SegmentedChoice,
    announce,
    body,
    caption,
    link,
)

_TOLD = {
    "refused": "这些行不导入。在原文件里改好，再导入同一个文件，只会补进改好的行。",
    "conflicts": "这些隐患导入后在本程序里办理过。勾选的按表里的内容改，没勾选的不动。",
    "changed": "表里的内容和这里不同，导入后按表里的改；状态、等级和照片不动。",
    "new": "导入后成为新的隐患，状态按旧台账推定。",
    "remarks": "这些地方作了推定或没有照搬，行本身照常导入。",
}
_MOST_PAIRS = 40


class Figures(QWidget):
    """新增、更新、没有变化、不能导入, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, Label] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(36)
        for words in ("新增", "更新", "没有变化", "不能导入"):
            number = Label("0", look.STEP, "ink", 700)
            block = QVBoxLayout()
            block.setSpacing(0)
            block.addWidget(number)
            block.addWidget(caption(words))
            row.addLayout(block)
            self._numbers[words] = number
        row.addStretch(1)

    def show_figures(self, plan: Plan, *, changed: int) -> None:
        """What would happen, with so many conflicts ticked as `changed` counts."""
        for words, count in (
            ("新增", len(plan.new)),
            ("更新", changed),
            ("没有变化", plan.same),
            ("不能导入", plan.refused),
        ):
            self._numbers[words].setText(f"{count:,}")
        self._numbers["不能导入"].set_look(ink="bad_ink" if plan.refused else "ink")
        self.setAccessibleName(
            f"新增 {len(plan.new)}，更新 {changed}，没有变化 {plan.same}，不能导入 {plan.refused}"
        )
        announce(self)


class RowCard(Card):
    """One row of the file, head by head; for a change what stood there and what comes."""

    def __init__(self) -> None:
        super().__init__("第 1 行")
        self.told = body()
        self.pairs = QGridLayout()
        self.pairs.setHorizontalSpacing(12)
        self.pairs.setVerticalSpacing(5)
        self.pairs.setColumnStretch(1, 1)
        self.body.addWidget(self.told)
        self.body.addLayout(self.pairs)
        self.body.addStretch(1)
        self.shown: list[tuple[str, str]] = []

    def show_line(self, line: Line, pairs: list[tuple[str, str]]) -> None:
        """The row of a line."""
        self.show_title(f"第 {line.row} 行")
        self.told.setText(line.first if line.bad else line.second)
        self.told.set_look(ink="bad_ink" if line.bad else "ink2")
        self.told.setVisible(bool(self.told.text()))
        self.shown = [*line.pairs, *pairs][:_MOST_PAIRS]
        while (item := self.pairs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(self.shown):
            changed = at < len(line.pairs)
            head = Label(name, look.CAPTION, "accent_text" if changed else "ink3", wrap=True)
            head.setFixedWidth(look.px(92))
            text = Label(value, look.TEXT, "ink", 500 if changed else 400, wrap=True)
            self.pairs.addWidget(head, at, 0, Qt.AlignmentFlag.AlignTop)
            self.pairs.addWidget(text, at, 1, Qt.AlignmentFlag.AlignTop)


class ResultCard(Columns):
    """Figures and groups at the left, the row at hand at the right. `ticks_changed` as conflicts are ticked."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__(right_width=330, least_left=440)
        self.plan: Plan | None = None
        self._sheet: GridSheet | None = None
        self._layout: Layout | None = None
        self.figures = Figures()
        self.tabs = SegmentedChoice(
            [Choice(group, words) for group, words in GROUPS.items()],
            name="看哪些行",
            style="tray",
        )
        self.told = body()
        self.tick_all: Button = link("全部勾选")
        self.list = LineList()
        self.row = RowCard()
        card = Card()
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        words = QHBoxLayout()
        words.addWidget(self.told, 1)
        words.addWidget(self.tick_all)
        tabs = QHBoxLayout()
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        card.body.addWidget(self.figures)
        card.body.addSpacing(4)
        card.body.addLayout(tabs)
        card.body.addLayout(words)
        card.body.addWidget(self.list, 1)
        self.left.addWidget(card, 1)
        self.right.addWidget(self.row)
        self.right.addStretch(1)
        self.tabs.chosen.connect(self._show_group)
        self.list.shown.connect(self._on_shown)
        self.list.ticks_changed.connect(self._on_ticks_changed)
        self.tick_all.clicked.connect(self._on_tick_all)

    def show_plan(self, plan: Plan, sheet: GridSheet, layout: Layout, *, fresh: bool) -> None:
        """Another result; unless it is `fresh`, what is looked at and what is ticked stay so."""
        self.plan, self._sheet, self._layout = plan, sheet, layout
        self.list.rows.ticked &= set() if fresh else self._ticks()
        if fresh:
            self.tabs.show_value(None)
        self.figures.show()
        counts = counts_of(plan)
        self.tabs.set_words([f"{GROUPS[group]} {count:,}" for group, count in counts.items()])
        for part, count in zip(self.tabs.parts, counts.values(), strict=True):
            part.setVisible(bool(count))
        at_hand = self.tabs.value
        filled = [group for group, count in counts.items() if count]
        first = at_hand if at_hand in filled else filled[0] if filled else None
        self.tabs.show_value(first)
        self.tabs.setVisible(bool(filled))
        self._show_group(first or "new")
        self._show_figures()

    def show_refused_only(self) -> None:
        """After the import: what is still to be put right in the file."""
        self.tabs.hide()
        self.figures.hide()
        self._show_group("refused")

    def shown_at(self, at: str) -> bool:
        """Whether there is something to see: the result, and after the import the refused rows."""
        refused = self.plan is not None and self.plan.refused
        return at == "result" or (at == "done" and bool(refused))

    def _show_group(self, group: str) -> None:
        plan = self.plan
        assert plan is not None
        assert group in get_args(Group)
        lines = lines_of(plan, group)  # type: ignore[arg-type]  # one of them, as was just seen
        self.told.setText(_TOLD[group] if lines else "表里的隐患这里都有，内容也一样。")
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.row.setVisible(bool(lines))
        self.tick_all.setVisible(sum(bool(line.tick) for line in lines) > 1)
        self._show_tick_all()

    def _show_figures(self) -> None:
        assert self.plan is not None
        self.figures.show_figures(self.plan, changed=len(self.plan.chosen(self.list.ticked)))

    def _on_shown(self, line: Line | None) -> None:
        if line is None or self._sheet is None or self._layout is None:
            return
        cells = self._sheet.rows[line.row - 1] if line.row <= len(self._sheet.rows) else ()
        pairs = [
            (title or "（没有表头）", read_text(cell))
            for title, cell in zip(self._layout.titles, cells, strict=False)
            if cell is not None
        ]
        self.row.show_line(line, pairs)

    def _ticks(self) -> set[int]:
        assert self.plan is not None
        return {one.hazard_id for one in self.plan.conflicts if not one.locked}

    def _on_tick_all(self) -> None:
        everyone = self._ticks()
        self.list.tick(set() if self.list.ticked == everyone else everyone)

    def _show_tick_all(self) -> None:
        everyone = self._ticks()
        self.tick_all.setText("全部不勾选" if self.list.ticked == everyone else "全部勾选")

    def _on_ticks_changed(self) -> None:
        self._show_figures()
        self._show_tick_all()
        self.ticks_changed.emit()
