"""Finding, recording and grading a hazard on a real ledger; what may be written down at any time."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, select

from selfcheck import history
from selfcheck.hazards import actions, grading, treatment
from selfcheck.hazards.records import (
    Hazard,
    HazardEvent,
    HazardGrade,
    HazardState,
    ImportBatch,
    ReportTo,
)
from selfcheck.rounds import RoundStatus
from tests.builders import TODAY
from tests.hazards.builders import (
    CLAUSE,
    DEADLINE,
    FOUND,
    MANAGER,
    OTHER,
    PRINCIPAL,
    Ledger,
    a_ledger,
    an_office,
)

S, G = HazardState, HazardGrade


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with a_ledger(tmp_path, own=True) as opened:
        yield opened


def numbers(ledger: Ledger) -> list[str]:
    return [ledger.row(one).number for one in ledger.ids(filter="all", sort="number")]


# numbers


def test_hazards_are_numbered_within_their_year(ledger: Ledger) -> None:
    ledger.begin()
    ledger.begin()
    ledger.office = an_office(ledger.work.folder, today=date(2027, 1, 1))
    third = ledger.begin()
    assert numbers(ledger) == ["YH-2026-001", "YH-2026-002", "YH-2027-001"]
    assert ledger.row(third).found_on == date(2027, 1, 1)

    ledger.office = an_office(ledger.work.folder)  # the clock is set back
    ledger.begin()
    assert numbers(ledger)[2] == "YH-2026-003"


def test_more_hazards_than_three_digits_hold_go_on_in_order(ledger: Ledger) -> None:
    def leap(session: Session, hazard_id: int) -> None:
        found = session.get_one(Hazard, hazard_id)
        found.serial, found.number = 2026_000_999, "YH-2026-999"

    first = ledger.begin()
    ledger.work.act(leap, first)
    second = ledger.begin()
    assert ledger.row(second).number == "YH-2026-1000"
    assert ledger.ids(filter="all", sort="number") == (first, second)
    assert ledger.ids(filter="all", sort="number", descending=True) == (second, first)


def test_a_number_is_not_given_twice_after_drafts_were_taken_back(ledger: Ledger) -> None:
    first, second, third = ledger.begin(), ledger.begin(), ledger.begin()
    for one in (third, first, second):
        ledger.work.act(actions.discard, one)
    assert ledger.row(ledger.begin()).number == "YH-2026-004"
    ledger.office = an_office(ledger.work.folder, today=date(2027, 1, 1))
    assert ledger.row(ledger.begin()).number == "YH-2027-001"
    assert ledger.log_holds()


def test_a_number_that_an_older_ledger_brought_is_passed_over(ledger: Ledger) -> None:
    def bring(session: Session) -> None:
        for count in (1, 2):
            session.add(
                Hazard(number=f"YH-2026-00{count}", recorded_at="2026-01-01", changed_at="")
            )

    ledger.work.act(bring)
    assert ledger.row(ledger.begin()).number == "YH-2026-003"


@pytest.mark.parametrize("year", [1, 9999])
def test_a_clock_that_is_far_off_still_numbers(ledger: Ledger, year: int) -> None:
    ledger.office = an_office(ledger.work.folder, today=date(year, 1, 1))
    assert ledger.row(ledger.begin()).number == f"YH-{year}-001"


# drafts


def test_a_draft_is_kept_half_written_and_makes_no_history_of_its_typing(
    ledger: Ledger,
) -> None:
    draft = ledger.begin()
    ledger.write(draft, description="炉坑", location="熔炼车间")
    ledger.write(draft, description="炉坑积水")
    row = ledger.row(draft)
    assert (row.state, row.description, row.found_on) == (S.DRAFT, "炉坑积水", TODAY)
    assert ledger.kinds(draft) == ["begin"]


@pytest.mark.parametrize(
    "touch",
    [
        lambda ledger, one: ledger.write(one, description="炉坑"),
        lambda ledger, one: ledger.write(one, location="熔炼车间"),
        lambda ledger, one: ledger.add(one, "before"),
        lambda ledger, one: ledger.act(actions.note, one, "再看一次"),
        lambda ledger, one: ledger.void(one),
    ],
)
def test_hz44_a_draft_that_holds_something_is_not_taken_back(
    ledger: Ledger, touch: Callable[[Ledger, int], object]
) -> None:
    draft = ledger.begin()
    assert ledger.work.read(actions.is_blank, draft)
    touch(ledger, draft)
    assert not ledger.work.read(actions.is_blank, draft)
    told = ledger.refused(lambda: ledger.work.act(actions.discard, draft))
    assert told == [("HZ44", "state")]


def test_taking_a_draft_back_leaves_no_row_but_its_lines_in_the_log(ledger: Ledger) -> None:
    draft = ledger.begin()
    before = ledger.work.lines()
    ledger.work.act(actions.discard, draft)
    assert ledger.ids(filter="all") == ()
    assert ledger.work.lines() == before + 1
    assert ledger.log_holds()
    with pytest.raises(NoResultFound):
        ledger.page(draft)


def test_a_hazard_that_is_not_there_is_a_bug_and_nothing_is_written(ledger: Ledger) -> None:
    before = ledger.work.lines()
    with pytest.raises(NoResultFound):
        ledger.write(99, description="没有")
    assert ledger.work.lines() == before


# registering


def test_hz01_to_hz05_a_hazard_is_registered_with_what_where_when_who_and_how(
    ledger: Ledger,
) -> None:
    draft = ledger.begin(found_on=None)
    told = ledger.refused(lambda: ledger.step(actions.register, draft))
    assert told == [
        ("HZ01", "description"),
        ("HZ02", "location"),
        ("HZ03", "found_on"),
        ("HZ04", "found_by"),
        ("HZ05", "source"),
    ]
    ledger.write(draft, **FOUND)
    ledger.step(actions.register, draft)
    assert ledger.state(draft) is S.REGISTERED
    assert ledger.refused(lambda: ledger.step(actions.register, draft)) == [("HZ44", "state")]


def test_an_edit_after_registering_tells_what_stood_there_before(ledger: Ledger) -> None:
    one = ledger.registered()
    assert ledger.step(actions.write, one, "location", "铸造车间") == "熔炼车间"
    assert ledger.step(actions.write, one, "budget_fen", 46_000_50) is None
    ledger.write(one, supervised=True)
    lines = [line.edits[0] for line in ledger.page(one).events[:3]]
    assert lines[::-1] == [
        {"field": "场所", "old": "熔炼车间", "new": "铸造车间"},
        {"field": "预算", "old": "（空）", "new": "46,000.50 元"},
        {"field": "挂牌督办", "old": "否", "new": "是"},
    ]


def test_writing_what_stands_there_already_changes_nothing(ledger: Ledger) -> None:
    one = ledger.registered()
    before = ledger.work.lines()
    assert ledger.step(actions.write, one, "location", " 熔炼\u200b车间 ") == "熔炼车间"
    assert ledger.work.lines() == before


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("description", "长" * 2001, "HZ46"),
        ("owner", "长" * 101, "HZ46"),
        ("found_on", TODAY + timedelta(days=1), "HZ03"),
        ("found_on", date(1, 1, 1), "HZ03"),
        ("deadline", date(9999, 12, 31), "HZ03"),
        ("rectified_on", date(2026, 11, 25), "HZ03"),
        ("budget_fen", -1, "HZ47"),
        ("spent_fen", 2**63, "HZ47"),
        ("reward_fen", 10**12 + 1, "HZ47"),
    ],
)
def test_hz03_hz46_hz47_what_a_field_cannot_hold_is_refused(
    ledger: Ledger, name: str, value: Any, code: str
) -> None:
    one = ledger.registered()
    told = ledger.refused(lambda: ledger.step(actions.write, one, name, value))
    assert told == [(code, name)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("found_on", "2026-11-16"),
        ("found_on", datetime(2026, 11, 16)),  # noqa: DTZ001 - what a careless caller would pass
        ("budget_fen", "460"),
        ("budget_fen", 4.5),
        ("budget_fen", True),
        ("anonymous", "yes"),
        ("description", 5),
    ],
)
def test_a_value_of_another_kind_is_a_bug_and_never_kept(
    ledger: Ledger, name: str, value: Any
) -> None:
    one = ledger.registered()
    with pytest.raises(TypeError):
        ledger.step(actions.write, one, name, value)


@pytest.mark.parametrize("name", ["state", "grade", "number", "accepted_on", "closed_at"])
def test_what_only_steps_may_change_is_no_field(ledger: Ledger, name: str) -> None:
    one = ledger.registered()
    with pytest.raises(KeyError):
        ledger.step(actions.write, one, name, "closed")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一\r\n二\v三", "一\n二\n三"),
        ("\x00炉\x00坑\u202e", "炉坑"),
        ("🔥 炉坑", "🔥 炉坑"),
        ("𠮷野家旁 \U00030ede", "𠮷野家旁 \U00030ede"),
        ("\ud800炉", "炉"),
        ("', \"); DROP TABLE hazards;--", "', \"); DROP TABLE hazards;--"),
        ("长" * 2000, "长" * 2000),
    ],
)
def test_whatever_is_typed_or_pasted_is_kept_as_it_is_seen(
    ledger: Ledger, typed: str, kept: str
) -> None:
    one = ledger.begin()
    ledger.write(one, description=typed)
    assert ledger.row(one).description == kept
    assert ledger.log_holds()


def test_a_word_has_one_line(ledger: Ledger) -> None:
    one = ledger.begin(owner="李\n强", location=" 一 车间\t东 ")
    assert (ledger.row(one).owner, ledger.row(one).location) == ("李 强", "一 车间 东")


# anonymous reports


def told_anywhere(ledger: Ledger, name: str) -> list[str]:
    """The tables whose rows hold a name."""

    def find(session: Session) -> list[str]:
        found = [
            "hazards" for row in session.exec(select(Hazard)) if name in str(row.model_dump())
        ]
        found += [
            "hazard_events"
            for row in session.exec(select(HazardEvent))
            if name in str(row.model_dump())
        ]
        found += ["history" for line in history.lines(session) if name in line]
        return sorted(set(found))

    return ledger.work.read(find)


def test_hz04_an_anonymous_report_never_names_its_finder_anywhere(ledger: Ledger) -> None:
    one = ledger.begin(**(FOUND | {"found_by": "赵敏", "anonymous": True}))
    ledger.step(actions.register, one)
    assert ledger.row(one).found_by == ""
    assert told_anywhere(ledger, "赵敏") == []


def test_hz04_a_name_that_was_typed_first_goes_from_hazard_and_history(ledger: Ledger) -> None:
    one = ledger.registered(found_by="赵敏")
    ledger.write(one, found_by="赵敏敏")
    ledger.write(one, anonymous=True)
    row, page = ledger.row(one), ledger.page(one)
    assert (row.found_by, row.anonymous) == ("", True)
    assert "赵敏" not in str(page)
    assert [edit for line in page.events for edit in line.edits] == [
        {"field": "匿名报告", "old": "否", "new": "是"},
        {"field": "发现人", "old": "（不留名）", "new": "（不留名）"},
    ]
    # what was written stays in the change log, as everything does: nothing in it can be taken back
    assert told_anywhere(ledger, "赵敏") == ["history"]
    assert ledger.log_holds()


def test_hz04_what_an_import_replaced_does_not_name_the_finder_either(ledger: Ledger) -> None:
    one = ledger.registered()

    def bring(session: Session) -> None:
        before = {
            str(one): {"found_by": "赵敏", "location": "旧车间"},
            "99": {"found_by": "他"},
        }
        session.add(ImportBatch(file="旧.xlsx", sha256="0", at="", by="", before=before))

    ledger.work.act(bring)
    ledger.write(one, anonymous=True)

    def kept(session: Session) -> dict[str, Any]:
        return session.exec(select(ImportBatch)).one().before

    assert ledger.work.read(kept) == {
        str(one): {"location": "旧车间"},
        "99": {"found_by": "他"},
    }
    assert ledger.log_holds()


def test_hz04_no_name_is_written_beside_an_anonymous_report(ledger: Ledger) -> None:
    one = ledger.registered(anonymous=True, found_by="")
    told = ledger.refused(lambda: ledger.write(one, found_by="赵敏"))
    assert told == [("HZ04", "found_by")]
    ledger.write(one, anonymous=False)
    ledger.write(one, found_by="赵敏")
    assert ledger.row(one).found_by == "赵敏"


# notes and files


def test_hz46_a_note_says_something_and_not_too_much(ledger: Ledger) -> None:
    one = ledger.registered()
    for text in ("", " \u200b\n", "长" * 2001):
        told = ledger.refused(partial(ledger.act, actions.note, one, text))
        assert told == [("HZ46", "note")]
    ledger.act(actions.note, one, "已通知\n停炉")
    newest = ledger.page(one).events[0]
    assert (newest.kind, newest.by, newest.words) == ("note", MANAGER, "已通知\n停炉")


def test_photos_stand_beside_their_part_and_in_the_history(ledger: Ledger) -> None:
    one = ledger.registered()
    added = ledger.add(one, "stop")
    page = ledger.page(one)
    assert [card.evidence_id for card in page.evidence["stop"]] == [added]
    assert [card.evidence_id for card in page.events[0].cards] == [added]
    ledger.act(actions.remove_file, one, "stop", added)
    page = ledger.page(one)
    assert page.evidence["stop"] == ()
    assert page.events[0].kind == "files.removed"


def test_a_piece_of_the_library_is_used_once_more(ledger: Ledger) -> None:
    one = ledger.registered()
    (card,) = ledger.page(one).evidence["before"]
    two = ledger.registered()
    ledger.act(actions.use_file, two, "stop", card.evidence_id)
    (used,) = ledger.page(two).evidence["stop"]
    assert (used.evidence_id, used.uses) == (card.evidence_id, 2)


def test_adding_no_file_writes_no_line(ledger: Ledger) -> None:
    one = ledger.registered()
    before = ledger.work.lines()
    assert ledger.act(actions.add_files, one, "after", []) == ()
    assert ledger.work.lines() == before


def test_marks_stand_over_a_photo_at_its_place_alone(ledger: Ledger) -> None:
    one = ledger.registered()
    (card,) = ledger.page(one).evidence["before"]
    ledger.act(actions.use_file, one, "plan", card.evidence_id)
    box = {"kind": "box", "x1": 0.1, "y1": 0.1, "x2": 0.5, "y2": 0.5, "text": "积水"}

    def mark(session: Session, now: datetime) -> None:
        actions.mark_photo(session, one, "before", card.evidence_id, [box], now=now)

    ledger.work.act(mark, ledger.now)
    page = ledger.page(one)
    assert page.evidence["before"][0].marks == (box,)
    assert page.evidence["plan"][0].marks == ()
    assert ledger.log_holds()

    ledger.work.stand_at(RoundStatus.APPROVED)
    before, changed_at = ledger.work.lines(), ledger.row(one).changed_at
    ledger.work.act(mark, ledger._tick())  # the same again
    assert (ledger.work.lines(), ledger.row(one).changed_at) == (before, changed_at)
    assert ledger.work.status() is RoundStatus.APPROVED


# a file that is gone, a paper that was printed


@pytest.mark.parametrize("end", ["open", "accepted", "closed", "merged", "void"])
def test_hz53_a_lost_file_is_dropped_in_every_state_and_never_one_that_is_there(
    ledger: Ledger, end: str
) -> None:
    at = {"accepted": S.ACCEPTED, "closed": S.CLOSED}
    one = ledger.a_general_at(at[end]) if end in at else ledger.general()
    if end == "merged":
        ledger.merge(one, ledger.registered())
    elif end == "void":
        ledger.void(one)
    state, (card,) = ledger.state(one), ledger.page(one).evidence["before"]
    drop = partial(ledger.step, actions.drop_lost, one, "before", card.evidence_id)
    assert ledger.refused(drop) == [("HZ53", "photos.before")]

    card.path.unlink()
    ledger.work.stand_at(RoundStatus.APPROVED)
    drop()
    page, newest = ledger.page(one), ledger.page(one).events[0]
    assert (page.evidence["before"], page.state) == ((), state)
    assert (newest.kind, newest.by) == ("files.lost", MANAGER)
    begins = card.sha256[:8]
    assert newest.words == f"登记的文件找不到，移除记录：{card.title} sha256 {begins}…"
    assert ledger.work.status() is RoundStatus.DRAFT
    assert ledger.log_holds()

    before = ledger.work.lines()
    drop()  # it is gone already
    assert ledger.work.lines() == before


def test_hz53_a_damaged_file_counts_as_lost_and_is_told_as_damaged(ledger: Ledger) -> None:
    one = ledger.registered()
    (card,) = ledger.page(one).evidence["before"]
    ledger.act(actions.use_file, one, "plan", card.evidence_id)
    card.path.write_bytes(bytes(card.size))
    ledger.step(actions.drop_lost, one, "before", card.evidence_id)
    page = ledger.page(one)
    assert page.events[0].words.startswith("登记的文件内容变了，移除记录：")
    assert (len(page.evidence["before"]), len(page.evidence["plan"])) == (0, 1)


def test_a_print_stands_in_the_history_and_changes_nothing_else(ledger: Ledger) -> None:
    one, closed = ledger.registered(), ledger.registered()
    ledger.void(closed)
    before = [ledger.row(i).model_dump() for i in (one, closed)]
    ledger.act(actions.printed, [one, closed], "整改通知单")
    assert [ledger.row(i).model_dump() for i in (one, closed)] == before
    for hazard_id in (one, closed):
        newest = ledger.page(hazard_id).events[0]
        assert (newest.kind, newest.words, newest.by) == ("print", "整改通知单", MANAGER)
    assert ledger.log_holds()


@pytest.mark.parametrize("status", list(RoundStatus))
def test_a_print_never_touches_an_approval(ledger: Ledger, status: RoundStatus) -> None:
    one = ledger.registered()
    ledger.work.stand_at(status)
    before = ledger.work.lines()
    ledger.act(actions.printed, [one], "整改通知单")
    assert ledger.work.status() is status
    noted = ledger.work.lines() > before
    assert noted is (status is not RoundStatus.APPROVED)


# corrected on the spot


def spotted(ledger: Ledger, **changes: Any) -> int:
    """A draft with both photos, ready to be closed on the spot."""
    one = ledger.begin(**(FOUND | {"measures": "已清理"} | changes))
    ledger.add(one, "before", taken="2026:11:24 08:00:00")
    ledger.add(one, "after", taken="2026:11:24 08:30:00")
    return one


def test_a_general_hazard_is_put_right_on_the_spot(ledger: Ledger) -> None:
    one = spotted(ledger)
    ledger.step(actions.correct_on_site, one)
    row = ledger.row(one)
    assert (row.state, row.grade, row.on_site) == (S.CLOSED, G.GENERAL, True)
    assert (row.rectified_on, row.result, row.owner) == (TODAY, "已清理", MANAGER)
    assert (row.closed_by, row.closed_at[:10]) == (MANAGER, "2026-11-24")
    assert ledger.log_holds()


def test_hz06_to_hz09_on_the_spot_needs_both_photos_and_how(ledger: Ledger) -> None:
    one = ledger.begin(**FOUND)
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ09", "measures"), ("HZ06", "photos.before"), ("HZ07", "photos.after")]
    ledger.write(one, measures="已清理")
    ledger.add(one, "after", taken="2026:11:24 08:00:00")
    ledger.add(one, "before", taken="2026:11:24 08:30:00")
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ08", "photos.after")]


def test_hz10_a_major_hazard_is_never_closed_on_the_spot(ledger: Ledger) -> None:
    one = spotted(ledger)
    ledger.step(actions.register, one)
    ledger.grade(one, G.MAJOR)
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ10", "grade")]


def test_hz34_on_the_spot_is_not_before_it_was_found(ledger: Ledger) -> None:
    one = spotted(ledger, rectified_on=date(2026, 11, 1))
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ34", "rectified_on")]


def test_hz39_hz40_on_the_spot_passes_neither_the_department_nor_a_stop(
    ledger: Ledger,
) -> None:
    one = spotted(ledger, supervised=True)
    ledger.step(actions.register, one)
    ledger.stop(one)
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ40", "stop"), ("HZ39", "closeout")]


# photos before and after


def both(ledger: Ledger, before: str, after: str, *, after_first: bool = False) -> int:
    one = ledger.begin(**(FOUND | {"measures": "已清理"}))
    parts = [("before", before), ("after", after)]
    for part, taken in reversed(parts) if after_first else parts:
        ledger.add(one, part, taken=taken)
    return one


@pytest.mark.parametrize(
    ("before", "after", "after_first"),
    [
        ("", "", False),
        ("", "", True),  # no camera told its time: nothing contradicts them
        ("", "2026:11:20 08:00:00", False),  # entered days later than both were taken
        ("2026:11:20 08:00:00", "", False),
        ("2031:01:01 00:00:00", "2026:11:20 08:00:00", False),  # a camera of tomorrow
        ("0001:01:01 00:00:00", "2026:11:20 08:00:00", False),
        ("2026:11:20 08:00:00", "2031:01:01 00:00:00", False),
    ],
)
def test_hz08_photos_that_no_camera_contradicts_are_let_pass(
    ledger: Ledger, before: str, after: str, after_first: bool
) -> None:
    ledger.step(actions.correct_on_site, both(ledger, before, after, after_first=after_first))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026:11:20 08:00:01", "2026:11:20 08:00:00"),
        ("2026:11:20 08:00:00", "2026:11:20 08:00:00"),
    ],
)
def test_hz08_a_photo_of_after_that_is_not_later_is_refused(
    ledger: Ledger, before: str, after: str
) -> None:
    one = both(ledger, before, after)
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ08", "photos.after")]


def test_hz08_a_photo_recorded_before_the_camera_took_the_other_is_refused(
    ledger: Ledger,
) -> None:
    one = both(ledger, "", "", after_first=True)  # the photo of after is in the library now
    ledger.now += timedelta(hours=2)
    ledger.add(one, "before", taken="2026:11:24 12:00:00")
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ08", "photos.after")]


def test_hz08_one_photo_does_not_show_before_and_after(ledger: Ledger) -> None:
    one = ledger.begin(**(FOUND | {"measures": "已清理"}))
    photo = ledger.add(one, "before")
    ledger.act(actions.use_file, one, "after", photo)
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ08", "photos.after")]


def test_hz07_hz49_a_photo_whose_file_is_gone_proves_nothing_and_is_told(
    ledger: Ledger,
) -> None:
    one = spotted(ledger)
    (card,) = ledger.page(one).evidence["after"]
    card.path.unlink()
    told = ledger.refused(lambda: ledger.step(actions.correct_on_site, one))
    assert told == [("HZ07", "photos.after"), ("HZ49", "photos")]


# grading


def test_a_grade_is_kept_with_its_clause_and_who_decided(ledger: Ledger) -> None:
    one = ledger.registered()
    ledger.grade(one, G.MAJOR, matched=["炉坑"], unmatched=["仍在熔炼"], answers={"7.3": {}})
    page = ledger.page(one)
    (decision,) = page.determinations
    assert (page.state, page.grade) == (S.GRADED, G.MAJOR)
    assert decision.clauses == (CLAUSE,)
    assert (decision.matched, decision.unmatched) == (("炉坑",), ("仍在熔炼",))
    assert page.values["basis"] == "工贸企业重大事故隐患判定标准 第七条（三）"
    assert page.events[0].edits == ({"field": "等级", "old": "待判", "new": "重大"},)


def test_hz12_a_major_grade_without_a_clause_rests_on_a_written_argument(
    ledger: Ledger,
) -> None:
    one = ledger.registered()
    told = ledger.refused(lambda: ledger.grade(one, G.MAJOR, clauses=[]))
    assert told == [("HZ12", "clauses")]
    ledger.grade(one, G.MAJOR, clauses=[], argument="危害和整改难度较大", argued_by=OTHER)
    assert ledger.row(one).basis == "论证：危害和整改难度较大"
    assert ledger.facts(one).argued


def test_hz11_put_off_the_hazard_stays_registered(ledger: Ledger) -> None:
    one = ledger.registered()
    ledger.grade(one, G.PENDING, reason="等专家看")
    page = ledger.page(one)
    assert (page.state, page.grade) == (S.REGISTERED, G.PENDING)
    assert page.determinations[0].reason == "等专家看"
    assert page.next is not None
    assert page.next.name == "grade"


def test_hz11_a_hazard_put_off_again_goes_no_further(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.RECTIFYING)
    ledger.grade(one, G.PENDING, reason="等专家看")
    ledger.write(one, rectified_on=TODAY, result="好了", acceptor=PRINCIPAL)
    ledger.add(one, "after", taken="2026:11:24 09:00:00")
    told = ledger.refused(lambda: ledger.step(treatment.request, one))
    assert told == [("HZ11", "grade")]
    page = ledger.page(one)
    assert page.next is not None
    assert page.next.name == "regrade"


def test_hz13_a_grade_is_lowered_by_two(ledger: Ledger) -> None:
    one = ledger.major()
    for second in ("", MANAGER, "周\u3000建华"):
        told = ledger.refused(partial(ledger.grade, one, G.GENERAL, second_by=second))
        assert told == [("HZ13", "second_by")]
    ledger.grade(one, G.GENERAL, second_by=OTHER, reason="炉坑已干")
    page = ledger.page(one)
    assert (page.grade, page.values["basis"]) == (G.GENERAL, "")
    assert page.events[0].words == "炉坑已干（王芳同意）"
    assert [line.grade for line in page.determinations] == [G.GENERAL, G.MAJOR]


def test_hz44_what_was_accepted_as_general_is_not_regraded_without_sending_it_back(
    ledger: Ledger,
) -> None:
    one = ledger.a_general_at(S.ACCEPTED)
    told = ledger.refused(lambda: ledger.grade(one, G.MAJOR))
    assert told == [("HZ44", "state")]
    ledger.step(treatment.send_back, one, reason="按新标准是重大")
    ledger.grade(one, G.MAJOR)
    assert ledger.row(one).accepted_on is None
    told = ledger.refused(lambda: ledger.step(treatment.request, one))
    assert {"HZ15", "HZ23", "HZ29", "HZ30", "HZ31"} <= {code for code, _ in told}


@pytest.mark.parametrize("name", ["reason", "argument", "by", "second_by", "argued_by"])
def test_hz46_what_is_told_with_a_grade_is_no_longer_than_its_place(
    ledger: Ledger, name: str
) -> None:
    one = ledger.registered()
    told = ledger.refused(lambda: ledger.grade(one, G.MAJOR, **{name: "长" * 2001}))
    assert told == [("HZ46", name)]


# explanations, many at once


@pytest.mark.parametrize(
    ("reason", "confirmed_by", "told"),
    [
        ("", PRINCIPAL, [("HZ50", "reason")]),
        ("部门系统停用", OTHER, [("HZ50", "confirmed_by")]),
        ("部门系统停用", "", [("HZ50", "confirmed_by")]),
        ("", "", [("HZ50", "reason"), ("HZ50", "confirmed_by")]),
    ],
)
def test_hz50_what_is_missing_is_explained_and_the_principal_confirms(
    ledger: Ledger, reason: str, confirmed_by: str, told: list[tuple[str, str]]
) -> None:
    one = ledger.major()

    def explain(reason: str, confirmed_by: str) -> None:
        ledger.step(grading.explain, one, "report", reason=reason, confirmed_by=confirmed_by)

    assert ledger.refused(lambda: explain(reason, confirmed_by)) == told
    explain("部门系统停用，明日补报", PRINCIPAL)
    lack = next(lack for lack in ledger.page(one).lacks if lack.key == "report")
    assert (lack.reason, lack.confirmed_by) == ("部门系统停用，明日补报", PRINCIPAL)


@pytest.mark.parametrize("about", ["photos", "", "STOP"])
def test_nothing_but_a_stop_a_plan_or_a_report_is_explained(ledger: Ledger, about: str) -> None:
    one = ledger.major()
    before = ledger.work.lines()
    with pytest.raises(ValueError, match=f"^{about}$"):
        ledger.step(grading.explain, one, about, reason="在写", confirmed_by=PRINCIPAL)
    assert ledger.work.lines() == before
    assert all(not lack.reason for lack in ledger.page(one).lacks)


def assign(ledger: Ledger, ids: list[int], **what: Any) -> None:
    ledger.act(actions.assign, ledger.office, ids, **what)


def test_many_are_given_an_owner_and_a_day_at_once_or_none_is(ledger: Ledger) -> None:
    one, two = ledger.registered(), ledger.registered()
    assign(ledger, [one, two], owner=OTHER, deadline=DEADLINE)
    assert {(ledger.row(i).owner, ledger.row(i).deadline) for i in (one, two)} == {
        (OTHER, DEADLINE)
    }
    ledger.void(two)
    told = ledger.refused(lambda: assign(ledger, [one, two], owner=MANAGER))
    assert told == [("HZ44", "state")]
    assert ledger.row(one).owner == OTHER


# the round and the log


def every_way_to_change(ledger: Ledger) -> list[tuple[str, Callable[[], object]]]:
    """Each action on hazards that stand where it may be taken."""
    registered, graded = ledger.registered(), ledger.controlled()
    rectifying, closed = ledger.a_general_at(S.RECTIFYING), ledger.a_general_at(S.CLOSED)
    awaiting, accepted = ledger.a_general_at(S.AWAITING), ledger.a_major_at(S.ACCEPTED)
    draft, other, spot = ledger.begin(), ledger.registered(), spotted(ledger)
    (photo,) = ledger.page(registered).evidence["before"]
    box = [{"kind": "box", "x1": 0.1, "y1": 0.1, "x2": 0.5, "y2": 0.5, "text": ""}]
    return [
        ("begin", ledger.begin),
        ("discard", lambda: ledger.work.act(actions.discard, draft)),
        ("write", lambda: ledger.write(registered, part="炉底")),
        ("note", lambda: ledger.act(actions.note, closed, "回头看，没有复发")),
        ("add", lambda: ledger.add(registered, "before")),
        ("use", lambda: ledger.act(actions.use_file, graded, "plan", photo.evidence_id)),
        (
            "mark",
            lambda: ledger.work.act(
                actions.mark_photo, registered, "before", photo.evidence_id, box, now=ledger.now
            ),
        ),
        (
            "remove",
            lambda: ledger.act(actions.remove_file, registered, "before", photo.evidence_id),
        ),
        ("grade", lambda: ledger.grade(registered, G.MAJOR)),
        ("stop", lambda: ledger.stop(registered)),
        ("report", lambda: ledger.report(registered, ReportTo.DEPARTMENT)),
        (
            "explain",
            lambda: ledger.step(
                grading.explain, registered, "plan", reason="在写", confirmed_by=PRINCIPAL
            ),
        ),
        ("assign", lambda: assign(ledger, [registered], owner=OTHER)),
        ("plan", lambda: ledger.step(treatment.plan, graded)),
        (
            "extend",
            lambda: ledger.step(
                treatment.extend,
                rectifying,
                until=DEADLINE + timedelta(days=9),
                reason="缺货",
                approved_by=PRINCIPAL,
            ),
        ),
        ("send back", lambda: ledger.step(treatment.send_back, awaiting, reason="仍渗漏")),
        ("resume", lambda: ledger.resume(accepted)),
        ("close", lambda: ledger.step(treatment.close, accepted, review_risk=True)),
        ("reopen", lambda: ledger.reopen(closed)),
        ("on site", lambda: ledger.step(actions.correct_on_site, spot)),
        ("merge", lambda: ledger.merge(other, rectifying)),
        ("void", lambda: ledger.void(rectifying)),
        ("register", lambda: ledger.step(actions.register, ledger.begin(**FOUND))),
        ("start", lambda: ledger.step(treatment.start, graded)),
    ]


def test_every_change_of_the_ledger_withdraws_an_approval_and_leaves_one_line(
    ledger: Ledger,
) -> None:
    for name, change in every_way_to_change(ledger):
        ledger.work.stand_at(RoundStatus.APPROVED)
        before = ledger.work.lines()
        change()
        assert ledger.work.status() is RoundStatus.DRAFT, name
        assert ledger.work.lines() > before, name
    assert ledger.log_holds()


def test_a_signed_round_stays_signed_whatever_becomes_of_the_ledger(ledger: Ledger) -> None:
    ledger.work.stand_at(RoundStatus.SIGNED)
    for name, change in every_way_to_change(ledger):
        change()
        assert ledger.work.status() is RoundStatus.SIGNED, name


def test_a_refused_step_withdraws_nothing(ledger: Ledger) -> None:
    one = ledger.begin()
    ledger.work.stand_at(RoundStatus.APPROVED)
    ledger.refused(lambda: ledger.step(actions.register, one))
    ledger.refused(lambda: ledger.write(one, budget_fen=-1))
    assert ledger.work.status() is RoundStatus.APPROVED


def test_the_log_names_actor_action_and_row_of_a_step(ledger: Ledger) -> None:
    one = ledger.registered()
    line = json.loads(ledger.work.read(history.lines)[-1])
    assert (line["actor"], line["action"]) == (MANAGER, "hazards.register")
    changed = {(change["table"], change["key"]) for change in line["changes"]}
    assert ("hazards", str(one)) in changed


def test_a_row_changed_behind_the_programs_back_is_named(ledger: Ledger) -> None:
    one = ledger.a_general_at(S.CLOSED)

    with ledger.work.store.transaction() as session:
        forged = "UPDATE hazards SET accepted_on = '2026-11-17' WHERE id = ?"
        session.connection().exec_driver_sql(forged, (one,))
    broken = ledger.work.read(history.check)
    assert broken is not None
    assert "accepted_on" in broken.text


def test_what_is_over_is_changed_by_nothing_but_notes(ledger: Ledger) -> None:
    closed, merged, void = (
        ledger.a_general_at(S.CLOSED),
        ledger.registered(),
        ledger.registered(),
    )
    ledger.merge(merged, ledger.registered())
    ledger.void(void)
    for one in (closed, merged, void):
        before = ledger.row(one).model_dump()
        (photo,) = ledger.page(one).evidence["before"]
        attempts: list[Callable[[], object]] = [
            partial(ledger.write, one, description="改写"),
            partial(ledger.add, one, "after"),
            partial(ledger.grade, one, G.MAJOR),
            partial(ledger.void, one),
            partial(ledger.merge, one, closed),
            partial(ledger.act, actions.remove_file, one, "before", photo.evidence_id),
            partial(ledger.step, treatment.close, one, review_risk=True),
        ]
        for attempt in attempts:
            assert ledger.refused(attempt) == [("HZ44", "state")]
        assert ledger.row(one).model_dump() == before
        ledger.act(actions.note, one, "回头看")
        ledger.add(one, "note")
        after = ledger.row(one).model_dump()
        assert {name for name in after if after[name] != before[name]} == {"changed_at"}
