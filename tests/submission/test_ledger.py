"""The ledger in a submission: what is reported, what stands in the way, and what a change withdraws."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from selfcheck import moments
from selfcheck.duties import actions as duties
from selfcheck.errors import NotReady
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.queries import library
from selfcheck.hazards import actions, grading, treatment
from selfcheck.hazards.fields import Value
from selfcheck.hazards.records import (
    Hazard,
    HazardEvent,
    HazardGrade,
    HazardState,
    ImportBatch,
    ReportTo,
)
from selfcheck.rounds import RoundStatus
from selfcheck.submission import ledger, ledger_records
from tests.builders import TODAY
from tests.hazards.builders import CONTENTS, DEADLINE, OWNER, PLAN, PRINCIPAL
from tests.submission.ledger_stage import Stage, a_stage

GENERAL: dict[str, Value] = {"measures": "更换软管", "owner": OWNER, "deadline": DEADLINE}
REASONS = {
    "stop": "停炉会冻炉，11 月 26 日降温后停",
    "plan": "设备厂家 11 月 28 日才能到场勘察",
    "report": "职工代表大会 11 月 30 日召开",
}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty ledger, and a round that nothing was reported in before."""
    with a_stage(tmp_path) as made:
        yield made


def explained(stage: Stage, hazard_id: int, *about: str, by: str = PRINCIPAL) -> None:
    for one in about:
        stage.step(grading.explain, hazard_id, one, reason=REASONS[one], confirmed_by=by)


# What an open major hazard lacks


def test_re09_re10_re11_a_major_hazard_without_stop_plan_and_reports_blocks_once_for_each(
    stage: Stage,
) -> None:
    hazard_id = stage.major()

    found = stage.problems()

    assert [(p.code, p.blocking) for p in found] == [
        ("RE09", True),
        ("RE10", True),
        ("RE11", True),
    ]
    number = stage.row(hazard_id).number
    assert all(p.text.startswith(number) for p in found)
    assert all(p.where.startswith(f"hazard.{hazard_id}#") for p in found)


@pytest.mark.parametrize("lacking", ["RE09", "RE10", "RE11"])
def test_re09_re10_re11_each_is_over_when_it_is_done(stage: Stage, lacking: str) -> None:
    hazard_id = stage.major()
    if lacking != "RE09":
        stage.stop(hazard_id)
        stage.add(hazard_id, "stop")
    if lacking != "RE10":
        stage.write(hazard_id, **PLAN)
    if lacking != "RE11":
        stage.write(hazard_id, **CONTENTS)
        for told in ReportTo:
            stage.report(hazard_id, told)

    assert stage.codes() == [lacking]


def test_re11_one_of_the_two_reports_is_not_both(stage: Stage) -> None:
    hazard_id = stage.major()
    stage.stop(hazard_id)
    stage.add(hazard_id, "stop")
    stage.write(hazard_id, **PLAN, **CONTENTS)
    stage.report(hazard_id, ReportTo.DEPARTMENT)

    [problem] = stage.problems()

    assert (problem.code, problem.where) == ("RE11", f"hazard.{hazard_id}#report.workers")


@pytest.mark.parametrize("about", ["stop", "plan", "report"])
def test_what_the_principal_explains_no_longer_blocks_and_stays_in_sight(
    stage: Stage, about: str
) -> None:
    hazard_id = stage.major()
    code = {"stop": "RE09", "plan": "RE10", "report": "RE11"}[about]

    explained(stage, hazard_id, about)

    told = {p.code: p for p in stage.problems()}
    assert set(told) == {"RE09", "RE10", "RE11"}
    assert not told.pop(code).blocking
    assert all(p.blocking for p in told.values())


def test_hz50_nobody_but_a_principal_explains(stage: Stage) -> None:
    hazard_id = stage.major()

    refused = stage.refused(lambda: explained(stage, hazard_id, "stop", by=OWNER))

    assert refused == [("HZ50", "confirmed_by")]
    assert stage.codes() == ["RE09", "RE10", "RE11"]


def test_the_report_prints_every_explanation_with_the_name_of_who_gave_it(stage: Stage) -> None:
    hazard_id = stage.major()
    explained(stage, hazard_id, "stop", "plan", "report")

    text = stage.draft()

    assert stage.codes() == []
    assert all(reason.replace(" ", "") in text.replace(" ", "") for reason in REASONS.values())
    assert stage.row(hazard_id).number in text
    assert PRINCIPAL in text


def test_a_general_hazard_and_one_of_a_grade_to_come_need_no_stop_plan_or_report(
    stage: Stage,
) -> None:
    stage.general()
    stage.registered()

    assert stage.problems() == []


@pytest.mark.parametrize("state", [HazardState.ACCEPTED, HazardState.CLOSED])
def test_a_major_hazard_that_was_put_right_is_asked_for_nothing_more(
    stage: Stage, state: HazardState
) -> None:
    stage.a_major_at(state)

    assert stage.problems() == []


def test_one_that_came_back_is_stopped_planned_and_reported_again(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)
    stage.reopen(hazard_id)

    assert stage.codes() == ["RE09", "RE10", "RE11"]


def test_an_explanation_of_the_last_time_excuses_nothing_that_is_missing_again(
    stage: Stage,
) -> None:
    hazard_id = stage.controlled()
    explained(stage, hazard_id, "stop", "plan", "report")
    stage.rectifying(hazard_id)
    stage.awaiting(hazard_id)
    stage.accepted(hazard_id)
    stage.resumed_and_closed(hazard_id)
    stage.reopen(hazard_id)
    assert stage.codes() == ["RE09", "RE10", "RE11"]

    explained(stage, hazard_id, "stop")

    assert stage.codes() == ["RE10", "RE11"]


# RE12


def linked(stage: Stage, number: str) -> None:
    stage.fault("d01.issued", note="没有发布")
    stage.work.act(duties.link_hazard, stage.work.walk, "d01.issued", number)


@pytest.mark.parametrize("fate", ["draft", "void", "gone"])
def test_re12_an_answer_is_followed_by_a_hazard_that_is_really_recorded(
    stage: Stage, fate: str
) -> None:
    hazard_id = stage.begin() if fate == "draft" else stage.registered()
    linked(stage, "YH-2026-999" if fate == "gone" else stage.row(hazard_id).number)
    if fate == "void":
        stage.void(hazard_id)

    [problem] = stage.problems()

    assert (problem.code, problem.where) == ("RE12", "d01.issued#hazard")
    assert problem.blocking


@pytest.mark.parametrize("fate", ["registered", "closed", "merged"])
def test_re12_a_hazard_that_was_registered_carries_the_answer_to_its_end(
    stage: Stage, fate: str
) -> None:
    other = stage.registered(description="同一处积水")
    hazard_id = (
        stage.a_general_at(HazardState.CLOSED) if fate == "closed" else stage.registered()
    )
    linked(stage, stage.row(hazard_id).number)
    if fate == "merged":
        stage.merge(hazard_id, other)

    assert stage.problems() == []


def test_re12_counts_only_while_the_answer_does_not_conform(stage: Stage) -> None:
    hazard_id = stage.registered()
    linked(stage, stage.row(hazard_id).number)
    stage.void(hazard_id)
    assert stage.codes() == ["RE12"]

    stage.answer("d01.issued", "conforms")

    assert stage.codes() == []


# RE16


def lose(stage: Stage, evidence_id: int) -> None:
    cards = stage.work.read(library, stage.work.folder)
    next(card for card in cards if card.evidence_id == evidence_id).path.unlink()


@pytest.mark.parametrize("closed", [False, True])
def test_re16_a_lost_file_beside_a_hazard_is_told_by_name_before_anybody_signs(
    stage: Stage, closed: bool
) -> None:
    hazard_id = stage.a_general_at(HazardState.CLOSED) if closed else stage.general()
    [card] = stage.page(hazard_id).evidence["before"]

    lose(stage, card.evidence_id)

    [problem] = stage.problems()
    assert (problem.code, problem.blocking) == ("RE16", True)
    assert problem.where == f"hazard.{hazard_id}#photos.before"
    assert stage.row(hazard_id).number in problem.text
    assert card.code in problem.text
    assert card.title in problem.text
    assert "重新指定原文件" in problem.text
    assert "移除记录" in problem.text


@pytest.mark.parametrize("closed", [False, True])
def test_re16_a_lost_file_that_cannot_be_found_is_dropped_from_any_hazard(
    stage: Stage, closed: bool
) -> None:
    hazard_id = stage.a_general_at(HazardState.CLOSED) if closed else stage.general()
    [card] = stage.page(hazard_id).evidence["before"]
    lose(stage, card.evidence_id)
    assert stage.codes() == ["RE16"]

    stage.step(actions.drop_lost, hazard_id, "before", card.evidence_id)

    assert stage.codes() == []


def test_re16_the_same_file_brought_back_is_enough(stage: Stage) -> None:
    hazard_id = stage.begin()
    stored = stage.photo()
    kept = stage.work.folder / "别处.jpg"
    added = stage.act(actions.add_files, hazard_id, "before", [stored])
    stage.write(hazard_id, description="漏油", location="一车间", source="self", found_by=OWNER)
    stage.step(actions.register, hazard_id)
    [card] = stage.page(hazard_id).evidence["before"]
    card.path.rename(kept)
    assert stage.codes() == ["RE16"]

    kept.rename(card.path)
    stage.work.act(evidence.bring_back, added[0], stored=stored)

    assert stage.codes() == []


# What is reported


def test_drafts_are_not_reported_and_everything_else_is_the_first_time(stage: Stage) -> None:
    stage.begin(description="才开始写")
    open_one = stage.registered()
    closed = stage.a_general_at(HazardState.CLOSED)
    void = stage.registered()
    stage.void(void)

    assert list(stage.told()) == stage.numbers(open_one, closed, void)


def test_the_next_package_leaves_out_what_was_over_before_and_not_touched_since(
    stage: Stage,
) -> None:
    open_one, closed = stage.registered(), stage.a_general_at(HazardState.CLOSED)
    stage.submit()
    stage.next_round()

    assert list(stage.told()) == stage.numbers(open_one)
    assert stage.frozen().ledger.totals.closed == 1

    stage.act(actions.printed, [closed], "整改验收单")

    assert list(stage.told()) == stage.numbers(open_one)  # a print is no change of it

    stage.act(actions.note, closed, "部门回访")

    assert list(stage.told()) == stage.numbers(open_one, closed)


ENDINGS: dict[str, Callable[[Stage, int], object]] = {
    "closed": lambda stage, one: stage.resumed_and_closed(one),
    "void": lambda stage, one: stage.void(one),
    "merged": lambda stage, one: stage.merge(one, stage.registered()),
}


def an_open_one(stage: Stage, ending: str) -> int:
    return stage.a_major_at(HazardState.ACCEPTED) if ending == "closed" else stage.registered()


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ended_between_two_packages_is_told_by_the_second_alone(
    stage: Stage, ending: str
) -> None:
    hazard_id = an_open_one(stage, ending)
    number = stage.row(hazard_id).number
    stage.submit()
    ENDINGS[ending](stage, hazard_id)
    stage.next_round()
    assert stage.told()[number].state == ending

    stage.submit()
    stage.next_round()

    assert number not in stage.told()


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ended_between_approval_and_signature_goes_into_the_approval_made_anew(
    stage: Stage, ending: str
) -> None:
    hazard_id = an_open_one(stage, ending)
    number = stage.row(hazard_id).number
    stage.approve()
    ENDINGS[ending](stage, hazard_id)
    with pytest.raises(NotReady) as refusal:
        stage.sign()
    assert [p.code for p in refusal.value.problems] == ["RE05"]

    stage.approve()
    frozen = stage.told()[number]
    stage.sign()
    stage.next_round()

    assert frozen.state == ending
    assert number not in stage.told()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("seconds", [0, -86_400])
def test_what_ends_after_the_approval_falls_into_the_next_package_whatever_the_clock_says(
    stage: Stage, ending: str, seconds: int
) -> None:
    hazard_id = an_open_one(stage, ending)
    number = stage.row(hazard_id).number
    approved = stage.submit()
    stage.now = approved + timedelta(seconds=seconds - 1)  # the clock goes on by a second

    ENDINGS[ending](stage, hazard_id)
    stage.next_round()

    assert stage.told()[number].state == ending


def test_a_correction_reports_what_changed_since_the_package_it_corrects(stage: Stage) -> None:
    open_one, closed = stage.registered(), stage.a_general_at(HazardState.CLOSED)
    stage.submit()
    stage.next_round(correction=True)

    assert list(stage.told()) == stage.numbers(open_one)
    assert closed not in stage.frozen().hazard_numbers


def test_an_approval_that_was_withdrawn_is_no_package_to_count_from(stage: Stage) -> None:
    closed = stage.a_general_at(HazardState.CLOSED)
    stage.approve()
    stage.registered()

    assert stage.frozen().ledger.since == ""
    assert stage.row(closed).number in stage.told()


def brought(stage: Stage, state: HazardState) -> int:
    """A hazard that an older ledger brought along."""

    def put(session: Session) -> int:
        at = moments.written(stage.now)
        batch = ImportBatch(file="旧台账.xlsx", sha256="0" * 64, at=at, by=OWNER, finished=True)
        session.add(batch)
        session.flush()
        kept = Hazard(
            number=f"旧-{batch.id}", state=state, grade=HazardGrade.GENERAL, location="一车间",
            description="配电箱门缺失", recorded_at=at, changed_at=at, batch_id=batch.id,
        )  # fmt: skip
        session.add(kept)
        session.flush()
        assert kept.id is not None
        session.add(
            HazardEvent(hazard_id=kept.id, at=at, by=OWNER, kind="import", state_to=state.value)
        )
        return kept.id

    return stage.work.act(put)


def test_what_an_older_ledger_brought_along_as_over_is_counted_and_not_listed(
    stage: Stage,
) -> None:
    brought(stage, HazardState.CLOSED)
    open_one = brought(stage, HazardState.RECTIFYING)

    frozen = stage.frozen()

    assert [page.hazard_id for page in frozen.ledger.hazards] == [open_one]
    assert (frozen.ledger.totals.found, frozen.ledger.totals.closed) == (2, 1)


def test_what_an_older_ledger_brought_along_is_listed_once_something_happens_to_it(
    stage: Stage,
) -> None:
    closed, noted = brought(stage, HazardState.CLOSED), brought(stage, HazardState.CLOSED)
    stage.submit()
    stage.next_round()

    stage.act(actions.note, noted, "照片已补扫")

    assert list(stage.told()) == stage.numbers(noted)
    assert closed not in stage.frozen().hazard_numbers


def test_what_came_along_open_and_was_closed_here_is_listed_as_closed(stage: Stage) -> None:
    hazard_id = brought(stage, HazardState.RECTIFYING)
    stage.submit()
    stage.next_round()

    stage.void(hazard_id)

    assert stage.told()[stage.row(hazard_id).number].state == "void"


def test_lines_of_the_log_tell_which_hazards_they_touch(stage: Stage) -> None:
    first, second, third = stage.registered(), stage.registered(), stage.registered()
    before = stage.work.lines()
    stage.merge(first, second)
    stage.grade(third, HazardGrade.GENERAL)

    lines = stage.frozen().history

    assert ledger.changed_by(lines[before:]) == {first, second, third}
    assert ledger.changed_by(lines[:0]) == set()


# What a change withdraws


def mark(stage: Stage, hazard_id: int, text: str = "积水") -> None:
    [card] = stage.page(hazard_id).evidence["before"]
    drawn = [{"kind": "box", "x1": 0.1, "y1": 0.1, "x2": 0.5, "y2": 0.5, "text": text}]
    stage.work.act(
        actions.mark_photo, hazard_id, "before", card.evidence_id, drawn, now=stage.now
    )


def extend(stage: Stage, hazard_id: int) -> None:
    stage.grade(hazard_id, HazardGrade.GENERAL)
    stage.step(
        treatment.extend,
        hazard_id,
        until=date(2026, 12, 20),
        reason="配件未到",
        approved_by=PRINCIPAL,
    )


CHANGES: dict[str, Callable[[Stage, int], object]] = {
    "a field": lambda stage, one: stage.write(one, part="3号炉"),
    "a note": lambda stage, one: stage.act(actions.note, one, "又看了一遍"),
    "a photo": lambda stage, one: stage.add(one, "before"),
    "a mark": mark,
    "a step": lambda stage, one: stage.grade(one, HazardGrade.GENERAL),
    "an extension": extend,
    "the end": lambda stage, one: stage.void(one),
    "another hazard": lambda stage, _: stage.begin(description="刚发现的"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_ledger_withdraws_an_approval(stage: Stage, change: str) -> None:
    hazard_id = stage.registered(**GENERAL)
    stage.approve()
    assert stage.work.status() is RoundStatus.APPROVED

    CHANGES[change](stage, hazard_id)

    assert stage.work.status() is RoundStatus.DRAFT


@pytest.mark.parametrize("change", ["a field", "a mark", "the end"])
def test_a_signed_round_stays_as_it_was_signed(stage: Stage, change: str) -> None:
    hazard_id = stage.registered(**GENERAL)
    stage.submit()

    CHANGES[change](stage, hazard_id)

    assert stage.work.status() is RoundStatus.SIGNED


def test_looking_at_the_ledger_withdraws_nothing(stage: Stage) -> None:
    hazard_id = stage.registered()
    stage.approve()

    stage.page(hazard_id)
    stage.write(hazard_id, location=str(stage.row(hazard_id).location))

    assert stage.work.status() is RoundStatus.APPROVED


# records.json


def hazards(stage: Stage) -> dict[str, dict[str, Any]]:
    content = ledger_records.content(stage.frozen().ledger)
    return {one["number"]: one for one in content["hazards"]}


def test_two_snapshots_of_the_same_state_are_the_same(stage: Stage) -> None:
    stage.controlled()
    stage.a_general_at(HazardState.CLOSED)

    first, second = stage.frozen(), stage.frozen()

    assert first.content == second.content
    assert first.content_sha256 == second.content_sha256


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_the_ledger_changes_what_is_signed(stage: Stage, change: str) -> None:
    hazard_id = stage.registered(**GENERAL)
    before = stage.frozen().content_sha256

    CHANGES[change](stage, hazard_id)

    changed = stage.frozen().content_sha256 != before
    assert changed == (change != "another hazard")  # a draft is not reported


def test_an_anonymous_report_names_nobody(stage: Stage) -> None:
    hazard_id = stage.registered(found_by="", anonymous=True)

    told = hazards(stage)[stage.row(hazard_id).number]

    assert (told["found_by"], told["anonymous"]) == ("", True)


def test_the_totals_are_those_of_the_whole_ledger(stage: Stage) -> None:
    stage.major()
    stage.a_general_at(HazardState.CLOSED)
    stage.registered(deadline=TODAY - timedelta(days=1))
    stage.submit()
    stage.next_round()

    content = ledger_records.content(stage.frozen().ledger)

    assert len(content["hazards"]) == 2
    assert content["totals"] == {
        "found": 3,
        "open": 2,
        "closed": 1,
        "overdue": 1,
        "major_open": 1,
        "stopped": 0,
        "major_found": 1,
        "major_closed": 0,
    }
    assert content["since"] == stage.frozen().ledger.since


def test_a_hazard_tells_everything_that_was_done_about_it(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)

    told = hazards(stage)[stage.row(hazard_id).number]

    assert [(s["scope"], bool(s["resumed_at"])) for s in told["stops"]] == [("equipment", True)]
    assert [r["told"] for r in told["reports"]] == ["department", "workers"]
    assert [d["grade"] for d in told["determinations"]] == ["major"]
    assert told["determinations"][0]["clauses"][0]["clause"] == "第七条（三）"
    assert [e["kind"] for e in told["events"]] == stage.kinds(hazard_id)
    assert set(told["evidence"]) == {"before", "after", "stop"}
    assert (told["state"], told["state_words"]) == ("closed", "已销号")


def test_evidence_names_the_hazards_it_stands_beside(stage: Stage) -> None:
    first, second = stage.registered(), stage.registered()
    [card] = stage.page(first).evidence["before"]
    stage.act(actions.use_file, second, "note", card.evidence_id)
    stage.work.act(
        evidence.use, card.evidence_id, round_id=stage.work.walk.round_id, item_key="d01.issued"
    )

    frozen = stage.frozen()
    told = [one for one in frozen.content["evidence"] if one["code"] == card.code]

    assert len(told) == 1
    assert told[0]["items"] == ["d01.issued"]
    assert told[0]["hazards"] == stage.numbers(first, second)


def test_a_piece_beside_a_hazard_that_is_not_reported_names_it_not(stage: Stage) -> None:
    closed = stage.a_general_at(HazardState.CLOSED)
    [card] = stage.page(closed).evidence["before"]
    stage.submit()
    stage.next_round()
    stage.work.act(
        evidence.use, card.evidence_id, round_id=stage.work.walk.round_id, item_key="d01.issued"
    )

    [told] = stage.frozen().content["evidence"]

    assert (told["items"], told["hazards"]) == (["d01.issued"], [])


# The glyphs


NO_GLYPH = "\U0002fa20"


@pytest.mark.parametrize(
    "write",
    [
        lambda stage, one: stage.write(one, department=f"设备{NO_GLYPH}科"),
        lambda stage, one: stage.write(one, part=f"{NO_GLYPH}号炉"),
        lambda stage, one: stage.stop(one, what=f"{NO_GLYPH}号炉"),
        lambda stage, one: stage.report(one, ReportTo.DEPARTMENT, way=f"交{NO_GLYPH}某"),
        lambda stage, one: mark(stage, one, f"{NO_GLYPH}号炉"),
        lambda stage, one: stage.work.act(
            evidence.describe,
            stage.page(one).evidence["before"][0].evidence_id,
            round_id=None,
            title=f"{NO_GLYPH}号炉",
            occurred_on=None,
            now=stage.now,
        ),
    ],
    ids=["department", "part", "stop", "report", "mark", "title of a photo"],
)
def test_rp01_what_no_font_draws_is_told_with_the_hazard_where_it_stands(
    stage: Stage, write: Callable[[Stage, int], object]
) -> None:
    hazard_id = stage.major()
    write(stage, hazard_id)

    found = [p for p in stage.problems() if p.code == "RP01"]

    assert {p.where for p in found} == {f"hazard.{hazard_id}#description"}
