"""One hazard as its page shows it: what is next, what is legal, what was said, what it lacks."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from selfcheck.hazards import grading, hazard_query, states, treatment
from selfcheck.hazards.pages import PARTS
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo
from tests.builders import TODAY
from tests.hazards.builders import (
    CONTENTS,
    DEADLINE,
    MANAGER,
    OTHER,
    OWNER,
    PLAN,
    PRINCIPAL,
    Ledger,
    a_ledger,
)

S, G = HazardState, HazardGrade


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with a_ledger(tmp_path, own=True) as opened:
        yield opened


def test_the_next_step_stands_first_with_what_it_still_lacks(ledger: Ledger) -> None:
    one = ledger.major()
    page = ledger.page(one)
    assert page.next is not None
    assert (page.next.name, page.next.words, page.next.legal) == ("stop", "登记停用", True)
    assert page.steps[0] == page.next
    by_name = {step.name: step for step in page.steps}
    assert not by_name["plan"].legal
    assert by_name["void"].legal
    assert "correct_on_site" not in by_name
    assert "resume" not in by_name


def test_a_step_that_is_only_warned_about_is_legal(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.AWAITING)
    ledger.write(one, acceptor=OWNER)
    page = ledger.page(one)
    assert page.next is not None
    assert ([p.code for p in page.next.missing], page.next.legal) == (["HZ36"], True)


def test_the_five_marks_show_what_is_there_and_what_is_not(ledger: Ledger) -> None:
    one = ledger.controlled()
    ledger.write(one, spent_fen=12_000_00, department="设备科", measures="")
    marks = {mark.words: mark for mark in ledger.page(one).marks}
    assert list(marks) == ["责任", "措施", "资金", "时限", "预案"]
    assert (marks["责任"].value, marks["责任"].note) == (OWNER, "设备科")
    assert (marks["措施"].met, marks["措施"].key) == (False, "measures")
    assert (marks["资金"].value, marks["资金"].note) == ("预算 46,000 元", "已用 12,000 元")
    assert (marks["时限"].value, marks["时限"].note) == ("2026-12-10 前", "还剩 16 天")
    ledger.write(one, deadline=date(2026, 11, 20), budget_fen=0)
    marks = {mark.words: mark for mark in ledger.page(one).marks}
    assert marks["时限"].note == "超期 4 天"
    assert (marks["资金"].value, marks["资金"].met) == ("预算 0 元", True)


def test_a_mark_of_today_still_has_its_day(ledger: Ledger) -> None:
    one = ledger.general(deadline=TODAY)
    mark = next(mark for mark in ledger.page(one).marks if mark.words == "时限")
    assert mark.note == "还剩 0 天"


def test_the_path_tells_when_each_state_was_reached(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.AWAITING)
    ledger.step(treatment.send_back, one, reason="仍渗漏")
    path = ledger.page(one).path
    assert [stop.state for stop in path if stop.current] == [S.RECTIFYING]
    assert path[3].words == "退回整改"
    assert [bool(stop.reached_at) for stop in path] == [True] * 5 + [False] * 2
    moments = {line.state_to: line.at for line in ledger.page(one).events if line.state_to}
    assert path[0].reached_at == moments["已登记"]
    assert path[3].reached_at == moments["退回整改"]


@pytest.mark.parametrize("state", [S.MERGED, S.VOID])
def test_who_left_the_path_stands_nowhere_on_it(ledger: Ledger, state: HazardState) -> None:
    one = ledger.registered()
    if state is S.VOID:
        ledger.void(one)
    else:
        ledger.merge(one, ledger.registered())
    page = ledger.page(one)
    assert not any(stop.current for stop in page.path)
    assert (page.next, page.steps, page.met) == (None, (), ())


def test_what_an_open_major_hazard_lacks_is_told_with_its_basis_and_reason(
    ledger: Ledger,
) -> None:
    one = ledger.major()
    page = ledger.page(one)
    assert [(lack.key, lack.basis) for lack in page.lacks] == [
        ("stop", "总局令第16号第十六条"),
        ("plan", "总局令第16号第十五条"),
        ("report", "安全生产法第四十一条第二款"),
    ]
    ledger.step(grading.explain, one, "plan", reason="专家周五到", confirmed_by=PRINCIPAL)
    ledger.step(grading.explain, one, "plan", reason="专家改周六到", confirmed_by=PRINCIPAL)
    told = {lack.key: (lack.reason, lack.confirmed_by) for lack in ledger.page(one).lacks}
    assert told == {
        "stop": ("", ""),
        "plan": ("专家改周六到", PRINCIPAL),
        "report": ("", ""),
    }
    ledger.write(one, **PLAN)
    assert [lack.key for lack in ledger.page(one).lacks] == ["stop", "report"]


def test_an_explanation_does_not_outlive_the_time_it_was_given_for(ledger: Ledger) -> None:
    one = ledger.major()
    ledger.step(grading.explain, one, "report", reason="系统停用", confirmed_by=PRINCIPAL)
    ledger.stop(one)
    ledger.add(one, "stop")
    ledger.write(one, **CONTENTS, **PLAN)
    for told in ReportTo:
        ledger.report(one, told)
    ledger.resumed_and_closed(ledger.accepted(ledger.awaiting(ledger.rectifying(one))))
    ledger.reopen(one)
    assert {lack.reason for lack in ledger.page(one).lacks} == {""}


def test_values_and_words_of_the_vocabulary_stand_side_by_side(ledger: Ledger) -> None:
    one = ledger.registered(accident_type="WSA10022", factor="2110", category="厂里叫法")
    page = ledger.page(one)
    assert page.values["accident_type"] == "WSA10022"
    assert page.words == {
        "source": "企业自查",
        "category": "厂里叫法",
        "accident_type": "高温熔融物爆炸",
        "factor": "高温物质",
    }


def test_the_history_is_told_newest_first_in_words(ledger: Ledger) -> None:
    one = ledger.general()
    ledger.write(one, owner=OWNER)
    newest, graded, *_, first = ledger.page(one).events
    assert (newest.kind_words, newest.by) == ("修改", MANAGER)
    assert newest.edits == ({"field": "整改责任人", "old": "（空）", "new": OWNER},)
    assert (graded.kind_words, graded.state_from, graded.state_to) == (
        "判定等级",
        "已登记",
        "已定级",
    )
    assert first.kind_words == "新增草稿"


def test_every_part_of_the_evidence_is_there_though_it_is_empty(ledger: Ledger) -> None:
    page = ledger.page(ledger.begin())
    assert set(page.evidence) == set(PARTS)
    assert set(page.evidence.values()) == {()}


def test_neighbours_are_those_of_the_view_the_person_came_from(ledger: Ledger) -> None:
    one, two, three = ledger.begin(), ledger.begin(), ledger.begin()

    def around(among: tuple[int, ...], at: int) -> tuple[int | None, int | None]:
        page = ledger.read(hazard_query.hazard_page, at, among=among)
        return page.previous_id, page.next_id

    assert around((three, one, two), one) == (three, two)
    assert around((three, one, two), three) == (None, one)
    assert around((three, one, two), two) == (one, None)
    assert around((), one) == (None, None)
    assert around((three,), one) == (None, None)


def test_the_menu_of_a_row_and_the_page_say_the_same(ledger: Ledger) -> None:
    one = ledger.a_major_at(S.RECTIFYING)
    page = ledger.page(one)
    assert ledger.read(hazard_query.steps_of, one) == page.steps
    for step in page.steps:
        assert ledger.read(hazard_query.problems_before, one, step.name) == step.missing
    told = ledger.read(hazard_query.problems_before, one, "close")
    assert [problem.code for problem in told] == ["HZ44"]


def test_many_hazards_are_read_at_once_in_the_order_asked_for(ledger: Ledger) -> None:
    ids = [ledger.registered(), ledger.begin(), ledger.general()]
    kept = ledger.read(states.wholes, ids[::-1])
    assert [whole.hazard.id for whole in kept] == ids[::-1]
    assert [len(whole.evidence["before"]) for whole in kept] == [1, 0, 1]
    single = ledger.read(states.whole, ids[0])
    assert states.facts_of(single, ledger.office) == states.facts_of(kept[2], ledger.office)


def test_what_is_ticked_beside_the_next_step_is_what_was_done(ledger: Ledger) -> None:
    one = ledger.controlled()
    assert set(ledger.page(one).met) >= {"引用判定条款", "停用并留证", "五落实齐全"}
    two = ledger.general(owner=OTHER, deadline=DEADLINE - timedelta(days=1))
    assert ledger.page(two).met == ("已判定等级", "责任", "时限")
