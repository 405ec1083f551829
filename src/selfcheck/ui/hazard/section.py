"""A part of the facts: shown as plain words, and as fields while it is being edited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfcheck.hazards.fields import Value
from selfcheck.hazards.pages import HazardPage
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.fields import FieldForm, HazardField
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.surfaces import spread


class HazardSection(QWidget):
    """Title, note and 编辑 at the top; what is known below it. `names` are the fields that can be edited."""

    names: tuple[str, ...] = ()
    keeps_view = False  # what is shown stays above the fields

    def __init__(self, desk: HazardDesk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.page: HazardPage | None = None
        self.read_only = False
        self.form: FieldForm | None = None
        self.title = Label(title, look.TEXT, "ink2", 500)
        self.note = ElidedLabel("", look.CAPTION, "ink3")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit_link: Button = link("编辑")
        self.edit_link.setAccessibleName(f"编辑{title}")
        self.view = QWidget()
        self.shown = QVBoxLayout(self.view)
        self.shown.setContentsMargins(0, 0, 0, 0)
        self.shown.setSpacing(2)
        self.head = spread(self.title, self.note, self.edit_link, spacing=10)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 8, 20, 10)
        self.column.setSpacing(4)
        if title:
            self.column.addLayout(self.head)
        self.column.addWidget(self.view)
        self.edit_link.clicked.connect(self._on_edit_clicked)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.title.setMinimumHeight(
            look.px(22) + 2
        )  # as high as a link, whether there is one or not

    # ---- showing

    def show_page(self, page: HazardPage, *, read_only: bool) -> None:
        """Show what is known of the hazard."""
        if self.page is not None and self.page.hazard_id != page.hazard_id:
            self.finish()
        self.page, self.read_only = page, read_only
        if read_only:
            self.finish()
        self.edit_link.setVisible(bool(self.names) and not read_only)
        self.fill(page)
        if self.form is not None:
            for name, field in self.form.fields.items():
                field.show_value(page.values[name])

    def fill(self, page: HazardPage) -> None:
        """Draw what is known; each section its own way."""
        raise NotImplementedError

    @property
    def editing(self) -> bool:
        """Whether the fields are open."""
        return self.form is not None

    # ---- editing

    def edit(self, name: str = "") -> QWidget | None:
        """Open the fields; returns the one asked for, to be given the keyboard."""
        if self.read_only or self.page is None or not self.names:
            return None
        if self.form is None:
            self.form = self._made(self.page)
            self.column.addWidget(self.form)
            self.view.setVisible(self.keeps_view)
            self.edit_link.setText("完成")
        field = self.form.fields.get(name) or next(iter(self.form.fields.values()))
        return field.focus_place()

    def finish(self) -> None:
        """Close the fields."""
        if self.form is not None:
            self.column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.view.setVisible(True)
        self.edit_link.setText("编辑")

    def _made(self, page: HazardPage) -> FieldForm:
        self.desk.ask_known()
        form = FieldForm()
        for name in self.names:
            offers = self.desk.offers(name, major=page.major)
            field = HazardField(name, offers, today=self.desk.office.today)
            field.show_value(page.values[name])
            form.add(field)
        form.left.connect(self._on_left)
        return form

    def _on_left(self, name: str, value: Value) -> None:
        self.desk.write(name, value, self._refuse)

    def _refuse(self, name: str, sentence: str) -> None:
        if self.form is not None and name in self.form.fields:
            self.form.refuse(name, sentence)
        elif self.form is not None:
            self.form.refuse(next(iter(self.form.fields)), sentence)

    def _on_edit_clicked(self) -> None:
        if self.editing:
            self.finish()
            self.edit_link.setFocus()
        elif (target := self.edit()) is not None:
            target.setFocus()
