"""One row of a register, and the captions above the rows."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.duties.pages import RowLine
from selfcheck.forms.pack import Column
from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton
from selfcheck.ui.duty.register_cells import Cell
from selfcheck.ui.duty.register_columns import caption_of
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel
from selfcheck.ui.surfaces import spread

_CODE, _TOOL = 58, 34  # columns, in pixels of the standard text size


def room_for_cells(width: int, columns: int) -> int:
    """What is left of a card's width when code, tool and distances have theirs."""
    return width - 28 - look.px(_CODE) - look.px(_TOOL) - 4 * (columns + 1)


class RegisterHead(QFrame):
    """The captions of the columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._code = Label("编号", look.CAPTION, "ink3")
        self._end = QWidget()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._code)
        for column in columns:
            caption = QWidget()
            caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            inside = QHBoxLayout(caption)
            inside.setContentsMargins(8, 0, 0, 0)  # where the words of a cell begin
            inside.addWidget(ElidedLabel(caption_of(column), look.CAPTION, "ink3"))
            self._row.addWidget(caption, column.width)
        self._row.addWidget(self._end)
        look.follow(self._restyle)

    def share_out(self, widths: Sequence[int]) -> None:
        """Give each column its part of the width."""
        for at, width in enumerate(widths, start=1):
            self._row.setStretch(at, width)

    def _restyle(self) -> None:
        self._code.setFixedWidth(look.px(_CODE))
        self._end.setFixedWidth(look.px(_TOOL))
        self.setFixedHeight(look.px(28))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.colour("surface2"))
        for y in (0, box.height() - 1):
            painter.fillRect(QRectF(0, y, box.width(), 1), look.colour("line2"))
        painter.end()


class RegisterRowView(QWidget):
    """One row; what is missing from it or contradicts a requirement stands below."""

    changed = Signal(int, str, str)  # row, column, text
    struck = Signal(int)
    moved = Signal(int, str, int)  # row, column, step

    def __init__(self, row: RowLine, columns: Sequence[Column]) -> None:
        super().__init__()
        self.row_id = row.row_id
        self._columns = columns
        self._row = row
        self._refusal = ""
        self.code = Label(row.code, look.TEXT, "ink3")
        self.cells: dict[str, Cell] = {}
        self._line = line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.code)
        for column in columns:
            cell = Cell(column, f"{row.code} {caption_of(column)}")
            cell.committed.connect(self._on_committed)
            cell.refused.connect(self._on_refused)
            cell.moved.connect(self._on_moved)
            self.cells[column.key] = cell
            line.addWidget(cell, column.width)
        self.strike = IconButton("trash", f"移除 {row.code}", side=28)
        self._tool = QWidget()
        self._tool.setLayout(spread(None, self.strike, spacing=0))
        line.addWidget(self._tool)
        self.told = ElidedLabel("", look.CAPTION, "ink2")
        self.problem = ProblemLabel()
        self._beneath = QVBoxLayout()
        self._beneath.setSpacing(2)
        self._beneath.addWidget(self.told)
        self._beneath.addWidget(self.problem)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(16, 2, 12, 3)
        column_box.setSpacing(1)
        column_box.addLayout(line)
        column_box.addLayout(self._beneath)
        self.strike.clicked.connect(self._on_strike_clicked)
        look.follow(self._restyle)
        self.show_row(row)

    def _restyle(self) -> None:
        self.code.setFixedWidth(look.px(_CODE))
        self._tool.setFixedWidth(look.px(_TOOL))
        self._beneath.setContentsMargins(look.px(_CODE) + 12, 0, 0, 0)

    def share_out(self, widths: Sequence[int]) -> None:
        """Give each cell its part of the width, the same as the captions have."""
        for at, width in enumerate(widths, start=1):
            self._line.setStretch(at, width)

    def show_row(self, row: RowLine) -> None:
        """Show what is kept now."""
        self._row = row
        for key, cell in self.cells.items():
            cell.show_cell(row.cells.get(key, ""), row.words.get(key, ""), row.odd.get(key, ""))
        if self._refusal and not any(cell.is_refused for cell in self.cells.values()):
            self._refusal = ""
        self.problem.show_problem(self._refusal)
        self._tell()

    def _tell(self) -> None:
        titles = {column.key: column.title for column in self._columns}
        empty = [titles[key] for key in self._row.faults if not self._row.cells.get(key)]
        wrong = [text for key, text in self._row.faults.items() if self._row.cells.get(key)]
        odd = [*self._row.odd.values(), *wrong]
        still = [f"还没填：{'、'.join(empty)}"] if empty else []
        self.told.setText("；".join(odd + still))
        self.told.set_look(ink="bad_ink" if odd else "ink3")
        self.told.setVisible(bool(odd or still))

    def refuse(self, column: str, sentence: str) -> None:
        """What was typed in a cell could not be kept; it stays, and the sentence stands below the row."""
        self.cells[column].refuse(self._row.cells.get(column, ""))
        self._refusal = sentence
        self.problem.show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self.strike.setVisible(not read_only)
        for cell in self.cells.values():
            cell.set_read_only(read_only)

    def _column_of(self, cell: object) -> str:
        return next(key for key, known in self.cells.items() if known is cell)

    def _on_committed(self, text: str) -> None:
        self.changed.emit(self.row_id, self._column_of(self.sender()), text)

    def _on_refused(self, sentence: str) -> None:
        self.refuse(self._column_of(self.sender()), sentence)

    def _on_moved(self, step: int) -> None:
        self.moved.emit(self.row_id, self._column_of(self.sender()), step)

    def _on_strike_clicked(self) -> None:
        self.struck.emit(self.row_id)
