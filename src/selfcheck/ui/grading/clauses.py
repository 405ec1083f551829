"""The middle of the grading dialog: clauses that hold words of the description, or all of them to look through."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.candidates import Candidates, ClauseCandidate, browse
from selfcheck.hazards.decisions import Answer
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.fields import SearchField
from selfcheck.ui.grading.card import ClauseCard
from selfcheck.ui.grading.parts import noted, on_sheet
from selfcheck.ui.labels import ElidedLabel, Label, row_title
from selfcheck.ui.surfaces import EmptyState, ScrollPage, clear_layout

_AT_ONCE = 20  # cards made at once; more on request
_MOST_RULES = 3
_MARGINS = (20, 4, 20, 14)


class ClausesPanel(QWidget):
    """`ticked(key, bool)` and `answered(key, name, value)` as the cards tell; `rebuilt` after other cards came."""

    ticked = Signal(str, bool)
    answered = Signal(str, str, str)
    rebuilt = Signal()

    def __init__(
        self,
        candidates: Candidates,
        clauses: Mapping[str, ClauseCandidate],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._candidates, self._clauses = candidates, clauses
        self._ticked: Sequence[str] = ()
        self._answers: Mapping[str, Mapping[str, Answer]] = {}
        self._browsing = self._others_shown = False
        self._most = _AT_ONCE
        self.cards: list[ClauseCard] = []
        self.title = row_title()
        self.note = ElidedLabel("", look.CAPTION, "ink3")
        self.browse_button: Button = link("浏览全部条款")
        self.search = SearchField("搜索条款：积水 炉坑", width=280)
        self.with_others = QCheckBox("也看不适用、当日不施行的")
        self.sheet = ScrollPage(_MARGINS, spacing=9)
        on_sheet(self.sheet)
        self.others_button: Button = link("")
        self.more_button: Button = link("")
        self.empty = EmptyState("", "浏览全部条款")
        self._build()
        self._connect()
        self._rebuild()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 6)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        head.addWidget(self.browse_button)
        self._seek = QWidget()
        seek = QHBoxLayout(self._seek)
        seek.setContentsMargins(20, 0, 20, 6)
        seek.setSpacing(12)
        seek.addWidget(self.search, 1)
        seek.addWidget(self.with_others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._seek)
        column.addWidget(self.sheet, 1)
        self._seek.hide()

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._on_browse_clicked)
        self.empty.followed.connect(self._on_browse_clicked)
        self.search.searched.connect(self._on_searched)
        self.with_others.toggled.connect(self._on_searched)
        self.others_button.clicked.connect(self._on_others_clicked)
        self.more_button.clicked.connect(self._on_more_clicked)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        found: list[QWidget] = [self.browse_button]
        if self._browsing:
            found += [self.search, self.with_others]
        for card in self.cards:
            found += card.stops
        return [*found, self.empty.link, self.others_button, self.more_button]

    def show_state(
        self, ticked: Sequence[str], answers: Mapping[str, Mapping[str, Answer]]
    ) -> None:
        """Show what is decided about the clauses so far."""
        self._ticked, self._answers = tuple(ticked), answers
        for card in self.cards:
            self._show_card(card)

    def _show_card(self, card: ClauseCard) -> None:
        key = card.clause.key
        card.show_state(ticked=key in self._ticked, answers=self._answers.get(key, {}))

    def show_ticked(self) -> None:
        """Show again the cards of clauses that were ticked before, wherever they were found."""
        others = {one.key for one in self._candidates.others}
        self._others_shown = not others.isdisjoint(self._ticked)
        self._rebuild()

    def focus_first(self) -> None:
        """Put the keyboard on the first clause, or on the way to all of them."""
        first = self.cards[0] if self.cards else self.empty.link
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> ClauseCard | None:
        """The card that has the keyboard, or a control of which has it."""
        focused = self.window().focusWidget()
        return next(
            (
                card
                for card in self.cards
                if focused is not None and (card is focused or card.isAncestorOf(focused))
            ),
            None,
        )

    def _rebuild(self) -> None:
        opened = {card.clause.key for card in self.cards if card.opened}
        for kept in (self.others_button, self.more_button, self.empty):
            kept.setParent(self)
            kept.hide()
        clear_layout(self.sheet.body)
        self.cards = []
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        if self._browsing:
            self._build_browsed(column)
        else:
            self._build_matches(column)
        for card in self.cards:
            if card.clause.key in opened:
                card.open_text()
        self.sheet.body.addWidget(holder)
        self.sheet.body.addStretch(1)
        self.browse_button.setText("返回对上的条款" if self._browsing else "浏览全部条款")
        self.browse_button.setVisible(self._browsing or bool(self._candidates.clauses))
        self._settle(holder)
        self.rebuilt.emit()

    def _settle(self, holder: QWidget) -> None:
        """Lay everything out now: for a moment the new cards would else be squeezed into the old height."""
        if self.isVisible():
            holder.show()
            for _ in range(3):  # the cards, what they lie in, the scrolling around it
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _build_matches(self, column: QVBoxLayout) -> None:
        page = self._candidates
        found = page.clauses
        self.title.setText("可能适用的条款")
        self.note.setText(_told(found))
        self._add_cards(column, found[: self._most])
        self._offer_more(column, len(found))
        shown = {one.key for one in (*found, *page.others)}
        extra = [self._clauses[key] for key in self._ticked if key not in shown]
        if extra:
            column.addWidget(Label("另外勾选的条款", look.CAPTION, "ink3"))
            self._add_cards(column, extra)
        if not found:
            self._say_empty(column, "没有条款对上这些词", "浏览全部条款")
        for rule in _rules(found):
            column.addLayout(noted(rule))
        if page.others:
            self._offer_others(column)

    def _offer_others(self, column: QVBoxLayout) -> None:
        words, _, whom = self._candidates.others_line.partition("，")
        self.others_button.setText(
            f"收起另外 {len(self._candidates.others)} 条" if self._others_shown else words
        )
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.others_button, 0, Qt.AlignmentFlag.AlignTop)
        told = Label(whom, look.TEXT, "ink2", wrap=True)
        row.addWidget(told, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        self.others_button.show()
        if self._others_shown:
            self._add_cards(column, self._candidates.others[: 2 * self._most])

    def _build_browsed(self, column: QVBoxLayout) -> None:
        found = browse(
            self._candidates.everything,
            self.search.text(),
            with_others=self.with_others.isChecked(),
        )
        self.title.setText("全部条款")
        self.note.setText(_told(found))
        self._add_cards(column, found[: self._most])
        self._offer_more(column, len(found))
        if not found:
            self._say_empty(column, "没有条款含这些词，换个词搜索")

    def _say_empty(self, column: QVBoxLayout, sentence: str, link_text: str = "") -> None:
        self.empty.show_sentence(sentence, link_text)
        column.addWidget(self.empty)
        self.empty.show()

    def _offer_more(self, column: QVBoxLayout, found: int) -> None:
        if found > self._most:
            self.more_button.setText(f"再显示 {min(_AT_ONCE, found - self._most)} 条")
            column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
            self.more_button.show()

    def _add_cards(self, column: QVBoxLayout, clauses: Sequence[ClauseCandidate]) -> None:
        several = len({one.standard.key for one in clauses}) > 1
        for clause in clauses:
            card = ClauseCard(clause, name_standard=several or bool(clause.aside))
            card.ticked.connect(self.ticked)
            card.answered.connect(self.answered)
            card.moved.connect(self._on_moved)
            self._show_card(card)
            self.cards.append(card)
            column.addWidget(card)

    def _on_moved(self, step: int) -> None:
        card = self.current()
        if card is None:
            return
        at = min(max(self.cards.index(card) + step, 0), len(self.cards) - 1)
        self.cards[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sheet.ensureWidgetVisible(self.cards[at], 0, 12)

    def _on_browse_clicked(self) -> None:
        self._browsing = not self._browsing
        self._most = _AT_ONCE
        self._seek.setVisible(self._browsing)
        self._rebuild()
        self.sheet.verticalScrollBar().setValue(0)
        if self._browsing:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def _on_searched(self) -> None:
        self._most = _AT_ONCE
        self._rebuild()

    def _on_others_clicked(self) -> None:
        self._others_shown = not self._others_shown
        at = self.sheet.verticalScrollBar().value()
        self._rebuild()
        self.sheet.verticalScrollBar().setValue(at)
        self.others_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_more_clicked(self) -> None:
        first_new = self._most
        at = self.sheet.verticalScrollBar().value()
        self._most += _AT_ONCE
        self._rebuild()
        self.sheet.verticalScrollBar().setValue(at)
        self.cards[first_new].setFocus(Qt.FocusReason.OtherFocusReason)


def _told(clauses: Sequence[ClauseCandidate]) -> str:
    standards = {one.standard.key: one.standard for one in clauses}
    if not clauses:
        return ""
    if len(standards) > 1:
        return f"{len(clauses)} 条 · {len(standards)} 份标准"
    [standard] = standards.values()
    return f"{len(clauses)} 条 · {standard.title}（{standard.document_number}）"


def _rules(clauses: Sequence[ClauseCandidate]) -> list[str]:
    """The general rules of the standards that are shown; all of them stand in each clause's text."""
    standards = {one.standard.key: one.standard for one in clauses}
    several = len(standards) > 1
    told = [
        f"{standard.document_number}：{rule}" if several else rule
        for standard in standards.values()
        for rule in standard.general_rules
    ]
    return told[:_MOST_RULES]
