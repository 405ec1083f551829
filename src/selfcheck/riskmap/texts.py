"""Texts of the risk map as typed or pasted, made fit to be kept."""

from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem
from selfcheck.riskmap.pages import EMERGENCY, MEASURES

_LONG = frozenset({*EMERGENCY, *MEASURES, "event", "consequence", "standard", "suggested"})
LONGEST_TEXT, LONGEST_WORD = 2000, 100


def fitting(name: str, value: object) -> str:
    text = tidy(str(value or ""))
    most = LONGEST_TEXT if name in _LONG else LONGEST_WORD
    if len(text) > most:
        sentence = f"最多写 {most} 个字，现在 {len(text)} 个"
        raise NotReady([Problem("RK09", name, sentence)])
    return text if name in _LONG else " ".join(text.split())
