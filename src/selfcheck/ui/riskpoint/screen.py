"""One risk point: what is wrong with it, who answers for it, its units with both levels, its board, its history."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PointLine, UnitLine
from selfcheck.ui import look
from selfcheck.ui.asking import agreed
from selfcheck.ui.field_keys import FieldKeys
from selfcheck.ui.focus import commit_focused, order_reading
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.riskpoint.body import PointBody
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.head import PointHead
from selfcheck.ui.riskpoint.words import due_unit
from selfcheck.ui.workspace import Workspace


class RiskPointScreen(QWidget):
    """The page of one risk point; every field is kept when it is left."""

    def __init__(self, workspace: Workspace, navigator: Navigator) -> None:
        super().__init__()
        self._workspace, self._navigator = workspace, navigator
        self.point: PointLine | None = None
        self.desk = PointDesk(workspace, navigator, self)
        self._order: tuple[QWidget, ...] = ()
        self._wanted = ""  # the field that was asked for, until the keyboard is there
        self._build()
        self._connect()
        self.reload()

    # ---- building

    def _build(self) -> None:
        self.head = PointHead()
        self.body = PointBody(self.desk)
        left, top, right, _ = look.PAGE_MARGINS
        above = QVBoxLayout()
        above.setContentsMargins(left, top - 6, right, 0)
        above.addWidget(self.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(above)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self._on_back)
        self.head.map_wanted.connect(self._on_map)
        self.head.strike_wanted.connect(self._on_strike)
        self.head.next_wanted.connect(self._on_next)
        self.body.lint.wanted.connect(self.go)
        self.body.assess_wanted.connect(self.assess)
        self.body.nothing.followed.connect(self._on_back)
        self.body.board.print_wanted.connect(self._on_print)
        self.field_keys = FieldKeys(self.undo, _nothing, _never, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        for keys, slot in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Return", self._on_next_key),
            ("Ctrl+Enter", self._on_next_key),
            ("Ctrl+Up", self.go_previous),
            ("Ctrl+Down", self.go_next),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # ---- what the window asks

    def show_place(self, point_id: str, field: str = "") -> None:
        """Show a point, and a field of it: owner, steps, unit.7.event, assess.7, board.measures …"""
        if int(point_id) != self.desk.point_id:
            self.desk.undoing.forget()
            self.desk.point_id = int(point_id)
            self.body.problem.show_problem("")
        self._wanted = field
        self.reload()
        if not field:
            self.body.verticalScrollBar().setValue(0)

    def place(self) -> tuple[str, ...]:
        """Where the person is, for the way back."""
        return (str(self.desk.point_id),) if self.desk.point_id else ()

    def reload(self) -> None:
        """Ask again and draw; nothing that is being typed is disturbed."""
        self.point = self.desk.read() if self.desk.point_id else None
        self.head.setVisible(self.point is not None)
        self.body.show_point(self.point, self.desk.map)
        if self.point is not None:
            step = _step(self.point, self.desk.today)
            self.head.show_point(self.point, step, usable=not self.desk.read_only)
        self._order = order_reading((self.head, self.body), self._order)

    def first_focus(self) -> QWidget | None:
        """The field that was asked for, else the next thing to do."""
        field, self._wanted = self._wanted, ""
        if self.point is None:
            return self.body.nothing.link
        if field.startswith("assess"):
            QTimer.singleShot(0, self, lambda: self.go(field))
        elif field and (target := self.body.open_place(field)) is not None:
            return target
        return self.head.next if self.head.next.isVisibleTo(self) else self.head.back

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [part for part in (self.head, *self.body.parts()) if part.isVisible()]

    # ---- places

    def go(self, place: str) -> None:
        """Follow a link of the lint: to a field, to the map, or into an assessment."""
        name, _, rest = place.partition(".")
        if name == "map":
            self._on_map()
        elif name == "assess":
            unit = self._unit(rest)
            if unit is not None:
                self.assess(unit)
        elif (target := self.body.open_place(place)) is not None:
            target.setFocus()

    def _unit(self, told_id: str) -> UnitLine | None:
        assert self.point is not None
        units = self.point.units
        found = next((unit for unit in units if str(unit.unit_id) == told_id), None)
        return found or due_unit(self.point) or (units[0] if units else None)

    # ---- doing

    def _on_next(self) -> None:
        point = self.point
        if point is None:
            return
        if not point.units:
            self.go("unit")
            return
        blank = next((unit for unit in point.units if unit.residual is None), None)
        unit = blank or due_unit(point)
        if unit is not None:
            self.assess(unit)

    def _on_next_key(self) -> None:
        commit_focused(QApplication.focusWidget())
        self.reload()  # what was being typed counts
        if self.head.next.isVisible():
            self.head.next.click()

    def assess(self, unit: UnitLine) -> None:
        """Assess a unit, before and after its measures."""
        from selfcheck.ui.assess.dialog import AssessDialog

        commit_focused(QApplication.focusWidget())
        dialog = AssessDialog(self._workspace, unit.unit_id, self)
        dialog.exec()
        dialog.deleteLater()
        self.reload()
        row = self.body.units.rows.get(unit.unit_id)
        if row is not None:
            row.assess.setFocus()

    def undo(self) -> None:
        """Ctrl+Z: the last field goes back."""
        place = self.desk.undo()
        if place:
            self.reload()
            if (target := self.body.open_place(place)) is not None:
                target.setFocus()

    def _on_print(self) -> None:
        self._navigator.open("risks", "boards", str(self.desk.point_id))

    def _on_back(self) -> None:
        self._navigator.open("risks", "all", str(self.desk.point_id))

    def _on_map(self) -> None:
        self._navigator.open("riskmap", f"point.{self.desk.point_id}")

    def _on_strike(self) -> None:
        assert self.point is not None
        called = f"{self.point.number} {self.point.name}"
        text = f"{called} 不再出现在四色图、告知牌和清单里。评估记录留在变更记录中。"
        if agreed(self, "移除风险点", text, "移除") and self.desk.strike_point(
            self.body.problem.show_problem
        ):
            self.desk.point_id = 0
            self._navigator.open("risks")

    def go_previous(self) -> None:
        """The point with the number before."""
        self._go(-1)

    def go_next(self) -> None:
        """The point with the next number."""
        self._go(1)

    def _go(self, step: int) -> None:
        if self.desk.map is None or self.point is None:
            return
        ids = [point.point_id for point in self.desk.map.points]
        at = ids.index(self.point.point_id) + step
        if 0 <= at < len(ids):
            commit_focused(QApplication.focusWidget())
            self.show_place(str(ids[at]))
            self.head.back.setFocus()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        if new is not None and self.isAncestorOf(new):
            self.field_keys.watch(new)
            if new not in self._order:  # in fields that were just opened
                self._order = order_reading((self.head, self.body), self._order)
            if self.body.isAncestorOf(new):
                self.body.ensureWidgetVisible(new, 0, 30)


def _nothing() -> None:
    """Nothing is pasted into this page."""


def _never() -> bool:
    return False


def _step(point: PointLine, today: date) -> str:
    """The next thing to do with the point; empty when nothing waits."""
    if not point.units:
        return "添加评估单元"
    if any(unit.residual is None for unit in point.units):
        return "评估"
    due = point.review_due is not None and point.review_due < today
    return "重新评估" if due or point.review_wanted else ""
