"""One editor for every kind of answer: what it tells, what it shows, and what stays when refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.ui.duty.answer_editors import (
    EDITORS,
    AnswerEditor,
    DateEditor,
    NumberEditor,
    OptionEditor,
    TextEditor,
)
from tests.ui.duty_stage import Stage, a_stage, focused, leave, press, settle
from tests.ui.stage import compose, write

# one item of every kind in the shipped questions
ITEMS = {
    "conformity": "d01.plan_issued",
    "yes_no": "d04.key_unit",
    "number": "d01.study_count",
    "date": "d01.kickoff_on",
    "choice": "d02.safety_staff_kind",
    "text": "d13.standards",
    "register": "d01.led_inspections",
}


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with a_stage(qtbot, tmp_path) as made:
        yield made


def at(stage: Stage, kind: str) -> tuple[AnswerEditor, str]:
    """The editor of a kind on its page, with the keyboard in it."""
    key = ITEMS[kind]
    stage.open("duty", key.partition(".")[0], key)
    return stage.row(key).editor, key


def test_every_kind_of_the_shipped_questions_has_an_editor(stage):
    kinds = {item.answer for duty in stage.workspace.pack.all_duties for item in duty.items}
    assert kinds == set(EDITORS) == set(ITEMS)


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_every_editor_says_which_item_it_answers(stage, kind):
    editor, key = at(stage, kind)
    line = stage.line(key)
    assert editor.isAncestorOf(focused())
    name = focused().accessibleName()
    assert name.startswith(f"第 {line.number} 条 {line.short}")


@pytest.mark.parametrize(
    ("kind", "key", "kept"),
    [
        ("conformity", Qt.Key.Key_2, "does_not_conform"),
        ("yes_no", Qt.Key.Key_2, "no"),
        ("choice", Qt.Key.Key_1, "agency"),
    ],
)
def test_a_figure_chooses(stage, kind, key, kept):
    _, item = at(stage, kind)
    press(key)
    value = stage.line(item).value
    assert value == (kept if kind != "choice" else stage.line(item).options[0].key)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("number", "４", "4"),
        ("number", "3.50", "3.50"),
        ("date", "20261103", "2026-11-03"),
        ("date", "2026年11月3日", "2026-11-03"),
        ("text", "工贸行业重大事故隐患判定标准", "工贸行业重大事故隐患判定标准"),
    ],
)
def test_what_is_typed_is_kept_when_left(stage, kind, typed, kept):
    _, item = at(stage, kind)
    write(focused(), typed)
    assert stage.line(item).value == ""
    leave()
    assert stage.line(item).value == kept


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("number", "三次", "只填数字，单位是“次”，不用写"),
        ("date", "下周", "按“2026-11-24”的样子填写日期"),
        ("date", "20261301", "没有 2026 年 13 月 1 日这一天，检查月和日"),
    ],
)
def test_du09_du10_what_cannot_be_kept_stays_with_its_sentence(stage, kind, typed, sentence):
    editor, item = at(stage, kind)
    assert isinstance(editor, NumberEditor | DateEditor)
    write(focused(), typed)
    leave()
    row = stage.row(item)
    told = row.problem.text() or (
        editor.field.problem.text() if isinstance(editor, DateEditor) else ""
    )
    assert told == sentence
    field = editor.field.line if isinstance(editor, DateEditor) else editor.field
    assert field.text() == typed
    assert field.property("wrong")
    assert stage.line(item).value == ""

    stage.duty.reload()  # a change elsewhere lets it stand
    assert field.text() == typed
    field.setFocus()
    field.selectAll()
    write(field, "5" if kind == "number" else "2026-11-03")
    leave()
    assert stage.line(item).value in ("5", "2026-11-03")
    assert row.problem.text() == ""
    assert not field.property("wrong")


def test_a_figure_that_was_kept_and_then_refused_stays_until_mended(stage):
    editor, item = at(stage, "number")
    write(focused(), "4")
    leave()
    assert isinstance(editor, NumberEditor)
    editor.field.setFocus()
    editor.field.selectAll()
    write(editor.field, "四")
    leave()
    stage.duty.reload()
    assert editor.field.text() == "四"
    assert stage.line(item).value == "4"
    editor.field.setFocus()
    editor.field.selectAll()
    write(editor.field, "4")
    leave()
    assert stage.row(item).problem.text() == ""


def test_composing_is_not_told_as_an_answer(stage):
    editor, item = at(stage, "text")
    assert isinstance(editor, TextEditor)
    compose(editor.field, "gongmao")
    stage.duty.reload()
    assert stage.line(item).value == ""
    write(editor.field, "工贸")
    leave()
    assert stage.line(item).value == "工贸"


def test_du03_a_text_that_is_too_long_is_not_lost(stage):
    editor, item = at(stage, "text")
    assert isinstance(editor, TextEditor)
    write(editor.field, "长" * 2001)
    leave()
    assert "最多写 2000 个字" in stage.row(item).problem.text()
    assert len(editor.field.toPlainText()) == 2001
    assert stage.line(item).value == ""


def test_a_choice_in_a_list_is_kept_at_once(stage):
    editor, item = at(stage, "choice")
    assert isinstance(editor, OptionEditor)
    editor.field.setCurrentIndex(1)
    editor.field.activated.emit(1)
    settle()
    assert stage.line(item).value == stage.line(item).options[1].key


def test_figures_are_typed_into_a_field_and_choose_nothing(stage):
    editor, item = at(stage, "number")
    assert isinstance(editor, NumberEditor)
    press(Qt.Key.Key_2)
    assert editor.field.text() == "2"
    press(Qt.Key.Key_Down)
    assert stage.line(item).value == "2"  # going to the next item leaves the field


def test_the_register_editor_leads_to_its_rows(stage):
    _, item = at(stage, "register")
    press(Qt.Key.Key_Space)
    card = stage.duty.registers.cards[item]
    assert card.isAncestorOf(focused())
