"""Sums as people type them."""

import pytest

from selfcheck.ui.hazard.money import read_yuan, typed_yuan


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("46000", 4_600_000),
        ("46,000", 4_600_000),
        ("46000.5", 4_600_050),
        ("4.6万", 4_600_000),
        ("4.6 万元", 4_600_000),
        ("１２０元", 12_000),
        ("¥ 0.05", 5),
        ("0", 0),
        ("1.2亿", 12_000_000_000),
        ("", None),
        ("  ", None),
    ],
)
def test_a_sum_is_read_however_it_is_typed(typed, fen):
    assert read_yuan(typed) == fen


@pytest.mark.parametrize("typed", ["很多", "-5", "4,6", "12元5角", "1e5", "0.005"])
def test_what_is_no_sum_is_told_what_to_do(typed):
    with pytest.raises(ValueError, match=r"填写金额|小数点后两位"):
        read_yuan(typed)


@pytest.mark.parametrize("fen", [0, 5, 12_000, 4_600_050, None])
def test_what_stands_in_a_field_is_read_back_the_same(fen):
    assert read_yuan(typed_yuan(fen)) == fen
