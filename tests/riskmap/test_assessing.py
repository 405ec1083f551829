"""Both sides of an assessment in one go: all or nothing, and every problem at its side."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcheck.errors import NotReady
from selfcheck.riskmap.assessing import Judged, assess_unit
from selfcheck.riskmap.records import Method, RiskLevel
from tests.builders import NOW, TODAY
from tests.riskmap.builders import YEAR, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "企业")
    yield made
    made.store.close()


def lec(inherent: bool, *values: str) -> Judged:
    return Judged(inherent, Method.LEC, dict(zip("LEC", values, strict=False)))


def assess(office: Office, unit: int, *judged: Judged, **changes: object) -> RiskLevel:
    given = {
        "people": "李文静", "assessed_on": TODAY, "next_review": TODAY + YEAR, "today": TODAY,
        "now": NOW,
    }  # fmt: skip
    level: RiskLevel = office.act(assess_unit, unit, judged, **{**given, **changes})
    return level


def test_both_sides_are_kept_together_and_the_last_level_comes_back(office: Office) -> None:
    unit = office.unit(office.point())

    level = assess(office, unit, lec(True, "6", "6", "40"), lec(False, "1", "6", "15"))

    found = office.map().points[0].units[0]
    assert level is RiskLevel.GENERAL
    assert found.inherent is not None
    assert found.residual is not None
    assert (found.inherent.score, found.residual.score) == ("1440", "90")


def test_rk10_a_missing_factor_is_told_at_its_side_and_nothing_is_kept(office: Office) -> None:
    unit = office.unit(office.point())

    with pytest.raises(NotReady) as raised:
        assess(office, unit, lec(True, "6", "6", "40"), lec(False, "1", "6"))

    assert [problem.where for problem in raised.value.problems] == ["residual.factor.C"]
    assert office.map().points[0].units[0].history == ()


def test_rk11_what_belongs_to_both_sides_is_told_once(office: Office) -> None:
    unit = office.unit(office.point())

    with pytest.raises(NotReady) as raised:
        assess(office, unit, lec(True, "6", "6", "40"), lec(False, "1", "6", "15"), people="")

    assert [problem.where for problem in raised.value.problems] == ["people"]


def test_rk12_only_a_side_that_was_assessed_before_asks_for_a_reason(office: Office) -> None:
    unit = office.unit(office.point())
    assess(office, unit, lec(True, "6", "6", "40"))

    assess(office, unit, lec(False, "1", "6", "15"))
    with pytest.raises(NotReady) as raised:
        assess(office, unit, lec(False, "1", "3", "15"))

    assert [problem.code for problem in raised.value.problems] == ["RK12"]
