"""The risk map as a person uses it: tools, keys, undo, the list of what disagrees, publishing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.riskmap import opening as riskmap_opening
from selfcheck.ui.riskmap import tools
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.plan_sheets import BlankPlanSheet, ScaleSheet
from tests.ui.duty_stage import settle
from tests.ui.riskmap_stage import METRE, MapStage, a_stage, units

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path):
    with a_stage(qtbot, tmp_path) as made:
        yield made


def near(one: tuple[float, float], other: tuple[float, float], most: float = 0.2) -> bool:
    """Whether two places are the same to within some metres of the building."""
    return all(abs(a - b) <= most * METRE for a, b in zip(one, other, strict=True))


# ---- colours


def test_a_zone_has_the_colour_of_its_highest_risk(stage: MapStage) -> None:
    assert stage.level("熔炼浇注区") == "major"
    assert stage.level("装配区") == ""


def test_moving_a_point_out_of_a_zone_changes_its_colour(stage: MapStage) -> None:
    stage.pull((5, 4), (50, 18))
    assert stage.level("熔炼浇注区") == "considerable"
    stage.key(Qt.Key.Key_Z, CONTROL)
    settle()
    assert stage.level("熔炼浇注区") == "major"


def test_no_tool_paints_a_zone(stage: MapStage) -> None:
    words = [button.accessibleName() for button in stage.screen.toolbar.tools.values()]
    assert not any("色" in word for word in words)


# ---- drawing with the mouse


def test_a_rectangle_is_pulled_open(stage: MapStage) -> None:
    stage.screen.toolbar.tools[tools.RECTANGLE].click()
    stage.pull((58.6, 11.6), (70.4, 15))
    zone = stage.zone("区域 1")
    assert near(zone.points[0], units((58.6, 11.6)))
    assert near(zone.points[2], units((70.4, 15)))
    assert stage.canvas.selection == Selection(zone.key)
    assert stage.canvas.tool_name == tools.SELECT
    assert stage.level("区域 1") == "considerable"  # the gas box stood there without a zone


def test_a_rectangle_can_be_clicked_at_two_corners(stage: MapStage) -> None:
    stage.screen.toolbar.tools[tools.RECTANGLE].click()
    stage.click((30, 39))
    stage.click((38, 41))
    assert len(stage.zone("区域 1").points) == 4


def test_a_polygon_is_clicked_corner_by_corner_and_closed_at_its_begin(stage: MapStage) -> None:
    stage.screen.toolbar.tools[tools.POLYGON].click()
    for place in ((58, 11), (70, 11), (64, 15.5), (58, 11)):
        stage.click(place)
    assert len(stage.zone("区域 1").points) == 3


def test_a_polygon_of_two_corners_is_not_an_area(stage: MapStage) -> None:
    before = len(stage.map.drawing.shapes)
    stage.screen.toolbar.tools[tools.POLYGON].click()
    stage.click((58, 11))
    stage.click((70, 12))
    stage.key(Qt.Key.Key_Return)
    settle()
    assert len(stage.map.drawing.shapes) == before
    assert "至少要 3 个点" in stage.screen.toolbar.chosen_words.text()


@pytest.mark.parametrize(
    ("tool", "kind"),
    [
        (tools.EXIT, ShapeKind.EXIT),
        (tools.ASSEMBLY, ShapeKind.ASSEMBLY),
        (tools.FIRE, ShapeKind.FIRE),
    ],
)
def test_marks_are_put_down_with_one_click(stage: MapStage, tool: str, kind: ShapeKind) -> None:
    before = [s.key for s in stage.map.drawing.shapes.values() if s.kind is kind]
    stage.screen.toolbar.tools[tool].click()
    stage.click((60, 18.5))
    made = [
        s for s in stage.map.drawing.shapes.values() if s.kind is kind and s.key not in before
    ]
    assert len(made) == 1
    assert near(made[0].points[0], units((60, 18.5)))


def test_a_route_ends_with_enter(stage: MapStage) -> None:
    stage.screen.toolbar.tools[tools.ROUTE].click()
    stage.click((40, 18.5))
    stage.click((69, 18.5))
    stage.key(Qt.Key.Key_Return)
    settle()
    assert len(stage.zone("疏散路线 1").points) == 2


def test_escape_forgets_a_drawing_and_then_the_tool(stage: MapStage) -> None:
    before = stage.map.drawing
    stage.screen.toolbar.tools[tools.POLYGON].click()
    stage.click((58, 11))
    stage.key(Qt.Key.Key_Escape)
    assert stage.canvas.tool.sketch == ()
    assert stage.canvas.tool_name == tools.POLYGON
    stage.key(Qt.Key.Key_Escape)
    assert stage.canvas.tool_name == tools.SELECT
    assert stage.map.drawing == before


# ---- choosing and moving


def test_a_click_chooses_the_zone_and_the_panel_tells_it(stage: MapStage) -> None:
    stage.click((3, 14))
    chosen = stage.screen.panel.chosen
    assert chosen.name.text() == "熔炼浇注区"
    assert chosen.level.words.text() == "重大 · 红"
    assert "370 m²" in chosen.facts.text()
    assert [row.point.name for row in chosen.rows][:2] == ["3号中频炉漏炉", "铁水包吊运"]


def test_a_zone_that_is_not_chosen_is_not_pulled_along(stage: MapStage) -> None:
    before = stage.map.drawing
    stage.pull((3, 14), (10, 20))
    assert stage.map.drawing == before


def test_a_chosen_zone_is_moved_and_its_points_are_asked_again(stage: MapStage) -> None:
    stage.click((45, 36))
    before = stage.zone("装配区").points[0]
    stage.pull((45, 36), (55, 36))
    after = stage.zone("装配区").points[0]
    assert near((after[0] - before[0], after[1] - before[1]), (10 * METRE, 0))


def test_a_corner_is_pulled_and_snaps_to_its_neighbour(stage: MapStage) -> None:
    stage.click((60, 5))
    stage.pull((57, 10), (57.2, 15.8))
    assert units((57, 16)) in stage.zone("模具库").points


def test_without_snapping_a_corner_stays_where_it_is_let_go(stage: MapStage) -> None:
    stage.screen.toolbar.snap.click()
    stage.click((60, 5))
    stage.pull((57, 10), (57.3, 15.7))
    assert units((57, 16)) not in stage.zone("模具库").points


def test_a_middle_becomes_a_corner(stage: MapStage) -> None:
    stage.click((50, 30))
    stage.pull((49.5, 38), (49.5, 41))
    zone = stage.zone("装配区")
    assert len(zone.points) == 5
    assert stage.canvas.selection.corner is not None
    assert near(zone.points[stage.canvas.selection.corner], units((49.5, 41)), 0.5)


def test_a_label_is_pulled_elsewhere(stage: MapStage) -> None:
    stage.click((50, 36))
    plate = stage.canvas.layer.placing(stage.canvas.scene, stage.canvas.view.scale, 1.0)
    x, y = stage.canvas.view.to_sheet(
        plate.plates[stage.zone("装配区").key].center() + stage.canvas.view.origin
    )
    begin = (x / METRE - 4, y / METRE - 4)
    stage.pull(begin, (begin[0], begin[1] - 4))
    assert stage.zone("装配区").label is not None


# ---- without a mouse


def test_tab_steps_through_zones_and_leaves_at_the_end(stage: MapStage) -> None:
    stage.canvas.setFocus()
    names = []
    for _ in range(len(stage.canvas.scene.zones)):
        stage.key(Qt.Key.Key_Tab)
        names.append(stage.map.drawing.shapes[stage.canvas.selection.key].name)
    assert names[0] == "熔炼浇注区"
    assert len(set(names)) == 8
    rest = len(stage.canvas.scene.marks) + len(stage.canvas.scene.pins)
    for _ in range(rest + 1):
        stage.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not stage.canvas


def test_enter_goes_into_a_zone_and_arrows_move_its_corner_by_a_tenth_of_a_metre(
    stage: MapStage,
) -> None:
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("装配区").key))
    before = stage.zone("装配区").points[0]
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Right)
    stage.key(Qt.Key.Key_Down, SHIFT)
    stage.settled()
    after = stage.zone("装配区").points[0]
    moved = ((after[0] - before[0]) / METRE, (after[1] - before[1]) / METRE)
    assert moved == pytest.approx((0.1, 1.0))
    assert stage.screen.desk.can_undo == "移动顶点"


def test_arrow_keys_that_follow_one_another_are_one_operation(stage: MapStage) -> None:
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("装配区").key))
    before = stage.zone("装配区")
    for _ in range(5):
        stage.key(Qt.Key.Key_Right)
    stage.settled()
    assert stage.zone("装配区") != before
    stage.key(Qt.Key.Key_Z, CONTROL)
    settle()
    assert stage.zone("装配区") == before


def test_insert_and_delete_change_corners(stage: MapStage) -> None:
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("装配区").key))
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Insert)
    settle()
    assert len(stage.zone("装配区").points) == 5
    stage.key(Qt.Key.Key_Delete)
    stage.key(Qt.Key.Key_Delete)
    settle()
    assert len(stage.zone("装配区").points) == 3
    stage.key(Qt.Key.Key_Delete)
    settle()
    assert len(stage.zone("装配区").points) == 3
    assert "不能再少" in stage.screen.toolbar.chosen_words.text()


def test_delete_takes_a_zone_away_and_undo_brings_it_back_with_its_points(
    stage: MapStage,
) -> None:
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("熔炼浇注区").key))
    before = stage.map.drawing
    stage.key(Qt.Key.Key_Delete)
    settle()
    assert not any(s.name == "熔炼浇注区" for s in stage.map.drawing.shapes.values())
    stage.screen.toolbar.undo.click()
    settle()
    assert stage.map.drawing == before
    stage.screen.toolbar.redo.click()
    settle()
    assert not any(s.name == "熔炼浇注区" for s in stage.map.drawing.shapes.values())


def test_a_zone_is_drawn_with_the_crosshair(stage: MapStage) -> None:
    stage.canvas.setFocus()
    stage.key(Qt.Key.Key_R)
    assert stage.canvas.tool_name == tools.RECTANGLE
    stage.key(Qt.Key.Key_Right)
    stage.key(Qt.Key.Key_Space)
    for _ in range(6):
        stage.key(Qt.Key.Key_Right, SHIFT)
        stage.key(Qt.Key.Key_Down, SHIFT)
    stage.key(Qt.Key.Key_Space)
    settle()
    assert len(stage.zone("区域 1").points) == 4


def test_letters_take_tools(stage: MapStage) -> None:
    stage.canvas.setFocus()
    for key, name in ((Qt.Key.Key_P, tools.POLYGON), (Qt.Key.Key_V, tools.SELECT)):
        stage.key(key)
        assert stage.canvas.tool_name == name
        assert stage.screen.toolbar.tools[name].isChecked()


# ---- zoom


def test_the_wheel_zooms_around_the_hand_and_ctrl_0_shows_all(stage: MapStage) -> None:
    place = stage.at((40, 20)).toPointF()
    before, scale = stage.canvas.view.to_sheet(place), stage.canvas.view.scale
    stage.canvas.zoom(1.5, place)
    assert stage.canvas.view.to_sheet(place) == pytest.approx(before)
    assert stage.canvas.view.scale == pytest.approx(1.5 * scale)
    stage.key(Qt.Key.Key_0, CONTROL)
    assert stage.canvas.view.scale == pytest.approx(scale)


def test_panning_paints_nothing_anew(stage: MapStage) -> None:
    stage.canvas.grab()
    painted = stage.canvas.layer.painted
    for _ in range(8):
        stage.canvas.pan(10, 5)
        stage.canvas.grab()
    assert stage.canvas.layer.painted == painted


# ---- joining, parting


def test_two_zones_that_touch_are_joined_from_the_list(stage: MapStage) -> None:
    stage.click((3, 24))
    stage.screen.toolbar.tools[tools.JOIN].click()
    assert stage.menu_words() == ["并入“焊接区”"]
    stage.choose("并入“焊接区”")
    assert not any(s.name == "焊接区" for s in stage.map.drawing.shapes.values())
    assert len([p for p in stage.map.points if p.zone_name == "机加工区"]) == 2


def test_two_zones_are_joined_by_two_clicks(stage: MapStage) -> None:
    stage.canvas.use(tools.JOIN)
    stage.click((3, 24))
    stage.click((30, 35))
    assert not any(s.name == "焊接区" for s in stage.map.drawing.shapes.values())


def test_zones_that_do_not_touch_are_not_joined(stage: MapStage) -> None:
    stage.canvas.use(tools.JOIN)
    stage.click((3, 24))
    stage.click((60, 36))
    assert stage.zone("喷漆区")
    assert "没有相接" in stage.screen.toolbar.chosen_words.text()


def test_a_zone_is_parted_from_the_list(stage: MapStage) -> None:
    stage.click((3, 24))
    stage.screen.toolbar.tools[tools.PART].click()
    stage.choose("分成左右两块")
    assert stage.zone("机加工区 2")


def test_a_zone_is_parted_by_a_line(stage: MapStage) -> None:
    stage.canvas.use(tools.PART)
    stage.pull((10, 20), (10, 39))
    halves = [s for s in stage.map.drawing.shapes.values() if s.name.startswith("机加工区")]
    assert len(halves) == 2


# ---- points that wait


def test_enter_puts_a_waiting_point_into_the_chosen_zone(stage: MapStage) -> None:
    stage.click((50, 36))
    row = stage.screen.panel.waiting.rows[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    settle()
    assert stage.level("装配区") == "low"
    assert not stage.screen.panel.waiting.isVisible()


def test_a_waiting_point_is_put_down_with_a_click(stage: MapStage) -> None:
    stage.screen.panel.waiting.rows[0].click()
    assert stage.canvas.tool_name == tools.POINT
    stage.click((54.5, 35.6))
    assert stage.level("装配区") == "low"
    assert stage.canvas.tool_name == tools.SELECT


# ---- fields of a zone


def test_owner_and_phone_are_kept_when_left_and_can_be_undone(stage: MapStage) -> None:
    stage.click((50, 36))
    chosen = stage.screen.panel.chosen
    chosen.owner.setFocus()
    chosen.owner.setText("陈国梁")
    chosen.phone.setFocus()
    settle()
    assert stage.zone("装配区").owner == "陈国梁"
    stage.canvas.setFocus()
    stage.key(Qt.Key.Key_Z, CONTROL)
    settle()
    assert stage.zone("装配区").owner == ""
    assert chosen.owner.text() == ""


# ---- layers


def test_an_eye_hides_its_layer_and_nothing_of_it_can_be_taken_hold_of(stage: MapStage) -> None:
    stage.screen.panel.layers.eyes["zones"].click()
    stage.click((3, 24))
    assert not stage.canvas.selection
    stage.screen.panel.layers.eyes["zones"].click()
    stage.click((3, 24))
    assert stage.canvas.selection


# ---- plans, scale


def test_another_plan_is_a_tab(stage: MapStage) -> None:
    tabs = stage.screen.tabs.tabs
    assert tabs is not None
    tabs.choose(1)
    settle()
    assert stage.canvas.scene.plan.name == "2号厂房二层"
    assert not stage.canvas.scene.zones


def test_two_places_and_their_distance_give_the_scale(stage: MapStage) -> None:
    stage.canvas.use(tools.MEASURE)
    stage.click((5, 41))
    stage.click((65, 41))
    sheet = stage.screen.doing.opening.sheet
    assert isinstance(sheet, ScaleSheet)
    assert "60.0" in sheet.line.text()
    sheet.metres.setText("很远")
    sheet.do_button.click()
    assert sheet.isVisible()
    sheet.metres.setText("120")
    sheet.do_button.click()
    settle()
    plan = stage.screen.plan
    assert plan is not None
    metres = plan.metres_per_unit
    assert metres is not None
    assert metres == pytest.approx(2 / METRE, rel=0.01)


def test_an_empty_map_offers_a_sheet_and_its_size_gives_a_scale(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with a_stage(qtbot, tmp_path, empty=True) as stage:
        assert stage.screen.stack.currentWidget() is stage.screen.no_plan
        stage.screen.no_plan.blank.click()
        sheet = stage.screen.doing.opening.sheet
        assert isinstance(sheet, BlankPlanSheet)
        sheet.do_button.click()
        assert sheet.isVisible()
        sheet.name.setText("1号厂房一层")
        sheet.wide.setText("80")
        sheet.deep.setText("40")
        sheet.do_button.click()
        settle()
        plan = stage.screen.plan
        assert plan is not None
        assert (plan.name, plan.width, plan.height) == ("1号厂房一层", 1600, 800)
        assert plan.metres_per_unit == pytest.approx(0.05)
        assert stage.screen.stack.currentWidget() is stage.canvas


# ---- typed places, dragged points, a copy to look at


def test_a_typed_place_moves_the_corner_there(stage: MapStage) -> None:
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("装配区").key, 2))
    stage.key(Qt.Key.Key_6)
    field = stage.canvas.place_field
    assert field.isVisible()
    assert field.text() == "6"
    field.setText("61.5, 43")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert stage.zone("装配区").points[2] == pytest.approx((61.5 * METRE, 43 * METRE))
    assert not field.isVisible()
    assert stage.canvas.hasFocus()


def test_a_place_that_is_no_two_numbers_stays_and_says_what_to_write(stage: MapStage) -> None:
    stage.canvas.setFocus()
    before = stage.map.drawing
    stage.canvas.select(Selection(stage.zone("装配区").key, 2))
    stage.key(Qt.Key.Key_6)
    QTest.keyClick(stage.canvas.place_field, Qt.Key.Key_Return)
    assert stage.canvas.place_field.isVisible()
    assert "两个数" in stage.canvas.notice
    QTest.keyClick(stage.canvas.place_field, Qt.Key.Key_Escape)
    assert not stage.canvas.place_field.isVisible()
    assert stage.map.drawing == before


def test_a_risk_point_is_dragged_from_the_list_onto_the_sheet(stage: MapStage) -> None:
    drag = stage.screen.panel.waiting.rows[0].drag()
    at = QPointF(stage.at((50, 36)))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    moves = Qt.DropAction.MoveAction
    entered = QDragEnterEvent(at.toPoint(), moves, drag.mimeData(), left, none)
    QApplication.sendEvent(stage.canvas, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(stage.canvas, QDropEvent(at, moves, drag.mimeData(), left, none))
    settle()
    assert stage.level("装配区") == "low"


def test_the_space_bar_lets_the_hand_move_the_sheet(stage: MapStage) -> None:
    stage.canvas.setFocus()
    before, drawing = QPointF(stage.canvas.view.origin), stage.map.drawing
    stage.click((3, 15))
    QTest.keyPress(stage.canvas, Qt.Key.Key_Space)
    stage.pull((3, 15), (6, 16))
    QTest.keyRelease(stage.canvas, Qt.Key.Key_Space)
    moved = stage.canvas.view.origin - before
    assert moved.x() == pytest.approx(3 * METRE * stage.canvas.view.scale, abs=1.5)
    assert stage.map.drawing == drawing


def test_everything_is_kept_at_once(stage: MapStage) -> None:
    before = stage.workspace.saved_at
    assert before is None
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("装配区").key))
    stage.key(Qt.Key.Key_Delete)
    settle()
    assert stage.workspace.saved_at is not None


def test_a_copy_to_look_at_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with a_stage(qtbot, tmp_path, read_only=True) as stage:
        before = stage.map.drawing
        stage.click((45, 36))
        assert stage.canvas.selection == Selection(stage.zone("装配区").key)
        stage.pull((45, 36), (55, 36))
        stage.key(Qt.Key.Key_Delete)
        stage.key(Qt.Key.Key_P)
        settle()
        assert stage.map.drawing == before
        assert stage.canvas.tool_name == tools.SELECT
        assert not stage.screen.head.publish.isEnabled()
        assert not stage.screen.toolbar.tools[tools.POLYGON].isEnabled()


def test_below_1280_the_panel_is_a_tab(qtbot: QtBot, tmp_path: Path) -> None:
    with a_stage(qtbot, tmp_path, size=(1093, 614)) as stage:
        screen = stage.screen
        assert screen.side.isVisible()
        assert stage.canvas.isVisible()
        assert not screen.panel.isVisible()
        screen.side.choose(1)
        settle()
        assert screen.panel.isVisible()
        assert not stage.canvas.isVisible()
        screen.panel.waiting.rows[0].click()
        settle()
        assert stage.canvas.isVisible()


def test_a_plan_is_struck_after_a_question_and_its_points_wait_again(
    stage: MapStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agreed(_parent: object, _title: str, text: str, _yes: str) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr(riskmap_opening, "agreed", agreed)
    stage.screen.tabs.strike.click()
    settle()
    assert "1号厂房" in asked[0]
    assert [plan.name for plan in stage.map.plans] == ["2号厂房二层"]
    assert len(stage.screen.panel.waiting.rows) == 14
