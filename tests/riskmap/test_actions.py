"""The risk map on a real store: grading, drawing, boards, publishing; the change log holds throughout."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfcheck import history
from selfcheck.errors import NotReady
from selfcheck.riskmap import actions, board_texts, floor_plans, publishing
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import Assessment, ControlLevel, Method, RiskLevel
from tests.builders import NOW, TODAY, a_workspace
from tests.riskmap.builders import SQUARE, YEAR, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "企业")
    yield made
    with made.store.transaction() as session:
        assert history.check(session) is None
    made.store.close()


def wrong(found: RiskMap) -> list[str]:
    """The codes of the lint, but for RK33: that a change is not approved yet is told of every draft."""
    return [problem.code for problem in found.problems if problem.code != "RK33"]


def codes(raised: pytest.ExceptionInfo[NotReady]) -> list[str]:
    return [problem.code for problem in raised.value.problems]


def test_a_point_gets_the_next_number_and_none_twice(office: Office) -> None:
    first = office.point("甲")
    office.act(actions.strike_point, first, struck=True, now=NOW)
    office.point("乙")

    assert [point.number for point in office.map().points] == ["R-02"]


def test_rk01_and_rk02_names_are_asked_for(office: Office) -> None:
    with pytest.raises(NotReady) as raised:
        office.point("  ")
    assert codes(raised) == ["RK01"]
    with pytest.raises(NotReady) as raised:
        office.unit(office.point(), name="")
    assert codes(raised) == ["RK02"]


def test_an_assessment_keeps_the_thresholds_of_its_day(office: Office) -> None:
    unit = office.unit(office.point())
    assert office.assess(unit, "1", "6", "40") is RiskLevel.CONSIDERABLE  # 240

    bands = {"lec": {"major": "200", "considerable": "100", "general": "50"}}
    office.act(
        actions.set_scale,
        method=Method.LEC,
        bands=bands,
        review_months=6,
        emergency_phone="119",
    )

    (point,) = office.map().points
    assert point.level is RiskLevel.CONSIDERABLE  # the old one still stands as it was made
    assert office.assess(unit, "1", "6", "40", reason="阈值调整") is RiskLevel.MAJOR
    history_of = office.map().points[0].units[0].history
    assert [(one.level, one.bands["major"]) for one in history_of] == [
        (RiskLevel.MAJOR, "200"),
        (RiskLevel.CONSIDERABLE, "320"),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"factors": {"L": "4", "E": "6", "C": "40"}}, "RK10"),
        ({"factors": {"L": "3", "E": "6"}}, "RK10"),
        ({"method": Method.DIRECT, "direct": ""}, "RK10"),
        ({"people": " "}, "RK11"),
        ({"assessed_on": TODAY + timedelta(days=1)}, "RK13"),
        ({"assessed_on": None}, "RK13"),
        ({"next_review": TODAY}, "RK13"),
    ],
)
def test_an_assessment_is_refused_with_its_code(
    office: Office, changes: Any, code: str
) -> None:
    unit = office.unit(office.point())
    with pytest.raises(NotReady) as raised:
        office.assess(unit, "3", "6", "40", **changes)
    assert codes(raised) == [code]


def test_rk12_an_assessment_again_needs_its_reason(office: Office) -> None:
    unit = office.unit(office.point())
    office.assess(unit, "3", "6", "40")
    with pytest.raises(NotReady) as raised:
        office.assess(unit, "1", "6", "40")
    assert codes(raised) == ["RK12"]
    assert office.assess(unit, "1", "6", "40", inherent=True) is RiskLevel.CONSIDERABLE


def test_both_methods_grade_and_a_direct_one_is_major(office: Office) -> None:
    unit = office.unit(office.point())
    assert office.assess(unit, "0.5", "0.5", "1") is RiskLevel.LOW
    level = office.assess(unit, method=Method.LS, factors={"L": "4", "S": "4"}, reason="换方法")
    assert level is RiskLevel.CONSIDERABLE
    level = office.assess(unit, method=Method.DIRECT, direct="installation", reason="新增")
    assert level is RiskLevel.MAJOR
    assert office.map().points[0].units[0].residual is not None


def test_the_usual_control_level_follows_the_first_grade(office: Office) -> None:
    unit = office.unit(office.point())
    office.assess(unit, "3", "6", "40")
    assert office.map().points[0].units[0].control is ControlLevel.COMPANY


def test_a_map_may_show_the_inherent_level(office: Office) -> None:
    point = office.point()
    unit = office.unit(point)
    office.assess(unit, "3", "6", "40", inherent=True)
    office.assess(unit, "0.5", "1", "7")
    assert office.map().points[0].level is RiskLevel.LOW

    office.act(actions.write_point, point, "use_inherent", True, now=NOW)
    assert office.map().points[0].level is RiskLevel.MAJOR


def test_the_colour_of_a_zone_is_the_highest_of_its_points_and_follows_them(
    office: Office,
) -> None:
    point = office.complete()
    (key,) = office.map().zone_levels
    assert office.map().zone_levels[key] is RiskLevel.MAJOR

    unit = office.map().points[0].units[0].unit_id
    office.assess(unit, "0.5", "1", "7", reason="整改完成")
    assert office.map().zone_levels[key] is RiskLevel.LOW
    office.act(floor_plans.draw, office.map().drawing.lift(point))
    assert office.map().zone_levels[key] is None


def test_drawing_and_its_undoing_leave_the_map_as_it_was(office: Office) -> None:
    office.complete()
    before = office.map().drawing
    (key,) = before.shapes
    edits = []
    for make in (
        lambda d: d.move(key, 30, 0),
        lambda d: d.move_corner(key, 0, -10, -10),
        lambda d: d.insert_corner(key, 1, 50, -5),
        lambda d: d.part(key, (60, -50), (60, 150)),
        lambda d: d.remove(key),
    ):
        edit = make(office.map().drawing)
        office.act(floor_plans.draw, edit)
        edits.append(edit)
    for edit in reversed(edits):
        office.act(floor_plans.draw, edit.turned)

    assert office.map().drawing == before


def test_map_boards_and_lists_carry_one_code_until_something_changes(office: Office) -> None:
    office.complete()
    assert office.map().code.endswith("草稿")

    code = office.publish()
    assert (office.map().code, office.map().changed) == (code, False)
    assert code.startswith("R1-")

    office.act(actions.write_point, 1, "owner", "赵明辉", now=NOW)
    now = office.map()
    assert now.changed
    assert now.next_code.startswith("R2-")
    assert wrong(now) == ["RK24"]
    assert "RK33" in [p.code for p in now.problems]
    assert office.publish() == now.next_code  # publishing again is what cures both
    assert office.map().problems == ()


def test_a_change_taken_back_is_the_same_revision_again(office: Office) -> None:
    office.complete()
    code = office.publish()
    office.act(actions.write_point, 1, "owner", "赵明辉", now=NOW)
    office.act(actions.write_point, 1, "owner", "陈国梁", now=NOW)

    assert office.map().code == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"made_by": ""}, "RK30"),
        ({"checked_by": " "}, "RK30"),
        ({"approved_by": "赵明辉"}, "RK31"),
        ({"next_review": TODAY}, "RK32"),
        ({"next_review": None}, "RK32"),
    ],
)
def test_publishing_is_refused_with_its_code(office: Office, changes: Any, code: str) -> None:
    office.complete()
    with pytest.raises(NotReady) as raised:
        office.publish(**changes)
    assert codes(raised) == [code]


def test_publishing_is_refused_while_the_lint_has_something(office: Office) -> None:
    office.complete()
    office.point("没有评估的")
    with pytest.raises(NotReady) as raised:
        office.publish()
    assert set(codes(raised)) == {"RK21", "RK22"}


def test_a_closed_hazard_asks_for_a_new_assessment_and_it_is_over_once_it_is_made(
    office: Office,
) -> None:
    point = office.complete()
    office.act(actions.want_review, point, "隐患 YH-2026-003 已销号")
    assert wrong(office.map()) == ["RK25"]

    unit = office.map().points[0].units[0].unit_id
    office.assess(unit, "3", "6", "40", reason="隐患销号后复评")
    assert wrong(office.map()) == []


def test_a_board_written_by_hand_shows_what_it_replaced_and_can_be_taken_back(
    office: Office,
) -> None:
    point = office.complete()
    given = board_texts.board_fields(office.map().points[0])["measures"]
    office.act(publishing.write_board, point, "measures", "只写一句")

    assert office.map().board_texts[point]["measures"] == ("只写一句", given)
    assert wrong(office.map()) == ["RK26"]
    assert office.publish()  # told, but no reason to refuse

    office.act(publishing.write_board, point, "measures", "")
    assert office.map().board_texts == {}


def test_rk04_a_calibration_is_a_length(office: Office) -> None:
    plan = office.plan()
    for value in (0.0, -1.0, 5000.0):
        with pytest.raises(NotReady) as raised:
            office.act(floor_plans.write_plan, plan, "metres_per_unit", value)
        assert codes(raised) == ["RK04"]
    office.act(floor_plans.write_plan, plan, "metres_per_unit", 0.05)
    assert office.map().plans[0].metres_per_unit == 0.05


def test_rk09_a_text_longer_than_its_place(office: Office) -> None:
    point = office.point()
    with pytest.raises(NotReady) as raised:
        office.act(actions.write_point, point, "owner", "长" * 101, now=NOW)
    assert codes(raised) == ["RK09"]
    office.act(actions.write_point, point, "steps", "步\n" * 900, now=NOW)


def test_a_struck_plan_takes_its_points_off_the_map(office: Office) -> None:
    office.complete()
    office.act(floor_plans.strike_plan, office.map().plans[0].plan_id, struck=True)
    (point,) = office.map().points
    assert (point.plan_id, point.x) == (None, None)
    assert office.map().plans == ()
    assert wrong(office.map()) == ["RK21"]  # nothing of what no one sees


def test_reviews_become_overdue_with_time(office: Office) -> None:
    office.complete()
    later = office.map(later=YEAR + timedelta(days=1))
    assert wrong(later) == ["RK25"]


def test_two_plans_may_have_zones_of_one_name(office: Office) -> None:
    office.zone(office.plan("一层"), "走廊", SQUARE)
    office.zone(office.plan("二层"), "走廊", SQUARE)
    assert "RK29" not in wrong(office.map())


def test_a_change_of_the_map_withdraws_an_approval(tmp_path: Path) -> None:
    with a_workspace(tmp_path / "档案") as work:
        approve(work)
        work.act(actions.add_point, name="炉", kind=_kind(), now=NOW)
        assert status(work) == "draft"


def approve(work: Any) -> None:
    from selfcheck.rounds import Round, RoundStatus

    with work.store.transaction() as session:
        session.get_one(Round, work.walk.round_id).status = RoundStatus.APPROVED


def status(work: Any) -> str:
    from selfcheck.rounds import Round

    with work.store.transaction() as session:
        return str(session.get_one(Round, work.walk.round_id).status)


def _kind() -> Any:
    from selfcheck.riskmap.records import PointKind

    return PointKind.PLACE


def test_assessments_are_never_changed(office: Office) -> None:
    unit = office.unit(office.point())
    office.assess(unit, "3", "6", "40")
    office.assess(unit, "1", "6", "40", reason="复评")
    with office.store.transaction() as session:
        from sqlmodel import select

        kept = session.exec(select(Assessment)).all()
        assert [one.score for one in kept] == ["720", "240"]
