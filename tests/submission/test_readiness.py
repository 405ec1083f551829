"""The list of what is missing: one row each, or one for a duty that lacks much."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcheck.errors import Problem
from selfcheck.hazards import grading
from selfcheck.submission import conversion, readiness
from selfcheck.submission.readiness import Missing, gathered
from tests.hazards.builders import PRINCIPAL
from tests.submission.ledger_stage import Stage, a_stage


def lacking(code: str, duty: str, *, blocking: bool = True) -> Missing:
    problem = Problem(code, f"{duty}.item", f"{code} 的一句话", blocking)
    return Missing(problem, f"{duty} 的名称", ("duty", duty, f"{duty}.item"))


def test_three_things_of_a_duty_stay_three_rows():
    rows = [lacking("DU01", "d01")] * 3
    assert gathered(rows) == tuple(rows)


def test_more_than_three_become_one_row_that_counts_them_and_leads_to_the_duty():
    rows = (
        [lacking("DU01", "d01")] * 13 + [lacking("DU06", "d01")] * 2 + [lacking("DU12", "d01")]
    )

    [row] = gathered(rows)

    assert row.problem.text == "还有 13 条没答，2 处缺佐证"
    assert row.problem.blocking
    assert row.target == ("duty", "d01")
    assert row.place == "d01 的名称"


def test_what_has_no_word_of_its_own_is_counted_together():
    rows = [lacking(code, "d06") for code in ("DU01", "DU03", "DU05", "DU07")]
    assert [row.problem.text for row in gathered(rows)] == [
        "还有 1 条没答，1 处台账没登记，另有 2 处要补"
    ]
    rows = [lacking(code, "d06") for code in ("DU03", "DU04", "DU05", "DU05")]
    assert [row.problem.text for row in gathered(rows)] == ["还有 4 处要补"]


def test_the_rest_keeps_its_place_and_its_row():
    profile = Missing(
        Problem("EN06", "enterprise#phone", "填写联系电话"), "企业概况", ("enterprise",)
    )
    reasons = [lacking("DU06", "d01", blocking=False)] * 5
    few = [lacking("DU01", "d02")] * 2
    rows = [profile, *[lacking("DU01", "d01")] * 4, *few, *reasons]

    found = gathered(rows)

    assert found[0] is profile
    assert found[1].problem.text == "还有 4 条没答"
    assert found[2:] == (*few, *reasons)


# The ledger


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty ledger."""
    with a_stage(tmp_path) as made:
        yield made


def rows(stage: Stage, *codes: str) -> list[Missing]:
    """What the sign-off page lists of these rules."""
    frozen = stage.frozen()
    found = readiness.problems(frozen, now=stage.now, last_entry=None)
    return [one for one in readiness.missing(frozen, found) if one.problem.code in codes]


def test_re09_to_re11_lead_to_the_hazard_and_the_field_that_is_lacking(stage: Stage) -> None:
    hazard_id = stage.major()
    stage.stop(hazard_id)

    found = rows(stage, "RE09", "RE10", "RE11")

    assert {row.place for row in found} == {"隐患台账"}
    assert [row.target for row in found] == [
        ("hazard", str(hazard_id), "stop"),  # its photo
        ("hazard", str(hazard_id), "goal"),
        ("hazard", str(hazard_id), "situation"),
    ]


def test_re10_tells_the_first_thing_and_how_many_more(stage: Stage) -> None:
    stage.major()

    [row] = rows(stage, "RE10")

    assert row.problem.text == (
        "YH-2026-001 重大隐患：填写治理的目标和任务，另有 8 处；做不到的由主要负责人写明原因"
    )


def test_re12_leads_to_the_answer(stage: Stage) -> None:
    stage.fault("d01.issued", note="没有发布")
    walk = stage.work.walk
    stage.act(conversion.to_hazard, walk, stage.office, "d01.issued")

    [row] = rows(stage, "RE12")

    assert (row.place, row.target) == ("01 职责1", ("duty", "d01", "d01.issued"))
    assert row.problem.text == "YH-2026-001 还是草稿，在隐患台账里登记它"


def test_re13_leads_to_the_photos_of_the_hazard(stage: Stage) -> None:
    hazard_id = stage.registered()
    stage.page(hazard_id).evidence["before"][0].path.unlink()

    [row] = rows(stage, "RE16")

    assert (row.place, row.target) == (
        "隐患台账",
        ("hazard", str(hazard_id), "photos.before"),
    )


def test_an_explained_lack_is_listed_after_all_that_blocks(stage: Stage) -> None:
    hazard_id = stage.major()
    reason = "停炉会冻炉"
    stage.step(grading.explain, hazard_id, "stop", reason=reason, confirmed_by=PRINCIPAL)

    found = rows(stage, "RE09", "RE10", "RE11")

    assert [(row.problem.code, row.problem.blocking) for row in found] == [
        ("RE10", True),
        ("RE11", True),
        ("RE09", False),
    ]
    assert reason in found[-1].problem.text


def test_rows_of_hazards_are_never_gathered_into_one(stage: Stage) -> None:
    for _ in range(3):
        stage.major()

    found = rows(stage, "RE09", "RE10", "RE11")

    assert len(found) == 9
    assert gathered(found) == tuple(found)


def test_rp01_names_the_one_hazard_whose_text_no_font_draws(stage: Stage) -> None:
    stage.registered(description="\U0002fa20号炉")
    stage.registered()

    found = [row.problem for row in rows(stage, "RP01")]

    assert [problem.where for problem in found] == ["hazard.1#description"]
    assert "U+2FA20" in found[0].text
