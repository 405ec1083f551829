"""What is missing before a grade can be recorded, and what is kept when it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from selfcheck.hazards.candidates import find
from selfcheck.hazards.decisions import (
    Draft,
    GradingAsked,
    decided,
    lacking,
    lowers,
    why_not,
)
from selfcheck.hazards.library import library

FOUND_ON = date(2026, 11, 16)
WORDS = "3号中频炉炉坑积水，当班仍在熔炼，应急水源没有备用水"
PAGE = find(library(), description=WORDS, day=FOUND_ON, sector="机械制造")
CLAUSES = {one.key: one for one in PAGE.everything}
ASKED = GradingAsked("YH-2026-052", "熔炼工部", FOUND_ON, WORDS, "pending", "周立民")
COMPLETE = Draft(
    ticked=("gm-35",),
    answers={"gm-35": {"when": "yes"}},
    grade="major",
    reason="水深 4 cm",
    by="周立民",
)


def test_a_complete_draft_lacks_nothing() -> None:
    assert lacking(ASKED, COMPLETE, CLAUSES) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"grade": ""}, "选择等级"),
        ({"reason": "  "}, "写明理由"),
        ({"by": ""}, "选择判定人"),
        ({"ticked": ()}, "勾选依据的条款，没有合适的写明论证"),
        ({"ticked": (), "argument": "现场论证"}, "填写论证人"),
        ({"answers": {}}, "第七条（三）：回答当时是否属于“生产期间”"),
        (
            {"ticked": ("gm-15",), "answers": {"gm-15": {"when": "yes"}}},
            "第五条（四）：回答是否属于除外情形",
        ),
    ],
)
def test_hz11_hz12_each_missing_part_is_told(change: dict[str, Any], told: str) -> None:
    assert lacking(ASKED, replace(COMPLETE, **change), CLAUSES) == (told,)


def test_hz12_an_argument_with_its_author_stands_for_a_clause() -> None:
    argued = replace(COMPLETE, ticked=(), argument="炉体穿漏迹象", argued_by="陈国强")

    assert lacking(ASKED, argued, CLAUSES) == ()
    kept = decided(argued, PAGE, CLAUSES)
    assert (kept.argument, kept.argued_by, kept.clauses) == ("炉体穿漏迹象", "陈国强", [])


def test_an_argument_left_from_before_is_not_kept_beside_a_clause() -> None:
    kept = decided(replace(COMPLETE, argument="旧的", argued_by="陈国强"), PAGE, CLAUSES)

    assert (kept.argument, kept.argued_by) == ("", "")
    assert [one["clause"] for one in kept.clauses] == ["第七条（三）"]
    assert kept.answers == {"gm-35": {"when": "yes"}}
    assert kept.matched == list(PAGE.matched)


@pytest.mark.parametrize("grade", ["general", "pending"])
def test_a_lesser_grade_needs_no_clause_but_a_reason(grade: str) -> None:
    draft = Draft(grade=grade, by="周立民")

    assert lacking(ASKED, draft, CLAUSES) == ("写明理由",)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("", ("填写同意降级的人",)),
        (" 周立民 ", ("同意降级的人换成判定人以外的人",)),
        ("林晓燕", ()),
    ],
)
def test_hz13_lowering_a_major_hazard_needs_another_person(
    second: str, told: tuple[str, ...]
) -> None:
    asked = replace(ASKED, grade="major")
    draft = Draft(grade="general", reason="已查明不在生产", by="周立民", second_by=second)

    assert lowers(asked, draft)
    assert not lowers(ASKED, draft)
    assert lacking(asked, draft, CLAUSES) == told


def test_an_answer_can_rule_a_clause_out() -> None:
    pit, water = CLAUSES["gm-35"], CLAUSES["gm-15"]

    assert why_not(pit, {}) == ""
    assert why_not(pit, {"when": "yes"}) == ""
    assert "不属于“生产期间”" in why_not(pit, {"when": "no"})
    assert "除外情形" in why_not(water, {"when": "yes", "except": "yes"})
