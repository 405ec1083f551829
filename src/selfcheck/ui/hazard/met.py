"""What the next step asks for and is there already: quiet ticks, so that nobody looks for it again."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.labels import Label, icon_label
from selfcheck.ui.surfaces import spread

_SHOWN = 6
_FIRST = (  # what weighs most, where not all can be shown
    *("引用判定条款", "五落实齐全", "停用并留证", "报告监管部门", "后照片晚于前照片"),
    *("向职工报告或公示", "整改完成"),
)


def _weight(words: str) -> int:
    return _FIRST.index(words) if words in _FIRST else len(_FIRST)


class MetList(QWidget):
    """Ticks in two columns; more than six are counted and told by the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Label("", look.TEXT, "ink2")
        self.words: tuple[str, ...] = ()
        self._ticks: list[QWidget] = []
        self._compact = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_compact(self, compact: bool) -> None:
        """Without much room only their number is shown; the tooltip has all."""
        self._compact = compact
        for tick in self._ticks:
            tick.setVisible(not compact)
        self.setToolTip("、".join(self.words))

    def show_words(self, words: Sequence[str]) -> None:
        """Show what is met."""
        words = tuple(sorted(words, key=_weight))
        self.setVisible(bool(words))
        if words == self.words:
            return
        self.words = words
        for tick in self._ticks:
            self._grid.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = []
        self.heading.setText(f"已满足 {len(words)} 项")
        told = "、".join(words)
        self.setToolTip(told)
        self.setAccessibleName(f"已满足：{told}")
        shown = list(words if len(words) <= _SHOWN else words[: _SHOWN - 1])
        for at, one in enumerate(shown):
            self._add(one, at, tick=True)
        if len(words) > _SHOWN:
            self._add(f"还有 {len(words) - _SHOWN + 1} 项", _SHOWN - 1, tick=False)

    def _add(self, words: str, at: int, *, tick: bool) -> None:
        made = QWidget()
        label = Label(words, look.CAPTION, "ink2" if tick else "ink3")
        parts: list[QWidget | int | None] = [label, None]
        if tick:
            parts.insert(0, icon_label("check", 14))
        made.setLayout(spread(*parts, spacing=6))
        self._grid.addWidget(made, at // 2, at % 2)
        made.setVisible(not self._compact)
        self._ticks.append(made)
