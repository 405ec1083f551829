"""The change log in plain words."""

import inspect

import pytest

from selfcheck import history
from selfcheck.duties import actions as duties
from selfcheck.enterprise import actions as enterprise
from selfcheck.evidence import actions as evidence
from selfcheck.hazards import actions as hazards
from selfcheck.hazards import endings, grading, importing, treatment
from selfcheck.riskmap import actions as riskmap
from selfcheck.riskmap import assessing, floor_plans, publishing
from selfcheck.riskmap.records import Method, PointKind
from selfcheck.submission import actions as submission
from selfcheck.submission import conversion, reassessment, recent
from selfcheck.submission.action_words import ACTIONS
from selfcheck.submission.walks import shipped_pack
from tests.builders import NOW, a_pack, a_workspace

INNER = {
    "hazards.next_serial",
    "hazards.number_of",
    "hazards.event",
    "hazards.begun",
    "hazards.allowed",
    "hazards.is_blank",
    "submission.conversion.followed_by",
    "submission.conversion.void_numbers",
    "hazards.importing.serial_of",
    "hazards.importing.first_free",
    "duties.carry_over",
    "evidence.carry_over",
    "submission.live_submission",
    "submission.reassessment.question",
}


@pytest.fixture
def workspace(tmp_path):
    with a_workspace(tmp_path / "档案") as made:
        yield made


def told(workspace, most: int = 6) -> list[str]:
    return [deed.words for deed in workspace.read(recent.recent, a_pack(), most=most)]


def test_every_action_has_words():
    actions = {
        history.name_of(action)
        for module in (
            enterprise,
            duties,
            evidence,
            submission,
            hazards,
            treatment,
            endings,
            grading,
            importing,
            conversion,
            riskmap,
            floor_plans,
            publishing,
            assessing,
            reassessment,
        )
        for name, action in inspect.getmembers(module, inspect.isfunction)
        if action.__module__ == module.__name__ and not name.startswith("_")
        if next(iter(inspect.signature(action).parameters), "") == "session"
    }

    assert actions - INNER == set(ACTIONS)


def test_the_newest_comes_first_with_its_actor_and_moment(workspace):
    deeds = workspace.read(recent.recent, a_pack())

    assert [deed.words for deed in deeds] == ["开始了自查", "登记了 2 个人", "新建了企业档案"]
    assert (deeds[0].actor, deeds[0].at) == ("周建华", NOW)


def test_an_answer_is_told_by_its_item_also_when_it_is_changed(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.issued", "conforms", now=NOW)
    assert told(workspace)[0] == "回答了“issued”"

    workspace.actor = "张𠮷"
    workspace.act(duties.answer, workspace.walk, "d01.issued", "not_applicable", now=NOW)
    assert told(workspace)[0] == "回答了“issued”"


def test_filling_in_at_one_go_is_told_as_one(workspace):
    for item in ("d01.issued", "d01.entrance"):
        workspace.act(duties.answer, workspace.walk, item, "conforms", now=NOW)
    assert told(workspace)[0] == "回答了检查条目 2 次"

    workspace.act(duties.write, workspace.walk, "d01.issued", "note", "已发布", now=NOW)
    assert told(workspace)[0] == "填写了检查条目 3 处"


def test_a_long_pause_or_another_person_begins_a_new_line(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.issued", "conforms", now=NOW)
    workspace.now = NOW.replace(hour=11)
    workspace.act(duties.answer, workspace.walk, "d01.told", "yes", now=workspace.now)
    workspace.actor = "张𠮷"
    workspace.act(duties.answer, workspace.walk, "d01.entrance", "conforms", now=workspace.now)

    assert told(workspace)[:3] == ["回答了“entrance”", "回答了“told”", "回答了“issued”"]


def test_a_duty_is_told_by_its_short_title_and_registers_by_their_item(workspace):
    workspace.act(duties.assign, workspace.walk, "d01", "刘志强")
    assert told(workspace)[0] == "指定了“职责1”的责任人"

    row = workspace.act(
        duties.add_row, workspace.walk, "d03.spaces", {"name": "调节池"}, now=NOW
    )
    assert told(workspace)[0] == "在“spaces”里新增了一行"
    workspace.actor = "张𠮷"
    workspace.act(duties.change_cell, workspace.walk, row, "name", "事故池")
    assert told(workspace)[0] == "修改了“spaces”的登记"


def test_what_is_done_to_a_risk_point_is_told_by_its_number(workspace):
    point = workspace.act(
        riskmap.add_point, name="喷漆室", kind=PointKind.PLACE, now=NOW, place="涂装车间"
    )
    assert told(workspace)[0] == "登记了风险点 R-01"

    unit = workspace.act(riskmap.add_unit, point, table="scl", name="送风系统", now=NOW)
    workspace.act(riskmap.write_unit, unit, "event", "溶剂挥发", now=NOW)
    assert told(workspace)[:2] == [
        "填写了风险点 R-01 的评估单元",
        "给风险点 R-01 添加了评估单元",
    ]

    workspace.act(reassessment.ask, point, "YH-2026-001")
    assert told(workspace)[0] == "隐患销号，要求重新评估风险点 R-01"

    today = NOW.date()
    judged = [assessing.Judged(False, Method.LEC, {"L": "3", "E": "6", "C": "15"})]
    workspace.act(
        assessing.assess_unit, unit, judged, people="张𠮷", assessed_on=today,
        next_review=today.replace(year=today.year + 1), today=today, now=NOW,
    )  # fmt: skip
    assert told(workspace)[0] == "评估了风险点 R-01"


def test_an_item_that_the_pack_does_not_know_is_told_without_its_name(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.issued", "conforms", now=NOW)

    assert workspace.read(recent.recent, shipped_pack())[0].words == "回答了一项"


def test_an_action_without_words_is_still_told(workspace):
    def repaint(session):
        enterprise.describe(session, "phone", "0714-6200000")

    workspace.act(repaint)

    assert told(workspace)[0] == "修改了档案"


def test_no_more_is_told_than_was_asked_for(workspace):
    assert told(workspace, most=1) == ["开始了自查"]
