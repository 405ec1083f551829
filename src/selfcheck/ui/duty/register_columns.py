"""How wide the columns of a register are: what stands in them decides, as far as there is room."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFontMetrics

from selfcheck.duties.pages import RowLine
from selfcheck.forms.pack import Column
from selfcheck.ui import look

_EDGES = 24  # a cell's padding, border and distance, beside its words
_ARROW, _MARK = 20, 18
_CAPTION_EDGES = 10
_LIST = ("choice", "yes_no")


def caption_of(column: Column) -> str:
    """The words above a column: 数量（台）."""
    return f"{column.title}（{column.unit}）" if column.unit else column.title


def needs_of(columns: Sequence[Column], rows: Sequence[RowLine]) -> list[int]:
    """How many pixels each column takes to show its caption and every word in it."""
    words = QFontMetrics(look.font())
    captions = QFontMetrics(look.font(look.CAPTION))

    def cell(column: Column, shown: Mapping[str, str], odd: Mapping[str, str]) -> int:
        beside = _EDGES + (_ARROW if column.kind in _LIST else 0)
        beside += look.px(_MARK) if odd.get(column.key) else 0
        return words.horizontalAdvance(shown.get(column.key, "")) + beside

    return [
        max(
            captions.horizontalAdvance(caption_of(column)) + _CAPTION_EDGES,
            *(cell(column, row.words, row.odd) for row in rows),
            look.px(56),
        )
        for column in columns
    ]


def shares(needs: Sequence[int], weights: Sequence[int], room: int) -> list[int]:
    """Divide the room: everybody what they need and the rest by weight, or the longest are cut alike."""
    left = room - sum(needs)
    if left >= 0:
        whole = sum(weights) or 1
        return [
            need + left * weight // whole for need, weight in zip(needs, weights, strict=True)
        ]
    open_, level = room, len(needs)
    for need in sorted(needs):  # the short ones are satisfied first
        if need * level > open_:
            break
        open_, level = open_ - need, level - 1
    most = max(open_ // max(level, 1), 1)
    return [min(need, most) for need in needs]
