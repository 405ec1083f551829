"""Which period the next round may be for."""

from datetime import date


def _following(period: str) -> str:
    year, month = (int(part) for part in period.split("-"))
    return f"{year + month // 12}-{month % 12 + 1:02d}"


def after(period: str, today: date) -> tuple[str, ...]:
    """The month that follows, and the later ones up to today's: somebody may have left months out."""
    found = [_following(period)]
    while found[-1] < f"{today:%Y-%m}":
        found.append(_following(found[-1]))
    return tuple(found)
