"""The page of a risk point: fields that are kept when left, units, board, what is wrong and where it leads."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.forms.signs import shipped_signs
from selfcheck.riskmap import actions, publishing
from selfcheck.riskmap.records import ControlLevel, PointKind
from selfcheck.submission import risk_papers
from selfcheck.ui.assess.dialog import AssessDialog
from selfcheck.ui.choices import SegmentedChoice
from selfcheck.ui.hazard_sheets.fields import FieldBox
from selfcheck.ui.riskpoint.diff import pieces
from selfcheck.ui.riskpoint.screen import RiskPointScreen
from selfcheck.ui.riskpoint.terms import TermsField
from tests.prepared import NOW
from tests.ui.duty_stage import click, focused, leave, press, settle
from tests.ui.riskpoint_stage import RiskStage, a_risk_stage, in_dialog
from tests.ui.stage import primary_buttons, write


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[RiskStage]:
    with a_risk_stage(qtbot, tmp_path) as made:
        yield made


def a_bare_point(stage: RiskStage, name: str = "危废间") -> str:
    """A point with a name and nothing else; returns its number."""
    stage.workspace.act(actions.add_point, name=name, kind=PointKind.PLACE, now=NOW)
    return stage.map.points[-1].number


def fill(box: FieldBox, text: str) -> None:
    """Type into a field and leave it."""
    box.field.setFocus()
    settle()
    box.field.selectAll()  # type: ignore[attr-defined]  # a line or a text, either has it
    write(box.field, text)
    leave()


def agrees(*told: object) -> bool:
    """Stands in for the question whether to go on."""
    return bool(told)


def lint(page: RiskPointScreen) -> list[tuple[str, list[str]]]:
    return [(one.text, [words for words, _ in one.ways]) for one in page.body.lint._told]


def follow(page: RiskPointScreen, words: str) -> None:
    click(next(way for way in page.body.lint.links if way.text() == words))


# ---- fields


def test_a_field_is_kept_when_it_is_left_and_ctrl_z_brings_it_back(stage: RiskStage) -> None:
    page = stage.page()
    before = stage.point().phone
    click(page.body.duty.edit_link)
    assert page.body.duty.form is not None

    fill(page.body.duty.form.boxes["phone"], "0714-6200001")
    assert stage.point().phone == "0714-6200001"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert stage.point().phone == before


def test_rk01_a_point_needs_a_name_and_what_was_typed_stays(stage: RiskStage) -> None:
    page = stage.page()
    name = stage.point().name
    click(page.body.duty.edit_link)
    assert page.body.duty.form is not None
    box = page.body.duty.form.boxes["name"]

    fill(box, " ")

    assert box.problem.text() == "风险点要有名称"
    assert stage.point().name == name


def test_the_level_on_the_map_may_be_the_inherent_one(stage: RiskStage) -> None:
    page = stage.page()
    click(page.body.duty.edit_link)
    assert page.body.duty.form is not None

    choice = page.body.duty.form.boxes["use_inherent"].field
    assert isinstance(choice, SegmentedChoice)
    choice.choose(1)
    settle()

    assert stage.point().use_inherent
    assert stage.point().level is stage.point().inherent
    assert page.body.duty.facts["图上颜色取"].text() == "固有风险"


def test_a_confined_space_asks_for_what_its_board_says(stage: RiskStage) -> None:
    page = stage.page("R-11")
    click(page.body.emergency.edit_link)
    assert page.body.emergency.form is not None
    box = page.body.emergency.form.boxes["volume"]
    assert box.isVisible()

    fill(box, "36 m³")

    assert stage.point("R-11").confined_details["volume"] == "36 m³"


def test_what_belongs_to_confined_spaces_is_not_asked_of_others(stage: RiskStage) -> None:
    page = stage.page("R-01")
    click(page.body.emergency.edit_link)
    assert page.body.emergency.form is not None

    assert not page.body.emergency.form.boxes["volume"].isVisible()


def test_the_day_of_a_drill_is_kept(stage: RiskStage) -> None:
    page = stage.page("R-01", "drilled_on")
    assert page.body.emergency.form is not None

    write(focused(), "20261012")
    leave()

    assert stage.point().drilled_on == date(2026, 10, 12)


# ---- units


def test_a_unit_is_added_by_writing_its_name(stage: RiskStage) -> None:
    page = stage.page("R-02")
    assert page.body.units.table.value == "jha"

    page.body.units.new_name.setFocus()
    write(page.body.units.new_name, "挂钩")
    press(Qt.Key.Key_Return)

    unit = stage.point("R-02").units[-1]
    assert (unit.table, unit.name) == ("jha", "挂钩")
    assert page.body.units.new_name.text() == ""
    assert page.body.units.rows[unit.unit_id].assess.text() == "评估"


def test_a_unit_shows_both_levels_with_their_sums(stage: RiskStage) -> None:
    page = stage.page("R-08")
    unit = stage.point("R-08").units[0]
    row = page.body.units.rows[unit.unit_id]

    assert unit.inherent is not None
    assert unit.residual is not None
    assert row.inherent.level is unit.inherent.level
    assert row.residual.level is unit.residual.level
    assert row.residual.under == f"{unit.residual.sum_words} = {unit.residual.score}"


def test_fields_of_a_unit_are_kept_when_left(stage: RiskStage) -> None:
    unit = stage.point("R-01").units[0].unit_id
    page = stage.page("R-01", f"unit.{unit}.event")
    row = page.body.units.rows[unit]
    assert row.form is not None

    fill(row.form.boxes["engineering"], "安全光幕")
    control = row.form.boxes["control"].field
    assert isinstance(control, SegmentedChoice)
    control.choose(0)
    settle()

    kept = stage.point("R-01").units[0]
    assert kept.measures["engineering"] == "安全光幕"
    assert kept.control is ControlLevel.COMPANY
    assert page.body.duty.facts["管控层级"].text() == "企业级"


def test_accident_types_are_ticked_from_the_whole_list(stage: RiskStage) -> None:
    unit = stage.point("R-01").units[0].unit_id
    page = stage.page("R-01", f"unit.{unit}.accident_types")
    row = page.body.units.rows[unit]
    assert row.form is not None
    field = row.form.boxes["accident_types"].field
    assert isinstance(field, TermsField)
    field.show_value("")

    field.open()
    assert field.popup is not None
    write(field.popup.search, "机械")
    press(Qt.Key.Key_Down)
    field.popup.list.turn(field.popup.list.currentItem())
    field.popup.close()
    settle()

    assert stage.point("R-01").units[0].accident_words == "机械致害"


def test_a_unit_that_was_taken_out_comes_back_with_ctrl_z(stage: RiskStage) -> None:
    page = stage.page("R-01")
    unit = stage.point("R-01").units[0]
    row = page.body.units.rows[unit.unit_id]
    row.turn()

    click(row.strike_link)
    assert stage.point("R-01").units == ()
    page.undo()
    settle()

    assert [one.unit_id for one in stage.point("R-01").units] == [unit.unit_id]


def test_assessing_a_unit_changes_the_level_of_the_page(stage: RiskStage) -> None:
    page = stage.page("R-08")
    unit = stage.point("R-08").units[0]

    def assess(dialog: AssessDialog) -> None:
        dialog.content.lec.columns["L"].rows["0.1"].click()
        dialog.foot.reason.setText("新增管控措施")
        dialog.go.click()

    in_dialog(assess)
    click(page.body.units.rows[unit.unit_id].assess)

    assert page.head.level.words == "低 · 蓝"
    assert stage.point("R-08").units[0].history[0].reason == "新增管控措施"


def test_the_history_tells_every_assessment_with_its_thresholds(stage: RiskStage) -> None:
    page = stage.page("R-08")
    point = stage.point("R-08")

    told = " ".join(line.accessibleName() for line in page.body.history.lines)

    assert len(page.body.history.lines) == len(point.units[0].history)
    assert "固有风险" in told
    assert "当时界限 320 / 160 / 70" in told


# ---- what is wrong


def test_what_a_new_point_lacks_leads_to_the_places(stage: RiskStage) -> None:
    page = stage.page(a_bare_point(stage))

    assert lint(page) == [
        ("还没有归入任何区域", ["在图上归入区域"]),
        ("还没有评估单元", ["添加评估单元"]),
    ]
    assert primary_buttons(page) == ["添加评估单元"]
    follow(page, "添加评估单元")
    assert focused() is page.body.units.new_name


def test_rk23_each_thing_that_a_red_point_lacks_has_its_link(stage: RiskStage) -> None:
    point = stage.point("R-08").point_id
    for name in ("phone", "steps", "first_response"):
        stage.workspace.act(actions.write_point, point, name, "", now=NOW)
    unit = stage.point("R-08").units[0].unit_id
    stage.workspace.act(actions.write_unit, unit, "emergency", "", now=NOW)
    page = stage.page("R-08")

    (told,) = [ways for text, ways in lint(page) if "还缺" in text]
    assert told == ["填写电话", "填写应急处置"]
    follow(page, "填写电话")
    assert page.body.duty.form is not None
    assert focused() is page.body.duty.form.boxes["phone"].field


def test_rk25_an_overdue_review_is_the_next_thing_to_do(stage: RiskStage) -> None:
    point = stage.point("R-08").point_id
    stage.workspace.act(actions.want_review, point, "工艺变更")
    page = stage.page("R-08")

    assert primary_buttons(page) == ["重新评估"]
    seen = in_dialog(AssessDialog.reject)
    follow(page, "重新评估")
    assert isinstance(seen[0], AssessDialog)


def test_a_point_with_nothing_wrong_has_no_blue_button(stage: RiskStage) -> None:
    page = stage.page("R-01")

    assert primary_buttons(page) == []
    assert not page.body.lint.isVisible()


# ---- the board


def test_rk26_a_text_by_hand_shows_how_it_differs_and_goes_back(stage: RiskStage) -> None:
    page = stage.page("R-01", "board.accidents")
    given = page.body.board.texts["accidents"].given
    text = page.body.board.texts["accidents"]
    assert text.editor is not None

    text.editor.selectAll()
    write(text.editor, "机械伤害")
    click(text.write_link)
    assert stage.map.board_texts[stage.point().point_id]["accidents"] == ("机械伤害", given)
    assert text.difference.isVisible()
    assert "line-through" in text.difference.text()
    assert lint(page) == [
        ("告知牌“可能发生的事故类型”是手写的，与数据不同", ["核对可能发生的事故类型"])
    ]
    click(text.back_link)

    assert stage.map.board_texts == {}
    assert not text.difference.isVisible()


def test_a_text_by_hand_says_when_the_data_have_changed_since(stage: RiskStage) -> None:
    point = stage.point()
    stage.workspace.act(publishing.write_board, point.point_id, "name", "压力机")
    stage.workspace.act(actions.write_point, point.point_id, "name", "3号压力机", now=NOW)

    page = stage.page()

    assert page.body.board.texts["name"].note.text() == "写下以后数据又变了，核对一次"


def test_the_board_of_a_confined_space_tells_the_limits_of_its_air(stage: RiskStage) -> None:
    page = stage.page("R-11")
    whose = stage.workspace.read(risk_papers.whose)
    limits = shipped_signs().limits_of(chemical=whose.chemical)

    assert page.body.board.band.title == f"{limits.word}安全风险告知牌"
    assert limits.limits[0].limit in page.body.board.limits.text()
    assert page.body.board.limits_basis.text() == limits.basis
    assert not stage.page("R-01").body.board.limits.isVisible()


def test_signs_are_chosen_from_all_and_the_proposal_can_be_taken_again(
    stage: RiskStage,
) -> None:
    page = stage.page("R-08")
    proposed = [tile.sign.key for tile in page.body.board.signs.tiles]
    assert proposed

    click(page.body.board.signs.choose_link)
    for tile in [tile for tile in page.body.board.signs.tiles if tile.isChecked()][1:]:
        tile.click()
        settle()
    assert stage.point("R-08").signs == (proposed[0],)
    page.body.board.signs.back_link.click()
    settle()

    assert stage.point("R-08").signs == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("断电停机", "断电停机", [("same", "断电停机")]),
        ("断电停机", "切断总电源", [("old", "断电停机"), ("new", "切断总电源")]),
        ("拨打120", "拨打119", [("same", "拨打"), ("old", "120"), ("new", "119")]),
        ("", "撤离", [("new", "撤离")]),
        ("止血包扎", "止血包扎，送医", [("same", "止血包扎"), ("new", "，送医")]),
    ],
)
def test_a_difference_is_told_in_whole_words(old, new, found) -> None:
    assert [(piece.kind, piece.text) for piece in pieces(old, new)] == found


@pytest.mark.parametrize("old", ["停机断电，撤离人员", "a1 b2\n三", ""])
@pytest.mark.parametrize("new", ["停机，撤离全部人员", "a1 c2\n三四", "x"])
def test_both_texts_can_be_read_out_of_a_difference(old: str, new: str) -> None:
    found = pieces(old, new)

    assert "".join(p.text for p in found if p.kind != "new") == old
    assert "".join(p.text for p in found if p.kind != "old") == new


# ---- going places


def test_ctrl_down_goes_to_the_next_point(stage: RiskStage) -> None:
    page = stage.page("R-01")

    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    assert page.point is not None
    assert page.point.number == "R-02"


def test_a_point_that_was_taken_out_leads_back_to_the_list(
    stage: RiskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = stage.page("R-01")
    monkeypatch.setattr("selfcheck.ui.riskpoint.screen.agreed", agrees)

    click(page.head.strike)
    settle()

    assert "R-01" not in [point.number for point in stage.map.points]
    assert stage.window.stack.currentWidget() is stage.window.screen_for("risks")


def test_nothing_can_be_changed_on_a_copy_to_look_at(qtbot: QtBot, tmp_path: Path) -> None:
    with a_risk_stage(qtbot, tmp_path, read_only=True) as stage:
        page = stage.page("R-08")

        assert not page.body.duty.edit_link.isVisible()
        assert not page.head.strike.isVisible()
        assert not page.body.units.new_name.isVisible()
        assert not page.body.board.texts["name"].write_link.isVisible()
        assert primary_buttons(page) == []


def test_tab_goes_through_the_page_as_it_is_read(stage: RiskStage) -> None:
    page = stage.page("R-01")
    page.head.back.setFocus()
    seen = []

    for _ in range(5):
        seen.append(focused())
        press(Qt.Key.Key_Tab)

    row = next(iter(page.body.units.rows.values()))
    assert seen[:3] == [page.head.back, page.head.map_link, page.head.strike]
    assert seen[3:] == [page.body.duty.edit_link, row.open_button]


def test_tab_goes_on_through_fields_that_were_just_opened(stage: RiskStage) -> None:
    page = stage.page("R-01", "name")
    section = page.body.duty
    assert section.form is not None
    boxes = section.form.boxes
    assert focused() is boxes["name"].field

    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    before = focused()
    boxes["phone"].field.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)

    assert before is section.edit_link
    assert focused() is next(iter(page.body.units.rows.values())).open_button
