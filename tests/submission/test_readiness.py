"""The list of what is missing: one row each, or one for a duty that lacks much."""

from selfcheck.errors import Problem
from selfcheck.submission.readiness import Missing, gathered


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
