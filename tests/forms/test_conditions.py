"""Conditions know equality and "one of", nothing more."""

import pytest

from selfcheck.forms.conditions import Fact, applicable_items, applies
from selfcheck.forms.pack import load_pack
from selfcheck.paths import bundled


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ({}, {}, True),
        ({"gas": True}, {"gas": True}, True),
        ({"gas": True}, {"gas": False}, False),
        ({"gas": True}, {}, False),  # not answered counts as no
        ({"gas": False}, {}, True),
        ({"gas": True, "vehicles": True}, {"gas": True, "vehicles": True}, True),
        ({"gas": True, "vehicles": True}, {"gas": True}, False),
        ({"sector": "餐饮"}, {"sector": "餐饮"}, True),
        ({"sector": "餐饮"}, {"sector": "机械"}, False),
        ({"sector": ""}, {}, True),  # not told counts as ""
        ({"sector": ("餐饮", "住宿")}, {"sector": "住宿"}, True),
        ({"sector": ("餐饮", "住宿")}, {"sector": "机械"}, False),
        ({"sector": ("餐饮", "住宿")}, {}, False),
        ({"gas": True}, {"gas": "yes"}, False),  # a text is no yes
        ({"sector": "餐饮"}, {"sector": True}, False),
    ],
)
def test_a_condition_is_met_when_every_fact_has_the_wanted_value(
    condition: dict[str, Fact], facts: dict[str, Fact], expected: bool
) -> None:
    assert applies(condition, facts) is expected


PROFILES = {
    "machine shop of 180": {"confined_space", "hot_work", "contractors", "special_equipment",
                            "vehicles", "hazardous_chemicals"},
    "restaurant with gas": {"gas", "crowded_place", "contractors"},
    "office of ten": set(),
}  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "left_out"),
    [
        ("machine shop of 180", {"d07"}),
        ("restaurant with gas", {"d05", "d06", "d08"}),
        ("office of ten", {"d05", "d06", "d07", "d08", "d10"}),
    ],
)
def test_the_profile_switches_duties_on_and_off(profile: str, left_out: set[str]) -> None:
    pack = load_pack(bundled("forms", "plan-2023"))
    facts = {
        question.key: question.key in PROFILES[profile] for question in pack.profile_questions
    }

    silent = {duty.key for duty in pack.all_duties if not applicable_items(duty, facts)}

    assert silent == left_out


def test_one_answer_of_the_profile_switches_single_items() -> None:
    pack = load_pack(bundled("forms", "plan-2023"))
    duty = pack.duty("d06")

    spaces = {item.key for item in applicable_items(duty, {"confined_space": True})}
    machines = {item.key for item in applicable_items(duty, {"special_equipment": True})}

    assert "d06.space_list" in spaces
    assert machines == {"d06.equipment", "d06.daily_control"}
    assert spaces.isdisjoint(machines)
    assert spaces | machines == {item.key for item in duty.items}
