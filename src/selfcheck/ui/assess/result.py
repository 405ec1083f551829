"""What the choices come to, live: the sum, the level with its word, and where it stands on the ruler."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import Scale
from selfcheck.riskmap.records import LEVEL_WORDS, Method
from selfcheck.ui import look
from selfcheck.ui.assess.ruler import BandRuler, Mark, mark_words
from selfcheck.ui.assess.side import NAMES, SIGNS, Side, figure
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.riskpoint.level import LevelWord
from selfcheck.ui.surfaces import spread


class ResultBar(QFrame):
    """Always in view, so that every choice shows at once what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "sheet-foot")
        self.sum = Label("", look.CARD, "ink", 700)
        self.level = LevelWord(size=look.CARD, colour=True)
        self.note = ElidedLabel("", look.TEXT, "ink2")
        self.ruler = BandRuler()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 6)
        column.setSpacing(2)
        column.addLayout(spread(self.sum, self.level, self.note, spacing=14))
        column.addWidget(self.ruler)
        self.setAccessibleName("评估结果")

    def show_side(
        self, side: Side, other: Side, scale: Scale, looked: Mapping[str, str]
    ) -> None:
        """What is chosen on this side; `looked` is a choice that is only looked at."""
        scored = side.method is not Method.DIRECT
        self.ruler.setVisible(scored)
        self.level.show_level(side.level(scale), before=side.words)
        if not scored:
            self.sum.setText("直接判定")
            self.note.setText("直接定为重大风险，不打分" if side.direct else "选一种情形")
            return
        sign = SIGNS[side.method]
        self.sum.setText(f"{sign} = {self._sum(side)}")
        self.ruler.show_bands(scale.bands(side.method), sign)
        self.ruler.show_marks(*self._marks(side, other, looked))
        self.note.setText(self._note(side, scale, looked))

    @staticmethod
    def _sum(side: Side) -> str:
        told = " × ".join(side.factors.get(name, name) for name in NAMES[side.method])
        score = side.score()
        return told if score is None else f"{told} = {figure(score)}"

    @staticmethod
    def _marks(side: Side, other: Side, looked: Mapping[str, str]) -> list[Mark]:
        sign, made = SIGNS[side.method], []
        score = side.score()
        if other.method is side.method and (theirs := other.score()) is not None:
            made.append(Mark(theirs, mark_words(sign, theirs, other.words[:2]), hollow=True))
        seen = side.score(**looked) if looked else None
        if seen is not None and seen != score:
            made.append(Mark(seen, mark_words(sign, seen, "变成"), hollow=True))
        if score is not None:
            made.append(Mark(score, mark_words(sign, score)))
        return made

    @staticmethod
    def _note(side: Side, scale: Scale, looked: Mapping[str, str]) -> str:
        bands, sign = scale.bands(side.method), SIGNS[side.method]
        seen = side.score(**looked) if looked else None
        if seen is not None and any(side.factors.get(k) != v for k, v in looked.items()):
            what = "、".join(f"{key} 取 {value}" for key, value in looked.items())
            return f"{what}：{sign} = {figure(seen)}，{LEVEL_WORDS[bands.level(seen)]}"
        level = side.level(scale)
        if level is not None:
            return bands.words(sign)[level]
        return f"还要选 {'、'.join(side.missing)}"
