"""The one thing to do next: the order in which things are offered."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from selfcheck.duties import actions as duties
from selfcheck.duties import states as duty_states
from selfcheck.errors import Problem
from selfcheck.rounds import RoundStatus
from selfcheck.submission.next_step import Standing, at_hand, steps
from tests.builders import NOW, TODAY, Workspace, a_workspace

EMPTY_PROFILE = (
    Problem("EN06", "enterprise#phone", "填写联系电话"),
    Problem("EN08", "enterprise#profile.uses_gas", "企业情况还有 2 个问题没有回答"),
)


@pytest.fixture
def workspace(tmp_path):
    with a_workspace(tmp_path / "档案") as made:
        made.meet(uses_gas=False)
        yield made


def a_standing(workspace: Workspace, **changes: Any) -> Standing:
    """Nothing wrong with the profile, both keys there, three days left; the duties as they are kept."""
    standing = Standing(
        states=workspace.read(duty_states.all_states, workspace.walk),
        profile_problems=(),
        keyless=(),
        managers=("周建华",),
        principals=("张𠮷",),
        status=RoundStatus.DRAFT,
        exported=False,
        delivered=False,
        due=TODAY + timedelta(days=3),
        hour=18,
        today=TODAY,
    )
    return replace(standing, **changes)


def find_fault(workspace: Workspace, item: str, **written: Any) -> None:
    """Answer 不符合 and write what is given of its rectification."""
    workspace.act(duties.answer, workspace.walk, item, "does_not_conform", now=NOW)
    for name, value in written.items():
        workspace.act(duties.write, workspace.walk, item, name, value, now=NOW)


def keys(workspace: Workspace, **changes: object) -> list[str]:
    return [step.key for step in steps(a_standing(workspace, **changes))]


def test_an_overdue_rectification_comes_before_everything_and_the_oldest_first(workspace):
    find_fault(workspace, "d02.trained", deadline=TODAY - timedelta(days=1))
    find_fault(workspace, "d01.issued", deadline=TODAY - timedelta(days=9))
    find_fault(workspace, "d01.entrance", deadline=TODAY)

    found = steps(a_standing(workspace, profile_problems=EMPTY_PROFILE))

    assert [step.key for step in found[:3]] == [
        "overdue d01.issued",
        "overdue d02.trained",
        "finding d01.issued",
    ]
    assert "已超期 9 天" in found[0].reason
    assert found[0].target == ("duty", "d01", "d01.issued")


def test_a_finding_corrected_on_the_spot_is_not_overdue(workspace):
    find_fault(workspace, "d01.issued", deadline=TODAY - timedelta(days=9), corrected_on=TODAY)

    assert "overdue d01.issued" not in keys(workspace)


def test_an_incomplete_finding_says_what_it_lacks_and_whose_it_is(workspace):
    find_fault(workspace, "d01.issued", note="未发布", owner="刘志强")

    step = steps(a_standing(workspace))[0]

    assert step.text == "写全“issued”的整改安排"
    assert "还差照片至少 1 张、整改安排" in step.reason
    assert step.place == "第一项 职责1 · 责任人 刘志强"


def test_a_new_enterprise_fills_in_its_profile_first(workspace):
    first = steps(a_standing(workspace, profile_problems=EMPTY_PROFILE))[0]

    assert (first.text, first.target) == ("填写企业概况", ("enterprise", "enterprise#phone"))
    assert "联系电话、企业情况" in first.reason


def test_once_answers_are_given_the_profile_is_completed_rather_than_begun(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.issued", "conforms", now=NOW)

    assert (
        steps(a_standing(workspace, profile_problems=EMPTY_PROFILE))[0].text == "补全企业概况"
    )


def test_nobody_confirms_that_a_duty_does_not_apply_before_the_profile_is_answered(workspace):
    assert "duty d04" in keys(workspace)
    assert "duty d04" not in keys(workspace, profile_problems=EMPTY_PROFILE)


def test_begun_duties_come_before_new_ones_and_those_that_wait_come_last(workspace):
    workspace.act(duties.add_row, workspace.walk, "d03.spaces", {"name": "调节池"}, now=NOW)

    assert keys(workspace) == ["duty d03", "duty d01", "duty s01", "duty d04", "duty d02"]


def test_a_duty_says_what_remains_and_when_it_is_due(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.issued", "conforms", now=NOW)

    step = steps(a_standing(workspace))[0]

    assert step.text == "接着填“职责1”"
    assert step.reason == ("还差 5 条没有回答、佐证 1 件。11月27日 18:00 前报送，还有 3 天。")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (TODAY, "今天 18:00 前报送"),
        (TODAY - timedelta(days=2), "报送日期已过 2 天"),
        (date(2026, 12, 1), "12月1日 18:00 前报送，还有 7 天"),
    ],
)
def test_the_deadline_is_told_in_words(workspace, due, words):
    assert words in steps(a_standing(workspace, due=due))[0].reason


def finished(workspace: Workspace, **changes: object) -> list[str]:
    return keys(workspace, **({"states": ()} | changes))


def test_when_all_is_done_a_missing_key_comes_before_the_approval(workspace):
    assert finished(workspace, keyless=("主要负责人张𠮷",)) == ["key 主要负责人张𠮷", "approve"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "approve"),
        ({"status": RoundStatus.APPROVED}, "sign"),
        ({"status": RoundStatus.SIGNED}, "export"),
        ({"status": RoundStatus.SIGNED, "exported": True}, "deliver"),
        ({"status": RoundStatus.SIGNED, "exported": True, "delivered": True}, "next"),
    ],
)
def test_the_hand_over_goes_step_by_step(workspace, changes, expected):
    assert finished(workspace, **changes) == [expected]


@pytest.mark.parametrize(
    "changes", [{}, {"exported": True}, {"exported": True, "delivered": True}]
)
def test_after_signing_everything_is_done_where_the_package_is_written(workspace, changes):
    step = steps(a_standing(workspace, status=RoundStatus.SIGNED, **changes))[0]

    assert step.target == ("export",)


def test_an_approved_round_with_a_late_rectification_can_still_be_signed(workspace):
    find_fault(workspace, "d01.issued", deadline=TODAY - timedelta(days=1))
    states = [
        state
        for state in workspace.read(duty_states.all_states, workspace.walk)
        if state.duty.key == "d01"
    ]

    found = keys(workspace, states=states, status=RoundStatus.APPROVED)

    assert found == ["overdue d01.issued", "finding d01.issued", "sign"]


def test_a_signed_round_offers_nothing_that_would_change_it(workspace):
    find_fault(workspace, "d01.issued", deadline=TODAY - timedelta(days=9))

    assert keys(workspace, status=RoundStatus.SIGNED) == ["export"]


def test_what_was_passed_over_gives_way_until_all_have_been(workspace):
    offered = steps(a_standing(workspace))

    assert at_hand(offered, set()) is offered[0]
    assert at_hand(offered, {offered[0].key}) is offered[1]
    assert at_hand(offered, {step.key for step in offered}) is offered[0]
