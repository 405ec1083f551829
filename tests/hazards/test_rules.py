"""The table of the closed loop: where each step begins, what it asks for, what comes next."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from selfcheck.errors import Problem
from selfcheck.hazards import guards, rules, telling
from selfcheck.hazards.facts import Facts
from selfcheck.hazards.records import OVER, HazardGrade, HazardState
from selfcheck.hazards.rules import STEPS, TABLE
from tests.builders import TODAY
from tests.hazards.builders import PRINCIPAL, RUNNING_ON, STOPPED, facts

S, G = HazardState, HazardGrade
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
RESUMED = replace(STOPPED, resumed=True)

# step → (where it begins, where it leads), written down a second time: by hand, from the law
BEGINS: dict[str, tuple[str, str]] = {
    "register": ("draft", "registered"),
    "correct_on_site": ("draft registered graded", "closed"),
    "grade": ("registered", "graded"),
    "regrade": ("graded planned rectifying returned awaiting", ""),
    "stop": ("registered graded planned rectifying returned awaiting", ""),
    "report": ("registered graded planned rectifying returned awaiting accepted", ""),
    "plan": ("graded", "planned"),
    "start": ("planned", "rectifying"),
    "extend": ("graded planned rectifying returned", ""),
    "request": ("rectifying returned", "awaiting"),
    "accept": ("awaiting", "accepted"),
    "send_back": ("awaiting accepted", "returned"),
    "resume": ("graded planned rectifying returned awaiting accepted", ""),
    "close": ("accepted", "closed"),
    "reopen": ("closed", "graded"),
    "merge": ("draft registered graded planned rectifying returned awaiting", "merged"),
    "void": ("draft registered graded planned rectifying returned awaiting", "void"),
}


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in problems]


def test_the_table_has_these_steps_and_no_others() -> None:
    assert [step.name for step in TABLE] == list(BEGINS)
    assert set(STEPS) == set(BEGINS)


@pytest.mark.parametrize("state", HazardState)
@pytest.mark.parametrize("name", BEGINS)
def test_hz44_a_step_begins_only_where_the_table_lets_it(name: str, state: HazardState) -> None:
    begins, _ = BEGINS[name]
    told = rules.missing(STEPS[name], facts(state=state))
    if state.value in begins.split():
        assert "HZ44" not in codes(told)
    else:
        assert places(told) == [("HZ44", "state")]
        assert "YH-2026-001" in told[0].text
        assert STEPS[name].words in told[0].text


@pytest.mark.parametrize("name", BEGINS)
def test_a_step_leads_where_it_should(name: str) -> None:
    target = STEPS[name].target
    assert (target.value if target else "") == BEGINS[name][1]


@pytest.mark.parametrize("name", BEGINS)
def test_nothing_is_missing_for_a_perfect_hazard_where_a_step_begins(name: str) -> None:
    step = STEPS[name]
    for state in step.sources:
        if name == "correct_on_site":
            perfect = facts(state=state, grade=G.GENERAL, stop=None)
        elif name == "resume":
            perfect = facts(state=state, grade=G.GENERAL)
        elif name in ("close", "void"):
            perfect = facts(state=state, stop=RESUMED)
        else:
            perfect = facts(state=state)
        assert rules.missing(step, perfect) == ()


def test_every_state_is_left_by_a_step_but_the_two_that_end_for_good() -> None:
    left = set().union(*(step.sources for step in TABLE))
    assert set(HazardState) - left == {S.MERGED, S.VOID}


def test_every_state_can_be_reached() -> None:
    by_sending_back = {S.RETURNED}
    assert {step.target for step in TABLE if step.target} | {S.DRAFT} >= (
        set(HazardState) | by_sending_back
    )


# next_step: state → grade general, major stopped, major with nothing decided about stopping
NEXT: dict[HazardState, tuple[str, str, str]] = {
    S.DRAFT: ("register", "register", "register"),
    S.REGISTERED: ("grade", "grade", "grade"),
    S.GRADED: ("plan", "plan", "stop"),
    S.PLANNED: ("start", "start", "stop"),
    S.RECTIFYING: ("request", "request", "stop"),
    S.RETURNED: ("request", "request", "stop"),
    S.AWAITING: ("accept", "accept", "stop"),
    S.ACCEPTED: ("close", "resume", "close"),
    S.CLOSED: ("", "", ""),
    S.MERGED: ("", "", ""),
    S.VOID: ("", "", ""),
}


@pytest.mark.parametrize("state", HazardState)
def test_the_next_step_is_the_one_the_law_asks_for(state: HazardState) -> None:
    general, stopped, undecided = NEXT[state]
    for hazard, expected in (
        (facts(state=state, grade=G.GENERAL, stop=None), general),
        (facts(state=state, stop=STOPPED), stopped),
        (facts(state=state, stop=None), undecided),
    ):
        found = rules.next_step(hazard)
        assert (found.name if found else "") == expected
        if found is not None:
            assert state in found.sources
            assert rules.steps_from(hazard)[0] is found


@pytest.mark.parametrize("state", [S.GRADED, S.PLANNED, S.RECTIFYING, S.RETURNED, S.AWAITING])
def test_hz11_who_put_the_grade_off_again_is_asked_to_decide_it_next(
    state: HazardState,
) -> None:
    put_off = facts(state=state, grade=G.PENDING, stop=None)
    found = rules.next_step(put_off)
    assert found is not None
    assert found.name == "regrade"


def test_hz11_an_imported_major_hazard_is_graded_before_all_else() -> None:
    imported = facts(state=S.REGISTERED, determined=False, stop=None)
    found = rules.next_step(imported)
    assert found is not None
    assert found.name == "grade"


@pytest.mark.parametrize("state", HazardState)
@pytest.mark.parametrize("grade", HazardGrade)
@pytest.mark.parametrize("stop", [None, STOPPED, RUNNING_ON, RESUMED])
def test_only_steps_that_begin_here_are_offered(
    state: HazardState, grade: HazardGrade, stop: Any
) -> None:
    hazard = facts(state=state, grade=grade, stop=stop)
    offered = [step.name for step in rules.steps_from(hazard)]
    assert len(offered) == len(set(offered))
    for name in offered:
        assert state in STEPS[name].sources
    if grade is not G.MAJOR:
        assert "report" not in offered
    assert ("resume" in offered) is (hazard.stopped and state in STEPS["resume"].sources)
    assert ("correct_on_site" in offered) is (
        grade is not G.MAJOR and state in STEPS["correct_on_site"].sources
    )


# What must hold before the steps that matter: a guard taken out of the table is missed here.
RECORDED = "HZ01 HZ02 HZ03 HZ04 HZ05"
CONTROLLED = "HZ15 HZ16 HZ17 HZ18"
PLAN = "HZ21 HZ22 HZ23 HZ24 HZ25 HZ26 HZ27 HZ28 HZ29"
REPORTED = "HZ30 HZ31 HZ32"
DONE = "HZ07 HZ08 HZ34 HZ49"
ACCEPTOR = "HZ35 HZ36 HZ37"
ASKED = {
    "register": RECORDED,
    "correct_on_site": f"{RECORDED} HZ06 HZ07 HZ08 HZ09 HZ10 HZ39 HZ40 HZ49",
    "grade": RECORDED,
    "regrade": "",
    "stop": "",
    "report": "",
    "plan": f"HZ11 HZ12 {CONTROLLED} {PLAN}",
    "start": f"HZ11 HZ12 {CONTROLLED} {PLAN}",
    "extend": "",
    "request": f"HZ11 HZ12 {CONTROLLED} {PLAN} {REPORTED} {DONE} {ACCEPTOR}",
    "accept": f"HZ11 HZ12 {CONTROLLED} {PLAN} {REPORTED} {DONE} {ACCEPTOR}",
    "send_back": "",
    "resume": "HZ19 HZ45 HZ39",
    "close": "HZ39 HZ40 HZ49",
    "reopen": "",
    "merge": "",
    "void": "HZ40",
}


@pytest.mark.parametrize("name", BEGINS)
def test_a_step_asks_for_exactly_these_rules(name: str) -> None:
    asked = [str(guard.__doc__)[:4] for guard in STEPS[name].guards]
    assert sorted(asked) == sorted(ASKED[name].split())


def test_hz15_a_major_hazard_is_stopped_before_its_plan_stands() -> None:
    running = facts(state=S.GRADED, stop=None)
    assert places(rules.missing(STEPS["plan"], running)) == [("HZ15", "stop")]


def test_a_step_names_everything_that_is_missing_at_once() -> None:
    bare = Facts(TODAY, (PRINCIPAL,), 1, "YH-2026-001", S.RECTIFYING, G.MAJOR)
    told = codes(rules.missing(STEPS["request"], bare))
    assert told == [
        *("HZ11", "HZ12", "HZ15", "HZ26", "HZ21", "HZ22", "HZ23", "HZ24", "HZ25", "HZ27"),
        *("HZ28", "HZ29", "HZ32", "HZ30", "HZ31", "HZ34", "HZ07", "HZ35"),
    ]


def test_what_holds_is_ticked_and_what_does_not_concern_the_hazard_is_left_out() -> None:
    major = rules.met(STEPS["plan"], facts(state=S.GRADED))
    assert telling.ticked(major) == (
        *("已判定等级", "引用判定条款", "停用并留证", "五落实齐全", "治理方案六项齐全"),
    )
    general = rules.met(STEPS["plan"], facts(state=S.GRADED, grade=G.GENERAL, stop=None))
    assert telling.ticked(general) == ("已判定等级", "责任", "措施", "时限")
    running_on = facts(state=S.GRADED, stop=RUNNING_ON, stop_photos=0)
    assert "停用已决定" in telling.ticked(rules.met(STEPS["plan"], running_on))
    assert "停用并留证" not in telling.ticked(rules.met(STEPS["plan"], running_on))


def test_a_comparison_is_ticked_only_where_there_was_something_to_compare() -> None:
    told = telling.ticked(rules.met(STEPS["accept"], facts()))
    assert "后照片晚于前照片" in told
    told = telling.ticked(rules.met(STEPS["accept"], facts(last_before="")))
    assert "后照片晚于前照片" not in told
    never = facts(state=S.ACCEPTED, grade=G.GENERAL, stop=None)
    assert telling.ticked(rules.met(STEPS["close"], never)) == ()
    done = facts(
        state=S.ACCEPTED,
        stop=RESUMED,
        supervised=True,
        closeout_on=TODAY,
        closeout_by="区应急管理局",
    )
    assert telling.ticked(rules.met(STEPS["close"], done)) == ("停用已恢复", "部门已核查")


def test_every_guard_and_step_has_its_words() -> None:
    quiet = {guards.not_major, guards.is_stopped, guards.accepted_first}
    quiet |= {guards.not_stopping_explained, guards.acceptor_is_another}
    quiet |= {guards.acceptor_is_principal, guards.evidence_there}
    for step in TABLE:
        kinds = [kind for kind in telling.KIND_WORDS if kind.split(".")[0] == step.name]
        assert kinds or step.name == "regrade", step.name
        for guard in step.guards:
            assert guard in telling.MET_WORDS or guard in quiet


@pytest.mark.parametrize(
    ("deadline", "state", "days"),
    [
        (TODAY, S.RECTIFYING, 0),
        (YESTERDAY, S.RECTIFYING, 1),
        (TOMORROW, S.AWAITING, -1),
        (None, S.RECTIFYING, None),
        (YESTERDAY, S.ACCEPTED, None),
        (YESTERDAY, S.CLOSED, None),
        (YESTERDAY, S.VOID, None),
        (date(1, 1, 1), S.GRADED, (TODAY - date(1, 1, 1)).days),
        (date(9999, 12, 31), S.GRADED, (TODAY - date(9999, 12, 31)).days),
    ],
)
def test_days_are_counted_while_something_is_waited_for(
    deadline: date | None, state: HazardState, days: int | None
) -> None:
    assert rules.days_over(deadline, state, TODAY) == days


def lacks(hazard: Facts) -> dict[str, list[str]]:
    return {duty.key: codes(rules.lacking(duty, hazard)) for duty in rules.AT_ONCE}


def test_an_open_major_hazard_without_stop_plan_and_reports_lacks_all_three_at_once() -> None:
    bare = Facts(TODAY, (PRINCIPAL,), 1, "YH-2026-001", S.GRADED, G.MAJOR)
    assert lacks(bare) == {
        "stop": ["HZ15"],
        "plan": ["HZ26", "HZ21", "HZ22", "HZ23", "HZ24", "HZ25", "HZ27", "HZ28", "HZ29"],
        "report": ["HZ32", "HZ30", "HZ31"],
    }
    nothing: dict[str, list[str]] = {"stop": [], "plan": [], "report": []}
    assert lacks(facts(state=S.GRADED)) == nothing
    for state in (*OVER, S.ACCEPTED):
        assert lacks(replace(bare, state=state)) == nothing
    assert lacks(replace(bare, grade=G.GENERAL)) == nothing
