"""The list of what disagrees: each line shows its place and does its one thing; then the map is published."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.riskmap import actions, floor_plans, publishing
from selfcheck.riskmap.records import PointKind
from selfcheck.ui import paper_viewer
from selfcheck.ui.buttons import Button
from selfcheck.ui.riskmap import lint as riskmap_lint
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.plan_sheets import TitleBlockSheet
from selfcheck.ui.riskmap.publish import PublishSheet, a_year_on
from tests.builders import NOW, TODAY
from tests.ui.duty_stage import focused, settle
from tests.ui.riskmap_stage import MapStage, a_stage
from tests.ui.stage import primary_buttons


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path):
    with a_stage(qtbot, tmp_path) as made:
        yield made


def buttons(stage: MapStage, code: str) -> tuple[Button, Button]:
    """The two links of the first line with a code."""
    stage.screen.lint.show_all()
    settle()
    return next(
        (show, mend) for line, show, mend in stage.screen.lint.rows if line.problem.code == code
    )


def mend(stage: MapStage, code: str) -> None:
    buttons(stage, code)[1].click()
    settle()


def set_right(stage: MapStage) -> None:
    """The three things that are wrong with the foundry's map."""
    desk = stage.screen.desk
    assembly, spray = stage.zone("装配区").key, stage.zone("喷漆区").key
    stage.screen.make(desk.map.drawing.assign(stage.point("装配吊具"), assembly))
    stage.screen.make(desk.map.drawing.assign(stage.point("天然气调压箱"), spray))
    settle()


def test_every_line_names_place_words_and_what_to_do(stage: MapStage) -> None:
    told = [(line.title, line.words, line.remedy) for line in riskmap_lint.lines(stage.map)]
    assert told == [
        ("装配区", "里没有风险点，归入风险点或删去区域", "归入风险点"),
        ("R-12 天然气调压箱", "还没有归入任何区域", "选择区域"),
        ("R-14 装配吊具", "还没有归入任何区域", "选择区域"),
    ]
    assert stage.screen.lint.heading.text() == "3 处需要处理"


def test_a_point_that_stands_nowhere_cannot_be_shown(stage: MapStage) -> None:
    shown = {line.title: not show.isHidden() for line, show, _ in stage.screen.lint.rows}
    assert shown == {"装配区": True, "R-12 天然气调压箱": True, "R-14 装配吊具": False}


def test_rk20_is_shown_on_the_map_and_a_point_is_put_into_the_zone(stage: MapStage) -> None:
    buttons(stage, "RK20")[0].click()
    settle()
    assert stage.canvas.selection == Selection(stage.zone("装配区").key)
    mend(stage, "RK20")
    assert stage.menu_words() == ["R-12 天然气调压箱", "R-14 装配吊具", "登记新的风险点…"]
    stage.choose("R-14")
    assert stage.level("装配区") == "low"
    assert not any(problem.code == "RK20" for problem in stage.map.problems)


def test_rk20_a_new_point_can_be_registered_into_the_zone(stage: MapStage) -> None:
    mend(stage, "RK20")
    stage.choose("登记新的风险点")
    sheet = stage.screen.doing.opening.sheet
    assert sheet is not None
    sheet.name.setText("装配台")  # type: ignore[attr-defined]  # the sheet of the list of points
    sheet.do_button.click()
    settle()
    inside = [p.name for p in stage.map.points if p.zone_name == "装配区"]
    assert inside == ["装配台"]


def test_rk21_is_shown_on_the_map_and_a_zone_is_chosen(stage: MapStage) -> None:
    buttons(stage, "RK21")[0].click()
    settle()
    assert stage.canvas.selection.point_id == stage.point("天然气调压箱")
    mend(stage, "RK21")
    assert "喷漆区（1号厂房）" in stage.menu_words()
    stage.choose("喷漆区")
    point = next(p for p in stage.map.points if p.name == "天然气调压箱")
    assert point.zone_name == "喷漆区"


def test_rk22_leads_to_the_assessment(stage: MapStage) -> None:
    point = stage.workspace.act(
        actions.add_point, name="空压机", kind=PointKind.FACILITY, now=NOW
    )
    stage.screen.reload()
    mend(stage, "RK22")
    assert stage.window.current == "riskpoint"
    assert stage.window._where == (str(point), "unit")


def test_rk23_leads_to_the_field_that_is_missing(stage: MapStage) -> None:
    point = stage.point("喷漆室")
    stage.workspace.act(actions.write_point, point, "phone", "", now=NOW)
    stage.screen.reload()
    mend(stage, "RK23")
    assert stage.window._where == (str(point), "phone")


def test_rk24_prints_the_board_anew(
    stage: MapStage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(paper_viewer, "open_file", shown.append)
    set_right(stage)
    stage.workspace.act(
        publishing.publish, stage.workspace.folder, made_by="李文静", checked_by="王海",
        approved_by="张𠮷", next_review=date(2027, 11, 24), principals=("张𠮷",), today=TODAY,
    )  # fmt: skip
    point = stage.point("喷漆室")
    stage.workspace.act(actions.write_point, point, "owner", "冯海涛", now=NOW)
    stage.screen.reload()
    assert stage.screen.head.publish.isEnabled()  # publishing again cures it
    mend(stage, "RK24")
    qtbot.waitUntil(lambda: bool(shown), timeout=20000)
    assert shown[0].name.startswith("告知牌 R-13")


def test_rk25_leads_to_assessing_again(stage: MapStage) -> None:
    point = stage.point("喷漆室")
    stage.workspace.act(actions.want_review, point, "隐患销号")
    stage.screen.reload()
    mend(stage, "RK25")
    assert stage.window._where[0] == str(point)
    assert stage.window._where[1].startswith("assess.")


def test_rk26_leads_to_the_board_that_was_written_by_hand(stage: MapStage) -> None:
    point = stage.point("喷漆室")
    stage.workspace.act(publishing.write_board, point, "measures", "别抽烟")
    stage.screen.reload()
    mend(stage, "RK26")
    assert stage.window._where == (str(point), "board.measures")


def test_rk27_leads_to_the_author_of_the_plan(stage: MapStage) -> None:
    assert stage.screen.plan is not None
    stage.workspace.act(floor_plans.write_plan, stage.screen.plan.plan_id, "made_by", "")
    stage.screen.reload()
    mend(stage, "RK27")
    sheet = stage.screen.doing.opening.sheet
    assert isinstance(sheet, TitleBlockSheet)
    sheet.made_by.setText("李文静")
    sheet.do_button.click()
    settle()
    assert stage.screen.plan.made_by == "李文静"
    assert not any(problem.code == "RK27" for problem in stage.map.problems)


@pytest.mark.parametrize(("name", "code"), [("", "RK28"), ("焊接区", "RK29")])
def test_rk28_rk29_lead_to_the_name_of_the_zone(stage: MapStage, name: str, code: str) -> None:
    drawing = stage.map.drawing
    stage.screen.make(drawing.change(stage.zone("机加工区").key, "改名称", name=name))
    settle()
    mend(stage, code)
    assert stage.screen.panel.chosen.name.hasFocus()


def test_more_than_three_lines_are_behind_one(stage: MapStage) -> None:
    for number in range(4):
        stage.workspace.act(
            actions.add_point, name=f"新点 {number}", kind=PointKind.PLACE, now=NOW
        )
    stage.screen.reload()
    assert len(stage.screen.lint.rows) == 3
    stage.screen.lint.more.click()
    assert len(stage.screen.lint.rows) == len(riskmap_lint.lines(stage.map))


def test_without_problems_the_card_says_so_in_one_line(stage: MapStage) -> None:
    set_right(stage)
    assert [(line.problem.code, line.remedy) for line, _, _ in stage.screen.lint.rows] == [
        ("RK33", "发布")
    ]
    mend(stage, "RK33")  # the sheet opens; what it asks is told below
    assert stage.screen.doing.opening.sheet is not None
    stage.screen.doing.opening.sheet.close()
    stage.workspace.act(
        publishing.publish, stage.workspace.folder, made_by="甲", checked_by="乙",
        approved_by="丙", next_review=TODAY + timedelta(days=300), principals=("丙",),
        today=TODAY,
    )  # fmt: skip
    stage.screen.reload()
    settle()
    assert stage.map.problems == ()
    assert stage.screen.lint.calm.isVisible()
    assert not stage.screen.lint.heading.isVisible()


# ---- publishing


def test_publishing_is_locked_until_nothing_stands_in_its_way(stage: MapStage) -> None:
    assert not stage.screen.head.publish.isEnabled()
    assert "装配区" in stage.screen.head.publish.toolTip()
    set_right(stage)
    assert stage.screen.head.publish.isEnabled()
    assert primary_buttons(stage.screen) == ["发布第 1 版"]


def test_rk30_rk31_rk32_names_approval_and_day_are_asked_beside_their_fields(
    stage: MapStage,
) -> None:
    set_right(stage)
    stage.screen.head.publish.click()
    sheet = stage.screen.doing.opening.sheet
    assert isinstance(sheet, PublishSheet)
    sheet.made_by.setText("")
    sheet.approved_by.show_value(None)
    sheet.next_review.show_value("2026-11-24")
    sheet.do_button.click()
    told = {where: field.problem.text() for where, field in sheet.asked.items()}
    assert "编制人" in told["made_by"]
    assert "主要负责人" in told["approved_by"]
    assert "晚于今天" in told["next_review"]


def test_a_published_map_is_no_draft_until_something_changes(stage: MapStage) -> None:
    set_right(stage)
    principal = "张𠮷"
    stage.screen.head.publish.click()
    sheet = stage.screen.doing.opening.sheet
    assert isinstance(sheet, PublishSheet)
    assert sheet.next_review.value == "2027-11-24"
    sheet.checked_by.setText("王海")
    sheet.approved_by.show_value(principal)
    sheet.do_button.click()
    settle()
    assert stage.map.published.number == 1
    assert stage.map.published.approved_by == principal
    assert "草稿" not in stage.screen.head.version.text()
    assert "现行第 1 版" in stage.screen.head.subline.text()
    assert not stage.screen.head.publish.isEnabled()
    stage.canvas.setFocus()
    stage.canvas.select(Selection(stage.zone("装配区").key))
    stage.key(Qt.Key.Key_Right)
    stage.settled()
    assert "第 2 版" in stage.screen.head.version.text()
    assert "草稿" in stage.screen.head.version.text()


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
    ],
)
def test_the_next_review_is_some_months_on(day: date, months: int, due: date) -> None:
    assert a_year_on(day, months) == due


# ---- ways to and from


def test_a_risk_point_is_shown_from_elsewhere(stage: MapStage) -> None:
    stage.window.open("elsewhere")
    stage.open(f"point.{stage.point('喷漆室')}")
    assert stage.canvas.selection.point_id == stage.point("喷漆室")
    assert stage.screen.place() == (f"point.{stage.point('喷漆室')}",)


def test_what_stands_in_the_way_is_at_hand_when_it_is_asked_for_from_elsewhere(
    stage: MapStage,
) -> None:
    waiting = f"point.{stage.point('装配吊具')}"  # it stands on no plan
    stage.window.open("elsewhere")
    stage.open(waiting)
    assert focused() is next(
        m for line, _, m in stage.screen.lint.rows if line.problem.where == waiting
    )
    for place in ("lint", "publish"):
        stage.window.open("elsewhere")
        stage.open(place)
        assert focused() is stage.screen.lint.rows[0][2]
    set_right(stage)
    stage.window.open("elsewhere")
    stage.open("publish")
    assert focused() is stage.screen.head.publish


def test_a_map_without_points_offers_to_register_one_from_elsewhere(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with a_stage(qtbot, tmp_path, empty=True) as made:
        made.open("points")
        assert focused() is made.screen.no_plan.picture
        made.workspace.act(floor_plans.add_plan, name="厂区", now=NOW)
        made.window.open("elsewhere")
        made.open("points")
        assert focused() is made.screen.panel.chosen.register


def test_the_panel_opens_a_risk_point(stage: MapStage) -> None:
    stage.canvas.select(Selection(stage.zone("喷漆区").key))
    stage.screen.panel.chosen.rows[0].opened.emit()
    settle()
    assert stage.window.current == "riskpoint"
