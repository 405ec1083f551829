from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from selfcheck.duties import actions, queries, states
from selfcheck.duties.rules import DutyStatus
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.forms.pack import Pack
from tests.builders import (
    NOW,
    TODAY,
    Workspace,
    a_duty,
    a_jpeg,
    a_pack,
    a_workspace,
    an_item,
)
from tests.duties.test_actions import add_row, answer, confirm, finish_d01, page, write


def situation(work: Workspace, key: str) -> str:
    listed = work.read(queries.duty_list, work.walk)
    rows = {row.key: row for row in (*listed.rows, *listed.standing)}
    return rows[key].situation


def test_the_list_of_a_new_round_has_everything_to_do(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        listed = work.read(queries.duty_list, work.walk)

    assert [row.key for row in listed.rows] == ["d01", "d02", "d03", "d04"]
    assert [row.key for row in listed.standing] == ["s01"]
    assert listed.covered == (("落实 s02", "第一项、第二项"),)
    assert (listed.done, listed.open, listed.missing_evidence) == (0, 5, 3)
    assert [row.status for row in listed.rows] == [
        DutyStatus.NOT_STARTED,
        DutyStatus.NOT_YET,
        DutyStatus.NOT_STARTED,
        DutyStatus.TO_CONFIRM,
    ]
    assert listed.rows[1].status_words == "尚不能开始（先完成第一项）"
    assert listed.groups[0].title == "一、责任落实"
    assert "证据 0/1" in listed.rows[0].accessible


def test_the_list_says_what_is_missing_or_what_finished_a_duty(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        assert situation(work, "d01") == "共 7 条，都还没有答"
        answer(work, "d01.issued", "conforms")
        assert situation(work, "d01").startswith("还差entrance、people等")
        finish_d01(work)
        assert situation(work, "d01") == "都填好了，确认“已完成”"
        work.act(actions.say_done, work.walk, "d01", by="王芳", now=NOW)
        assert situation(work, "d01") == "7 条已答 · 11-24 王芳确认"
        answer(work, "d02.trained", "conforms")
        assert situation(work, "d02") == "条目已答完，还差佐证 2 件"
        answer(work, "d02.trained", "does_not_conform")
        assert situation(work, "d02") == "1 条“不符合”还没写全整改安排"
        add_row(work, name="池", checked="2020-01-01")
        assert situation(work, "d03") == "登记里有过期或不合要求的内容"
        assert situation(work, "d04") == "不使用燃气，等主要负责人确认"
        confirm(work)
        assert situation(work, "d04") == "理由已由主要负责人张𠮷确认"


def test_a_nonconformity_shows_its_three_needs_until_they_are_met(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        answer(work, "s01.known", "does_not_conform")
        (line,) = page(work, "s01").lines
        assert [(need.key, need.met) for need in line.needs] == [
            ("note", False),
            ("photo", False),
            ("rectification", False),
        ]
        write(work, "s01.known", "note", "未张贴")
        write(work, "s01.known", "owner", "王芳")
        (line,) = page(work, "s01").lines
        assert [need.met for need in line.needs] == [True, False, False]
        assert line.needs[2].hint == "还差措施、期限"
        write(work, "s01.known", "corrected_on", TODAY)
        (line,) = page(work, "s01").lines
        assert (line.needs[1].text, line.evidence_least) == ("整改前、后照片", 2)


def test_a_certificate_that_expires_overnight_reopens_the_duty(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        add_row(work, name="池", checked=TODAY.isoformat())
        work.act(actions.say_done, work.walk, "d03", by="王芳", now=NOW)
        assert page(work, "d03").status is DutyStatus.DONE
        work.walk = replace(work.walk, today=TODAY + timedelta(days=1))
        assert page(work, "d03").status is DutyStatus.HAS_PROBLEM
        assert page(work, "d03").lines[0].rows[0].odd == {"checked": "“检测有效期”已过 1 天"}


def test_du15_a_prerequisite_counts_whichever_number_it_has(tmp_path: Path) -> None:
    pack = a_pack()
    later = Pack.model_validate(
        pack.model_dump()
        | {
            "duties": [
                a_duty("d01", 1, an_item("d01.asked"), after=["d02", "s01"]),
                a_duty("d02", 2, an_item("d02.asked")),
            ],
            "statutory": [a_duty("s01", 1, an_item("s01.known"))],
        }
    )
    with a_workspace(tmp_path) as work:
        work.walk = replace(work.walk, pack=later)
        shown = page(work, "d01")
        assert shown.waiting_for == ("第二项", "法定职责一")
        assert shown.status is DutyStatus.NOT_YET
        listed = work.read(queries.duty_list, work.walk)
        assert [row.key for row in listed.rows] == ["d01", "d02"]


def test_the_next_open_duty_is_offered_and_none_when_all_are_closed(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        assert page(work, "d01").next_key == "d02"
        assert page(work, "s01").next_key == "d01"
        one = a_pack().model_dump() | {
            "duties": [a_duty("d01", 1, an_item("d01.asked"))],
            "statutory": [],
        }
        work.walk = replace(work.walk, pack=Pack.model_validate(one))
        assert page(work, "d01").next_key == ""


def test_the_foot_of_the_page_names_the_first_things_missing(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        shown = page(work, "d01")
        assert shown.still_missing == "回答“issued”；回答“entrance” 等 7 项"
        assert (shown.answered, shown.evidence_have, shown.evidence_need) == (0, 0, 1)
        finish_d01(work)
        shown = page(work, "d01")
        assert shown.still_missing == ""
        assert (shown.answered, shown.evidence_have, len(shown.evidence)) == (6, 1, 1)


def test_each_line_bears_the_mark_of_how_it_stands(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        answer(work, "d01.issued", "not_applicable")
        answer(work, "d01.entrance", "conforms")
        answer(work, "d01.people", "5")
        marks = [line.mark for line in page(work, "d01").lines]
        assert marks[:4] == ["na", "partly", "ok", "todo"]
        answer(work, "d01.issued", "does_not_conform")
        assert page(work, "d01").lines[0].mark == "bad"


def test_du03_du05_an_arranged_nonconformity_is_no_alarm_any_more(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        key = "d01.entrance"
        answer(work, key, "does_not_conform")
        assert page(work, "d01").lines[1].mark == "bad"
        stored = take_in(work.folder, a_jpeg(), name="现场.jpg")
        work.act(evidence.add, stored, round_id=1, item_key=key, now=NOW)
        arranged = {"note": "未上锁", "measures": "加锁", "owner": "王芳"}
        for field, text in arranged.items():
            write(work, key, field, text)
        assert page(work, "d01").lines[1].mark == "bad"  # no day yet
        write(work, key, "deadline", TODAY + timedelta(days=1))
        assert page(work, "d01").lines[1].mark == "ok"


def test_values_are_told_as_people_say_them() -> None:
    pack = a_pack()
    told = [
        ("d01.issued", "", "未答"),
        ("d01.issued", "does_not_conform", "不符合"),
        ("d01.people", "12", "12 人"),
        ("d01.how_often", "month", "每月"),
        ("d01.told", "no", "否"),
        ("d01.issued_on", "2026-11-24", "2026-11-24"),
        ("d03.spaces", "none", "本企业没有有限空间"),
    ]
    for key, value, words in told:
        assert states.value_words(pack.item(key), value, 0) == words
    assert states.value_words(pack.item("d03.spaces"), "kept", 4) == "4 处"


def test_duties_are_numbered_in_chinese() -> None:
    numbers = [1, 9, 10, 11, 13]
    duties = [a_pack().duty("d01").model_copy(update={"number": n}) for n in numbers]
    assert [states.ordinal(duty) for duty in duties] == [
        "第一项",
        "第九项",
        "第十项",
        "第十一项",
        "第十三项",
    ]
