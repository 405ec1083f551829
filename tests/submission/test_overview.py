"""What the home page shows."""

from datetime import timedelta
from typing import Any

import pytest

from selfcheck.duties import actions as duties
from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise import actions as enterprise
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.rounds import RoundStatus
from selfcheck.submission.overview import HomePage, home_page
from selfcheck.submission.records import Submission
from tests.builders import NOW, TODAY, Workspace, a_jpeg, a_workspace


@pytest.fixture
def workspace(tmp_path):
    with a_workspace(tmp_path / "档案") as made:
        yield made


def page_of(workspace: Workspace) -> HomePage:
    return workspace.read(home_page, workspace.walk, now=NOW)


def describe_all(workspace: Workspace) -> None:
    """Everything of the profile."""
    for field, value in (("sector", "机械制造"), ("address", "江城路 1 号"), ("phone", "0714-6200000"),
                         ("department", "江城区应急管理局"), ("head_count", 80)):  # fmt: skip
        workspace.act(enterprise.describe, field, value)
    for question in ("uses_gas", "has_spaces"):
        workspace.act(enterprise.answer_profile, question, answer=False)


def test_a_new_enterprise_is_asked_for_its_profile_and_nothing_is_due(workspace):
    page = page_of(workspace)

    assert page.steps[0].text == "填写企业概况"
    assert page.round_words == "还没有开始填写"
    assert (page.rectifications, page.expiries, page.evidence) == ((), (), 0)
    assert page.backed_up_at is None


def test_a_duty_that_the_profile_may_rule_out_waits_for_the_profile(workspace):
    workspace.meet(uses_gas=False)
    gas = page_of(workspace).cells[3]
    assert (gas.status, gas.words) == (
        DutyStatus.NOT_YET,
        "第四项 职责4，先在企业概况里回答企业情况",
    )

    describe_all(workspace)
    assert page_of(workspace).cells[3].status is DutyStatus.TO_CONFIRM


def test_the_receiver_is_the_enterprises_own_department_once_it_is_known(workspace):
    assert page_of(workspace).receiver == "区应急管理局"

    describe_all(workspace)
    assert page_of(workspace).receiver == "江城区应急管理局"


def test_days_are_counted_to_the_day_of_the_pack(workspace):
    page = page_of(workspace)

    assert (page.due, page.hour, page.days_left) == (TODAY + timedelta(days=1), 17, 1)


def test_a_cell_tells_number_status_and_share(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.issued", "conforms", now=NOW)

    cell = page_of(workspace).cells[0]

    assert (cell.number, cell.status) == (1, DutyStatus.IN_PROGRESS)
    assert cell.share == pytest.approx(1 / 7)
    assert cell.words == "第一项 职责1，进行中 1/7"


def test_the_statutory_base_counts_as_open_but_is_no_cell(workspace):
    page = page_of(workspace)

    assert len(page.cells) == 4
    assert page.open_duties == 5


def test_rectifications_are_listed_overdue_first_and_without_deadline_last(workspace):
    for item, deadline in (
        ("d01.issued", None),
        ("d01.entrance", TODAY + timedelta(days=6)),
        ("d02.trained", TODAY - timedelta(days=2)),
    ):
        workspace.act(duties.answer, workspace.walk, item, "does_not_conform", now=NOW)
        workspace.act(duties.write, workspace.walk, item, "note", f"{item} 不合要求", now=NOW)
        if deadline:
            workspace.act(duties.write, workspace.walk, item, "deadline", deadline, now=NOW)
    workspace.act(duties.write, workspace.walk, "d02.trained", "owner", "刘志强", now=NOW)

    found = page_of(workspace).rectifications

    assert [(one.what, one.days) for one in found] == [
        ("d02.trained 不合要求", -2),
        ("d01.entrance 不合要求", 6),
        ("d01.issued 不合要求", None),
    ]
    assert found[0].place == "第二项 · 责任人 刘志强"
    assert found[2].target == ("duty", "d01", "d01.issued")


def test_what_was_corrected_on_the_spot_is_told_last_and_not_counted(workspace):
    workspace.act(duties.answer, workspace.walk, "d02.trained", "does_not_conform", now=NOW)
    workspace.act(duties.answer, workspace.walk, "d01.issued", "does_not_conform", now=NOW)
    workspace.act(duties.write, workspace.walk, "d01.issued", "corrected_on", TODAY, now=NOW)

    page = page_of(workspace)

    assert [(one.target[2], one.corrected_on) for one in page.rectifications] == [
        ("d02.trained", None),
        ("d01.issued", TODAY),
    ]
    assert page.rectifications[1].place == "第一项 · 当场已整改"
    assert page.open_rectifications == 1


def expiring(workspace: Workspace, days: int) -> None:
    row = {"name": f"{days} 天", "checked": (TODAY + timedelta(days=days)).isoformat()}
    workspace.act(duties.add_row, workspace.walk, "d03.spaces", row, now=NOW)


@pytest.mark.parametrize("days", [-3, 0, 400])
def test_a_date_that_expires_is_told_with_its_days(workspace, days):
    expiring(workspace, days)

    found = page_of(workspace).expiries

    assert [(one.what, one.place, one.days) for one in found] == [
        (f"{days} 天", "有限空间台账 · 检测有效期", days)
    ]


def test_five_expiries_are_told_however_far_and_more_within_sixty_days(workspace):
    for days in (400, 61, 300, -1, 10, 90):
        expiring(workspace, days)
    assert [one.days for one in page_of(workspace).expiries] == [-1, 10, 61, 90, 300]

    for days in (60, 59, 58, 57):
        expiring(workspace, days)
    assert [one.days for one in page_of(workspace).expiries] == [-1, 10, 57, 58, 59, 60]


def test_a_row_without_a_name_goes_by_its_code_and_a_broken_date_is_left_out(workspace):
    day = TODAY.isoformat()
    workspace.act(duties.add_row, workspace.walk, "d03.spaces", {"checked": day}, now=NOW)
    workspace.act(
        duties.add_row, workspace.walk, "d03.spaces", {"checked": "明年三月"}, now=NOW
    )

    assert [one.what for one in page_of(workspace).expiries] == ["KJ-01"]


def test_evidence_and_the_last_copy_are_told(workspace):
    stored = take_in(workspace.folder, a_jpeg(), name="现场.jpg")
    workspace.act(
        evidence.add, stored, round_id=workspace.walk.round_id, item_key="d01.entrance", now=NOW
    )
    workspace.store.take_backup(NOW)

    page = page_of(workspace)

    assert (page.evidence, page.evidence_bytes) == (1, stored.size)
    assert page.backed_up_at == NOW


def a_submission(workspace: Workspace, **changes: object) -> None:
    """An approval as it is recorded, signed or not."""
    fields: dict[str, Any] = {
        "round_id": workspace.walk.round_id, "package_id": "p", "content_sha256": "c",
        "approved_by": "周建华", "approved_at": "2026-11-24T09:00:00+08:00",
        "approved_fingerprint": "f", "manifest_sha256": "m", "history_lines": 1,
        "history_head": "h", "files": 1, "bytes": 1,
    }  # fmt: skip

    def put(session):
        session.add(Submission(**(fields | changes)))

    workspace.act(put)


def test_the_round_is_told_in_words_from_draft_to_delivery(workspace):
    workspace.act(duties.answer, workspace.walk, "d01.told", "yes", now=NOW)
    assert page_of(workspace).round_words.startswith("还有 ")

    a_submission(workspace)
    workspace.stand_at(RoundStatus.APPROVED)
    assert page_of(workspace).round_words == "已审核，等主要负责人签署"

    workspace.stand_at(RoundStatus.SIGNED)
    assert page_of(workspace).round_words == "已签署，还没有导出"
    assert not page_of(workspace).handed_over


def test_a_delivered_round_is_over(workspace):
    a_submission(workspace, delivered_on=TODAY, delivered_to="江城区应急管理局")
    workspace.stand_at(RoundStatus.SIGNED)

    page = page_of(workspace)

    assert page.handed_over
    assert page.round_words == "11-24 已送达江城区应急管理局"
