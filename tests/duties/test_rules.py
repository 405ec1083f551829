from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from selfcheck.duties import rules
from selfcheck.duties.rules import Conformity, DutyStatus, Given, Marked
from selfcheck.forms.pack import Column, Duty, Item
from tests.builders import DRILLS, SPACES, TODAY, a_duty, a_pack, an_item

PHOTO = {"kind": "photo", "least": 1, "what": "现场照片"}
SHEET = {"kind": "document", "least": 2, "what": "签到表"}
DNC = Conformity.DOES_NOT_CONFORM
OPTIONS = [{"key": "month", "text": "每月"}, {"key": "year", "text": "每年"}]


def item(answer: str = "conformity", **more: Any) -> Item:
    return Item.model_validate(an_item("d01.asked", answer, **more))


def told(item: Item, given: Given) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    return [
        (problem.code, problem.where.removeprefix("d01.asked"))
        for problem in rules.item_problems(item, given, TODAY)
    ]


def codes(item: Item, given: Given) -> list[str]:
    return [code for code, _ in told(item, given)]


# DU01


@pytest.mark.parametrize("kind", ["conformity", "yes_no", "text", "number", "date", "choice"])
def test_du01_every_required_item_is_answered(kind: str) -> None:
    asked = item(kind, options=OPTIONS)
    assert told(asked, Given()) == [("DU01", "")]
    assert told(asked, Given(note="只写了说明")) == [("DU01", "")]


def test_du01_an_item_that_is_not_required_may_be_left_alone() -> None:
    assert codes(item(required=False, evidence=PHOTO), Given()) == []
    assert codes(item("register", required=False, register=DRILLS), Given()) == []
    assert codes(item(required=False, evidence=PHOTO), Given(note="开始写了")) == ["DU06"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("conformity", "conforms"),
        ("conformity", "符合"),
        ("yes_no", "maybe"),
        ("choice", "weekly"),
        ("register", "some"),
    ],
)
def test_du01_only_the_offered_answers_are_answers(kind: str, value: str) -> None:
    asked = item(kind, options=OPTIONS, register=SPACES)
    fault = rules.value_problem(asked, value, TODAY)
    assert bool(fault) is (value != "conforms")


def test_du01_a_text_ends_at_two_thousand_characters() -> None:
    assert rules.value_problem(item("text"), "长" * 2000, TODAY) == ""
    assert "现在 2001 个" in rules.value_problem(item("text"), "长" * 2001, TODAY)
    assert codes(item("text"), Given(value="长" * 2001)) == ["DU01"]


# DU02 – DU05


def test_du02_not_applicable_needs_its_reason_and_then_nothing_else() -> None:
    asked = item(evidence=PHOTO)
    assert told(asked, Given(value="not_applicable")) == [("DU02", "#reason")]
    assert codes(asked, Given(value="not_applicable", reason="没有这类作业")) == []


def test_du03_du04_du05_a_nonconformity_asks_for_everything_at_once() -> None:
    assert told(item(evidence=SHEET), Given(value=DNC)) == [
        ("DU03", "#note"),
        ("DU04", "#evidence"),
        ("DU05", "#measures"),
        ("DU05", "#owner"),
        ("DU05", "#deadline"),
    ]


FULL = Given(
    value=DNC,
    note="出口堵塞",
    photos=1,
    pieces=1,
    measures="清理",
    owner="王芳",
    deadline=TODAY + timedelta(days=7),
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"note": ""}, ["DU03"]),
        ({"photos": 0}, ["DU04"]),
        ({"measures": ""}, ["DU05"]),
        ({"owner": ""}, ["DU05"]),
        ({"deadline": None}, ["DU05"]),
        ({"deadline": TODAY - timedelta(days=90)}, []),
    ],
)
def test_du03_du04_du05_each_part_is_asked_for_by_its_rule(
    change: dict[str, Any], expected: list[str]
) -> None:
    assert codes(item(), replace(FULL, **change)) == expected


@pytest.mark.parametrize(
    ("photos", "measures", "expected"),
    [
        (2, "当场清理", []),
        (1, "当场清理", ["DU05"]),
        (2, "", ["DU05"]),
        (0, "", ["DU04", "DU05", "DU05"]),
    ],
)
def test_du05_what_was_put_right_at_once_shows_before_and_after(
    photos: int, measures: str, expected: list[str]
) -> None:
    given = Given(value=DNC, note="堵塞", photos=photos, measures=measures, corrected_on=TODAY)
    assert codes(item(), given) == expected


# DU06, DU14


@pytest.mark.parametrize(
    ("need", "photos", "pieces", "text"),
    [
        (PHOTO, 0, 3, "还差 1 张照片"),
        (PHOTO, 1, 1, ""),
        (SHEET, 0, 1, "还差 1 件"),
        (SHEET, 2, 2, ""),
        (None, 0, 0, ""),
    ],
)
def test_du06_the_evidence_that_is_asked_for_is_there(
    need: dict[str, Any] | None, photos: int, pieces: int, text: str
) -> None:
    given = Given(value="conforms", photos=photos, pieces=pieces)
    found = rules.item_problems(item(evidence=need), given, TODAY)

    assert [problem.code for problem in found] == (["DU06"] if text else [])
    assert all(text in problem.text and problem.blocking for problem in found)


def test_du06_a_reason_for_missing_evidence_is_told_but_does_not_block() -> None:
    given = Given(value="conforms", evidence_reason="原件在总部")
    (problem,) = rules.item_problems(item(evidence=SHEET), given, TODAY)

    assert (problem.code, problem.blocking) == ("DU06", False)
    assert "原件在总部" in problem.text
    assert rules.missing_pieces(item(evidence=SHEET), given) == 0


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (Given(), 2),
        (Given(value="conforms", pieces=1), 1),
        (Given(value="conforms", pieces=5), 0),
        (Given(value="not_applicable"), 0),
        (Given(value=DNC), 1),
        (Given(value=DNC, corrected_on=TODAY, photos=1, pieces=1), 1),
        (Given(value=DNC, photos=1, pieces=1), 0),
    ],
)
def test_du06_how_many_pieces_an_item_still_waits_for(given: Given, missing: int) -> None:
    assert rules.missing_pieces(item(evidence=SHEET), given) == missing


def test_du06_no_evidence_is_asked_of_what_does_not_exist() -> None:
    asked = item("register", register=SPACES, evidence=PHOTO)
    assert codes(asked, Given(value="none")) == []
    assert rules.missing_pieces(asked, Given(value="none")) == 0
    assert rules.missing_pieces(item(), Given(value="conforms")) == 0
    assert rules.missing_pieces(item(evidence=PHOTO), Given()) == 1


# Followed in the ledger


FOLLOWED = Given(value=DNC, note="出口堵塞", hazard="YH-2026-052")


def test_du04_du05_what_the_ledger_follows_needs_no_photo_and_no_plan_here() -> None:
    assert codes(item(), FOLLOWED) == []
    assert codes(item(), replace(FOLLOWED, corrected_on=TODAY)) == []
    assert rules.missing_pieces(item(evidence=SHEET), FOLLOWED) == 0


def test_du03_what_the_ledger_follows_still_says_what_is_wrong() -> None:
    assert told(item(), replace(FOLLOWED, note="")) == [("DU03", "#note")]


@pytest.mark.parametrize(
    ("value", "expected"), [("conforms", ["DU06"]), ("not_applicable", ["DU02"])]
)
def test_a_number_counts_only_while_the_answer_does_not_conform(
    value: str, expected: list[str]
) -> None:
    changed = replace(FOLLOWED, value=value)

    assert codes(item(evidence=SHEET), changed) == expected


@pytest.mark.parametrize("value", ["", "conforms", DNC, "not_applicable"])
def test_du14_a_lost_file_is_told_whatever_was_answered(value: str) -> None:
    given = replace(FULL, value=value, lost=1, reason="没有")
    assert "DU14" in codes(item(), given)


# DU07, DU08, DU11

SPACE = {"name": "化粪池"}


@pytest.mark.parametrize(
    ("register", "given", "expected"),
    [
        (SPACES, Given(), ["DU07"]),
        (SPACES, Given(value="kept"), ["DU07"]),
        (SPACES, Given(value="none"), []),
        (SPACES, Given(value="kept", rows=(SPACE,)), []),
        (SPACES, Given(value="none", rows=(SPACE,)), []),  # rows added after declaring it empty
        (DRILLS, Given(value="none"), ["DU07"]),  # has no words for being empty
        (DRILLS, Given(value="kept", rows=({"day": "2026-03-01", "topic": "灭火"},)), ["DU07"]),
    ],
)
def test_du07_a_register_has_rows_enough_or_is_declared_empty(
    register: dict[str, Any], given: Given, expected: list[str]
) -> None:
    assert codes(item("register", register=register), given) == expected


def test_du07_what_can_be_declared_empty_says_how() -> None:
    (problem,) = rules.item_problems(item("register", register=SPACES), Given(), TODAY)
    assert "本企业没有有限空间" in problem.text
    assert rules.value_problem(item("register", register=SPACES), "none", TODAY) == ""
    assert rules.value_problem(item("register", register=DRILLS), "none", TODAY)


def test_du08_each_cell_is_named_by_row_and_column() -> None:
    rows = ({"name": "水池", "depth": "深"}, {"depth": "3"})
    found = rules.item_problems(
        item("register", register=SPACES), Given(value="kept", rows=rows), TODAY
    )

    assert [(p.code, p.where.split("#")[1]) for p in found] == [
        ("DU08", "register.1.depth"),
        ("DU08", "register.2.name"),
    ]
    assert found[1].text == "第 2 行：填写“名称”"


def column(key: str) -> Column:
    register = item("register", register=SPACES).register
    assert register is not None
    return next(known for known in register.columns if known.key == key)


@pytest.mark.parametrize(
    ("key", "text", "wrong"),
    [
        ("name", "", True),
        ("name", "长" * 200, False),
        ("name", "长" * 201, True),
        ("depth", "", False),
        ("depth", "-1.5", True),
        ("depth", "1e3", True),
        ("checked", "2026-02-30", True),
        ("checked", "2031-01-01", False),
        ("sort", "pit", False),
        ("sort", "地下", True),
        ("locked", "no", False),
        ("locked", "是", True),
    ],
)
def test_du08_a_cell_holds_what_its_column_asks_for(key: str, text: str, wrong: bool) -> None:
    assert bool(rules.cell_problem(column(key), text, TODAY)) is wrong


@pytest.mark.parametrize(
    ("key", "text", "odd"),
    [
        ("checked", "2026-11-24", ""),
        ("checked", "2026-11-23", "“检测有效期”已过 1 天"),
        ("checked", "2099-12-31", ""),
        ("checked", "", ""),
        ("checked", "soon", ""),
        ("locked", "yes", ""),
        ("locked", "no", "“上锁”填的是“否”"),
        ("name", "2001-01-01", ""),
    ],
)
def test_du11_what_has_expired_or_is_not_as_required_is_odd(
    key: str, text: str, odd: str
) -> None:
    assert rules.contradiction(column(key), text, TODAY) == odd


def test_du11_an_expired_row_blocks_until_a_note_says_what_is_done() -> None:
    asked, row = item("register", register=SPACES), SPACE | {"checked": "2020-01-01"}
    given = Given(value="kept", rows=(row,))
    (problem,) = rules.item_problems(asked, given, TODAY)
    assert (problem.code, problem.blocking, problem.where) == ("DU11", True, "d01.asked#note")
    assert rules.has_open_problem(asked, given, TODAY)

    (problem,) = rules.item_problems(asked, replace(given, note="已送检"), TODAY)
    assert not problem.blocking
    assert not rules.has_open_problem(asked, replace(given, note="已送检"), TODAY)


# DU09, DU10


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("１２", "12"),
        ("１２．５", "12.5"),
        ("－３", "-3"),
        ("3.140000", "3.140000"),
        ("0", "0"),
        ("\u200b7", "7"),
        ("999999999999", "999999999999"),
    ],
)
def test_du09_figures_are_figures_on_any_keyboard(typed: str, kept: str) -> None:
    assert rules.tidy_value("number", typed) == kept
    assert rules.value_problem(item("number"), kept, TODAY) == ""


@pytest.mark.parametrize(
    "value",
    [
        "NaN", "sNaN", "Infinity", "-Infinity", "inf", "1e400", "1e5", "1E+2", "1_000", "1,000",
        "+5", "--5", ".5", "5.", "０x1F", "0x1F", "12人", "十二", "٣", "1 2", "9" * 13, "1.1234567",
        "½", "²", "",
    ],
)  # fmt: skip
def test_du09_nothing_else_is_a_number(value: str) -> None:
    assert rules.value_problem(item("number"), value, TODAY)
    assert "单位是“人”" in rules.value_problem(item("number", unit="人"), value, TODAY)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "不小于 1人"),
        ("1", ""),
        ("5000", ""),
        ("5000.5", "不大于 5000人"),
        ("-1", "不小于"),
    ],
)
def test_du09_a_number_lies_between_what_can_be_believed(value: str, text: str) -> None:
    asked = item("number", unit="人", minimum=1, maximum=5000)
    found = rules.value_problem(asked, value, TODAY)
    assert text in found
    assert bool(found) is bool(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-11-24", ""),
        ("2026-11-25", "不能晚于今天"),
        ("1949-10-01", ""),
        ("2099-12-31", "不能晚于今天"),
        ("1949-09-30", "检查年份"),
        ("0001-01-01", "检查年份"),
        ("2100-01-01", "检查年份"),
        ("9999-12-31", "检查年份"),
        ("2026-02-29", "的样子"),
        ("2026-13-01", "的样子"),
        ("20261124", "的样子"),
        ("2026-W48-2", "的样子"),
        ("2026/11/24", "的样子"),
        ("2026-11-24T00:00", "的样子"),
        ("2026年11月24日", "的样子"),
        ("0000-00-00", "的样子"),
        ("-001-01-01", "的样子"),
    ],
)
def test_du10_a_date_is_a_day_of_the_calendar_that_can_be_meant(value: str, text: str) -> None:
    found = rules.value_problem(item("date"), value, TODAY)
    assert text in found
    assert bool(found) is bool(text)


def test_du10_dates_from_a_chinese_keyboard_are_dates() -> None:
    assert rules.tidy_value("date", "２０２６－１１－２４") == "2026-11-24"
    assert rules.tidy_value("text", "２０２６") == "２０２６"


def test_du09_du10_a_kept_value_that_cannot_be_is_told_by_its_rule() -> None:
    assert codes(item("number"), Given(value="NaN")) == ["DU09"]
    assert codes(item("date"), Given(value="0001-01-01")) == ["DU10"]


def test_du05_a_day_of_rectification_lies_in_the_calendar() -> None:
    assert rules.day_problem(TODAY, TODAY, future=False) == ""
    assert rules.day_problem(TODAY + timedelta(days=1), TODAY, future=True) == ""
    assert "不能晚于今天" in rules.day_problem(TODAY + timedelta(days=1), TODAY, future=False)
    assert "年份" in rules.day_problem(date(1, 1, 1), TODAY, future=True)


# DU12, DU13, DU15 and the status

D01 = a_pack().duty("d01")
DUTY = Duty.model_validate(a_duty("d09", 9, an_item("d09.asked")))
ABSENT = Duty.model_validate(
    a_duty("d08", 8, an_item("d08.gas"), not_applicable_reason="不使用燃气")
)
ASKED = DUTY.items[0]
GOOD = ((ASKED, Given(value="conforms")),)
EMPTY = ((ASKED, Given()),)
HALF = ((ASKED, Given(note="x")),)
BAD = ((ASKED, Given(value=DNC)),)
LOST = ((ASKED, replace(FULL, lost=1)),)
SETTLED = ((ASKED, FULL),)
DONE = Marked(done=True, confirmed_by="王芳", confirmed_at="2026-11-20T08:00:00+08:00")
CONFIRMED = Marked(not_applicable_reason="不使用", confirmed_by="张𠮷")
PART = tuple[tuple[Item, Given], ...]


@pytest.mark.parametrize(
    ("items", "mark", "waiting", "status"),
    [
        (EMPTY, Marked(), (), DutyStatus.NOT_STARTED),
        (EMPTY, Marked(owner="王芳"), (), DutyStatus.NOT_STARTED),
        (EMPTY, Marked(), ("第一项",), DutyStatus.NOT_YET),
        (EMPTY, DONE, (), DutyStatus.NOT_STARTED),
        (HALF, Marked(), (), DutyStatus.IN_PROGRESS),
        (HALF, Marked(), ("第一项",), DutyStatus.IN_PROGRESS),
        (GOOD, Marked(), (), DutyStatus.IN_PROGRESS),
        (GOOD, DONE, (), DutyStatus.DONE),
        (GOOD, DONE, ("第一项",), DutyStatus.IN_PROGRESS),
        (HALF, DONE, (), DutyStatus.IN_PROGRESS),
        (BAD, Marked(), (), DutyStatus.HAS_PROBLEM),
        (BAD, DONE, (), DutyStatus.HAS_PROBLEM),
        (LOST, DONE, (), DutyStatus.HAS_PROBLEM),
        (SETTLED, Marked(), (), DutyStatus.IN_PROGRESS),
        (SETTLED, DONE, (), DutyStatus.DONE),
        ((), Marked(), (), DutyStatus.TO_CONFIRM),
        ((), Marked(not_applicable_reason="不使用"), (), DutyStatus.TO_CONFIRM),
        ((), CONFIRMED, (), DutyStatus.NOT_APPLICABLE),
        ((), DONE, (), DutyStatus.TO_CONFIRM),  # 「已完成」 was said, not 「不适用」 confirmed
    ],
)
def test_where_a_duty_stands(
    items: PART, mark: Marked, waiting: tuple[str, ...], status: DutyStatus
) -> None:
    assert rules.duty_status(DUTY, items, mark, TODAY, waiting_for=waiting) is status


@pytest.mark.parametrize(
    ("items", "mark", "waiting", "expected"),
    [
        (GOOD, Marked(), (), ["DU12"]),
        (GOOD, DONE, (), []),
        (EMPTY, DONE, (), ["DU01"]),
        (EMPTY, Marked(), ("第一项", "第二项"), ["DU01", "DU15", "DU12"]),
        (GOOD, DONE, ("第一项",), ["DU15"]),
    ],
)
def test_du12_du15_a_duty_is_said_to_be_done_after_what_comes_before_it(
    items: PART, mark: Marked, waiting: tuple[str, ...], expected: list[str]
) -> None:
    found = rules.duty_problems(DUTY, items, mark, TODAY, waiting_for=waiting)

    assert [problem.code for problem in found] == expected
    assert all("、".join(waiting) in p.text for p in found if p.code == "DU15")


@pytest.mark.parametrize(
    ("duty", "mark", "places"),
    [
        (DUTY, Marked(), ["d09#reason", "d09#confirm"]),
        (DUTY, CONFIRMED, []),
        (DUTY, Marked(not_applicable_reason="没有"), ["d09#confirm"]),
        (DUTY, Marked(confirmed_by="张𠮷"), ["d09#reason"]),
        (ABSENT, Marked(), ["d08#confirm"]),
        (ABSENT, Marked(confirmed_by="张𠮷"), []),
        (ABSENT, DONE, ["d08#confirm"]),
    ],
)
def test_du13_a_duty_that_does_not_apply_is_confirmed_with_its_reason(
    duty: Duty, mark: Marked, places: list[str]
) -> None:
    found = rules.duty_problems(duty, (), mark, TODAY)
    assert [(problem.code, problem.where) for problem in found] == [
        ("DU13", place) for place in places
    ]


def test_only_what_blocks_keeps_a_duty_from_being_finished() -> None:
    asked = item(evidence=SHEET)
    given = Given(value="conforms", evidence_reason="原件在总部")
    mark = Marked(done=True, confirmed_by="王芳")
    assert rules.duty_problems(D01, ((asked, given),), mark, TODAY)
    assert rules.blocking(D01, ((asked, given),), mark, TODAY) == []
    assert rules.duty_status(D01, ((asked, given),), mark, TODAY) is DutyStatus.DONE
