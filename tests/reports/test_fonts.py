"""A name is never printed wrong: fallback, the check before printing, and copying back."""

from pathlib import Path

import pytest

from selfcheck.progress import Progress
from selfcheck.reports.fonts import Face, drawable, preflight, runs, width_of
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import LEFT, Book, Strip
from tests.reports.samples import words_of

RARE_NAMES = (
    "张𠮷䶮", "王㙍𫗴", "李犇", "赵骉", "钱龘", "孙䲟", "周㛃", "吴䴉", "郑㸆", "冯𬍛",
    "陈𬣙", "褚𫖯", "卫𫍯", "蒋𬬻", "沈𬭊", "韩𫟼", "杨𪟝", "朱𰀡", "秦𮧵", "尤喆",
    "许祎", "何翀", "吕昇", "施堃", "张韡", "孔甯", "曹赟", "严彧", "华旻", "金𱁬",
)  # fmt: skip


@pytest.mark.parametrize("face", ["Regular", "Medium", "Bold"])
def test_what_is_copied_out_of_the_pdf_is_what_was_put_in(face: Face, tmp_path: Path) -> None:
    book = Book(Strip("91420200MA0000000X", "", ""))
    book.sheet()
    for number, name in enumerate(RARE_NAMES):
        book.text(LEFT, 780 - number * 22, name, Letter(face, 12))

    copied = words_of(book.bind("姓名", "", Progress(), ""), tmp_path)

    assert copied.split("信用代码")[0].split() == list(RARE_NAMES)


def test_a_rare_character_falls_back_and_takes_room() -> None:
    assert [run for _, run in runs("张𠮷丰", "Bold")] == ["张", "𠮷", "丰"]
    assert len({name for name, _ in runs("张𠮷丰", "Bold")}) == 2
    assert width_of("𠮷", "Bold", 10) == pytest.approx(10)


@pytest.mark.parametrize(
    ("char", "code", "remedy"),
    [
        ("\ue82b", "U+E82B", "自造字"),
        ("𡌴", "U+21334", "字库中没有"),
        ("\u200b", "U+200B", "看不见"),
        ("\x07", "U+0007", "看不见"),
        ("\U000f0000", "U+F0000", "自造字"),
    ],
)
def test_rp01_names_field_and_character_and_says_what_to_do(
    char: str, code: str, remedy: str
) -> None:
    problems = preflight([("主要负责人姓名", f"周{char}华"), ("企业地址", "示例路 1 号")])

    assert [problem.code for problem in problems] == ["RP01"]
    assert problems[0].where == "主要负责人姓名"
    assert problems[0].blocking
    for part in ("主要负责人姓名", code, remedy):
        assert part in problems[0].text


def test_rp01_tells_a_character_once_for_each_field() -> None:
    problems = preflight([("甲", "𡌴𡌴"), ("乙", "𡌴")])
    assert [problem.where for problem in problems] == ["甲", "乙"]


def test_every_common_character_and_layout_sign_is_drawable() -> None:
    common = "".join(
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    assert len(common) > 6_000
    assert not preflight([("常用字", common + "，。；：？！（）《》“”‘’—…·℃±≤≥□\n\t")])
    assert not drawable("\ufffe")
