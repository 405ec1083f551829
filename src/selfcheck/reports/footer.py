"""The line at the foot of every page, by which paper and file are matched."""

from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.ink import Letter

_BASE = 38.0
_VALUE = Letter("Regular", 8, ink.SECOND)
_LABEL = Letter("Regular", 8, ink.THIRD)
_DRAFT = Letter("Medium", 8)


def draw_strip(
    canvas: Any,
    edges: tuple[float, float],
    credit_code: str,
    number: tuple[str, str],
    state: tuple[str, bool],
) -> None:
    """Draw the rule, the credit code, the label and number, and the state of the archive.

    `edges` are the left and right margins; `state` is the change log's head ("" on forms that have
    none) and whether this is a draft, which bears no head.
    """
    left, right = edges
    ink.rule(canvas, left, 52, right)
    _pair(canvas, left, "信用代码", credit_code)
    if number[1]:
        _pair(canvas, left + 134, *number)
    head, draft = state
    if draft:
        ink.put_text(canvas, left + 220, _BASE, "核对稿 · 尚未签署", _DRAFT)
    elif head:
        ink.put_text(canvas, left + 220, _BASE, "变更记录末端", _LABEL)
        place = left + 272
        ink.hex_groups(canvas, place, _BASE, head[:16], letter=_VALUE, cell=4.8, gap=4)


def draw_count(canvas: Any, right: float, words: str) -> None:
    """Draw which page of how many this is."""
    ink.put_text(canvas, right, _BASE, words, _VALUE, align="right")


def _pair(canvas: Any, x: float, label: str, value: str) -> None:
    ink.put_text(canvas, x, _BASE, label, _LABEL)
    ink.put_text(canvas, x + _LABEL.width(label) + 3, _BASE, value, _VALUE)
