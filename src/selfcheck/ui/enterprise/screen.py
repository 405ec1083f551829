"""企业概况: what stands on the cover, who signs and works, and which check items apply."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from selfcheck.entered import half_width, tidy
from selfcheck.enterprise import actions, queries
from selfcheck.enterprise.queries import EnterprisePage
from selfcheck.errors import NotReady, Problem
from selfcheck.submission.next_step import lacking_parts
from selfcheck.ui import look
from selfcheck.ui.enterprise.code_field import LabelledCode
from selfcheck.ui.enterprise.people_card import PeopleCard
from selfcheck.ui.enterprise.profile_card import ProfileCard, change_words
from selfcheck.ui.export.round_card import RoundCard
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.suggest_field import SECTORS, SuggestField
from selfcheck.ui.widgets import (
    Card,
    LabelledField,
    LineField,
    PageHeader,
    ScrollPage,
    link,
    primary,
)
from selfcheck.ui.window import NARROW_BELOW
from selfcheck.ui.workspace import Workspace

# field, its words, what to write, its place in two columns: row, column, columns
_FIELDS = (
    ("name", "企业名称", "全称，与营业执照一致", (0, 0, 2)),
    ("credit_code", "统一社会信用代码", "", (1, 0, 1)),
    ("sector", "所属行业", "选一个，或者直接写", (1, 1, 1)),
    ("address", "生产经营地址", "省市区和门牌", (2, 0, 2)),
    ("department", "接收报送的主管部门", "如 某某区应急管理局", (3, 0, 2)),
    ("phone", "联系电话", "如 0714-6200000", (4, 0, 1)),
    ("head_count", "从业人员人数", "人数，含劳务派遣", (4, 1, 1)),
)


class EnterpriseScreen(ScrollPage):
    """Every value is kept when its field is left; a sentence says what is still wrong beside it."""

    def __init__(
        self, workspace: Workspace, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._navigator = navigator
        self._told: set[str] = set()  # fields whose lack is told: left empty, or asked for
        self._refused: dict[str, str] = {}  # fields whose value could not be kept, and why
        self._wanted: QWidget | None = None
        self._lacking: list[Problem] = []
        self._profile: dict[str, queries.ProfileLine] = {}
        self._narrow: bool | None = None
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.onward = primary("填写十三项职责", "duties")
        self.header = PageHeader("企业概况", actions=[self.onward])
        self.lacking = link("")  # stands in place of the subline
        self.header.words.addWidget(self.lacking, 0, Qt.AlignmentFlag.AlignLeft)
        self.about = Card("基本信息", "报告封面印这些")
        coded = LabelledCode()
        self.lines: dict[str, LineField] = {"credit_code": coded.code.line}
        self.fields: dict[str, LabelledField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.GAP)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for key, words, hint, (row, column, columns) in _FIELDS:
            if key == "credit_code":
                self.fields[key] = coded
            else:
                self.lines[key] = field = (
                    SuggestField(SECTORS, name=words, hint=hint)
                    if key == "sector"
                    else LineField(name=words, hint=hint)
                )
                self.fields[key] = LabelledField(words, field)
            grid.addWidget(self.fields[key], row, column, 1, columns)
        self.about.body.addLayout(grid)
        self.about.body.addStretch(1)
        self.round = RoundCard()
        self.people = PeopleCard(self._workspace)
        self.profile = ProfileCard()
        self.grid = QGridLayout()
        self.grid.setSpacing(look.GAP)
        self.body.addWidget(self.header)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)
        self._place_cards(narrow=False)
        for card in (self.about, self.people, self.profile):
            card.setEnabled(not self._workspace.read_only)

    def _connect(self) -> None:
        for key, line in self.lines.items():
            line.committed.connect(lambda text, key=key: self._on_committed(key, text))
        self.profile.answered.connect(self._on_answered)
        self.onward.clicked.connect(self._on_onward_clicked)
        self.lacking.clicked.connect(self._on_lacking_clicked)

    def reload(self) -> None:
        """Ask for the page and draw it; what is being typed, or was refused, stays."""
        page = self._workspace.read(queries.page, self._workspace.pack)
        current = self._workspace.read(queries.current_round)
        self._profile = {line.key: line for line in page.profile}
        for key, line in self.lines.items():
            if key not in self._refused:
                value = getattr(page, key)
                line.show_value("" if value is None else str(value))
            self.fields[key].show_problem(self._problem(page, key))
        told = "people" in self._told
        self.people.show_people(
            page.people, page.problem_at("enterprise#people") if told else ""
        )
        self.profile.show_lines(page.profile)
        if current is not None:
            self.round.show_round(current, self._workspace.pack)
        self._lacking = [problem for problem in page.problems if problem.blocking]
        self.header.show_subline("" if self._lacking else "都填好了，改动会随时保存")
        self.header.subline.setHidden(bool(self._lacking))
        self.lacking.setText(f"还要填：{lacking_parts(self._lacking)}")
        self.lacking.setVisible(bool(self._lacking))

    def _problem(self, page: EnterprisePage, key: str) -> str:
        """A wrong value is told at once, a missing one after the field has been left or asked for."""
        if key in self._refused:
            return self._refused[key]
        empty = getattr(page, key) in ("", None)
        return "" if empty and key not in self._told else page.problem_at(f"enterprise#{key}")

    # ---- where the window sends it

    def show_place(self, *where: str) -> None:
        """Go to a field: enterprise#phone, enterprise#profile.gas, person#name."""
        place = where[0].partition("#")[2] if where else ""
        self._wanted = None
        if place.startswith("profile"):
            self._wanted = self.profile.focus_question(place.partition(".")[2])
        elif place in self.lines:
            self._told.add(place)
            self._wanted = self.lines[place]
        elif place == "people" or (where and where[0].startswith("person")):
            self._told.add("people")
            self._wanted = next(
                (row.name for row in self.people.rows if not row.person_id),
                self.people.rows[0].name,
            )
        self.reload()
        if self._wanted is not None:
            self.ensureWidgetVisible(self._wanted, 0, look.px(80))

    def first_focus(self) -> QWidget:
        """The field asked for, else the first that is still empty."""
        wanted, self._wanted = self._wanted, None
        empty = (line for line in self.lines.values() if not line.text())
        return wanted or next(empty, self.lines["name"])

    # ---- layout

    def _place_cards(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        cards: tuple[QWidget, ...] = (self.about, self.round, self.people, self.profile)
        for card in cards:
            self.grid.removeWidget(card)
        if narrow:
            for row, card in enumerate((self.about, self.people, self.profile, self.round)):
                self.grid.addWidget(card, row, 0)
        else:
            self.grid.addWidget(self.about, 0, 0)
            self.grid.addWidget(self.round, 0, 1)
            self.grid.addWidget(self.people, 1, 0, 1, 2)
            self.grid.addWidget(self.profile, 2, 0, 1, 2)
        self.grid.setColumnStretch(0, 2)
        self.grid.setColumnStretch(1, 0 if narrow else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards(narrow=self.window().width() < look.px(NARROW_BELOW))

    # ---- what the person does

    def _on_onward_clicked(self) -> None:
        self._navigator.open("duties")

    def _on_lacking_clicked(self) -> None:
        self.show_place(self._lacking[0].where)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_committed(self, key: str, text: str) -> None:
        self._told.add(key)
        self._refused.pop(key, None)
        value: str | int | None = text
        if key == "head_count":
            figures = half_width(tidy(text)).strip()
            if figures and not figures.isdecimal():
                self._refuse(key, "人数只写数字，如 186")
                return
            value = int(figures) if figures else None
        try:
            self._workspace.act(actions.describe, key, value)
        except NotReady as error:
            self._refuse(key, str(error))
        else:
            self.reload()

    def _refuse(self, key: str, text: str) -> None:
        self._refused[key] = text
        self.lines[key].not_kept()
        self.fields[key].show_problem(text)

    def _on_answered(self, key: str, answer: bool) -> None:
        line = self._profile[key]
        if line.answer is answer:
            return
        self._workspace.act(actions.answer_profile, key, answer)
        self.profile.say(f"{line.text.rstrip('？?')}——{change_words(line, answer)}。")
        self.reload()
