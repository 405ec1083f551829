"""Many ticked hazards: what they are, what each allows, and one later day for all of them."""

from datetime import date
from pathlib import Path

import pytest

from selfcheck.errors import NotReady
from selfcheck.hazards import many, queries
from selfcheck.hazards.pages import View
from selfcheck.hazards.records import Hazard, HazardGrade, HazardState
from tests.builders import TODAY, a_workspace
from tests.hazards.builders import DEADLINE, OTHER, OWNER, PRINCIPAL, Ledger

LATER = date(2026, 12, 31)


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(a_workspace(tmp_path / "档案")) as made:
        yield made


def move(ledger: Ledger, ids: list[int], until: date | None, **told: str) -> None:
    ledger.act(many.move_deadlines, ledger.office, ids, until=until, **told)


def refused(ledger: Ledger, ids: list[int], until: date | None, **told: str) -> dict[str, str]:
    """The problems by where they stand; nothing was written."""
    lines = ledger.work.lines()
    with pytest.raises(NotReady) as refusal:
        move(ledger, ids, until, **told)
    assert ledger.work.lines() == lines
    return {problem.where: problem.text for problem in refusal.value.problems}


def test_figures_count_what_is_there_and_what_is_major(ledger):
    ids = [ledger.major(), ledger.general(), ledger.registered()]
    found = ledger.work.read(many.figures, [*ids, 999])
    assert found == many.TickedFigures(count=3, major=1)


def test_figures_of_thousands_are_the_same(ledger):
    def insert(session) -> None:
        for number in range(2500):
            grade = HazardGrade.MAJOR if number % 5 == 0 else HazardGrade.GENERAL
            at = "2026-11-01T08:00:00+08:00"
            session.add(
                Hazard(number=f"旧{number}", grade=grade, recorded_at=at, changed_at=at)
            )

    ledger.work.act(insert)
    ids = ledger.ids(filter="all")
    assert ledger.work.read(many.figures, ids) == many.TickedFigures(2500, 500)
    assert ledger.work.read(many.figures, ids[:2400]) == many.TickedFigures(2400, 480)


def test_what_is_over_takes_no_other_owner(ledger):
    closed = ledger.a_general_at(HazardState.CLOSED)
    awaiting = ledger.a_general_at(HazardState.AWAITING)
    found = ledger.work.read(many.for_owner, [closed, awaiting])
    assert [one.refused for one in found] == ["已销号", ""]


def test_what_is_handed_over_takes_no_other_deadline(ledger):
    ids = [
        ledger.a_general_at(HazardState.AWAITING),
        ledger.a_general_at(HazardState.RECTIFYING),
        ledger.registered(deadline=DEADLINE),
        ledger.registered(),
    ]
    found = ledger.work.read(many.for_deadline, ids)
    assert [one.refused for one in found] == ["待复查，整改已经做完", "", "", ""]
    assert [one.extends for one in found] == [False, True, False, False]


def test_nobody_is_told_to_put_right_a_draft_or_what_is_void(ledger):
    draft, void = ledger.begin(description="只写了一半"), ledger.registered()
    ledger.void(void, second_by=OTHER)
    ids = [draft, void, ledger.a_general_at(HazardState.CLOSED), ledger.general()]
    found = ledger.work.read(many.for_notice, ids)
    assert [one.refused for one in found] == ["还没有登记", "已作废", "", ""]


def test_hz33_one_day_for_all_is_set_or_extends(ledger):
    first = ledger.registered()
    second = ledger.a_general_at(HazardState.RECTIFYING)
    move(ledger, [first, second], LATER, reason="备件 12 月到货", approved_by=PRINCIPAL)
    assert ledger.row(first).deadline == ledger.row(second).deadline == LATER
    assert ledger.kinds(first)[-1] == "edit"
    assert ledger.kinds(second)[-1] == "extend"


def test_hz33_an_extension_tells_everything_it_lacks(ledger):
    hazard_id = ledger.a_general_at(HazardState.RECTIFYING)
    assert refused(ledger, [hazard_id], None) == {
        "until": "填写整改期限",
        "reason": "写明延期的理由",
        "approved_by": "填写批准人",
    }
    told = {"reason": "备件没到", "approved_by": OWNER}
    assert refused(ledger, [hazard_id], DEADLINE, **told) == {
        "until": f"新的期限应晚于原来的 {DEADLINE}",
        "approved_by": f"批准人须是整改责任人{OWNER}以外的人",
    }


def test_hz33_what_holds_for_some_only_is_told_with_their_numbers(ledger):
    first = ledger.registered()
    second = ledger.a_general_at(HazardState.RECTIFYING)
    number = ledger.row(second).number
    found = refused(ledger, [first, second], LATER)
    assert found["reason"] == f"{number}：写明延期的理由"
    assert ledger.row(first).deadline is None


def test_hz33_a_first_day_is_not_past(ledger):
    yesterday = date(2026, 11, 23)
    found = refused(ledger, [ledger.registered()], yesterday)
    assert found == {"until": f"整改期限应不早于今天 {TODAY}"}


def test_hz44_what_cannot_take_part_stops_all(ledger):
    closed, open_one = ledger.a_general_at(HazardState.CLOSED), ledger.registered()
    number = ledger.row(closed).number
    found = refused(ledger, [closed, open_one], LATER)
    assert found == {"state": f"{number}：已销号，不能调整期限"}


def test_counts_within_a_view_agree_with_its_rows(ledger):
    ledger.registered(location="食堂", owner=OWNER)
    ledger.registered(location="食堂")
    ledger.registered()
    view = View(location="食堂", filter="overdue")
    counts = ledger.read(queries.counts_within, view)
    assert counts["open"] == counts["all"] == len(ledger.ids(location="食堂")) == 2
    assert counts["overdue"] == 0
