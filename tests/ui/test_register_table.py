"""A register on the page: rows edited in place, struck and taken back, and told to be empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.duties import actions
from selfcheck.ui.duty.register_cells import Cell, ChoiceCell, LineCell
from selfcheck.ui.duty.register_columns import shares
from selfcheck.ui.duty.register_table import RegisterCard
from selfcheck.ui.fields import LineField
from tests.prepared import NOW
from tests.ui.duty_stage import Stage, a_stage, click, focused, leave, press, settle
from tests.ui.stage import write

SPACES, EQUIPMENT = "d06.space_list", "d06.equipment"
CONTROL = Qt.KeyboardModifier.ControlModifier
ROW = {
    "name": "污水池",
    "dangers": "硫化氢",
    "entrance": "locked",
    "sign": "yes",
    "guard": "刘志强",
}


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with a_stage(qtbot, tmp_path) as made:
        made.open("duty", "d06")
        yield made


def card_of(stage: Stage, item: str = SPACES) -> RegisterCard:
    return stage.duty.registers.cards[item]


def add(stage: Stage, item: str = SPACES, **changes: str) -> int:
    number = stage.act(actions.add_row, stage.walk, item, {**ROW, **changes}, now=NOW)
    settle()
    return number


def cell(stage: Stage, row: int, column: str, item: str = SPACES) -> Cell:
    return card_of(stage, item).rows[row].cells[column]


def pick(field: LineField | ChoiceCell, value: str) -> None:
    assert isinstance(field, ChoiceCell)
    at = field.findData(value)
    assert at >= 0
    field.setCurrentIndex(at)
    field.activated.emit(at)
    settle()


def test_a_row_is_added_and_filled_from_cell_to_cell(stage):
    card = card_of(stage)
    assert card.empty.text() == "还没有登记有限空间台账"
    card.add.setFocus()
    press(Qt.Key.Key_Space)
    row = stage.line(SPACES).rows[0].row_id
    assert focused() is cell(stage, row, "name").field

    write(focused(), "污水处理站调节池")
    leave()
    assert focused() is cell(stage, row, "dangers").field
    write(focused(), "硫化氢、缺氧")
    press(Qt.Key.Key_Return)
    assert focused() is cell(stage, row, "entrance").field
    pick(cell(stage, row, "entrance").field, "locked")
    pick(cell(stage, row, "sign").field, "yes")
    kept = stage.line(SPACES).rows[0].cells
    assert kept == {
        "name": "污水处理站调节池",
        "dangers": "硫化氢、缺氧",
        "entrance": "locked",
        "sign": "yes",
    }
    assert card.rows[row].told.text() == "还没填：监护人"
    assert stage.line(SPACES).value == "kept"


def test_every_cell_says_which_row_and_column_it_is(stage):
    row = add(stage)
    assert cell(stage, row, "dangers").field.accessibleName() == "KJ-01 危险因素"
    assert card_of(stage).rows[row].strike.accessibleName() == "移除 KJ-01"


def test_a_text_that_does_not_fit_is_elided_until_one_types_in_it(stage):
    row = add(stage, name="二号厂房东侧与三号厂房之间的地下污水提升泵井和循环水池" * 4)
    field = cell(stage, row, "name").field
    assert isinstance(field, LineCell)
    assert field.elided
    quiet = field.grab().toImage()
    field.setFocus()
    settle()
    typed = field.grab().toImage()
    assert quiet != typed
    write(field, "短")
    field.selectAll()
    write(field, "短")
    leave()
    assert not field.elided


def test_a_column_is_as_wide_as_its_words_where_there_is_room(stage):
    row = add(stage, name="泵井")
    narrow = cell(stage, row, "name").width()
    add(stage, name="二号厂房东侧与三号厂房之间的地下污水提升泵井")
    settle()
    wide = cell(stage, row, "name")
    assert wide.width() > narrow
    card = card_of(stage)
    for view in card.rows.values():
        for shown in view.cells.values():
            assert not (isinstance(shown.field, LineCell) and shown.field.elided)


@pytest.mark.parametrize(
    ("needs", "room", "widths"),
    [
        ([50, 50], 200, [100, 100]),  # the rest is divided by weight
        ([50, 400, 30], 280, [50, 200, 30]),  # the longest is cut
        ([300, 400, 30], 230, [100, 100, 30]),  # the long ones alike
        ([80, 80, 80], 120, [40, 40, 40]),
        ([80, 80], 1, [1, 1]),
    ],
)
def test_the_short_columns_are_satisfied_first(needs, room, widths):
    assert shares(needs, [1] * len(needs), room) == widths


def test_arrows_go_up_and_down_the_column(stage):
    first, second = add(stage), add(stage, name="化粪池")
    cell(stage, first, "name").field.setFocus()
    press(Qt.Key.Key_Down)
    assert focused() is cell(stage, second, "name").field
    cell(stage, second, "entrance").field.setFocus()
    press(Qt.Key.Key_Up)
    assert focused() is cell(stage, first, "entrance").field


def test_du11_what_contradicts_a_requirement_is_marked_and_named(stage):
    row = add(stage, entrance="open")
    assert cell(stage, row, "entrance").mark.isVisible()
    assert "“未上锁”" in card_of(stage).rows[row].told.text()
    pick(cell(stage, row, "entrance").field, "locked")
    assert not cell(stage, row, "entrance").mark.isVisible()
    assert card_of(stage).rows[row].told.isHidden()


def test_du11_an_expired_day_is_told_with_its_days(stage):
    stage.act(actions.add_row, stage.walk, EQUIPMENT, {"name": "1号叉车"}, now=NOW)
    settle()
    column = next(c.key for c in stage.line(EQUIPMENT).columns if c.expires)
    row = stage.line(EQUIPMENT).rows[0].row_id
    field = cell(stage, row, column, EQUIPMENT).field
    field.setFocus()
    assert isinstance(field, LineField)
    field.selectAll()
    write(field, "20261120")
    leave()
    assert stage.line(EQUIPMENT).rows[0].cells[column] == "2026-11-20"
    assert "4 天" in card_of(stage, EQUIPMENT).rows[row].told.text()


def test_du10_a_day_that_cannot_be_read_stays_with_its_sentence(stage):
    row = stage.act(actions.add_row, stage.walk, EQUIPMENT, {}, now=NOW)
    settle()
    column = next(c.key for c in stage.line(EQUIPMENT).columns if c.kind == "date")
    field = cell(stage, row, column, EQUIPMENT).field
    assert isinstance(field, LineField)
    field.setFocus()
    write(field, "明年三月")
    leave()
    view = card_of(stage, EQUIPMENT).rows[row]
    assert view.problem.text() == "按“2026-11-24”的样子填写日期"
    assert field.text() == "明年三月"

    add(stage)  # a change elsewhere lets it stand
    assert field.text() == "明年三月"
    assert view.problem.isVisible()
    field.setFocus()
    field.selectAll()
    write(field, "2027.3.1")
    leave()
    assert stage.line(EQUIPMENT).rows[0].cells[column] == "2027-03-01"
    assert field.text() == "2027-03-01"
    assert view.problem.isHidden()


def test_du08_too_long_a_cell_is_not_lost(stage):
    row = add(stage)
    field = cell(stage, row, "name").field
    assert isinstance(field, LineField)
    field.setFocus()
    field.selectAll()
    write(field, "长" * 201)
    leave()
    view = card_of(stage).rows[row]
    assert view.problem.text() == "“名称与位置”最多 200 个字"
    assert len(field.text()) == 201
    assert stage.line(SPACES).rows[0].cells["name"] == "污水池"


def test_a_struck_row_can_be_taken_back_in_place(stage):
    first, second = add(stage), add(stage, name="化粪池")
    card = card_of(stage)
    click(card.rows[first].strike)
    assert list(card.rows) == [second]
    assert card.gone.text() == "已移除 KJ-01"
    assert focused() is card.undo

    press(Qt.Key.Key_Space)
    assert [row.row_id for row in stage.line(SPACES).rows] == [first, second]
    assert card.gone.isHidden()
    order = [card.rows[row_id].y() for row_id in (first, second)]
    assert order == sorted(order)


def test_control_z_takes_back_a_cell_and_a_strike(stage):
    row = add(stage)
    pick(cell(stage, row, "entrance").field, "open")
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line(SPACES).rows[0].cells["entrance"] == "locked"

    click(card_of(stage).rows[row].strike)
    assert stage.line(SPACES).rows == ()
    press(Qt.Key.Key_Z, CONTROL)
    assert len(stage.line(SPACES).rows) == 1
    assert card_of(stage).gone.isHidden()


def test_an_added_row_is_taken_back_with_control_z(stage):
    click(card_of(stage).add)
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line(SPACES).rows == ()
    assert stage.line(SPACES).value == ""


def test_du07_none_is_declared_and_taken_back_by_adding(stage):
    card = card_of(stage)
    click(card.none)
    assert stage.line(SPACES).value == "none"
    assert card.empty.text() == "已声明：本企业没有有限空间"
    assert not card.none.isVisible()

    click(card.add)
    assert stage.line(SPACES).value == "kept"
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line(SPACES).value == "none"
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line(SPACES).value == ""


def test_five_rows_are_shown_and_all_when_asked_for(stage):
    for number in range(7):
        add(stage, name=f"{number + 1} 号池")
    card = card_of(stage)
    assert len(card.rows) == 5
    assert card.more.text() == "全部 7 处"
    click(card.more)
    assert len(card.rows) == 7
    click(card.more)
    assert len(card.rows) == 5


def test_a_row_added_behind_the_fifth_is_shown(stage):
    for number in range(6):
        add(stage, name=f"{number + 1} 号池")
    click(card_of(stage).add)
    newest = stage.line(SPACES).rows[-1].row_id
    assert focused() is cell(stage, newest, "name").field


def test_what_is_typed_in_a_cell_survives_a_change_elsewhere(stage):
    row = add(stage)
    field = cell(stage, row, "guard").field
    field.setFocus()
    write(field, "，马建军")
    add(stage, name="化粪池")
    assert isinstance(field, LineField)
    assert "马建军" in field.text()
    assert focused() is field


def test_an_optional_choice_can_be_emptied(stage):
    stage.open("duty", "d05")
    item = "d05.certificates"
    optional = [
        c for c in stage.line(item).columns if c.kind in ("choice", "yes_no") and not c.required
    ]
    row = stage.act(actions.add_row, stage.walk, item, {}, now=NOW)
    settle()
    for column in optional:
        pick(
            cell(stage, row, column.key, item).field,
            "yes" if column.kind == "yes_no" else column.options[0].key,
        )
        pick(cell(stage, row, column.key, item).field, "")
        assert column.key not in stage.line(item).rows[0].cells


def test_the_keyboard_in_a_register_makes_its_item_the_current_one(stage):
    row = add(stage)
    cell(stage, row, "name").field.setFocus()
    settle()
    assert stage.duty.place() == ("d06", SPACES)
    assert stage.duty.tray.add.text() == "添加到第 2 条"


def test_rd01_a_signed_register_can_be_read(stage):
    from selfcheck.rounds import Round, RoundStatus

    row = add(stage)

    def freeze(session: object) -> None:
        session.get_one(Round, stage.walk.round_id).status = RoundStatus.SIGNED  # type: ignore[attr-defined]

    stage.workspace.act(freeze)
    settle()
    card = card_of(stage)
    field = cell(stage, row, "name").field
    assert isinstance(field, LineField)
    assert field.isReadOnly()
    assert not card.add.isVisible()
    assert not card.rows[row].strike.isVisible()
