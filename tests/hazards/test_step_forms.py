"""What is told with a step must hold; what is changed by hand must not undo what was decided."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from selfcheck.errors import Problem
from selfcheck.hazards import edits, step_forms
from selfcheck.hazards.facts import Facts
from selfcheck.hazards.persons import same_person
from selfcheck.hazards.records import OVER, HazardGrade, HazardState, ReportTo, StopScope
from tests.builders import TODAY
from tests.hazards.builders import (
    DEADLINE,
    FOUND_ON,
    MANAGER,
    OTHER,
    OWNER,
    PRINCIPAL,
    RUNNING_ON,
    STOPPED,
    facts,
)

S, G = HazardState, HazardGrade
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
RESUMED = replace(STOPPED, resumed=True)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in problems]


def grading(hazard: Facts, grade: HazardGrade, **changes: Any) -> list[tuple[str, str]]:
    given: dict[str, Any] = {
        "reason": "炉坑有积水",
        "clauses": 1,
        "argument": "",
        "argued_by": "",
        "by": MANAGER,
        "second_by": "",
    }
    return places(step_forms.grading_problems(hazard, grade, **(given | changes)))


@pytest.mark.parametrize(
    ("grade", "changes", "told"),
    [
        (G.MAJOR, {}, []),
        (G.MAJOR, {"reason": ""}, [("HZ11", "reason")]),
        (G.MAJOR, {"by": ""}, [("HZ11", "by")]),
        (G.MAJOR, {"clauses": 0}, [("HZ12", "clauses")]),
        (G.MAJOR, {"clauses": 0, "argument": "参照"}, [("HZ12", "clauses")]),
        (G.MAJOR, {"clauses": 0, "argued_by": OTHER}, [("HZ12", "clauses")]),
        (G.MAJOR, {"clauses": 0, "argument": "参照", "argued_by": OTHER}, []),
        (G.GENERAL, {"clauses": 0}, []),
        (G.PENDING, {"clauses": 0}, []),
    ],
)
def test_hz11_hz12_a_grade_has_a_reason_and_a_major_one_a_clause_or_an_argument(
    grade: HazardGrade, changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert grading(facts(state=S.REGISTERED, grade=G.PENDING), grade, **changes) == told


SAME_PERSON = [
    MANAGER,
    "周 建华",
    " 周建华",
    "周建华\u3000",
    "周\u200b建华",
]


@pytest.mark.parametrize("lower", [G.GENERAL, G.PENDING])
def test_hz13_a_lower_grade_needs_a_second_person(lower: HazardGrade) -> None:
    assert grading(facts(), lower) == [("HZ13", "second_by")]
    assert grading(facts(), lower, second_by=OTHER) == []
    assert grading(facts(grade=G.PENDING), lower) == []


@pytest.mark.parametrize("second", SAME_PERSON)
def test_hz13_the_second_person_is_another_however_the_name_is_typed(second: str) -> None:
    assert grading(facts(), G.GENERAL, second_by=second) == [("HZ13", "second_by")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ｌｉ　Ｌｅｉ", "li lei", True),
        ("阿里木·买买提", "阿里木•买买提", True),
        ("张𠮷", "张吉", False),
        ("", "", False),
        ("张三", "张三丰", False),
    ],
)
def test_a_name_is_the_same_whatever_keyboard_it_was_typed_with(
    one: str, other: str, same: bool
) -> None:
    assert same_person(one, other) is same


def resuming(hazard: Facts, **changes: Any) -> list[tuple[str, str]]:
    given: dict[str, Any] = {"at": "2026-11-24 08:00", "approved_by": PRINCIPAL}
    return places(step_forms.resuming_problems(hazard, **(given | changes)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"approved_by": ""}, [("HZ20", "resumed_by")]),
        ({"approved_by": OTHER}, [("HZ20", "resumed_by")]),
        ({"at": ""}, [("HZ20", "resumed_at")]),
        ({"at": "2026-11-16 09:39"}, [("HZ20", "resumed_at")]),
        ({"at": "2026-11-23 23:59"}, [("HZ20", "resumed_at")]),  # before it was accepted
        ({"at": "2026-11-24"}, []),
        ({"at": "2026-11-25 08:00"}, [("HZ20", "resumed_at")]),
        ({"at": "昨天"}, [("HZ20", "resumed_at")]),
        ({"at": "9999-12-31 00:00"}, [("HZ20", "resumed_at")]),
        ({"at": "", "approved_by": ""}, [("HZ20", "resumed_by"), ("HZ20", "resumed_at")]),
    ],
)
def test_hz20_use_is_resumed_with_the_principals_approval_after_the_stop(
    changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    accepted = facts(state=S.ACCEPTED, accepted_on=TODAY)
    assert resuming(accepted, **changes) == told


def test_hz20_anybody_named_may_approve_for_a_general_hazard() -> None:
    assert resuming(facts(grade=G.GENERAL), approved_by=OTHER) == []


def extending(hazard: Facts, **changes: Any) -> list[tuple[str, str]]:
    given: dict[str, Any] = {
        "until": DEADLINE + timedelta(days=5),
        "reason": "软管缺货",
        "approved_by": PRINCIPAL,
    }
    return places(step_forms.extension_problems(hazard, **(given | changes)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"until": None}, [("HZ33", "until")]),
        ({"until": DEADLINE}, [("HZ33", "until")]),
        ({"until": date(1, 1, 1)}, [("HZ33", "until")]),
        ({"until": date(9999, 12, 31)}, [("HZ33", "until")]),
        ({"reason": ""}, [("HZ33", "reason")]),
        ({"approved_by": ""}, [("HZ33", "approved_by")]),
        ({"approved_by": OWNER}, [("HZ33", "approved_by")]),
        ({"approved_by": "李 强"}, [("HZ33", "approved_by")]),
        ({"approved_by": OTHER}, [("HZ33", "approved_by")]),
    ],
)
def test_hz33_an_extension_is_later_with_a_reason_and_another_persons_approval(
    changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert extending(facts(state=S.RECTIFYING), **changes) == told


def test_hz33_an_overdue_deadline_is_not_extended_into_the_past() -> None:
    overdue = facts(state=S.RECTIFYING, grade=G.GENERAL, deadline=FOUND_ON)
    assert extending(overdue, until=YESTERDAY) == [("HZ33", "until")]
    assert extending(overdue, until=TODAY) == []
    assert extending(replace(overdue, deadline=None), until=TODAY) == []


@pytest.mark.parametrize(
    ("state", "value", "refused"),
    [
        (S.GRADED, DEADLINE + timedelta(days=1), False),
        (S.PLANNED, DEADLINE + timedelta(days=1), True),
        (S.RECTIFYING, DEADLINE + timedelta(days=1), True),
        (S.RETURNED, None, True),
        (S.AWAITING, DEADLINE + timedelta(days=1), True),
        (S.RECTIFYING, DEADLINE - timedelta(days=1), False),
        (S.RECTIFYING, DEADLINE, False),
    ],
)
def test_hz33_once_the_plan_stands_a_deadline_is_only_moved_back_by_an_extension(
    state: HazardState, value: date | None, refused: bool
) -> None:
    told = edits.editing_problem(state, "deadline", DEADLINE, value)
    assert (told is not None and told.code == "HZ33") is refused


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (TODAY, []),
        (None, ["HZ48"]),
        (TOMORROW, ["HZ48"]),
        (date(1, 1, 1), ["HZ48"]),
    ],
)
def test_hz48_a_hazard_is_accepted_between_its_rectification_and_today(
    on: date | None, told: list[str]
) -> None:
    assert codes(step_forms.acceptance_problems(facts(), on=on)) == told


@pytest.mark.parametrize("code", ["HZ38", "HZ41"])
def test_hz38_hz41_sent_back_and_opened_again_with_a_reason(code: str) -> None:
    assert places(step_forms.reason_problems(code, "", "写明理由")) == [(code, "reason")]
    assert step_forms.reason_problems(code, "又漏水", "写明理由") == ()


@pytest.mark.parametrize(
    ("grade", "reason", "second", "told"),
    [
        (G.GENERAL, "误登", "", []),
        (G.GENERAL, "", "", [("HZ42", "reason")]),
        (G.MAJOR, "误登", "", [("HZ42", "second_by")]),
        (G.MAJOR, "误登", "周 建华", [("HZ42", "second_by")]),
        (G.MAJOR, "", MANAGER, [("HZ42", "reason"), ("HZ42", "second_by")]),
        (G.MAJOR, "误登", OTHER, []),
    ],
)
def test_hz42_a_hazard_is_voided_with_a_reason_a_major_one_by_two(
    grade: HazardGrade, reason: str, second: str, told: list[tuple[str, str]]
) -> None:
    given = facts(grade=grade)
    found = step_forms.voiding_problems(given, reason=reason, by=MANAGER, second_by=second)
    assert places(found) == told


def into(**changes: Any) -> Facts:
    return facts(hazard_id=2, number="YH-2026-002", state=S.RECTIFYING, **changes)


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (into(), False),
        (None, True),
        (facts(), True),
        (into(grade=G.GENERAL), True),
        (into(stop=None), True),
        (into(stop=RUNNING_ON), True),
        *((replace(into(), state=state), True) for state in (*OVER, S.DRAFT, S.ACCEPTED)),
    ],
)
def test_hz43_a_hazard_is_merged_into_an_open_one_that_is_as_grave_and_as_stopped(
    other: Facts | None, refused: bool
) -> None:
    told = places(step_forms.merging_problems(facts(), other))
    assert told == ([("HZ43", "into")] if refused else [])


def test_hz43_a_general_hazard_is_merged_into_any_open_one() -> None:
    general = facts(grade=G.GENERAL, stop=None)
    assert step_forms.merging_problems(general, into(grade=G.GENERAL, stop=None)) == ()
    assert step_forms.merging_problems(general, into()) == ()


@pytest.mark.parametrize(
    ("scope", "stopped_at", "told"),
    [
        (None, "2026-11-16 09:40", [("HZ14", "scope")]),
        (StopScope.WHOLE, "", [("HZ14", "stopped_at")]),
        (StopScope.NONE, "", []),
        (StopScope.EQUIPMENT, "2026-11-24 23:59", []),
        (StopScope.EQUIPMENT, "2026-11-25 00:00", [("HZ14", "stopped_at")]),
        (StopScope.EQUIPMENT, "今天上午", [("HZ14", "stopped_at")]),
        (StopScope.EQUIPMENT, "0001-01-01 00:00", [("HZ14", "stopped_at")]),
        (StopScope.EQUIPMENT, "9999-12-31 00:00", [("HZ14", "stopped_at")]),
        (StopScope.EQUIPMENT, "2026-13-01 00:00", [("HZ14", "stopped_at")]),
    ],
)
def test_hz14_a_stop_has_a_scope_and_a_time_that_is_not_to_come(
    scope: StopScope | None, stopped_at: str, told: list[tuple[str, str]]
) -> None:
    found = step_forms.stopping_problems(scope, stopped_at=stopped_at, today=TODAY)
    assert places(found) == told


def stopping(hazard: Facts, scope: StopScope, **changes: Any) -> list[str]:
    given: dict[str, Any] = {
        "what": "3号中频炉",
        "stopped_at": "2026-11-16 09:40",
        "decided_by": PRINCIPAL,
        "interim": "专人看守",
        "reason": "会冻炉",
    }
    return codes(step_forms.stop_problems(hazard, scope, **(given | changes)))


@pytest.mark.parametrize("grade", HazardGrade)
def test_hz16_hz17_what_is_told_of_a_stop_is_whole_whatever_the_grade(
    grade: HazardGrade,
) -> None:
    free = facts(grade=grade, stop=None)
    assert stopping(free, StopScope.EQUIPMENT) == []
    assert stopping(free, StopScope.EQUIPMENT, what="") == ["HZ16"]
    assert stopping(free, StopScope.PART, interim="") == ["HZ16"]
    assert stopping(free, StopScope.NONE) == []
    assert stopping(free, StopScope.NONE, reason="") == ["HZ17"]
    assert stopping(free, StopScope.NONE, decided_by=OTHER) == ["HZ17"]


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [
        (StopScope.EQUIPMENT, StopScope.NONE, ["HZ51"]),
        (StopScope.PART, StopScope.EQUIPMENT, ["HZ51"]),
        (StopScope.WHOLE, StopScope.PART, ["HZ51"]),
        (StopScope.EQUIPMENT, StopScope.EQUIPMENT, []),
        (StopScope.EQUIPMENT, StopScope.WHOLE, []),
        (StopScope.NONE, StopScope.NONE, []),
    ],
)
def test_hz51_what_is_stopped_is_not_put_to_use_by_a_narrower_stop(
    now: StopScope, then: StopScope, told: list[str]
) -> None:
    held = RUNNING_ON if now is StopScope.NONE else replace(STOPPED, scope=now)
    assert stopping(facts(stop=held), then) == told


def test_hz51_what_was_resumed_may_be_stopped_anew_in_any_way() -> None:
    assert stopping(facts(stop=RESUMED), StopScope.NONE) == []


def reporting(told: ReportTo, **changes: Any) -> list[tuple[str, str]]:
    given: dict[str, Any] = {"receiver": "区应急管理局", "on": TODAY, "way": "书面送达"}
    return places(step_forms.reporting_problems(facts(), told, **(given | changes)))


@pytest.mark.parametrize(
    ("told", "code"), [(ReportTo.DEPARTMENT, "HZ30"), (ReportTo.WORKERS, "HZ31")]
)
def test_hz30_hz31_a_report_has_a_day_and_a_way(told: ReportTo, code: str) -> None:
    assert reporting(told) == []
    assert reporting(told, on=None) == [(code, "reported_on")]
    assert reporting(told, on=TOMORROW) == [(code, "reported_on")]
    assert reporting(told, on=FOUND_ON - timedelta(days=1)) == [(code, "reported_on")]
    assert reporting(told, on=date(1, 1, 1)) == [(code, "reported_on")]
    assert reporting(told, way="") == [(code, "way")]


def test_hz30_only_the_department_has_to_be_named() -> None:
    assert reporting(ReportTo.DEPARTMENT, receiver="") == [("HZ30", "receiver")]
    assert reporting(ReportTo.WORKERS, receiver="") == []


def test_hz46_a_text_is_as_long_as_its_place_and_no_longer() -> None:
    assert step_forms.text_problem("note", "备注", "长" * 2000, short=False) is None
    told = step_forms.text_problem("note", "备注", "长" * 2001, short=False)
    assert told is not None
    assert (told.code, told.where) == ("HZ46", "note")
    assert "2001" in told.text
    assert step_forms.text_problem("owner", "责任人", "长" * 100, short=True) is None
    assert step_forms.text_problem("owner", "责任人", "长" * 101, short=True) is not None


@pytest.mark.parametrize(
    ("fen", "fits"),
    [(None, True), (0, True), (-1, False), (10**12, True), (10**12 + 1, False), (2**63, False)],
)
def test_hz47_a_sum_is_neither_negative_nor_beyond_all_measure(
    fen: int | None, fits: bool
) -> None:
    told = step_forms.money_problem("budget_fen", "预算", fen)
    assert (told is None) is fits
    if told is not None:
        assert (told.code, told.where) == ("HZ47", "budget_fen")


@pytest.mark.parametrize(
    ("name", "before", "value", "code"),
    [
        ("result", "已更换", "更换了一半", "HZ52"),
        ("acceptor", PRINCIPAL, OTHER, "HZ52"),
        ("owner", OWNER, PRINCIPAL, "HZ52"),
        ("supervised", True, False, "HZ52"),
        ("supervised", False, True, None),
        ("closeout_by", "", "区应急管理局", None),
        ("spent_fen", None, 100, None),
        ("description", "旧", "新", None),
    ],
)
def test_hz52_what_the_acceptance_rests_upon_stays_as_it_was_accepted(
    name: str, before: Any, value: Any, code: str | None
) -> None:
    told = edits.editing_problem(S.ACCEPTED, name, before, value)
    assert (told.code if told else None) == code
    assert edits.editing_problem(S.AWAITING, name, before, value) is None
