"""How times and people are told on the page of a hazard."""

from selfcheck.hazards.pages import Office
from selfcheck.moments import read


def short_time(moment: str, year: int) -> str:
    """A stored moment without the year at hand: 11-16 09:18; "" stays empty."""
    if not moment:
        return ""
    told = read(moment)
    return f"{told:%m-%d %H:%M}" if told.year == year else f"{told:%Y-%m-%d %H:%M}"


def short_day(moment: str, year: int) -> str:
    """Only the day of it: 11-16."""
    return short_time(moment, year).partition(" ")[0]


def as_told(text: str, year: int) -> str:
    """A time as a person or a camera wrote it, without the year at hand: 11-16 09:40."""
    plain = text.replace("T", " ")
    shown = plain[:16] if plain[4:5] == "-" and plain[13:14] == ":" else plain
    return shown.removeprefix(f"{year}-")


def with_role(name: str, office: Office) -> str:
    """周立民（主要负责人）."""
    return f"{name}（主要负责人）" if name and name in office.principals else name


def one_line(text: str) -> str:
    """A text on one line, for titles and elided values."""
    return " ".join(text.split())
