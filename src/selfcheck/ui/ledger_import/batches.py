"""The imports that were made: file, day, who, how many; each can be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.import_batches import Batch
from selfcheck.ui import look
from selfcheck.ui.widgets import (
    Button,
    Card,
    ElidedLabel,
    EmptyState,
    hairline,
    icon_label,
    link,
)

_SHOWN = 20


def told(batch: Batch) -> str:
    """新增 310 条，更新 4 条."""
    changed = f"，更新 {batch.rows_changed:,} 条" if batch.rows_changed else ""
    return f"新增 {batch.rows_new:,} 条{changed}"


class _BatchRow(QWidget):
    def __init__(self, batch: Batch) -> None:
        super().__init__()
        self.batch = batch
        at = batch.at[:16].replace("T", " ")
        name = ElidedLabel(batch.file, look.ROW, "ink", 500)
        about = ElidedLabel(f"{at} · {batch.by} · {told(batch)}", look.CAPTION, "ink2")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(about)
        self.undo: Button = link("撤销这次导入", "undo")
        self.undo.setAccessibleName(f"撤销导入：{batch.file} {at}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(icon_label("table", 18))
        row.addLayout(words, 1)
        row.addWidget(self.undo)


class BatchesCard(Card):
    """以前的导入. `undo_wanted` carries the batch."""

    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("以前的导入")
        self.rows: list[_BatchRow] = []
        self.empty = EmptyState("还没有导入过。导入以后列在这里，可以整批撤销。")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self.empty)
        self.body.addLayout(self._list)

    def show_batches(self, batches: Sequence[Batch], *, may_undo: bool) -> None:
        """The finished ones, newest first."""
        finished = [one for one in batches if one.finished][:_SHOWN]
        if [row.batch for row in self.rows] == finished:
            return
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for at, batch in enumerate(finished):
            if at:
                self._list.addWidget(hairline())
            row = _BatchRow(batch)
            row.undo.setVisible(may_undo)
            row.undo.clicked.connect(lambda _=False, one=batch: self.undo_wanted.emit(one))
            self._list.addWidget(row)
            self.rows.append(row)
        self.empty.setVisible(not finished)
