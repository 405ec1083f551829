"""Sizes of files as people say them, the same on every screen and on paper."""

_KILO, _MEGA, _GIGA = (
    1_000,
    1_000_000,
    1_000_000_000,
)  # decimal, as file managers and sticks count


def in_words(size: int) -> str:
    """A number of bytes: 812 B, 47 kB, 2.4 MB, 1.25 GB."""
    if size < _KILO:
        return f"{size} B"
    if size < _MEGA:
        return f"{size / _KILO:.0f} kB"
    if size < _GIGA:
        return f"{size / _MEGA:.1f} MB"
    return f"{size / _GIGA:.2f} GB"
