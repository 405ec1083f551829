"""One way to say a size, from a byte to what no stick holds."""

import pytest

from selfcheck import sizes


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (812, "812 B"),
        (47_400, "47 kB"),
        (999_999, "1000 kB"),
        (2_400_000, "2.4 MB"),
        (286_400_000, "286.4 MB"),
        (1_250_000_000, "1.25 GB"),
    ],
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert sizes.in_words(size) == words
