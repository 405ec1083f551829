"""The list of risk points: what stands in it, how it is narrowed and sorted, how one is registered."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.riskmap import actions
from selfcheck.riskmap.records import PointKind, RiskLevel
from selfcheck.ui.fields import LabelledField
from selfcheck.ui.risk_list.register import RegisterPointSheet
from selfcheck.ui.risk_list.rows import RiskColumns, spoken
from selfcheck.ui.risk_list.view import FILTERS, RiskView, listed, rows_of
from tests.prepared import NOW
from tests.ui.duty_stage import click, press, settle
from tests.ui.riskpoint_stage import RiskStage, a_risk_stage, in_dialog
from tests.ui.stage import primary_buttons, write


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[RiskStage]:
    with a_risk_stage(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def empty_stage(qtbot: QtBot, tmp_path: Path) -> Iterator[RiskStage]:
    with a_risk_stage(qtbot, tmp_path, empty=True) as made:
        yield made


def numbers(stage: RiskStage) -> list[str]:
    return [row.point.number for row in stage.list().points.list.rows.rows]


def test_every_point_stands_in_the_list_with_its_level_in_words(stage: RiskStage) -> None:
    screen = stage.list()

    assert numbers(stage) == [point.number for point in stage.map.points]
    row = next(r for r in screen.points.list.rows.rows if r.point.level is RiskLevel.MAJOR)
    assert "重大 · 红" in spoken(row)
    assert primary_buttons(screen) == ["登记风险点"]


def test_a_filter_shows_its_level_alone_and_counts_agree(stage: RiskStage) -> None:
    screen = stage.list()

    screen.points.tabs.choose("considerable")

    shown = screen.points.list.rows.rows
    assert {row.point.level for row in shown} == {RiskLevel.CONSIDERABLE}
    assert screen.points.tabs.tabs["considerable"].count == len(shown)


def test_the_filters_of_levels_part_all_points_among_them(stage: RiskStage) -> None:
    rows = rows_of(stage.map, NOW.date())

    parts = ("major", "considerable", "general", "low", "none")
    found = [row.point.number for kind in parts for row in listed(rows, RiskView(kind=kind))]

    assert sorted(found) == sorted(row.point.number for row in rows)


def test_a_point_without_owner_and_zone_is_among_those_with_problems(stage: RiskStage) -> None:
    kind = PointKind.PLACE
    stage.workspace.act(actions.add_point, name="危废间", kind=kind, now=NOW)

    screen = stage.list()
    screen.points.tabs.choose("problems")

    (row,) = screen.points.list.rows.rows
    assert row.problems == ("还没有归入任何区域", "还没有评估单元")


def test_what_is_searched_for_may_stand_in_several_columns(stage: RiskStage) -> None:
    screen = stage.list()
    screen.points.search.setFocus()

    write(screen.points.search, "喷漆 赵明辉")
    settle()

    assert [row.point.name for row in screen.points.list.rows.rows] == ["2号喷漆室"]


def test_a_search_without_a_hit_offers_to_clear_it(stage: RiskStage) -> None:
    screen = stage.list()
    screen.points.search.setFocus()
    write(screen.points.search, "没有这样的")
    settle()

    click(screen.points.empty.links["forget"])

    assert len(screen.points.list.rows.rows) == len(stage.map.points)
    assert screen.points.search.text() == ""


def test_captions_sort_one_way_then_the_other_then_as_before(stage: RiskStage) -> None:
    screen = stage.list()
    caption = screen.points.captions.buttons["level"]

    caption.click()
    first = [row.point.level for row in screen.points.list.rows.rows]
    caption.click()
    second = [row.point.level for row in screen.points.list.rows.rows]
    caption.click()

    assert first[0] is RiskLevel.MAJOR
    assert second[-1] is RiskLevel.MAJOR
    assert numbers(stage) == [point.number for point in stage.map.points]


def test_enter_opens_the_point_at_hand_and_the_way_back_leads_to_it(stage: RiskStage) -> None:
    screen = stage.list()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle()

    page = stage.window.screen_for("riskpoint")
    assert stage.window.stack.currentWidget() is page
    stage.window.back()
    settle()
    assert screen.points.list.current_id == stage.point("R-02").point_id


def test_registering_opens_the_page_of_the_new_point(stage: RiskStage) -> None:
    screen = stage.list()

    def fill(sheet: RegisterPointSheet) -> None:
        write(sheet.name, "3号喷漆室")
        sheet.kind.show_value(PointKind.PLACE.value)
        sheet.owner.setText("赵明辉")
        sheet.owner.commit()
        sheet.do_button.click()

    in_dialog(fill)
    screen.register_button.click()
    settle()

    made = stage.map.points[-1]
    assert (made.name, made.kind, made.owner) == ("3号喷漆室", PointKind.PLACE, "赵明辉")
    assert made.phone == stage.point("R-01").phone
    page = stage.window.screen_for("riskpoint")
    assert stage.window.stack.currentWidget() is page


def test_rk01_a_point_without_name_is_refused_beside_the_field(stage: RiskStage) -> None:
    told: list[str] = []

    def fill(sheet: RegisterPointSheet) -> None:
        sheet.do_button.click()
        told.extend(box.problem.text() for box in sheet.findChildren(LabelledField))

    in_dialog(fill)
    stage.list().register()

    assert "填写风险点名称，如“2号喷漆室”" in told


def test_an_empty_map_says_what_to_do_first(empty_stage: RiskStage) -> None:
    screen = empty_stage.list()

    assert "还没有风险点" in screen.points.empty.sentence.text()
    assert list(screen.points.empty.links) == ["register"]
    assert not screen.points.list.isVisible()


@pytest.mark.parametrize("width", [560, 700, 860, 1040, 1400])
def test_no_column_lies_over_another(width: int, qtbot: QtBot) -> None:
    spans = sorted(RiskColumns.of(width).spans.values())

    assert all(a + b <= c for (a, b), (c, _) in pairwise(spans))
    assert spans[-1][0] + spans[-1][1] <= width


def test_the_name_keeps_its_room_while_others_give_way(qtbot: QtBot) -> None:
    assert set(RiskColumns.of(1400).spans) > set(RiskColumns.of(820).spans)
    assert RiskColumns.of(820).spans["name"][1] >= 190


def test_a_list_that_may_only_be_looked_at_registers_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with a_risk_stage(qtbot, tmp_path, read_only=True) as stage:
        screen = stage.list()

        assert not screen.register_button.isEnabled()
        assert not screen.scale_button.isEnabled()


def test_an_unknown_view_is_sorted_by_number(stage: RiskStage) -> None:
    rows = rows_of(stage.map, NOW.date())
    view = replace(RiskView(), sort="owner")

    owners = [row.point.owner for row in listed(rows, view)]

    assert owners == sorted(owners)
    assert set(FILTERS) == set(stage.list().points.tabs.tabs)
