"""Deciding a hazard's grade: its words, the clauses that hold them, and the decision, seen together."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.errors import Problem
from selfcheck.hazards.candidates import Candidates
from selfcheck.hazards.decisions import (
    Answer,
    Draft,
    GradingAsked,
    decided,
    lacking,
    lowers,
    why_not,
)
from selfcheck.ui import look
from selfcheck.ui.focus import order_tabs
from selfcheck.ui.grading.clauses import ClausesPanel
from selfcheck.ui.grading.foot import GRADES, DecisionFoot
from selfcheck.ui.grading.words import WordsPanel
from selfcheck.ui.labels import ElidedLabel, step_title
from selfcheck.ui.surfaces import hairline

_SIZE = QSize(1096, 652)
_LEAST = QSize(720, 400)
_LEFT = 352
_LEFT_SHARE = 0.322
_SCREEN_EDGE = QSize(24, 56)  # a title bar and some air
_VEIL = 0.43


class GradingDialog(QDialog):
    """`decided` carries a Decision; the receiver answers with `accept_decision` or `show_problems`.

    `put_away` carries the Draft when it is closed without a decision: given back as `draft`, everything
    stands there again. `edit_description` comes after that, when the words are to be changed first.
    """

    decided = Signal(object)
    put_away = Signal(object)
    edit_description = Signal()

    def __init__(
        self,
        asked: GradingAsked,
        candidates: Candidates,
        people: Sequence[str],
        parent: QWidget | None = None,
        *,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(parent)
        self._asked, self._candidates = asked, candidates
        self.clauses_by_key = {
            one.key: one
            for group in (candidates.everything, candidates.others, candidates.clauses)
            for one in group
        }
        self._ticked: tuple[str, ...] = ()
        self._answers: dict[str, dict[str, Answer]] = {}
        self._veil: _Veil | None = None
        self.words = WordsPanel(candidates)
        self.clauses = ClausesPanel(candidates, self.clauses_by_key)
        self.foot = DecisionFoot(people, asked.by)
        self.setProperty("part", "sheet")
        self.setWindowTitle(f"判定等级 {asked.number}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._build()
        self._connect()
        if draft is not None:
            self._take_up(draft)
        self._show()
        self._order_tabs()
        self._fit_screen()
        self.clauses.focus_first()

    def _build(self) -> None:
        asked = self._asked
        head = QFrame()
        words = QVBoxLayout(head)
        words.setContentsMargins(24, 14, 24, 12)
        words.setSpacing(1)
        words.addWidget(step_title("判定等级" if asked.grade != "major" else "改判等级"))
        told = (asked.number, asked.location, f"发现日期 {asked.found_on}")
        words.addWidget(ElidedLabel(" · ".join(filter(None, told)), look.CAPTION, "ink2"))
        self._edge = QFrame()
        self._edge.setProperty("part", "line")
        self._edge.setFixedWidth(1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.words)
        middle.addWidget(self._edge)
        middle.addWidget(self.clauses, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.clauses.ticked.connect(self._on_ticked)
        self.clauses.answered.connect(self._on_answered)
        self.clauses.rebuilt.connect(self._order_tabs)
        self.words.edit_wanted.connect(self._on_edit_wanted)
        self.foot.changed.connect(self._show)
        self.foot.recorded.connect(self._on_record)
        self.foot.cancelled.connect(self.reject)
        for number, (grade, _, _) in enumerate(GRADES, start=1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.activated.connect(lambda grade=grade: self._on_grade_key(grade))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_record)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_f1)

    def _fit_screen(self) -> None:
        screen = self.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() - _SCREEN_EDGE
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(wanted.boundedTo(room).expandedTo(self.minimumSize()))

    @property
    def draft(self) -> Draft:
        """The decision as far as it has been made."""
        foot = self.foot
        return Draft(
            ticked=self._ticked,
            answers={key: dict(told) for key, told in self._answers.items()},
            grade=foot.grade,
            reason=foot.reason.toPlainText(),
            by=foot.by.value or "",
            second_by=foot.second_by.text(),
            argument=foot.argument.toPlainText(),
            argued_by=foot.argued_by.text(),
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing before it can be recorded."""
        return lacking(self._asked, self.draft, self.clauses_by_key)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What the receiver refused; everything stays as it was written."""
        self.foot.show_problems([(one.where, one.text) for one in problems])

    def accept_decision(self) -> None:
        """The decision is kept: close."""
        self.accept()

    def _take_up(self, draft: Draft) -> None:
        known = tuple(key for key in draft.ticked if key in self.clauses_by_key)
        self._ticked = known
        self._answers = {
            key: dict(told) for key, told in draft.answers.items() if key in self.clauses_by_key
        }
        self.foot.fill(replace(draft, ticked=known))
        self.clauses.show_state(self._ticked, self._answers)
        self.clauses.show_ticked()

    def _show(self) -> None:
        draft = self.draft
        self.clauses.show_state(self._ticked, self._answers)
        cited = [self.clauses_by_key[key].number for key in self._ticked]
        self.foot.show_grounds(cited, self._hint(draft, cited))
        self.foot.show_draft_rules(
            argues=draft.grade == "major" and not self._ticked,
            second=lowers(self._asked, draft),
        )
        self.foot.show_lacking(self.lacking)

    def _hint(self, draft: Draft, cited: Sequence[str]) -> str:
        if lowers(self._asked, draft):
            return "现在是重大：改为较低的等级，要写明理由，并由判定人以外的人同意。"
        if cited and draft.grade in ("general", "pending"):
            return f"已勾选{'、'.join(cited)}：在理由里写明为什么不判为重大。"
        return ""

    def _order_tabs(self) -> None:
        order_tabs([*self.words.stops, *self.clauses.stops, *self.foot.stops])

    def _on_ticked(self, key: str, on: bool) -> None:
        without = tuple(one for one in self._ticked if one != key)
        self._ticked = (*without, key) if on else without
        self._show()

    def _on_answered(self, key: str, name: str, value: Answer) -> None:
        told = {**self._answers.get(key, {}), name: value}
        self._answers[key] = told
        if why_not(self.clauses_by_key[key], told):
            self._ticked = tuple(one for one in self._ticked if one != key)
        self._show()

    def _on_grade_key(self, grade: str) -> None:
        part = self.foot.grades[grade]
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        part.setChecked(True)

    def _on_f1(self) -> None:
        card = self.clauses.current()
        if card is not None:
            card.open_text()

    def _on_record(self) -> None:
        missing = self.lacking
        if missing:
            self.foot.show_problems([("", f"还差：{'；'.join(missing)}")])
            return
        self.decided.emit(decided(self.draft, self._candidates, self.clauses_by_key))

    def _on_edit_wanted(self) -> None:
        self.reject()
        self.edit_description.emit()

    def reject(self) -> None:
        """Esc, 取消 and the window's cross: what was written is handed out, nothing is recorded."""
        draft = self.draft
        super().reject()
        self.put_away.emit(draft)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._draw_veil(shown=event.type() == QEvent.Type.Show)
        if event.type() == QEvent.Type.Resize:
            width = min(look.px(_LEFT), round(self.width() * _LEFT_SHARE))
            self.words.setFixedWidth(width)
        return super().event(event)

    def _draw_veil(self, *, shown: bool) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        if self._veil is None:
            self._veil = _Veil(parent.window())
        self._veil.setVisible(shown)
        self._veil.raise_()


class _Veil(QWidget):
    """Darkens the window behind, so that the eye stays with the decision."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        dark = look.colour("page" if look.tokens().dark else "ink")
        dark.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), dark)
        painter.end()
