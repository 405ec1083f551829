"""The shipped pack: thirteen duties and the statutory base, complete and plainly written."""

import re
from collections.abc import Iterator

import pytest

from selfcheck.forms.pack import Item, Pack, load_pack
from selfcheck.paths import bundled


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(bundled("forms", "plan-2023"))


def items(pack: Pack) -> list[Item]:
    return [item for duty in pack.all_duties for item in duty.items]


def texts(value: object) -> Iterator[str]:
    """Every text of a pack, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_there_are_thirteen_duties_in_three_groups_and_seven_statutory_ones(pack: Pack) -> None:
    groups = {key: [d.number for d in pack.duties if d.group == key] for key in
              ("responsibility", "risks", "operations")}  # fmt: skip

    assert list(groups.values()) == [[1, 2], [3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13]]
    assert [duty.key for duty in pack.statutory] == [f"s0{n}" for n in range(1, 8)]
    assert {duty.group for duty in pack.statutory} == {"statutory"}


def test_every_duty_asks_four_to_ten_questions(pack: Pack) -> None:
    assert all(4 <= len(duty.items) <= 10 for duty in pack.duties)
    asking = {duty.key: len(duty.items) for duty in pack.statutory if duty.items}
    assert set(asking) == {"s02", "s03", "s04", "s07"}
    assert all(3 <= number <= 5 for number in asking.values())


def test_statutory_duties_ask_or_are_covered_by_the_thirteen(pack: Pack) -> None:
    covered = {duty.key: duty.covered_by for duty in pack.statutory if not duty.items}

    assert covered == {"s01": ("d02", "d12"), "s05": ("d01", "d03"), "s06": ("d11",)}


def test_a_duty_of_every_enterprise_keeps_four_questions_without_condition(pack: Pack) -> None:
    for duty in pack.duties:
        always = sum(not item.applies_to for item in duty.items)
        assert always >= 4 if not duty.not_applicable_reason else always == 0, duty.key


def test_every_profile_question_switches_something(pack: Pack) -> None:
    used = {name for item in items(pack) for name in item.applies_to}

    assert used == {question.key for question in pack.profile_questions}
    assert len(used) == 8


def test_every_question_cites_a_law_a_standard_or_the_plan(pack: Pack) -> None:
    source = re.compile(r"《[^》]+》|令第\d+号|GB(/T)? \d+-\d{4}|〔\d{4}〕\d+号")
    for item in items(pack):
        assert source.search(item.legal_basis), item.key
    for duty in (*pack.duties, *pack.statutory):
        assert all(source.search(basis) for basis in duty.legal_basis), duty.key


def test_an_article_of_the_work_safety_law_exists(pack: Pack) -> None:
    """The notes of the plan name these articles; another number would be a slip."""
    known = {
        "四",
        "五",
        "七",
        "二十一",
        "二十二",
        "二十三",
        "二十四",
        "二十七",
        "二十八",
        "三十",
        "三十六",
        "四十一",
        "四十二",
        "四十三",
        "四十五",
        "四十六",
        "四十八",
        "四十九",
        "五十一",
        "八十一",
        "八十三",
        "九十四",
        "九十九",
        "一百零一",
        "一百零三",
    }
    cited = {
        number
        for item in items(pack)
        for part in re.findall(r"《安全生产法》([^；《]*)", item.legal_basis)
        for number in re.findall(r"第([一二三四五六七八九十百零]+)条", part)
    }

    assert cited <= known


def test_a_short_form_names_an_article_of_the_full_basis(pack: Pack) -> None:
    for item in items(pack):
        if article := re.search(r"第([一二三四五六七八九十百零]+)条", item.clause):
            assert article[0] in item.legal_basis, item.key


def test_about_three_fifths_of_the_questions_ask_for_evidence(pack: Pack) -> None:
    asked = sum(item.evidence is not None for item in items(pack)) / len(items(pack))

    assert 0.5 <= asked <= 0.7


def test_every_kind_of_answer_occurs_and_conformity_prevails(pack: Pack) -> None:
    kinds = [item.answer for item in items(pack)]

    assert set(kinds) == {
        "conformity",
        "yes_no",
        "text",
        "number",
        "date",
        "choice",
        "register",
    }
    assert kinds.count("conformity") > len(kinds) / 2


def test_the_wanted_registers_are_there(pack: Pack) -> None:
    with_register = {item.key.partition(".")[0] for item in items(pack) if item.register}
    expiring = {
        item.key
        for item in items(pack)
        if item.register and any(column.expires for column in item.register.columns)
    }

    assert {f"d{n:02d}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13)} <= with_register
    assert {
        "d05.certificates",
        "d06.equipment",
        "d08.vehicle_list",
        "d10.contractors",
    } <= expiring


def test_a_register_of_a_condition_can_be_declared_empty(pack: Pack) -> None:
    """Somebody with a forklift but no welder must be able to say that there is nobody to list."""
    for item in items(pack):
        if item.register and item.applies_to:
            assert item.register.none_text, item.key


def test_a_register_fits_on_the_page(pack: Pack) -> None:
    for item in items(pack):
        if item.register:
            assert sum(column.width for column in item.register.columns) <= 900, item.key


def test_personal_duties_and_the_order_of_duties(pack: Pack) -> None:
    assert {d.key for d in pack.duties if d.personal} == {"d01", "d03", "d11", "d13"}
    assert {d.key: d.after for d in pack.duties if d.after} == {"d12": ("d03",)}


def test_what_is_reconstructed_says_so(pack: Pack) -> None:
    assert {d.key for d in pack.duties if d.status == "reconstructed"} == {"d13"}
    marked = {item.key for item in items(pack) if item.status == "reconstructed"}
    assert {"d01.led_inspections", "d01.ten_once", "d06.daily_control", "d12.self_review",
            "d13.hours"} <= marked  # fmt: skip
    assert "重建" in pack.notice


def test_questions_of_recalled_sources_are_marked(pack: Pack) -> None:
    recalled = re.compile(r"总局令第3号|总局令第74号|应急〔2021〕83号|总局令第16号第十五条")
    for item in items(pack):
        if recalled.search(item.legal_basis):
            assert item.status == "reconstructed", item.key


def test_questions_are_short_and_plain(pack: Pack) -> None:
    for item in items(pack):
        assert len(item.text) <= 32, item.key
        assert len(item.help) <= 60, item.key
        assert item.help.endswith("。"), item.key
        assert not item.text.endswith(("。", "？", "?")), item.key
    for duty in pack.all_duties:
        assert len(duty.title) <= 22, duty.key
        assert len({item.short for item in duty.items}) == len(duty.items), duty.key


@pytest.mark.parametrize("word", ["请", "抱歉", "非法", "无效", "  ", "TODO", "待补", "原文"])
def test_no_text_begs_scolds_or_is_unfinished(pack: Pack, word: str) -> None:
    assert not [text for text in texts(pack.model_dump(mode="json")) if word in text]


def test_no_text_mixes_half_width_punctuation_into_chinese(pack: Pack) -> None:
    mixed = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")

    assert not [text for text in texts(pack.model_dump(mode="json")) if mixed.search(text)]


def test_reporting_is_on_the_27th_at_18_oclock(pack: Pack) -> None:
    reporting = pack.reporting

    assert (reporting.receiver, reporting.day_of_month, reporting.hour) == (
        "区应急管理局",
        27,
        18,
    )


def test_the_declaration_says_what_is_signed(pack: Pack) -> None:
    for part in ("真实", "本期", "重大事故隐患", "报告", "法律责任"):
        assert part in pack.declaration.text
    assert "《安全生产法》" in pack.declaration.legal_basis
