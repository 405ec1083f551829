"""What next: the next legal action as one big button, what it still lacks, what is met; the path below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from selfcheck.hazards.pages import HazardPage, StepLine
from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.hazard.met import MetList
from selfcheck.ui.hazard.next import StepsMenu, WantsMenu, over_words
from selfcheck.ui.hazard.path import HazardPath, shown_stops
from selfcheck.ui.hazard.step_button import StepButton
from selfcheck.ui.hazard.wants import WantLine, WantList
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.surfaces import Card, hairline, spread

_SHOWN = 3  # missing lines beside the button; the rest stand in a menu
_ROOMY = 900  # pixels of the ribbon: less, and what is met is only counted
_SUPERVISION = "supervision"


def _upright() -> QFrame:
    made = QFrame()
    made.setProperty("part", "line")
    made.setFixedWidth(1)
    return made


class HazardRibbon(Card):
    """The next step left, what is missing in the middle, what is met at the right, the path below."""

    step_wanted = Signal(str)
    place_wanted = Signal(object)  # Problem: lead to where it can be mended
    supervision_wanted = Signal()
    other_wanted = Signal(str)  # the number of the hazard this one was merged into

    def __init__(self) -> None:
        super().__init__(edge=0)
        self._page: HazardPage | None = None
        self._chosen = ""  # another step than the next, whose missing parts are asked for
        self._read_only = False
        self.caption = Label("下一步", look.CAPTION, "ink3")
        self.button = StepButton()
        self.more: Button = link("更多步骤", "chevron-down")
        self.menu = StepsMenu(self)
        self.heading = Label("", look.TEXT, "ink2")
        self.reason = ElidedLabel("", look.TEXT, "ink", lines=2)
        self.back_to_next: Button = link("")
        self.rest: Button = link("")
        self.rest_menu = WantsMenu(self)
        self.other: Button = link("")
        self.met = MetList()
        self.path = HazardPath()
        self.wants = WantList()
        self._build()
        self._connect()

    @property
    def lines(self) -> list[WantLine]:
        """What is missing, as far as it has room beside the button."""
        return self.wants.lines

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self.caption)
        left.addWidget(self.button)
        left.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        head = QWidget()
        head.setLayout(spread(self.heading, self.back_to_next, None, self.rest, self.other))
        self._heads = (self.caption, head, self.met.heading)
        middle.addWidget(head)
        middle.addWidget(self.reason)
        middle.addWidget(self.wants)
        middle.addStretch(1)
        self._between = _upright()
        top = QHBoxLayout()
        top.setContentsMargins(20, 8, 20, 6)
        top.setSpacing(20)
        top.addLayout(left)
        top.addWidget(_upright())
        top.addLayout(middle, 1)
        top.addWidget(self._between)
        top.addWidget(self.met)
        self.body.addLayout(top)
        self.body.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        foot.addWidget(self.path)
        self.body.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("下一步")
        look.follow(self._restyle)

    def _restyle(self) -> None:
        for head in self._heads:  # three columns begin at one height, whatever stands in them
            head.setFixedHeight(look.px(24))

    def _connect(self) -> None:
        self.button.clicked.connect(self._on_step_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.rest.clicked.connect(self._on_rest_clicked)
        self.back_to_next.clicked.connect(self._on_back_to_next)
        self.other.clicked.connect(self._on_other_clicked)
        self.menu.step_chosen.connect(self._on_other_step)
        self.rest_menu.place_wanted.connect(self.place_wanted)
        self.wants.followed.connect(self.place_wanted)

    # ---- showing

    def show_page(self, page: HazardPage, year: int, *, read_only: bool) -> None:
        """Show what is next; a step chosen before is kept while it is still possible."""
        if self._page is None or self._page.hazard_id != page.hazard_id:
            self._chosen = ""
        self._page, self._read_only = page, read_only
        inside = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self.path.show_path(
            shown_stops(page.path, supervised=bool(page.values["supervised"])), year
        )
        self._show_step(year)
        self._show_menu()
        if inside and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.focus_first()  # what had the keyboard is gone

    @property
    def step(self) -> StepLine | None:
        """The step the ribbon is about."""
        assert self._page is not None
        chosen = (one for one in self._page.steps if one.name == self._chosen)
        return next(chosen, self._page.next)

    def _show_step(self, year: int) -> None:
        page, step = self._page, self.step
        assert page is not None
        self.other.hide()
        chosen = step is not None and page.next is not None and step.name != page.next.name
        self.back_to_next.setVisible(chosen)
        if chosen and page.next is not None:
            self.back_to_next.setText(f"回到“{page.next.words}”")
        if step is None:
            self.wants.show_problems((), page, usable=False)
            self._show_over(page, year)
            return
        lacking = [p.text for p in step.missing if p.blocking]
        locked = bool(lacking) or self._read_only
        self.caption.setText("要做的" if chosen else "下一步")
        self.button.show_step(step.words, lacking or ["这份档案只能查看"], locked=locked)
        self.button.show()
        if lacking:
            self.heading.setText(f"还差 {len(lacking)} 项，补齐后可以{step.words}")
        else:
            self.heading.setText(f"可以{step.words}")
        if self._read_only:
            self.heading.setText(f"下一步是“{step.words}”，这份档案现在只能查看")
        self.heading.set_look(ink="ink2" if lacking else "ink", weight=400 if lacking else 500)
        self._show_reason(page)
        self._show_lines(step, page)
        words = page.met if not chosen else ()
        self.met.show_words(words)
        self._between.setVisible(bool(words))

    def _show_lines(self, step: StepLine, page: HazardPage) -> None:
        shown = step.missing[: _SHOWN if not self.reason.isVisibleTo(self) else _SHOWN - 1]
        left = step.missing[len(shown) :]
        self.rest.setVisible(bool(left))
        self.rest.setText(f"还有 {len(left)} 项")
        self.rest_menu.show_problems(left)
        self.wants.show_problems(shown, page, usable=not self._read_only)

    def _show_reason(self, page: HazardPage) -> None:
        """Sent back: the reason stands first."""
        returned = page.state is HazardState.RETURNED
        why = next((e for e in page.events if e.kind == "send_back"), None)
        self.reason.setText(f"退回理由：{why.words}" if returned and why else "")
        self.reason.setVisible(bool(self.reason.text()))

    def _show_over(self, page: HazardPage, year: int) -> None:
        heading, line = over_words(page, year)
        self.caption.setText("已经结束")
        self.met.show_words(())
        self._between.hide()
        self.rest.hide()
        self.heading.setText(heading)
        self.heading.set_look(ink="ink", weight=500)
        self.reason.setText(line)
        self.reason.setVisible(bool(line))
        self.other.setVisible(bool(page.merged_into))
        self.other.setText(f"打开 {page.merged_into}")
        again = next((one for one in page.steps if one.name == "reopen"), None)
        self.button.setVisible(again is not None)
        if again is not None:
            self.button.show_step(again.words, (), locked=self._read_only, quiet=True)

    # ---- other steps

    def _show_menu(self) -> None:
        page, step = self._page, self.step
        assert page is not None
        here = "reopen" if step is None else step.name  # the button itself
        self.menu.show_steps([one for one in page.steps if one.name != here])
        if not page.frozen and page.state is not HazardState.DRAFT:
            self.menu.addAction("挂牌督办").triggered.connect(self.supervision_wanted)
        self.more.setVisible(not self._read_only and not self.menu.isEmpty())

    def _on_other_step(self, step: StepLine) -> None:
        if step.legal:
            self.step_wanted.emit(step.name)
            return
        self._chosen = step.name
        assert self._page is not None
        self.show_page(self._page, self.path.year, read_only=self._read_only)
        self.focus_first()

    def _on_back_to_next(self) -> None:
        self._chosen = ""
        assert self._page is not None
        self.show_page(self._page, self.path.year, read_only=self._read_only)
        self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.met.set_compact(self.width() < look.px(_ROOMY))

    # ---- telling

    def press(self) -> None:
        """Ctrl+Enter: take the step, or go to the first thing it lacks."""
        if self.button.isVisibleTo(self) and self.button.isEnabled():
            self.button.click()
        elif self.lines and not self._read_only:
            self.place_wanted.emit(self.lines[0].problem)

    def focus_first(self) -> QWidget | None:
        """Put the keyboard on the button, or on the first link while it is locked."""
        target = self.first()
        if target is not None:
            target.setFocus()
        return target

    def first(self) -> QWidget | None:
        """Where the keyboard begins."""
        if self.button.isVisibleTo(self) and self.button.isEnabled():
            return self.button
        links: list[QWidget] = [x.link for x in self.lines if not x.link.isHidden()]
        others = [one for one in (self.other, self.more) if one.isVisibleTo(self)]
        return next(iter((*links, *others)), None)

    def _on_step_clicked(self) -> None:
        step = self.step
        self.step_wanted.emit("reopen" if step is None else step.name)

    def _on_more_clicked(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_rest_clicked(self) -> None:
        self.rest_menu.popup(self.rest.mapToGlobal(self.rest.rect().bottomLeft()))

    def _on_other_clicked(self) -> None:
        assert self._page is not None
        self.other_wanted.emit(self._page.merged_into)
