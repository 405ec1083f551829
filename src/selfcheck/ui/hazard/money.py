"""Sums as people type them, kept in fen."""

import re
from decimal import Decimal

from selfcheck.entered import half_width

_SHAPE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,6})?\s*(万|亿)?\s*元?")
_TIMES = {None: 1, "万": 10_000, "亿": 100_000_000}


def read_yuan(text: str) -> int | None:
    """A typed sum in fen; None when nothing was typed. Takes 46000, 46,000.50 元, 4.6 万元.

    Raises ValueError with a sentence that says what to do.
    """
    tidy = half_width(text).replace("，", ",").replace("¥", "").strip()
    if not tidy:
        return None
    found = _SHAPE.fullmatch(tidy)
    if found is None:
        raise ValueError("按“46000”或“4.6 万元”的样子填写金额，单位是元")
    whole, part, times = found.groups()
    fen = Decimal(whole.replace(",", "") + (part or "")) * _TIMES[times] * 100
    if fen != fen.to_integral_value():
        raise ValueError("金额最多写到分，小数点后两位")
    return int(fen)


def typed_yuan(fen: int | None) -> str:
    """A sum as it stands in its field: 46000, 46000.50."""
    if fen is None:
        return ""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
