"""Hazards that come back, are merged, or were none."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session, select

from selfcheck.evidence.records import EvidenceUse
from selfcheck.hazards import actions, treatment
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, StopScope
from tests.hazards.builders import (
    DEADLINE,
    MANAGER,
    OTHER,
    PLAN,
    Ledger,
    a_ledger,
)

S, G = HazardState, HazardGrade


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with a_ledger(tmp_path, own=True) as opened:
        yield opened


# 复发


def test_hz41_it_comes_back_with_a_reason(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.CLOSED)
    assert ledger.refused(partial(ledger.reopen, one, " \u200b")) == [("HZ41", "reason")]
    assert ledger.refused(partial(ledger.reopen, one, "长" * 2001)) == [("HZ46", "reason")]


def test_what_comes_back_keeps_its_history_and_begins_again_from_its_grade(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.CLOSED)
    before = ledger.page(one)
    ledger.reopen(one)
    page, row = ledger.page(one), ledger.row(one)
    assert (page.state, row.recurrences, page.grade) == (S.GRADED, 1, G.MAJOR)
    assert (row.deadline, row.rectified_on, row.accepted_on, row.result) == (None,) * 3 + ("",)
    assert (row.closed_at, row.closed_by, row.plan_approved_by) == ("", "", "")
    assert [(line.at, line.words) for line in page.events[1:]] == [
        (line.at, line.words) for line in before.events
    ]
    assert [stop.reached_at for stop in page.path if stop.state is not S.GRADED] == [""] * 6


def test_what_proved_the_last_time_is_kept_as_earlier_and_proves_nothing_now(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.CLOSED)
    ledger.reopen(one)
    page = ledger.page(one)
    assert [len(page.evidence[part]) for part in ("before", "after", "stop")] == [1, 0, 0]
    assert len(page.evidence["earlier"]) == 2
    assert {lack.key for lack in page.lacks} == {"stop", "plan", "report"}
    assert [line.reported_on for line in page.reports] == [None, None]
    assert page.next is not None
    assert page.next.name == "stop"


def test_hz30_hz31_what_came_back_is_reported_again(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.CLOSED)
    ledger.reopen(one)
    ledger.report(one, ReportTo.WORKERS)
    department, workers = ledger.page(one).reports
    assert (department.reported_on is None, workers.reported_on is None) == (True, False)
    assert ledger.facts(one).reported == {ReportTo.WORKERS}


def test_hz30_reports_count_by_their_order_whatever_the_clock_says(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.CLOSED)
    ledger.reopen(one)
    ledger.now = ledger.now.replace(year=2025)
    ledger.report(one, ReportTo.DEPARTMENT)
    assert ledger.facts(one).reported == {ReportTo.DEPARTMENT}


def test_hz15_to_let_it_run_on_is_decided_anew_when_it_comes_back(ledger: Ledger) -> None:
    one = ledger.major(**PLAN)
    ledger.stop(one, scope=StopScope.NONE, reason="停炉会冻炉", what="")
    ledger.write(one, situation="渗漏", severity="爆炸", difficulty="两周")
    for told in ReportTo:
        ledger.report(one, told)
    ledger.accepted(ledger.awaiting(ledger.rectifying(one)))
    ledger.step(treatment.close, one, review_risk=False)
    ledger.reopen(one)
    assert ledger.facts(one).stop is None
    (row,) = ledger.read_rows(one)
    assert row.control_words == ""
    ledger.stop(one, scope=StopScope.NONE, reason="停炉会冻炉", what="")
    assert ledger.facts(one).stop is not None


def test_it_may_come_back_twice_and_goes_the_whole_way_each_time(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.CLOSED)
    for count in (1, 2):
        ledger.reopen(one)
        assert ledger.refused(partial(ledger.reopen, one)) == [("HZ44", "state")]
        ledger.write(one, deadline=DEADLINE)
        ledger.awaiting(ledger.rectifying(one))
        ledger.accepted(one)
        ledger.step(treatment.close, one, review_risk=False)
        assert ledger.row(one).recurrences == count
    assert ledger.kinds(one).count("reopen") == 2
    assert len(ledger.page(one).evidence["earlier"]) == 2
    assert ledger.log_holds()


def test_hz11_what_was_put_right_on_the_spot_is_graded_when_it_comes_back(
    ledger: Ledger,
) -> None:
    one = ledger.registered(measures="已清理")
    ledger.add(one, "after", taken="2026:11:24 08:30:00")
    ledger.step(actions.correct_on_site, one)
    ledger.reopen(one)
    ledger.write(one, owner=MANAGER, deadline=DEADLINE)
    told = ledger.refused(partial(ledger.step, treatment.plan, one))
    assert told == [("HZ11", "grade")]
    ledger.grade(one, G.GENERAL)
    ledger.step(treatment.plan, one)
    assert not ledger.row(one).on_site


def test_a_photo_that_stands_in_two_parts_is_kept_once_as_earlier(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.AWAITING)
    (after,) = ledger.page(one).evidence["after"]
    ledger.act(actions.use_file, one, "acceptance", after.evidence_id)
    ledger.accepted(one)
    ledger.resumed_and_closed(one)
    ledger.reopen(one)
    earlier = ledger.page(one).evidence["earlier"]
    assert len({card.evidence_id for card in earlier}) == len(earlier) == 2

    def uses(session: Session) -> int:
        return len(session.exec(select(EvidenceUse)).all())

    assert ledger.work.read(uses) == 3  # before, and the two earlier ones
    assert ledger.log_holds()


# 并案


def test_one_thing_recorded_twice_is_followed_under_one_number(ledger: Ledger) -> None:
    one, two = ledger.registered(), ledger.registered(description="3号炉炉坑有水")
    ledger.merge(two, one)
    page = ledger.page(two)
    assert (page.state, page.merged_into, page.frozen) == (S.MERGED, "YH-2026-001", True)
    assert ledger.page(one).events[0].words == "YH-2026-002 并入本条：3号炉炉坑有水"
    assert ledger.ids() == (one,)


@pytest.mark.parametrize(
    "typed", [" YH-2026-001 ", "ＹＨ－２０２６－００１", "YH-2026-001\u200b"]
)
def test_hz43_a_number_is_found_however_it_is_typed(ledger: Ledger, typed: str) -> None:
    ledger.registered()
    ledger.merge(ledger.registered(), typed)


@pytest.mark.parametrize("typed", ["", "YH-2026-999", "YH-2026-00%", "YH-2026-002"])
def test_hz43_nothing_is_merged_into_nothing_nor_into_itself(
    ledger: Ledger, typed: str
) -> None:
    ledger.registered()
    two = ledger.registered()
    assert ledger.refused(partial(ledger.merge, two, typed)) == [("HZ43", "into")]


def test_hz43_two_hazards_are_never_merged_into_each_other(ledger: Ledger) -> None:
    one, two, three = ledger.registered(), ledger.registered(), ledger.registered()
    ledger.merge(one, two)
    assert ledger.refused(partial(ledger.merge, two, one)) == [("HZ43", "into")]
    ledger.merge(two, three)
    assert ledger.refused(partial(ledger.merge, three, one)) == [("HZ43", "into")]
    assert ledger.refused(partial(ledger.merge, three, two)) == [("HZ43", "into")]
    assert [ledger.page(n).merged_into for n in (one, two)] == ["YH-2026-002", "YH-2026-003"]


def test_hz43_a_major_hazard_is_not_merged_away(ledger: Ledger) -> None:
    grave, light = ledger.major(), ledger.general()
    assert ledger.refused(partial(ledger.merge, grave, light)) == [("HZ43", "into")]
    ledger.merge(light, grave)


def test_hz43_a_stop_is_not_lost_by_merging(ledger: Ledger) -> None:
    one, two = ledger.major(), ledger.major()
    ledger.stop(one)
    assert ledger.refused(partial(ledger.merge, one, two)) == [("HZ43", "into")]
    ledger.stop(two)
    ledger.merge(one, two)
    assert ledger.ids(filter="stopped") == (two,)


def test_hz43_nothing_open_is_merged_into_what_is_accepted_or_over(ledger: Ledger) -> None:
    one = ledger.registered()
    for other in (
        ledger.a_general_at(S.ACCEPTED),
        ledger.a_general_at(S.CLOSED),
        ledger.begin(),
    ):
        assert ledger.refused(partial(ledger.merge, one, other)) == [("HZ43", "into")]


# 作废


def test_hz42_a_hazard_that_was_none_is_voided_with_its_reason(ledger: Ledger) -> None:
    one = ledger.registered()
    assert ledger.refused(partial(ledger.void, one, reason="")) == [("HZ42", "reason")]
    ledger.void(one, second_by="")
    assert (ledger.state(one), ledger.row(one).void_reason) == (S.VOID, "重复登记")
    assert ledger.ids() == ()
    assert ledger.ids(filter="all") == (one,)


def test_hz42_a_major_one_is_voided_by_two(ledger: Ledger) -> None:
    one = ledger.major()
    for second in ("", MANAGER, "周 建华"):
        told = ledger.refused(partial(ledger.void, one, second_by=second))
        assert told == [("HZ42", "second_by")]
    ledger.void(one, second_by=OTHER)
    assert ledger.row(one).void_reason == "重复登记（王芳同意）"


def test_hz40_what_is_stopped_is_resumed_before_the_hazard_is_voided(ledger: Ledger) -> None:
    one = ledger.major()
    ledger.stop(one)
    assert ledger.refused(partial(ledger.void, one)) == [("HZ40", "stop")]
    # it was no major hazard after all: two people say so, then use is resumed
    ledger.grade(one, G.GENERAL, second_by=OTHER)
    ledger.resume(one)
    ledger.void(one)
    assert ledger.state(one) is S.VOID


@pytest.mark.parametrize("state", [S.ACCEPTED, S.CLOSED])
def test_hz44_what_was_put_right_is_not_voided(ledger: Ledger, state: HazardState) -> None:
    one = ledger.a_general_at(state)
    assert ledger.refused(partial(ledger.void, one)) == [("HZ44", "state")]


def test_a_number_of_a_voided_hazard_is_not_given_again(ledger: Ledger) -> None:
    one = ledger.begin()
    ledger.void(one)
    assert ledger.row(ledger.begin()).number == "YH-2026-002"
