"""四色图 | 风险点 | 告知牌 | 三清单: the four views of one risk map, beside one another."""

from PySide6.QtWidgets import QWidget

from selfcheck.ui.choices import Choice, SegmentedChoice
from selfcheck.ui.navigation import Navigator

MAP, POINTS, BOARDS, LISTS = "riskmap", "risks", "boards", "lists"
WORDS = {MAP: "四色图", POINTS: "风险点", BOARDS: "告知牌", LISTS: "三清单"}


class RiskTabs(SegmentedChoice):
    """`chosen` carries riskmap, risks, boards or lists; `follow` goes there."""

    def __init__(self, current: str, parent: QWidget | None = None) -> None:
        choices = [Choice(key, words) for key, words in WORDS.items()]
        super().__init__(choices, name="风险管控", style="tray", parent=parent)
        self.show_value(current)


def follow(navigator: Navigator, key: str) -> None:
    """Go to one of the four."""
    if key == MAP:
        navigator.open("riskmap")
    else:
        navigator.open("risks", key)
