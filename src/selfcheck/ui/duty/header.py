"""Head and foot of a duty page: whose it is and how far, and whether it is done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.duties.pages import DutyPage
from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise.queries import PersonLine
from selfcheck.enterprise.records import Role
from selfcheck.moments import read
from selfcheck.ui import look
from selfcheck.ui.actor import first_of
from selfcheck.ui.buttons import Button, link, plain
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.duties.list_rows import TAGS
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, Tag
from selfcheck.ui.surfaces import Footer, spread


class DutyHeader(QWidget):
    """Way back, title and status; at the right who looks after it, how far it is, and by when."""

    back_wanted = Signal()
    outline_wanted = Signal()
    assigned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back: Button = link("十三项职责", "back")
        self.back.setAccessibleName("回到十三项职责（Alt+←）")
        self.group = Label("", look.CAPTION, "ink3")
        self.outline: Button = plain("跳到…", "duties")
        self.outline.setAccessibleName("职责大纲")
        self.title = ElidedLabel("", look.STEP, "ink", 700)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tag = Tag("")
        self.owner = ChoiceField(name="责任人", empty="选责任人")
        self.owner.setProperty("part", "small")
        self.owner_caption = Label("责任人", look.TEXT, "ink2")
        self.counts = Label("", look.TEXT, "ink2")
        self.due = Label("", look.TEXT, "ink2")
        self.figures = QWidget()
        self.figures.setLayout(spread(self.counts, self.due, spacing=3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(spread(self.back, self.group, None, self.outline, spacing=4))
        row = spread(self.title, self.tag, None, spacing=12)
        row.setStretch(0, 0)
        row.addLayout(spread(self.owner_caption, self.owner, 8, self.figures, spacing=8))
        column.addLayout(row)
        self.outline.hide()
        self.back.clicked.connect(self.back_wanted)
        self.outline.clicked.connect(self.outline_wanted)
        self.owner.chosen.connect(self.assigned)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_page(
        self, page: DutyPage, people: Sequence[PersonLine], due: date, days: int
    ) -> None:
        """Show where the duty stands."""
        self.group.setText(f"/ {page.group}")
        self.title.setText(f"{page.ordinal} {page.title}")
        told = (f"{page.ordinal} {page.title}", page.summary, page.frequency)
        self.title.setToolTip("\n".join(words for words in told if words))
        self.tag.show_status(page.status_words, TAGS[page.status])
        names = [person.name for person in people]
        if page.owner and page.owner not in names:
            names.append(page.owner)
        if not self.owner.view().isVisible():
            self.owner.set_choices(
                [*(Choice(name, name) for name in names), Choice("", "暂不指定")]
            )
            self.owner.show_value(page.owner or None)
        need = page.evidence_need
        counts = [f"已答 {page.answered}/{len(page.lines)}"]
        if need:
            counts.append(f"证据 {page.evidence_have}/{need}")
        self.counts.setText(" · ".join(counts))
        self.counts.setVisible(page.applies)
        late = days < 0 and page.status not in (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)
        dot = "· " if page.applies else ""
        by = f"已过 {-days} 天" if late else f"{due.month}月{due.day}日前"
        self.due.setText(dot + by)
        self.due.set_look(ink="bad_ink" if late else "ink2")

    def show_narrow(self, narrow: bool) -> None:
        """Without an outline beside the page there is a button for it."""
        self.outline.setVisible(narrow)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self.owner.setEnabled(not read_only)


class DutyFooter(Footer):
    """「本项是否已完成？」, what is missing, and where to go next."""

    done_wanted = Signal(str)  # by whom
    undone_wanted = Signal()
    answers_wanted = Signal()
    next_wanted = Signal()
    people_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._page: DutyPage | None = None
        self._by = ""  # who confirms when nobody has to be chosen
        self._read_only = False
        self.question = Label("本项是否已完成？", look.ROW, "ink", 500)
        self.yes = QRadioButton("是，已完成")
        self.no = QRadioButton("否，稍后继续")
        self._group = QButtonGroup(self)
        self._group.addButton(self.yes)
        self._group.addButton(self.no)
        self.who = ChoiceField(name="由谁确认本项已完成", empty="由谁确认")
        self.missing = ElidedLabel("", look.CAPTION, "ink2")
        self.people: Button = link("登记人员")
        self.problem = ProblemLabel()
        self.answers: Button = link("查看答案汇总")
        self.next: Button = plain("")
        for part in (self.question, self.yes, self.no, self.who):
            self.row.addWidget(part)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(spread(self.missing, self.people, spacing=4))
        words.addWidget(self.problem)
        self.row.addLayout(words, 1)
        self.row.addWidget(self.answers)
        self.row.addWidget(self.next)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.undone_wanted)
        self.who.chosen.connect(self._on_who)
        self.people.clicked.connect(self.people_wanted)
        self.answers.clicked.connect(self.answers_wanted)
        self.next.clicked.connect(self.next_wanted)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.yes.setFont(look.font())
        self.no.setFont(look.font())
        self.setMinimumHeight(look.px(52))

    def show_page(self, page: DutyPage, people: Sequence[PersonLine]) -> None:
        """Say what is missing; 是 is offered when nothing is and there is somebody to confirm it."""
        self._page = page
        names = [person.name for person in people]
        manager = first_of(people, Role.SAFETY_MANAGER)
        self._by = page.owner if page.owner in names else manager
        for part in (self.question, self.yes, self.no):
            part.setVisible(page.applies)
        missing = page.still_missing
        may = not self._read_only
        nobody = page.applies and may and not page.done and not missing and not names
        self.yes.setEnabled(may and (page.done or not (missing or nobody)))
        self.no.setEnabled(may)
        (self.yes if page.done else self.no).setChecked(True)
        self._show_who(page, people)
        told = f"还差：{missing}" if missing else ""
        if page.done and page.confirmed_at:
            told = f"{page.confirmed_by} {read(page.confirmed_at):%m-%d %H:%M} 确认"
        if nobody:
            told = "由谁确认？先在“企业概况”里登记人员"
        self.people.setVisible(nobody)
        self.missing.setText(told if page.applies else "")
        self.problem.show_problem("")
        self.next.setVisible(bool(page.next_key) and page.next_key != page.key)
        self.next.setText(f"下一项：{page.next_title}")
        self.next.setToolTip("下一项还没做完的职责")

    def _show_who(self, page: DutyPage, people: Sequence[PersonLine]) -> None:
        may = [p for p in people if p.role == Role.PRINCIPAL or not page.personal]
        asked = page.applies and not page.done and not page.still_missing
        asked = asked and (page.personal or (bool(people) and not self._by))
        self.who.setVisible(asked and not self._read_only)
        self.who.set_choices([Choice(p.name, f"{p.name}（{p.role_words}）") for p in may])
        if len(may) == 1 and self.who.value is None:
            self.who.show_value(may[0].name)

    @property
    def by(self) -> str:
        """Who confirms: whoever looks after the duty, else the safety manager; or who was chosen by name.

        Always somebody of the list in 企业概况, never the name of a login.
        """
        page = self._page
        if page is None:
            return ""
        chosen = self.who.value or ""
        return chosen if page.personal else self._by or chosen

    def _on_yes(self) -> None:
        if self._page is not None and not self._page.done:
            self.done_wanted.emit(self.by)

    def _on_who(self) -> None:
        self.problem.show_problem("")

    def focus_first(self) -> None:
        """The keyboard comes down from the last item."""
        target = self.yes if self.yes.isEnabled() else self.next
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """It could not be said to be done."""
        self.no.setChecked(True)
        self.problem.show_problem(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """A frozen round can be looked at."""
        self._read_only = read_only
