"""The menu of a row: the steps that are legal where the hazard stands, the next one first."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from selfcheck.hazards.pages import StepLine
from selfcheck.ui import icons, look

OPEN, NOTICE, DISCARD = "open", "notice", "discard"


class RowMenu(QMenu):
    """A step that still lacks something carries a lock, and says what; it leads to what is missing."""

    def __init__(
        self,
        steps: Sequence[StepLine],
        *,
        notice: bool,
        blank: bool,
        read_only: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setFont(look.font())
        self.setToolTipsVisible(True)
        self.setAccessibleName("下一步")
        if not read_only:
            for at, step in enumerate(steps):
                if at == 1:
                    self.addSeparator()
                self._add_step(step, first=at == 0)
            self.addSeparator()
        self._add(OPEN, "打开\tEnter", "eye")
        if notice:
            self._add(NOTICE, "打印整改通知单", "print")
        if blank and not read_only:
            self._add(DISCARD, "移除空白草稿", "trash")

    def _add(self, name: str, words: str, icon: str = "") -> QAction:
        made = self.addAction(words)
        if icon:
            made.setIcon(icons.icon(icon, "ink3", look.px(16)))
        made.setData(name)
        return made

    def _add_step(self, step: StepLine, *, first: bool) -> None:
        lacking = [problem.text for problem in step.missing if problem.blocking]
        words = f"{step.words}　还差 {len(lacking)} 项" if lacking else step.words
        action = self._add(step.name, words, "lock" if lacking else "")
        if first and not lacking:
            action.setIcon(icons.icon("chevron-right", "accent_text", look.px(16)))
        action.setFont(look.font(look.TEXT, 500 if first else 400))
        told = "\n".join([*lacking, "按一下去补上"]) if lacking else step.words
        action.setToolTip(told)
        action.setStatusTip(told)
