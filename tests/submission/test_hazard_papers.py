"""The papers about one hazard, filled from what is kept: what stands where, and what stays blank."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from selfcheck.enterprise import actions as enterprise
from selfcheck.evidence.files import take_in
from selfcheck.forms.pack import Pack
from selfcheck.hazards import actions, treatment
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, StopScope
from selfcheck.submission import hazard_papers
from tests.builders import TODAY, a_pack
from tests.hazards.builders import (
    CONTENTS,
    DEADLINE,
    MANAGER,
    OWNER,
    PLAN,
    PRINCIPAL,
)
from tests.submission.ledger_stage import Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty ledger."""
    with a_stage(tmp_path) as made:
        yield made


@pytest.fixture
def pack() -> Pack:
    """The small rule pack."""
    return a_pack()


# 整改通知书


def test_a_notice_says_what_who_how_and_until_when(stage: Stage) -> None:
    hazard_id = stage.general(measures="清走纸箱", owner=OWNER, deadline=DEADLINE, part="东门")
    stage.write(hazard_id, department="设备部")

    [notice] = stage.read(hazard_papers.notices, [hazard_id], issuer=MANAGER)

    assert (notice.owner, notice.department) == (OWNER, "设备部")
    assert (notice.demands, notice.deadline) == ("清走纸箱", str(DEADLINE))
    assert (notice.issuer, notice.issued_on) == (MANAGER, str(TODAY))
    assert notice.origin.enterprise == "江城精密机械有限公司"
    assert len(notice.origin.head) == 64
    assert (notice.hazard.place, notice.hazard.part) == ("熔炼车间", "东门")
    assert (notice.hazard.grade, notice.hazard.major) == ("一般", False)
    assert len(notice.before) == 1


def test_notices_are_in_the_order_asked_for(stage: Stage) -> None:
    first, second = stage.general(), stage.general(description="另一处")

    made = stage.read(hazard_papers.notices, [second, first], issuer=MANAGER)

    assert [one.hazard.number for one in made] == stage.numbers(second, first)


def test_a_notice_of_a_major_hazard_says_what_is_stopped(stage: Stage) -> None:
    hazard_id = stage.major()
    stage.stop(hazard_id)

    [notice] = stage.read(hazard_papers.notices, [hazard_id], issuer=MANAGER)

    assert (notice.stop.scope, notice.stop.what) == ("设备停用", "3号中频炉")
    assert (notice.stop.since, notice.stop.resumed) == ("2026-11-16 09:40", "")
    assert notice.hazard.basis == "工贸企业重大事故隐患判定标准 第七条（三）：炉坑有积水"


def test_nobody_is_named_who_reported_without_a_name(stage: Stage) -> None:
    hazard_id = stage.registered(found_by="", anonymous=True)

    [notice] = stage.read(hazard_papers.notices, [hazard_id], issuer=MANAGER)

    assert notice.hazard.found_by == "匿名"


def test_marks_are_drawn_into_the_printed_photo_and_the_file_stays(stage: Stage) -> None:
    hazard_id = stage.registered()
    [card] = stage.page(hazard_id).evidence["before"]
    before = card.path.read_bytes()
    drawn = [{"kind": "box", "x1": 0.1, "y1": 0.1, "x2": 0.9, "y2": 0.9, "text": "积水"}]
    stage.work.act(
        actions.mark_photo, hazard_id, "before", card.evidence_id, drawn, now=stage.now
    )

    [notice] = stage.read(hazard_papers.notices, [hazard_id], issuer=MANAGER)

    [photo] = notice.before
    assert [mark.text for mark in photo.marks] == ["积水"]
    assert card.path.read_bytes() == before
    assert photo.code == card.code


def test_a_photo_that_is_gone_keeps_its_place(stage: Stage) -> None:
    hazard_id = stage.registered()
    [card] = stage.page(hazard_id).evidence["before"]
    drawn = [{"kind": "arrow", "x1": 0.1, "y1": 0.1, "x2": 0.9, "y2": 0.9, "text": ""}]
    stage.work.act(
        actions.mark_photo, hazard_id, "before", card.evidence_id, drawn, now=stage.now
    )
    card.path.unlink()

    [notice] = stage.read(hazard_papers.notices, [hazard_id], issuer=MANAGER)

    assert [photo.code for photo in notice.before] == [card.code]


def test_a_photo_of_today_is_dated_by_its_camera(stage: Stage) -> None:
    [notice] = stage.read(hazard_papers.notices, [stage.registered()], issuer=MANAGER)

    assert notice.before[0].caption.endswith("· 2026-11-16")


# 重大事故隐患报告


def test_the_report_holds_the_three_contents_and_the_plan(stage: Stage, pack: Pack) -> None:
    hazard_id = stage.controlled()
    stage.work.act(enterprise.describe, "address", "江城路 1 号")

    made = stage.read(hazard_papers.report_form, hazard_id, pack)

    assert (made.situation, made.severity, made.difficulty) == tuple(CONTENTS.values())
    assert made.plan.goals == PLAN["goal"]
    assert made.plan.methods == PLAN["measures"]
    assert made.plan.resources == "预算 46,000 元"
    assert made.plan.people == f"设备科 3 人\n整改责任人 {OWNER}"
    assert made.plan.deadline == f"{DEADLINE} 前完成\n11 月底前更换，12 月 10 日前验收"
    assert made.plan.safety == PLAN["safeguards"]
    assert (made.principal, made.address) == (PRINCIPAL, "江城路 1 号")
    assert (made.receiver, made.reported_on) == ("区应急管理局", "2026-11-17")


def test_the_report_not_yet_made_goes_to_the_enterprises_own_department(
    stage: Stage, pack: Pack
) -> None:
    hazard_id = stage.major()
    stage.work.act(enterprise.describe, "department", "江城区应急管理局")

    made = stage.read(hazard_papers.report_form, hazard_id, pack)

    assert (made.receiver, made.reported_on) == ("江城区应急管理局", "")
    assert (made.plan.resources, made.plan.people, made.plan.deadline) == ("", "", "")


def test_the_reason_stands_in_the_place_of_a_stop(stage: Stage, pack: Pack) -> None:
    hazard_id = stage.major()
    stage.stop(hazard_id, scope=StopScope.NONE, what="", stopped_at="", reason="停炉会冻炉")

    stop = stage.read(hazard_papers.report_form, hazard_id, pack).stop

    assert (stop.scope, stop.what, stop.since) == ("未停用", "", "")
    assert (stop.reason, stop.decided_by) == ("停炉会冻炉", PRINCIPAL)


# 治理方案, 公示


def test_the_plan_names_who_approved_it_and_when(stage: Stage) -> None:
    hazard_id = stage.controlled()
    written = stage.read(hazard_papers.plan_form, hazard_id)
    assert (written.approved_by, written.approved_on) == (PRINCIPAL, "")

    stage.step(treatment.plan, hazard_id)

    made = stage.read(hazard_papers.plan_form, hazard_id)
    assert (made.approved_by, made.approved_on) == (PRINCIPAL, str(TODAY))
    assert (made.budget, made.deadline, made.owner) == ("46,000 元", str(DEADLINE), OWNER)


def test_a_plan_for_one_that_came_back_was_approved_by_nobody_yet(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)
    stage.reopen(hazard_id)

    made = stage.read(hazard_papers.plan_form, hazard_id)

    assert (made.approved_by, made.approved_on) == ("", "")


def test_the_board_says_what_who_and_since_when(stage: Stage, pack: Pack) -> None:
    hazard_id = stage.controlled()
    stage.work.act(enterprise.describe, "phone", "0714-6200000")

    made = stage.read(hazard_papers.workers_notice, hazard_id, pack)

    assert (made.measures, made.owner, made.deadline) == (
        PLAN["measures"],
        OWNER,
        str(DEADLINE),
    )
    assert (made.phone, made.published_on, made.state) == (
        "0714-6200000",
        "2026-11-17",
        "已定级",
    )


def test_the_board_of_one_that_came_back_was_not_published_yet(
    stage: Stage, pack: Pack
) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)
    stage.reopen(hazard_id)
    assert stage.read(hazard_papers.workers_notice, hazard_id, pack).published_on == ""

    stage.report(hazard_id, ReportTo.WORKERS, reported_on=TODAY)

    made = stage.read(hazard_papers.workers_notice, hazard_id, pack)
    assert made.published_on == str(TODAY)


# 整改验收单


def test_an_acceptance_puts_before_and_after_side_by_side(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.ACCEPTED)
    stage.resume(hazard_id)

    made = stage.read(hazard_papers.acceptance_form, hazard_id)

    assert (len(made.before), len(made.after)) == (1, 1)
    assert (made.acceptor, made.accepted_on, made.passed) == (PRINCIPAL, str(TODAY), True)
    assert (made.result, made.done_on) == ("软管已更换，试压合格", str(TODAY))
    assert made.stop.resumed == f"{PRINCIPAL} 2026-11-24 11:00"
    assert made.supervised_by == ""


def test_an_acceptance_that_was_sent_back_is_not_decided(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.ACCEPTED)
    stage.step(treatment.send_back, hazard_id, reason="接头仍有渗漏")

    made = stage.read(hazard_papers.acceptance_form, hazard_id)

    assert (made.passed, made.accepted_on) == (None, "")


def test_a_supervised_one_names_the_department(stage: Stage) -> None:
    hazard_id = stage.general(supervised=True, supervised_by="区应急管理局")

    made = stage.read(hazard_papers.acceptance_form, hazard_id)

    assert made.supervised_by == "区应急管理局"


def test_a_document_is_no_photo_of_before(stage: Stage) -> None:
    hazard_id = stage.registered()
    stage.grade(hazard_id, HazardGrade.GENERAL)
    path = stage.work.folder / "整改前.pdf"
    Image.new("RGB", (8, 8)).save(path, "PDF")
    stage.act(actions.add_files, hazard_id, "before", [take_in(stage.work.folder, path)])

    made = stage.read(hazard_papers.acceptance_form, hazard_id)

    assert len(made.before) == 1
