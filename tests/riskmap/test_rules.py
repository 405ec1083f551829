"""Grading and lint: every code, and every band without a gap."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.riskmap import rules
from selfcheck.riskmap.records import Method, RiskLevel
from selfcheck.riskmap.rules import Bands, lint
from tests.builders import TODAY
from tests.riskmap.builders import a_plan, a_point, a_zone

FOUR = Bands(Decimal(320), Decimal(160), Decimal(70))


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ("320", RiskLevel.MAJOR),
        ("319.999", RiskLevel.CONSIDERABLE),
        ("160", RiskLevel.CONSIDERABLE),
        ("159.5", RiskLevel.GENERAL),
        ("70", RiskLevel.GENERAL),
        ("69.99", RiskLevel.LOW),
        ("0.05", RiskLevel.LOW),
    ],
)
def test_a_score_at_a_threshold_belongs_to_the_higher_band(
    score: str, level: RiskLevel
) -> None:
    assert FOUR.level(Decimal(score)) is level


@given(st.decimals(min_value=0, max_value=10_000, places=3))
def test_every_score_has_a_level_and_a_higher_score_never_a_lower_one(score: Decimal) -> None:
    here, above = FOUR.level(score), FOUR.level(score + Decimal("0.001"))

    assert rules.LEVELS.index(above) <= rules.LEVELS.index(here)


def test_decimals_are_multiplied_exactly() -> None:
    told = {"L": "0.1", "E": "0.5", "C": "3"}

    assert rules.score_of(Method.LEC, told) == Decimal("0.15")


def test_every_product_of_the_shipped_factors_has_a_level() -> None:
    tables = shipped_risk_tables()
    for method in (Method.LEC, Method.LS):
        names = [factor.key for factor in tables.of(method.value)]
        values = [[c.value for c in factor.choices] for factor in tables.of(method.value)]
        default = tables.bands_of(method.value)[0]
        bands = Bands.of(default.model_dump())
        scores = [
            rules.score_of(method, dict(zip(names, told, strict=True)))
            for told in _products(values)
        ]
        assert {bands.level(score) for score in scores} == set(RiskLevel)


def _products(values: list[list[str]]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for one in values:
        found = [(*told, value) for told in found for value in one]
    return found


def test_a_zone_takes_the_highest_level() -> None:
    assert rules.highest([RiskLevel.LOW, RiskLevel.CONSIDERABLE]) is RiskLevel.CONSIDERABLE
    assert rules.highest([]) is None


@pytest.mark.parametrize("told", [("70", "160", "320"), ("320", "320", "70"), ("9", "5", "0")])
def test_rk14_thresholds_go_down(told: tuple[str, str, str]) -> None:
    assert rules.bands_problem(Bands(*map(Decimal, told)))


def test_a_map_with_nothing_wrong_has_no_lint() -> None:
    assert lint([a_point()], [a_zone()], [a_plan()], TODAY) == ()


LINT: list[tuple[str, dict[str, Any], str]] = [
    ("RK21", {"zone_key": None}, "还没有归入任何区域"),
    ("RK22", {"assessed": 0}, "没有评估"),
    ("RK22", {"units": 0, "assessed": 0}, "还没有评估单元"),
    ("RK23", {"owner": ""}, "责任人"),
    ("RK23", {"phone": ""}, "联系电话"),
    ("RK23", {"measures": 0}, "管控措施"),
    ("RK23", {"emergency_steps": 1}, "应急处置措施"),
    ("RK23", {"owner": "", "level": RiskLevel.CONSIDERABLE}, "较大风险"),
    ("RK24", {"changed_after_board": True}, "早于风险评估"),
    ("RK25", {"review_due": TODAY - timedelta(days=1)}, "已经过期"),
    ("RK25", {"review_wanted": "隐患 YH-2026-003 销号"}, "要重新评估"),
    ("RK26", {"board_edited": ("管控措施",)}, "手写"),
]


@pytest.mark.parametrize(("code", "changes", "words"), LINT)
def test_each_disagreement_of_a_point_is_told(code: str, changes: Any, words: str) -> None:
    (problem,) = lint([a_point(**changes)], [a_zone()], [a_plan()], TODAY)

    assert (problem.code, problem.where) == (code, "point.1")
    assert words in problem.text


@pytest.mark.parametrize("level", [RiskLevel.GENERAL, RiskLevel.LOW, None])
def test_rk23_yellow_and_blue_need_no_name(level: RiskLevel | None) -> None:
    told = lint([a_point(level=level, owner="", phone="")], [a_zone()], [a_plan()], TODAY)

    assert [p.code for p in told] == []


def test_a_review_due_today_is_not_overdue() -> None:
    assert lint([a_point(review_due=TODAY)], [a_zone()], [a_plan()], TODAY) == ()


def test_rk20_a_zone_without_risk() -> None:
    (problem,) = lint([], [a_zone(points=0)], [a_plan()], TODAY)
    assert (problem.code, problem.where) == ("RK20", "zone.zone-1")


def test_rk27_a_plan_without_author() -> None:
    (problem,) = lint([a_point()], [a_zone()], [a_plan(made_by="")], TODAY)
    assert (problem.code, problem.where) == ("RK27", "plan.1")


@pytest.mark.parametrize("changes", [{"name": ""}, {"corners": 2}])
def test_rk28_a_zone_without_name_or_area(changes: Any) -> None:
    (problem,) = lint([a_point()], [a_zone(**changes)], [a_plan()], TODAY)
    assert problem.code == "RK28"


def test_rk29_two_zones_of_one_name_on_one_plan() -> None:
    zones = [a_zone(), a_zone(key="zone-2")]
    (problem,) = lint([a_point()], zones, [a_plan()], TODAY)
    assert (problem.code, problem.where) == ("RK29", "zone.zone-2")

    assert lint([a_point()], [a_zone(), a_zone(key="z", plan_id=2)], [a_plan()], TODAY) == ()


def test_rk33_a_plan_without_approval_is_told_and_locks_nothing() -> None:
    (problem,) = lint([a_point()], [a_zone()], [a_plan(approved=False)], TODAY)
    assert (problem.code, problem.where, problem.blocking) == ("RK33", "plan.1", False)
    assert lint([], [], [a_plan(zones=0, approved=False)], TODAY) == ()
