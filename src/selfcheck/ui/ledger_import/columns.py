"""Which column of the file is what: one row a column, with its first values beside what was guessed."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.hazards.spreadsheet.fields import FIELDS, SPECS
from selfcheck.hazards.spreadsheet.grid import GridSheet
from selfcheck.hazards.spreadsheet.headers import SURE, UNKNOWN, Layout, guess_at
from selfcheck.hazards.spreadsheet.values import read_text
from selfcheck.ui import look
from selfcheck.ui.widgets import (
    Card,
    Choice,
    ChoiceField,
    ElidedLabel,
    Label,
    ProblemLabel,
    Tag,
    caption,
    clear_layout,
    hairline,
    tag_size,
)

_MOST_COLUMNS = 60  # shown: a wider sheet is no ledger
_SAMPLES = 3
_LOOKED_AT = 40  # rows, for values to show
_HEADER_ROWS = 15  # that may be said to hold the header
_NONE = ""
_UNSURE = "核对一下"
_FIELDS = (Choice(_NONE, "不导入"), *(Choice(spec.key, spec.title) for spec in FIELDS))


def letters(column: int) -> str:
    """A, B … Z, AA: how spreadsheets call a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def samples(sheet: GridSheet, layout: Layout, column: int) -> str:
    """The first values below a head, each once."""
    found: dict[str, None] = {}
    for row in sheet.rows[layout.first_row : layout.first_row + _LOOKED_AT]:
        if row[column] is not None:
            found[" ".join(read_text(row[column]).split())] = None
        if len(found) == _SAMPLES:
            break
    return " · ".join(found)


class _ColumnRow(QWidget):
    """One column of the file: letter, head, first values, and what it is taken for."""

    chosen = Signal(int, str)

    def __init__(self, column: int, head: str, values: str) -> None:
        super().__init__()
        self.column = column
        self.letter = Label(letters(column), look.CAPTION, "ink3")
        self.head = ElidedLabel(
            head or "（没有表头）", look.ROW, "ink" if head else "ink3", 500
        )
        self.values = ElidedLabel(values or "（空）", look.TEXT, "ink2" if values else "ink3")
        for words in (self.head, self.values):  # the columns stand in line, whatever they hold
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        spoken = f"{letters(column)} 列 {head}"
        self.field = ChoiceField(_FIELDS, name=f"{spoken}：导入为")
        self.mark = Tag()
        self.unsure = False
        row = QGridLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setHorizontalSpacing(12)
        row.addWidget(self.letter, 0, 0)
        row.addWidget(self.head, 0, 1)
        row.addWidget(self.values, 0, 2)
        row.addWidget(self.mark, 0, 3, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.field, 0, 4)
        row.setColumnStretch(1, 3)
        row.setColumnStretch(2, 5)
        self._row = row
        self.field.chosen.connect(self._on_chosen)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self._row.setColumnMinimumWidth(0, look.px(24))
        self._row.setColumnMinimumWidth(3, tag_size(_UNSURE, "accent").width())
        self.field.setFixedWidth(look.px(176))

    def _on_chosen(self, field: str) -> None:
        self.chosen.emit(self.column, field)

    def show_guess(self, field: str | None, sure: float) -> None:
        """What the column is taken for, and whether that should be looked at."""
        self.field.show_value(field or _NONE)
        self.head.set_look(weight=500 if field else 400)
        self.unsure = field is not None and sure < SURE
        # never hidden: the columns of all rows stand in line
        self.mark.show_status(
            _UNSURE if self.unsure else "", "accent" if self.unsure else "quiet"
        )
        self.field.setAccessibleDescription("这一列是猜的，核对一下" if self.unsure else "")


class ColumnsCard(Card):
    """The file, its sheet and header, and a row for each column. `changed` tells of another layout."""

    changed = Signal()
    sheet_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.sheet: GridSheet | None = None
        self.layout_now: Layout | None = None
        self.rows: list[_ColumnRow] = []
        self.file = ElidedLabel("", look.CARD, "ink", 500)
        self.sheets = ChoiceField(name="工作表")
        self.header = ChoiceField(name="表头在哪一行")
        self._sheet_words = caption("工作表")
        self.problem = ProblemLabel()
        self.hint = Label(
            "每一列导入为什么，已经按表头猜好；不对的在右边改，用不上的选“不导入”。",
            look.TEXT,
            "ink2",
            wrap=True,
        )
        self.unsure = Label("", look.TEXT, "accent_text", 500)
        top = QHBoxLayout()
        top.setSpacing(10)
        for part in (self.file, self._sheet_words, self.sheets, caption("表头"), self.header):
            top.addWidget(part, 1 if part is self.file else 0)
        self.body.addLayout(top)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.unsure)
        self.body.addWidget(self.problem)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addSpacing(4)
        self.body.addLayout(self._lines)
        self.sheets.chosen.connect(self._on_sheet_chosen)
        self.header.chosen.connect(self._on_header_chosen)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.sheets.setFixedWidth(look.px(150))
        self.header.setFixedWidth(look.px(120))

    # ---- showing

    def show_file(self, name: str, sheets: list[str], at: int) -> None:
        """Another file."""
        self.file.setText(name)
        self.sheets.set_choices([Choice(str(i), words) for i, words in enumerate(sheets)])
        self.sheets.show_value(str(at))
        for part in (self.sheets, self._sheet_words):
            part.setVisible(len(sheets) > 1)

    def show_sheet(self, sheet: GridSheet, layout: Layout) -> None:
        """Another sheet, or the same with its header elsewhere."""
        self.sheet, self.layout_now = sheet, layout
        self.header.set_choices(list(_header_choices(sheet)))
        self.header.show_value(f"{layout.header_row},{layout.header_height}")
        clear_layout(self._lines)
        self.rows = []
        for column, head in enumerate(layout.titles[:_MOST_COLUMNS]):
            values = samples(sheet, layout, column)
            if not head and not values:
                continue
            row = _ColumnRow(column, head, values)
            row.chosen.connect(self._on_column_chosen)
            self.rows.append(row)
            self._lines.addWidget(hairline())
            self._lines.addWidget(row)
        self._show_guesses()

    def _show_guesses(self) -> None:
        layout = self.layout_now
        assert layout is not None
        for row in self.rows:
            sure = layout.confidence[row.column]
            row.show_guess(layout.columns[row.column], sure)
        unsure = sum(
            field is not None and UNKNOWN < sure < SURE
            for field, sure in zip(layout.columns, layout.confidence, strict=True)
        )
        self.unsure.setText(f"有 {unsure} 列拿不准，标着“{_UNSURE}”。")
        self.unsure.setVisible(bool(unsure))
        missing = "" if self.ready else "还没有哪一列是“隐患内容”：在它的右边选上，才能预检。"
        self.problem.show_problem(missing)

    @property
    def ready(self) -> bool:
        """Whether the one column is told without which there is no ledger."""
        return self.layout_now is not None and all(
            spec.key in self.layout_now.columns for spec in SPECS.values() if spec.required
        )

    # ---- choosing

    def _on_sheet_chosen(self, at: str) -> None:
        self.sheet_chosen.emit(int(at))

    def _on_header_chosen(self, place: str) -> None:
        assert self.sheet is not None
        row, height = (int(part) for part in place.split(","))
        self.show_sheet(self.sheet, guess_at(self.sheet, row, height))
        self.changed.emit()

    def _on_column_chosen(self, column: int, field: str) -> None:
        assert self.layout_now is not None
        self.layout_now = self.layout_now.with_column(column, field or None)
        self._show_guesses()
        self.changed.emit()


def _header_choices(sheet: GridSheet) -> Iterator[Choice]:
    rows = min(len(sheet.rows), _HEADER_ROWS)
    for row in range(rows):
        yield Choice(f"{row},1", f"第 {row + 1} 行")
        if row + 1 < rows:
            yield Choice(f"{row},2", f"第 {row + 1}–{row + 2} 行")
