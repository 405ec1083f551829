"""Moments and civil dates, told the same way everywhere.

A moment is RFC 3339 with +08:00, whatever zone the PC is set to; a civil date has no zone.
"""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_WEEKDAYS = "一二三四五六日"


def now() -> datetime:
    """The present moment, to the second, in Chinese time."""
    return datetime.now(CHINA).replace(microsecond=0)


def written(moment: datetime) -> str:
    """A moment as it is stored and printed: 2026-11-24T10:32:05+08:00."""
    return moment.astimezone(CHINA).isoformat(timespec="seconds")


def read(text: str) -> datetime:
    """A stored moment, in Chinese time."""
    return datetime.fromisoformat(text).astimezone(CHINA)


def day_in_words(day: date) -> str:
    """2026年11月23日 星期一."""
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


def period_in_words(period: str) -> str:
    """「2026-11」 as 2026年11月."""
    year, month = period.split("-")
    return f"{year}年{int(month)}月"
