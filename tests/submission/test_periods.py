"""Which month the next submission may be for."""

from datetime import date

import pytest

from selfcheck.submission.periods import after


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        ("2026-11", date(2026, 11, 24), ("2026-12",)),
        ("2026-12", date(2026, 12, 31), ("2027-01",)),
        ("2026-11", date(2026, 12, 1), ("2026-12",)),
        ("2026-11", date(2027, 2, 1), ("2026-12", "2027-01", "2027-02")),
        ("2026-11", date(2025, 1, 1), ("2026-12",)),  # a clock that went backwards
    ],
)
def test_the_following_month_comes_first_and_months_left_out_may_be_skipped(
    period, today, expected
):
    assert after(period, today) == expected
