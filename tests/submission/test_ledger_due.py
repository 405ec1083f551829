"""What of the ledger the home page tells: deadlines, what is out of use, and what a major hazard lacks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from selfcheck.hazards import grading
from selfcheck.hazards.records import HazardState, ReportTo, StopScope
from selfcheck.submission import ledger_due, overview
from selfcheck.submission.falling_due import Rectification
from selfcheck.submission.ledger_due import Stopped
from selfcheck.submission.next_step import Step
from selfcheck.submission.overview import HomePage
from tests.builders import TODAY
from tests.hazards.builders import CONTENTS, OWNER, PLAN, PRINCIPAL
from tests.submission.ledger_stage import Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty ledger."""
    with a_stage(tmp_path) as made:
        yield made


def deadlines(stage: Stage) -> tuple[Rectification, ...]:
    found: tuple[Rectification, ...] = stage.read(ledger_due.deadlines)
    return found


def stopped(stage: Stage) -> tuple[Stopped, ...]:
    found: tuple[Stopped, ...] = stage.read(ledger_due.stopped)
    return found


def steps(stage: Stage) -> list[Step]:
    with stage.work.store.transaction() as session:
        return list(ledger_due.steps(session, stage.office))


def home(stage: Stage) -> HomePage:
    return stage.work.read(overview.home_page, stage.work.walk, now=stage.now)


def due_in(stage: Stage, days: int, **known: str) -> int:
    return stage.registered(deadline=TODAY + timedelta(days=days), **known)


# Deadlines


def test_deadlines_stand_overdue_first_and_lead_to_the_hazard(stage: Stage) -> None:
    later, late, today = due_in(stage, 9), due_in(stage, -3, owner=OWNER), due_in(stage, 0)
    stage.registered()  # nothing is set yet

    found = deadlines(stage)

    assert [one.days for one in found] == [-3, 0, 9]
    assert [one.target for one in found] == [
        ("hazard", str(one)) for one in (late, today, later)
    ]
    assert found[0].place == f"{stage.row(late).number} · 责任人 {OWNER}"
    assert found[1].place.endswith("还没有责任人")


@pytest.mark.parametrize("state", [HazardState.ACCEPTED, HazardState.CLOSED])
def test_what_is_put_right_is_waited_for_no_more(stage: Stage, state: HazardState) -> None:
    stage.a_general_at(state)

    assert deadlines(stage) == ()


def test_many_that_were_accepted_do_not_hide_what_is_due(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_due, "_MOST", 2)
    for _ in range(3):
        stage.a_general_at(HazardState.ACCEPTED)  # due 2026-12-10
    waiting = due_in(stage, 30)

    assert [one.target[1] for one in deadlines(stage)] == [str(waiting)]


def test_no_more_deadlines_are_told_than_anybody_works_through(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_due, "_MOST", 3)
    for days in (4, 1, 3, 2):
        due_in(stage, days)

    assert [one.days for one in deadlines(stage)] == [1, 2, 3]


def test_without_words_a_hazard_goes_by_its_number(stage: Stage) -> None:
    hazard_id = stage.begin(deadline=TODAY)

    assert deadlines(stage)[0].what == stage.row(hazard_id).number


# What is out of use


def test_what_is_out_of_use_is_told_the_longest_first(stage: Stage) -> None:
    first, second = stage.major(part="3号炉"), stage.major()
    stage.stop(second, what="2号炉", stopped_at="2026-11-20 08:00")
    stage.stop(first, what="3号炉", stopped_at="2026-11-16 09:40")
    stage.add(first, "stop")

    found = stopped(stage)

    assert [(one.what, one.days, one.hazard_id, one.photos) for one in found] == [
        ("3号炉", 8, first, 1),
        ("2号炉", 4, second, 0),
    ]
    assert found[0].since == "2026-11-16 09:40"
    assert found[0].place == "熔炼车间 · 3号中频炉炉坑积水，仍在熔炼"


@pytest.mark.parametrize("told", ["resumed", "not stopped", "general"])
def test_only_what_is_stopped_now_is_out_of_use(stage: Stage, told: str) -> None:
    if told == "resumed":
        hazard_id = stage.a_major_at(HazardState.ACCEPTED)
        stage.resume(hazard_id)
    elif told == "not stopped":
        stage.stop(
            stage.major(), scope=StopScope.NONE, what="", stopped_at="", reason="停炉会冻炉"
        )
    else:
        stage.general()

    assert stopped(stage) == ()


# The next step


def test_a_major_hazard_comes_first_with_each_thing_it_lacks(stage: Stage) -> None:
    late = due_in(stage, -1, description="通道堵塞")
    hazard_id = stage.major()

    found = steps(stage)

    number = stage.row(hazard_id).number
    assert [one.key for one in found] == [
        f"stop {number}",
        f"plan {number}",
        f"report {number}",
        f"overdue {late}",
    ]
    assert found[0].text == f"补齐重大隐患 {number} 的停用"
    assert "总局令第16号第十六条" in found[0].reason
    assert found[0].target == ("hazard", str(hazard_id), "stop")
    assert "已超期 1 天" in found[3].reason


def test_what_is_explained_or_done_is_no_step_any_more(stage: Stage) -> None:
    hazard_id = stage.major()
    stage.step(grading.explain, hazard_id, "stop", reason="停炉会冻炉", confirmed_by=PRINCIPAL)
    stage.write(hazard_id, **PLAN, **CONTENTS)
    for told in ReportTo:
        stage.report(hazard_id, told)

    assert steps(stage) == []


def test_the_home_page_offers_it_before_the_duties(stage: Stage) -> None:
    hazard_id = stage.major()

    page = home(stage)

    assert page.steps[0].target == ("hazard", str(hazard_id), "stop")
    assert (page.ledger.open, page.ledger.major, page.ledger.stopped) == (1, 1, 0)


def test_the_home_page_tells_deadlines_of_the_ledger_among_the_findings(stage: Stage) -> None:
    stage.fault("d01.issued", note="没有发布", deadline=TODAY + timedelta(days=1))
    late, later = due_in(stage, -2), due_in(stage, 5)

    found = home(stage).rectifications

    assert [one.target for one in found] == [
        ("hazard", str(late)),
        ("duty", "d01", "d01.issued"),
        ("hazard", str(later)),
    ]


def test_a_quiet_ledger_adds_nothing_to_the_home_page(stage: Stage) -> None:
    stage.a_general_at(HazardState.CLOSED)

    page = home(stage)

    assert (page.stopped, page.rectifications) == ((), ())
    assert page.steps[0].target[0] != "hazard"
