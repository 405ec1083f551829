"""「核对答案」: every duty with what was answered, and at the top what is still missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from selfcheck.duties import queries as duty_queries
from selfcheck.duties import states as duty_states
from selfcheck.duties.pages import DutyState, ItemLine
from selfcheck.duties.rules import DutyStatus
from selfcheck.duties.states import ordinal
from selfcheck.rounds import RoundStatus
from selfcheck.submission import queries, walks
from selfcheck.ui import look
from selfcheck.ui.asking import may_open_for_change
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.navigation import Navigator
from selfcheck.ui.signoff.missing_list import MissingCard
from selfcheck.ui.widgets import (
    Button,
    Card,
    ElidedLabel,
    EmptyState,
    Label,
    PageHeader,
    ScrollPage,
    SearchField,
    link,
)
from selfcheck.ui.workspace import Workspace

if TYPE_CHECKING:
    from selfcheck.submission.pages import SignoffPage

_FINISHED = (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)


class AnswerRow(QWidget):
    """One item: what was asked, what was answered, what proves it, and the way there."""

    followed = Signal(str)

    def __init__(self, line: ItemLine, *, quiet: bool, frozen: bool) -> None:
        super().__init__()
        self.line = line
        bad = line.mark == "bad" or not line.value
        self.words = ElidedLabel(
            line.words, look.TEXT, "ink2" if quiet else "ink", 500, lines=2
        )
        if bad and not quiet:
            self.words.set_look(ink="bad_ink")
        told = [line.note, line.reason, line.measures, line.evidence_reason]
        note = ElidedLabel(
            "；".join(part for part in told if part), look.CAPTION, "ink3", lines=2
        )
        note.setVisible(bool(note.text()))
        count = f"佐证 {len(line.cards)} 件" if line.cards else ""
        self.go: Button = link("查看" if frozen else "更改")
        self.go.setAccessibleName(f"{self.go.text()}：{line.text}，{line.words}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        number = Label(f"{line.number}", look.CAPTION, "ink3")
        number.setFixedWidth(look.px(18))
        grid.addWidget(number, 0, 0)
        question = ElidedLabel(line.text, look.TEXT, "ink3" if quiet else "ink2", lines=2)
        grid.addWidget(question, 0, 1)
        grid.addWidget(self.words, 0, 2)
        grid.addWidget(Label(count, look.CAPTION, "ink3"), 0, 3)
        grid.addWidget(self.go, 0, 4)
        grid.addWidget(note, 1, 1, 1, 3)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)
        grid.setColumnMinimumWidth(3, look.px(64))
        self.search = "".join((line.text, line.short, line.words, *told))
        self.go.clicked.connect(lambda: self.followed.emit(line.key))


class DutyAnswers(Card):
    """One duty's answers; `followed` carries the item's key."""

    followed = Signal(str)

    def __init__(self, state: DutyState, *, frozen: bool) -> None:
        finished = state.status in _FINISHED
        words = Label(
            duty_queries.status_words(state), look.TEXT, "ink3" if finished else "ink"
        )
        if state.status is DutyStatus.HAS_PROBLEM:
            words.set_look(ink="bad_ink", weight=500)
        words.setWordWrap(False)
        title = f"{ordinal(state.duty)}　{state.duty.short_title}"
        super().__init__(title, state.mark.owner, words)
        self.state = state
        self.frozen = frozen
        self.title.setToolTip(state.duty.title)
        self.body.setSpacing(2)
        self.rows: list[AnswerRow] = []
        for line in state.lines:
            row = AnswerRow(line, quiet=finished, frozen=frozen)
            row.followed.connect(self.followed)
            self.rows.append(row)
            self.body.addWidget(row)
        if not state.lines:
            reason = state.mark.not_applicable_reason or state.duty.not_applicable_reason
            self.body.addWidget(Label(reason, look.TEXT, "ink3", wrap=True))

    def filter(self, text: str) -> bool:
        """Show only the rows that hold the text; says whether any does."""
        whole = text in self.state.duty.title + self.state.duty.short_title
        for row in self.rows:
            row.setVisible(whole or text in row.search)
        found = whole or any(text in row.search for row in self.rows)
        self.setVisible(found)
        return found


class AnswersScreen(QWidget):
    """Everything at one glance before signing; each answer has the way to its place."""

    def __init__(
        self, workspace: Workspace, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._navigator = workspace, navigator
        self._page: SignoffPage | None = None
        self._left = ""  # the item that was left from
        self.search = SearchField("搜索问题、答案、说明")
        self.header = PageHeader("核对答案", actions=(self.search,))
        self.missing = MissingCard(most=1000, gather=False)
        self.nothing = EmptyState("没有找到。换一个词，或清除搜索。", "清除搜索")
        self.cards: dict[str, DutyAnswers] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(look.GAP - 4)
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.page = ScrollPage()
        self.page.body.addWidget(self.header)
        self.page.body.addWidget(self.missing)
        self.page.body.addWidget(self.nothing)
        self.page.body.addLayout(self._column)
        self.page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _connect(self) -> None:
        self.search.searched.connect(self._filter)
        self.nothing.followed.connect(self.search.clear)
        self.missing.followed.connect(self._on_followed)

    # ---- what the window asks

    def place(self) -> tuple[str, ...]:
        """The item that was left from."""
        return (self._left,) if self._left else ()

    def show_place(self, *where: str) -> None:
        """Come back to the item that was left from."""
        self.reload()
        self._left = where[0] if where else ""

    def first_focus(self) -> QWidget | None:
        """The item that was left from, else the search."""
        for card in self.cards.values():
            for row in card.rows:
                if row.line.key == self._left:
                    self.page.ensureWidgetVisible(row)
                    return row.go
        return self.search

    def regions(self) -> list[QWidget]:
        """For F6: search, what is missing, the duties."""
        return [self.header, self.missing, *self.cards.values()]

    # ---- showing

    def reload(self) -> None:
        """Ask for the answers and draw what has changed."""
        now = self._workspace.now()
        walk = self._workspace.read(walks.current, self._workspace.folder, now.date())
        page = self._workspace.read(queries.signoff_page, walk, now=now)
        states = self._workspace.read(duty_states.all_states, walk)
        self._page = page
        frozen = page.status is RoundStatus.SIGNED
        done = page.done + page.absent
        self.header.show_subline(
            f"{page.period_words} · 第 {page.sequence:03d} 次报送 · 十三项中 {done} 项已定"
        )
        self.missing.setVisible(not frozen)
        self.missing.show_missing(page.missing)
        self._show_states(states, frozen=frozen)
        self._filter(self.search.text())
        rows = [row.go for card in self.cards.values() for row in card.rows]
        order_tabs([self.search, *(row.go for row in self.missing.rows), *rows])

    def _show_states(self, states: Sequence[DutyState], *, frozen: bool) -> None:
        for at, state in enumerate(states):
            old = self.cards.get(state.duty.key)
            if old is not None and old.state == state and old.frozen is frozen:
                continue
            made = DutyAnswers(state, frozen=frozen)
            made.followed.connect(self._on_item_followed)
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._column.insertWidget(at, made)
            self.cards[state.duty.key] = made

    def _filter(self, text: str) -> None:
        found = [card.filter(text.strip()) for card in self.cards.values()]
        self.nothing.setVisible(not any(found))

    # ---- going elsewhere

    def _on_item_followed(self, key: str) -> None:
        self._left = key
        self._on_followed(("duty", key.split(".", maxsplit=1)[0], key))

    def _on_followed(self, target: tuple[str, ...]) -> None:
        if self._page is not None and may_open_for_change(self, self._workspace, self._page):
            self._navigator.open(*target)
