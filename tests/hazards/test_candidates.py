"""The words of a description are laid beside the clauses; the person decides."""

import json
import time
from dataclasses import fields
from datetime import date

import pytest

from selfcheck.forms.criteria import load_criteria
from selfcheck.hazards.candidates import Candidates, ClauseCandidate, browse, find
from selfcheck.hazards.decisions import Answer, chosen_json
from selfcheck.hazards.library import Library, library
from selfcheck.hazards.words import folded, unmatched_phrases
from selfcheck.paths import bundled

FOUND_ON = date(2026, 11, 16)
FURNACE = (
    "3号中频炉炉坑和炉底积水约4厘米，当班仍在熔炼。感应线圈冷却水软管接头渗漏，"
    "出水温度正常；坑边格栅盖板缺 1 块。"
)


def found(
    description: str = FURNACE,
    *,
    day: date = FOUND_ON,
    sector: str = "机械制造",
    location: str = "",
    facts: dict[str, bool | str] | None = None,
) -> Candidates:
    return find(
        library(),
        description=description,
        day=day,
        sector=sector,
        location=location,
        facts=facts,
    )


def keys(clauses: tuple[ClauseCandidate, ...]) -> list[str]:
    return [one.key for one in clauses]


def sets_of(clauses: tuple[ClauseCandidate, ...]) -> set[str]:
    return {one.standard.key for one in clauses}


def test_clauses_stand_by_number_of_words_then_in_the_order_of_the_standard() -> None:
    clauses = found().clauses

    assert keys(clauses) == ["gm-35", "gm-36", "gm-34"]
    assert clauses[0].matched == ("炉坑", "炉底", "积水")
    assert clauses[1].matched == ("中频炉", "冷却水", "出水温度")
    assert clauses[2].number == "第七条（二）"


def test_every_marked_place_holds_its_word_in_the_description_and_in_the_clause() -> None:
    for one in (*found().clauses, *found().others):
        for span in one.spans:
            assert folded(FURNACE)[span.start : span.end] == span.word
        for span in one.gist_spans:
            assert folded(one.gist)[span.start : span.end] == span.word
        assert one.matched


def test_of_overlapping_words_the_longest_is_marked_and_counted_once() -> None:
    page = found("喷漆房可燃气体报警器坏了")
    paint = next(one for one in page.clauses if one.key == "gm-39")

    assert paint.matched == ("喷漆房", "可燃气体报警器")
    assert [span.word for span in page.spans] == ["喷漆房", "可燃气体报警器"]


def test_the_place_of_the_hazard_is_compared_too_but_marks_nothing_in_the_description() -> None:
    page = found("墙角有水", location="3号炉坑")
    pit = next(one for one in page.clauses if one.key == "gm-35")

    assert pit.matched == ("炉坑",)
    assert pit.spans == ()


def test_a_word_of_the_clause_itself_counts_like_one_of_its_index() -> None:
    page = found("熔融金属从保温炉漏出")

    words = {one.key: one.matched for one in page.clauses}
    assert "熔融金属" in words["gm-36"]  # stands in the wording only
    assert "熔融金属" in words["gm-33"]  # stands in the index


def test_full_width_letters_and_capitals_are_the_same_words() -> None:
    page = found("ＣＯ报警器没有电", sector="冶金")

    assert page.clauses[0].matched == ("CO报警器",)
    assert page.clauses[0].spans[0][:2] == (0, 5)


def test_latin_index_words_are_found_only_as_whole_words() -> None:
    assert "aq3067-5.4.1" in keys(found("UPS 电池鼓包", sector="化工").clauses)
    assert found("upstream valve", sector="化工").clauses == ()


def test_clauses_of_other_trades_are_kept_apart_with_the_trade() -> None:
    page = found()
    others = {one.key: one for one in page.others}

    assert others["gm-05"].aside == "只适用于冶金企业"
    assert others["coal-046"].aside == "只适用于煤矿"
    assert page.others_line.startswith(f"另有 {len(page.others)} 条含相同的词，只适用于有色、")


@pytest.mark.parametrize(
    ("sector", "taking_part"),
    [
        ("机械制造", {"gongmao-2023", "special-equipment-2024"}),
        ("非煤矿山", {"noncoal-mine-2022", "noncoal-mine-2024", "special-equipment-2024"}),
        ("煤矿", {"coal-2026", "special-equipment-2024"}),
        ("危险化学品经营", {"chemical-aq3067-2026", "special-equipment-2024"}),
        ("养老服务", {"special-equipment-2024"}),
    ],
)
def test_only_standards_of_the_sector_and_those_for_everybody_take_part(
    sector: str, taking_part: set[str]
) -> None:
    page = found("", sector=sector)

    assert sets_of(browse(page.everything)) == taking_part


def test_an_enterprise_without_a_sector_sees_every_standard_and_is_told_so() -> None:
    page = found(sector="")

    assert {"gm-05", "gm-35", "coal-046"} <= set(keys(page.clauses))
    assert "没有写所属行业" in page.note
    assert found().note == ""
    assert "没有认出所属行业" in found(sector="养老服务").note


def test_two_trades_bring_the_clauses_of_both() -> None:
    page = found("喷漆房没有通风", sector="机械制造、家具")

    assert {"gm-39", "gm-45"} <= set(keys(page.clauses))


def test_confined_space_dust_and_management_are_for_every_trade_of_the_standard() -> None:
    text = "污水池清淤无作业票，焊工无证上岗，除尘器积尘"
    groups = {one.group for one in found(text, sector="纺织").clauses}

    assert {"有限空间", "管理类", "粉尘爆炸"} <= groups


@pytest.mark.parametrize(
    ("day", "standard", "other", "reason"),
    [
        (date(2026, 9, 29), "chemical-2017", "chemical-aq3067-2026", "2026-09-30 起才施行"),
        (
            date(2026, 9, 30),
            "chemical-aq3067-2026",
            "chemical-2017",
            "2026-09-30 起已被 AQ 3067-2026 代替",
        ),
    ],
)
def test_a_superseded_standard_counts_until_its_successor_takes_effect(
    day: date, standard: str, other: str, reason: str
) -> None:
    page = found("储罐液位报警没有联锁，动火没有作业票", sector="化工", day=day)

    assert standard in sets_of(page.clauses)
    assert other not in sets_of(page.clauses)
    assert {one.not_in_force for one in page.others if one.standard.key == other} == {reason}


@pytest.mark.parametrize("day", [date(2025, 10, 31), date(2025, 11, 1)])
def test_the_old_fire_standard_counts_to_its_last_day_and_the_new_one_is_on_paper(
    day: date,
) -> None:
    page = found("安全出口堵塞", sector="商贸零售", day=day)
    on_paper = [one.document_number for one in page.absent if one.kind == "text"]

    old = day == date(2025, 10, 31)
    assert ("fire-gb35181-2017" in sets_of(page.clauses)) is old
    assert ("GB 35181-2025" in on_paper) is not old


def test_what_did_not_take_part_is_told_with_the_reason() -> None:
    absent = {one.document_number: one for one in found().absent}

    assert absent["GB 35181-2025"].reason.startswith("条文没有收入本程序，对照纸质文本")
    assert absent["GB 35181-2025"].reason.endswith("代替 GB 35181-2017")
    assert "GB 35181-2017" not in absent
    chemical = {one.title: one.reason for one in found(sector="化工").absent}
    title = "化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）"
    assert chemical[title] == "2026-09-30 起已被 AQ 3067-2026 代替"
    assert absent["矿安〔2022〕88号"].reason == "只适用于金属非金属矿山"
    assert "应急管理部令第10号" not in absent
    assert "交办运〔2023〕52号" not in absent
    assert "交办运〔2023〕52号" in {
        one.document_number for one in found(sector="道路运输").absent
    }


def test_a_day_of_effect_that_nobody_verified_keeps_no_standard_out_but_is_said() -> None:
    page = found("模板支撑没有专家论证", sector="建筑施工")

    assert "construction-2024" in sets_of(page.clauses)
    head = next(one.standard for one in page.clauses if one.standard.key == "construction-2024")
    assert "施行日期未核，按当日有效比对" in head.notices


def test_a_guide_and_a_list_of_checks_say_that_they_are_no_criteria() -> None:
    guide = next(
        one
        for one in found("", sector="港口").everything
        if one.standard.key.startswith("port-")
    )
    checks = next(
        one for one in found("").everything if one.standard.key == "culture-tourism-2023"
    )

    assert "这是指南、指引，不是判定标准" in guide.standard.notices
    assert any("检查事项" in notice for notice in checks.standard.notices)


def test_what_the_enterprise_is_known_to_be_is_ticked_and_the_rest_is_asked() -> None:
    clauses = {one.key: one for one in found().clauses}

    assert clauses["gm-35"].known == ("本企业是机械企业",)
    assert clauses["gm-35"].question == "生产期间"
    assert clauses["gm-36"].question == ""
    unknown = {one.key: one for one in found(sector="").clauses}
    assert unknown["gm-35"].question == "机械企业，生产期间"


def test_the_profile_confirms_or_doubts_but_never_hides() -> None:
    text = "叉车制动失效"
    yes = found(text, facts={"special_equipment": True}).clauses
    no = found(text, facts={"special_equipment": False}).clauses

    assert keys(yes) == keys(no)
    assert "企业概况写明使用特种设备" in yes[0].known
    assert "核对一下" in no[0].doubts[0]


def test_what_no_clause_mentions_is_told_phrase_by_phrase() -> None:
    assert found().unmatched == (
        "当班仍在熔炼",
        "感应线圈",
        "软管接头渗漏",
        "坑边格栅盖板缺 1 块",
    )


@pytest.mark.parametrize(
    "text", ["", "   ", "，。；！？", "3号、4厘米、1.5 m，2026年", "的、和、了\n\t", "🔥🔥🔥"]
)
def test_nothing_meant_is_nothing_left_over(text: str) -> None:
    assert unmatched_phrases(text, ()) == ()
    assert found(text).clauses == ()


def test_numbers_stay_inside_their_phrase() -> None:
    assert unmatched_phrases("电压1.5V偏低，11:20停机", ()) == ("电压1.5V偏低", "11:20停机")


def test_a_description_of_2000_letters_is_compared_at_once() -> None:
    text = (FURNACE * 40)[:2000]
    page = found(text)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        found(text)
        took.append(time.perf_counter() - start)

    assert len(page.spans) > 150
    assert keys(page.clauses)[0] in {"gm-35", "gm-36"}
    assert min(took) < 0.3  # a slow, busy machine; a few hundredths on an idle one


def test_nothing_of_a_candidate_rates_or_recommends() -> None:
    names = {field.name for kind in (ClauseCandidate, Candidates) for field in fields(kind)}

    assert not {
        name
        for name in names
        for word in ("score", "percent", "confidence", "rank", "recommend")
        if word in name
    }


def test_looking_through_the_clauses_takes_all_words_and_can_show_the_others() -> None:
    page = found()

    assert keys(browse(page.everything, "熔炼炉 积水")) == ["gm-35"]
    assert keys(browse(page.everything, "第七条（三）")) == ["gm-35"]
    assert browse(page.everything, "没有这样的词") == ()
    assert len(browse(page.everything, with_others=True)) == 653


def test_topics_without_wording_say_where_the_wording_is() -> None:
    gaps = [one for one in found().everything if one.status == "gap"]

    assert len(gaps) == 4
    assert {one.caution for one in gaps} == {"只知道主题，条文看官方文本"}


def test_what_a_decision_keeps_is_plain_json_and_names_edition_and_date() -> None:
    page = found()
    answers: dict[str, dict[str, Answer]] = {"gm-35": {"when": "yes"}, "gm-34": {}}

    kept = chosen_json(page.clauses[:1], page, answers)

    assert json.loads(json.dumps(kept, ensure_ascii=False)) == kept
    assert kept["clauses"] == [
        {
            "pack": "gongmao-2023",
            "title": "工贸企业重大事故隐患判定标准",
            "document_number": "应急管理部令第10号",
            "effective_from": "2023-05-15",
            "key": "gm-35",
            "clause": "第七条（三）",
            "gist": page.clauses[0].gist,
            "when": "机械企业，生产期间",
            "exception": "",
        }
    ]
    assert kept["answers"] == {"gm-35": {"when": "yes"}}
    assert kept["matched"][:3] == ["炉坑", "炉底", "积水"]
    assert kept["unmatched"] == list(page.unmatched)


def test_every_clause_is_found_by_each_of_its_own_index_words() -> None:
    sets = load_criteria(bundled("forms", "criteria"))
    among = Library(sets)
    lost = []
    for standard in sets:
        for item in standard.items:
            page = find(among, description="，".join(item.keywords), day=FOUND_ON)
            hit = next(
                (one for one in (*page.clauses, *page.others) if one.key == item.key), None
            )
            if hit is None or not set(item.keywords) & set(hit.matched):
                lost.append(item.key)

    assert lost == []
