"""Every guard of the closed loop by its code: what an otherwise perfect hazard must lack to be held up."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from selfcheck.hazards import guards, rules
from selfcheck.hazards.facts import Facts, StopFacts
from selfcheck.hazards.guards import Guard
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, StopScope
from tests.builders import TODAY
from tests.hazards.builders import FOUND_ON, OTHER, OWNER, PRINCIPAL, RUNNING_ON, STOPPED, facts

TOMORROW = TODAY + timedelta(days=1)

# code → guard, what is changed, where the problem is told; all else is perfect
SLIPS: tuple[tuple[str, Guard, dict[str, Any], str], ...] = (
    ("HZ01", guards.described, {"description": ""}, "description"),
    ("HZ02", guards.located, {"location": ""}, "location"),
    ("HZ03", guards.dated, {"found_on": None}, "found_on"),
    ("HZ03", guards.dated, {"found_on": TOMORROW}, "found_on"),
    ("HZ04", guards.found_by_somebody, {"found_by": ""}, "found_by"),
    ("HZ05", guards.sourced, {"source": ""}, "source"),
    ("HZ06", guards.photographed_before, {"before_photos": 0}, "photos.before"),
    ("HZ07", guards.photographed_after, {"after_photos": 0}, "photos.after"),
    ("HZ08", guards.after_is_later, {"first_after": "2026-11-16T09:11:59"}, "photos.after"),
    ("HZ08", guards.after_is_later, {"first_after": "2026-11-16T09:12:00"}, "photos.after"),
    ("HZ08", guards.after_is_later, {"same_photo": True, "last_before": ""}, "photos.after"),
    ("HZ09", guards.told_how, {"measures": ""}, "measures"),
    ("HZ10", guards.not_major, {"grade": HazardGrade.MAJOR}, "grade"),
    ("HZ11", guards.graded, {"determined": False}, "grade"),
    ("HZ11", guards.graded, {"grade": HazardGrade.PENDING}, "grade"),
    ("HZ12", guards.clause_cited, {"clauses": 0}, "grade"),
    ("HZ15", guards.stop_decided, {"stop": None}, "stop"),
    ("HZ16", guards.stop_complete, {"stop": replace(STOPPED, what="")}, "stop"),
    ("HZ16", guards.stop_complete, {"stop": replace(STOPPED, stopped_at="")}, "stop"),
    ("HZ16", guards.stop_complete, {"stop": replace(STOPPED, decided_by="")}, "stop"),
    ("HZ16", guards.stop_complete, {"stop": replace(STOPPED, interim="")}, "stop"),
    ("HZ17", guards.not_stopping_explained, {"stop": replace(RUNNING_ON, reason="")}, "stop"),
    ("HZ17", guards.not_stopping_explained, {"stop": replace(RUNNING_ON, interim="")}, "stop"),
    (
        "HZ17",
        guards.not_stopping_explained,
        {"stop": replace(RUNNING_ON, decided_by=OTHER)},
        "stop",
    ),
    ("HZ17", guards.not_stopping_explained, {"stop": RUNNING_ON, "principals": ()}, "stop"),
    ("HZ18", guards.stop_shown, {"stop_photos": 0}, "stop"),
    ("HZ19", guards.is_stopped, {"stop": None}, "stop"),
    ("HZ19", guards.is_stopped, {"stop": RUNNING_ON}, "stop"),
    ("HZ19", guards.is_stopped, {"stop": replace(STOPPED, resumed=True)}, "stop"),
    ("HZ21", guards.owned, {"owner": ""}, "owner"),
    ("HZ22", guards.measured, {"measures": ""}, "measures"),
    ("HZ23", guards.funded, {"budget_fen": None}, "budget"),
    ("HZ24", guards.timed, {"deadline": None}, "deadline"),
    ("HZ24", guards.timed, {"deadline": FOUND_ON - timedelta(days=1)}, "deadline"),
    ("HZ25", guards.safeguarded, {"safeguards": ""}, "safeguards"),
    ("HZ26", guards.aimed, {"goal": ""}, "goal"),
    ("HZ27", guards.organised, {"organisation": ""}, "organisation"),
    ("HZ28", guards.required, {"requirements": ""}, "requirements"),
    ("HZ29", guards.plan_approved, {"plan_approved_by": ""}, "plan_approved_by"),
    ("HZ29", guards.plan_approved, {"plan_approved_by": OTHER}, "plan_approved_by"),
    (
        "HZ30",
        guards.told_department,
        {"reported": frozenset({ReportTo.WORKERS})},
        "report.department",
    ),
    (
        "HZ31",
        guards.told_workers,
        {"reported": frozenset({ReportTo.DEPARTMENT})},
        "report.workers",
    ),
    ("HZ32", guards.report_contents, {"situation": ""}, "situation"),
    ("HZ32", guards.report_contents, {"severity": ""}, "situation"),
    ("HZ32", guards.report_contents, {"difficulty": ""}, "situation"),
    ("HZ34", guards.rectified, {"rectified_on": None}, "rectified_on"),
    ("HZ34", guards.rectified, {"result": ""}, "rectified_on"),
    ("HZ34", guards.rectified, {"rectified_on": TOMORROW}, "rectified_on"),
    (
        "HZ34",
        guards.rectified,
        {"rectified_on": FOUND_ON - timedelta(days=1)},
        "rectified_on",
    ),
    ("HZ35", guards.acceptor_named, {"acceptor": ""}, "acceptor"),
    ("HZ36", guards.acceptor_is_another, {"owner": PRINCIPAL}, "acceptor"),
    ("HZ37", guards.acceptor_is_principal, {"acceptor": OTHER}, "acceptor"),
    ("HZ39", guards.department_closed_out, {"supervised": True}, "closeout"),
    (
        "HZ39",
        guards.department_closed_out,
        {"supervised": True, "closeout_on": TODAY},
        "closeout",
    ),
    (
        "HZ39",
        guards.department_closed_out,
        {"supervised": True, "closeout_by": "区应急管理局"},
        "closeout",
    ),
    (
        "HZ39",
        guards.department_closed_out,
        {
            "supervised": True,
            "closeout_by": "区应急管理局",
            "closeout_on": TODAY - timedelta(days=1),
        },
        "closeout",
    ),
    ("HZ40", guards.nothing_stopped, {"stop": STOPPED}, "stop"),
    ("HZ45", guards.accepted_first, {"state": HazardState.AWAITING}, "stop"),
    ("HZ49", guards.evidence_there, {"lost": 1}, "photos"),
)


def holds_before(guard: Guard) -> Facts:
    """A hazard that the guard lets pass: nothing is wrong with it."""
    if guard is guards.not_major:
        return facts(grade=HazardGrade.GENERAL)
    if guard in (guards.nothing_stopped, guards.accepted_first):
        resumed = replace(STOPPED, resumed=True)
        return facts(state=HazardState.ACCEPTED, stop=resumed)
    return facts()


def name_of(guard: Guard) -> str:
    return str(getattr(guard, "__name__", guard))


every_slip = pytest.mark.parametrize(
    ("code", "guard", "change", "where"),
    SLIPS,
    ids=[f"{code}-{name_of(guard)}-{'-'.join(change)}" for code, guard, change, _ in SLIPS],
)


@every_slip
def test_hz01_to_hz49_one_slip_raises_exactly_its_own_problem(
    code: str, guard: Guard, change: dict[str, Any], where: str
) -> None:
    perfect = holds_before(guard)
    assert guard(perfect) is None

    problem = guard(replace(perfect, **change))

    assert problem is not None
    assert (problem.code, problem.where, problem.blocking) == (code, where, True)
    assert problem.text
    assert "请" not in problem.text


def test_every_guard_of_the_table_has_a_slip_that_it_finds() -> None:
    used = {guard for step in rules.TABLE for guard in step.guards}
    assert used == {guard for _, guard, _, _ in SLIPS}


def test_a_guard_is_documented_under_the_code_that_it_raises() -> None:
    for code, guard, _, _ in SLIPS:
        assert str(guard.__doc__).startswith(f"{code}:"), name_of(guard)


@every_slip
def test_a_step_names_every_slip_that_its_guards_look_for(
    code: str, guard: Guard, change: dict[str, Any], where: str
) -> None:
    for step in rules.TABLE:
        if guard not in step.guards:
            continue
        for state in step.sources:
            slipped = replace(holds_before(guard), **({"state": state} | change))
            if slipped.state in step.sources and guard(slipped):
                told = [
                    (problem.code, problem.where) for problem in rules.missing(step, slipped)
                ]
                assert (code, where) in told
                break
        else:
            pytest.fail(f"{step.name} never asks for {code}")


# What belongs to a major hazard is not asked of a general one.
_ONLY_MAJOR = (
    *("clause_cited", "stop_decided", "stop_complete", "not_stopping_explained", "stop_shown"),
    *("funded", "safeguarded", "aimed", "organised", "required", "plan_approved"),
    *("told_department", "told_workers", "report_contents", "acceptor_is_principal"),
    "accepted_first",
)


@pytest.mark.parametrize("name", _ONLY_MAJOR)
def test_what_the_law_asks_of_a_major_hazard_is_not_asked_of_a_general_one(name: str) -> None:
    guard: Guard = getattr(guards, name)
    changes = [change for _, one, change, _ in SLIPS if one is guard]
    assert changes
    for change in changes:
        general = replace(holds_before(guard), grade=HazardGrade.GENERAL, **change)
        assert guard(general) is None


@pytest.mark.parametrize(
    ("guard", "change"),
    [
        (guards.found_by_somebody, {"found_by": "", "anonymous": True}),
        (guards.dated, {"found_on": TODAY}),
        (guards.clause_cited, {"clauses": 0, "argued": True}),
        (guards.stop_decided, {"stop": RUNNING_ON}),
        (guards.not_stopping_explained, {"stop": RUNNING_ON}),
        (guards.stop_shown, {"stop": RUNNING_ON, "stop_photos": 0}),
        (guards.funded, {"budget_fen": 0}),
        (guards.timed, {"deadline": FOUND_ON}),
        (guards.rectified, {"rectified_on": FOUND_ON}),
        (guards.after_is_later, {"last_before": ""}),
        (guards.after_is_later, {"first_after": ""}),
        (guards.after_is_later, {"first_after": "2026-11-16T09:12:01"}),
        (
            guards.department_closed_out,
            {"supervised": True, "closeout_on": TODAY, "closeout_by": "区应急管理局"},
        ),
        (guards.nothing_stopped, {"stop": RUNNING_ON}),
        (guards.nothing_stopped, {"stop": None}),
    ],
)
def test_the_other_way_to_satisfy_a_guard_is_let_pass(
    guard: Guard, change: dict[str, Any]
) -> None:
    assert guard(replace(holds_before(guard), **change)) is None


def test_hz36_a_general_hazard_accepted_by_who_rectified_it_is_told_but_goes_on() -> None:
    same = facts(grade=HazardGrade.GENERAL, acceptor=OWNER)
    problem = guards.acceptor_is_another(same)
    assert problem is not None
    assert (problem.code, problem.blocking) == ("HZ36", False)


def test_hz16_names_every_part_of_a_stop_that_is_not_told() -> None:
    empty = StopFacts(StopScope.WHOLE, "", "", "", "", "", resumed=False)
    problem = guards.stop_complete(facts(stop=empty))
    assert problem is not None
    assert problem.text == "补全停用登记：停用对象、停用时间、决定人、临时措施"


def test_hz24_the_deadline_names_the_day_it_must_not_lie_before() -> None:
    problem = guards.timed(facts(deadline=date(2026, 11, 1)))
    assert problem is not None
    assert "2026-11-16" in problem.text
