"""What is chosen from: three columns of LEC, the matrix of LS with both factors, the conditions without a score."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.forms.risk_tables import FactorChoice, shipped_risk_tables
from selfcheck.riskmap.pages import Scale
from selfcheck.riskmap.records import Method
from selfcheck.ui import look
from selfcheck.ui.assess.choices import FactorColumn, Outcome
from selfcheck.ui.assess.matrix import RiskMatrix
from selfcheck.ui.assess.side import NAMES, Side, figure
from selfcheck.ui.labels import Label

_TWO_COLUMNS = 520  # of meanings beside the matrix, before scaling


def _column(method: Method, key: str) -> FactorColumn:
    factor = next(one for one in shipped_risk_tables().of(method.value) if one.key == key)
    return FactorColumn(key, f"{key}　{factor.title}", factor.choices, hint=factor.hint)


def outcomes(
    side: Side, scale: Scale, key: str, values: Mapping[str, object]
) -> dict[str, Outcome]:
    """What each value of a factor would come to, the others being as they are."""
    bands = scale.bands(side.method)
    found = {}
    for value in values:
        score = side.score(**{key: value})
        if score is not None:
            found[value] = (figure(score), bands.level(score))
    return found


class ScoredPanel(QWidget):
    """The columns of a method's factors. `chosen` and `looked` carry factors and values."""

    chosen = Signal(dict)
    looked = Signal(dict)

    def __init__(self, method: Method) -> None:
        super().__init__()
        self.method = method
        self.columns = {key: _column(method, key) for key in NAMES[method]}
        for column in self.columns.values():
            column.chosen.connect(self._on_chosen)
            column.looked.connect(self._on_looked)
            column.sideways.connect(self._on_sideways)

    def show_side(self, side: Side, scale: Scale) -> None:
        """Show what is chosen, and what every other choice would come to."""
        for key, column in self.columns.items():
            column.show_value(side.factors.get(key, ""))
            column.show_outcomes(outcomes(side, scale, key, column.rows))

    def first(self) -> QWidget:
        """The first factor that nothing is chosen for."""
        blank = (column for column in self.columns.values() if not column.value)
        return next(blank, next(iter(self.columns.values()))).first()

    def show_problem(self, key: str, text: str) -> None:
        """Say beside a factor what to do."""
        self.columns[key].problem.show_problem(text)

    def clear_problems(self) -> None:
        """All is well again."""
        for column in self.columns.values():
            column.problem.show_problem("")

    def _on_chosen(self, key: str, value: str) -> None:
        self.chosen.emit({key: value})

    def _on_looked(self, key: str, value: str) -> None:
        self.looked.emit({key: value} if value else {})

    def _on_sideways(self, step: int) -> None:
        columns = list(self.columns.values())
        at = next((n for n, one in enumerate(columns) if one is self.sender()), 0)
        target = columns[(at + step) % len(columns)].first()
        target.setFocus(Qt.FocusReason.TabFocusReason)


class LecPanel(ScoredPanel):
    """Three columns beside one another."""

    def __init__(self) -> None:
        super().__init__(Method.LEC)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for column in self.columns.values():
            row.addWidget(column, 1)


class LsPanel(ScoredPanel):
    """The matrix, and beside it what its rows and columns mean."""

    def __init__(self) -> None:
        super().__init__(Method.LS)
        self.matrix = RiskMatrix()
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.matrix)
        left.addWidget(Label("点格子，或用方向键选", look.CAPTION, "ink3"))
        left.addStretch(1)
        self._meanings = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._meanings.setSpacing(16)
        for column in self.columns.values():
            self._meanings.addWidget(column, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(self._meanings, 1)
        self.matrix.chosen.connect(self._on_cell)
        self.matrix.looked.connect(self._on_cell_looked)

    def show_side(self, side: Side, scale: Scale) -> None:
        super().show_side(side, scale)
        self.matrix.show_bands(scale.bands(Method.LS))
        self.matrix.show_value(side.factors.get("L", ""), side.factors.get("S", ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() - self.matrix.width() < look.px(_TWO_COLUMNS)
        way = QBoxLayout.Direction
        self._meanings.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def first(self) -> QWidget:
        return self.matrix

    def _on_cell(self, likelihood: str, severity: str) -> None:
        self.clear_problems()
        self.chosen.emit({"L": likelihood, "S": severity})

    def _on_cell_looked(self, likelihood: str, severity: str) -> None:
        self.looked.emit({"L": likelihood, "S": severity} if likelihood else {})


class DirectPanel(QWidget):
    """The situations that are major whatever they would score."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        choices = [
            FactorChoice(value="0", text=one.text) for one in shipped_risk_tables().direct
        ]
        keys = [one.key for one in shipped_risk_tables().direct]
        told = [
            choice.model_copy(update={"value": key})
            for choice, key in zip(choices, keys, strict=True)
        ]
        self.column = FactorColumn(
            "direct", "有下列情形之一，不打分，直接定为重大风险", told, numbered=False,
            hint="各省细则的共同项；本地细则另有规定的按本地规定",
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.column)
        self.column.chosen.connect(self._on_chosen)

    def show_side(self, side: Side) -> None:
        """Show which one is chosen."""
        self.column.show_value(side.direct)

    def first(self) -> QWidget:
        """What takes the keyboard."""
        return self.column.first()

    def show_problem(self, key: str, text: str) -> None:  # noqa: ARG002 - there is one place
        """Say what to do."""
        self.column.problem.show_problem(text)

    def clear_problems(self) -> None:
        """All is well again."""
        self.column.problem.show_problem("")

    def _on_chosen(self, key: str, value: str) -> None:  # noqa: ARG002
        self.chosen.emit(value)
