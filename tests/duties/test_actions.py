from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from selfcheck import history
from selfcheck.duties import actions, queries
from selfcheck.duties.pages import DutyPage
from selfcheck.duties.records import Answer, DutyMark, RegisterRow
from selfcheck.duties.rules import LONGEST_TEXT, DutyStatus
from selfcheck.enterprise import actions as enterprise
from selfcheck.errors import NotReady
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.rounds import RoundStatus
from tests.builders import NOW, TODAY, Workspace, a_jpeg, a_pack, a_workspace, reopened

SPACES = "d03.spaces"


def answer(work: Workspace, item: str, value: str) -> str:
    return work.act(actions.answer, work.walk, item, value, now=NOW)


def write(work: Workspace, item: str, field: str, value: str | date | None) -> object:
    return work.act(actions.write, work.walk, item, field, value, now=NOW)


def add_row(work: Workspace, item: str = SPACES, **cells: str) -> int:
    return work.act(actions.add_row, work.walk, item, cells, now=NOW)


def page(work: Workspace, duty: str) -> DutyPage:
    return work.read(queries.duty_page, work.walk, duty)


def refused(work: Workspace, act: Callable[[], object]) -> list[str]:
    """The codes with which an action is refused; nothing may have been written."""
    before = work.lines()
    with pytest.raises(NotReady) as refusal:
        act()
    assert work.lines() == before
    return [problem.code for problem in refusal.value.problems]


def finish_d01(work: Workspace) -> None:
    """Everything of the first duty, right and complete."""
    stored = take_in(work.folder, a_jpeg(), name="入口.jpg")
    work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=NOW)
    for key, value in {
        "issued": "conforms",
        "entrance": "conforms",
        "people": "120",
        "issued_on": "2026-03-01",
        "how_often": "month",
        "told": "yes",
    }.items():
        answer(work, f"d01.{key}", value)


def test_an_answer_is_kept_in_any_folder_and_its_former_value_returned(tmp_path: Path) -> None:
    folder = tmp_path / "张三 & 李四 档案"
    with a_workspace(folder) as work:
        assert answer(work, "d01.issued", "conforms") == ""
        assert answer(work, "d01.issued", "not_applicable") == "conforms"
        assert write(work, "d01.issued", "note", " 已张贴\u200b ") == ""
        assert write(work, "d01.issued", "note", "") == "已张贴"
    with reopened(folder) as work:
        line = page(work, "d01").lines[0]
    assert (line.value, line.words, line.note) == ("not_applicable", "不适用", "")


def test_taking_a_wrong_click_back_restores_the_last_answer(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        answer(work, "d01.people", "12")
        before = answer(work, "d01.people", "1200")
        assert answer(work, "d01.people", before) == "1200"
        assert page(work, "d01").lines[2].value == "12"
        answer(work, "d01.people", "")
        assert not page(work, "d01").lines[2].answered


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        ("d01.people", "NaN", "DU09"),
        ("d01.people", "1e400", "DU09"),
        ("d01.people", "0", "DU09"),
        ("d01.issued_on", "0001-01-01", "DU10"),
        ("d01.issued_on", "20261124", "DU10"),
        ("d01.issued", "yes", "DU01"),
        ("d01.remarks", "长" * 2001, "DU01"),
    ],
)
def test_du09_du10_what_an_item_cannot_hold_is_refused(
    tmp_path: Path, item: str, value: str, code: str
) -> None:
    with a_workspace(tmp_path) as work:
        assert refused(work, lambda: answer(work, item, value)) == [code]


def test_du09_full_width_figures_are_kept_as_figures(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        answer(work, "d01.people", "１２０")
        add_row(work, name="水池", depth="３．５", checked="２０３０－０１－０１")
        assert page(work, "d01").lines[2].words == "120 人"
        row = page(work, "d03").lines[0].rows[0]
        assert row.cells == {"name": "水池", "depth": "3.5", "checked": "2030-01-01"}


@pytest.mark.parametrize("field", ["note", "reason", "evidence_reason", "measures", "owner"])
def test_du03_each_word_field_ends_at_two_thousand_characters(
    tmp_path: Path, field: str
) -> None:
    with a_workspace(tmp_path) as work:
        write(work, "d01.issued", field, "长" * LONGEST_TEXT)
        too_long = "长" * (LONGEST_TEXT + 1)
        assert refused(work, lambda: write(work, "d01.issued", field, too_long)) == ["DU03"]
        assert write(work, "d01.issued", field, " \u3000\t ") == "长" * LONGEST_TEXT
        assert write(work, "d01.issued", field, None) == ""


def test_pasted_text_loses_what_no_one_can_see_and_nothing_else(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        write(
            work,
            "d01.issued",
            "note",
            "第一行\v第二行\r\n第三行\x00\ud83d\u202e\ufeff𠮷\U000f0001",
        )
        assert page(work, "d01").lines[0].note == "第一行\n第二行\n第三行𠮷\U000f0001"
        assert work.read(history.check) is None


@pytest.mark.parametrize(
    ("field", "day", "code"),
    [
        ("corrected_on", TODAY, None),
        ("corrected_on", TODAY + timedelta(days=1), "DU05"),
        ("corrected_on", date(1, 1, 1), "DU05"),
        ("deadline", TODAY + timedelta(days=365), None),
        ("deadline", date(1, 1, 1), "DU05"),
        ("deadline", date(9999, 12, 31), "DU05"),
    ],
)
def test_du05_a_day_that_cannot_be_meant_is_refused(
    tmp_path: Path, field: str, day: date, code: str | None
) -> None:
    with a_workspace(tmp_path) as work:
        if code:
            assert refused(work, lambda: write(work, "d01.issued", field, day)) == [code]
        else:
            assert write(work, "d01.issued", field, day) is None
            assert write(work, "d01.issued", field, None) == day


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda work: answer(work, "d99.unknown", "conforms"), KeyError),
        (lambda work: write(work, "d99.unknown", "note", "x"), KeyError),
        (lambda work: write(work, "d01.issued", "value", "x"), ValueError),
        (lambda work: add_row(work, "d99.unknown"), KeyError),
        (lambda work: add_row(work, unknown="x"), KeyError),
        (lambda work: add_row(work, "d01.issued", name="x"), AssertionError),
        (lambda work: work.act(actions.change_cell, work.walk, 1, "unknown", "x"), KeyError),
        (lambda work: work.act(actions.change_cell, work.walk, 99, "name", "x"), NoResultFound),
        (lambda work: work.act(actions.assign, work.walk, "d99", "x"), KeyError),
        (
            lambda work: work.act(actions.say_done, work.walk, "d99", by="x", now=NOW),
            KeyError,
        ),
    ],
)
def test_what_is_not_asked_cannot_be_answered_and_nothing_is_written(
    tmp_path: Path, act: Callable[[Workspace], object], error: type[Exception]
) -> None:
    with a_workspace(tmp_path) as work:
        add_row(work, name="水池")
        before = work.lines()
        with pytest.raises(error):
            act(work)
        assert work.lines() == before


def test_answers_to_questions_of_another_pack_are_kept_and_not_shown(tmp_path: Path) -> None:
    def put(session: Session) -> None:
        session.add(Answer(round_id=1, item_key="d07.old", value="conforms"))
        session.add(RegisterRow(round_id=1, item_key="d07.list", number=1, cells={"a": "b"}))
        session.add(DutyMark(round_id=1, duty_key="d07", done=True))
        session.add(RegisterRow(round_id=1, item_key=SPACES, number=1, cells={"gone": "x"}))

    with a_workspace(tmp_path) as work:
        work.act(put)
        shown = [row.key for row in work.read(queries.duty_list, work.walk).rows]
        assert shown == ["d01", "d02", "d03", "d04"]
        assert page(work, "d03").lines[0].rows[0].faults == {"name": "填写“名称”"}


# registers


def test_a_register_declared_empty_takes_rows_afterwards(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(actions.declare_empty, work.walk, SPACES, now=NOW)
        line = page(work, "d03").lines[0]
        assert (line.value, line.words, line.problems) == ("none", "本企业没有有限空间", ())
        first = add_row(work, name="化粪池")
        add_row(work, name="水池", sort="tank", locked="yes", depth="3")
        line = page(work, "d03").lines[0]
        assert (line.value, line.words) == ("kept", "2 处")
        assert [row.code for row in line.rows] == ["KJ-01", "KJ-02"]
        assert line.rows[1].words["sort"] == "罐体"
        assert line.rows[1].words["locked"] == "是"
        assert line.rows[1].words["depth"] == "3 米"

        def empty() -> None:
            work.act(actions.declare_empty, work.walk, SPACES, now=NOW)

        assert refused(work, empty) == ["DU07"]
        work.act(actions.strike_row, work.walk, first, struck=True, now=NOW)
        assert [row.code for row in page(work, "d03").lines[0].rows] == ["KJ-02"]


def test_a_struck_row_stays_in_the_file_and_comes_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        row = add_row(work, name="化粪池")
        work.act(actions.strike_row, work.walk, row, struck=True, now=NOW)
        assert page(work, "d03").lines[0].value == ""
        work.act(actions.declare_empty, work.walk, SPACES, now=NOW)
        work.act(actions.strike_row, work.walk, row, struck=False, now=NOW)
        assert page(work, "d03").lines[0].value == "kept"
        work.act(actions.strike_row, work.walk, row, struck=True, now=NOW)
        add_row(work, name="新的")
        assert [r.code for r in page(work, "d03").lines[0].rows] == ["KJ-02"]


def test_du07_a_register_without_words_for_it_cannot_be_declared_empty(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:

        def empty() -> None:
            work.act(actions.declare_empty, work.walk, "d03.drills", now=NOW)

        assert refused(work, empty) == ["DU07"]
        assert refused(work, lambda: answer(work, "d03.drills", "none")) == ["DU01"]


def test_du08_a_cell_is_kept_as_it_was_left_or_refused_with_the_reason(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        row = add_row(work, name="化粪池")

        def change(column: str, text: str) -> str:
            return work.act(actions.change_cell, work.walk, row, column, text)

        assert change("name", " 新名 ") == "化粪池"
        assert change("name", "") == "新名"
        assert change("depth", "２") == ""
        assert refused(work, lambda: change("depth", "很深")) == ["DU08"]
        assert refused(work, lambda: change("checked", "0001-01-01")) == ["DU08"]
        assert refused(work, lambda: change("name", "长" * 201)) == ["DU08"]
        assert page(work, "d03").lines[0].rows[0].cells == {"depth": "2"}


# done


def test_du12_saying_done_tells_everything_that_is_missing(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:

        def done(duty: str, by: str = "王芳") -> None:
            work.act(actions.say_done, work.walk, duty, by=by, now=NOW)

        assert refused(work, lambda: done("d01")) == ["DU01"] * 2 + ["DU06"] + ["DU01"] * 4
        finish_d01(work)
        assert refused(work, lambda: done("d01", " ")) == ["DU12"]
        done("d01")
        shown = page(work, "d01")
        assert (shown.status, shown.confirmed_by) == (DutyStatus.DONE, "王芳")
        assert shown.confirmed_at == "2026-11-24T10:32:05+08:00"
        work.act(actions.say_not_done, work.walk, "d01")
        assert page(work, "d01").status is DutyStatus.IN_PROGRESS


@pytest.mark.parametrize(
    "change",
    [
        lambda work: answer(work, "d01.people", "121"),
        lambda work: write(work, "d01.issued", "note", "补充"),
    ],
)
def test_a_changed_answer_takes_back_that_a_duty_is_done(
    tmp_path: Path, change: Callable[[Workspace], object]
) -> None:
    with a_workspace(tmp_path) as work:
        finish_d01(work)
        work.act(actions.say_done, work.walk, "d01", by="王芳", now=NOW)
        change(work)
        shown = page(work, "d01")
        assert (shown.done, shown.confirmed_by, shown.confirmed_at) == (False, "", "")


def test_a_changed_register_takes_back_that_a_duty_is_done(tmp_path: Path) -> None:
    def say_done() -> None:
        work.act(actions.say_done, work.walk, "d03", by="王芳", now=NOW)
        assert page(work, "d03").status is DutyStatus.DONE

    with a_workspace(tmp_path) as work:
        row = add_row(work, name="化粪池")
        add_row(work, name="水池")
        changes: list[Callable[[], object]] = [
            lambda: add_row(work, name="地窖"),
            lambda: work.act(actions.change_cell, work.walk, row, "depth", "2"),
            lambda: work.act(actions.strike_row, work.walk, row, struck=True, now=NOW),
        ]
        for change in changes:
            say_done()
            change()
            assert not page(work, "d03").done


def test_du15_what_comes_before_is_finished_first(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        assert page(work, "d02").status is DutyStatus.NOT_YET
        answer(work, "d02.trained", "conforms")
        write(work, "d02.trained", "evidence_reason", "原件在总部")

        def done() -> None:
            work.act(actions.say_done, work.walk, "d02", by="王芳", now=NOW)

        assert refused(work, done) == ["DU15"]
        finish_d01(work)
        work.act(actions.say_done, work.walk, "d01", by="王芳", now=NOW)
        done()
        assert page(work, "d02").status is DutyStatus.DONE
        answer(work, "d01.people", "5")
        assert page(work, "d02").status is DutyStatus.IN_PROGRESS


def confirm(work: Workspace, *, reason: str = "不使用燃气", by: str = "张𠮷") -> None:
    work.act(actions.confirm_not_applicable, work.walk, "d04", reason=reason, by=by, now=NOW)


def test_du13_the_principal_confirms_that_a_duty_does_not_apply(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        assert refused(work, lambda: confirm(work, reason=" ", by="")) == ["DU13", "DU13"]
        confirm(work)
        shown = page(work, "d04")
        assert (shown.status, shown.applies) == (DutyStatus.NOT_APPLICABLE, False)
        assert shown.status_words == "本期不适用（不使用燃气）"
        work.act(actions.say_not_done, work.walk, "d04")
        assert page(work, "d04").status is DutyStatus.TO_CONFIRM


def test_du13_a_duty_that_applies_cannot_be_waved_away(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.meet(uses_gas=True)
        assert refused(work, lambda: confirm(work)) == ["DU13"]


def test_du13_done_by_the_staff_is_no_confirmation_by_the_principal(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.meet(uses_gas=True)
        answer(work, "d04.alarm", "conforms")
        work.act(actions.say_done, work.walk, "d04", by="员工李雷", now=NOW)
        assert page(work, "d04").status is DutyStatus.DONE
        work.meet(uses_gas=False)
        assert page(work, "d04").status is DutyStatus.TO_CONFIRM
        confirm(work)
        assert page(work, "d04").status is DutyStatus.NOT_APPLICABLE
        work.meet(uses_gas=True)
        assert page(work, "d04").status is DutyStatus.IN_PROGRESS


def test_du13_what_does_not_apply_is_not_said_to_be_done(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        confirm(work)

        def done() -> None:
            work.act(actions.say_done, work.walk, "d04", by="王芳", now=NOW)

        assert refused(work, done) == ["DU13"]
        assert page(work, "d04").status is DutyStatus.NOT_APPLICABLE


# rounds

CHANGES: dict[str, Callable[[Workspace], object]] = {
    "answer": lambda work: answer(work, "d01.issued", "conforms"),
    "take back": lambda work: answer(work, "d01.told", ""),
    "write": lambda work: write(work, "d01.issued", "note", "新"),
    "deadline": lambda work: write(work, "d01.issued", "deadline", TODAY),
    "add row": lambda work: add_row(work, name="地窖"),
    "change cell": lambda work: work.act(actions.change_cell, work.walk, 1, "name", "新"),
    "strike row": lambda work: work.act(actions.strike_row, work.walk, 1, struck=True, now=NOW),
    "assign": lambda work: work.act(actions.assign, work.walk, "d01", "王芳"),
    "say not done": lambda work: work.act(actions.say_not_done, work.walk, "s01"),
    "say done": lambda work: work.act(actions.say_done, work.walk, "s01", by="王", now=NOW),
    "confirm": confirm,
}


def prepared(work: Workspace) -> None:
    """Something that every change can change."""
    answer(work, "d01.told", "yes")
    add_row(work, name="化粪池")
    answer(work, "s01.known", "conforms")
    work.act(actions.say_done, work.walk, "s01", by="周建华", now=NOW)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_duty_withdraws_the_approval(tmp_path: Path, change: str) -> None:
    with a_workspace(tmp_path) as work:
        prepared(work)
        work.stand_at(RoundStatus.APPROVED)
        CHANGES[change](work)
        assert work.status() is RoundStatus.DRAFT


@pytest.mark.parametrize("change", [*CHANGES, "declare empty"])
def test_rd01_a_signed_round_refuses_every_change_of_a_duty(
    tmp_path: Path, change: str
) -> None:
    with a_workspace(tmp_path) as work:
        prepared(work)
        work.stand_at(RoundStatus.SIGNED)

        def act() -> None:
            if change == "declare empty":
                work.act(actions.declare_empty, work.walk, SPACES, now=NOW)
            else:
                CHANGES[change](work)

        assert refused(work, act) == ["RD01"]


def a_second_round(work: Workspace, *, correction: bool) -> int:
    work.stand_at(RoundStatus.SIGNED)
    new = work.act(enterprise.open_round, pack=a_pack(), period="2026-12", now=NOW)
    work.act(actions.carry_over, old_round=1, new_round=new, answers=correction)
    return new


def test_rd01_a_row_of_a_signed_round_is_not_changed_through_the_next_one(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as work:
        row = add_row(work, name="化粪池")
        new = a_second_round(work, correction=False)
        walk = replace(work.walk, round_id=new)

        def change() -> None:
            work.act(actions.change_cell, walk, row, "name", "改过")

        assert refused(work, change) == ["RD01"]
        with pytest.raises(AssertionError):
            work.act(actions.strike_row, walk, row, struck=True, now=NOW)


def notes_of(session: Session, round_id: int) -> list[str]:
    notes = select(Answer.note).where(Answer.round_id == round_id)
    return list(session.exec(notes.order_by(col(Answer.item_key))))


@pytest.mark.parametrize("correction", [True, False])
def test_registers_and_owners_go_along_answers_only_into_a_correction(
    tmp_path: Path, correction: bool
) -> None:
    def kept(session: Session) -> tuple[list[str], list[dict[str, str]], list[DutyMark]]:
        answers = select(Answer.item_key).where(Answer.round_id == new)
        rows = select(RegisterRow).where(RegisterRow.round_id == new)
        marks = select(DutyMark).where(DutyMark.round_id == new)
        return (
            list(session.exec(answers.order_by(col(Answer.item_key)))),
            [dict(row.cells) for row in session.exec(rows)],
            list(session.exec(marks)),
        )

    with a_workspace(tmp_path) as work:
        answer(work, "d01.issued", "conforms")
        add_row(work, name="化粪池")
        write(work, SPACES, "note", "已送检")
        gone = add_row(work, name="填平了")
        work.act(actions.strike_row, work.walk, gone, struck=True, now=NOW)
        work.act(actions.assign, work.walk, "d03", "王芳")
        work.act(actions.say_done, work.walk, "d03", by="王芳", now=NOW)
        new = a_second_round(work, correction=correction)
        answers, rows, (mark,) = work.read(kept)
        notes = work.read(notes_of, new)
        assert work.read(history.check) is None

    assert answers == (["d01.issued", SPACES] if correction else [SPACES])
    assert notes == (["", "已送检"] if correction else [""])
    assert rows == [{"name": "化粪池"}]
    assert (mark.owner, mark.done, mark.confirmed_by) == ("王芳", False, "")


# 转为隐患


@pytest.fixture(name="work")
def an_open_round(tmp_path: Path) -> Iterator[Workspace]:
    """A round that nothing was answered in."""
    with a_workspace(tmp_path) as made:
        yield made


def link(work: Workspace, number: str, item: str = "d01.issued") -> None:
    work.act(actions.link_hazard, work.walk, item, number)


def number_of(work: Workspace, item: str = "d01.issued") -> str:
    return work.read(queries.hazard_number, work.walk, item)


def test_an_answer_that_does_not_conform_names_its_hazard_and_lets_it_go(
    work: Workspace,
) -> None:
    assert number_of(work) == ""
    answer(work, "d01.issued", "does_not_conform")

    link(work, "YH-2026-052")
    assert number_of(work) == "YH-2026-052"

    link(work, "")
    assert number_of(work) == ""


def test_the_same_number_again_writes_no_line(work: Workspace) -> None:
    answer(work, "d01.issued", "does_not_conform")
    link(work, "YH-2026-052")
    before = work.lines()

    link(work, "YH-2026-052")

    assert work.lines() == before


@pytest.mark.parametrize("value", ["", "conforms", "not_applicable"])
def test_du05_only_what_does_not_conform_is_followed_by_a_hazard(
    work: Workspace, value: str
) -> None:
    answer(work, "d01.issued", value)

    assert refused(work, lambda: link(work, "YH-2026-052")) == ["DU05"]


def test_a_link_withdraws_an_approval_and_rd01_a_signed_round_takes_none(
    work: Workspace,
) -> None:
    answer(work, "d01.issued", "does_not_conform")
    work.stand_at(RoundStatus.APPROVED)
    link(work, "YH-2026-052")
    assert work.status() is RoundStatus.DRAFT

    work.stand_at(RoundStatus.SIGNED)
    assert refused(work, lambda: link(work, "")) == ["RD01"]


def test_a_duty_said_to_be_done_is_said_anew_when_an_answer_becomes_a_hazard(
    work: Workspace,
) -> None:
    finish_d01(work)
    answer(work, "d01.issued", "does_not_conform")
    write(work, "d01.issued", "note", "没有发布")
    link(work, "YH-2026-052")
    work.act(actions.say_done, work.walk, "d01", by="周建华", now=NOW)

    link(work, "")

    assert not work.read(lambda session: session.exec(select(DutyMark)).one()).done


def test_the_page_says_where_it_is_followed(work: Workspace) -> None:
    answer(work, "d01.issued", "does_not_conform")
    write(work, "d01.issued", "note", "没有发布")
    link(work, "YH-2026-052")

    line = next(line for line in page(work, "d01").lines if line.key == "d01.issued")

    assert line.hazard_number == "YH-2026-052"
    assert [(need.key, need.met) for need in line.needs] == [
        ("note", True),
        ("rectification", True),
    ]
    assert line.evidence_least == 0
    assert line.problems == ()
