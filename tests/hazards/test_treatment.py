"""Stopping, reporting, planning, extending, accepting and closing on a real ledger."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from selfcheck.hazards import actions, treatment
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, Stop, StopScope
from tests.builders import TODAY
from tests.hazards.builders import (
    DEADLINE,
    FOUND_ON,
    MANAGER,
    OTHER,
    OWNER,
    PLAN,
    PRINCIPAL,
    Ledger,
    a_ledger,
    an_office,
)

S, G = HazardState, HazardGrade
SUCCESSOR = "钱程"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with a_ledger(tmp_path, own=True) as opened:
        yield opened


def codes(told: list[tuple[str, str]]) -> list[str]:
    return [code for code, _ in told]


# stopping


def test_hz15_to_hz18_nothing_is_planned_before_the_furnace_stands_still(
    ledger: Ledger,
) -> None:
    one = ledger.major(**PLAN)
    plan = partial(ledger.step, treatment.plan, one)
    assert ledger.refused(plan) == [("HZ15", "stop")]
    ledger.stop(one)
    assert ledger.refused(plan) == [("HZ18", "stop")]
    ledger.add(one, "stop")
    plan()
    assert ledger.state(one) is S.PLANNED


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"scope": None}, [("HZ14", "scope")]),
        ({"stopped_at": ""}, [("HZ14", "stopped_at")]),
        ({"stopped_at": "2026-11-25 08:00"}, [("HZ14", "stopped_at")]),
        ({"stopped_at": "上午停的"}, [("HZ14", "stopped_at")]),
        ({"what": " \u200b"}, [("HZ16", "stop")]),
        ({"decided_by": ""}, [("HZ16", "stop")]),
        ({"interim": "\n"}, [("HZ16", "stop")]),
        ({"scope": StopScope.NONE}, [("HZ17", "stop")]),
        (
            {"scope": StopScope.NONE, "reason": "冻炉", "decided_by": MANAGER},
            [("HZ17", "stop")],
        ),
        ({"interim": "长" * 2001}, [("HZ46", "interim")]),
        ({"what": "长" * 101}, [("HZ46", "what")]),
    ],
)
def test_hz14_hz16_hz17_a_stop_is_told_whole_or_not_at_all(
    ledger: Ledger, changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    one = ledger.major()
    assert ledger.refused(lambda: ledger.stop(one, **changes)) == told


def test_a_stop_is_told_in_words_in_the_history(ledger: Ledger) -> None:
    one = ledger.major()
    ledger.stop(one)
    page = ledger.page(one)
    assert page.stopped
    assert page.events[0].words == "设备停用：3号中频炉，张𠮷决定"
    assert (page.stops[0].scope_words, page.stops[0].stopped_at) == (
        "设备停用",
        "2026-11-16 09:40",
    )


def test_hz17_the_principal_lets_things_run_on_with_a_reason(ledger: Ledger) -> None:
    one = ledger.major(**PLAN)
    ledger.stop(one, scope=StopScope.NONE, reason="停炉会冻炉，先降温", what="")
    assert not ledger.page(one).stopped
    ledger.step(treatment.plan, one)
    assert ledger.state(one) is S.PLANNED


def test_hz51_a_stop_is_widened_but_never_narrowed_and_all_is_resumed_together(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    narrower = partial(ledger.stop, one, scope=StopScope.NONE, reason="先开着")
    assert ledger.refused(narrower) == [("HZ51", "scope")]
    ledger.stop(one, scope=StopScope.WHOLE, what="熔炼车间")
    assert ledger.refused(partial(ledger.stop, one)) == [("HZ51", "scope")]
    ledger.accepted(ledger.awaiting(one))
    ledger.resume(one)
    assert {stop.resumed_by for stop in ledger.page(one).stops} == {PRINCIPAL}
    assert ledger.ids(filter="stopped") == ()
    ledger.step(treatment.close, one, review_risk=False)


def test_hz45_what_a_major_hazard_stopped_stays_stopped_until_it_is_accepted(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.AWAITING)
    assert ledger.refused(partial(ledger.resume, one)) == [("HZ45", "stop")]
    ledger.accepted(one)
    ledger.resume(one)
    assert not ledger.page(one).stopped


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"approved_by": MANAGER}, [("HZ20", "resumed_by")]),
        ({"approved_by": ""}, [("HZ20", "resumed_by")]),
        ({"at": ""}, [("HZ20", "resumed_at")]),
        ({"at": "2026-11-15 08:00"}, [("HZ20", "resumed_at")]),
        ({"at": "明天"}, [("HZ20", "resumed_at")]),
        ({"note": "长" * 2001}, [("HZ46", "note")]),
    ],
)
def test_hz20_use_is_resumed_by_the_principal_after_the_stop(
    ledger: Ledger, changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    one = ledger.a_major_at(S.ACCEPTED)
    assert ledger.refused(lambda: ledger.resume(one, **changes)) == told


def test_hz19_only_what_is_stopped_is_resumed(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.ACCEPTED)
    ledger.resume(one)
    assert ledger.refused(partial(ledger.resume, one)) == [("HZ19", "stop")]


def test_hz15_a_lower_grade_does_not_put_a_major_hazard_back_to_use(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    ledger.grade(one, G.GENERAL, second_by=OTHER)
    ledger.resume(one, approved_by=OWNER)
    ledger.grade(one, G.MAJOR)
    page = ledger.page(one)
    assert page.next is not None
    assert page.next.name == "stop"
    assert [lack.key for lack in page.lacks] == ["stop"]


# reporting


def test_hz30_hz31_two_reports_are_made_before_it_is_handed_over(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.GRADED)
    assert [line.reported_on for line in ledger.page(one).reports] == [date(2026, 11, 17)] * 2

    two = ledger.major(**PLAN)
    ledger.stop(two)
    ledger.add(two, "stop")
    lack = next(lack for lack in ledger.page(two).lacks if lack.key == "report")
    assert [(p.code, p.where) for p in lack.problems] == [
        ("HZ32", "situation"),
        ("HZ30", "report.department"),
        ("HZ31", "report.workers"),
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"receiver": ""}, [("HZ30", "receiver")]),
        ({"way": "\u200b"}, [("HZ30", "way")]),
        ({"reported_on": None}, [("HZ30", "reported_on")]),
        ({"reported_on": date(2026, 11, 25)}, [("HZ30", "reported_on")]),
        ({"reported_on": date(2026, 11, 15)}, [("HZ30", "reported_on")]),
        ({"reported_on": date(9999, 12, 31)}, [("HZ30", "reported_on")]),
        ({"receiver": "长" * 101}, [("HZ46", "receiver")]),
        ({"note": "长" * 2001}, [("HZ46", "note")]),
    ],
)
def test_hz30_a_report_that_cannot_be_is_refused(
    ledger: Ledger, changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    one = ledger.major()
    assert ledger.refused(lambda: ledger.report(one, ReportTo.DEPARTMENT, **changes)) == told


def test_a_report_told_twice_shows_the_newest(ledger: Ledger) -> None:
    one = ledger.major()
    ledger.report(one, ReportTo.DEPARTMENT)
    ledger.report(one, ReportTo.DEPARTMENT, way="系统填报", note="回执 88")
    department, workers = ledger.page(one).reports
    assert (department.way, department.note) == ("系统填报", "回执 88")
    assert (workers.reported_on, workers.words) == (None, "职工代表大会或公示")


# planning, extending


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("goal", ("HZ26", "goal")),
        ("owner", ("HZ21", "owner")),
        ("measures", ("HZ22", "measures")),
        ("budget_fen", ("HZ23", "budget")),
        ("deadline", ("HZ24", "deadline")),
        ("safeguards", ("HZ25", "safeguards")),
        ("organisation", ("HZ27", "organisation")),
        ("requirements", ("HZ28", "requirements")),
        ("plan_approved_by", ("HZ29", "plan_approved_by")),
    ],
)
def test_hz21_to_hz29_the_plan_of_a_major_hazard_has_all_its_parts(
    ledger: Ledger, name: str, told: tuple[str, str]
) -> None:
    one = ledger.controlled()
    empty: Any = None if name in ("budget_fen", "deadline") else ""
    ledger.write(one, **{name: empty})
    assert ledger.refused(partial(ledger.step, treatment.plan, one)) == [told]


def test_a_general_hazard_is_planned_with_who_what_and_when(ledger: Ledger) -> None:
    one = ledger.general()
    told = ledger.refused(partial(ledger.step, treatment.plan, one))
    assert codes(told) == ["HZ21", "HZ22", "HZ24"]
    ledger.write(one, owner=OWNER, measures="更换", deadline=DEADLINE)
    ledger.step(treatment.plan, one)
    assert ledger.state(one) is S.PLANNED


def test_hz29_a_new_principal_approves_the_plan_anew(ledger: Ledger) -> None:
    """Whoever is principal answers for a major hazard that is still open."""
    one = ledger.a_major_at(S.RECTIFYING)
    ledger.office = an_office(ledger.work.folder, principals=(SUCCESSOR,))
    ledger.write(one, rectified_on=TODAY, result="好了", acceptor=SUCCESSOR)
    ledger.add(one, "after", taken="2026:11:24 09:00:00")
    told = ledger.refused(partial(ledger.step, treatment.request, one))
    assert told == [("HZ29", "plan_approved_by")]
    ledger.write(one, plan_approved_by=SUCCESSOR)
    ledger.step(treatment.request, one)


def test_what_the_old_principal_accepted_is_closed_under_the_new_one(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.ACCEPTED)
    ledger.office = an_office(ledger.work.folder, principals=(SUCCESSOR,))
    ledger.resume(one, approved_by=SUCCESSOR)
    ledger.step(treatment.close, one, review_risk=False)
    assert ledger.state(one) is S.CLOSED


def test_hz29_without_any_principal_nothing_of_a_major_hazard_is_approved(
    ledger: Ledger,
) -> None:
    one = ledger.controlled()
    ledger.office = an_office(ledger.work.folder, principals=())
    assert codes(ledger.refused(partial(ledger.step, treatment.plan, one))) == ["HZ29"]


def extend(ledger: Ledger, one: int, **changes: Any) -> Callable[[], object]:
    given: dict[str, Any] = {
        "until": DEADLINE + timedelta(days=5),
        "reason": "软管缺货",
        "approved_by": PRINCIPAL,
    }
    return partial(ledger.step, treatment.extend, one, **(given | changes))


def test_hz33_an_extension_moves_the_deadline_and_says_why(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    extend(ledger, one)()
    page = ledger.page(one)
    assert page.values["deadline"] == date(2026, 12, 15)
    assert page.events[0].words == "软管缺货（张𠮷批准）"
    assert page.events[0].edits == (
        {"field": "整改期限", "old": "2026-12-10", "new": "2026-12-15"},
    )
    assert ledger.state(one) is S.RECTIFYING


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"until": DEADLINE}, [("HZ33", "until")]),
        ({"until": None, "reason": ""}, [("HZ33", "until"), ("HZ33", "reason")]),
        ({"until": date(9999, 12, 31)}, [("HZ33", "until")]),
        ({"approved_by": OWNER}, [("HZ33", "approved_by")]),
        ({"approved_by": "李\u3000强"}, [("HZ33", "approved_by")]),
        ({"approved_by": MANAGER}, [("HZ33", "approved_by")]),
        ({"reason": "长" * 2001}, [("HZ46", "reason")]),
    ],
)
def test_hz33_an_extension_that_should_not_be_is_refused(
    ledger: Ledger, changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    assert ledger.refused(extend(ledger, one, **changes)) == told


def test_hz33_the_deadline_of_a_plan_that_stands_is_not_put_off_by_hand(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.PLANNED)
    later = partial(ledger.write, one, deadline=DEADLINE + timedelta(days=1))
    assert ledger.refused(later) == [("HZ33", "deadline")]
    assert ledger.refused(partial(ledger.write, one, deadline=None)) == [("HZ33", "deadline")]
    assign = partial(
        ledger.act, actions.assign, ledger.office, [one], deadline=date(2027, 1, 1)
    )
    assert ledger.refused(assign) == [("HZ33", "deadline")]
    ledger.write(one, deadline=DEADLINE - timedelta(days=1))


# accepting


def test_hz34_to_hz37_what_is_handed_over_is_done_shown_and_has_its_acceptor(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    request = partial(ledger.step, treatment.request, one)
    assert codes(ledger.refused(request)) == ["HZ34", "HZ07", "HZ35"]
    ledger.write(one, rectified_on=TODAY, result="好了", acceptor=OWNER)
    ledger.add(one, "after", taken="2026:11:24 09:00:00")
    assert codes(ledger.refused(request)) == ["HZ36", "HZ37"]
    ledger.write(one, acceptor="李 强")
    assert codes(ledger.refused(request)) == ["HZ36", "HZ37"]
    ledger.write(one, acceptor=MANAGER)
    assert codes(ledger.refused(request)) == ["HZ37"]
    ledger.write(one, acceptor=PRINCIPAL)
    request()
    assert ledger.state(one) is S.AWAITING


def test_hz36_a_principal_who_rectified_it_lets_another_principal_accept(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    ledger.write(one, owner=PRINCIPAL, acceptor=PRINCIPAL, rectified_on=TODAY, result="好")
    ledger.add(one, "after", taken="2026:11:24 09:00:00")
    request = partial(ledger.step, treatment.request, one)
    assert codes(ledger.refused(request)) == ["HZ36"]
    ledger.office = an_office(ledger.work.folder, principals=(PRINCIPAL, SUCCESSOR))
    ledger.write(one, acceptor=SUCCESSOR)
    request()


def test_hz36_who_put_a_general_hazard_right_may_accept_it_and_is_told(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.RECTIFYING)
    ledger.write(one, rectified_on=TODAY, result="好了", acceptor=OWNER)
    ledger.add(one, "after", taken="2026:11:24 09:00:00")
    step = ledger.page(one).next
    assert step is not None
    assert [(p.code, p.blocking) for p in step.missing] == [("HZ36", False)]
    assert step.legal
    ledger.step(treatment.request, one)


@pytest.mark.parametrize("name", sorted(set(PLAN) - {"deadline"}))  # that one HZ33 holds
def test_what_was_emptied_after_the_request_is_asked_for_again_at_acceptance(
    ledger: Ledger, name: str
) -> None:
    one = ledger.a_major_at(S.AWAITING)
    ledger.write(one, **{name: None if name == "budget_fen" else ""})
    told = ledger.refused(partial(ledger.step, treatment.accept, one, on=TODAY))
    assert len(told) == 1


@pytest.mark.parametrize("on", [None, date(2026, 11, 25), date(2026, 11, 23), date(1, 1, 1)])
def test_hz48_the_day_of_acceptance_lies_between_rectification_and_today(
    ledger: Ledger, on: date | None
) -> None:
    one = ledger.a_major_at(S.AWAITING)
    told = ledger.refused(partial(ledger.step, treatment.accept, one, on=on))
    assert told == [("HZ48", "accepted_on")]


def test_hz38_sent_back_with_a_reason_and_asked_for_anew(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.AWAITING)
    back = partial(ledger.step, treatment.send_back, one)
    assert ledger.refused(partial(back, reason=" ")) == [("HZ38", "reason")]
    back(reason="接头仍渗漏")
    page = ledger.page(one)
    assert (page.state, page.events[0].words) == (S.RETURNED, "接头仍渗漏")
    assert [stop.words for stop in page.path if stop.current] == ["退回整改"]
    ledger.step(treatment.request, one)
    ledger.accepted(one)
    assert ledger.row(one).accepted_on == TODAY


def test_hz52_what_was_accepted_stays_as_it_was_until_it_is_sent_back(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.ACCEPTED)
    page = ledger.page(one)
    for name, value in (("result", "改写"), ("acceptor", MANAGER), ("owner", PRINCIPAL)):
        assert ledger.refused(partial(ledger.write, one, **{name: value})) == [("HZ52", name)]
    for part in ("before", "after", "stop"):
        (card,) = page.evidence[part]
        remove = partial(ledger.act, actions.remove_file, one, part, card.evidence_id)
        assert ledger.refused(remove) == [("HZ52", f"photos.{part}")]
        assert ledger.refused(partial(ledger.add, one, part)) == [("HZ52", f"photos.{part}")]
    ledger.add(one, "acceptance")
    ledger.step(treatment.send_back, one, reason="接头又渗漏")
    assert ledger.row(one).accepted_on is None
    ledger.write(one, result="重新更换")


# closing


def test_hz39_a_supervised_hazard_is_closed_by_the_department_alone(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.AWAITING)
    ledger.write(one, supervised=True, supervised_by="区应急管理局")
    ledger.accepted(one)
    close = partial(ledger.step, treatment.close, one, review_risk=False)
    # 总局令第16号第十八条: neither closed nor put back into use before the department agrees
    assert ("HZ39", "closeout") in ledger.refused(close)
    assert ledger.refused(partial(ledger.resume, one)) == [("HZ39", "closeout")]
    assert ledger.refused(partial(ledger.write, one, supervised=False)) == [
        ("HZ52", "supervised")
    ]
    ledger.write(
        one, closeout_on=TODAY, closeout_by="区应急管理局", closeout_number="江应急〔2026〕8号"
    )
    ledger.resume(one)
    close()
    assert ledger.state(one) is S.CLOSED


def test_hz40_nothing_is_closed_while_it_keeps_something_stopped(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.ACCEPTED)
    close = partial(ledger.step, treatment.close, one, review_risk=False)
    assert ledger.refused(close) == [("HZ40", "stop")]


def test_on_closing_it_is_said_whether_the_risk_is_to_be_looked_at_again(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.ACCEPTED)
    ledger.resume(one)
    ledger.step(treatment.close, one, review_risk=True)
    row, page = ledger.row(one), ledger.page(one)
    assert (row.review_risk, row.closed_by, row.closed_at) == (
        True,
        MANAGER,
        page.events[0].at,
    )
    assert page.events[0].words == "风险点等级需要重新评估"
    assert page.frozen
    assert page.next is None


def test_a_general_hazard_is_struck_off_by_the_acceptance_itself(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.AWAITING)
    ledger.step(treatment.accept_and_close, one, on=TODAY, note="合格", review_risk=False)
    assert ledger.state(one) is S.CLOSED
    assert ledger.kinds(one)[-2:] == ["accept", "close"]


def test_hz40_accepting_and_closing_at_once_is_all_or_nothing(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.AWAITING)
    both = partial(ledger.step, treatment.accept_and_close, one, on=TODAY, review_risk=False)
    assert ledger.refused(both) == [("HZ40", "stop")]
    assert ledger.state(one) is S.AWAITING


def test_hz44_two_windows_do_not_take_a_step_twice(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.AWAITING)
    ledger.accepted(one)
    told = ledger.refused(partial(ledger.step, treatment.accept, one, on=TODAY))
    assert told == [("HZ44", "state")]


def test_a_clock_that_is_set_back_does_not_shuffle_the_history(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    ledger.now -= timedelta(days=400)
    ledger.office = an_office(ledger.work.folder, today=FOUND_ON)
    ledger.write(one, rectified_on=FOUND_ON, result="好了", acceptor=PRINCIPAL)
    assert [line.kind for line in ledger.page(one).events[:4]] == ["edit"] * 3 + ["start"]
    assert ledger.log_holds()


def test_every_stop_of_the_ledger_is_kept_as_it_was_told(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.CLOSED)

    def stops(session: Session) -> list[tuple[int, str, str]]:
        return [(s.hazard_id, s.stopped_at, s.resumed_at) for s in session.exec(select(Stop))]

    assert ledger.work.read(stops) == [(one, "2026-11-16 09:40", "2026-11-24 11:00")]
