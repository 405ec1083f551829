"""Safety signs and limits: what the standards name, in the order they hang, every drawing a drawing."""

from pathlib import Path

import pytest

from selfcheck.errors import PackError
from selfcheck.forms.faults import Fault
from selfcheck.forms.signs import (
    FILE,
    ORDER,
    load_signs,
    ordered,
    shipped_signs,
    strokes_of,
)
from selfcheck.forms.vocabulary import FOLDER, shipped_vocabulary
from selfcheck.paths import bundled


def words(*keys: str, factors: tuple[str, ...] = (), confined: bool = False) -> list[str]:
    """The words of the signs that these accident types suggest."""
    return [sign.words for sign in shipped_signs().suggested(keys, factors, confined=confined)]


def test_the_signs_that_a_workshop_needs_are_there() -> None:
    known = {sign.words for sign in shipped_signs().signs}
    assert known >= {
        "当心火灾", "当心爆炸", "当心触电", "当心坠落", "当心机械伤人", "当心吊物", "当心车辆", "当心中毒",
        "当心窒息", "当心高温", "当心腐蚀", "当心滑跌", "禁止烟火", "禁止合闸", "未经许可禁止入内", "禁止停留",
        "禁止戴手套", "禁止抛物", "必须戴安全帽", "必须戴防护眼镜", "必须戴防尘口罩", "必须戴防毒面具",
        "必须系安全带", "必须穿绝缘鞋", "必须戴防护手套", "必须通风", "紧急出口", "避险处", "急救点",
    }  # fmt: skip


def test_the_words_of_a_sign_say_its_kind() -> None:
    begin = {
        "warning": ("当心", "注意"),
        "prohibition": ("禁止", "未经许可禁止"),
        "mandatory": ("必须",),
    }
    for sign in shipped_signs().signs:
        assert sign.words.startswith(begin.get(sign.kind, "")), sign.words
    assert ORDER == ("warning", "prohibition", "mandatory", "information")


@pytest.mark.parametrize("key", [sign.key for sign in shipped_signs().signs])
def test_a_drawing_lies_in_its_square_and_differs_from_all_others(key: str) -> None:
    sign = shipped_signs().sign(key)
    assert sign is not None
    places: list[float] = []
    for stroke in strokes_of(sign.draw):
        for _, numbers in stroke.path:
            places += numbers
        if stroke.circle:
            x, y, radius = stroke.circle
            places += [x, y]
            assert radius > 0
        assert (stroke.width > 0) == (stroke.what in ("line", "gap", "ring", "gapring"))
    assert min(places) >= 0
    assert max(places) <= 100
    # a glove is a glove, whether it must be worn or must not
    same = [one for one in shipped_signs().signs if one.draw == sign.draw and one is not sign]
    assert not same or {one.key for one in (*same, sign)} == {"no-gloves", "must-gloves"}


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("WSA10009",), ["当心火灾", "禁止烟火", "紧急出口"]),
        (("WSA10006",), ["当心触电", "禁止合闸", "必须穿绝缘鞋"]),
        (("WSA10010",), ["当心坠落", "禁止抛物", "必须系安全带"]),
        (("WSA10004",), ["当心机械伤人", "禁止戴手套", "必须戴防护帽"]),
        (("WSA10005",), ["当心吊物", "禁止停留", "必须戴安全帽"]),
        (("WSA10018",), ["当心爆炸", "禁止烟火", "必须戴防尘口罩", "必须接地"]),
        ((), []),
    ],
)
def test_an_accident_type_suggests_its_usual_signs_in_their_order(
    types: tuple[str, ...], expected: list[str]
) -> None:
    assert words(*types) == expected


def test_a_confined_space_asks_for_ventilation_and_a_permit() -> None:
    found = words(confined=True)
    for sign in (
        "当心中毒",
        "当心窒息",
        "未经许可禁止入内",
        "必须通风",
        "必须戴防毒面具",
        "必须系安全带",
    ):
        assert sign in found


def test_a_factor_suggests_signs_too() -> None:
    assert "必须戴护耳器" in words(factors=("2104",))


def test_every_accident_type_of_both_lists_suggests_a_warning() -> None:
    vocabulary = shipped_vocabulary()
    for name in ("accident_type", "accident_type_1986"):
        for term in vocabulary.of(name).terms:
            found = shipped_signs().suggested([term.key], [])
            warned = [sign for sign in found if sign.kind == "warning"]
            assert warned, term.text


def test_chosen_signs_hang_in_their_order_and_an_unknown_one_is_left_out() -> None:
    found = shipped_signs().chosen(
        ["exit", "must-helmet", "no-fire", "warn-fire", "of-tomorrow"]
    )
    assert [sign.kind for sign in found] == list(ORDER)
    assert ordered(reversed(found)) == found
    assert shipped_signs().sign("of-tomorrow") is None


def test_the_limits_differ_by_the_standard_that_holds() -> None:
    general, chemical = (shipped_signs().limits_of(chemical=c) for c in (False, True))
    assert (general.word, chemical.word) == ("有限空间", "受限空间")
    assert "GB 46768-2025" in general.basis
    assert "GB 30871-2022" in chemical.basis
    told = {one.what: one.limit for one in general.limits}
    assert "19.5%～23.5%" in told["氧"]
    assert "10%LEL" in told["可燃气体、蒸气"]
    told = {one.what: one.limit for one in chemical.limits}
    assert "19.5%～21%" in told["氧"]
    assert "0.5%" in told["可燃气体（爆炸下限 ≥4%）"]
    assert "0.2%" in told["可燃气体（爆炸下限 <4%）"]


def slipped(tmp_path: Path, before: str, after: str) -> list[Fault]:
    """The faults of the shipped signs with one slip of the author's hand."""
    content = (bundled("forms", FOLDER) / FILE).read_text("utf-8")
    assert before in content
    (tmp_path / FILE).write_text(content.replace(before, after, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        load_signs(tmp_path)
    return [fault for fault in caught.value.faults if isinstance(fault, Fault)]


@pytest.mark.parametrize(
    ("before", "after", "place", "remedy"),
    [
        ('key = "no-fire"', 'key = "warn-fire"', "warn-fire", "写了两次"),
        ('kind = "warning"', 'kind = "warnings"', "kind", "只能是"),
        ('words = "当心火灾"', 'words = ""', "words", "写上内容"),
        ("WSA10009", "WSA10090", "warn-fire.WSA10090", "词表里没有"),
        ('factors = ["2109"]', 'factors = ["9999"]', "warn-fire.9999", "词表里没有"),
        ('"fill M62 2 L26 54', '"fill M62 L26 54', "warn-shock.draw", "不是一笔"),
        ('"fill M62 2 L26 54', '"fil M62 2 L26 54', "warn-shock.draw", "不是一笔"),
        ('"disc 82 76 9"', '"disc 82 76"', "warn-fall.draw", "不是一笔"),
        ('"disc 82 76 9"', '"disc 1 82 76 9"', "warn-fall.draw", "不是一笔"),
        ('"disc 82 76 9"', '"fill L1 2 Z"', "warn-fall.draw", "不是一笔"),
        ('key = "chemical"', 'key = "general"', "chemical", "补上"),
        ("format = 1", "format = 2", "format", "只能是：1"),
    ],
)
def test_every_fault_of_the_signs_is_told(
    tmp_path: Path, before: str, after: str, place: str, remedy: str
) -> None:
    found = slipped(tmp_path, before, after)
    assert any(place in fault.key and remedy in fault.text for fault in found), found


def test_a_file_that_is_missing_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_signs(tmp_path)
