"""Where a line of Chinese may end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.reports.linebreak import CLOSING, OPENING, break_lines

WORDS = st.sampled_from(
    ["安全", "出口", "重大隐患", "GB/T 33000-2025", "3.5", "m", "2026-11-23", "𠮷"]
)
MARKS = st.sampled_from(
    ["，", "。", "；", "：", "？", "！", "》", "”", "）", "、", "……", "——", "%"]
)
OPENERS = st.sampled_from(["（", "《", "“", "【"])
SENTENCES = st.lists(
    st.one_of(WORDS, st.tuples(WORDS, MARKS), st.tuples(OPENERS, WORDS, MARKS), st.just(" "))
).map(lambda parts: "".join("".join(part) for part in parts))


def wide(text: str) -> float:
    """A fixed pitch: Chinese is 2 wide, Latin 1."""
    return float(sum(2 if ord(char) > 0x2E80 or char in "“”…—" else 1 for char in text))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("安全出口堵塞。", 12, ("安全出口堵", "塞。")),
        ("按《安全生产法》办理", 12, ("按《安全生产", "法》办理")),
        ("依据（见附件）", 6, ("依据", "（见附", "件）")),
        ("执行GB/T33000标准", 14, ("执行GB/T33000", "标准")),
        ("长约3.5m，清空", 12, ("长约3.5m，清", "空")),
        ("到2026-11-23止", 10, ("到", "2026-11-23", "止")),
        ("他说：“停”。继续", 14, ("他说：“停”。", "继续")),
        ("甲……乙", 6, ("甲……", "乙")),
        ("一\n\n二", 10, ("一", "", "二")),
        ("A" * 25, 10, ("A" * 10, "A" * 10, "A" * 5)),
        ("", 10, ("",)),
        ("安全 ", 4, ("安全 ",)),
    ],
)
def test_lines_end_where_a_printer_would_end_them(
    text: str, width: int, lines: tuple[str, ...]
) -> None:
    assert break_lines(text, width, wide) == lines


@given(text=SENTENCES, width=st.integers(min_value=12, max_value=80))
def test_nothing_is_lost_and_no_mark_stands_at_the_wrong_end(text: str, width: int) -> None:
    lines = break_lines(text, float(width), wide)

    assert "".join(lines) == text
    for line in lines[1:]:
        assert line[0] not in CLOSING
    for line in lines[:-1]:
        assert line.rstrip(" ")[-1:] not in OPENING
    for line in lines:
        assert wide(line.rstrip(" ")) <= width or len(line) <= 2


@given(text=st.text(max_size=200), width=st.integers(min_value=1, max_value=40))
def test_any_text_at_all_comes_back_whole(text: str, width: int) -> None:
    lines = break_lines(text, float(width), wide)
    assert "".join(lines) == text.replace("\r\n", "\n").replace("\n", "")
