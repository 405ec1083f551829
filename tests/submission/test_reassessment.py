"""A closed hazard asks for its risk point to be assessed again, until it is."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfcheck.hazards import treatment
from selfcheck.hazards.records import HazardState
from selfcheck.riskmap import actions, states
from selfcheck.riskmap.records import Method, PointKind
from selfcheck.submission import reassessment
from selfcheck.submission.reassessment import Question
from tests.builders import NOW, TODAY
from tests.hazards.builders import DEADLINE, OWNER
from tests.submission.ledger_stage import Stage, a_stage

PLAN: dict[str, Any] = {"measures": "更换软管", "owner": OWNER, "deadline": DEADLINE}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with a_stage(tmp_path) as made:
        yield made


def point(stage: Stage, name: str, **known: str) -> int:
    kind = PointKind.FACILITY
    made: int = stage.work.act(actions.add_point, name=name, kind=kind, now=NOW, **known)
    return made


def assess(stage: Stage, unit: int, *, inherent: bool = False, reason: str = "") -> None:
    stage.work.act(
        actions.assess, unit, inherent=inherent, method=Method.LS,
        factors={"L": "2", "S": "3"}, people="李文静", reason=reason, assessed_on=TODAY,
        next_review=TODAY + timedelta(days=365), today=TODAY, now=NOW,
    )  # fmt: skip


def closed(stage: Stage, *, review: bool = True, location: str = "熔炼车间") -> int:
    hazard_id = stage.general(**PLAN, location=location)
    stage.awaiting(stage.rectifying(hazard_id))
    stage.step(treatment.accept_and_close, hazard_id, on=TODAY, review_risk=review)
    assert stage.state(hazard_id) is HazardState.CLOSED
    return hazard_id


def question(stage: Stage, hazard_id: int) -> Question | None:
    return stage.work.read(reassessment.question, hazard_id)


def lint(stage: Stage) -> list[str]:
    found = stage.work.read(states.risk_map, stage.work.folder, TODAY)
    return [problem.text for problem in found.problems if problem.code == "RK25"]


def wanted(stage: Stage, point_id: int) -> str:
    found = stage.work.read(states.points)
    return next(one.review_wanted for one in found if one.point_id == point_id)


def test_the_points_whose_words_stand_in_the_hazards_place_come_first(stage: Stage) -> None:
    for name, place in (
        ("喷漆室", "涂装车间"), ("3号中频炉", "熔炼车间"), ("配电室", "熔炼车间北侧"),
        ("熔炼工部", ""), ("食堂", "办公楼"),
    ):  # fmt: skip
        point(stage, name, place=place)

    asked = question(stage, closed(stage, location="熔炼车间 3号中频炉炉坑"))

    assert asked is not None
    told = [(one.number, one.likely) for one in asked.candidates]
    assert told == [
        ("R-02", True), ("R-03", False), ("R-04", False), ("R-01", False), ("R-05", False),
    ]  # fmt: skip


def test_letters_spaces_and_marks_do_not_keep_a_place_from_being_found(stage: Stage) -> None:
    point(stage, "喷漆室")
    point(stage, "RTO 炉（东）")

    asked = question(stage, closed(stage, location="厂区 rto炉东侧"))

    assert asked is not None
    assert [(one.name, one.likely) for one in asked.candidates] == [
        ("RTO 炉（东）", True), ("喷漆室", False),
    ]  # fmt: skip


def test_nothing_is_asked_where_the_risk_is_as_before_or_no_point_is_registered(
    stage: Stage,
) -> None:
    with_review = closed(stage)
    assert question(stage, with_review) is None  # no risk point

    taken_out = point(stage, "旧炉")
    stage.work.act(actions.strike_point, taken_out, struck=True, now=NOW)
    assert question(stage, with_review) is None

    point(stage, "3号中频炉")
    assert question(stage, with_review) is not None
    assert question(stage, closed(stage, review=False)) is None
    assert question(stage, stage.general()) is None  # it is open
    stage.reopen(with_review)
    assert question(stage, with_review) is None


def test_rk25_the_wish_is_told_until_the_point_is_assessed_again(stage: Stage) -> None:
    furnace = point(stage, "3号中频炉")
    unit = stage.work.act(actions.add_unit, furnace, table="scl", name="炉坑", now=NOW)
    assess(stage, unit)
    assert lint(stage) == []

    stage.work.act(reassessment.ask, furnace, "YH-2026-001")
    assert wanted(stage, furnace) == "隐患 YH-2026-001 已销号，重新评估"
    assert lint(stage) == ["R-01 3号中频炉 要重新评估：隐患 YH-2026-001 已销号，重新评估"]

    assess(stage, unit, inherent=True)  # before its measures: not what the hazard changed
    assert len(lint(stage)) == 1
    assess(stage, unit, reason="隐患 YH-2026-001 已销号")
    assert lint(stage) == []
    assert stage.log_holds()


def test_every_closed_hazard_is_told_once(stage: Stage) -> None:
    furnace = point(stage, "3号中频炉")
    for number in ("YH-2026-1001", "YH-2026-100", "YH-2026-1001", "YH-2026-100"):
        stage.work.act(reassessment.ask, furnace, number)
    assert wanted(stage, furnace) == "隐患 YH-2026-1001、YH-2026-100 已销号，重新评估"


def test_another_reason_for_a_review_stays(stage: Stage) -> None:
    furnace = point(stage, "3号中频炉")
    stage.work.act(actions.want_review, furnace, "更换了炉型")
    stage.work.act(reassessment.ask, furnace, "YH-2026-001")
    assert wanted(stage, furnace) == "更换了炉型；隐患 YH-2026-001 已销号，重新评估"


def test_the_wish_withdraws_an_approval_for_the_package_tells_of_the_lint(
    stage: Stage,
) -> None:
    furnace = point(stage, "3号中频炉")
    stage.approve()
    assert stage.frozen().round.status == "approved"
    stage.work.act(reassessment.ask, furnace, "YH-2026-001")
    assert stage.frozen().round.status == "draft"
    assert [p.code for p in stage.frozen().risk.problems].count("RK25") == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["R-01", "R-02"]),
        ("r-02", ["R-02"]),
        ("涂装 喷", ["R-01"]),
        ("涂装", ["R-01", "R-02"]),
        ("炉", []),
    ],
)
def test_a_search_looks_for_every_word_in_number_name_and_place(
    stage: Stage, words: str, found: list[str]
) -> None:
    point(stage, "喷漆室", place="涂装车间")
    point(stage, "调漆间", place="涂装车间")
    asked = question(stage, closed(stage))
    assert asked is not None
    assert [one.number for one in reassessment.matching(asked.candidates, words)] == found
