"""A part of a risk point's page: plain words with 编辑, and the fields while they are open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PointLine
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard_sheets.asked import Field
from selfcheck.ui.hazard_sheets.fields import FieldBox, in_rows
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.surfaces import Card


class FieldsForm(QWidget):
    """Fields that are kept when they are left; `left` carries the name and the value as text."""

    left = Signal(str, str)

    def __init__(
        self, asked: Sequence[Field], controls: Mapping[str, QWidget] | None = None
    ) -> None:
        super().__init__()
        made = controls or {}
        self.boxes = {field.name: FieldBox(field, made.get(field.name)) for field in asked}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(10)
        for row in in_rows([(box, box.asked.beside) for box in self.boxes.values()]):
            column.addWidget(row)
        for box in self.boxes.values():
            box.told.connect(self._on_told)

    def _on_told(self, name: str) -> None:
        self.left.emit(name, self.boxes[name].value)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what is kept; what could not be kept stays as it was typed."""
        for name, box in self.boxes.items():
            if not box.refused:
                box.show_value(values[name])

    def focus_place(self, name: str) -> QWidget:
        """What takes the keyboard for a field; the first one when there is no such field."""
        box = self.boxes.get(name) or next(iter(self.boxes.values()))
        return box.field


class PointSection(Card):
    """`names` are the fields that can be edited; a subclass draws them and says how they are asked."""

    names: tuple[str, ...] = ()

    def __init__(self, desk: PointDesk, title: str) -> None:
        self.edit_link: Button = link("编辑")
        super().__init__(title, action=self.edit_link)
        self.edit_link.setAccessibleName(f"编辑{title}")
        self.desk = desk
        self.point: PointLine | None = None
        self.form: FieldsForm | None = None
        self.view = QWidget()
        self.shown = QVBoxLayout(self.view)
        self.shown.setContentsMargins(0, 0, 0, 0)
        self.shown.setSpacing(3)
        self.body.addWidget(self.view)
        self.edit_link.clicked.connect(self._on_edit_clicked)

    # ---- showing

    def show_point(self, point: PointLine) -> None:
        """Show what is known of the point."""
        if self.point is not None and self.point.point_id != point.point_id:
            self.finish()
        self.point = point
        self.edit_link.setVisible(bool(self.names) and not self.desk.read_only)
        self.fill(point)
        if self.form is not None:
            self.form.show_values(self.values(point))

    def fill(self, point: PointLine) -> None:
        """Draw what is known; each section its own way."""
        raise NotImplementedError

    def asked(self) -> tuple[Sequence[Field], Mapping[str, QWidget]]:
        """The fields, and controls of their own where a field needs one."""
        raise NotImplementedError

    def values(self, point: PointLine) -> Mapping[str, str]:
        """What is kept in each field, as text."""
        raise NotImplementedError

    def keep(self, name: str, value: str) -> None:
        """Write a field down; a subclass turns the text into what is kept."""
        self._write(name, value)

    def _write(self, name: str, value: object) -> None:
        assert self.form is not None
        box = self.form.boxes[name]
        if self.desk.write(name, value, box.refuse):
            box.settle()

    # ---- editing

    def edit(self, name: str = "") -> QWidget | None:
        """Open the fields; returns the one asked for, to be given the keyboard."""
        if self.point is None or self.desk.read_only or not self.names:
            return None
        if self.form is None:
            self.form = FieldsForm(*self.asked())
            self.form.show_values(self.values(self.point))
            self.form.left.connect(self.keep)
            self.body.addWidget(self.form)
            self.view.hide()
            self.edit_link.setText("完成")
        return self.form.focus_place(name)

    def finish(self) -> None:
        """Close the fields."""
        if self.form is not None:
            self.body.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.view.show()
        self.edit_link.setText("编辑")

    def _on_edit_clicked(self) -> None:
        if self.form is not None:
            self.finish()
            self.edit_link.setFocus()
        elif (target := self.edit()) is not None:
            target.setFocus()


def key_width() -> int:
    """How wide the names of facts are, before scaling."""
    return look.px(76)
