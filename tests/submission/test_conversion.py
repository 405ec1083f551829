"""From an answer 不符合 to a hazard: what goes with it, how both name each other, and what a round carries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcheck.duties import actions as duties
from selfcheck.duties import queries as duty_queries
from selfcheck.duties.pages import ItemLine
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.hazards import actions, treatment
from selfcheck.hazards.records import HazardGrade, HazardState
from selfcheck.submission import conversion, overview
from tests.builders import NOW, a_zip
from tests.hazards.builders import DEADLINE, MANAGER, OTHER, OWNER
from tests.submission.ledger_stage import Stage, a_stage

ITEM = "d01.entrance"
NOTE = "仓库入口堆着纸箱，门只能开一半"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A round with one answer that does not conform, and its photo."""
    with a_stage(tmp_path) as made:
        made.fault(ITEM, note=NOTE, measures="清走纸箱", owner=OWNER, deadline=DEADLINE)
        made.work.act(
            evidence.add,
            made.photo(taken="2026:11:23 08:15:00"),
            round_id=made.work.walk.round_id,
            item_key=ITEM,
            now=NOW,
        )
        yield made


def convert(stage: Stage, item: str = ITEM) -> int:
    made: int = stage.act(conversion.to_hazard, stage.work.walk, stage.office, item)
    return made


def line(stage: Stage, item: str = ITEM) -> ItemLine:
    page = stage.work.read(duty_queries.duty_page, stage.work.walk, item.partition(".")[0])
    return next(one for one in page.lines if one.key == item)


def followed(stage: Stage) -> int | None:
    return stage.work.read(conversion.followed_by, stage.work.walk, ITEM)


def register(stage: Stage, hazard_id: int) -> None:
    stage.write(hazard_id, location="仓库")
    stage.step(actions.register, hazard_id)


def test_what_is_wrong_who_and_until_when_go_along(stage: Stage) -> None:
    row = stage.row(convert(stage))

    assert (row.description, row.measures, row.owner) == (NOTE, "清走纸箱", OWNER)
    assert (row.deadline, row.found_on) == (DEADLINE, stage.office.today)
    assert (row.source, row.found_by) == ("self", MANAGER)
    assert row.state is HazardState.DRAFT


def test_both_name_each_other(stage: Stage) -> None:
    hazard_id = convert(stage)
    row = stage.row(hazard_id)

    assert line(stage).hazard_number == row.number
    assert (row.origin_round, row.origin_item) == (stage.work.walk.round_id, ITEM)
    assert followed(stage) == hazard_id
    assert stage.log_holds()


def test_photos_go_along_and_documents_stay(stage: Stage) -> None:
    paper = take_in(stage.work.folder, a_zip("word/document.xml"), name="记录.docx")
    stage.work.act(
        evidence.add, paper, round_id=stage.work.walk.round_id, item_key=ITEM, now=NOW
    )

    hazard_id = convert(stage)

    [card] = stage.page(hazard_id).evidence["before"]
    assert card.is_photo
    assert card.uses == 2  # beside the answer still
    assert len(line(stage).cards) == 2
    assert stage.kinds(hazard_id) == ["begin", "files.before"]


def test_an_answer_without_words_gives_its_question(stage: Stage) -> None:
    stage.answer("d01.issued", "does_not_conform")

    assert stage.row(convert(stage, "d01.issued")).description == "不符合：是否做到 d01.issued"


def test_the_one_who_converts_is_the_one_who_found_it(stage: Stage) -> None:
    stage.by = OTHER
    assert stage.row(convert(stage)).found_by == OTHER


def test_du05_a_second_conversion_is_refused(stage: Stage) -> None:
    convert(stage)

    assert stage.refused(lambda: convert(stage)) == [("DU05", f"{ITEM}#hazard")]


@pytest.mark.parametrize("value", ["conforms", "not_applicable", ""])
def test_du05_only_what_does_not_conform_becomes_a_hazard(stage: Stage, value: str) -> None:
    stage.answer(ITEM, value)

    assert stage.refused(lambda: convert(stage)) == [("DU05", f"{ITEM}#hazard")]
    assert stage.ids(filter="all") == ()


def test_rd01_a_signed_round_converts_nothing(stage: Stage) -> None:
    stage.submit()

    assert stage.refused(lambda: convert(stage)) == [("RD01", "round")]


def test_a_conversion_withdraws_an_approval(stage: Stage) -> None:
    stage.approve()
    convert(stage)

    assert stage.work.status() == "draft"


def test_hz46_words_that_the_ledger_has_no_room_for_are_told_beside_the_answer(
    stage: Stage,
) -> None:
    stage.work.act(duties.write, stage.work.walk, ITEM, "owner", "李" * 101, now=NOW)

    assert stage.refused(lambda: convert(stage)) == [("HZ46", f"{ITEM}#owner")]


def test_the_answer_needs_no_plan_photo_or_acceptance_of_its_own_any_more(stage: Stage) -> None:
    stage.answer("d01.issued", "does_not_conform")
    stage.work.act(duties.write, stage.work.walk, "d01.issued", "note", "没发布", now=NOW)
    assert {p.code for p in line(stage, "d01.issued").problems} == {"DU04", "DU05"}

    convert(stage, "d01.issued")

    assert line(stage, "d01.issued").problems == ()


# The answer is changed afterwards


def test_a_number_stays_with_the_answer_and_counts_only_while_it_does_not_conform(
    stage: Stage,
) -> None:
    hazard_id = convert(stage)
    assert stage.codes() == ["RE12"]  # a draft yet

    stage.answer(ITEM, "conforms")
    assert stage.codes() == []
    assert line(stage).hazard_number == stage.row(hazard_id).number

    stage.answer(ITEM, "does_not_conform")
    assert stage.codes() == ["RE12"]
    assert followed(stage) == hazard_id


def test_re12_what_was_followed_under_a_number_that_is_void_begins_anew(stage: Stage) -> None:
    first = convert(stage)
    register(stage, first)
    stage.void(first)
    assert stage.codes() == ["RE12"]
    assert followed(stage) is None

    second = convert(stage)
    register(stage, second)

    assert second != first
    assert followed(stage) == second
    assert line(stage).hazard_number == stage.row(second).number
    assert stage.codes() == []


def test_of_the_numbers_that_answers_name_the_void_ones_are_told(stage: Stage) -> None:
    first, second, third = (stage.registered() for _ in range(3))
    stage.void(first)
    stage.void(second)
    one, two, three = stage.numbers(first, second, third)

    def void(*numbers: str) -> frozenset[str]:
        return stage.work.read(conversion.void_numbers, numbers)

    assert void(one, three, "YH-2026-999") == {one}
    assert void(one, two, three) == {one, two}
    assert void() == frozenset()


def test_a_merged_hazard_goes_on_under_the_other_number(stage: Stage) -> None:
    first = convert(stage)
    register(stage, first)
    stage.merge(first, stage.registered())

    assert stage.codes() == []
    assert stage.refused(lambda: convert(stage)) == [("DU05", f"{ITEM}#hazard")]


def test_the_home_page_tells_its_deadline_once(stage: Stage) -> None:
    def told() -> list[tuple[str, ...]]:
        page = stage.work.read(overview.home_page, stage.work.walk, now=stage.now)
        return [one.target for one in page.rectifications]

    assert told() == [("duty", "d01", ITEM)]

    hazard_id = convert(stage)

    assert told() == [("hazard", str(hazard_id))]


def test_the_report_says_where_it_is_followed(stage: Stage) -> None:
    hazard_id = convert(stage)
    register(stage, hazard_id)

    assert f"已转为隐患{stage.row(hazard_id).number}" in stage.draft().replace(" ", "")


# The rounds after


def closed(stage: Stage, hazard_id: int) -> None:
    stage.grade(hazard_id, HazardGrade.GENERAL)
    stage.rectifying(hazard_id)
    stage.awaiting(hazard_id)
    stage.step(treatment.accept_and_close, hazard_id, on=stage.office.today, review_risk=False)


def test_a_correction_keeps_the_link_and_the_hazards_own_state(stage: Stage) -> None:
    hazard_id = convert(stage)
    register(stage, hazard_id)
    closed(stage, hazard_id)
    stage.submit()

    stage.next_round(correction=True)

    assert line(stage).hazard_number == stage.row(hazard_id).number
    assert followed(stage) == hazard_id
    assert stage.codes() == []


def test_next_months_round_asks_anew_and_names_no_hazard(stage: Stage) -> None:
    hazard_id = convert(stage)
    register(stage, hazard_id)
    stage.submit()

    stage.next_round()

    assert (line(stage).value, line(stage).hazard_number) == ("", "")
    assert stage.row(hazard_id).number in stage.told()  # open still, and reported on


def test_the_same_fault_of_the_next_month_may_become_another_hazard(stage: Stage) -> None:
    first = convert(stage)
    register(stage, first)
    stage.submit()
    stage.next_round()
    stage.fault(ITEM, note=NOTE)

    second = convert(stage)

    assert stage.row(second).origin_round != stage.row(first).origin_round
    assert [stage.row(one).number for one in (first, second)] == ["YH-2026-001", "YH-2026-002"]
