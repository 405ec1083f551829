"""The people of the enterprise by role, each in one row of fields that are kept when they are left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from selfcheck.enterprise import actions
from selfcheck.enterprise.queries import PersonLine
from selfcheck.enterprise.records import ROLE_WORDS, Role
from selfcheck.errors import NotReady
from selfcheck.ui import look
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.widgets import (
    Button,
    Card,
    Label,
    LineField,
    ProblemLabel,
    link,
    mark_wrong,
    spread,
)
from selfcheck.ui.workspace import Workspace

_TASKS = {
    Role.PRINCIPAL: "签署报送；可以有几位，如董事长和总经理",
    Role.SAFETY_MANAGER: "签署之前审核，不能和签署的是同一个人",
    Role.STAFF: "各项职责和整改的责任人",
}


class PersonRow(QWidget):
    """Name, post and phone of one person; without `person_id` until the name is kept."""

    def __init__(self, workspace: Workspace, role: Role, line: PersonLine | None) -> None:
        super().__init__()
        self._workspace = workspace
        self.role = role
        self.person_id = line.person_id if line else 0
        words = ROLE_WORDS[role]
        self.name = LineField(name=f"{words}姓名", hint="姓名")
        self.post = LineField(name=f"{words}职务", hint="职务")
        self.phone = LineField(name=f"{words}电话", hint="电话")
        self.leave = link("离岗")
        kept = self.leave.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the rows stand in columns, also a new one
        self.leave.setSizePolicy(kept)
        self.sure = link("确认离岗")
        self.stay = link("不离岗")
        self.asked = Label("以后不再列出，以前的报送不变。", look.CAPTION, "ink2")
        self.problem = ProblemLabel()
        self.buttons = QWidget()
        row = spread(self.asked, self.leave, self.sure, self.stay)
        self.buttons.setLayout(row)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, (field, share) in enumerate(
            ((self.name, 3), (self.post, 4), (self.phone, 4))
        ):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, share)
            field.committed.connect(self._on_committed)
        grid.addWidget(self.buttons, 0, 3, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.problem, 1, 0, 1, 4)
        self.leave.clicked.connect(lambda: self._ask(asking=True))
        self.stay.clicked.connect(lambda: self._ask(asking=False))
        self.sure.clicked.connect(self._on_sure_clicked)
        self._ask(asking=False)
        if line:
            self.show_line(line)

    def show_line(self, line: PersonLine) -> None:
        """What is kept, unless what was typed here was refused."""
        if self.problem.text():
            return
        for field, value in self._values(line):
            field.show_value(value)
            # whose it is: a role may be held by several, and their fields are told one by one
            field.setAccessibleName(
                f"{ROLE_WORDS[self.role]}{line.name}的{field.placeholderText()}"
            )
        self.leave.setAccessibleName(f"{line.name}离岗")

    def _values(self, line: PersonLine) -> tuple[tuple[LineField, str], ...]:
        return (self.name, line.name), (self.post, line.title), (self.phone, line.phone)

    def _ask(self, *, asking: bool) -> None:
        for part in (self.asked, self.sure, self.stay):
            part.setVisible(asking)
        self.leave.setVisible(bool(self.person_id) and not asking)
        if asking:
            self.sure.setFocus()

    def _on_committed(self) -> None:
        if not self.person_id and not self.name.text().strip():
            return  # a new row whose name is still to come
        try:
            self._keep()
        except NotReady as error:
            self._refused(error)
        else:
            self.problem.show_problem("")
            for field in (self.name, self.phone):
                mark_wrong(field, wrong=False)
            self.leave.show()

    def _keep(self) -> None:
        name, title, phone = (f.text() for f in (self.name, self.post, self.phone))
        if self.person_id:
            self._workspace.act(
                actions.change_person, self.person_id, name=name, title=title, phone=phone
            )
        else:
            self.person_id = self._workspace.act(
                actions.add_person, name=name, role=self.role, title=title, phone=phone
            )

    def _refused(self, error: NotReady) -> None:
        self.problem.show_problem("；".join(problem.text for problem in error.problems))
        wrong = {problem.where for problem in error.problems}
        for field, where in ((self.name, "person#name"), (self.phone, "person#phone")):
            mark_wrong(field, wrong=where in wrong)
            field.not_kept()

    def _on_sure_clicked(self) -> None:
        self._workspace.act(actions.person_leaves, self.person_id)


class PeopleCard(Card):
    """Everybody who is there, by role; a role may be held by several."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("人员")
        self._workspace = workspace
        self.rows: list[PersonRow] = []
        self.add: dict[Role, Button] = {}
        self._columns: dict[Role, QVBoxLayout] = {}
        self.problem = ProblemLabel()
        self.body.addWidget(self.problem)
        for role in Role:
            self.add[role] = link("新增", "plus")
            self.add[role].setAccessibleName(f"新增{ROLE_WORDS[role]}")
            self.add[role].clicked.connect(
                lambda _=False, role=role: self._on_add_clicked(role)
            )
            head = spread(
                Label(ROLE_WORDS[role], look.TEXT, "ink", 500),
                Label(_TASKS[role], look.CAPTION, "ink3"),
                None,
                self.add[role],
            )
            self.body.addLayout(head)
            column = self._columns[role] = QVBoxLayout()
            column.setSpacing(6)
            self.body.addLayout(column)
            self.body.addSpacing(6)

    def show_people(self, people: Sequence[PersonLine], problem: str) -> None:
        """The people as they are kept; rows stay where they are, so that typing is not disturbed."""
        self.problem.show_problem(problem)
        kept = {row.person_id: row for row in self.rows if row.person_id}
        listed = {line.person_id for line in people}
        for row in [*self.rows]:
            if row.person_id and row.person_id not in listed:
                self.rows.remove(row)
                self._columns[row.role].removeWidget(row)
                row.hide()
                row.deleteLater()
        for line in people:
            if line.person_id in kept:
                kept[line.person_id].show_line(line)
            else:
                self._put(PersonRow(self._workspace, line.role, line))
        for role in (Role.PRINCIPAL, Role.SAFETY_MANAGER):
            if not any(row.role is role for row in self.rows):
                self._put(PersonRow(self._workspace, role, None))  # one is always asked for
        self._order()

    def _put(self, row: PersonRow) -> None:
        self.rows.append(row)
        self._columns[row.role].addWidget(row)

    def _order(self) -> None:
        order: list[QWidget] = []
        for role in Role:
            order.append(self.add[role])
            for row in self.rows:
                if row.role is role:
                    order += [row.name, row.post, row.phone, row.leave, row.sure, row.stay]
        order_tabs(order)

    def _on_add_clicked(self, role: Role) -> None:
        blank = next((r for r in self.rows if r.role is role and not r.person_id), None)
        if blank is None:
            blank = PersonRow(self._workspace, role, None)
            self._put(blank)
            self._order()
        blank.name.setFocus()
