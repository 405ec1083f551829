import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.entered import half_width, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张三  ", "张三"),
        ("\u3000张三\xa0", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\x1bc", "abc"),
        ("一\r\n二\r三\v四", "一\n二\n三\n四"),
        ("列\t列", "列\t列"),
        ("半个\ud83d", "半个"),
        ("𠮷䶮㙍𫗴", "𠮷䶮㙍𫗴"),
        ("葛\U000e0100", "葛\U000e0100"),  # which form of the character is meant
        ("\ue863", "\ue863"),  # a rare name in an old font
        ("\U0003347f", "\U0003347f"),  # newer than this Python knows
        ("", ""),
    ],
)
def test_what_no_one_can_see_is_left_out_and_the_rest_stays(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_whatever_was_typed_can_be_stored_and_is_tidied_once(typed: str) -> None:
    kept = tidy(typed)
    kept.encode()
    assert tidy(kept) == kept


def test_full_width_signs_become_ascii_and_words_stay() -> None:
    assert half_width("０７１４－６２０ＡＺａｚ（！～\u3000张，") == "0714-620AZaz(!~ 张,"
